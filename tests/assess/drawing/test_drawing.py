"""What all pictures share: colours that are told apart, texts that fit, and files that are the same every time."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from policyalign.assess.drawing.colours import STEPS, ink_on, luminance, tint
from policyalign.assess.drawing.grid import Grid, Row
from policyalign.assess.drawing.lettering import balanced, fitting, width_of, wrapped
from policyalign.assess.drawing.shapes import PAGE, WIDTH, Box, Disc, Drawing, Line, Text, stacked
from policyalign.assess.drawing.sheet import Entry, Frame
from policyalign.assess.drawing.vector import svg_text
from policyalign.export.figures import rendered

HOSTILE = "</svg><script>alert(1)</script>&\"'\x0b\u202e$x^2$"
SAMPLE = Drawing(
    HOSTILE,
    200,
    100,
    (
        Box(0, 0, 50, 20, "#0072b2", tip=HOSTILE),
        Box(50, 0, 50, 20, "#e6e6e6", "#555555", dotted=True),
        Line(0, 30, 100, 30, "#000000", dotted=True),
        Disc(20, 50, 4, "#ffffff", "#d55e00"),
        Text(5, 10, HOSTILE, 7),
        Text(90, 90, "縦の題名", 7, turned=True),
    ),
)

titles = st.text(st.sampled_from("第７期科学技術・イノベーション基本計画（素案）2026 plan－ー、"), max_size=60)


@given(titles, st.floats(20, 300))
def test_a_text_is_made_to_fit_and_keeps_both_its_ends(words: str, width: float) -> None:
    short = fitting(words, 7, width)
    whole = " ".join(words.split())
    assert width_of(short, 7) <= width
    if short != whole:
        head, _, tail = short.partition("…")
        assert whole.startswith(head)
        assert whole.endswith(tail)


@given(titles, st.floats(30, 300), st.integers(1, 5))
def test_lines_hold_the_whole_text_unless_they_say_otherwise(words: str, width: float, most: int) -> None:
    whole = "".join(words.split())
    for told in (wrapped(words, 7, width, most), balanced(words, 7, width, most)):
        assert len(told) <= most
        # Up to one sign that must not begin a line may hang over.
        assert all(width_of(line, 7) <= width + 7.3 for line in told)
        if "…" not in "".join(told):
            assert "".join("".join(told).split()) == whole


def test_steps_differ_in_grey_and_from_their_tints() -> None:
    steps = [luminance(colour) for colour in STEPS]
    assert all(later - earlier > 0.03 for earlier, later in pairwise(steps))
    assert all(luminance(tint(colour)) - luminance(colour) > 0.25 for colour in STEPS)


@pytest.mark.parametrize("colour", [*STEPS, *map(tint, STEPS)])
def test_type_on_every_colour_can_be_read(colour: str) -> None:
    light, ink = luminance(colour), luminance(ink_on(colour))
    assert (max(light, ink) + 0.05) / (min(light, ink) + 0.05) >= 4.5, "WCAG 2.2, contrast (minimum)"


def test_texts_of_a_plan_are_texts_of_the_svg_and_nothing_else() -> None:
    tree = etree.fromstring(svg_text(SAMPLE))
    assert {one.tag for one in tree.iter()} == {"svg", "rect", "title", "line", "circle", "text"}
    words = [one.text for one in tree.iter("text", "title")]
    assert all(word.startswith("</svg><script>alert(1)</script>&\"'") for word in words if word != "縦の題名")
    assert not re.search(r"style=|href|url\(", svg_text(SAMPLE))


def test_files_are_the_same_every_time_and_need_no_font() -> None:
    pytest.importorskip("matplotlib_fontja")
    one, other = rendered(SAMPLE), rendered(SAMPLE)
    assert one == other
    assert one["png"].startswith(b"\x89PNG")
    assert b"<text" not in one["svg"], "type is drawn as outlines"
    assert b"dc:date" not in one["svg"]


def one_column(boxes: object) -> list[Box]:
    return []


@pytest.mark.parametrize(("rows", "sheets"), [(0, 1), (1, 1), (47, 1), (200, 4)])
def test_a_grid_takes_as_many_sheets_as_its_rows_need(rows: int, sheets: int) -> None:
    grid: Grid[int] = Grid(Frame("題", legend=[Entry("印", "#0072b2")]), ["計画"], one_column)
    pages = grid.pages([Row(f"提言{number}", [0]) for number in range(rows)])
    assert len(pages) == sheets
    named = [text for page in pages for text in page.texts if text.startswith("提言")]
    assert named == [f"提言{number}" for number in range(rows)]
    assert all(page.height <= PAGE + 0.1 and page.width == WIDTH for page in pages)
    assert all("計画" in page.texts and "印" in page.texts for page in pages)
    assert pages[0].texts[0] == ("題" if sheets == 1 else "題 (1/4)")


def test_sheets_stacked_hold_all_of_each() -> None:
    both = stacked([SAMPLE, SAMPLE])
    assert both.height == 200
    assert both.texts == SAMPLE.texts * 2
    assert both.shapes[len(SAMPLE.shapes)] == Box(0, 100, 50, 20, "#0072b2", tip=HOSTILE)
