"""The visible part of a page, wherever in the page tree its boxes and its rotation are written."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pikepdf
import pytest

from support.pages import Sheet, body, changed, codes, read

A3 = (841.89, 1190.55)


def tall_page() -> bytes:
    sheet = Sheet(A3)
    for place in range(40):
        sheet.text(60, 20 + 28 * place, f"{place + 1:02d}番の花壇に種をまく。", 12)
    return sheet.pdf()


def up_the_tree(pdf: pikepdf.Pdf, *names: str) -> None:
    """Move entries of all pages to the root of the page tree."""
    for name in names:
        pdf.Root.Pages[name] = pdf.pages[0].obj[name]
        for page in pdf.pages:
            del page.obj[name]


def one_level_down(pdf: pikepdf.Pdf) -> None:
    """Put a node between the root and the pages, which holds the box."""
    root = pdf.Root.Pages
    node = pdf.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.Pages, Kids=root.Kids, Count=root.Count, Parent=root, MediaBox=root.Kids[0].MediaBox
        )
    )
    for page in root.Kids:
        page.Parent = node
        del page["/MediaBox"]
    root.Kids = pikepdf.Array([node])


def everything_is_read(document: Any) -> None:
    lines = body(document).split("\n")
    assert lines == [f"{place + 1:02d}番の花壇に種をまく。" for place in range(40)]
    assert "text_off_page" not in codes(document)


@pytest.mark.parametrize("change", [lambda pdf: up_the_tree(pdf, "/MediaBox"), one_level_down])
def test_an_inherited_media_box_is_the_page(tmp_path: Path, change: Any) -> None:
    document = read(tmp_path, changed(tall_page(), change))
    everything_is_read(document)
    assert (document.pages[0].width, document.pages[0].height) == (841.9, 1190.6)
    assert document.pages[0].lines[0].box[1] == pytest.approx(20, abs=3)


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_an_inherited_box_of_a_turned_page(tmp_path: Path, turn: int) -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].obj.Rotate = turn
        up_the_tree(pdf, "/MediaBox", "/Rotate")

    document = read(tmp_path, changed(tall_page(), change))
    assert len(body(document).split("\n")) == 40
    page = document.pages[0]
    for line in page.lines:
        x0, top, x1, bottom = line.box
        assert 0 <= x0 < x1 <= page.width
        assert 0 <= top < bottom <= page.height


def test_a_box_that_does_not_begin_at_the_origin(tmp_path: Path) -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].obj.MediaBox = [0, 0, 841.89, 1190.55]
        pdf.Root.Pages.CropBox = [30, 40, 841.89, 1185]

    document = read(tmp_path, changed(tall_page(), change))
    everything_is_read(document)
    assert document.pages[0].lines[0].box[0] == pytest.approx(30, abs=0.2)


def test_a_crop_box_larger_than_the_paper_is_cut_to_it(tmp_path: Path) -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        pdf.Root.Pages.CropBox = [-100, -100, 2000, 2000]

    document = read(tmp_path, changed(tall_page(), change))
    everything_is_read(document)
    assert document.pages[0].lines[0].box[0] == pytest.approx(60, abs=0.2)


def test_what_lies_outside_the_crop_box_is_not_on_the_page(tmp_path: Path) -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        pdf.Root.Pages.CropBox = [0, 0, 841.89, 600]

    document = read(tmp_path, changed(tall_page(), change))
    assert 19 <= len(body(document).split("\n")) <= 22
    assert "text_off_page" in codes(document)
