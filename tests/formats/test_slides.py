"""Presentations: slide by slide, box by box."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pptx
import pytest
from PIL import Image
from pptx.util import Cm

from support.reading import cited, counts, headings, read, texts

TITLE_AND_BODY, TITLE_ONLY, BLANK = 1, 5, 6


@pytest.fixture
def deck() -> Any:
    return pptx.Presentation()


def saved(deck: Any, tmp_path: Path) -> Path:
    path = tmp_path / "kouen.pptx"
    deck.save(str(path))
    return path


def add(deck: Any, title: str, *paragraphs: str) -> Any:
    slide = deck.slides.add_slide(deck.slide_layouts[TITLE_AND_BODY])
    slide.shapes.title.text = title
    frame = slide.placeholders[1].text_frame
    frame.text = paragraphs[0]
    for text in paragraphs[1:]:
        frame.add_paragraph().text = text
    return slide


def box(slide: Any, text: str, left: float, top: float) -> None:
    slide.shapes.add_textbox(Cm(left), Cm(top), Cm(8), Cm(2)).text_frame.text = text


def test_a_slide_is_a_page_and_its_title_a_heading(deck: Any, tmp_path: Path) -> None:
    add(deck, "公園計画", "令和8年度からの計画")
    add(deck, "木陰をふやす", "市は木を植える。", "市は東屋を建てる。")
    add(deck, "木陰をふやす", "区は水を撒く。")
    plan = read(saved(deck, tmp_path))
    assert plan.title == "公園計画"
    assert plan.page_count == 3
    assert headings(plan) == [(1, "公園計画"), (2, "木陰をふやす")]
    assert cited(plan)["市は東屋を建てる。"] == "スライド2"
    assert plan.passages[-1].section_path == ("木陰をふやす",)


def test_boxes_are_read_from_the_top_and_the_left_however_they_were_drawn(deck: Any, tmp_path: Path) -> None:
    slide = deck.slides.add_slide(deck.slide_layouts[BLANK])
    box(slide, "下の箱である。", 2, 14)
    box(slide, "右上の箱である。", 14, 3)
    box(slide, "左上の箱である。", 2, 3.2)
    group = slide.shapes.add_group_shape()
    group.shapes.add_textbox(Cm(2), Cm(8), Cm(8), Cm(2)).text_frame.text = "中の箱である。"
    assert texts(read(saved(deck, tmp_path))) == [
        "左上の箱である。",
        "右上の箱である。",
        "中の箱である。",
        "下の箱である。",
    ]


def test_tables_with_merged_cells(deck: Any, tmp_path: Path) -> None:
    slide = deck.slides.add_slide(deck.slide_layouts[TITLE_ONLY])
    slide.shapes.title.text = "工程"
    table = slide.shapes.add_table(3, 3, Cm(2), Cm(5), Cm(18), Cm(4)).table
    for row, cells in enumerate([("区域", "作業", "年"), ("南", "伐採", "2026"), ("", "植樹", "2027")]):
        for column, text in enumerate(cells):
            table.cell(row, column).text = text
    table.cell(1, 0).merge(table.cell(2, 0))
    plan = read(saved(deck, tmp_path))
    assert texts(plan) == ["区域：南；作業：伐採；年：2026", "区域：南；作業：植樹；年：2027"]
    assert set(cited(plan).values()) == {"スライド1"}


def test_hidden_slides_and_notes_are_told_and_not_read(deck: Any, tmp_path: Path) -> None:
    add(deck, "表の話", "市は池を直す。").notes_slide.notes_text_frame.text = "ここで間を置く。"
    add(deck, "裏の話", "市は池を埋める。").element.set("show", "0")
    plan = read(saved(deck, tmp_path))
    assert "埋める" not in "".join(texts(plan))
    assert counts(plan) == {"slide_notes": "", "slide_hidden": ""}
    assert plan.unread_pages == ()


def test_a_slide_that_is_a_picture_was_not_read(deck: Any, tmp_path: Path) -> None:
    add(deck, "公園計画", "市は池を直す。")
    picture = io.BytesIO()
    Image.new("RGB", (40, 30), "white").save(picture, "PNG")
    deck.slides.add_slide(deck.slide_layouts[BLANK]).shapes.add_picture(picture, 0, 0, Cm(25))
    plan = read(saved(deck, tmp_path))
    assert plan.unread_pages == (2,)
    assert counts(plan) == {"page_image": ""}


def test_the_number_of_the_slide_is_no_text(deck: Any, tmp_path: Path) -> None:
    slide = add(deck, "公園計画", "市は池を直す。")
    shape = slide.shapes.add_textbox(Cm(22), Cm(17), Cm(2), Cm(1))
    shape.text_frame.text = "12"
    properties = shape._element.nvSpPr.nvPr
    properties.append(properties.makeelement(f"{{{properties.nsmap['p']}}}ph", {"type": "sldNum", "idx": "12"}))
    assert texts(read(saved(deck, tmp_path))) == ["市は池を直す。"]
