"""Paragraphs are found again whatever the style that their text is set in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest

from layout.styled_pages import STYLES, UNSEEN, Style, Text, Truth, set_pages
from layout.styled_texts import HARBOUR, sample_text
from policyalign.config import ReadSettings
from policyalign.domain import Plan
from policyalign.extract.document import extract
from policyalign.segment.outline import outline
from policyalign.segment.reading_check import check_reading
from policyalign.text.normalize import nfkc_key

ALL = {**STYLES, **UNSEEN}


def read(texts: Sequence[Text], style: Style, folder: Path) -> tuple[Plan, Truth]:
    content, truth = set_pages(texts, style)
    (folder / "styled.pdf").write_bytes(content)
    return outline(extract(folder / "styled.pdf", ReadSettings()), "styled"), truth


def paragraph_f1(plan: Plan, truth: Truth) -> float:
    """Exact paragraphs, after NFKC and without spaces; labels, captions and notes stand beside the text."""
    asides = {nfkc_key(text) for text in truth.asides}
    found = [nfkc_key(one.text) for one in plan.passages if one.kind in ("paragraph", "item")]
    wanted = Counter(nfkc_key(text) for text in truth.paragraphs)
    got = Counter(text for text in found if text not in asides)
    return 2 * (wanted & got).total() / (wanted.total() + got.total())


@pytest.mark.parametrize("name", ALL)
def test_paragraphs_of_a_sample_plan_in_every_style(name: str, tmp_path: Path) -> None:
    plan, truth = read(sample_text("education"), ALL[name], tmp_path)
    assert paragraph_f1(plan, truth) >= 0.95


@pytest.mark.parametrize("name", ALL)
def test_an_awkward_text_in_every_style(name: str, tmp_path: Path) -> None:
    plan, truth = read(HARBOUR, ALL[name], tmp_path)
    assert paragraph_f1(plan, truth) >= 0.95
    assert not list(check_reading(plan.passages))
