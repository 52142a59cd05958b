"""Boxes side by side (枠): on slides each holds a text of its own, and is read to its end before the next."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from policyalign.domain import Box
from policyalign.extract.drawing import Rule
from policyalign.extract.glyphs import Glyph
from policyalign.extract.runs import Run, make_run, rows_of
from policyalign.geometry import box_around

# Round corners take so many points from either end of a side; strokes of one side are so many apart.
_CORNER, _SAME = 24.0, 3.0
# Lower or narrower boxes (points) are marks and labels; a box of text holds two rows at least.
_LOWEST, _NARROWEST = 24.0, 48.0
_ROWS = 2
# The upper and lower strokes of a frame are at least so long, in points.
_SHORTEST = 12.0
# Boxes are beside each other when they share this much of the lower one's height.
_BESIDE = 0.5
_MARGIN = 2.0
# White between two words in em, and what stands between boxes.
_GAP = 0.2
_ARROW = re.compile(r"[→⇒⇨➡➔➜▶►▷⇔↔]")


def find_panels(rules: Sequence[Rule], areas: Sequence[Rule]) -> list[Box]:
    """The boxes that are drawn on a page: coloured areas, and frames of two level and two upright strokes."""
    boxes = drawn_boxes(rules, areas)
    return [box for box in boxes if box[3] - box[1] >= _LOWEST and box[2] - box[0] >= _NARROWEST]


def drawn_boxes(rules: Sequence[Rule], areas: Sequence[Rule]) -> list[Box]:
    """Coloured areas and frames of any size."""
    boxes = [(area.x0, area.top, area.x1, area.bottom) for area in areas]
    return [
        *boxes,
        *_frames([rule for rule in rules if rule.horizontal], [rule for rule in rules if not rule.horizontal]),
    ]


def _frames(level: Sequence[Rule], upright: Sequence[Rule]) -> Iterator[Box]:
    """Frames, their corners square or round. Of the strokes below one that would close a frame the nearest does."""
    sides = [rule for rule in upright if rule.bottom - rule.top >= _LOWEST - _CORNER]
    ordered = sorted((rule for rule in level if rule.x1 - rule.x0 >= _SHORTEST), key=lambda rule: rule.top)
    for place, top in enumerate(ordered):
        beside = [side for side in sides if 0 <= side.top - top.top + _SAME <= _CORNER + 2 * _SAME]
        left, right = _nearest(beside, top.x0, -1), _nearest(beside, top.x1, 1)
        if left is None or right is None or abs(left.bottom - right.bottom) > _SAME:
            continue
        for bottom in ordered[place + 1 :]:
            ends = abs(bottom.x0 - top.x0) <= _SAME and abs(bottom.x1 - top.x1) <= _SAME
            if ends and -_SAME <= bottom.top - left.bottom <= _CORNER:
                yield left.x0, top.top, right.x0, bottom.bottom
                break


def _nearest(sides: Sequence[Rule], end: float, way: int) -> Rule | None:
    """The side that stands at the end of a level stroke, or beyond it where the corner is round."""
    near = [side for side in sides if -_SAME <= way * (side.x0 - end) <= _CORNER]
    return min(near, key=lambda side: abs(side.x0 - end), default=None)


def split_panels(runs: Sequence[Run], panels: Sequence[Box]) -> list[list[Run]]:
    """The runs of a page in the order of its boxes: what stands above boxes that are beside each other, each of
    them from the left, what stands between and below."""
    return _in_order([part for run in runs for part in _parted(run, panels)], panels)


# A box that holds this share of the characters is the frame of the page.
_PAGE = 0.7
# Boxes beyond so many are a drawing's.
_MOST_BOXES = 100


def text_boxes(runs: Sequence[Run], panels: Sequence[Box]) -> list[Box]:
    """The boxes that hold a text of their own apart from the page's, the smallest first."""
    whole = sum(len(run.glyphs) for run in runs)
    if len(panels) > _MOST_BOXES:
        return []
    found = [
        box
        for box in panels
        if sum(len(run.glyphs) for run in runs if _holds(box, run)) < _PAGE * whole and _is_text(box, runs)
    ]
    return sorted(found, key=lambda box: ((box[2] - box[0]) * (box[3] - box[1]), box))


def set_aside(runs: Sequence[Run], boxes: Sequence[Box]) -> list[list[Run]]:
    """The runs in parts, where text runs beside a box and on below it over the width of both: the box is read by
    itself, before the text beside it where it stands left of it, behind it else."""
    for place, box in enumerate(boxes):
        inside = [run for run in runs if _holds(box, run)]
        others = [run for run in runs if not _holds(box, run)]
        beside = [run for run in others if box[1] < _middle(run) < box[3]]
        if not inside or not _is_running_text(beside):
            continue
        left = all(box[2] <= run.box[0] + _MARGIN for run in beside)
        right = all(run.box[2] <= box[0] + _MARGIN for run in beside)
        above = [run for run in others if _middle(run) <= box[1]]
        below = [run for run in others if _middle(run) >= box[3]]
        around = box_around(run.box for run in beside)
        if not (left or right) or not any(_reaches(run, box) and _reaches(run, around) for run in below):
            continue
        rest = [*boxes[:place], *boxes[place + 1 :]]
        parts = [above, inside, beside, below] if left else [[*above, *beside], inside, below]
        return [found for part in parts for found in set_aside(part, rest)]
    return [list(runs)] if runs else []


# Lines of running text have more characters, those of diagrams fewer.
_LINE = 12


def _is_running_text(runs: Sequence[Run]) -> bool:
    long = sum(len(run.glyphs) >= _LINE for run in runs)
    return len(rows_of(runs)) >= _ROWS and long >= 0.7 * len(runs) and any("。" in run.text for run in runs)


def _reaches(run: Run, box: Box) -> bool:
    return min(run.box[2], box[2]) - max(run.box[0], box[0]) > _MARGIN


def _parted(run: Run, panels: Sequence[Box]) -> Iterator[Run]:
    """A run cut where it goes from one box into another, or to an arrow between them; never inside a word."""
    around = [box for box in panels if box[1] <= _middle(run) <= box[3] and box[0] < run.box[2] and box[2] > run.box[0]]
    if not around:
        yield run
        return
    part: list[Glyph] = []
    for glyph in run.glyphs:
        if part and _holders(around, part[-1]) != _holders(around, glyph) and _may_part(part[-1], glyph):
            yield make_run(part, run.order)
            part = []
        part.append(glyph)
    yield run if len(part) == len(run.glyphs) else make_run(part, run.order)


def _holders(panels: Sequence[Box], glyph: Glyph) -> tuple[bool, ...]:
    return tuple(box[0] <= (glyph.x0 + glyph.x1) / 2 <= box[2] for box in panels)


def _may_part(a: Glyph, b: Glyph) -> bool:
    return b.x0 - a.x1 >= _GAP * max(a.size, b.size) or bool(_ARROW.match(a.text) or _ARROW.match(b.text))


def _in_order(runs: Sequence[Run], panels: Sequence[Box]) -> list[list[Run]]:
    band = _first_band(runs, panels)
    if not band:
        return [list(runs)] if runs else []
    inside = [[run for run in runs if _holds(box, run)] for box in band]
    held = {id(run) for part in inside for run in part}
    # A title may stand level with the upper edge of a box, but above all that the boxes hold.
    top, bottom = min(run.box[1] for part in inside for run in part), max(box[3] for box in band)
    above = [run for run in runs if id(run) not in held and _middle(run) < top]
    taken = {id(run) for part in (above, *inside) for run in part}
    rest = [run for run in runs if id(run) not in taken and not (_middle(run) <= bottom and _is_arrow(run))]
    if any(top <= _middle(run) <= bottom for run in rest):
        return [list(runs)]  # text beside the boxes belongs to some of them, and nothing tells to which
    parts = [above, *inside] if above else inside
    return [*parts, *_in_order(rest, [box for box in panels if box not in band])]


def _is_arrow(run: Run) -> bool:
    """Whether a run only points from one box to the next; that is no text."""
    return all(_ARROW.match(glyph.text) or glyph.text.isspace() for glyph in run.glyphs)


# White on either side of an arrow that belongs to no word, in em.
_ALONE = 1.0


def without_arrows(runs: Sequence[Run]) -> list[Run]:
    """The runs without the arrows that point from one column of text to the next; one before a word is its bullet."""
    arrows = [run for run in runs if _is_arrow(run)]
    lone = {id(run) for run in arrows if _stands_between(run, runs)}
    return [run for run in runs if id(run) not in lone]


def _stands_between(arrow: Run, runs: Sequence[Run]) -> bool:
    level = [run for run in runs if run is not arrow and run.box[1] < _middle(arrow) < run.box[3]]
    left = [arrow.box[0] - run.box[2] for run in level if run.box[2] <= arrow.box[0] + _MARGIN]
    right = [run.box[0] - arrow.box[2] for run in level if run.box[0] >= arrow.box[2] - _MARGIN]
    return bool(left and right) and min(*left, *right) >= _ALONE * arrow.size


def _first_band(runs: Sequence[Run], panels: Sequence[Box]) -> list[Box]:
    """The uppermost boxes of text beside each other, from the left; empty where there are none."""
    texts = [box for box in panels if _is_text(box, runs)]
    for box in sorted(texts, key=lambda box: (box[1], box[0])):
        band = [box]
        for other in sorted(texts, key=lambda other: abs(other[0] - box[0])):
            if all(_are_beside(other, one) for one in band):
                band.append(other)
        if len(band) > 1:
            return sorted(band)
    return []


def _are_beside(a: Box, b: Box) -> bool:
    apart = a[2] <= b[0] + _MARGIN or b[2] <= a[0] + _MARGIN
    shared = min(a[3], b[3]) - max(a[1], b[1])
    return apart and shared >= _BESIDE * min(a[3] - a[1], b[3] - b[1])


def _is_text(box: Box, runs: Sequence[Run]) -> bool:
    """Whether a box holds rows of text, and none that runs out of it."""
    inside = [run for run in runs if _holds(box, run)]
    across = [run for run in runs if run not in inside and _touches(box, run)]
    return not across and len(rows_of(inside)) >= _ROWS


def _holds(box: Box, run: Run) -> bool:
    x0, _, x1, _ = run.box
    return box[0] - _MARGIN <= x0 and x1 <= box[2] + _MARGIN and box[1] <= _middle(run) <= box[3]


def _touches(box: Box, run: Run) -> bool:
    across = min(box[2], run.box[2]) - max(box[0], run.box[0])
    return across > _MARGIN and box[1] + _MARGIN < _middle(run) < box[3] - _MARGIN


def _middle(run: Run) -> float:
    return (run.box[1] + run.box[3]) / 2
