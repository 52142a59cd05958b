"""Where a passage and its sentence stand on the pages that they touch."""

from __future__ import annotations

from typing import Any

from policyalign.domain import Box, Passage
from policyalign.review_page.desk import Desk
from policyalign.review_page.pictures import PagePictures

_MOST_PAGES = 4
"""Pages of one passage that are marked: only broken tables go on for longer."""


def marks_of(desk: Desk, pictures: PagePictures, passage: Passage, sentence: int) -> dict[str, Any]:
    """By page, its size in points and the boxes of the passage and of a sentence (by its number, -1 for none);
    nothing where the file of the plan is not at hand."""
    plan, sentences = desk.plans[passage.plan_id], passage.quoted_sentences
    text = sentences[sentence] if 0 <= sentence < len(sentences) else ""
    boxes: dict[int, list[Box]] = {}
    for anchor in passage.anchors:
        boxes.setdefault(anchor.page, []).append(anchor.box)
    marked: dict[str, Any] = {}
    for page, some in list(boxes.items())[:_MOST_PAGES]:
        found = pictures.marks(plan, page, some, text)
        if found is not None:
            size = {"width": found.width, "height": found.height}
            marked[str(page)] = {**size, "passage": some, "sentence": list(found.sentence)}
    return marked
