"""What is listed and drawn of a page is all that was made of it, once, in the order of the plan."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from policyalign.config import ReadSettings
from policyalign.extract.document import extract
from policyalign.page_pictures.found import found_page
from policyalign.segment.outline import outline


@pytest.mark.parametrize("name", ["space", "education"])
def test_headings_and_passages_are_all_there_in_order(samples: Path, name: str) -> None:
    document = extract(samples / "pdf" / f"{name}.pdf", ReadSettings())
    plan = outline(document, name)
    pages = [found_page(document, plan, page.number) for page in document.pages]
    begun = [item for page in pages for item in page.items if not item.begun]
    for page in pages:
        assert [item.number for item in page.items] == list(range(1, len(page.items) + 1))
        assert len(page.lines) >= len(page.page.lines)
    headings = [(item.level, item.text) for item in begun if item.kind == "heading"]
    assert headings == [(section.level, section.heading) for section in plan.sections]
    texts = Counter((item.kind, item.text) for item in begun if item.kind != "heading")
    assert texts == Counter((passage.kind, passage.quotation) for passage in plan.passages)
    in_text = [item.text for item in begun if item.kind not in ("heading", "footnote")]
    assert in_text == [one.quotation for one in plan.passages if one.kind != "footnote"]
    ends = sum(item.goes_on for page in pages for item in page.items)
    assert ends == sum(item.begun for page in pages for item in page.items) > 0
