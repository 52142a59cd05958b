"""One small file per layout fault that was once met: what is read must be what is printed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from policyalign.config import ReadSettings
from policyalign.domain import Document
from policyalign.errors import InputError
from policyalign.extract.document import extract
from policyalign.text.normalize import nfkc_key

LAYOUTS = Path(__file__).resolve().parent.parent / "layout"
READABLE = ("text", "ocr")
# Boxes of two lines side by side are read across: a page must show columns of three rows to have them.
READ_ACROSS = {"slide"}


def gold(name: str) -> dict[str, Any]:
    content: dict[str, Any] = json.loads((LAYOUTS / f"{name}.json").read_text("utf-8"))
    return content


NAMES = sorted(path.stem for path in LAYOUTS.glob("*.json"))
GOOD = [name for name in NAMES if gold(name)["pages"] and name != "encrypted"]


def read(name: str) -> Document:
    return extract(LAYOUTS / f"{name}.pdf", ReadSettings())


def body(document: Document, number: int) -> str:
    return nfkc_key("".join(line.text for line in document.pages[number].lines if line.zone == "body"))


@pytest.mark.parametrize("name", [name for name in GOOD if name not in READ_ACROSS])
def test_text_of_every_page_comes_out_in_order_and_once(name: str) -> None:
    document = read(name)
    for number, page in enumerate(gold(name)["pages"]):
        assert body(document, number) == nfkc_key("".join(page["body"]))


@pytest.mark.parametrize("name", GOOD)
def test_state_of_every_page_is_told(name: str) -> None:
    document = read(name)
    assert [page.state for page in document.pages] == [page["state"] for page in gold(name)["pages"]]


@pytest.mark.parametrize("name", GOOD)
def test_no_radical_and_no_character_is_lost_or_added(name: str) -> None:
    text = "".join(line.text for page in read(name).pages for line in page.lines)
    assert not any("\u2e80" <= char <= "\u2fdf" for char in text)


def test_boxes_of_upright_and_turned_text_lie_on_the_page() -> None:
    for name in ("vertical", "two_columns", "merged_table"):
        for page in read(name).pages:
            for line in page.lines:
                x0, top, x1, bottom = line.box
                assert 0 <= x0 < x1 <= page.width
                assert 0 <= top < bottom <= page.height
                assert len(line.advances) == len(line.text)


def test_vertical_lines_are_tall_and_marked() -> None:
    lines = [line for line in read("vertical").pages[0].lines if len(line.text) > 5]
    assert lines
    assert all(line.vertical and line.box[3] - line.box[1] > line.box[2] - line.box[0] for line in lines)


def test_heads_numbers_and_tabs_are_set_apart() -> None:
    document = read("heads_and_tabs")
    zones = {line.zone for page in document.pages for line in page.lines}
    assert {"head", "page_number", "side_tab"} <= zones


def test_ruby_is_kept_apart_from_its_line() -> None:
    ruby = "".join(line.text for line in read("ruby").pages[0].lines if line.zone == "ruby")
    assert nfkc_key(ruby) == nfkc_key("".join(gold("ruby")["ruby"]))


def test_merged_cells_are_read_once_with_their_spans() -> None:
    grid = gold("merged_table")["table"]
    (table,) = read("merged_table").pages[0].tables
    assert (table.rows, table.columns) == (len(grid), len(grid[0]))
    assert table.header_rows == gold("merged_table")["header_rows"]
    written = {(cell.row, cell.column): cell for cell in table.cells}
    for row, texts in enumerate(grid):
        for column, text in enumerate(texts):
            if text not in "<^":
                assert written[row, column].text == text
            else:
                assert (row, column) not in written


@pytest.mark.parametrize("name", [name for name in NAMES if name not in GOOD])
def test_a_file_that_cannot_be_read_says_why(name: str) -> None:
    with pytest.raises(InputError) as caught:
        read(name)
    assert caught.value.code == gold(name).get("error", "encrypted")
    assert caught.value.detail["file"] == f"{name}.pdf"


def test_a_repaired_file_says_so() -> None:
    codes = {problem.code for problem in read("truncated_tail").problems}
    assert codes <= {"file_repaired"}


def test_reading_twice_gives_the_same_document() -> None:
    assert read("two_columns") == read("two_columns")


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"", "file_empty"), (b"<html>404</html>", "not_a_pdf"), (b"%PDF-1.7\njunk", "damaged")],
)
def test_what_is_no_pdf_is_refused(tmp_path: Path, content: bytes, code: str) -> None:
    path = tmp_path / "plan.pdf"
    path.write_bytes(content)
    with pytest.raises(InputError) as caught:
        extract(path, ReadSettings())
    assert caught.value.code == code


def test_missing_file_and_folder_are_refused(tmp_path: Path) -> None:
    for path, code in ((tmp_path / "none.pdf", "file_missing"), (tmp_path, "file_is_folder")):
        with pytest.raises(InputError) as caught:
            extract(path, ReadSettings())
        assert caught.value.code == code


def test_pages_beyond_the_limits_are_unread_not_absent() -> None:
    document = extract(LAYOUTS / "heads_and_tabs.pdf", ReadSettings(max_pages=2))
    assert document.unread_pages == tuple(range(3, len(gold("heads_and_tabs")["pages"]) + 1))
    assert "pages_over_limit" in {problem.code for problem in document.problems}


def test_a_page_with_too_many_characters_is_unread() -> None:
    document = extract(LAYOUTS / "two_columns.pdf", ReadSettings(max_chars_per_page=10))
    assert document.unread_pages == (1,)
    assert {problem.code for problem in document.problems} == {"page_too_large"}
