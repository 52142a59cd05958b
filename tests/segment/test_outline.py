"""The structure of the sample plans against what was planted in them."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from policyalign.config import ReadSettings
from policyalign.domain import Document, Line, Page, Plan
from policyalign.extract.document import extract
from policyalign.segment.blocks import build_blocks
from policyalign.segment.columns import place_lines
from policyalign.segment.outline import outline
from policyalign.text.normalize import nfkc_key

from support.yaml_data import read_yaml

SAMPLES = Path(__file__).resolve().parent.parent.parent / "corpora" / "samples"
LAYOUTS = Path(__file__).resolve().parent.parent / "layout"
TRUTH: dict[str, Any] = read_yaml(SAMPLES / "truth.yaml")["plans"]
NAMES = sorted(TRUTH)


@cache
def plan(name: str) -> Plan:
    return outline(extract(SAMPLES / "pdf" / f"{name}.pdf", ReadSettings()), name)


def f1(truth: set[Any], found: set[Any]) -> float:
    return 2 * len(truth & found) / (len(truth) + len(found))


@pytest.mark.parametrize("name", NAMES)
def test_headings_are_found_with_their_levels(name: str) -> None:
    # The title is level 1 of the tree; the truth counts from the first chapter.
    truth = {(level + 1, nfkc_key(text)) for level, text in TRUTH[name]["headings"]}
    found = {(section.level, nfkc_key(section.heading)) for section in plan(name).sections if section.level > 1}
    assert f1(truth, found) >= 0.95


@pytest.mark.parametrize("name", NAMES)
def test_title_and_period_are_read_from_the_first_pages(name: str) -> None:
    assert nfkc_key(plan(name).title) == nfkc_key(TRUTH[name]["title"])
    period = plan(name).period
    assert period is not None
    assert [period.start_fy, period.end_fy] == TRUTH[name]["period_fy"]


@pytest.mark.parametrize("name", NAMES)
def test_every_cell_of_the_ruled_tables_is_in_a_row(name: str) -> None:
    rows = [nfkc_key(passage.text) for passage in plan(name).passages if passage.kind == "row"]
    for table in TRUTH[name]["tables"]:
        for cells in table["rows"][1:]:
            wanted = [nfkc_key(cell) for cell in cells if cell not in "<^"]
            assert any(all(cell in row for cell in wanted) for row in rows), cells


@pytest.mark.parametrize("name", NAMES)
def test_every_line_of_the_schedule_is_a_row_with_its_labels(name: str) -> None:
    rows = [nfkc_key(passage.text) for passage in plan(name).passages if passage.kind == "row"]
    for schedule in TRUTH[name]["schedules"]:
        for line in schedule["rows"]:
            labels = [nfkc_key(line["name"]), *(nfkc_key(bar["text"]) for bar in line["bars"])]
            assert any(all(label in row for label in labels) for row in rows), line


@pytest.mark.parametrize("name", NAMES)
def test_footnotes_are_set_apart(name: str) -> None:
    notes = [nfkc_key(passage.text) for passage in plan(name).passages if passage.kind == "footnote"]
    body = [nfkc_key(passage.text) for passage in plan(name).passages if passage.kind != "footnote"]
    for note in TRUTH[name]["footnotes"]:
        assert any(text.endswith(nfkc_key(note)) for text in notes), note
        assert not any(nfkc_key(note) in text for text in body)


@pytest.mark.parametrize("name", NAMES)
def test_planted_measures_stand_under_their_headings(name: str) -> None:
    paths = {nfkc_key(heading) for passage in plan(name).passages for heading in passage.section_path}
    for measure in TRUTH[name]["measures"]:
        assert nfkc_key(measure["heading"]) in paths


@pytest.mark.parametrize("name", NAMES)
def test_passages_have_stable_ids_pages_and_sentences_that_cover_them(name: str) -> None:
    read = plan(name)
    assert len({passage.id for passage in read.passages}) == len(read.passages)
    for passage in read.passages:
        assert 1 <= passage.page_start <= passage.page_end <= read.page_count
        assert passage.id.startswith(f"{name}-p{passage.page_start:03d}-")
        covered = "".join(passage.text[start:end] for start, end in passage.sentences)
        assert nfkc_key(covered) == nfkc_key(passage.text)


@pytest.mark.parametrize("name", NAMES)
def test_a_passage_over_pages_knows_where_the_next_begins(name: str) -> None:
    document = extract(SAMPLES / "pdf" / f"{name}.pdf", ReadSettings())
    lines = {
        page.number: [nfkc_key(line.text) for line in page.lines if line.zone == "body"] for page in document.pages
    }
    over = [one for one in plan(name).passages if one.page_end > one.page_start]
    assert over
    assert all(not one.turns for one in plan(name).passages if one not in over)
    for passage in over:
        bounds = [0, *(at for at, _ in passage.turns), len(passage.text)]
        pages = [passage.page_start, *(page for _, page in passage.turns)]
        assert pages[-1] == passage.page_end
        for start, end, page in zip(bounds, bounds[1:], pages, strict=False):
            piece = nfkc_key(passage.text[start:end])
            assert any(line.startswith(piece[:3]) for line in lines[page])
            assert any(line.endswith(piece[-3:]) for line in lines[page])
            assert {passage.page_at(start), passage.page_at(end - 1)} == {page}
        for start, end in passage.sentences:
            first, last = passage.pages_of(passage.text[start:end])
            assert (first, last) == (passage.page_at(start), passage.page_at(end - 1))


def test_a_line_that_closes_a_measure_begins_its_own_paragraph_behind_an_item_without_a_full_stop() -> None:
    texts = [
        "○我が国における社会的な影響や環境の保全を重視する傾向を踏まえた水路の改修に係る設計等の検討",
        "担当：農林水産省（農村振興局）。本施策は、令和8年度から令和9年度まで実施する。",
    ]
    lines = [
        Line(text, (72.0, 72.0 + 14 * at, 72.0 + 10 * len(text), 82.0 + 14 * at), 10.0) for at, text in enumerate(texts)
    ]
    document = Document("0" * 64, "c.pdf", (Page(1, 595.0, 842.0, tuple(lines)),))
    assert [one.text for one in build_blocks(place_lines(document, "body"))] == texts


@pytest.mark.parametrize("name", NAMES)
def test_contents_running_heads_and_page_numbers_are_no_passages(name: str) -> None:
    texts = [nfkc_key(passage.text) for passage in plan(name).passages]
    assert not any("......" in text or "‥‥" in text or "・・・・" in text for text in texts)
    assert texts.count(nfkc_key(plan(name).title)) == 0


@pytest.mark.parametrize("name", ["nested_lists", "nested_lists_plain"])
def test_lists_inside_measures_are_not_headings_of_the_level_of_the_measures(name: str) -> None:
    wanted = json.loads((LAYOUTS / f"{name}.json").read_text("utf-8"))["headings"]
    read = outline(extract(LAYOUTS / f"{name}.pdf", ReadSettings()), name)
    found = [(section.level, nfkc_key(section.heading)) for section in read.sections]
    assert found == [(level, nfkc_key(heading)) for level, heading in wanted]

    measures = [nfkc_key(heading) for level, heading in wanted if level == 3]
    closing = [passage.section_path for passage in read.passages if passage.text.startswith("担当：")]
    assert [nfkc_key(path[1]) for path in closing] == measures


def _lines(*rows: tuple[str, float, bool]) -> Document:
    """A page of rows: their text, size of type in points and whether they are bold."""
    lines, top = [], 60.0
    for text, size, bold in rows:
        lines.append(Line(text, (60.0, top, 60.0 + size * len(text), top + size), size, bold))
        top += 1.7 * size
    return Document("0" * 64, "made.pdf", (Page(1, 595.0, 842.0, tuple(lines)),))


def _levels(*rows: tuple[str, float, bool]) -> dict[str, int]:
    return {section.heading: section.level for section in outline(_lines(*rows), "made").sections}


PROSE = ("　この町では朝ごとに港の水の高さを測り、夕べには山の道の雪の深さを書き留める。", 10.0, False)


def test_a_heading_that_counts_on_stays_a_sibling_though_its_type_differs_by_chance() -> None:
    found = _levels(
        ("第１節　備え", 14.0, True),
        ("（1）水", 10.0, True), PROSE,
        ("（2）道", 10.0, False), PROSE,
        ("（3）電気", 10.0, True), PROSE,
    )  # fmt: skip
    assert found["（1）水"] == found["（2）道"] == found["（3）電気"]


def test_a_number_that_the_headings_go_on_to_use_themselves_counts_a_list() -> None:
    found = _levels(
        ("第１節　備え", 14.0, True),
        ("（1）水", 10.0, True), PROSE,
        ("（2）ため池の柵", 10.0, False), PROSE,
        ("（2）道", 10.0, True), PROSE,
    )  # fmt: skip
    assert found["（1）水"] == found["（2）道"] < found["（2）ため池の柵"]


def test_the_last_item_of_a_list_is_no_heading() -> None:
    found = _levels(("第１節　備え", 14.0, True), PROSE, ("ア　水", 10.0, False), ("イ　道", 10.0, False), PROSE)
    assert list(found) == ["第１節 備え"]
