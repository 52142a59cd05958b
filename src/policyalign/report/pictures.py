"""Pictures of the places that verdicts rest on, cut out of the pages of the PDFs, with the passage marked."""

from __future__ import annotations

import io
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pypdfium2
from PIL import ImageDraw

from policyalign.domain import Passage, Plan
from policyalign.files import sha256_of

SCALE = 1.4
"""Pixels per point: type of 10.5 points can be read, and a picture takes some 15 kB."""
_AROUND = 36.0
"""Points shown above and below the passage."""
_HIGHEST = 420.0
"""Points of a page in one picture at most."""
_QUALITY = 55

Key = tuple[str, str]


def cut_pictures(folder: Path, plans: Iterable[Plan], wanted: Mapping[str, Iterable[Passage]]) -> dict[Key, bytes]:
    """By plan and passage, a WebP of where it begins; ``wanted`` are passages by plan.

    A plan whose very file (by SHA-256) is not in ``folder``, and pages that cannot be drawn, are left out: a
    picture of another edition would be a false proof.
    """
    files = {sha256_of(path): path for path in sorted(folder.glob("*.[pP][dD][fF]"))}
    found: dict[Key, bytes] = {}
    for plan in plans:
        path = files.get(plan.document_id)
        if path is not None:
            found |= _of_plan(path, plan.id, wanted.get(plan.id, ()))
    return found


def _of_plan(path: Path, plan_id: str, passages: Iterable[Passage]) -> dict[Key, bytes]:
    by_page: dict[int, dict[str, Passage]] = defaultdict(dict)
    for passage in passages:
        by_page[passage.page_start][passage.id] = passage
    found: dict[Key, bytes] = {}
    try:
        with pypdfium2.PdfDocument(path) as document:
            for page in sorted(by_page):
                drawn = document[page - 1].render(scale=SCALE, grayscale=True).to_pil().convert("RGB")
                for passage in by_page[page].values():
                    found[plan_id, passage.id] = _cut(drawn, passage)
    except (pypdfium2.PdfiumError, IndexError, OSError):
        return found
    return found


def _cut(page: Any, passage: Passage) -> bytes:
    """The band of the page around the boxes of a passage, marked by a line at their side and a light ground."""
    boxes = [anchor.box for anchor in passage.anchors if anchor.page == passage.page_start]
    top = max(min(box[1] for box in boxes) - _AROUND, 0.0)
    bottom = min(max(box[3] for box in boxes) + _AROUND, top + _HIGHEST, page.height / SCALE)
    marked = page.copy()
    draw = ImageDraw.Draw(marked, "RGBA")
    for x0, upper, x1, lower in boxes:
        edges = [edge * SCALE for edge in (x0 - 2, upper - 1, x1 + 2, lower + 1)]
        draw.rectangle(edges, fill=(255, 210, 0, 60), outline=(230, 120, 0, 255))
    content = io.BytesIO()
    area = (0, int(top * SCALE), page.width, max(int(bottom * SCALE), int(top * SCALE) + 1))
    marked.crop(area).save(content, "WEBP", quality=_QUALITY, method=2)
    return content.getvalue()
