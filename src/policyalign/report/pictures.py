"""Pictures of the places that verdicts rest on, cut out of the pages of the PDFs or whole, with the passage marked."""

from __future__ import annotations

import io
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pypdfium2
from PIL import Image, ImageDraw

from policyalign.assess.run import Run
from policyalign.domain import Box, Passage, Plan
from policyalign.files import sha256_of
from policyalign.report.records import Joined
from policyalign.text.file_names import file_names

SCALE = 1.4
"""Pixels per point: type of 10.5 points can be read, and a picture takes some 15 kB."""
_AROUND = 36.0
"""Points shown above and below the passage."""
_HIGHEST = 420.0
"""Points of a page in one picture at most."""
_QUALITY = 55
_COLOURS = 24
"""Of a whole page: grey type and the mark, in half the bytes that all greys take."""

Key = tuple[str, str, int]
"""Plan, passage and page."""
Spot = tuple[Passage, int]
"""A passage, and one of the pages that it stands on."""
PAGES = "-pages"
"""Ends the name of the folder of whole pages, beside the workbook that links to them."""
PAGE_NAME = re.compile(r"[\w.-]+-p\d{4,}-\d+\.png")


def cut_pictures(folder: Path, plans: Iterable[Plan], wanted: Mapping[str, Iterable[Spot]]) -> dict[Key, bytes]:
    """By plan, passage and page, a WebP of what stands there; ``wanted`` are spots by plan.

    A plan whose very file (by SHA-256) is not in ``folder``, and pages that cannot be drawn, are left out: a
    picture of another edition would be a false proof.
    """
    return _drawn(folder, plans, wanted, _cut)


def whole_pages(folder: Path, run: Run, joined: Joined) -> dict[Key, tuple[str, bytes]]:
    """By plan, passage and page, for what every verdict rests on, the name and PNG of the page that is cited. What
    cannot be drawn for certain is left out as in :func:`cut_pictures`. The same run gives the same names."""
    wanted = quoted_spots(run, joined)
    stems = file_names(plan.id for plan in run.plans)
    names: dict[Key, str] = {}
    for plan_id, spots in wanted.items():
        count: Counter[int] = Counter()
        for one, page in dict.fromkeys((passage.id, page) for passage, page in spots):
            count[page] += 1
            names[plan_id, one, page] = f"{stems[plan_id]}-p{page:04}-{count[page]}.png"
    return {key: (names[key], content) for key, content in _drawn(folder, run.plans, wanted, _whole).items()}


def quoted_spots(run: Run, joined: Joined) -> dict[str, list[Spot]]:
    """By plan, the passages that verdicts rest on, with the page on which the sentence begins that is quoted."""
    wanted: dict[str, list[Spot]] = defaultdict(list)
    for cell in joined.cells:
        if quoted := cell.quotation:
            wanted[cell.plan.id].append((run.passages[cell.plan.id, quoted.passage_id], quoted.page))
    return wanted


_Draw = Callable[[Any, Sequence[Box]], bytes]


def _drawn(folder: Path, plans: Iterable[Plan], wanted: Mapping[str, Iterable[Spot]], draw: _Draw) -> dict[Key, bytes]:
    files = {sha256_of(path): path for path in sorted(folder.glob("*.[pP][dD][fF]"))}
    found: dict[Key, bytes] = {}
    for plan in plans:
        path = files.get(plan.document_id)
        if path is not None:
            found |= _of_plan(path, plan.id, wanted.get(plan.id, ()), draw)
    return found


def _of_plan(path: Path, plan_id: str, spots: Iterable[Spot], draw: _Draw) -> dict[Key, bytes]:
    by_page: dict[int, dict[str, Passage]] = defaultdict(dict)
    for passage, page in spots:
        by_page[page][passage.id] = passage
    found: dict[Key, bytes] = {}
    try:
        with pypdfium2.PdfDocument(path) as document:
            for page in sorted(by_page):
                printed = document[page - 1].render(scale=SCALE, grayscale=True).to_pil().convert("RGB")
                for passage in by_page[page].values():
                    found[plan_id, passage.id, page] = draw(printed, _boxes(passage, page))
    except (pypdfium2.PdfiumError, IndexError, OSError):
        return found
    return found


def _boxes(passage: Passage, page: int) -> list[Box]:
    return [anchor.box for anchor in passage.anchors if anchor.page == page]


def _marked(page: Any, boxes: Sequence[Box]) -> Any:
    """The page with a line around the passage and a light ground below it."""
    marked = page.copy()
    draw = ImageDraw.Draw(marked, "RGBA")
    for x0, upper, x1, lower in boxes:
        edges = [edge * SCALE for edge in (x0 - 2, upper - 1, x1 + 2, lower + 1)]
        draw.rectangle(edges, fill=(255, 210, 0, 60), outline=(230, 120, 0, 255))
    return marked


def _cut(page: Any, boxes: Sequence[Box]) -> bytes:
    """The band of the page around the passage, in WebP."""
    top = max(min(box[1] for box in boxes) - _AROUND, 0.0)
    bottom = min(max(box[3] for box in boxes) + _AROUND, top + _HIGHEST, page.height / SCALE)
    content = io.BytesIO()
    area = (0, int(top * SCALE), page.width, max(int(bottom * SCALE), int(top * SCALE) + 1))
    _marked(page, boxes).crop(area).save(content, "WEBP", quality=_QUALITY, method=2)
    return content.getvalue()


def _whole(page: Any, boxes: Sequence[Box]) -> bytes:
    """All of the page in PNG, which every program opens."""
    content = io.BytesIO()
    _marked(page, boxes).quantize(_COLOURS, method=Image.Quantize.FASTOCTREE).save(content, "PNG")
    return content.getvalue()
