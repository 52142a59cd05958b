"""The picture of a page: the print, what was found on it drawn over in colour, and a legend at its side."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PIL import Image, ImageDraw, ImageFont

from policyalign.domain import Box
from policyalign.messages import label, message
from policyalign.messages.page_pictures import ITEMS, NOTES, STATES, TRACES
from policyalign.page_pictures.found import FoundPage, Item
from policyalign.telling import visible
from policyalign.values import ItemKind, Lang, Trace

if TYPE_CHECKING:
    from pathlib import Path

Colour = tuple[int, int, int]

ITEM_COLOURS: dict[ItemKind, Colour] = {
    "heading": (200, 20, 40),
    "paragraph": (20, 90, 200),
    "item": (0, 130, 140),
    "row": (40, 130, 40),
    "caption": (150, 90, 20),
    "footnote": (120, 60, 170),
}
TRACE_COLOURS: dict[Trace, Colour] = {
    "text": (120, 150, 200),
    "unused": (230, 110, 0),
    "head": (90, 90, 90),
    "foot": (90, 90, 90),
    "margin": (150, 120, 0),
    "ruby": (200, 60, 160),
    "aside": (170, 0, 0),
    "cell": (100, 170, 100),
}
# Lines that became no text of the plan have a ground of their own, so that they stand out from those that did.
_SET_APART: frozenset[Trace] = frozenset(("unused", "head", "foot", "margin", "aside"))
_TABLE: Colour = (40, 130, 40)
_INK: Colour = (40, 40, 40)
# How opaque the ground of a text is, and of a line that was set apart (of 255).
_GROUND = 34
_STRIPE = 70

# Pixels: type, and the panel with the legend.
_TYPE = 19
_TAG = 17
_LEADING = 29
_PANEL = 370
_EDGE = 16
_SWATCH = 26
_INDENT = _SWATCH + 10


@dataclass(frozen=True, slots=True)
class Print:
    """A page as it is printed: its image, and how many pixels a point takes."""

    image: Image.Image
    scale: float


def draw_page(printed: Print, found: FoundPage, title: tuple[str, ...], font_file: Path, lang: Lang) -> bytes:
    """A PNG of the page with a legend; the lines of ``title`` say which page of which file it is. The same page and
    words give the same bytes."""
    # One layout engine: the other is not on every machine, and sets the same text a little otherwise.
    fonts = {
        size: ImageFont.truetype(str(font_file), size, layout_engine=ImageFont.Layout.BASIC) for size in (_TYPE, _TAG)
    }
    marked = _marked(printed, found, fonts[_TAG])
    legend = list(_legend(found, title, lang))
    panel = _panel(legend, fonts[_TYPE])
    sheet = Image.new("RGB", (marked.width + _PANEL, max(marked.height, panel.height)), (255, 255, 255))
    sheet.paste(marked, (0, 0))
    sheet.paste(panel, (marked.width, 0))
    ImageDraw.Draw(sheet).line((marked.width, 0, marked.width, sheet.height), fill=_INK)
    content = io.BytesIO()
    sheet.save(content, "PNG", optimize=True)
    return content.getvalue()


# --- over the print ---------------------------------------------------------------------------------------


def _marked(printed: Print, found: FoundPage, font: Any) -> Image.Image:
    image = printed.image.convert("RGB")
    draw = ImageDraw.Draw(image, "RGBA")
    for trace, box in found.lines:
        colour = TRACE_COLOURS[trace]
        edges = _edges(box, printed.scale)
        draw.rectangle(edges, fill=(*colour, _STRIPE) if trace in _SET_APART else None, outline=(*colour, 255))
    for box in found.tables:
        draw.rectangle(_edges(box, printed.scale, 2), outline=(*_TABLE, 255), width=3)
    for item in found.items:
        colour = ITEM_COLOURS[item.kind]
        for box in item.boxes:
            width = 3 if item.kind == "heading" else 2
            draw.rectangle(_edges(box, printed.scale, 2), fill=(*colour, _GROUND), outline=(*colour, 255), width=width)
    for item in found.items:
        _tag(draw, item, printed.scale, font)
    return image


def _edges(box: Box, scale: float, around: int = 0) -> tuple[int, int, int, int]:
    """The pixels of a box, at least one each way."""
    x0, top, x1, bottom = (round(edge * scale) for edge in box)
    return x0 - around, top - around, max(x1, x0) + around, max(bottom, top) + around


def _tag(draw: Any, item: Item, scale: float, font: Any) -> None:
    """The number of an item, left of where it begins on the page."""
    words = f"{'↑' if item.begun else ''}{item.number}{'↓' if item.goes_on else ''}"
    if item.level:
        words += f" L{item.level}"
    x0, top, _, _ = _edges(item.boxes[0], scale)
    width = round(font.getlength(words)) + 6
    left = max(0, x0 - width - 4)
    draw.rectangle((left, top, left + width, top + _TAG + 4), fill=(*ITEM_COLOURS[item.kind], 235))
    draw.text((left + 3, top + 2), words, font=font, fill=(255, 255, 255, 255))


# --- at its side ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Entry:
    """A line of the legend: words behind a swatch in ``colour``, or without one, ``filled`` as its boxes are."""

    words: str
    colour: Colour | None = None
    filled: bool = False


def _legend(found: FoundPage, title: tuple[str, ...], lang: Lang) -> Iterator[_Entry]:
    yield from map(_Entry, title)
    yield _Entry(label(STATES, found.page.state, lang))
    yield _Entry("")
    kinds = Counter(item.kind for item in found.items)
    traces = Counter(trace for trace, _ in found.lines)
    for kind, words in ITEMS.items():
        if kinds[kind]:
            yield _Entry(f"{words.text(lang)} {kinds[kind]}", ITEM_COLOURS[kind], filled=True)
    for trace, named in TRACES.items():
        if traces[trace]:
            yield _Entry(f"{named.text(lang)} {traces[trace]}", TRACE_COLOURS[trace], trace in _SET_APART)
    if not kinds and not traces:
        yield _Entry(NOTES["nothing"].text(lang))
    yield _Entry("")
    notes = [(found.page.order, bool(kinds)), ("level", bool(kinds["heading"]))]
    notes.append(("seam", any(item.begun or item.goes_on for item in found.items)))
    yield from (_Entry(NOTES[name].text(lang)) for name, wanted in notes if wanted)
    if found.problems:
        yield _Entry("")
        yield _Entry(NOTES["problems"].text(lang))
        yield from (_Entry(f"・{message(one.code, lang, **one.detail)}") for one in found.problems)


def _panel(legend: list[_Entry], font: Any) -> Image.Image:
    widths = [_PANEL - 2 * _EDGE - (_INDENT if entry.colour else 0) for entry in legend]
    texts = [list(_wrapped(visible(entry.words), font, width)) for entry, width in zip(legend, widths, strict=True)]
    panel = Image.new("RGB", (_PANEL, 2 * _EDGE + _LEADING * sum(map(len, texts))), (255, 255, 255))
    draw = ImageDraw.Draw(panel, "RGBA")
    top = _EDGE
    for entry, lines in zip(legend, texts, strict=True):
        if entry.colour:
            _swatch(draw, entry, entry.colour, _EDGE, top)
        for line in lines:
            draw.text((_EDGE + (_INDENT if entry.colour else 0), top), line, font=font, fill=_INK)
            top += _LEADING
    return panel


def _swatch(draw: Any, entry: _Entry, colour: Colour, left: int, top: int) -> None:
    edges = (left, top + 1, left + _SWATCH, top + _TYPE)
    draw.rectangle(edges, fill=(*colour, _STRIPE) if entry.filled else None, outline=(*colour, 255), width=2)


def _wrapped(words: str, font: Any, width: int) -> Iterator[str]:
    """Lines of at most ``width`` pixels, broken anywhere, but at a space where there is one near the end."""
    while words and font.getlength(words) > width:
        end = next((count for count in range(len(words), 1, -1) if font.getlength(words[:count]) <= width), 1)
        space = words.rfind(" ", end // 2, end)
        end = space if space > 0 else end
        yield words[:end]
        words = words[end:].lstrip(" ")
    yield words
