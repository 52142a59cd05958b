"""Looks at all characters of a page at once, which must say what a look at each would."""

from __future__ import annotations

import gc
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policyalign.errors import UnreadableFile
from policyalign.extract.fake_bold import drop_fake_bold
from policyalign.extract.glyphs import Glyph
from policyalign.extract.runs import build_runs
from policyalign.extract.tenths import tenths

from support.pages import FLOWERS, TREES, Sheet, body, codes, read

LONG = (TREES + FLOWERS) * 4
NOISE = "丿|1l【_乂亅―:;.,・ヽ八｢二ｰ『'~冖卜工ﾉ!"

PLACES = st.floats(-2000, 20000, allow_nan=False)
QUARTERS = st.integers(-2000, 20000).map(lambda number: number / 20)


@given(st.lists(PLACES | QUARTERS | st.floats()))
def test_places_are_rounded_as_one_by_one(values: list[float]) -> None:
    assert list(map(repr, tenths(values))) == [repr(round(value, 1)) for value in values]


def glyph(text: str, x0: float, top: float, size: float) -> Glyph:
    return Glyph(text, x0, top, x0 + size, top + size, size, False)


@given(
    st.lists(st.tuples(st.sampled_from("山川木"), st.integers(0, 40), st.integers(0, 40)), unique=True, max_size=40),
    st.integers(0, 39),
    st.floats(0, 2.0),
    st.floats(-2.0, 2.0),
    st.sampled_from((10.5, 12.0, 30.0)),
)
def test_what_is_printed_twice_is_kept_once_wherever_it_stands(
    grid: list[tuple[str, int, int]], which: int, dx: float, dy: float, size: float
) -> None:
    page = [glyph(text, 13 * size / 12 * column, 13 * size / 12 * row, size) for text, column, row in grid]
    assert drop_fake_bold(page) == tuple(page)
    if which < len(page):
        first = page[which]
        kept = drop_fake_bold([*page, first._replace(x0=first.x0 + dx, x1=first.x1 + dx, top=first.top + dy)])
        assert [one.text for one in kept] == [one.text for one in page]
        assert [place for place, one in enumerate(kept) if one.bold] == [which]


@given(st.floats(-1, 1), st.floats(-1, 1), st.floats(1.2, 4))
def test_a_character_under_the_same_in_other_type_is_not_printed_twice(dx: float, dy: float, larger: float) -> None:
    small, large = glyph("2", 100, 100, 3.5), glyph("2", 100 + dx, 100 + dy, 3.5 * larger)
    assert drop_fake_bold((small, large)) == (small, large)


def test_texts_of_two_sizes_over_each_other_keep_their_digits(tmp_path: Path) -> None:
    sheet = Sheet()
    small, large = "若い世代で29歳以下", "（2023年4月）"
    sheet.text(100, 300, small, 3.5)
    sheet.text(100 + 3.5 * small.index("2") - 8.5, 300.5, large, 8.5)
    sheet.paragraph(60, 100, TREES, 42)
    assert body(read(tmp_path, sheet.pdf())).count("2") == f"{TREES}{small}{large}".count("2")


@given(st.lists(st.integers(1, 60), min_size=1, max_size=8), st.sampled_from((6.0, 10.5, 40.0)), st.floats(-0.8, 1.1))
def test_a_long_page_has_the_runs_of_its_lines(lengths: list[int], size: float, gap: float) -> None:
    """Characters ``gap`` em apart belong together, however many there are."""
    lines = [
        [glyph("木", 50 + place * (1 + gap) * size, 100 + 2 * size * number, size) for place in range(length)]
        for number, length in enumerate(lengths)
    ]
    runs = build_runs([one for line in lines for one in line])
    assert [len(run.text) for run in runs] == lengths
    assert [run.order for run in runs] == list(range(len(lines)))


def test_the_collector_is_left_as_it_was(tmp_path: Path) -> None:
    before = gc.get_threshold()
    with pytest.raises(UnreadableFile):
        read(tmp_path, b"%PDF-1.7 and nothing else")
    assert gc.get_threshold() == before


def test_a_layer_of_no_words_over_print_is_no_text(tmp_path: Path) -> None:
    """Text recognition of a page whose letters are drawn; here the letters can be read besides."""
    sheet = Sheet()
    sheet.paragraph(60, 60, LONG, 40)
    plain = read(tmp_path, sheet.pdf())
    sheet = Sheet()
    sheet.paragraph(60, 60, LONG, 40)
    sheet.canvas._code.append("3 Tr")
    sheet.paragraph(60, 60, NOISE * 12, 40)
    document = read(tmp_path, sheet.pdf())
    assert body(document) == body(plain)


def test_a_narrow_white_letter_is_not_seen_by_the_ink_beside_it(tmp_path: Path) -> None:
    sheet = Sheet()
    sheet.paragraph(60, 60, LONG, 40)
    for place in range(12):
        x = 60 + 40 * place
        sheet.text(x, 300, "国", 12)
        sheet.text(x + 20, 300, "国", 12)
        sheet.canvas.setFillGray(1)
        sheet.canvas.setFont("Helvetica", 12)
        sheet.canvas.drawString(x + 14.6, sheet.size[1] - 300 - 10.5, "l")
        sheet.canvas.setFillGray(0)
    document = read(tmp_path, sheet.pdf())
    assert "l" not in body(document)
    assert "text_unseen" in codes(document)
