"""Plans on the left, what they cite on the right, a curve for every citation (extra ``plot``)."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from policyalign.assess.drawing import Canvas, cut, new_canvas
from policyalign.assess.links.cited import Cited, cited_by_plan, of_interest
from policyalign.assess.links.messages import FIGURE, KINDS
from policyalign.assess.links.records import Links, Target
from policyalign.assess.questions import Draw
from policyalign.assess.run import Run
from policyalign.domain import Plan
from policyalign.grouping import grouped
from policyalign.messages import label

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

COLOURS = ("#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#000000")
"""Of the citing plans in turn, from the palette of Okabe and Ito (2008)."""
OPEN = "#d55e00"
"""Vermilion of the same palette, for exit links that are open: as for faults in the timelines."""

_LEFT, _MIDDLE, _RIGHT, _TOP, _BOTTOM = 3.6, 3.4, 4.6, 0.95, 0.3  # inches
_ROW = 0.27
_FEWEST_ROWS = 8
_MOST_TARGETS = 60
_TITLE_CHARACTERS = 34
_PLAN_CHARACTERS = 24


@dataclass(frozen=True, slots=True)
class Place:
    """A line on the right: a target with its height in rows, or, without one, the name of a kind."""

    row: float
    text: str
    target: Target | None = None


def figures(run: Run, chosen: Collection[str] | None = None) -> Mapping[str, Draw]:
    """The one picture."""
    return {"links": partial(draw_links, run, run.settings.lang)}


def draw_links(run: Run, lang: str = "ja") -> Figure:
    """The picture; save it with ``figure.savefig``.

    Raises :class:`MissingExtra` without the extra ``plot``.
    """
    links: Links = run.results["links"]
    cited = tuple(one for one in cited_by_plan(links) if not one.is_own)
    plans = [plan.id for plan in run.plans]
    shown = _shown(cited, plans)
    hidden = {plan: sum(one.plan_id == plan and one.target.key not in shown for one in cited) for plan in plans}
    places = target_places(cited, shown, plans, lang)
    rows = max(_FEWEST_ROWS, len(places), 3 * len(plans))
    canvas = _canvas(rows, "rule" if any(hidden.values()) else "width", lang)
    heights = {plan: (index + 0.5) * rows / len(plans) for index, plan in enumerate(plans)}
    colours = {plan: COLOURS[index % len(COLOURS)] for index, plan in enumerate(plans)}
    for plan in run.plans:
        more = label(FIGURE, "more", lang).format(count=hidden[plan.id]) if hidden[plan.id] else ""
        _draw_plan(canvas, plan, more, heights[plan.id], colours[plan.id])
    stretch = (rows - len(places)) / 2
    _draw_places(canvas, places, stretch)
    _draw_curves(canvas.axes, cited, places, heights, colours, stretch)
    _draw_exits(canvas, links, heights, lang)
    if not places:
        canvas.text(_LEFT + _MIDDLE, rows / 2, label(FIGURE, "none", lang), 9, ha="left")
    return canvas.figure


def target_places(cited: Sequence[Cited], shown: frozenset[str], plans: Sequence[str], lang: str) -> list[Place]:
    """The lines on the right: by kind, and within a kind in the order of the plans that cite it, so that
    few curves cross."""
    targets = {one.target.key: one.target for one in cited if one.target.key in shown}
    citing = grouped((one.target.key, plans.index(one.plan_id)) for one in cited)
    times = Counter(one.target.key for one in cited for _ in one.citations)
    places: list[Place] = []
    for kind in KINDS:
        keys = [key for key, target in targets.items() if target.kind == kind]
        if keys:
            places.append(Place(len(places), label(KINDS, kind, lang)))
        for key in sorted(keys, key=lambda key: (sum(citing[key]) / len(citing[key]), -times[key], key)):
            count = label(FIGURE, "times", lang).format(count=times[key])
            text = f"{cut(targets[key].title, _TITLE_CHARACTERS)}  {count}"
            places.append(Place(len(places), text, targets[key]))
    return places


def _shown(cited: Sequence[Cited], plans: Sequence[str]) -> frozenset[str]:
    """What links plans; at most so many as fit, the most cited first."""
    wanted = of_interest(cited)
    counts = grouped((one.target.key, len(one.citations) + len(plans)) for one in cited)
    return frozenset(sorted(wanted, key=lambda key: (-sum(counts[key]), key))[:_MOST_TARGETS])


# --- drawing ----------------------------------------------------------------------------------------------


def _canvas(rows: int, rule: str, lang: str) -> Canvas:
    """Inches across and rows down, with the title above."""
    width, height = _LEFT + _MIDDLE + _RIGHT, _TOP + rows * _ROW + _BOTTOM
    place = (0, _BOTTOM / height, 1, rows * _ROW / height)
    canvas = new_canvas((width, height), place, (0, width), rows)
    canvas.axes.axis("off")
    canvas.title(label(FIGURE, "title", lang), 0.15, 0.28, 12)
    canvas.title(label(FIGURE, rule, lang), 0.15, 0.58, 8)
    return canvas


def _draw_plan(canvas: Canvas, plan: Plan, more: str, height: float, colour: str) -> None:
    canvas.axes.plot([_LEFT], [height], marker="s", markersize=9, color=colour, zorder=3)
    canvas.text(_LEFT - 0.15, height - 0.4, cut(plan.title, _PLAN_CHARACTERS), 9.5, ha="right")
    below = "  ".join(word for word in (plan.id, more) if word)
    canvas.text(_LEFT - 0.15, height + 0.45, below, 7.5, ha="right", color="#555555")


def _draw_places(canvas: Canvas, places: Sequence[Place], stretch: float) -> None:
    """Names on the right; those of plans of the run stand on a ground, those of the catalogue have a full
    mark, others a hollow one."""
    right = _LEFT + _MIDDLE
    for place in places:
        height = place.row + 0.5 + stretch
        if place.target is None:
            canvas.text(right - 0.02, height, place.text, 8.5, ha="left", color="#555555")
            canvas.axes.plot([right + 0.9, right + _RIGHT - 0.2], [height, height], color="#cccccc", linewidth=0.6)
            continue
        face = "#333333" if place.target.resolved else "white"
        canvas.axes.plot([right], [height], marker="o", markersize=5, markerfacecolor=face, color="#333333", zorder=3)
        ground = {"facecolor": "#e8f1fa", "edgecolor": "none", "pad": 1.5} if place.target.plan_id else None
        canvas.text(right + 0.15, height, place.text, 8.5, ha="left", bbox=ground)


def _draw_curves(
    axes: Axes,
    cited: Sequence[Cited],
    places: Sequence[Place],
    heights: Mapping[str, float],
    colours: Mapping[str, str],
    stretch: float,
) -> None:
    ends = {one.target.key: one.row + 0.5 + stretch for one in places if one.target is not None}
    for one in cited:
        if one.target.key in ends:
            width = 0.7 + 1.1 * math.log2(len(one.citations))
            start, end = (_LEFT, heights[one.plan_id]), (_LEFT + _MIDDLE, ends[one.target.key])
            _curve(axes, start, end, _MIDDLE / 2, color=colours[one.plan_id], linewidth=width, alpha=0.75)


def _draw_exits(canvas: Canvas, links: Links, heights: Mapping[str, float], lang: str) -> None:
    """A dashed bow beside the plans for the open exit links between two of them, with their number."""
    plans = (sorted((side.measure.plan_id for side in one.sides), key=heights.__getitem__) for one in links.open_exits)
    for (first, last), count in sorted(Counter(map(tuple, plans)).items()):
        start, end = (_LEFT, heights[first]), (_LEFT, heights[last])
        pull = 0.5 + 0.05 * (heights[last] - heights[first])
        _curve(canvas.axes, start, end, pull, color=OPEN, linewidth=1.4, linestyle="--", zorder=2, back=True)
        words = f"{label(FIGURE, 'open', lang)} {count}"
        middle = (heights[first] + heights[last]) / 2
        ground = {"facecolor": "white", "edgecolor": "none", "pad": 0.8}
        canvas.text(_LEFT + 0.75 * pull + 0.06, middle, words, 7.5, ha="left", color=OPEN, bbox=ground, zorder=4)


def _curve(
    axes: Axes, start: tuple[float, float], end: tuple[float, float], pull: float, back: bool = False, **look: Any
) -> None:
    """A cubic curve that leaves level; with ``back`` it returns to the side that it came from."""
    from matplotlib.patches import PathPatch
    from matplotlib.path import Path

    into = end[0] + pull if back else end[0] - pull
    points = [start, (start[0] + pull, start[1]), (into, end[1]), end]
    path = Path(points, [Path.MOVETO, Path.CURVE4, Path.CURVE4, Path.CURVE4])
    axes.add_patch(PathPatch(path, facecolor="none", edgecolor=look.pop("color"), **look))
