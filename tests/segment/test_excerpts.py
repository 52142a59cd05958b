"""A file that is a part of the plan whose table of contents it holds."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pikepdf
import pytest

from policyalign.assess.gaps.find import reading_doubt
from policyalign.config import AssessSettings

from support.pages import FLOWERS, TREES, Sheet, changed, read_plan

SAMPLES = Path(__file__).resolve().parent.parent.parent / "corpora" / "samples" / "pdf"
CHAPTERS = ("第１章　並木の手入れ", "第２章　花壇の手入れ", "第３章　土をつくる人", "第４章　水を引く人")


def made(
    listed: Sequence[tuple[str, int | str]],
    chapters: Sequence[str] = CHAPTERS,
    *,
    first: int | None = 3,
    numbers: str = "- {} -",
    per_page: int = 1,
) -> bytes:
    """A page of contents, then the chapters on pages that are numbered from ``first`` on, if at all."""
    sheet = Sheet()
    sheet.text(60, 60, "目次", 14)
    for place, (title, page) in enumerate(listed):
        sheet.text(70, 95 + 20 * place, f"{title} {'…' * (30 - len(title))} {page}")
    for place, title in enumerate(chapters):
        if place % per_page == 0:
            sheet.turn()
            top = 60.0
            if first is not None:
                sheet.text(290, 805, numbers.format(first + place // per_page))
        sheet.text(60, top, title, 14)
        top = sheet.paragraph(60, top + 28, TREES + FLOWERS, 40) + 14
    return sheet.pdf()


def told(folder: Path, pdf: bytes) -> list[tuple[str, str]]:
    """How many entries are missing, and which is the first."""
    found = read_plan(folder, pdf).excerpt
    return [(found.detail["missing"], found.detail["first"])] if found else []


WHOLE = [(title, number) for number, title in enumerate(CHAPTERS, 3)]


@pytest.mark.parametrize("name", ["digital", "education", "space"])
def test_a_plan_whose_last_pages_are_gone_is_an_excerpt(tmp_path: Path, name: str) -> None:
    pdf = (SAMPLES / f"{name}.pdf").read_bytes()
    whole = read_plan(tmp_path, pdf)
    assert whole.excerpt is None
    assert reading_doubt(whole, AssessSettings()) is None

    def cut(opened: pikepdf.Pdf) -> None:
        del opened.pages[len(opened.pages) * 2 // 3 :]

    part = read_plan(tmp_path, changed(pdf, cut))
    doubt = reading_doubt(part, AssessSettings())
    assert part.excerpt is not None
    assert doubt is not None
    assert (doubt.status, doubt.reason) == ("undetermined", "part_of_plan")
    assert reading_doubt(part, AssessSettings(excerpts=True)) is None


@pytest.mark.parametrize("kept", [CHAPTERS[:2], CHAPTERS[2:], CHAPTERS[1:3], CHAPTERS[:3]])
@pytest.mark.parametrize("numbers", ["{}", "- {} -", "{}ページ"])
def test_chapters_that_the_file_lacks_are_missed(tmp_path: Path, kept: tuple[str, ...], numbers: str) -> None:
    first = CHAPTERS.index(kept[0]) + 3
    missing = [title for title in CHAPTERS if title not in kept]
    pdf = made(WHOLE, kept, first=first, numbers=numbers)
    assert told(tmp_path, pdf) == [(str(len(missing)), missing[0])]


@pytest.mark.parametrize(
    ("pdf", "why"),
    [
        (made(WHOLE), "all there"),
        (made([*WHOLE, ("参考資料　並木の一覧", 60), ("用語集", 71)]), "annexes are handed out apart"),
        (made([(title, number * 2) for title, number in WHOLE], first=None), "two printed pages on a page"),
        (made([(title, 90 + number) for title, number in WHOLE]), "counted with the volume in the contents"),
        (made([(title, f"{number}-1") for title, number in WHOLE], numbers="{}-1"), "counted by chapter"),
        (made(WHOLE, first=31), "numbered otherwise than the contents say"),
        (made(WHOLE, per_page=2), "set closer than the contents say"),
        (made([*WHOLE, ("結び", 9)]), "too short a wording to be missed"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_nothing_is_missed_where_the_text_is_there(tmp_path: Path, pdf: bytes, why: str) -> None:
    assert told(tmp_path, pdf) == [], why


def test_a_title_that_the_text_numbers_otherwise_is_there(tmp_path: Path) -> None:
    listed = [(title.replace("第", "").replace("章", "．"), 40 + number) for title, number in WHOLE]
    assert told(tmp_path, made(listed)) == []
