"""What a glyph means: one or several characters, none that can be read, or a letter that only looks doubled."""

from __future__ import annotations

from pathlib import Path

import pytest

from policyalign.domain import Document

from support.pages import FLOWERS, TREES, Sheet, body, codes, read, read_plan, with_codes, without_codes


def page(*texts: str, size: float = 10.5) -> bytes:
    sheet = Sheet()
    top = 60.0
    for text in texts:
        top = sheet.paragraph(60, top, text, 40, size) + 8
    return sheet.pdf()


def unreadable(document: Document) -> int:
    (problem,) = [problem for problem in document.problems if problem.code == "text_unmapped"]
    return int(problem.detail["count"])


def test_ink_coded_as_a_space_is_shown_as_missing_and_counted(tmp_path: Path) -> None:
    document = read(tmp_path, with_codes(page("苗木の配布を続ける。", TREES, FLOWERS), {"木": " ", "布": "\u3000"}))
    assert body(document).startswith("苗〓の配〓を続ける。")
    assert unreadable(document) == 1 + 1 + TREES.count("木") + TREES.count("布") + FLOWERS.count("木")
    assert document.pages[0].state == "text"


def test_ink_with_an_impossible_code_is_counted_even_when_it_is_one_character(tmp_path: Path) -> None:
    document = read(tmp_path, with_codes(page("苗床を直す。", TREES, FLOWERS), {"床": "\x01"}))
    assert "苗〓を直す。" in body(document)
    assert unreadable(document) == 1


def test_true_spaces_are_not_missing(tmp_path: Path) -> None:
    document = read(tmp_path, page("苗木　と　種 を 配る。", TREES))
    assert codes(document) == set()


@pytest.mark.parametrize(
    ("char", "meaning", "wanted"),
    [
        ("ば", "は\u3099", "花ばたけの手入れ"),
        ("ば", "は\u309a", "花ぱたけの手入れ"),
        ("れ", "れ\u200b", "花ばたけの手入れ"),
        ("れ", "㈱", "花ばたけの手入(株)"),
        ("れ", "（株）", "花ばたけの手入(株)"),
        ("手", "ff", "花ばたけのff入れ"),
        ("手", "ffi", "花ばたけのffi入れ"),
        ("手", "葛\U000e0100", "花ばたけの葛入れ"),
    ],
)
def test_a_glyph_that_stands_for_several_characters(tmp_path: Path, char: str, meaning: str, wanted: str) -> None:
    document = read(tmp_path, with_codes(page("花ばたけの手入れ", TREES), {char: meaning}))
    assert body(document).split("\n")[0] == wanted
    assert "text_unmapped" not in codes(document)


@pytest.mark.parametrize("char", ["\U00020b9f", "\U00020bb7", "\U00029e3d"])
def test_ideographs_beyond_the_basic_plane(tmp_path: Path, char: str) -> None:
    document = read(tmp_path, with_codes(page("町の手引を配る。", TREES), {"引": char}))
    assert body(document).split("\n")[0] == f"町の手{char}を配る。"
    assert codes(document) == set()


def test_a_compatibility_ideograph_beyond_the_basic_plane_is_folded(tmp_path: Path) -> None:
    document = read(tmp_path, with_codes(page("町の手引を配る。", TREES), {"引": "\U0002f80f"}))
    assert body(document).split("\n")[0] == "町の手兔を配る。"


def latin(text: str, size: float, spacing: float) -> bytes:
    sheet = Sheet()
    line = sheet.canvas.beginText(60, 700)
    line.setFont("Helvetica", size)
    line.setCharSpace(spacing)
    line.textLine(text)
    sheet.canvas.drawText(line)
    return sheet.pdf()


@pytest.mark.parametrize(("size", "spacing"), [(9, -0.3), (11, 0), (6, -0.2), (24, -1)])
def test_narrow_letters_side_by_side_are_two(tmp_path: Path, size: float, spacing: float) -> None:
    text = "Hillside seedlings: skiing III, Bill, jj, ''tall'' ,,"
    document = read(tmp_path, latin(text, size, spacing))
    assert body(document) == "Hillsideseedlings:skiingIII,Bill,jj,''tall'',,"


def test_letters_printed_twice_to_look_bold_are_one(tmp_path: Path) -> None:
    sheet = Sheet()
    for shift in (0, 0.3, 0.6):
        sheet.text(60 + shift, 60, "Hill 花壇の手入れ", 14)
    sheet.paragraph(60, 100, TREES, 40)
    document = read(tmp_path, sheet.pdf())
    assert body(document).split("\n")[0] == "Hill花壇の手入れ"


def test_a_font_without_codes_makes_a_page_unread(tmp_path: Path) -> None:
    document = read(tmp_path, without_codes(page(TREES, FLOWERS)))
    assert [one.state for one in document.pages] == ["garbled"]
    assert codes(document) == {"page_garbled"}
    assert body(document) == ""


def test_ideographs_said_to_be_letters_make_a_page_unread(tmp_path: Path) -> None:
    chars = sorted(set(TREES))
    document = read(tmp_path, with_codes(page(TREES, TREES), {char: chr(0x21 + k) for k, char in enumerate(chars)}))
    assert [one.state for one in document.pages] == ["garbled"]


def test_nothing_of_an_unread_page_becomes_the_title(tmp_path: Path) -> None:
    plan = read_plan(tmp_path, without_codes(page(TREES, size=20)))
    assert plan.title == "made"
    assert plan.passages == ()
    assert plan.unread_pages == (1,)


def test_letters_set_wide_on_a_page_of_text_are_letters(tmp_path: Path) -> None:
    document = read(tmp_path, page("ＭＷの％を示す。", TREES, "Mm%@ WWW"))
    assert document.pages[0].state == "text"
    assert codes(document) == set()


def test_a_hyphen_at_the_end_of_a_line_stays(tmp_path: Path) -> None:
    sheet = Sheet()
    for row, text in enumerate(("the growth of seed-", "lings in the park and more", "of the same kind")):
        sheet.canvas.setFont("Helvetica", 11)
        sheet.canvas.drawString(60, 700 - 14 * row, text)
    assert body(read(tmp_path, sheet.pdf())).split("\n")[0] == "thegrowthofseed-"
