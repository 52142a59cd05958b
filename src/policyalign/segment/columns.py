"""Lines with the edges of the columns that they stand in: what joining lines by geometry needs to know."""

from __future__ import annotations

import itertools
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from policyalign.domain import Document, Line, Page
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
    frames = _frames(document, zone)
    for page in document.pages:
        columns = _columns(page, zone)
        edges = {region: _edges(page, lines, frames) for region, lines in columns.items()}
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


def _long(lines: Sequence[Line]) -> list[tuple[float, float]]:
    return [(start, stop) for line in lines for start, stop in [_span(line)] if stop - start >= _LONG * line.size]


def _is_wide(page: Page, lines: Sequence[Line]) -> bool:
    spans = [_span(line) for line in lines]
    extent = page.height if lines[0].vertical else page.width
    return max(stop for _, stop in spans) - min(start for start, _ in spans) >= _WIDE * extent


def _frames(document: Document, zone: Zone) -> _Frames:
    """The edges that the text of single-column pages usually has over the whole document."""
    starts: defaultdict[tuple[int, int], Counter[int]] = defaultdict(Counter)
    stops: defaultdict[tuple[int, int], Counter[int]] = defaultdict(Counter)
    for page in document.pages:
        for lines in _columns(page, zone).values():
            if not _is_wide(page, lines):
                continue
            key = (round(median(line.size for line in lines)), page.number % 2)
            for start, stop in _long(lines):
                starts[key][round(start / 2)] += 1
                stops[key][round(stop / 2)] += 1
    return {
        key: (_mode(counts) * 2.0, _mode(stops[key]) * 2.0)
        for key, counts in starts.items()
        if sum(counts.values()) >= _ENOUGH_LINES
    }


def _mode(counts: Counter[int]) -> int:
    return max(counts, key=lambda value: (counts[value] + 0.5 * (counts[value - 1] + counts[value + 1]), value))


def _edges(page: Page, lines: Sequence[Line], frames: _Frames) -> tuple[float, float, float]:
    """Left edge, right edge and leading of a column."""
    size = median(line.size for line in lines)
    levels = sorted(-line.box[2] if line.vertical else line.box[1] for line in lines)
    pitches = [b - a for a, b in itertools.pairwise(levels) if 0.8 * size <= b - a <= 3 * size]
    leading = median(pitches) if pitches else 1.7 * size
    frame = frames.get((round(size), page.number % 2))
    if frame is not None and _is_wide(page, lines):
        return *frame, leading
    left = min(_span(line)[0] for line in lines)
    long = _long(lines)
    if len(long) >= 4:
        return left, _mode(Counter(round(stop / 2) for _, stop in long)) * 2.0, leading
    return left, max(_span(line)[1] for line in lines), leading
