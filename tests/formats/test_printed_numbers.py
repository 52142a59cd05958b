"""The page numbers that a PDF bears in print stand beside the physical ones."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from policyalign.domain import Place
from policyalign.messages.places import place_told, places_told

from support.reading import read

FONT = "HeiseiMin-W3"


def printed(tmp_path: Path, feet: list[str], head: bool = False) -> Path:
    """A PDF with a line of text on each page and these feet."""
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    path = tmp_path / "kawa.pdf"
    canvas = Canvas(str(path), pagesize=A4)
    for number, foot in enumerate(feet):
        canvas.setFont(FONT, 11)
        for line in range(12):
            canvas.drawString(72, 640 - 18 * line, f"市は{number}と{line}の区間で堤を直し、川の水を町から遠ざける。")
        canvas.drawCentredString(297, 800 if head else 40, foot)
        canvas.showPage()
    canvas.save()
    return path


def told(path: Path) -> list[str]:
    plan = read(path)
    return [place_told(plan.places, page) for page in range(1, plan.page_count + 1)]


@pytest.mark.parametrize("head", [False, True])
def test_numbers_in_print_are_told_and_counted_over_a_page_without(tmp_path: Path, head: bool) -> None:
    path = printed(tmp_path, ["", "", "- 1 -", "- 2 -", "", "- 4 -"], head)
    assert told(path) == ["p.1", "p.2", "p.3（紙面 1）", "p.4（紙面 2）", "p.5（紙面 3）", "p.6（紙面 4）"]


def test_a_number_that_is_the_page_s_own_says_nothing(tmp_path: Path) -> None:
    path = printed(tmp_path, ["1", "2", "3", "4"])
    assert read(path).places == ()
    assert told(path) == ["p.1", "p.2", "p.3", "p.4"]


def test_a_page_without_a_number_takes_the_label_of_the_file(tmp_path: Path) -> None:
    path = printed(tmp_path, ["", "", "", ""])
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        labels = pikepdf.Array([0, pikepdf.Dictionary(S=pikepdf.Name.r), 2, pikepdf.Dictionary(S=pikepdf.Name.D, St=7)])
        pdf.Root.PageLabels = pikepdf.Dictionary(Nums=labels)
        pdf.save()
    assert told(path) == ["p.1（紙面 i）", "p.2（紙面 ii）", "p.3（紙面 7）", "p.4（紙面 8）"]


def test_every_unit_is_told_in_both_languages() -> None:
    places = [
        Place("page", "60"),
        Place("slide"),
        Place("cell", "A7:D7", "施策"),
        Place("paragraph", "3", "第2章"),
        Place("row", "2", "第2章", "1"),
        Place("line", "29"),
        Place("note", "4"),
        Place("heading", "", "第2章"),
    ]
    assert [place_told(places, page) for page in range(1, 10)] == [
        "p.1（紙面 60）",
        "スライド2",
        "施策!A7:D7",
        "第2章 3段落",
        "第2章 表1の2行目",
        "冒頭 29行目",
        "注4",
        "第2章",
        "p.9",
    ]
    assert place_told(places, 1, "en") == "p.1 (printed 60)"
    assert place_told(places, 6, "en") == "front, line 29"
    assert places_told((), 3, 4) == "p.3-4"
    assert places_told(places, 3, 4) == "施策!A7:D7～第2章 3段落"
