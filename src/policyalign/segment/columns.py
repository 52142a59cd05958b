"""Lines with the edges of the columns that they stand in: what joining lines by geometry needs to know."""

from __future__ import annotations

import itertools
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from policyalign.domain import Document, Line, Page
from policyalign.segment.markers import read_marker
from policyalign.values import Zone


@dataclass(frozen=True, slots=True)
class PlacedLine:
    """A line with its page and the edges of its column, in points."""

    line: Line
    page: int
    left: float
    right: float
    leading: float

    @property
    def start(self) -> float:
        """Where the line begins along the writing direction."""
        return self.line.box[1] if self.line.vertical else self.line.box[0]

    @property
    def stop(self) -> float:
        return self.line.box[3] if self.line.vertical else self.line.box[2]

    @property
    def level(self) -> float:
        """How far down the page (or, in vertical writing, to the left) the line stands."""
        return -self.line.box[2] if self.line.vertical else self.line.box[1]


# Type this much larger than the text is a heading's.
LARGER = 1.07


def text_size(lines: Sequence[PlacedLine]) -> float:
    """The size of type, to half a point, that covers most characters; 0 without lines."""
    weights: Counter[float] = Counter()
    for placed in lines:
        weights[round(placed.line.size * 2) / 2] += len(placed.line.text)
    return max(weights, key=lambda size: (weights[size], size), default=0.0)


def place_lines(document: Document, zone: Zone) -> list[PlacedLine]:
    """The lines of a zone in reading order with the edges of their columns."""
    placed: list[PlacedLine] = []
    frames, lefts = _frames(document, zone), _lefts(document, zone)
    for page in document.pages:
        columns = _columns(page, zone)
        edges = {region: _edges(page, lines, frames, lefts) for region, lines in columns.items()}
        placed += [PlacedLine(line, page.number, *edges[line.region]) for line in page.lines if line.zone == zone]
    return placed


def _columns(page: Page, zone: Zone) -> dict[int, list[Line]]:
    columns: defaultdict[int, list[Line]] = defaultdict(list)
    for line in page.lines:
        if line.zone == zone:
            columns[line.region].append(line)
    return columns


def _span(line: Line) -> tuple[float, float]:
    return (line.box[1], line.box[3]) if line.vertical else (line.box[0], line.box[2])


# A line of this many em is long enough to tell where lines of text begin and end.
_LONG = 12
# A column this wide (share of the page) is the page's only one, and then all such pages share their edges.
_WIDE = 0.55
_ENOUGH_LINES = 8

# Left and right edge by the size of type (rounded) and the side of the sheet: margins may be mirrored.
_Frames = dict[tuple[int, int], tuple[float, float]]


def _long(lines: Sequence[Line]) -> list[Line]:
    return [line for line in lines for start, stop in [_span(line)] if stop - start >= _LONG * line.size]


def _is_wide(page: Page, lines: Sequence[Line]) -> bool:
    spans = [_span(line) for line in lines]
    extent = page.height if lines[0].vertical else page.width
    return max(stop for _, stop in spans) - min(start for start, _ in spans) >= _WIDE * extent


def _frames(document: Document, zone: Zone) -> _Frames:
    """The edges that the text of single-column pages usually has over the whole document."""
    long: defaultdict[tuple[int, int], list[Line]] = defaultdict(list)
    for page in document.pages:
        for lines in _columns(page, zone).values():
            if _is_wide(page, lines):
                long[round(median(line.size for line in lines)), page.number % 2] += _long(lines)
    return {
        key: (_left_edge(lines, em=key[0]), _mode(Counter(round(_span(line)[1] / 2) for line in lines)) * 2.0)
        for key, lines in long.items()
        if len(lines) >= _ENOUGH_LINES
    }


# Of lines that all begin paragraphs but a share like this, these others show the edge.
_FURTHER_LINES = 0.25
_ONE_EM = (0.5, 1.6)
# Lines broken between characters stop at one edge more often than this, and seldom so far (em) beyond it (measured:
# 0.3 and more; broken by phrase in narrow columns 0.22 to 0.25).
_EDGE_SHARE = 0.45
_BEYOND, _BEYOND_SHARE = 1.1, 0.1
# So many lines of the others stop at the edge or before it.
_INSIDE = 0.95


def _left_edge(lines: Sequence[Line], em: float) -> float:
    """Where most lines begin, or one em before, where lines without a number begin often enough: paragraphs of one or
    two lines have more first lines, set in, than others."""
    starts = Counter(round(_span(line)[0] / 2) for line in lines)
    mode = _mode(starts)
    before = [line for line in lines if _ONE_EM[0] * em <= mode * 2.0 - _span(line)[0] <= _ONE_EM[1] * em]
    if len(before) >= _FURTHER_LINES * starts[mode]:
        plain = Counter(round(_span(line)[0] / 2) for line in before if read_marker(line.text) is None)
        if plain and plain[_mode(plain)] >= _FURTHER_LINES * starts[mode]:
            return _mode(plain) * 2.0
    return mode * 2.0


def _right_edge(lines: Sequence[Line]) -> float:
    """Where most lines of a column stop; nearly the furthest where they stop anywhere (broken by phrase)."""
    stops = sorted(_span(line)[1] for line in lines)
    counts = Counter(round(stop / 2) for stop in stops)
    mode = _mode(counts)
    at_edge = sum(counts[mode + step] for step in (-1, 0, 1))
    furthest = stops[min(int(_INSIDE * len(stops)), len(stops) - 1)]
    return mode * 2.0 if at_edge >= _EDGE_SHARE * len(stops) else max(mode * 2.0, furthest)


def _mode(counts: Counter[int]) -> int:
    return max(counts, key=lambda value: (counts[value] + 0.5 * (counts[value - 1] + counts[value + 1]), value))


# So many lines begin at the edge of a column.
_LEFT_LINES = 3


def _lefts(document: Document, zone: Zone) -> _Lefts:
    """The places at which the columns of the document begin, as far as further lines show them."""
    lefts: defaultdict[tuple[int, int], Counter[float]] = defaultdict(Counter)
    for page in document.pages:
        for lines in _columns(page, zone).values():
            left = min(_span(line)[0] for line in lines)
            size = median(line.size for line in lines)
            at_edge = sum(_span(line)[0] - left <= 0.3 * size for line in _long(lines))
            if at_edge >= _LEFT_LINES:
                lefts[round(size), page.number % 2][left] += 1
    return lefts


_Lefts = Mapping[tuple[int, int], Counter[float]]
"""How many columns begin where, by the size of type (rounded) and the side of the sheet."""


def _left_of(page: Page, lines: Sequence[Line], size: float, lefts: _Lefts) -> float:
    """Where a column begins: one em before its lines where those of other pages show that all are first lines."""
    left = min(_span(line)[0] for line in lines)
    usual = lefts.get((round(size), page.number % 2), Counter())
    before = [other for other in usual if _ONE_EM[0] * size <= left - other <= _ONE_EM[1] * size]
    return max(before, key=lambda other: (usual[other], other)) if before and not usual[left] else left


def _edges(page: Page, lines: Sequence[Line], frames: _Frames, lefts: _Lefts) -> tuple[float, float, float]:
    """Left edge, right edge and leading of a column."""
    size = median(line.size for line in lines)
    levels = sorted(-line.box[2] if line.vertical else line.box[1] for line in lines)
    pitches = [b - a for a, b in itertools.pairwise(levels) if 0.8 * size <= b - a <= 3 * size]
    leading = median(pitches) if pitches else 1.7 * size
    frame = frames.get((round(size), page.number % 2))
    if frame is not None and _is_wide(page, lines):
        return *frame, leading
    left = _left_of(page, lines, size, lefts)
    long = _long(lines)
    if len(long) >= 4:
        return left, _right_edge(long), leading
    return left, max(_span(line)[1] for line in lines), leading
