"""What all figures share: a Japanese font that comes along, paper, and the bytes of a file (extra ``plot``).

On a canvas everything has its place in inches, so that no layout has to be worked out: that would take longer
than the drawing, and the same run gives the same picture. Texts of plans are no formulas: ``$`` is a sign like others.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from policyalign.errors import MissingExtra
from policyalign.fonts import japanese_font_file
from policyalign.messages import ErrorCode
from policyalign.telling import visible

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from matplotlib.font_manager import FontProperties

DPI = 150


@dataclass(frozen=True, slots=True)
class Canvas:
    """A figure in the making; y grows from 0 at the top of the axes down."""

    figure: Figure
    axes: Axes
    font: FontProperties

    def text(self, x: float, y: float, words: str, size: float, *, color: str = "black", **look: Any) -> None:
        """A text whose middle is at the height ``y``."""
        look |= {"va": "center", "color": color, "fontproperties": sized(self.font, size)}
        self.axes.text(x, y, visible(words), parse_math=False, **look)

    def title(self, words: str, left: float, top: float, size: float) -> None:
        """A text so many inches from the corner of the figure."""
        width, height = self.figure.get_size_inches()
        place = left / width, 1 - top / height
        look: dict[str, Any] = {"va": "center", "fontproperties": sized(self.font, size)}
        self.figure.text(*place, visible(words), parse_math=False, **look)


def new_canvas(
    size: tuple[float, float], place: tuple[float, float, float, float], across: tuple[float, float], down: float
) -> Canvas:
    """An empty figure of a size in inches, its axes at a ``place`` in shares of it; x goes ``across``, y from 0 to
    ``down``. Raises :class:`MissingExtra` without the extra ``plot``."""
    font = japanese_font()
    from matplotlib.figure import Figure

    figure = Figure(figsize=size)
    axes = figure.add_axes(place)
    axes.set_xlim(*across)
    axes.set_ylim(down, 0)
    return Canvas(figure, axes, font)


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


def cut(text: str, most: int) -> str:
    """A text of at most so many characters."""
    return text if len(text) <= most else f"{text[: most - 1]}…"


def figure_bytes(figure: Figure, kind: str) -> bytes:
    """A figure as ``svg`` or ``png``, without date and with ids that do not change."""
    import matplotlib

    page = io.BytesIO()
    metadata = {"Date": None} if kind == "svg" else {"Software": None}
    with matplotlib.rc_context({"svg.fonttype": "path", "svg.hashsalt": "policyalign"}):
        figure.savefig(page, format=kind, dpi=DPI, metadata=metadata)
    return page.getvalue()
