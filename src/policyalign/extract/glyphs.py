"""Characters of one page with their boxes, read with PDFium.

PDFium returns characters in the order of the content stream. Line ends that PDFium made up are dropped here;
:mod:`policyalign.extract.lines` rebuilds them from the geometry. A character that is seen but has no code, or
the code of a space, comes out as 〓 and is counted.
"""

from __future__ import annotations

import ctypes
import math
import re
import unicodedata
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from itertools import compress
from operator import not_
from typing import NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from policyalign.domain import Box
from policyalign.extract.drawing import Drawing, Rule, TooManyObjects, page_box, read_drawing
from policyalign.extract.hidden_text import Beholder
from policyalign.extract.pdfium_calls import (
    FourFloats,
    SixFloats,
    address_of,
    font_info,
    font_of,
    font_size,
    font_weight,
    is_generated,
    lacks_code,
    loose_box,
    text_matrix,
    text_object,
    tight_box,
    unicode_of,
)
from policyalign.extract.plausible import is_words
from policyalign.extract.thumbnail import Thumbnail, draw
from policyalign.text.normalize import UNSEEN, fold, is_wide

UNREADABLE = "〓"
"""What stands for a character that cannot be read, as in print (ゲタ記号)."""


class Glyph(NamedTuple):
    """One printed character: folded text, box in points from the top left, em size, boldness, by how many
    quarter turns (clockwise) it is turned, and the family of its font."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    size: float
    bold: bool
    turn: int = 0
    font: str = ""

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


@dataclass(frozen=True, slots=True)
class PageContent:
    """What PDFium returns of one page. ``mapping_errors`` counts characters that are seen but cannot be read,
    ``off_page`` those outside the page, ``unseen`` those that nobody sees on it, ``images`` the share of the page
    that pictures cover; ``areas`` are the boxes of coloured areas, ``pictures`` those of pictures, ``drawn`` counts
    paths that are neither rules nor areas; ``slanted`` are the characters that stand in no quarter turn (透かし), most
    of them turned by ``slant`` radians counter-clockwise."""

    number: int
    width: float
    height: float
    glyphs: tuple[Glyph, ...]
    rules: tuple[Rule, ...]
    mapping_errors: int = 0
    off_page: int = 0
    images: float = 0.0
    areas: tuple[Rule, ...] = ()
    slanted: tuple[Glyph, ...] = ()
    pictures: tuple[Rule, ...] = ()
    drawn: int = 0
    unseen: int = 0
    slant: float = 0.0


def read_page(
    page: pdfium.PdfPage, number: int, *, max_chars: int, max_objects: int
) -> tuple[PageContent, Thumbnail | None]:
    """Read one open page, and render it small unless its pictures are too large for that.

    Raises:
        TooManyObjects: the page holds more than ``max_chars`` characters or ``max_objects`` objects.
    """
    sheet = page_box(page)
    characters = _read_characters(page, sheet.place, (sheet.width, sheet.height), max_chars)
    drawing = read_drawing(page, sheet.locate, max_objects)
    thumbnail = draw(page, drawing.most_pixels)
    characters.drop_unseen(Beholder(page, thumbnail, pictured=bool(drawing.pictures)))
    return PageContent(
        number,
        sheet.width,
        sheet.height,
        characters.of(slanted=False),
        tuple(drawing.rules),
        characters.unreadable + characters.without_shape(),
        characters.off_page,
        _share(drawing, sheet.width * sheet.height),
        tuple(drawing.areas),
        characters.of(slanted=True),
        tuple(drawing.pictures),
        drawing.drawn,
        characters.unseen,
        characters.slant(),
    ), thumbnail


def _share(drawing: Drawing, sheet: float) -> float:
    """The share of the page that pictures cover."""
    pictured = sum((box.x1 - box.x0) * (box.bottom - box.top) for box in drawing.pictures)
    return min(1.0, pictured / max(1.0, sheet))


class _Style(NamedTuple):
    """What the characters of a text object share."""

    em: float
    bold: bool
    turn: int
    font: str
    slanted: bool
    angle: float = 0.0


# Spaces are a sixth of the characters of English text, and fewer of Japanese.
_MOST_SPACES = 0.3

_Place = Callable[[float, float, float, float], Box]


def _read_characters(page: pdfium.PdfPage, place: _Place, size: tuple[float, float], max_chars: int) -> _Characters:
    textpage = page.get_textpage()
    count = raw.FPDFText_CountChars(textpage)
    if count > max_chars:
        raise TooManyObjects(str(count))
    found = _Characters(address_of(textpage.raw), page.get_rotation() // 90, place, size)
    found.read(count)
    textpage.close()
    return found


class _Characters:
    """The characters of a page by text object. PDFium sorts objects that lie on one line by place, which mixes
    lines printed over each other; every object is put together again, in the order of first appearance."""

    def __init__(self, handle: int, page_turn: int, place: _Place, size: tuple[float, float]) -> None:
        self._handle = handle
        self._styles = _StyleReader(handle, page_turn)
        self._place = place
        self._size = size
        self._objects: dict[int, tuple[_Style, list[Glyph]]] = {}
        self._high = 0
        self.unreadable = 0
        self.off_page = 0
        self.unseen = 0
        self._shapeless = 0

    def of(self, *, slanted: bool) -> tuple[Glyph, ...]:
        """The characters that stand in a quarter turn, or those that do not."""
        return tuple(glyph for style, part in self._objects.values() if style.slanted == slanted for glyph in part)

    def without_shape(self) -> int:
        """How many characters have neither a meaning nor a shape, where those are too many for spaces."""
        everything = self._shapeless + sum(len(part) for _, part in self._objects.values())
        return self._shapeless if self._shapeless > _MOST_SPACES * everything else 0

    def slant(self) -> float:
        """The angle of most slanted characters, 0 where there are none."""
        angles: Counter[float] = Counter()
        for style, part in self._objects.values():
            if style.slanted:
                angles[style.angle] += len(part)
        return max(angles, key=lambda angle: (angles[angle], angle), default=0.0)

    def drop_unseen(self, beholder: Beholder) -> None:
        """Leave out the text that nobody sees, and a layer over a scan whose words are none."""
        layer: dict[int, list[Glyph]] = {}
        objects = [(address, style, part) for address, (style, part) in self._objects.items() if part]
        sure = beholder.surely_seen([style.em for _, style, _ in objects], [part[0][1:5] for _, _, part in objects])
        for address, style, part in compress(objects, map(not_, sure)):
            boxes = [glyph[1:5] for glyph in part if not glyph.text.isspace()]
            sight = beholder.sight(address, style.em, boxes)
            if sight == "unseen":
                self.unseen += len(boxes)
                del self._objects[address]
            elif sight == "layer":
                layer[address] = part
        if not is_words("".join(glyph.text for part in layer.values() for glyph in part)):
            for address in layer:
                del self._objects[address]

    def read(self, count: int) -> None:
        """Read the characters of the page, ``count`` in all."""
        handle, place = self._handle, self._place
        right, bottom = 2 * self._size[0], 2 * self._size[1]
        make = Glyph._make
        buffer = FourFloats()
        buffer_at = ctypes.addressof(buffer)
        current, here, shared = 0, [0.0], 1
        style, part = _Style(0.0, False, 0, "", False), list[Glyph]()
        for index in range(count):
            address = text_object(handle, index)
            if not address:  # a space or line end that PDFium made up
                continue
            if address != current:
                current, here = address, [0.0]
                style, part = self._object(index, address)
            code = unicode_of(handle, index)
            text = _readable(code)
            if not text or lacks_code(handle, index):
                text = self._unusual(index, code, part)
                if not text:
                    continue
            before = here
            loose_box(handle, index, buffer_at)
            here = buffer[:]
            x0, y0, x1, y1 = place(*here)
            if not (0 <= x0 + x1 <= right and 0 <= y0 + y1 <= bottom):
                self.off_page += 1
                continue
            part.append(make((text, x0, y0, x1, y1, style.em, style.bold, style.turn, style.font)))
            shared = _share_box(part, shared + 1) if here == before else 1

    def _object(self, index: int, address: int) -> tuple[_Style, list[Glyph]]:
        known = self._objects.get(address)
        if known is None:
            known = self._objects[address] = self._styles.read(index, address), []
        return known

    def _unusual(self, index: int, code: int, part: list[Glyph]) -> str:
        """What needs a second look: a space, a mark, half a character, ink without a code."""
        if 0xD800 <= code < 0xDC00:
            self._high = code
            self.unreadable += 1  # until its second half comes
            return ""
        if 0xDC00 <= code < 0xE000 and self._high:
            text = chr(0x10000 + ((self._high - 0xD800) << 10) + code - 0xDC00)
            self._high = 0
            self.unreadable -= 1
            return "" if text in UNSEEN else fold(text)
        text = _meaning(self._handle, index, code)
        self.unreadable += text == UNREADABLE
        self._shapeless += not text and code < 0x20 and is_generated(self._handle, index) != 1
        return "" if unicodedata.combining(text[:1] or " ") and _compose(part, text) else text


@cache
def _readable(code: int) -> str:
    """The folded character; empty for what needs a second look."""
    if code < 0x20 or 0xD800 <= code < 0xE000 or code >= 0xFFFE:
        return ""
    text = fold(chr(code))
    return "" if text.isspace() or text in UNSEEN or unicodedata.combining(text) else text


# PDFium's sign for a hyphen at the end of a line, and the hyphen that Word breaks words with.
_HYPHENS = (2, 0xAD)


def _meaning(handle: int, index: int, code: int) -> str:
    """What a character says that is no plain letter; empty where nothing is seen."""
    lost = lacks_code(handle, index) == 1
    if code in _HYPHENS and not lost:
        return "-" if _has_ink(handle, index) else ""
    text = "" if code < 0x20 or 0xD800 <= code < 0xE000 or code >= 0xFFFE else fold(chr(code))
    if text in UNSEEN:
        return ""
    if lost or not text or text.isspace():
        if is_generated(handle, index) == 1:
            return ""
        return UNREADABLE if _has_ink(handle, index) else text if text.isspace() else ""
    return text


# A true space has an empty tight box; ink smaller than this, in points, is none.
_INK = 0.1


def _has_ink(handle: int, index: int) -> bool:
    edges = [ctypes.c_double() for _ in range(4)]
    tight_box(handle, index, *(ctypes.addressof(edge) for edge in edges))
    left, right, bottom, top = (edge.value for edge in edges)
    return right - left > _INK and top - bottom > _INK


def _compose(part: list[Glyph], mark: str) -> bool:
    """Put a combining mark on the character before it (か and U+3099 to が)."""
    text = unicodedata.normalize("NFC", part[-1].text + mark) if part else ""
    if len(text) == 1:
        part[-1] = part[-1]._replace(text=text)
    return len(text) == 1


def _share_box(part: list[Glyph], count: int) -> int:
    """The last ``count`` characters have the box of one glyph (ff, （株）): give each its share of it. An
    ideograph twice in one box is printed twice instead. Returns how many characters the box holds."""
    if count > len(part):
        return 1
    if is_wide(part[-1].text) and part[-1].text == part[-2].text:
        part.pop()
        return count - 1
    whole = part[-count]
    shared: list[Glyph] = []
    for place, glyph in enumerate(part[-count:]):
        x0, top, x1, bottom = whole.x0, whole.top, part[-1].x1, part[-1].bottom
        start, stop = place / count, (place + 1) / count
        if whole.turn % 2:
            top, bottom = top + start * (bottom - top), top + stop * (bottom - top)
        else:
            x0, x1 = x0 + start * (x1 - x0), x0 + stop * (x1 - x0)
        shared.append(glyph._replace(x0=x0, top=top, x1=x1, bottom=bottom))
    part[-count:] = shared
    return count


_BOLD_NAME = re.compile(r"bold|heavy|black|-[EHU]B?$", re.IGNORECASE)
_SUBSET_TAG = re.compile(r"^[A-Z]{6}\+")
# Text turned by more than this from a quarter turn (radians; 10°) lies aslant; scanners turn pages by 1° or 2°.
_SLANT = math.radians(10)


class _StyleReader:
    """Em size, boldness, turn and font of text objects; fonts are asked once, since the calls are dear."""

    def __init__(self, handle: int, page_turn: int) -> None:
        self._handle = handle
        self._page_turn = page_turn
        self._fonts: dict[int, tuple[str, bool]] = {}
        self._styles: dict[tuple[float, ...], _Style] = {}
        self._name = ctypes.create_string_buffer(128)
        self._flags = ctypes.c_int()
        self._matrix = SixFloats()

    def read(self, index: int, address: int) -> _Style:
        """The style of the text object at ``address``, to which the character belongs."""
        text_matrix(self._handle, index, ctypes.addressof(self._matrix))
        a, b, c, d = self._matrix[:4]
        key = font_of(address), font_size(self._handle, index), a, b, c, d
        known = self._styles.get(key)
        if known is None:
            name, bold = self._font(index, key[0])
            quarters = -math.atan2(b, a) / (math.pi / 2)
            slanted = abs(quarters - round(quarters)) * (math.pi / 2) > _SLANT
            turn = (round(quarters) + self._page_turn) % 4
            angle = round(math.atan2(b, a) - self._page_turn * (math.pi / 2), 3)
            known = _Style(key[1] * math.sqrt(abs(a * d - b * c)), bold, turn, name, slanted, angle)
            self._styles[key] = known
        return known

    def _font(self, index: int, font: int) -> tuple[str, bool]:
        known = self._fonts.get(font)
        if known is None:
            font_info(self._handle, index, ctypes.addressof(self._name), 128, ctypes.addressof(self._flags))
            name = self._name.value.decode("utf-8", "replace")
            bold = bool(_BOLD_NAME.search(name)) or font_weight(self._handle, index) >= 700
            known = self._fonts[font] = _SUBSET_TAG.sub("", name), bold
        return known
