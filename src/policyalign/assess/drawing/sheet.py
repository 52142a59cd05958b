"""What stands around every picture: a title, notes below it, and at the foot a legend that flows over lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TypeVar

from policyalign.assess.drawing.colours import INK, SOFT
from policyalign.assess.drawing.lettering import width_of, wrapped
from policyalign.assess.drawing.shapes import WIDTH, Box, Disc, Drawing, Shape, Text

T = TypeVar("T")

_TITLE, _NOTE, _ENTRY = 10.0, 7.0, 7.0
_TITLE_LINE, _NOTE_LINE, _ENTRY_LINE = 14.0, 10.0, 12.0
_SWATCH, _GAP, _NEXT = 14.0, 4.0, 12.0
_EDGE = 4.0


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of the legend: words beside a swatch, which may be ``round``, with a mark in it."""

    words: str
    fill: str = ""
    edge: str = ""
    dotted: bool = False
    round: bool = False
    mark: str = ""
    ink: str = INK


@dataclass(frozen=True, slots=True)
class Frame:
    """What a picture is told by: its title, notes in sentences, and its legend."""

    title: str
    notes: Sequence[str] = ()
    legend: Sequence[Entry] = ()

    def head(self, width: float = WIDTH) -> tuple[list[Shape], float]:
        """The title and the notes, and where the picture may begin below them."""
        down = _EDGE
        shapes: list[Shape] = []
        told = [(self.title, _TITLE, _TITLE_LINE, INK, 2)]
        told += [(note, _NOTE, _NOTE_LINE, SOFT, 3) for note in self.notes if note]
        for words, size, line, colour, most in told:
            for one in wrapped(words, size, width - 2 * _EDGE, most):
                shapes.append(Text(_EDGE, down + line / 2, one, size, colour=colour))
                down += line
        return shapes, down + _EDGE

    def foot(self, top: float, width: float = WIDTH) -> tuple[list[Shape], float]:
        """The legend below ``top``, and where it ends."""
        shapes: list[Shape] = []
        x, down = _EDGE, top + _EDGE
        for entry in self.legend:
            need = _SWATCH + _GAP + width_of(entry.words, _ENTRY)
            if x > _EDGE and x + need > width - _EDGE:
                x, down = _EDGE, down + _ENTRY_LINE
            shapes += _entry(entry, x, down)
            x += need + _NEXT
        return shapes, down + (_ENTRY_LINE if self.legend else 0) + _EDGE

    def room(self, height: float) -> float:
        """What a page of this height leaves for the picture itself."""
        return height - self.head()[1] - (self.foot(0)[1])

    def around(self, body: Iterable[Shape], bottom: float, width: float = WIDTH) -> Drawing:
        """The picture whose body, drawn from where the head ends, ends at ``bottom``."""
        head, _ = self.head(width)
        foot, end = self.foot(bottom, width)
        return Drawing(self.title, width, end, (*head, *body, *foot))


def _entry(entry: Entry, x: float, top: float) -> Iterator[Shape]:
    box = Box(x, top + 2, _SWATCH, _ENTRY_LINE - 4, entry.fill, entry.edge, entry.dotted)
    yield Disc(*box.middle, box.height / 2, entry.fill, entry.edge) if entry.round else box
    if entry.mark:
        yield Text(*box.middle, entry.mark, 6.0, "middle", entry.ink)
    yield Text(x + _SWATCH + _GAP, top + _ENTRY_LINE / 2, entry.words, _ENTRY)


def paged(parts: Iterable[T], heights: Iterable[float], room: float) -> list[tuple[T, ...]]:
    """The parts in order on pages: on each as many as fit, at least one; one page where there is nothing."""
    page, used = 0, 0.0
    numbered = []
    for part, height in zip(parts, heights, strict=True):
        if used and used + height > room:
            page, used = page + 1, 0.0
        used += height
        numbered.append((page, part))
    pages = [tuple(part for _, part in group) for _, group in groupby(numbered, key=lambda one: one[0])]
    return pages or [()]


def titled(title: str, page: int, pages: int) -> str:
    """The title with which page of how many it heads."""
    return title if pages == 1 else f"{title} ({page}/{pages})"
