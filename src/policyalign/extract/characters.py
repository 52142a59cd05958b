"""The characters of a page by text object, read with PDFium.

PDFium sorts objects that lie on one line by place, which mixes lines printed over each other; every object is put
together again, in the order of first appearance. Line ends that PDFium made up are dropped;
:mod:`policyalign.extract.lines` rebuilds them from the geometry. A character that is seen but has no code, or the
code of a space, comes out as 〓 and is counted.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from itertools import chain, compress, repeat
from typing import TYPE_CHECKING

import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as raw

from policyalign.extract.drawing import Place, TooManyObjects
from policyalign.extract.glyphs import UNREADABLE, Glyph
from policyalign.extract.hidden_text import Beholder
from policyalign.extract.meanings import READABLE, meaning
from policyalign.extract.pdfium_calls import TextCalls, is_generated
from policyalign.extract.plausible import is_words
from policyalign.extract.type_styles import Style, read_styles
from policyalign.text.normalize import UNSEEN, fold, is_wide

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from policyalign.extract.thumbnail import Boxes

# Spaces are a sixth of the characters of English text, and fewer of Japanese.
_MOST_SPACES = 0.3


def read_characters(page: pdfium.PdfPage, place: Place, size: tuple[float, float], max_chars: int) -> Characters:
    """The characters of an open page of ``size`` (width and height in points), with their boxes put where ``place``
    says. Raises :class:`TooManyObjects` where they are more than ``max_chars``."""
    textpage = page.get_textpage()
    count = raw.FPDFText_CountChars(textpage)
    if count > max_chars:
        raise TooManyObjects(str(count))
    found = Characters(TextCalls(textpage))
    found.read(count, page.get_rotation() // 90, place, size)
    textpage.close()
    return found


class Characters:
    """What was read of a page. ``unreadable`` counts characters that are seen but cannot be read, ``off_page`` those
    outside the page, ``unseen`` those that nobody sees on it."""

    def __init__(self, calls: TextCalls) -> None:
        self._calls = calls
        self._objects: dict[int, tuple[Style, list[Glyph]]] = {}
        self._samples: tuple[list[int], list[float], Boxes] | None = None
        self._high = 0
        self.unreadable = 0
        self.off_page = 0
        self.unseen = 0
        self._shapeless = 0

    def of(self, *, slanted: bool) -> tuple[Glyph, ...]:
        """The characters that stand in a quarter turn, or those that do not."""
        parts = (part for style, part in self._objects.values() if style.slanted == slanted)
        return tuple(chain.from_iterable(parts))

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
        sure = beholder.surely_seen(*self._samples) if self._samples else set()
        objects = [(address, style, part) for address, (style, part) in self._objects.items() if address not in sure]
        for address, style, part in objects:
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

    def read(self, count: int, page_turn: int, place: Place, size: tuple[float, float]) -> None:
        """Read the characters of the page, ``count`` in all, most of them in bulk: a stretch of one object whose
        characters are all plain is taken as it is."""
        addresses = np.array(self._calls.objects(range(count)), np.uint64)
        kept = np.nonzero(addresses)[0]
        if not kept.size:
            return
        row = _Row(self._calls, kept.tolist(), place, size)
        starts = np.nonzero(np.append(True, np.diff(addresses[kept])))[0]
        owners = addresses[kept[starts]].tolist()
        found = self._objects_at(owners, kept[starts].tolist(), page_turn)
        lengths = np.diff(np.append(starts, kept.size)).tolist()
        glyphs = row.glyphs([style for style, _ in found], lengths)
        plain = np.logical_and.reduceat(row.plain, starts).tolist()
        for start, length, is_plain, (_, part) in zip(starts.tolist(), lengths, plain, found, strict=True):
            if is_plain:
                part += glyphs[start : start + length]
            else:
                self._look_at(row, glyphs, range(start, start + length), part)
        sample = row.plain[starts]
        ems = (style.em for style, _ in found)
        self._samples = list(compress(owners, sample)), list(compress(ems, sample)), row.edges[:, starts[sample]]

    def _objects_at(self, addresses: Sequence[int], firsts: Sequence[int], page_turn: int) -> list[_Object]:
        """The objects at the addresses, entered where they are new; ``firsts`` names a character of each."""
        styles = read_styles(self._calls, firsts, addresses, page_turn)
        known = self._objects
        return [known.setdefault(at, (style, [])) for at, style in zip(addresses, styles, strict=True)]

    def _look_at(self, row: _Row, glyphs: Sequence[Glyph], stretch: range, part: list[Glyph]) -> None:
        """Read a stretch of an object character by character."""
        before, shared = -1, 1
        for at in stretch:
            glyph = glyphs[at]
            if not glyph.text or row.lacking[at]:
                text = self._unusual(row.places[at], row.codes[at], part, lost=row.lacking[at] == 1)
                if not text:
                    continue
                glyph = glyph._replace(text=text)
            same = before >= 0 and row.have_one_box(before, at)
            before = at
            if not row.on_page[at]:
                self.off_page += 1
                continue
            part.append(glyph)
            shared = _share_box(part, shared + 1) if same else 1

    def _unusual(self, place: int, code: int, part: list[Glyph], *, lost: bool) -> str:
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
        text = meaning(self._calls.address, place, code, lost=lost)
        self.unreadable += text == UNREADABLE
        self._shapeless += not text and code < 0x20 and is_generated(self._calls.address, place) != 1
        return "" if unicodedata.combining(text[:1] or " ") and _compose(part, text) else text


_Object = tuple[Style, list[Glyph]]
_glyph_of: Callable[[Iterable[object]], Glyph] = partial(tuple.__new__, Glyph)


class _Row:
    """The characters of a page one after the other: their ``places`` in the text page, codes, ``edges`` (x0, top, x1
    and bottom in points), and which are ``plain`` letters with a box of their own on the page."""

    def __init__(self, calls: TextCalls, places: list[int], place: Place, size: tuple[float, float]) -> None:
        self.places = places
        self.codes = calls.codes(places)
        self.lacking = calls.lacking(places)
        self._texts = list(map(READABLE.__getitem__, self.codes))
        self._drawn = calls.boxes(places)
        self.edges = np.stack(place(*self._drawn))
        self.on_page = self._is_on_page(*size)
        self.plain = self.on_page & np.fromiter(map(bool, self._texts), bool, len(places))
        self.plain &= ~np.array(self.lacking, bool)
        self.plain[1:] &= (self._drawn[:, 1:] != self._drawn[:, :-1]).any(axis=0)

    def _is_on_page(self, width: float, height: float) -> NDArray[np.bool_]:
        x0, top, x1, bottom = self.edges
        across, down = x0 + x1, top + bottom
        return np.asarray((across >= 0) & (across <= 2 * width) & (down >= 0) & (down <= 2 * height))

    def glyphs(self, styles: Sequence[Style], lengths: Sequence[int]) -> list[Glyph]:
        """All characters, of which so many one after the other share a style; text of its own has none that needs a
        second look."""
        per_style = list(zip(*((style.em, style.bold, style.turn, style.font) for style in styles), strict=True))
        per_glyph = (chain.from_iterable(map(repeat, values, lengths)) for values in per_style)
        return list(map(_glyph_of, zip(self._texts, *self.edges.tolist(), *per_glyph, strict=True)))

    def have_one_box(self, one: int, other: int) -> bool:
        """Whether PDFium gives two characters the same box."""
        return bool((self._drawn[:, one] == self._drawn[:, other]).all())


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
