"""Lines with the edges of the columns that they stand in: what joining lines by geometry needs to know."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from policyalign.domain import Document, Line, Zone


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


def place_lines(document: Document, zone: Zone) -> list[PlacedLine]:
    """The lines of a zone in reading order with the edges of their columns."""
    placed: list[PlacedLine] = []
    usual = _usual_width(document, zone)
    for page in document.pages:
        columns: defaultdict[int, list[Line]] = defaultdict(list)
        for line in page.lines:
            if line.zone == zone:
                columns[line.region].append(line)
        edges = {region: _edges(lines, usual) for region, lines in columns.items()}
        placed += [
            PlacedLine(line, page.number, *edges[line.region]) for line in page.lines if line.zone == zone
        ]
    return placed


def _span(line: Line) -> tuple[float, float]:
    return (line.box[1], line.box[3]) if line.vertical else (line.box[0], line.box[2])


def _usual_width(document: Document, zone: Zone) -> dict[tuple[int, int], float]:
    """The right edge that full lines share over the whole document, by left edge and size (rounded)."""
    stops: defaultdict[tuple[int, int], Counter[int]] = defaultdict(Counter)
    for page in document.pages:
        for line in page.lines:
            start, stop = _span(line)
            if line.zone == zone and stop - start >= 12 * line.size:
                stops[round(start / 4), round(line.size)][round(stop / 2)] += 1
    return {key: _mode(counts) * 2.0 for key, counts in stops.items() if sum(counts.values()) >= 8}


def _mode(counts: Counter[int]) -> int:
    return max(
        counts, key=lambda value: (counts[value] + 0.5 * (counts[value - 1] + counts[value + 1]), value)
    )


def _edges(lines: Sequence[Line], usual: dict[tuple[int, int], float]) -> tuple[float, float, float]:
    """Left edge, right edge and leading of a column."""
    left = min(_span(line)[0] for line in lines)
    size = median(line.size for line in lines)
    long = [line for line in lines if _span(line)[1] - _span(line)[0] >= 12 * line.size]
    known = usual.get((round(left / 4), round(size)))
    if known is not None:
        right = known
    elif len(long) >= 4:
        right = _mode(Counter(round(_span(line)[1] / 2) for line in long)) * 2.0
    else:
        right = max(_span(line)[1] for line in lines)
    levels = sorted(-line.box[2] if line.vertical else line.box[1] for line in lines)
    pitches = [b - a for a, b in zip(levels, levels[1:], strict=False) if 0.8 * size <= b - a <= 3 * size]
    return left, right, (median(pitches) if pitches else 1.7 * size)
