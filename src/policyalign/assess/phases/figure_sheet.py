"""The paper that timelines are drawn on: years across, the reference window, names, bars, marks, legend."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from policyalign.assess.drawing import Canvas, new_canvas, sized
from policyalign.assess.phases.messages import FIGURE
from policyalign.grouping import grouped
from policyalign.messages import label

if TYPE_CHECKING:
    from matplotlib.figure import Figure

FAULT = "#d55e00"
"""Vermilion of Okabe and Ito (2008); it is none of the colours of the stages."""
WINDOW = "#e8f1fa"

_LEFT, _RIGHT, _TOP, _BOTTOM = 3.6, 2.9, 0.75, 0.25  # inches around the years
_YEAR, _TRACK = 0.46, 0.26  # inches
_FEWEST_TRACKS = 9  # as many as the legend needs
_BAR = 0.74  # of a track
_HATCH = "//////"

Corner = tuple[float, float, float]
"""Left and right end of a bar in years, and the track on which it lies."""


@dataclass
class Sheet:
    """A figure in the making. Tracks count from 0 at the top; x is a fiscal year."""

    canvas: Canvas
    bars: list[tuple[tuple[str, bool], Corner]] = field(default_factory=list)

    def bar(self, colour: str, start: float, end: float, track: float, *, faint: bool) -> None:
        """A bar; hatched where it is not sure. It is drawn with all others of its kind at the end."""
        self.bars.append(((colour, faint), (start, end, track)))

    def word(self, text: str, x: float, track: float, *, size: float, dark: bool, boxed: bool) -> None:
        """A text on a bar: white on dark colours, on a white ground where the bar is hatched."""
        ground = {"facecolor": "white", "edgecolor": "none", "pad": 0.5} if boxed else None
        colour = "white" if dark and not boxed else "black"
        self.canvas.text(x, track, text, size, ha="center", color=colour, bbox=ground, zorder=3)

    def name(self, text: str, track: float, *, size: float = 7.5) -> None:
        """A text that ends at the left edge of the years."""
        self._aside(text, -0.08, track, size, "right")

    def lane(self, text: str, top: float, middle: float) -> None:
        """A line across and the name of the plan whose lane begins below it."""
        self.canvas.axes.axhline(top, color="#555555", linewidth=0.8, zorder=0.6)
        self._aside(text, 0.1 - _LEFT, middle, 8.5, "left")

    def mark(self, number: int, places: Sequence[tuple[float, float]], *, joined: bool) -> None:
        """A numbered disc beside each (track, year); with a line between two of them when ``joined``."""
        if joined and len(places) == 2:
            (track, year), (other, later) = places
            years, tracks = [year, later], [track, other]
            self.canvas.axes.plot(years, tracks, color=FAULT, linewidth=1.0, linestyle=":", zorder=4)
        disc = {"boxstyle": "circle,pad=0.18", "facecolor": FAULT, "edgecolor": "white", "linewidth": 0.6}
        for track, year in places:
            place = year + 0.28, track - 0.2
            self.canvas.text(*place, str(number), 6.5, ha="center", color="white", bbox=disc, zorder=5)

    def finish(self, stages: Mapping[str, str], lang: str) -> Figure:
        """The figure with its bars and its legend; ``stages`` are the colours by the name of the stage."""
        from matplotlib.collections import PolyCollection

        inset = (1 - _BAR) / 2
        for (colour, faint), corners in sorted(grouped(self.bars).items()):
            boxes = [[(a, y + inset), (b, y + inset), (b, y + 1 - inset), (a, y + 1 - inset)] for a, b, y in corners]
            face, edge = ("white", colour) if faint else (colour, "white")
            bars = PolyCollection(boxes, facecolors=face, edgecolors=edge, linewidths=0.6, zorder=2)
            bars.set_hatch(_HATCH if faint else "")
            self.canvas.axes.add_collection(bars)
        self._legend(stages, lang)
        return self.canvas.figure

    def _legend(self, stages: Mapping[str, str], lang: str) -> None:
        from matplotlib.lines import Line2D
        from matplotlib.patches import Patch

        entries: list[Any] = [Patch(facecolor=colour, label=name) for name, colour in stages.items()]
        words = {name: label(FIGURE, name, lang) for name in ("open_end", "window", "fault")}
        entries += [
            Patch(facecolor="white", edgecolor="#666970", hatch=_HATCH, label=words["open_end"]),
            Patch(facecolor=WINDOW, label=words["window"]),
            Line2D([], [], color="white", marker="o", markerfacecolor=FAULT, label=words["fault"]),
        ]
        corner = (1 + self._inches(0.1), 1)
        font = sized(self.canvas.font, 7.5)
        self.canvas.axes.legend(handles=entries, loc="upper left", bbox_to_anchor=corner, prop=font, frameon=False)

    def _aside(self, text: str, inches: float, track: float, size: float, align: str) -> None:
        """A text that stands so far from the left edge of the years."""
        across = self.canvas.axes.get_yaxis_transform()
        self.canvas.text(self._inches(inches), track, text, size, ha=align, transform=across)

    def _inches(self, inches: float) -> float:
        """A width in inches as a share of that of the years."""
        first, last = self.canvas.axes.get_xlim()
        return inches / ((last - first) * _YEAR)


def new_sheet(tracks: int, years: tuple[int, int], window: tuple[int, int], title: str, lang: str) -> Sheet:
    """An empty sheet of so many tracks; ``years`` are the first one shown and the one after the last.

    Raises :class:`MissingExtra` without the extra ``plot``.
    """
    first, last = years
    tracks = max(tracks, _FEWEST_TRACKS)
    width, height = _LEFT + (last - first) * _YEAR + _RIGHT, _TOP + tracks * _TRACK + _BOTTOM
    place = (_LEFT / width, _BOTTOM / height, 1 - (_LEFT + _RIGHT) / width, 1 - (_TOP + _BOTTOM) / height)
    canvas = new_canvas((width, height), place, years, tracks)
    axes = canvas.axes
    axes.axvspan(window[0], window[1] + 1, color=WINDOW, zorder=0)
    for year in range(first, last + 1):
        axes.axvline(year, color="#dddddd", linewidth=0.5, zorder=0.5)
    canvas.title(title, 0.1, 0.22, 11)
    canvas.text(first - 0.1, -0.5, label(FIGURE, "fiscal_year", lang), 7.5, ha="right")
    axes.set_xticks([year + 0.5 for year in range(*years)], [str(year) for year in range(*years)])
    axes.tick_params(length=0, labelsize=7.5, top=True, bottom=False, labeltop=True, labelbottom=False)
    axes.set_yticks([])
    for side in ("left", "right", "bottom", "top"):
        axes.spines[side].set_visible(False)
    return Sheet(canvas)
