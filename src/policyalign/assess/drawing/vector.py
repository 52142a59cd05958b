"""A picture as SVG with its texts as texts, to stand in a page of HTML: it can be searched, read aloud and copied.

Every text is escaped, and nothing refers to anything: no link, script, style or font.
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from policyalign.assess.drawing.shapes import Box, Disc, Drawing, Line, Shape, Text
from policyalign.telling import visible

_DOTS = "1.5 1.2"


def svg_text(drawing: Drawing) -> str:
    """An ``svg`` element as wide as the room that it is given."""
    size = f"0 0 {_number(drawing.width)} {_number(drawing.height)}"
    inside = "".join(part for shape in drawing.shapes for part in _parts(shape))
    return f'<svg viewBox="{size}" role="img" aria-label={_quoted(drawing.title)}>{inside}</svg>'


def _parts(shape: Shape) -> Iterator[str]:
    match shape:
        case Box():
            place = _attributes(x=shape.x, y=shape.y, width=shape.width, height=shape.height)
            look = f'fill="{shape.fill or "none"}"' + _edge(shape.edge, 0.6, dotted=shape.dotted)
            tip = f"<title>{_escaped(shape.tip)}</title>" if shape.tip else ""
            yield f"<rect {place} {look}>{tip}</rect>"
        case Line():
            place = _attributes(x1=shape.x, y1=shape.y, x2=shape.to_x, y2=shape.to_y)
            yield f"<line {place}{_edge(shape.colour, shape.width, dotted=shape.dotted)}/>"
        case Disc():
            place = _attributes(cx=shape.x, cy=shape.y, r=shape.radius)
            yield f'<circle {place} fill="{shape.fill}"{_edge(shape.edge, 0.8)}/>'
        case Text():
            place = _attributes(x=shape.x, y=shape.y, **{"font-size": shape.size})
            turn = f' transform="rotate(-90 {_number(shape.x)} {_number(shape.y)})"' if shape.turned else ""
            look = f'text-anchor="{shape.anchor}" fill="{shape.colour}" dy=".35em"'
            yield f"<text {place} {look}{turn}>{_escaped(shape.words)}</text>"


def _edge(colour: str, width: float, *, dotted: bool = False) -> str:
    if not colour:
        return ""
    dots = f' stroke-dasharray="{_DOTS}"' if dotted else ""
    return f' stroke="{colour}" stroke-width="{_number(width)}"{dots}'


def _attributes(**numbers: float) -> str:
    return " ".join(f'{name}="{_number(value)}"' for name, value in numbers.items())


def _number(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")


def _escaped(text: str) -> str:
    return escape(visible(text))


def _quoted(text: str) -> str:
    return quoteattr(visible(text))
