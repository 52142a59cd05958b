"""Words set upright (縦書き) on a page that is read level: letters below each other, as in the bar left of a text that
they head."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import replace
from statistics import median

from policyalign.domain import Box, Line
from policyalign.extract.runs import Run
from policyalign.geometry import box_around, rounded

# All in em: how far the middles of letters may lie apart sideways, how far one stands below the other, and the white
# beside them.
_ASIDE, _STEP, _WHITE = 0.3, (0.8, 2.2), 0.4
_FEWEST = 2
# No bullets, numbers or marks of tables: they stand below each other as well.
_LETTER = re.compile(r"[ぁ-んァ-ヶー々一-龠・（）]")
_COUNT = re.compile(r"[一二三四五六七八九十アイウエオ有無可否新旧済未良・]+")
# White between the lines above and below, in pitches of the lines, that ends what a word heads.
_APART = 1.35


def split_stacks(runs: Sequence[Run]) -> tuple[list[Run], list[list[Run]]]:
    """Part letters that stand below each other from the rest: ``(rest, words)``."""
    single = [run for run in runs if len(run.glyphs) == 1 and _LETTER.fullmatch(run.text) and _is_alone(run, runs)]
    words: list[list[Run]] = []
    for run in sorted(single, key=lambda run: (run.box[1], run.box[0])):
        word = next((word for word in words if _stands_below(word, run)), None)
        if word is None:
            words.append([run])
        else:
            word.append(run)
    words = [word for word in words if len(word) >= _FEWEST and not _is_level(word, single)]
    words = [word for word in words if not _COUNT.fullmatch("".join(run.text for run in word))]
    taken = {id(run) for word in words for run in word}
    return [run for run in runs if id(run) not in taken], words


# Letters so near beside each other (em) may be a level word spread out to fill its cell (均等割付).
_SPREAD = 4.0


def _is_level(word: Sequence[Run], single: Sequence[Run]) -> bool:
    """Whether most letters stand beside others as well as below each other: words spread out over two lines."""
    beside = [
        any(
            other is not run
            and abs(other.box[1] - run.box[1]) <= _ASIDE * run.size
            and abs(other.box[0] - run.box[0]) <= _SPREAD * run.size
            for other in single
        )
        for run in word
    ]
    return sum(beside) * 2 >= len(word)


def _is_alone(run: Run, runs: Sequence[Run]) -> bool:
    """Whether white stands on either side of a letter."""
    white = _WHITE * run.size
    level = [
        other for other in runs if other is not run and other.box[1] < (run.box[1] + run.box[3]) / 2 < other.box[3]
    ]
    return all(other.box[0] >= run.box[2] + white or other.box[2] <= run.box[0] - white for other in level)


def _stands_below(word: Sequence[Run], run: Run) -> bool:
    last, em = word[-1], max(run.size, 1.0)
    aside = abs((last.box[0] + last.box[2]) - (run.box[0] + run.box[2])) / 2
    step = (run.box[1] - last.box[1]) / em
    even = len(word) < 2 or abs((run.box[1] - last.box[1]) - (last.box[1] - word[-2].box[1])) <= _ASIDE * em
    alike = abs(last.size - run.size) <= 0.1 * em and last.glyphs[0].font == run.glyphs[0].font
    return alike and even and aside <= _ASIDE * em and _STEP[0] <= step <= _STEP[1]


def with_stacks(lines: Sequence[Line], words: Sequence[Sequence[Run]], grounds: Sequence[Box]) -> list[Line]:
    """The lines with each of the words before the text beside it: from the top of its ground on, or else from the last
    white above its middle."""
    found = list(lines)
    for word in sorted(words, key=lambda word: -word[0].box[1]):
        line = _line_of(word)
        place, region = _place_of(line, found, grounds)
        beside = [other for other in found if _is_text_beside(other, line)]
        ground = any(_holds(area, line) for area in grounds)
        heads = any(ground or line.bold or line.size >= _LARGER * other.size for other in beside)
        found.insert(place, replace(line, region=region, set_out=heads))
    return found


def _line_of(word: Sequence[Run]) -> Line:
    glyphs = [glyph for run in word for glyph in run.glyphs]
    text = "".join(glyph.text for glyph in glyphs)
    size = round(median(glyph.size for glyph in glyphs), 2)
    bold = sum(glyph.bold for glyph in glyphs) * 2 > len(glyphs)
    box = rounded(box_around(run.box for run in word))
    starts = tuple(round(glyph.top, 1) for glyph in glyphs)
    return Line(text, box, size, bold, vertical=True, advances=starts, font=glyphs[0].font)


# Text that a word heads stands so near, in em, and in lines of so many characters; the word is larger, bold or on a
# ground, for those beside the axes of charts are not.
_NEAR, _LONG, _LARGER = 5.0, 12, 1.07


def _is_text_beside(line: Line, word: Line) -> bool:
    level = line.box[1] < word.box[3] and line.box[3] > word.box[1]
    return level and len(line.text) >= _LONG and 0 <= line.box[0] - word.box[2] <= _NEAR * word.size


def _place_of(word: Line, lines: Sequence[Line], grounds: Sequence[Box]) -> tuple[int, int]:
    """Before which line a word belongs, and a region for it that no line has."""
    own = 1 + max((line.region for line in lines), default=0)
    beside = [
        place
        for place, line in enumerate(lines)
        if line.box[0] >= word.box[2] - 1 and line.box[1] < word.box[3] and line.box[3] > word.box[1]
    ]
    if not beside:
        above = [place for place, line in enumerate(lines) if line.box[3] <= word.box[1]]
        return (above[-1] + 1 if above else 0), own
    ground = next((area for area in grounds if _holds(area, word)), None)
    first = beside[0]
    while first and _goes_up(lines[first - 1], lines[first], word, ground, lines):
        first -= 1
    return first, own


# A bar that holds a word is at most so wide, in em.
_BAR = 4.0


def _holds(box: Box, word: Line) -> bool:
    x0, top, x1, bottom = word.box
    around = box[0] <= x0 + 1 and x1 <= box[2] + 1 and box[1] <= top + 1 and bottom <= box[3] + 1
    return around and box[2] - box[0] <= _BAR * word.size


def _goes_up(above: Line, line: Line, word: Line, ground: Box | None, lines: Sequence[Line]) -> bool:
    """Whether the line above belongs to the text that the word heads as well."""
    if above.region != line.region or above.vertical or above.box[1] >= line.box[1] or above.box[0] < word.box[2] - 1:
        return False
    if ground is not None:
        return (above.box[1] + above.box[3]) / 2 > ground[1]
    pitches = [b.box[1] - a.box[1] for a, b in itertools.pairwise(lines) if b.box[1] > a.box[1]]
    return line.box[1] - above.box[1] <= _APART * median(pitches)
