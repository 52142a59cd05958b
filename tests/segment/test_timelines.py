"""Time lines (工程表): the rows of tables with years as columns, as texts, times and stages."""

from __future__ import annotations

from pathlib import Path

import pytest

from policyalign.config import ReadSettings
from policyalign.domain import Anchor, Box, Cell, Interval, Passage, Table
from policyalign.extract.document import extract
from policyalign.segment.annotate import annotate
from policyalign.segment.language import Language
from policyalign.segment.outline import outline
from policyalign.segment.passages import Text, number_passages
from policyalign.segment.rows import Row, column_heads, read_rows
from policyalign.text.normalize import nfkc_key

from support.yaml_data import read_yaml

LAYOUTS = Path(__file__).resolve().parent.parent / "layout"
BOX: Box = (0.0, 0.0, 10.0, 10.0)
Told = tuple[int, int | None, int | None, bool]


def rows(heads: list[str], *cells: Cell, bars: tuple[Cell, ...] = ()) -> list[Row]:
    head = [Cell(text, BOX, 0, column) for column, text in enumerate(heads)]
    count = 1 + max(cell.row for cell in (*cells, *bars))
    table = Table(BOX, count, len(heads), (*head, *cells), 1, bars)
    return read_rows(table, column_heads(table), table.header_rows)


def told(row: Row | Passage) -> list[Told]:
    return [(step.stage, *_years(step.interval), step.certain) for step in row.steps]


def _years(interval: Interval | None) -> tuple[int | None, int | None]:
    return (None, None) if interval is None else (interval.start_fy, interval.end_fy)


HEADS = ["施策", "2026年度", "2027年度", "2028年度", "2029年度以降"]


def test_a_cell_says_when_its_label_happens() -> None:
    (row,) = rows(HEADS, Cell("港の荷役", BOX, 1, 0), Cell("実証", BOX, 1, 1, column_span=2))
    assert row.text == "施策：港の荷役；2026年度～2027年度：実証"
    assert told(row) == [(4, 2026, 2027, True)]
    (step,) = row.steps
    assert row.text[slice(*step.span)] == step.phrase == "実証"
    assert [row.text[slice(*i.span)] for i in row.intervals] == ["2026年度～2027年度"]


def test_bars_of_one_row_are_steps_of_their_own() -> None:
    bars = (Cell("設計", BOX, 1, 1, column_span=2), Cell("運用", BOX, 1, 3, column_span=2))
    (row,) = rows(HEADS, Cell("港の荷役", BOX, 1, 0), bars=bars)
    assert told(row) == [(3, 2026, 2027, True), (5, 2028, None, True)]


def test_a_bar_without_a_label_has_the_stage_of_its_measure_but_not_for_certain() -> None:
    (row,) = rows(HEADS, Cell("観測装置の開発", BOX, 1, 0), bars=(Cell("", BOX, 1, 2, column_span=2),))
    assert told(row) == [(3, 2027, 2028, False)]
    assert row.text == "施策：観測装置の開発；2027年度～2028年度"


def test_a_label_that_names_two_stages_gives_both() -> None:
    (row,) = rows(HEADS, Cell("港の荷役", BOX, 1, 0), Cell("調査・設計", BOX, 1, 1))
    assert told(row) == [(1, 2026, 2026, True), (3, 2026, 2026, True)]


@pytest.mark.parametrize("amount", ["1,200", "１２０人", "45.6%", "約300件", "－"])
def test_amounts_by_year_are_no_schedule(amount: str) -> None:
    (row,) = rows(HEADS, Cell("利用者の数", BOX, 1, 0), Cell(amount, BOX, 1, 1), Cell(amount, BOX, 1, 2))
    assert (row.intervals, row.steps) == ((), ())


def test_a_table_with_one_year_is_no_time_line() -> None:
    (row,) = rows(["施策", "2026年度の予定"], Cell("港の荷役", BOX, 1, 0), Cell("実証", BOX, 1, 1))
    assert (row.intervals, row.steps) == ((), ())


def _read(name: str, language: Language) -> list[Passage]:
    plan = outline(extract(LAYOUTS / f"{name}.pdf", ReadSettings()), "plan")
    sentences = [p.text[start:end] for p in plan.passages for start, end in p.sentences]
    return [p for p in annotate(plan, language.analyse(sentences)).passages if p.kind == "row"]


def test_rows_of_a_page_keep_what_their_bars_say(language: Language) -> None:
    column, gate, bridge, report, records = _read("timeline_bars", language)
    assert told(column) == [(3, 2026, 2027, True)]
    assert told(gate) == [(3, 2026, 2027, True), (4, 2028, 2030, True)]
    assert told(bridge) == [(1, 2026, 2028, True), (5, 2027, 2030, True)]
    assert told(report) == [(5, 2028, 2030, False)]
    assert told(records) == [(4, 2027, 2027, True)]
    assert {row.role for row in (column, gate, bridge, report, records)} == {"measure"}
    assert (gate.start_fy, gate.end_fy, gate.stages) == (2026, 2030, (3, 4))


def test_arrows_and_heads_without_the_word_for_year(language: Language) -> None:
    ship, pier, timetable = _read("timeline_arrows", language)
    assert told(ship) == [(3, 2025, 2027, True), (5, 2028, 2029, True)]
    assert told(pier) == [(3, 2026, 2028, True)]
    assert told(timetable) == [(1, 2025, 2025, True)]


def test_arrow_characters(language: Language) -> None:
    catalogue, lending, _ = _read("timeline_characters", language)
    assert told(catalogue) == [(1, 2025, 2027, True), (5, 2028, None, True)]
    assert told(lending) == [(4, 2026, 2028, True)]


@pytest.mark.parametrize("name", ["space", "digital", "education"])
def test_the_schedules_of_the_sample_plans(name: str) -> None:
    samples = Path(__file__).resolve().parent.parent.parent / "corpora" / "samples"
    truth = read_yaml(samples / "truth.yaml")["plans"][name]["schedules"]
    wanted = {
        (nfkc_key(line["name"]), nfkc_key(bar["text"]), bar["start_fy"], bar["end_fy"])
        for schedule in truth
        for line in schedule["rows"]
        for bar in line["bars"]
    }
    plan = outline(extract(samples / "pdf" / f"{name}.pdf", ReadSettings()), name)
    found = {
        (
            nfkc_key(row.text.removeprefix("施策：").split("；")[0]),
            _label(row, time),
            time.start_fy,
            time.end_fy,
        )
        for row in plan.passages
        if row.kind == "row"
        for time in row.intervals
    }
    assert found == wanted


def _label(row: Passage, time: Interval) -> str:
    return nfkc_key(row.text[time.span[1] :].removeprefix("：").split("；")[0])


def test_five_real_rows(real_corpus: Path, language: Language) -> None:
    plan = outline(extract(real_corpus / "layout" / "ch_gantt.pdf", ReadSettings()), "plan")
    found = [told(p) for p in plan.passages if p.kind == "row"]
    assert found == [
        [(1, 2025, 2026, True)],
        [(2, 2026, 2028, True)],
        [(4, 2027, 2028, True)],
        [(5, 2025, 2027, True)],
        [(3, 2026, 2027, True)],
    ]


@pytest.mark.parametrize(
    "heads",
    [
        ["施策", "R8", "9", "10", "11以降"],
        ["施策", "FY2026", "FY2027", "FY2028", "FY2029～"],
        ["施策", "2026", "2027", "2028", "2029以降"],
    ],
)
def test_a_bar_that_reaches_the_last_column_goes_on(heads: list[str]) -> None:
    (row,) = rows(
        heads, Cell("並木の手入れ", BOX, 1, 0), Cell("実証", BOX, 1, 1), bars=(Cell("運用", BOX, 1, 3, 1, 2),)
    )
    assert told(row) == [(4, 2026, 2026, True), (5, 2028, None, True)]


def test_a_row_is_quoted_in_the_words_of_its_cells() -> None:
    bars = (Cell("実証", BOX, 1, 1, column_span=2), Cell("", BOX, 1, 4))
    (row,) = rows(HEADS, Cell("港の\n荷役", BOX, 1, 0), bars=bars)
    assert row.text == "施策：港の荷役；2026年度～2027年度：実証；2029年度以降"
    (passage,) = number_passages("made", (), [Text("row", row.text, (Anchor(1, BOX),), None, cells=row.cells)])
    assert passage.quotation == "港の荷役／実証"
    place = row.text.index("年度～")
    assert passage.quoted(place, len(row.text)) == "実証"
    assert passage.quoted(0, 4) == "港"


def test_text_outside_tables_is_quoted_as_it_is() -> None:
    (passage,) = number_passages("made", (), [Text("paragraph", "目的：港を直す；橋も直す。", (Anchor(1, BOX),), None)])
    assert passage.quotation == passage.text
