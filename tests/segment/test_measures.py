from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policyalign.domain import Anchor, Passage, Plan, Section
from policyalign.domain import Measure as Found
from policyalign.segment.measure_headings import measure_section
from policyalign.segment.measures import MAX_CHARACTERS, measure_ids, read_measures
from policyalign.values import PassageKind, Role

from support.schedules import Measure, Words, interval, measure, plan, row_cells, step


def read(*measures: Measure) -> tuple[Found, ...]:
    return read_measures(plan("p", *measures))


def stages(found: Found) -> list[tuple[int, int | None, int | None]]:
    return [(one.stage, one.start, one.end) for one in found.periods]


ROW = "施策：回線の整備；担当：総務省；2026年度～2027年度：整備；2028年度：運用"


def test_what_stands_under_one_heading_is_one_measure() -> None:
    (found,) = read(
        Measure(
            "回線の整備",
            [
                Words("整備する。", [(3, 2026, 2027)], actors=("総務省",), words="回線"),
                Words("運用する。", [(5, 2028, None)], actors=("総務省", "環境省"), words="回線 光"),
            ],
            number="（1）",
        )
    )
    assert found.heading == "（1）回線の整備"
    assert found.name == "回線の整備"
    assert stages(found) == [(3, 2026, 2027), (5, 2028, None)]
    assert found.actors == ("総務省", "環境省")
    assert found.terms == {"回線": 2, "光": 1}
    assert found.highest == 5


def test_headings_that_name_no_subject_belong_to_the_one_above() -> None:
    made = plan("p", measure("回線の整備", (3, 2026, 2027)), measure("②工程", (5, 2028, None)))
    first, second = made.sections
    inside = Section("", second.heading, 2, 0, second.anchor)
    (found,) = read_measures(replace(made, sections=(first, inside)))
    assert stages(found) == [(3, 2026, 2027), (5, 2028, None)]


def test_under_a_long_heading_every_passage_stands_for_itself() -> None:
    long = "回線を整備し、運用する。" * 70
    found = read(Measure("施策の方向", [Words(long, [(3, 2026, 2027)]), Words(long, [(5, 2028, None)])]))
    assert [stages(one) for one in found] == [[(3, 2026, 2027)], [(5, 2028, None)]]


def test_situations_and_footnotes_tell_no_stage() -> None:
    found = read(
        Measure(
            "回線の整備",
            [
                Words("整備は2020年に始まった。", [(3, 2020, 2020)], role="background", words="過去"),
                Words("運用する。", [(5, 2028, None)]),
                Words("注。", [(1, 2026, 2026)], kind="footnote"),
            ],
        ),
        Measure("現状", [Words("回線が遅い。", role="issue")]),
    )
    assert [stages(one) for one in found if one.planned] == [[(5, 2028, None)]]
    assert "過去" not in found[0].terms


def test_what_announces_nothing_is_a_measure_that_is_not_planned() -> None:
    found = read(
        Measure("回線の整備", [Words("運用する。"), Words("注。", kind="footnote")]),
        Measure("情勢の変化", [Words("回線が遅い。", role="issue")]),
        Measure("理念", [Words("誰も取り残さない。", role="principle")]),
    )
    assert [(one.heading, one.planned) for one in found] == [
        ("回線の整備", True),
        ("情勢の変化", False),
        ("理念", False),
        ("回線の整備", False),
    ]
    assert [one.passages for one in found] == [("p-0",), ("p-2",), ("p-3",), ("p-1",)]


def test_a_closing_line_dates_the_whole_and_none_of_its_stages_itself() -> None:
    closing = Words("担当：総務省。本施策は、2021年度から2027年度まで実施する。", loose=[interval(2021, 2027)])
    (found,) = read(Measure("回線の整備", [Words("整備し、運用する。", [step(3, None, None)]), closing]))
    assert found.overall_interval == interval(2021, 2027)
    assert [(one.stage, one.start, one.own) for one in found.periods] == [(3, 2021, False)]
    assert found.dated == ()
    assert found.unstaged_intervals == ()


def test_times_of_doings_without_a_stage_are_kept() -> None:
    (found,) = read(Measure("回線の整備", [Words("切り替える。", loose=[interval(2028, 2028)])]))
    assert found.unstaged_intervals == (interval(2028, 2028),)
    assert found.intervals == found.unstaged_intervals


def row(*steps: tuple[int, int | None, int | None], text: str = ROW) -> Measure:
    return Measure("工程表", [Words(text, steps, kind="row", actors=("総務省",))])


def test_the_row_of_a_schedule_table_belongs_to_the_measure_of_its_name() -> None:
    (found,) = read(measure("回線の整備", step(3, None, None)), row((3, 2026, 2027), (5, 2028, 2028)))
    assert stages(found) == [(3, 2026, 2027), (5, 2028, 2028)]
    assert [one.page for one in found.periods] == [2, 2]
    assert all(one.row for one in found.periods)


def test_a_row_of_another_name_is_a_measure_of_its_own() -> None:
    names = [one.heading for one in read(measure("道路の整備", (3, 2026, 2027)), row((5, 2028, 2028)))]
    assert names == ["道路の整備", "回線の整備"]


def test_a_row_that_announces_what_the_text_does_not_makes_it_planned() -> None:
    quiet = Measure("回線の整備", [Words("回線が遅い。", role="issue")])
    (found,) = read(quiet, row((5, 2028, 2028)))
    assert (found.planned, found.id, found.passage_id) == (True, "p-0", "p-1")


def test_a_heading_in_brackets_has_no_name_that_a_row_could_carry() -> None:
    found = read(measure("港の改修"), measure("【関連事業】"), measure("森を育てる"))
    assert [one.passages for one in found] == [("p-0",), ("p-1",), ("p-2",)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("番号：2；施策：港の改修；2026年度：設計", "港の改修"),
        ("施策：港の改修；担当：汐入町", "港の改修"),
        ("施策：汐入大学）；2026年度：設計", "工程表"),
        ("項目：目的；内容：港を直す", "工程表"),
        ("時期：令和8年4月1日；内容：港の改修", "港の改修"),
    ],
)
def test_a_row_is_named_by_a_cell_that_is_a_title(text: str, name: str) -> None:
    assert [one.heading for one in read(row((3, 2026, 2026), text=text))] == [name]


@pytest.mark.parametrize("scrap", ["用の推進 •", "提供）", "-汐入工業高等学校-", "出典：町の統計"])
def test_a_scrap_that_a_file_calls_a_heading_gives_way_to_the_title_above(scrap: str) -> None:
    made = plan("p", measure("港の改修", (3, 2026, 2027)), measure(scrap, (5, 2028, None)))
    first, second = made.sections
    below = Section("", second.heading, 2, 0, second.anchor)
    assert [one.heading for one in read_measures(replace(made, sections=(first, below)))] == ["港の改修"]


def test_where_no_heading_is_a_title_the_first_sentence_tells_what_it_is_about() -> None:
    text = "町の井戸については、毎年度、水質を調べる。"
    assert [(one.heading, one.name) for one in read(Measure("提供）", [Words(text)]))] == [("町の井戸", "町の井戸")]


def test_the_caption_of_a_figure_and_its_source_are_no_measure() -> None:
    asides = [Words(text, kind="caption") for text in ("図表1-2 港の改修", "資料：汐入町作成")]
    found = read(Measure("港の改修", [Words("港を直す。"), *asides]))
    assert [(one.passages, one.planned) for one in found] == [(("p-0",), True), (("p-1",), False), (("p-2",), False)]


def test_what_text_and_table_both_say_is_shown_in_the_text() -> None:
    (found,) = read(measure("回線の整備", (3, 2026, 2027)), row((3, 2026, 2027)))
    assert [(one.stage, one.page, one.certain) for one in found.periods] == [(3, 1, True)]


def test_an_open_time_of_the_text_is_closed_by_the_table() -> None:
    (found,) = read(measure("回線の整備", (5, 2028, None)), row((5, 2028, 2030)))
    assert stages(found) == [(5, 2028, 2030)]
    assert found.periods[0].certain


def test_where_text_and_table_differ_neither_is_sure() -> None:
    (found,) = read(measure("回線の整備", (3, 2026, 2028)), row((3, 2026, 2027)))
    assert [(one.end, one.certain) for one in found.periods] == [(2028, False), (2027, False)]


def test_an_inferred_stage_of_the_text_gives_way_to_the_table() -> None:
    (found,) = read(measure("回線の整備", step(5, 2026, 2026, certain=False)), row((5, 2028, 2028)))
    assert [(one.start, one.certain) for one in found.periods] == [(2028, True)]


# Any plan -------------------------------------------------------------------------------------------------

HEADINGS = ("回線の整備", "道路の整備", "②工程", "現状と課題", "【関連事業】", "第2章 基本的な方針", "")
KINDS: tuple[PassageKind, ...] = ("paragraph", "item", "row", "footnote", "caption")
ROLES: tuple[Role, ...] = ("measure", "target", "background", "issue", "principle", "")
TEXTS = ("整備する。", ROW, ROW.replace("回線", "道路"), "担当：総務省。", "回線を整備し、運用する。" * 70)


@st.composite
def any_plan(draw: st.DrawFn) -> Plan:
    """A few headings below each other in any way, passages of any kind in any order, some without one."""
    sections: list[Section] = []
    for heading in draw(st.lists(st.sampled_from(HEADINGS), max_size=5)):
        parent = draw(st.sampled_from([None, *range(len(sections))]))
        sections.append(Section("", heading, 1, parent, Anchor(1, (0.0, 0.0, 1.0, 1.0))))
    texts = draw(st.lists(st.sampled_from(TEXTS), max_size=10))
    passages = [
        Passage(
            f"p-{number}",
            "p",
            draw(st.sampled_from(KINDS)),
            text,
            draw(st.sampled_from([None, *range(len(sections))])),
            (),
            (Anchor(1 + number, (0.0, 0.0, 1.0, 1.0)),),
            role=draw(st.sampled_from(ROLES)),
            cells=row_cells(text),
        )
        for number, text in enumerate(texts)
    ]
    return Plan("p", "0" * 64, "p.pdf", "計画", tuple(sections), tuple(passages), 20)


@given(any_plan())
def test_every_passage_belongs_to_exactly_one_measure(made: Plan) -> None:
    found = read_measures(made)
    members = [passage for one in found for passage in one.passages]
    assert sorted(members) == sorted(passage.id for passage in made.passages)
    assert measure_ids(made) == {passage: one.id for one in found for passage in one.passages}
    assert len({one.id for one in found}) == len(found)


@given(any_plan())
def test_a_measure_is_what_stands_under_one_heading_and_rows_of_its_name(made: Plan) -> None:
    passages = {one.id: one for one in made.passages}
    for found in read_measures(made):
        own = [passages[name] for name in found.passages]
        named = [one for one in own if one.kind == "row" and f"：{found.name}；" in one.text]
        beside = [one for one in own if one not in named]
        assert len({measure_section(made.sections, one.section) for one in beside}) <= 1
        assert len(beside) <= 1 or sum(len(one.text) for one in beside) <= MAX_CHARACTERS
        assert len(own) == 1 or all(not one.is_aside for one in own)


@given(any_plan())
def test_a_measure_is_planned_where_it_announces_something_and_tells_who_is_in_charge(made: Plan) -> None:
    passages = {one.id: one for one in made.passages}
    for found in read_measures(made):
        own = [passages[name] for name in found.passages]
        announced = [one for one in own if one.role in ("measure", "target") and not one.is_aside]
        assert found.planned == bool(announced)
        first = (announced or own)[0]
        assert (found.passage_id, found.page) == (first.id, first.page_start)
        assert found.assignments
        assert len({one.ministry for one in found.assignments}) == len(found.assignments)
        told = {*found.passages, found.closing_id} - {""}
        assert {one.passage_id for one in found.assignments} <= told <= passages.keys()
        assert all(one.page == passages[one.passage_id].page_start for one in found.assignments)
