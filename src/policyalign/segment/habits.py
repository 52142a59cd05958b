"""How a text is set (組み方), measured from its own lines: ragged or justified, indented, spaced, centred.

Lines that go on beyond doubt (they end in 、 or a particle, and the next has no number) show how much room a
line of this text leaves; lines behind a full stop that ended early show how its paragraphs begin.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from policyalign.segment.columns import PlacedLine
from policyalign.segment.markers import read_marker
from policyalign.segment.seam_words import surface_ending
from policyalign.segment.units import first_unit

# Fewer lines than these show no habit.
_ENOUGH_GOING = 6
_ENOUGH_STARTS = 5
_ENOUGH_SHORT = 6
# Share of the starts of paragraphs that must be alike.
_MOST = 0.6
# A text of which fewer paragraphs end with a full stop is not held to end with one.
_FEW = 0.35
# So many characters without any full stop are no sentences (the longest of plans have some 200).
_TELLING = 300
# Room in em that a justified line may leave by rounding, and the share of lines that must leave no more.
_EXACT = 0.35
_NEARLY_ALL = 0.8
# A gap of so many leadings parts paragraphs.
SPACED = 1.25
# A line reaches so near the edge when its next word would not have fitted.
_DEFAULT_SLACK = 1.0
# Lines broken between characters leave no more than this.
_BY_CHARACTER = 1.6
# Lines that leave more are broken by hand, as on slides: they show no habit.
_MAX_SLACK = 8.0
_INDENT = (0.5, 1.6)
_GOES_ON = frozenset("、，がのをにはとや・")


@dataclass(frozen=True, slots=True)
class Habits:
    """How paragraphs of one measure (行長) are set.

    ``slack`` is the room in em that lines leave once the next character did not fit (90 % of them leave no
    more); ``known`` tells whether enough lines showed it. ``leading`` is the pitch of lines in points, 0
    where unknown. ``stops`` is false where paragraphs end without a full stop (体言止め, 箇条書き).
    """

    justified: bool = False
    slack: float = _DEFAULT_SLACK
    known: bool = False
    indents: bool = False
    spaced: bool = False
    centred: bool = False
    leading: float = 0.0
    stops: bool = True

    @property
    def by_phrase(self) -> bool:
        """Whether lines are broken where phrases (文節) end, as browsers and careful hands do."""
        return self.known and self.slack > _BY_CHARACTER


Measure = tuple[int, int]
"""Size of type and width of the column, rounded: lines alike in both are set alike."""

_Seam = tuple[PlacedLine, PlacedLine, PlacedLine | None]
"""A line, the next, and the one after it."""


def measure_of(placed: PlacedLine) -> Measure:
    em = max(placed.line.size, 1.0)
    return round(placed.line.size), round((placed.right - placed.left) / em / 3)


def read_habits(lines: Sequence[PlacedLine]) -> dict[Measure, Habits]:
    """The habits of every measure in a text, from all its lines in reading order.

    What a measure with few lines does not show is taken from all lines in type of its size.
    """
    seams: defaultdict[Measure, list[_Seam]] = defaultdict(list)
    members: defaultdict[Measure, list[PlacedLine]] = defaultdict(list)
    for placed in lines:
        for measure in _measures(placed):
            members[measure].append(placed)
    below_titles: defaultdict[Measure, list[_Seam]] = defaultdict(list)
    for a, b, c in _triples(lines):
        if a.line.vertical == b.line.vertical:
            for measure in set(_measures(a)) & set(_measures(b)):
                seams[measure].append((a, b, c))
            if a.line.size > b.line.size or a.line.bold > b.line.bold:
                for measure in _measures(b):
                    below_titles[measure].append((a, b, c))
    shown = {measure: _shown(seams[measure], members[measure], below_titles[measure]) for measure in members}
    return {measure: _settled(one, shown[measure[0], _ANY_WIDTH]) for measure, one in shown.items()}


_ANY_WIDTH = -1


def _measures(placed: PlacedLine) -> tuple[Measure, Measure]:
    own = measure_of(placed)
    return own, (own[0], _ANY_WIDTH)


def _triples(lines: Sequence[PlacedLine]) -> Iterator[_Seam]:
    for (a, b), (_, c) in itertools.pairwise([*itertools.pairwise(lines), (None, None)]):
        if a is not None and b is not None:
            yield a, b, c


@dataclass(frozen=True, slots=True)
class _Shown:
    """What the lines of one measure show; None where they are too few."""

    slack: float | None
    justified: bool
    leading: float
    indents: bool | None
    spaced: bool | None
    centred: bool
    stops: bool | None


def _settled(own: _Shown, wider: _Shown) -> Habits:
    room = own if own.slack is not None else wider
    indents = own.indents if own.indents is not None else wider.indents
    spaced = own.spaced if own.spaced is not None else wider.spaced
    known = room.slack is not None
    slack = room.slack if room.slack is not None else _DEFAULT_SLACK
    leading = own.leading or wider.leading
    stops = own.stops if own.stops is not None else wider.stops
    return Habits(room.justified, slack, known, bool(indents), bool(spaced), own.centred, leading, stops is not False)


def _shown(seams: Sequence[_Seam], lines: Sequence[PlacedLine], below_titles: Sequence[_Seam]) -> _Shown:
    going = [(a, b) for a, b, _ in seams if a.line.text[-1:] in _GOES_ON and read_marker(b.line.text) is None]
    spares = sorted(spare(a, b) for a, b in going)
    known = len(going) >= _ENOUGH_GOING and spares[len(spares) // 2] <= _MAX_SLACK
    justified = known and sum(abs(room(a)) <= _EXACT for a, _ in going) >= _NEARLY_ALL * len(going)
    slack = min(max(0.0, spares[int(0.9 * (len(spares) - 1))]), _MAX_SLACK) if known else None
    pitches = [pitch for a, b in going if (pitch := pitch_of(a, b)) is not None]
    leading = median(pitches) if len(pitches) >= _ENOUGH_GOING else 0.0
    reach = _EXACT if justified else (_DEFAULT_SLACK if slack is None else slack) + _DEFAULT_SLACK
    stops = _stops(seams, reach, leading)
    if stops is None and sum(len(line.line.text) for line in lines) >= _TELLING:
        stops = None if any("。" in line.line.text for line in lines) else False
    starts = [seam for seam in seams if _is_start(seam, reach, stops=stops is not False)]
    indents = _indents(starts)
    if indents is None:  # sections of one paragraph each
        indents = _indents([*starts, *(seam for seam in below_titles if read_marker(seam[1].line.text) is None)])
    centred = _centred(lines)
    if indents is None and stops is False and not centred:
        indents = _sets_in(seams)
    return _Shown(slack, justified, leading, indents, _spaced(starts, leading), centred, stops)


def _is_start(seam: _Seam, reach: float, *, stops: bool) -> bool:
    """Whether a paragraph begins beyond doubt: behind a full stop (if the text has any) far from the edge, without
    a number."""
    a, b, _ = seam
    ended = surface_ending(a.line.text) == "stop" if stops else a.line.text[-1:] not in _GOES_ON
    return ended and room(a) > reach + 1 and read_marker(b.line.text) is None


def _stops(seams: Sequence[_Seam], reach: float, leading: float) -> bool | None:
    """Whether paragraphs end with a full stop: told by the lines behind a full one that end early or have white
    space below. Titles seldom have a second line in the type of the text."""
    ends = [
        surface_ending(b.line.text) == "stop"
        for a, b, c in seams
        if c is not None
        and measure_of(a) == measure_of(b) == measure_of(c)
        and not a.line.bold
        and room(a) <= reach
        and surface_ending(a.line.text) != "stop"
        and (room(b) > reach + 1 or (leading and (pitch_of(b, c) or 0.0) >= SPACED * leading))
    ]
    return sum(ends) >= _FEW * len(ends) if len(ends) >= _ENOUGH_STARTS else None


def _sets_in(seams: Sequence[_Seam]) -> bool | None:
    """Whether lines stand at the edge or, now and then, set in by one em with the next at the edge again: first
    lines, where nothing else tells them. Lines above them do not break off."""
    plain = [
        (a, indent_of(b, c))
        for a, b, c in seams
        if c is not None
        and measure_of(b) == measure_of(c)
        and not (read_marker(b.line.text) or read_marker(c.line.text))
    ]
    above = [a for a, shift in plain if is_indent(shift)]
    straight = sum(abs(shift) <= _EXACT for _, shift in plain)
    back = sum(is_indent(-shift) for _, shift in plain)
    if len(above) < _ENOUGH_STARTS or straight + back + len(above) < _NEARLY_ALL * len(plain):
        return None
    return sum(a.line.text[-1:] not in _GOES_ON for a in above) >= _NEARLY_ALL * len(above)


def _indents(starts: Sequence[_Seam]) -> bool | None:
    """Whether most paragraphs begin with an indent of one em (字下げ)."""
    shifts = [indent_of(b, c) for _, b, c in starts if c is not None and measure_of(b) == measure_of(c)]
    return sum(map(is_indent, shifts)) >= _MOST * len(shifts) if len(shifts) >= _ENOUGH_STARTS else None


def _spaced(starts: Sequence[_Seam], leading: float) -> bool | None:
    """Whether white space stands between most paragraphs."""
    pitches = [pitch for a, b, _ in starts if (pitch := pitch_of(a, b)) is not None]
    if len(pitches) < _ENOUGH_STARTS or not leading:
        return None
    return sum(pitch >= SPACED * leading for pitch in pitches) >= _MOST * len(pitches)


def is_indent(shift: float) -> bool:
    """Whether a shift in em is the indent of a first line."""
    return _INDENT[0] <= shift <= _INDENT[1]


def indent_of(first: PlacedLine, second: PlacedLine) -> float:
    """How far (em) the first line of a paragraph is set in from the second."""
    return ((first.start - first.left) - (second.start - second.left)) / max(first.line.size, 1.0)


def _centred(lines: Sequence[PlacedLine]) -> bool:
    """Whether short lines stand in the middle of the column."""
    short = [line for line in lines if room(line) > 1.5 and (line.start - line.left) > 1.5 * line.line.size]
    middles = [abs((line.start + line.stop) - (line.left + line.right)) / 2 / max(line.line.size, 1) for line in short]
    flush = sum(room(line) > 1.5 and (line.start - line.left) <= 1.5 * line.line.size for line in lines)
    centred = sum(off <= 0.7 for off in middles)
    return centred >= _ENOUGH_SHORT and centred >= _MOST * (len(short) + flush)


def room(a: PlacedLine) -> float:
    """How far (em) a line stops before the edge of its column; negative beyond it."""
    return (a.right - a.stop) / max(a.line.size, 1.0)


def spare(a: PlacedLine, b: PlacedLine) -> float:
    """The room (em) that would be left on ``a`` had the first character or Latin word of ``b`` been set
    there; below 0 when it would not have fitted."""
    return room(a) - first_unit(b.line) / max(b.line.size, 1.0)


def pitch_of(a: PlacedLine, b: PlacedLine) -> float | None:
    """Points from one line to the next below it; None across columns and pages."""
    if a.page != b.page or a.line.region != b.line.region or b.level <= a.level:
        return None
    return b.level - a.level
