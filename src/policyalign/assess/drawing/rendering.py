"""A picture as PNG or SVG, its type as outlines of a font that comes along, so that it looks the same everywhere
(extra ``plot``). The same picture gives the same bytes. Texts of plans are no formulas: ``$`` is a sign like others.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Collection, Iterator
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING, Any

from policyalign.assess.drawing.shapes import Box, Disc, Drawing, Line, Shape, Text
from policyalign.errors import MissingExtra
from policyalign.fonts import japanese_font_file
from policyalign.messages import ErrorCode
from policyalign.telling import visible

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from matplotlib.font_manager import FontProperties

DPI = 200
"""Dots per inch of a PNG: what office printers and screens of today make out of type of 6 points can be read."""

_INCH = 72.0
_DOTS = (0, (1.5, 1.2))
_SIDES = {"start": "left", "middle": "center", "end": "right"}


class Drawer:
    """Draws pictures. Lives in a process of its own, so that several are drawn side by side."""

    def draw(self, drawing: Drawing, kinds: Collection[str]) -> dict[str, bytes]:
        return draw(drawing, kinds)


def draw(drawing: Drawing, kinds: Collection[str]) -> dict[str, bytes]:
    """A picture in some kinds, ``svg`` or ``png``. Raises :class:`MissingExtra` without the extra ``plot``."""
    figure = figure_of(drawing)
    return {kind: figure_bytes(figure, kind) for kind in kinds}


def figure_of(drawing: Drawing) -> Figure:
    """The picture for matplotlib. Raises :class:`MissingExtra` without the extra ``plot``."""
    font = japanese_font()
    from matplotlib.figure import Figure

    figure = Figure(figsize=(drawing.width / _INCH, drawing.height / _INCH))
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set_xlim(0, drawing.width)
    axes.set_ylim(drawing.height, 0)
    axes.axis("off")
    sizes = cache(lambda size: sized(font, size))
    for layer, (kind, shapes) in enumerate(groupby(drawing.shapes, key=type)):
        _DRAW[kind](axes, tuple(shapes), layer, sizes)
    return figure


def figure_bytes(figure: Figure, kind: str) -> bytes:
    """A figure as ``svg`` or ``png``, without date and with ids that do not change."""
    import matplotlib

    page = io.BytesIO()
    metadata = {"Date": None} if kind == "svg" else {"Software": None}
    with matplotlib.rc_context({"svg.fonttype": "path", "svg.hashsalt": "policyalign"}):
        # A PNG is packed when it has its palette.
        options: dict[str, Any] = {} if kind == "svg" else {"pil_kwargs": {"compress_level": 0}}
        figure.savefig(page, format=kind, dpi=DPI, metadata=metadata, **options)
    return page.getvalue() if kind == "svg" else _with_few_colours(page)


def _with_few_colours(page: io.BytesIO) -> bytes:
    """The PNG with a palette, as large as a third: a document holds several."""
    from PIL import Image

    smaller = io.BytesIO()
    image = Image.open(page).convert("RGB").quantize(256, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    image.save(smaller, "PNG", dpi=(DPI, DPI))
    return smaller.getvalue()


def japanese_font() -> FontProperties:
    """IPAex Gothic. Raises :class:`MissingExtra` without the extra ``plot``."""
    file = japanese_font_file()
    try:
        from matplotlib.font_manager import FontProperties
    except ImportError as error:
        raise MissingExtra(ErrorCode.plot_missing) from error
    return FontProperties(fname=file)


def sized(font: FontProperties, size: float) -> FontProperties:
    """The font in this size, in points."""
    copy = font.copy()
    copy.set_size(size)
    return copy


# Shapes of one kind that follow each other are drawn together: one by one they take ten times as long.

_Sizes = Callable[[float], "FontProperties"]


def _boxes(axes: Axes, boxes: tuple[Box, ...], layer: int, sizes: _Sizes) -> None:
    from matplotlib.collections import PolyCollection

    for number, (dotted, some) in enumerate(groupby(boxes, key=lambda box: box.dotted)):
        told = tuple(some)
        corners = [list(_corners(box)) for box in told]
        look: dict[str, Any] = {"linewidths": 0.6, "linestyles": [_DOTS if dotted else "solid"]}
        look |= _colours([(box.fill, box.edge) for box in told])
        axes.add_collection(PolyCollection(corners, **look, zorder=layer + number / 1000))


def _corners(box: Box) -> Iterator[tuple[float, float]]:
    left, top, right, bottom = box.x, box.y, box.x + box.width, box.y + box.height
    yield from ((left, top), (right, top), (right, bottom), (left, bottom))


def _lines(axes: Axes, lines: tuple[Line, ...], layer: int, sizes: _Sizes) -> None:
    from matplotlib.collections import LineCollection

    ends = [((one.x, one.y), (one.to_x, one.to_y)) for one in lines]
    dots: list[Any] = [_DOTS if one.dotted else "solid" for one in lines]
    look: dict[str, Any] = {"colors": [one.colour for one in lines], "linewidths": [one.width for one in lines]}
    axes.add_collection(LineCollection(ends, **look, linestyles=dots, zorder=layer))


def _discs(axes: Axes, discs: tuple[Disc, ...], layer: int, sizes: _Sizes) -> None:
    from matplotlib.collections import PatchCollection
    from matplotlib.patches import Circle

    rounds = [Circle((one.x, one.y), one.radius) for one in discs]
    look = _colours([(one.fill, one.edge) for one in discs])
    axes.add_collection(PatchCollection(rounds, **look, linewidths=0.8, zorder=layer))


def _colours(pairs: list[tuple[str, str]]) -> dict[str, Any]:
    """Of grounds and edges; empty ones are not drawn."""
    return {
        "facecolors": [fill or "none" for fill, _ in pairs],
        "edgecolors": [edge or "none" for _, edge in pairs],
    }


def _texts(axes: Axes, texts: tuple[Text, ...], layer: int, sizes: _Sizes) -> None:
    for one in texts:
        look: dict[str, Any] = {"color": one.colour, "fontproperties": sizes(one.size), "zorder": layer}
        # Turned text is measured along its line: what ends at a place then ends at its top.
        look |= {"rotation": 90, "rotation_mode": "anchor"} if one.turned else {}
        axes.text(
            one.x, one.y, visible(one.words), ha=_SIDES[one.anchor], va="center_baseline", parse_math=False, **look
        )


_DRAW: dict[type[Shape], Callable[..., None]] = {Box: _boxes, Line: _lines, Disc: _discs, Text: _texts}
