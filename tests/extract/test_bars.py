"""Time lines (工程表): what is drawn over year columns comes out as bars with their labels."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from policyalign.config import ReadSettings
from policyalign.domain import Table
from policyalign.extract.bars import split_bars
from policyalign.extract.document import extract
from policyalign.extract.drawing import Rule

LAYOUTS = Path(__file__).resolve().parent.parent / "layout"
NAMES = sorted(path.stem for path in LAYOUTS.glob("timeline_*.json"))


def gold(name: str) -> dict[str, Any]:
    content: dict[str, Any] = json.loads((LAYOUTS / f"{name}.json").read_text("utf-8"))
    return content


def table(name: str) -> Table:
    (found,) = extract(LAYOUTS / f"{name}.pdf", ReadSettings()).pages[0].tables
    return found


@pytest.mark.parametrize("name", NAMES)
def test_bars_span_the_years_that_they_are_drawn_over(name: str) -> None:
    bars = table(name).bars
    found = [[bar.row, bar.column, bar.column + bar.column_span - 1, bar.text] for bar in bars]
    assert found == gold(name)["bars"]


@pytest.mark.parametrize("name", NAMES)
def test_bars_leave_the_grid_as_it_is(name: str) -> None:
    found, wanted = table(name), gold(name)
    assert (found.rows, found.columns) == (len(wanted["names"]) + 1, len(wanted["heads"]))
    assert [cell.text for cell in found.cells if cell.row == 0] == wanted["heads"]
    assert [cell.text for cell in found.cells if cell.row and cell.column == 0] == wanted["names"]


def test_a_label_is_in_its_bar_and_in_no_cell() -> None:
    found = table("timeline_bars")
    assert not {bar.text for bar in found.bars if bar.text} & {cell.text for cell in found.cells}


def test_an_arrow_between_two_words_is_text() -> None:
    assert "素案→成案" in {cell.text for cell in table("timeline_characters").cells}


def test_tables_without_years_have_no_bars() -> None:
    (merged,) = extract(LAYOUTS / "merged_table.pdf", ReadSettings()).pages[0].tables
    assert merged.bars == ()


def grid(rows: int, *, sides: bool) -> list[Rule]:
    """Full rules of a table of two columns, 100 points wide; without ``sides`` it is open left and right."""
    across = [Rule(0, 20.0 * row, 100, 20.0 * row + 0.5) for row in range(rows + 1)]
    down = [Rule(x, 0, x + 0.5, 20.0 * rows) for x in ((0.0, 50.0, 99.5) if sides else (33.0, 66.0))]
    return [*across, *down]


@pytest.mark.parametrize("sides", [True, False])
def test_the_rules_of_a_table_are_no_bars(sides: bool) -> None:
    rules = grid(3, sides=sides)
    assert split_bars(rules, []) == ([], rules)


def test_a_stroke_that_ends_at_no_rule_is_one() -> None:
    rules, stroke = grid(3, sides=True), Rule(10, 30, 90, 31)
    assert split_bars([*rules, stroke], []) == ([(10, 30, 90, 31)], rules)


def test_the_frame_of_a_bar_is_taken_out_with_it() -> None:
    rules, bar = grid(3, sides=True), Rule(10, 25, 90, 35)
    frame = [Rule(10, 25, 90, 25), Rule(10, 35, 90, 35), Rule(10, 25, 10, 35), Rule(90, 25, 90, 35)]
    assert split_bars([*rules, *frame], [bar]) == ([(10, 25, 90, 35)], rules)


def test_the_ground_of_a_cell_is_no_bar() -> None:
    rules = grid(3, sides=True)
    assert split_bars(rules, [Rule(0, 20, 50, 40)]) == ([], rules)
