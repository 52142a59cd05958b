from __future__ import annotations

import io
import sys
import warnings
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from policyalign.assess.drawing import figure_bytes
from policyalign.assess.phases.figure import COLOURS, draw_overview, draw_proposal
from policyalign.assess.phases.figure_bars import (
    Bar,
    proposal_marks,
    proposal_rows,
    stage_counts,
    years_shown,
)
from policyalign.assess.phases.records import Phases
from policyalign.assess.run import Run
from policyalign.errors import MissingExtra
from policyalign.export.figures import draw_figures
from policyalign.store import Store

from support.schedules import Measure, Words, interval, matrix, measure, plan, step
from support.surveys import run_of

matplotlib = pytest.importorskip("matplotlib")

MEASURES = {
    "宇宙計画": [measure("素子の開発", (3, 2026, 2027), (4, 2032, 2033), words="素子", answers=["T1"])],
    "防災計画": [
        measure("回線の整備", (5, 2027, None), step(4, None, 2026), step(6, 2029, 2031, precision="around")),
        Measure("紙の廃止", [Words("廃止する。", loose=[interval(2029, 2029)])], {"T1": 0.9}),
    ],
}
RUN = run_of(matrix(*((plan(name, *measures), measures) for name, measures in MEASURES.items())))
FOUND: Phases = RUN.results["phases"]


def run_over(*measures: Measure) -> Run:
    """A run over one plan of these measures."""
    return run_of(matrix((plan("a", *measures), measures)))


def texts(figure: object) -> list[str]:
    return [text.get_text() for text in figure.axes[0].texts]  # type: ignore[attr-defined]


def test_bars_fade_where_a_year_is_not_told() -> None:
    run = run_over(measure("回線", (5, 2027, None), (4, None, 2026), answers=["T1"]))
    first, last = years_shown(run.settings.phases)
    (row,) = proposal_rows(run, "T1")
    assert row.bars == (
        Bar(4, 2026, 2027, 2024, 2027, faint=False, track=0),
        Bar(5, 2027, 2028, 2027, last, faint=False, track=0),
    )
    assert (first, last) == (2021, 2036)


def test_times_that_overlap_lie_side_by_side() -> None:
    run = run_over(measure("回線", (3, 2026, 2029), (4, 2027, 2028), (5, 2030, 2030), answers=["T1"]))
    (row,) = proposal_rows(run, "T1")
    assert [(bar.stage, bar.track) for bar in row.bars] == [(3, 0), (4, 1), (5, 0)]
    assert row.tracks == 2


def test_what_lies_outside_the_sheet_is_cut_off_at_its_edge() -> None:
    (row,) = proposal_rows(run_over(measure("回線", (3, 1998, 2030), (5, 2040, 2041), answers=["T1"])), "T1")
    assert [(bar.start, bar.end) for bar in row.bars] == [(2021, 2031)]


def test_counts_tell_what_is_sure_and_what_may_be() -> None:
    counts = stage_counts(RUN.measures, FOUND.settings)
    assert counts["宇宙計画", 3] == {2026: (1, 0), 2027: (1, 0)}
    assert counts["防災計画", 5][2027] == (1, 0)
    assert counts["防災計画", 5][2028] == (0, 1)
    assert counts["防災計画", 6][2030] == (0, 1)


def test_faults_are_marked_at_the_rows_of_their_measures() -> None:
    rows = proposal_rows(RUN, "T1")
    (mark,) = proposal_marks(FOUND, "T1", rows)
    assert FOUND.faults[mark.number - 1].kind == "valley"
    assert [(rows[row].name, year) for row, year in mark.places] == [
        ("素子の開発", 2027.5),
        ("素子の開発", 2032.5),
    ]


def test_japanese_is_drawn_with_glyphs_not_boxes() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for figure in (draw_overview(RUN), draw_proposal(RUN, "T1")):
            assert figure_bytes(figure, "png").startswith(b"\x89PNG")
            svg = figure_bytes(figure, "svg").decode()
            assert "<text" not in svg, "type is drawn as outlines"


def test_plans_are_lanes_and_stages_are_told_beside_their_colours() -> None:
    overview, one = texts(draw_overview(RUN)), texts(draw_proposal(RUN, "T1"))
    assert {"宇宙計画", "防災計画", "3 開発・整備", "5 社会実装・本格実施"} <= set(overview)
    assert {"宇宙計画", "素子の開発  p.1", "3", "4", "?"} <= set(one)


def lightness(colour: str) -> float:
    """Relative luminance (WCAG 2)."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_stages_differ_in_lightness_alone() -> None:
    steps = [lightness(colour) for colour in COLOURS]
    assert all(later - earlier > 0.03 for earlier, later in pairwise(steps))


def test_no_text_lies_outside_the_sheet() -> None:
    for figure in (draw_overview(RUN), draw_proposal(RUN, "T1")):
        figure.savefig(io.BytesIO())
        width, height = figure.get_size_inches() * figure.dpi
        for text in [*figure.axes[0].texts, *figure.texts, *figure.axes[0].get_legend().get_texts()]:
            box = text.get_window_extent()
            assert box.x0 >= 0, text.get_text()
            assert box.x1 <= width, text.get_text()
            assert 0 <= box.y0 < box.y1 <= height, text.get_text()


def test_the_same_run_gives_the_same_bytes() -> None:
    one, other = (draw_figures(RUN, {"phases": ["T1"]}) for _ in range(2))
    assert one == other
    assert {"phases.svg", "phases.png", "phases/T1.svg", "phases/T1.png"} <= one.keys()


def test_what_was_drawn_before_comes_from_the_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = Store(tmp_path / "cache")
    drawn = draw_figures(RUN, store=store)
    monkeypatch.setitem(sys.modules, "matplotlib_fontja", None)
    assert draw_figures(RUN, store=store) == drawn
    other = replace(RUN, results={**RUN.results, "phases": replace(FOUND, faults=FOUND.faults[1:])})
    with pytest.raises(MissingExtra):
        draw_figures(other, store=store)


def test_a_proposal_without_measures_is_drawn_as_such() -> None:
    empty = run_over(measure("回線", answers={"T1": 0.2}))
    assert "時期の書かれた施策はありません" in texts(draw_proposal(empty, "T1"))


def test_many_measures_are_cut_and_counted() -> None:
    many = [measure(f"施策{number}", (3, 2026, 2026), answers=["T1"]) for number in range(45)]
    figure = draw_proposal(run_over(*many), "T1")
    assert "ほか5件" in figure.texts[0].get_text()


def test_without_the_extra_the_command_to_install_it_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib_fontja", None)
    with pytest.raises(MissingExtra, match="図を描く"):
        draw_overview(RUN)
