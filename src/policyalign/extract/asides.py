"""What is printed on the paper of a page but is no part of its text: words across the page (透かし) and words
that a rule crosses out (見え消し)."""

from __future__ import annotations

import bisect
from collections.abc import Sequence
from statistics import median

from policyalign.domain import Line
from policyalign.extract.drawing import Rule
from policyalign.extract.glyphs import Glyph
from policyalign.geometry import box_around, rounded
from policyalign.values import Zone

# A rule strikes out when it runs through the middle of the characters (share of their height off the middle), and
# no further than they do (in em).
_OFF_MIDDLE = 0.22
_OVERHANG = 0.6
# Share of the rule that the characters cover.
_FILLED = 0.7


def split_struck(glyphs: Sequence[Glyph], rules: Sequence[Rule]) -> tuple[list[Glyph], list[Glyph]]:
    """Part what level rules cross out from the rest: ``(rest, struck)``."""
    level = [rule for rule in rules if rule.horizontal]
    if not level or not glyphs:
        return list(glyphs), []
    order = sorted(range(len(glyphs)), key=lambda index: glyphs[index].middle)
    middles = [glyphs[index].middle for index in order]
    reach = _OFF_MIDDLE * max(glyph.bottom - glyph.top for glyph in glyphs)
    struck: set[int] = set()
    for rule in level:
        y = (rule.top + rule.bottom) / 2
        near = order[bisect.bisect_left(middles, y - reach) : bisect.bisect_right(middles, y + reach)]
        crossed = [index for index in near if _crosses(rule, y, glyphs[index])]
        if crossed and _ends_with([glyphs[index] for index in crossed], rule):
            struck.update(crossed)
    if not struck:
        return list(glyphs), []
    rest = [glyph for index, glyph in enumerate(glyphs) if index not in struck]
    return rest, [glyphs[index] for index in sorted(struck)]


def _crosses(rule: Rule, y: float, glyph: Glyph) -> bool:
    through = abs(glyph.middle - y) <= _OFF_MIDDLE * (glyph.bottom - glyph.top)
    return through and rule.x0 <= (glyph.x0 + glyph.x1) / 2 <= rule.x1


def _ends_with(crossed: Sequence[Glyph], rule: Rule) -> bool:
    """Whether the rule begins and ends with the characters, as the bars of a 工程表 and the axes of a chart do
    not."""
    em = median(glyph.size for glyph in crossed)
    first, last = min(glyph.x0 for glyph in crossed), max(glyph.x1 for glyph in crossed)
    covered = sum(glyph.x1 - glyph.x0 for glyph in crossed)
    return (
        any(glyph.text.isalpha() for glyph in crossed)
        and abs(first - rule.x0) <= _OVERHANG * em
        and abs(last - rule.x1) <= _OVERHANG * em
        and covered >= _FILLED * (rule.x1 - rule.x0)
    )


# Type this many times as large as the page's, and of so many points at least, with this share of its characters
# printed over, is behind the text.
_HUGE = 2.0
_HUGE_POINTS = 24.0
_PRINTED_OVER = 0.3


def split_background(glyphs: Sequence[Glyph]) -> tuple[list[Glyph], list[Glyph]]:
    """Part huge letters that the text is printed over from the rest: ``(rest, behind)``."""
    if not glyphs:
        return [], []
    if max(glyph.size for glyph in glyphs) < _HUGE_POINTS:
        return list(glyphs), []
    least = max(_HUGE_POINTS, _HUGE * median(glyph.size for glyph in glyphs))
    huge = [index for index, glyph in enumerate(glyphs) if glyph.size >= least and not glyph.text.isspace()]
    small = [glyph for glyph in glyphs if glyph.size <= glyphs[huge[0]].size / _HUGE] if huge else []
    behind: set[int] = set()
    for group in _alike(glyphs, huge):
        over = sum(_is_printed_over(glyphs[index], small) for index in group)
        if over >= _PRINTED_OVER * len(group):
            behind.update(group)
    rest = [glyph for index, glyph in enumerate(glyphs) if index not in behind]
    return rest, [glyphs[index] for index in sorted(behind)]


def _alike(glyphs: Sequence[Glyph], huge: Sequence[int]) -> list[list[int]]:
    """Letters of one size and font that follow each other."""
    groups: list[list[int]] = []
    for index in huge:
        last = glyphs[groups[-1][-1]] if groups else None
        if last is not None and (last.font, round(last.size)) == (glyphs[index].font, round(glyphs[index].size)):
            groups[-1].append(index)
        else:
            groups.append([index])
    return groups


def _is_printed_over(glyph: Glyph, small: Sequence[Glyph]) -> bool:
    return any(
        glyph.x0 < (other.x0 + other.x1) / 2 < glyph.x1 and glyph.top < other.middle < glyph.bottom for other in small
    )


# Letters further apart than this, in em, belong to another word.
_WORD = 2.5


def loose_lines(glyphs: Sequence[Glyph], zone: Zone) -> list[Line]:
    """Letters that stand in no row as lines, each stretch of neighbours in the stream by itself."""
    stretches: list[list[Glyph]] = []
    for glyph in glyphs:
        if glyph.text.isspace():
            continue
        if stretches and _neighbours(stretches[-1][-1], glyph):
            stretches[-1].append(glyph)
        else:
            stretches.append([glyph])
    return [_loose_line(stretch, zone) for stretch in stretches]


def _neighbours(a: Glyph, b: Glyph) -> bool:
    em = max(a.size, b.size, 1.0)
    dx, dy = (a.x0 + a.x1 - b.x0 - b.x1) / 2, a.middle - b.middle
    return abs(a.size - b.size) < 0.1 * em and dx * dx + dy * dy <= (_WORD * em) ** 2


def _loose_line(glyphs: Sequence[Glyph], zone: Zone) -> Line:
    box = box_around((glyph.x0, glyph.top, glyph.x1, glyph.bottom) for glyph in glyphs)
    text = "".join(glyph.text for glyph in glyphs)
    advances = tuple(round(glyph.x0, 1) for glyph in glyphs for _ in glyph.text)
    return Line(text, rounded(box), round(median(glyph.size for glyph in glyphs), 2), zone=zone, advances=advances)
