"""Lines that a ground, a frame, a rule below or a bar before them sets out from the text (見出しの飾り): headings that
are in the type of the text are told by nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from policyalign.domain import Box, Line
from policyalign.extract.drawing import Rule

# Lengths in em: how high a ground or frame of one line is, how far its edge stands from that of the column, how far
# below the line a rule lies and how much longer than the words it is, how high and wide a bar before a line is.
_LOWEST, _HIGHEST = 0.9, 2.8
_EDGE = 1.6
_BELOW = (0.0, 0.8)
_LONGER = 3.0
_BAR_HEIGHT, _BAR_WIDTH, _BAR_GAP = (0.7, 2.4), 1.2, 1.2
# More strokes or areas than these are a drawing's.
_MOST = 500
_BAR_LEAST = 1.5  # points
# A title is no longer than this (characters) and holds words.
_TITLE = 45
_WORDS = re.compile(r"[ぁ-んァ-ヶ一-龠々]{2}")
_MARGIN = 2.0
# White above a line, in em, below which a full line goes on in it.
_ABOVE = 1.0


def mark_set_out(lines: Sequence[Line], rules: Sequence[Rule], areas: Sequence[Rule]) -> list[Line]:
    """The lines, of which those are marked that are set out and alone in their column."""
    if not (rules or areas) or len(rules) > _MOST or len(areas) > _MOST:
        return list(lines)
    edges: dict[int, tuple[float, float]] = {}
    for line in lines:
        left, right = edges.get(line.region, (line.box[0], line.box[2]))
        edges[line.region] = min(left, line.box[0]), max(right, line.box[2])
    areas = _joined(areas)
    level = [rule for rule in rules if rule.horizontal]
    upright = [rule for rule in rules if not rule.horizontal]
    return [
        replace(line, set_out=True)
        if _may_be_title(line) and _is_set_out(line, lines, edges[line.region], level, upright, areas)
        else line
        for line in lines
    ]


def _joined(areas: Sequence[Rule]) -> list[Rule]:
    """Areas, those below each other that touch as one: the ground of a text is drawn line by line."""
    joined: list[Rule] = []
    for area in sorted(areas, key=lambda area: (area.top, area.x0)):
        above = next((place for place, other in enumerate(joined) if _touches(other, area)), None)
        if above is None:
            joined.append(area)
        else:
            other = joined[above]
            joined[above] = Rule(other.x0, other.top, other.x1, max(other.bottom, area.bottom))
    return joined


def _touches(above: Rule, area: Rule) -> bool:
    alike = abs(above.x0 - area.x0) <= _MARGIN and abs(above.x1 - area.x1) <= _MARGIN
    return alike and above.top < area.top and area.top - above.bottom <= _MARGIN


# 専門：物理 says something of a person or a thing; 目標１：… is a title.
_SAYS = re.compile(r"[^0-9０-９：:]{1,14}[：:]")


def _may_be_title(line: Line) -> bool:
    text = line.text.strip()
    worded = (
        len(text) <= _TITLE
        and not text.endswith(("。", "、"))
        and _WORDS.search(text) is not None
        and not _SAYS.match(text)
    )
    return line.zone == "body" and not line.vertical and worded


def _is_set_out(
    line: Line,
    lines: Sequence[Line],
    edges: tuple[float, float],
    level: Sequence[Rule],
    upright: Sequence[Rule],
    areas: Sequence[Rule],
) -> bool:
    em, (left, right) = max(line.size, 1.0), edges
    grounds = [area for area in areas if _is_ground(area, line, left, em)]
    frames = list(_frames(line, left, level, upright, em))
    if any(_holds_only(box, line, lines) for box in (*grounds, *frames)):
        return True
    if line.box[0] - left > _EDGE * em or _goes_on_from_above(line, lines, right, em):
        return False
    bars = (*upright, *areas)
    across = [rule for rule in level if rule.x0 - left <= em and right - rule.x1 <= em]
    return any(_is_bar(bar, line, em) for bar in bars) or any(_is_below(rule, line, lines, em) for rule in across)


def _goes_on_from_above(line: Line, lines: Sequence[Line], right: float, em: float) -> bool:
    """Whether a full line of the same type stands right above."""
    near = [
        other
        for other in lines
        if other.region == line.region
        and 0 <= line.box[1] - other.box[3] <= _ABOVE * em
        and abs(other.size - line.size) <= 0.05 * em
        and other.box[2] >= right - 2 * em
    ]
    return any(not other.text.endswith("。") for other in near)


def _is_ground(area: Rule, line: Line, left: float, em: float) -> bool:
    high = _LOWEST * em <= area.bottom - area.top <= _HIGHEST * em
    holds = area.x0 <= line.box[0] + _MARGIN and line.box[2] <= area.x1 + _MARGIN
    level = area.top <= (line.box[1] + line.box[3]) / 2 <= area.bottom
    return high and holds and level and abs(area.x0 - left) <= _EDGE * em


def _frames(line: Line, left: float, level: Sequence[Rule], upright: Sequence[Rule], em: float) -> Iterator[Rule]:
    """Four strokes around a line."""
    x0, top, x1, bottom = line.box
    above = [rule for rule in level if 0 <= top - rule.top <= 1.2 * em and rule.x0 <= x0 and x1 <= rule.x1]
    below = [rule for rule in level if 0 <= rule.top - bottom <= 1.2 * em and rule.x0 <= x0 and x1 <= rule.x1]
    for a in above:
        for b in below:
            sides = [
                rule
                for rule in upright
                if rule.top <= a.top + _MARGIN
                and rule.bottom >= b.top - _MARGIN
                and rule.bottom - rule.top <= _HIGHEST * em + 2 * _MARGIN
            ]
            parted = any(a.x0 + _MARGIN < side.x0 < a.x1 - _MARGIN for side in sides)
            closed = not parted and all(any(abs(side.x0 - edge) <= _MARGIN for side in sides) for edge in (a.x0, a.x1))
            if closed and abs(a.x0 - b.x0) <= _MARGIN and abs(a.x0 - left) <= _EDGE * em:
                yield Rule(a.x0, a.top, a.x1, b.bottom)


def _holds_only(box: Rule, line: Line, lines: Sequence[Line]) -> bool:
    return not any(other is not line and _stands_in(other.box, box) for other in lines)


def _stands_in(line: Box, box: Rule) -> bool:
    middle = (line[1] + line[3]) / 2
    return box.top < middle < box.bottom and line[0] < box.x1 and line[2] > box.x0


def _is_bar(bar: Rule, line: Line, em: float) -> bool:
    """Whether a short thick stroke stands right before the line."""
    high = _BAR_HEIGHT[0] * em <= bar.bottom - bar.top <= _BAR_HEIGHT[1] * em and bar.x1 - bar.x0 >= _BAR_LEAST
    level = bar.top <= (line.box[1] + line.box[3]) / 2 <= bar.bottom
    return high and level and bar.x1 - bar.x0 <= _BAR_WIDTH * em and -_MARGIN <= line.box[0] - bar.x1 <= _BAR_GAP * em


def _is_below(rule: Rule, line: Line, lines: Sequence[Line], em: float) -> bool:
    """Whether a rule below the line is longer than its words: an underline is not."""
    near = _BELOW[0] * em <= rule.top - line.box[3] + 0.2 * em <= _BELOW[1] * em
    longer = rule.x0 <= line.box[0] + _MARGIN and rule.x1 - line.box[2] >= _LONGER * em
    if not (near and longer):
        return False
    beside = [other for other in lines if other is not line and abs(other.box[1] - line.box[1]) <= 0.5 * em]
    return not any(other.box[0] < rule.x1 and other.box[2] > rule.x0 for other in beside)
