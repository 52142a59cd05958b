"""The gap matrix as a picture, its Japanese in a font that comes along (extra ``plot``)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import partial
from typing import TYPE_CHECKING

from policyalign.assess.drawing import japanese_font, sized
from policyalign.messages import label
from policyalign.messages.labels import STATUSES
from policyalign.telling import visible
from policyalign.values import Status

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from matplotlib.font_manager import FontProperties

    from policyalign.assess.gaps.records import GapMatrix
    from policyalign.assess.questions import Draw
    from policyalign.assess.run import Run

COLOURS: dict[Status, str] = {
    "covered": "#009e73",
    "partial": "#f0e442",
    "gap": "#d55e00",
    "undetermined": "#cccccc",
    "out_of_scope": "#ffffff",
    "observed": "#0072b2",
}
"""From the palette of Okabe and Ito (2008), which colour-blind readers can tell apart."""

_ROW_INCHES = 0.24
_PLAN_INCHES = 1.1
_LABEL_INCHES = 5.6
_HEAD_INCHES = 1.6
_TITLE_LINE, _TITLE_LINES = 9, 4
"""Characters in a line, and lines, of the title of a plan."""


def figures(run: Run, chosen: Collection[str] | None = None) -> Mapping[str, Draw]:
    """The one picture; drawn when asked for, not with every run."""
    return {} if chosen is None else {"gap_matrix": partial(draw_heatmap, run.matrix, run.settings.lang)}


def draw_heatmap(matrix: GapMatrix, lang: str = "ja") -> Figure:
    """Proposals down, plans across, one coloured cell each; save it with ``figure.savefig``.

    Raises :class:`MissingExtra` without the extra ``plot``.
    """
    font = japanese_font()
    from matplotlib.figure import Figure

    rows, columns = len(matrix.proposals), len(matrix.plans)
    size = (_LABEL_INCHES + columns * _PLAN_INCHES, _HEAD_INCHES + rows * _ROW_INCHES)
    figure = Figure(figsize=size, layout="constrained")
    axes = figure.subplots()
    _draw_cells(axes, matrix)
    labels = [visible(f"{proposal.id}  {proposal.label}") for proposal in matrix.proposals]
    titles = [_wrapped(visible(plan.title or plan.id)) for plan in matrix.plans]
    axes.set_yticks(_centres(rows), labels, fontproperties=font, fontsize=8, parse_math=False)
    axes.set_xticks(_centres(columns), titles, fontproperties=font, fontsize=7, parse_math=False)
    axes.tick_params(length=0, top=True, bottom=False, labeltop=True, labelbottom=False)
    _draw_legend(axes, font, lang)
    return figure


def _wrapped(title: str) -> str:
    """A title in lines that fit above a column."""
    lines = [title[place : place + _TITLE_LINE] for place in range(0, len(title), _TITLE_LINE)]
    if len(lines) > _TITLE_LINES:
        lines = [*lines[: _TITLE_LINES - 1], f"{lines[_TITLE_LINES - 1][:-1]}…"]
    return "\n".join(lines)


def _centres(count: int) -> list[float]:
    return [place + 0.5 for place in range(count)]


def _draw_cells(axes: Axes, matrix: GapMatrix) -> None:
    from matplotlib.colors import ListedColormap

    places = {status: place for place, status in enumerate(STATUSES)}
    grid = [[places[matrix.status(one.id, plan.id)] for plan in matrix.plans] for one in matrix.proposals]
    colours = ListedColormap([COLOURS[status] for status in STATUSES])
    axes.pcolormesh(grid, cmap=colours, vmin=0, vmax=len(STATUSES), edgecolors="white", linewidth=1)
    axes.invert_yaxis()


def _draw_legend(axes: Axes, font: FontProperties, lang: str) -> None:
    from matplotlib.patches import Patch

    patches = [
        Patch(facecolor=COLOURS[status], edgecolor="#999999", label=label(STATUSES, status, lang))
        for status in STATUSES
    ]
    # One below the other beside the grid: in a row they are wider than the picture of one or two plans.
    axes.legend(handles=patches, loc="upper left", bbox_to_anchor=(1.02, 1), ncols=1, prop=sized(font, 8))
