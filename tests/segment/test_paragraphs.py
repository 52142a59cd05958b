"""Paragraphs are found again whatever the style that their text is set in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest

from layout.styled_pages import NUMBERED, STYLES, UNSEEN, Style, Text, Truth, set_pages
from layout.styled_texts import BULLETS, HARBOUR, LAW, MINUTES, QUESTIONS, sample_text
from policyalign.config import ReadSettings
from policyalign.domain import Anchor, Passage, Plan
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


@pytest.mark.parametrize("name", ["justified", "ragged", "two columns", "items not hanging", "phrases", "slide"])
@pytest.mark.parametrize("texts", [LAW, MINUTES, QUESTIONS, BULLETS], ids=["law", "minutes", "questions", "bullets"])
def test_texts_of_other_kinds(texts: Sequence[Text], name: str, tmp_path: Path) -> None:
    plan, truth = read(texts, ALL[name], tmp_path)
    found = Counter(nfkc_key(one.text) for one in plan.passages)
    found += Counter(nfkc_key(one.heading) for one in plan.sections)
    assert Counter(map(nfkc_key, [*truth.paragraphs, *truth.headings])) == found


@pytest.mark.parametrize("name", NUMBERED)
@pytest.mark.xfail(reason="line numbers in the margin are read as text")
def test_line_numbers_are_left_out(name: str, tmp_path: Path) -> None:
    plan, truth = read(HARBOUR, NUMBERED[name], tmp_path)
    assert paragraph_f1(plan, truth) >= 0.95


def test_a_page_whose_lines_were_not_put_together_is_told() -> None:
    """As if every line of a text had become a passage."""
    texts = [text.text for text in sample_text("space") if text.kind == "text"]
    lines = [text[start : start + 40] for text in texts for start in range(0, len(text), 40)]
    passages = [passage(number, line) for number, line in enumerate(lines)]
    problems = list(check_reading(passages))
    assert {problem.code for problem in problems} == {"plan_broken_up", "page_broken_up"}
    assert all(problem.severity == "partial" for problem in problems)


def test_whole_paragraphs_are_no_problem() -> None:
    texts = [text.text for text in sample_text("space") if text.kind != "heading"]
    assert not list(check_reading([passage(number, text) for number, text in enumerate(texts)]))


def passage(number: int, text: str) -> Passage:
    page = number // 10 + 1
    return Passage(f"p{number}", "made", "paragraph", text, None, (), (Anchor(page, (0.0, 0.0, 1.0, 1.0)),))
