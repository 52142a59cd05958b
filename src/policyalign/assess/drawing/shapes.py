"""The records that a picture consists of. Lengths are in points (1/72 inch), x from the left, y from the top down."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

Anchor = Literal["start", "middle", "end"]

WIDTH = 454.0
"""160 mm, the width of type on a sheet of A4 with margins of 25 mm: a picture in a document is never made smaller."""
PAGE = 640.0
"""The height of type there, less a heading and a caption: a longer picture goes on in a second one."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle; without ``fill`` or ``edge`` there is no ground or no outline, which may be ``dotted``. The
    ``tip`` tells what it stands for, where the picture can be pointed at."""

    x: float
    y: float
    width: float
    height: float
    fill: str = ""
    edge: str = ""
    dotted: bool = False
    tip: str = ""

    @property
    def middle(self) -> tuple[float, float]:
        return self.x + self.width / 2, self.y + self.height / 2


@dataclass(frozen=True, slots=True)
class Line:
    """A straight line between two points."""

    x: float
    y: float
    to_x: float
    to_y: float
    colour: str
    width: float = 0.5
    dotted: bool = False


@dataclass(frozen=True, slots=True)
class Disc:
    """A full disc, or a ring around paper."""

    x: float
    y: float
    radius: float
    fill: str
    edge: str = ""


@dataclass(frozen=True, slots=True)
class Text:
    """One line whose middle is at the height ``y``; ``turned`` it runs upwards, its middle at ``x``."""

    x: float
    y: float
    words: str
    size: float
    anchor: Anchor = "start"
    colour: str = "#000000"
    turned: bool = False


Shape = Box | Line | Disc | Text


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture with what it shows in a few words; later shapes lie on earlier ones."""

    title: str
    width: float
    height: float
    shapes: tuple[Shape, ...]

    @property
    def texts(self) -> tuple[str, ...]:
        """All that is written in it, in the order in which it is drawn."""
        return tuple(one.words for one in self.shapes if isinstance(one, Text))


def stacked(pages: Iterable[Drawing]) -> Drawing:
    """Pictures one below the other as one."""
    pages = tuple(pages)
    shapes: list[Shape] = []
    down = 0.0
    for page in pages:
        shapes += [_moved(shape, down) for shape in page.shapes]
        down += page.height
    return Drawing(pages[0].title, max(page.width for page in pages), down, tuple(shapes))


def _moved(shape: Shape, down: float) -> Shape:
    if isinstance(shape, Line):
        return replace(shape, y=shape.y + down, to_y=shape.to_y + down)
    return replace(shape, y=shape.y + down)
