"""The line that closes a measure (担当：…。本施策は、…) holds for all of it, and for nothing else."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policyalign.domain import Measure, Plan
from policyalign.segment.annotate import annotate
from policyalign.segment.closing_lines import closing_lines
from policyalign.segment.language import Language
from policyalign.segment.measures import read_measures

from support.plans import make_plan
from support.reading import read as read_file

LINE = "担当：農林水産省（農村振興局）。本施策は、令和8年度から令和12年度まで実施する。"
PLAIN = tuple(
    (f"{name}の改修", (("", f"町の{name}を改修する。", LINE),)) for name in ("水路", "橋", "堤", "港", "道", "井戸")
) + tuple((f"{name}の点検", (("", f"町の{name}を点検する。", LINE),)) for name in ("水門", "坂", "池", "畑"))

Described = tuple[str, Sequence[tuple[str, ...]]]
"""A measure: its heading, and its parts, each a heading (empty where there is none) and paragraphs."""
Reader = Callable[..., dict[str, Measure]]


@pytest.fixture
def read(language: Language, tmp_path: Path) -> Reader:
    """The measures of a plan in Markdown, by their headings without spaces."""

    def read_measures_of(*described: Described) -> dict[str, Measure]:
        lines = ["# 里山計画", "## 第1章 施策"]
        for number, (heading, parts) in enumerate(described, 1):
            lines.append(f"### （{number}）{heading}")
            for part, *texts in parts:
                lines += [f"#### {part}"] * bool(part) + texts
        path = tmp_path / "satoyama.md"
        path.write_text("\n\n".join(lines), encoding="utf-8")
        plan = read_file(path)
        sentences = [one.text[start:end] for one in plan.passages for start, end in one.sentences]
        return {one.heading.replace(" ", ""): one for one in read_measures(annotate(plan, language.analyse(sentences)))}

    return read_measures_of


def told(measure: Measure) -> tuple[tuple[str, ...], tuple[int | None, int | None] | None]:
    whole = measure.overall_interval
    return measure.ministries, None if whole is None else (whole.start_fy, whole.end_fy)


WHOLE = (("農林水産省",), (2026, 2030))
NOTHING = ((), None)


@pytest.mark.parametrize("marks", [("(1)", "(2)", "(3)"), ("①", "②", "③"), ("ア ", "イ ", "ウ "), ("○", "○", "○")])
def test_every_part_has_the_ministry_and_the_years_of_the_line_behind_the_last(
    read: Reader, marks: tuple[str, str, str]
) -> None:
    texts = (
        ("苗木の生産", "苗木を生産する。"),
        ("林道の敷設", "林道を敷設する。"),
        ("間伐の実演", "間伐を実演する。", LINE),
    )
    parts = [(mark + heading, *rest) for mark, (heading, *rest) in zip(marks, texts, strict=True)]
    found = read(*PLAIN, ("森林の再生", (("", "本事業は、森林の再生を目的とする。"), *parts)))
    assert {told(found[heading.replace(" ", "")]) for heading, *_ in parts} == {WHOLE}


def test_a_line_under_a_label_holds_for_the_items_of_the_label(read: Reader) -> None:
    parts = [
        ("①目的", "森を守る。"),
        ("②施策の内容", "次を行う。"),
        ("苗木の生産", "苗木を生産する。", LINE),
        ("③効果", "森が育つ。"),
    ]
    found = read(*PLAIN, ("森林の再生", parts))
    assert told(found["苗木の生産"]) == WHOLE


def test_parts_with_lines_of_their_own_stay_apart(read: Reader) -> None:
    parts = [
        ("①苗木の生産", "苗木を生産する。", "担当：環境省。本施策は、令和7年度から実施する。"),
        ("②林道の敷設", "林道を敷設する。"),
        ("③間伐の実演", "間伐を実演する。", LINE),
    ]
    found = read(*PLAIN, ("森林の再生", parts))
    assert told(found["①苗木の生産"]) == (("環境省",), (2025, None))
    assert told(found["②林道の敷設"]) == NOTHING
    assert told(found["③間伐の実演"]) == WHOLE


def test_a_line_before_other_parts_holds_for_its_own(read: Reader) -> None:
    parts = [
        ("①苗木の生産", "苗木を生産する。"),
        ("②林道の敷設", "林道を敷設する。", LINE),
        ("③間伐の実演", "間伐を実演する。"),
    ]
    found = read(*PLAIN, ("森林の再生", parts))
    assert [told(found[heading]) for heading, *_ in parts] == [NOTHING, WHOLE, NOTHING]


def test_a_part_keeps_the_time_and_the_ministry_that_it_states(read: Reader) -> None:
    parts = [
        ("①苗木の生産", "2027年度に苗木を生産する。"),
        ("②林道の敷設（2026年度まで実施）", "林道を敷設する。"),
        ("③炭焼きの伝承", "炭焼きの技を伝える。（文化庁）"),
        ("④間伐の実演", "間伐を実演する。", LINE),
    ]
    found = read(*PLAIN, ("森林の再生", parts))
    assert told(found["①苗木の生産"]) == (("農林水産省",), None)
    assert [(one.start_fy, one.end_fy) for one in found["①苗木の生産"].intervals] == [(2027, 2027)]
    assert told(found["②林道の敷設（2026年度まで実施）"]) == (("農林水産省",), None)
    assert told(found["③炭焼きの伝承"])[1] is None
    assert "農林水産省" not in found["③炭焼きの伝承"].ministries


def test_what_the_aim_tells_of_the_project_hides_no_line(read: Reader) -> None:
    """本事業は…: as in the paragraph on the aim, where it may even tell years."""
    texts = ("本事業は、2019年度に始まった調査を受け、獣害の軽減を目的とする。", "柵を設置する。", LINE)
    found = read(*PLAIN, ("獣害の防止", (("", *texts),)))
    assert told(found["（11）獣害の防止"]) == WHOLE


def test_measures_of_a_chapter_do_not_take_the_line_of_the_last(read: Reader) -> None:
    """A plan in which some measures state nobody in charge: each is silent, though the last of all is not."""
    silent = [(f"{name}の保存", (("", f"{name}を保存する。"),)) for name in ("茅葺", "石垣")]
    found = read(*PLAIN[:5], *silent, PLAIN[5])
    assert [told(found[f"（{number}）{heading}"]) for number, (heading, _) in enumerate(silent, 6)] == [NOTHING] * 2


@pytest.mark.parametrize(
    "said", ["次の事業を速やかに進める。", "2026年度は、次の事業を進める。", "本事業では、次のことを行う。"]
)
def test_the_line_behind_the_last_part_dates_the_measure_that_holds_the_parts(read: Reader, said: str) -> None:
    """It speaks of the whole (本施策は…), whatever years a sentence before the parts names."""
    parts = [("", said), ("①苗木の生産", "苗木を生産する。"), ("②間伐の実演", "間伐を実演する。", LINE)]
    found = read(*PLAIN, ("森林の再生", parts))
    assert told(found["（11）森林の再生"]) == WHOLE


# --- the tree alone ---------------------------------------------------------------------------------------


def plan(lines: list[int]) -> Plan:
    """Measures with the facet 施策の内容 and two headings below it; under the second one stand so many
    closing lines."""
    texts, parents = [], []
    for number, count in enumerate(lines):
        top = len(texts)
        texts += [
            (f"施策{number}号の推進計画", []),
            ("③施策の内容", []),
            ("(1)初めの事業名", ["初めの事業を行う。"]),
            ("(2)次の事業名", ["次の事業を行う。", *["担当：環境省。"] * count]),
        ]
        parents += [None, top, top + 1, top + 1]
    made = make_plan(*texts)
    sections = tuple(replace(one, parent=up) for one, up in zip(made.sections, parents, strict=True))
    return replace(made, sections=sections)


@pytest.mark.parametrize("aim", ["水辺の生き物を守ることを目的とする。", "水辺の生き物が減っていることが課題である。"])
def test_the_line_dates_a_measure_that_tells_only_its_aim_before_its_parts(read: Reader, aim: str) -> None:
    whole = "水辺の保全"
    parts = (("①目的", aim), ("1.護岸の改修", "石積みの護岸を整備する。"), ("2.浅瀬の造成", "浅瀬を造成する。", LINE))
    measures = read((whole, parts), *PLAIN)
    (own,) = (one for heading, one in measures.items() if heading.endswith(whole))
    assert told(own) == WHOLE
    assert not own.planned


def test_what_stands_below_a_facet_belongs_to_the_measure_that_the_plan_closes_with_one_line() -> None:
    one = plan([1] * 5)
    lines = closing_lines(one)
    assert all(lines[4 * number + 2] is lines[4 * number + 3] for number in range(5))
    assert len({lines[4 * number + 2].id for number in range(5)}) == 5


def test_a_plan_that_does_not_keep_to_it_is_not_taken_to() -> None:
    few, mixed = closing_lines(plan([1] * 4)), closing_lines(plan([1, 1, 1, 1, 2, 2]))
    assert 2 not in few
    assert 2 not in mixed
    assert few[3].text == "担当：環境省。"


def test_several_lines_under_one_heading_are_of_several_measures() -> None:
    lines = closing_lines(plan([1] * 10 + [2]))
    assert 4 * 10 + 3 not in lines
    assert 4 * 10 + 2 not in lines


@given(st.lists(st.lists(st.integers(0, 2), min_size=1, max_size=4), min_size=1, max_size=12))
def test_a_line_is_of_the_same_measure_and_none_has_that_of_another_part(measures: list[list[int]]) -> None:
    """By measure and part the number of lines. What a part has is its own line, or the only one of the measure."""
    texts: list[tuple[str, list[str]]] = []
    parents: list[int | None] = []
    for number, parts in enumerate(measures):
        top = len(texts)
        texts.append((f"第{number + 1} 谷の施策", []))
        texts += [(f"（{part}）沢の作業", ["行う。", *["担当：環境省。"] * count]) for part, count in enumerate(parts)]
        parents += [None, *[top] * len(parts)]
    made = make_plan(*texts)
    made = replace(
        made, sections=tuple(replace(one, parent=up) for one, up in zip(made.sections, parents, strict=True))
    )
    for index, line in closing_lines(made).items():
        stated = [one for one in made.passages if one.section == index and one.text == line.text]
        assert line.section is not None
        assert stated == [line] or (not stated and parents[line.section] in (index, parents[index]))
        if not stated:
            top = index if parents[index] is None else parents[index]
            assert [one for one in made.passages if one.text == line.text and parents[one.section or 0] == top] == [
                line
            ]
