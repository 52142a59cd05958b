"""The timelines: what the plans state stands out from what is inferred, and nothing is lost without being counted."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

import policyalign as pa
from policyalign import drawing_helpers
from policyalign.assess.drawing.colours import STEPS, tint
from policyalign.assess.drawing.shapes import PAGE, WIDTH, Box, Drawing, Text
from policyalign.assess.phases.figure_bars import TARGET, Bar, bars_of, marks_of, stage_counts, years_shown
from policyalign.assess.phases.figure_lanes import MOST
from policyalign.assess.phases.picture import told_of
from policyalign.assess.phases.records import Phases
from policyalign.assess.questions import QUESTIONS
from policyalign.assess.run import Run
from policyalign.errors import MissingExtra
from policyalign.export.figures import draw_figures
from policyalign.store import Store

from support.schedules import Measure, Words, interval, matrix, measure, plan, step
from support.surveys import run_of

MEASURES = {
    "a": [measure("素子の開発", (3, 2026, 2027), (4, 2032, 2033), words="素子", answers=["T1"])],
    "b": [
        measure("回線の整備", (5, 2027, None), step(4, None, 2026), step(6, 2029, 2031, precision="around")),
        Measure("紙の廃止", [Words("廃止する。", loose=[interval(2029, 2029)])], {"T1": 0.9}),
        measure("窓口の改善", answers=["T1", "T2"]),
    ],
    "c": [measure("灯台の改修", (5, 2028, 2029), answers={"T1": 0.2})],
}
TITLES = {"a": "宇宙基本計画", "b": "防災基本計画", "c": "海洋基本計画"}


def run_over(plans: dict[str, Sequence[Measure]], titles: dict[str, str] | None = None) -> Run:
    """A run over plans by id, with their titles."""
    made = [(replace(plan(name, *few), title=(titles or {}).get(name, name)), few) for name, few in plans.items()]
    return run_of(matrix(*made))


def pictures(run: Run, *proposals: str) -> dict[str, tuple[Drawing, ...]]:
    question = next(one for one in QUESTIONS if one.name == "phases")
    return {name: draw() for name, draw in question.figures(run, proposals or None).items()}


def boxes(drawing: Drawing, colour: str) -> list[Box]:
    """The bars in a colour; the swatches of the legend are 14 points wide."""
    return [one for one in drawing.shapes if isinstance(one, Box) and one.fill == colour and abs(one.width - 14) > 0.01]


RUN = run_over(MEASURES, TITLES)
FOUND: Phases = RUN.results["phases"]
SHOWN = years_shown(RUN.settings.phases)


def bars(one: Measure) -> tuple[Bar, ...]:
    run = run_over({"a": [one]})
    return bars_of(told_of(run, run.measures[0]), SHOWN)


def test_bars_fade_where_a_year_is_not_told() -> None:
    assert bars(measure("回線", (5, 2027, None), (4, None, 2026), answers=["T1"])) == (
        Bar(4, 2026, 2027, 2024, 2027, faint=False, track=0),
        Bar(5, 2027, 2028, 2027, SHOWN[1], faint=False, track=0),
    )
    assert SHOWN == (2021, 2036)


def test_times_that_overlap_lie_side_by_side() -> None:
    told = bars(measure("回線", (3, 2026, 2029), (4, 2027, 2028), (5, 2030, 2030), answers=["T1"]))
    assert [(bar.stage, bar.track) for bar in told] == [(3, 0), (4, 1), (5, 0)]


def test_what_lies_outside_the_years_shown_is_cut_off_at_the_edge() -> None:
    told = bars(measure("回線", (3, 1998, 2030), (5, 2040, 2041), answers=["T1"]))
    assert [(bar.start, bar.end) for bar in told] == [(2021, 2031)]


def test_counts_tell_what_is_stated_and_what_is_inferred() -> None:
    counts = stage_counts(RUN, RUN.measures, SHOWN)
    assert counts["a", 3] == {2026: (1, 0), 2027: (1, 0)}
    assert counts["b", 5][2027] == (1, 0)
    assert counts["b", 5][2028] == (0, 1)
    assert counts["b", 6][2030] == (0, 1)
    assert counts["b", 0] == {2029: (0, 1)}, "a time whose stage could not be told"


def test_years_of_targets_are_told_apart_by_shape_and_are_no_time_of_doing() -> None:
    reach = replace(interval(None, 2030), of_target=True)
    plans = {"a": [Measure("排出の削減", [Words("減らす。", loose=[reach])], {"T1": 0.9}), MEASURES["a"][0]]}
    run = run_over(plans)
    aimed = next(one for one in run.measures if one.heading == "排出の削減")
    (bar,) = bars_of(told_of(run, aimed), SHOWN)
    assert (bar.start, bar.end, bar.target) == (2030, 2031, True), "the year alone, whatever comes before"
    counts = stage_counts(run, run.measures, SHOWN)
    assert counts["a", TARGET] == {2030: (1, 0)}
    assert ("a", 0) not in counts, "it is no time whose stage is unknown"
    (overview,) = pictures(run)["phases"]
    assert {"目標", "◆1"} <= set(overview.texts)
    (drawing,) = pictures(run, "T1")["phases/T1"]
    assert drawing.texts.count("◆") == 2, "in the year, and in the legend"
    assert any("行う時期ではありません" in text for text in drawing.texts)


def test_every_number_of_the_overview_is_drawn_on_a_bar_that_tells_stated_from_inferred() -> None:
    (overview,) = pictures(RUN)["phases"]
    stated, inferred = boxes(overview, STEPS[4]), boxes(overview, tint(STEPS[4]))
    texts = {(one.x, one.y): one.words for one in overview.shapes if isinstance(one, Text)}
    assert [texts[box.middle] for box in stated] == ["1", "1"]
    assert [texts[box.middle] for box in inferred] == ["+1"]
    assert all(box.dotted for box in inferred)
    assert not any(box.dotted for box in stated)
    assert {box.height for box in stated} == {box.height for box in inferred}


def test_plans_go_by_their_titles_never_by_ids() -> None:
    ids = {"plan-a", "plan-b"}
    run = run_over({"plan-a": MEASURES["a"], "plan-b": MEASURES["b"]}, {"plan-a": "宇宙基本計画", "plan-b": "防災計画"})
    for sheets in pictures(run, "T1", "T2").values():
        texts = " ".join(text for sheet in sheets for text in sheet.texts)
        assert not any(one in texts for one in ids)
        assert "防災計画" in texts


def test_measures_stand_by_name_ministry_and_page_under_their_plan() -> None:
    (drawing,) = pictures(RUN, "T1")["phases/T1"]
    texts = list(drawing.texts)
    assert texts.index("宇宙基本計画") < texts.index("素子の開発") < texts.index("文部科学省 p.1")
    assert "［対応］" in texts
    assert "時期の記載なし 1件" in texts
    assert {"3", "4", "?"} <= set(texts)


def test_the_nearest_measure_of_a_plan_that_does_not_answer_is_set_apart() -> None:
    (drawing,) = pictures(RUN, "T1")["phases/T1"]
    texts = list(drawing.texts)
    (apart,) = [place for place, text in enumerate(texts) if text.startswith("応える施策のない計画")]
    assert texts.index("紙の廃止") < apart < texts.index("海洋基本計画") < texts.index("灯台の改修")


def test_faults_are_numbered_as_in_the_table_and_named() -> None:
    (mark,) = marks_of(FOUND, "T1")
    assert FOUND.faults[mark.number - 1].kind == "valley"
    assert [(side.measure.name, year) for side, year in mark.places] == [("素子の開発", 2027), ("素子の開発", 2032)]
    (drawing,) = pictures(RUN, "T1")["phases/T1"]
    assert f"不整合 {mark.number}：死の谷（確実）" in drawing.texts
    assert str(mark.number) in drawing.texts


def test_a_proposal_without_alarm_has_its_picture() -> None:
    assert not marks_of(FOUND, "T2")
    (drawing,) = pictures(RUN, "T2")["phases/T2"]
    assert "T2 提言T2" in drawing.texts
    assert "防災基本計画" in drawing.texts
    assert any(text.startswith("ほかの計画2本では") for text in drawing.texts)


def test_without_any_year_the_pictures_say_so_and_claim_nothing() -> None:
    run = run_over({"a": [measure("回線", answers={"T1": 0.2})]}, TITLES)
    (drawing,) = pictures(run, "T1")["phases/T1"]
    assert any("時期を述べる施策は読み取れていません" in text for text in drawing.texts)
    (overview,) = pictures(run)["phases"]
    assert {"宇宙基本計画", "年度のある施策 0／1件"} <= set(overview.texts)


def test_a_time_outside_the_years_shown_is_told_in_words() -> None:
    run = run_over({"a": [measure("回線", (5, None, 2050), answers=["T1"])]})
    (drawing,) = pictures(run, "T1")["phases/T1"]
    assert "2050年度まで" in drawing.texts


def test_measures_that_have_no_room_are_counted() -> None:
    many = [measure(f"施策{number}番", (3, 2026, 2026), answers=["T1"]) for number in range(MOST + 21)]
    sheets = pictures(run_over({"a": many}), "T1")["phases/T1"]
    names = [text for sheet in sheets for text in sheet.texts if text.startswith("施策")]
    assert len(names) == MOST
    assert any("ほか21件" in text for sheet in sheets for text in sheet.texts)


@pytest.mark.parametrize("count", [1, 30])
def test_long_titles_of_many_plans_stay_on_sheets_of_a4(count: int) -> None:
    title = "第７期科学技術・イノベーション基本計画の推進に関する関係府省連携アクションプラン"
    every = [measure(f"非常に長い名前の施策{title}", *((stage, 2026, 2028) for stage in range(1, 7)), answers=["T1"])]
    run = run_over({f"p{n}": every for n in range(count)}, {f"p{n}": f"{title}（令和{n}年）" for n in range(count)})
    for sheets in pictures(run, "T1").values():
        assert all(sheet.width == WIDTH and sheet.height <= PAGE + 0.1 for sheet in sheets)
        ends = {text[-8:] for sheet in sheets for text in sheet.texts if text.endswith("年）")}
        assert len(ends) == count, "every plan is named, and can be told from the others"


def test_a_sheet_that_goes_on_with_a_plan_names_it_again_and_ends_with_no_name_alone() -> None:
    steps = [(stage, 2026, 2028) for stage in range(1, 7)]
    run = run_over({one: [measure(f"施策{n}号", *steps, answers=["T1"]) for n in range(7)] for one in TITLES}, TITLES)
    sheets = pictures(run, "T1")["phases/T1"]
    assert len(sheets) > 2
    for sheet in sheets:
        texts = [text for text in sheet.texts if text in TITLES.values() or text.startswith("施策")]
        assert texts[0] in TITLES.values()
        assert texts[-1].startswith("施策")


def test_no_text_runs_off_the_sheet(tmp_path: Path) -> None:
    pytest.importorskip("matplotlib_fontja")
    for name in ("", "T1"):
        figure = pa.Matrix(RUN).phases.plot(name)
        figure.savefig(tmp_path / "figure.png")
        width, height = figure.get_size_inches() * figure.dpi
        for text in figure.axes[0].texts:
            box = text.get_window_extent()
            assert -1 <= box.x0 <= box.x1 <= width + 1, text.get_text()
            assert -1 <= box.y0 <= box.y1 <= height + 1, text.get_text()


def test_the_same_run_gives_the_same_bytes() -> None:
    pytest.importorskip("matplotlib_fontja")
    one, other = (draw_figures(RUN, {"phases": ["T1"]}) for _ in range(2))
    assert one == other
    assert {"phases.svg", "phases.png", "phases/T1.svg", "phases/T1.png"} <= one.keys()


def test_sheets_of_one_picture_are_numbered_files() -> None:
    pytest.importorskip("matplotlib_fontja")
    every = [measure("回線", *((stage, 2026, 2028) for stage in range(1, 7)))]
    files = draw_figures(run_over({f"p{number}": every for number in range(12)}))
    assert {"phases.svg", "phases(2).svg", "phases(2).png"} <= files.keys()


@pytest.mark.parametrize("drawer", ["policyalign.assess.drawing.rendering:Drawer", "policyalign.no_such:Drawer"])
def test_drawn_side_by_side_or_not_they_are_the_same(monkeypatch: pytest.MonkeyPatch, drawer: str) -> None:
    pytest.importorskip("matplotlib_fontja")
    monkeypatch.setattr(drawing_helpers, "_DRAWER", drawer)
    beside = partial(drawing_helpers.drawn_side_by_side, workers=2)
    assert draw_figures(RUN, {"phases": ["T1"]}, None, beside) == draw_figures(RUN, {"phases": ["T1"]})


def test_what_was_drawn_before_comes_from_the_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("matplotlib_fontja")
    store = Store(tmp_path / "cache")
    drawn = draw_figures(RUN, store=store)
    monkeypatch.setitem(sys.modules, "matplotlib_fontja", None)
    assert draw_figures(RUN, store=store) == drawn
    other = replace(RUN, results={**RUN.results, "phases": replace(FOUND, faults=FOUND.faults[1:])})
    with pytest.raises(MissingExtra):
        draw_figures(other, store=store)
