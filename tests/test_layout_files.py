"""The layout files hold what their gold says, so that a reader that fails on one is the one at fault."""

from __future__ import annotations

import json
import unicodedata
from collections import Counter
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

LAYOUT = Path(__file__).parent / "layout"
GOLD: dict[str, dict[str, Any]] = {
    path.stem: json.loads(path.read_text(encoding="utf-8")) for path in sorted(LAYOUT.glob("*.json"))
}
READABLE = [name for name, gold in GOLD.items() if "error" not in gold]


def page_texts(name: str, password: str | None = None) -> list[str]:
    document = pypdfium2.PdfDocument(LAYOUT / f"{name}.pdf", password=password)
    return [page.get_textpage().get_text_bounded() for page in document]


def letters(text: str) -> Counter[str]:
    """How often each character stands in ``text``, spaces aside, compatibility forms folded."""
    return Counter("".join(unicodedata.normalize("NFKC", text).split()))


def test_every_pdf_has_its_gold() -> None:
    assert {path.stem for path in LAYOUT.glob("*.pdf")} == set(GOLD)
    assert len(GOLD) >= 12


@pytest.mark.parametrize("name", sorted(set(READABLE) - {"radicals"}))
def test_the_pages_hold_the_letters_of_the_gold(name: str) -> None:
    texts, pages = page_texts(name), GOLD[name]["pages"]

    assert len(texts) == len(pages)
    for text, page in zip(texts, pages, strict=True):
        assert letters("".join(page["body"])) <= letters(text)


def test_the_radicals_page_says_radicals_and_its_gold_does_not() -> None:
    def radicals(text: str) -> set[str]:
        return {char for char in text if "\u2e80" <= char <= "\u2fdf"}

    assert {"⽇", "⽉", "⽤", "⻑", "⺠"} <= radicals(page_texts("radicals")[0])
    assert not radicals("".join(GOLD["radicals"]["pages"][0]["body"]))


def test_the_picture_page_has_no_text_layer() -> None:
    assert [page["state"] for page in GOLD["image_only"]["pages"]] == ["text", "image"]
    assert page_texts("image_only")[1] == ""


def test_fake_bold_repeats_its_text() -> None:
    gold = "".join(GOLD["fake_bold"]["pages"][0]["body"])

    assert letters(page_texts("fake_bold")[0]).total() >= letters(gold).total() + 15


@pytest.mark.parametrize("name", ["encrypted", "damaged"])
def test_locked_and_damaged_files_do_not_open(name: str) -> None:
    with pytest.raises(pypdfium2.PdfiumError):
        page_texts(name)


def test_the_password_opens_the_locked_file() -> None:
    gold = GOLD["encrypted"]

    assert letters("".join(gold["pages"][0]["body"])) <= letters(page_texts("encrypted", gold["password"])[0])
