"""Trees of names (体系図) without boxes: goals, pillars and measures in columns, read as rows from root to leaf.

Each name stands level with the middle of what it holds, or with the first of it; wires between the columns may show the
same. Since a name holds whole neighbours, the places of the names alone tell which, and where they do not fit, there is
no tree.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median, pvariance

from policyalign.extract.runs import Run
from policyalign.extract.table_rows import Piece, pieces_of
from policyalign.geometry import box_around

# White between two columns and between the names of two columns that wires run through, in em.
_GAP = 1.2
# Names have so many characters at most, a tree so many leaves and branches at least.
_NAME, _LEAVES, _BRANCHES = 28, 4, 2
# Lines further apart than so many em belong to no tree; a name may stand so far (share of the pitch) off the middle.
_FURTHEST, _OFF = 5.0, 0.3
# Lines of one name stand closer than those of two, by this share, and at most so many em.
_CLOSER, _LEADING = 0.75, 1.5
# Names of one column begin at one place, in em.
_ALIGNED = 0.6
_NO_NAME = re.compile(r"[。、：:]|^[0-9０-９.,，％%]+$|[.．…‥・]{4}")
_UNENDED = re.compile(r"[をがはにので]$")
_WORDS = re.compile(r"[ぁ-んァ-ヶ一-龠々A-Za-z]")
_HEAD = re.compile(r"目標|施策|柱|方針|分野|事業|取組|基本|項目|視点|方向|理念|将来像|ビジョン|戦略|政策|区分")


@dataclass(frozen=True, slots=True)
class Name:
    """A name, its box in points, and the rows, from ``first`` on, of the leaves that it holds."""

    text: str
    box: tuple[float, float, float, float]
    first: int
    count: int


@dataclass(frozen=True, slots=True)
class Tree:
    """The names by column from the root on, and the heads of the columns where there are any."""

    columns: tuple[tuple[Name, ...], ...]
    heads: tuple[Name, ...]


@dataclass(frozen=True, slots=True)
class _Label:
    text: str
    box: tuple[float, float, float, float]

    @property
    def middle(self) -> float:
        return (self.box[1] + self.box[3]) / 2


def find_trees(rows: Sequence[Sequence[Run]]) -> list[Tree]:
    """The trees among rows that stand in no table."""
    return [tree for stretch in _stretches(rows) if (tree := _tree(stretch)) is not None]


def _stretches(rows: Sequence[Sequence[Run]]) -> Iterator[list[list[Piece]]]:
    """Rows below each other that hold only names, several of them somewhere."""
    stretch: list[list[Piece]] = []
    for row in [*rows, None]:
        line = [piece for run in row for piece in pieces_of(run, _GAP)] if row else []
        far = bool(stretch and line) and line[0].top - stretch[-1][0].bottom > _FURTHEST * line[0].size
        names = bool(line) and all(_may_be_name(piece.text) for piece in line)
        if stretch and (far or not names):
            yield stretch
            stretch = []
        if names:
            stretch.append(line)


def _may_be_name(text: str) -> bool:
    return len(text) <= _NAME and not _NO_NAME.search(text) and _WORDS.search(text) is not None


def _tree(lines: Sequence[list[Piece]]) -> Tree | None:
    pieces = [piece for line in lines for piece in line]
    parted = _columns(pieces)
    pitch = _pitch(parted[-1])
    columns = [_labels(column, pitch) for column in parted]
    if len(columns) < _BRANCHES or any(not _is_aligned(column) for column in columns):
        return None
    if any(_UNENDED.search(label.text) for column in columns for label in column):
        return None
    heads: list[_Label] = []
    if _are_heads([column[0] for column in columns]):
        heads = [column[0] for column in columns]
        columns = [column[1:] for column in columns]
    counts = [len(column) for column in columns]
    if counts[-1] < _LEAVES or counts[-2] < _BRANCHES or counts[-1] < counts[-2] + 2 or counts != sorted(counts):
        return None
    held = _held(columns)
    if held is None:
        return None
    told = tuple(
        tuple(Name(label.text, label.box, first, count) for label, (first, count) in zip(column, spans, strict=True))
        for column, spans in zip(columns, held, strict=True)
    )
    return Tree(told, tuple(Name(head.text, head.box, 0, 1) for head in heads))


def _columns(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """The pieces by the columns that white parts over the whole height."""
    columns: list[list[Piece]] = []
    end = 0.0
    for piece in sorted(pieces, key=lambda piece: piece.x0):
        if not columns or piece.x0 - end >= _GAP * piece.size:
            columns.append([])
        columns[-1].append(piece)
        end = max(end, piece.x1)
    return columns


def _pitch(leaves: Sequence[Piece]) -> float:
    """How far below each other most leaves stand, in points."""
    levels = sorted(piece.middle for piece in leaves)
    return median([b - a for a, b in itertools.pairwise(levels)] or [0.0])


def _labels(column: Sequence[Piece], usual: float) -> list[_Label]:
    """The names of a column from the top; lines that stand closer to each other than is ``usual`` are one name."""
    lines = sorted(column, key=lambda piece: piece.middle)
    groups = [lines[:1]]
    for above, piece in itertools.pairwise(lines):
        if piece.middle - above.middle <= min(_LEADING * piece.size, _CLOSER * usual):
            groups[-1].append(piece)
        else:
            groups.append([piece])
    return [
        _Label("".join(piece.text for piece in group), box_around((p.x0, p.top, p.x1, p.bottom) for p in group))
        for group in groups
        if group
    ]


def _is_aligned(column: Sequence[_Label]) -> bool:
    em = median(label.box[3] - label.box[1] for label in column)
    for places in ([label.box[0] for label in column], [(label.box[0] + label.box[2]) / 2 for label in column]):
        if max(places) - min(places) <= _ALIGNED * em:
            return True
    return False


def _are_heads(first: Sequence[_Label]) -> bool:
    """Whether the uppermost names stand level with each other and say what the columns hold."""
    level = max(label.middle for label in first) - min(label.middle for label in first) <= 2.0
    return level and all(_HEAD.search(label.text) for label in first)


def _held(columns: Sequence[Sequence[_Label]]) -> list[list[tuple[int, int]]] | None:
    """For each name of each column its first leaf and how many it holds."""
    held: list[list[tuple[int, int]]] = [[(place, 1) for place in range(len(columns[-1]))]]
    for parents, children in zip(reversed(columns[:-1]), reversed(columns[1:]), strict=True):
        groups = _groups(parents, children)
        if groups is None:
            return None
        below = held[0]
        held.insert(0, [(below[a][0], sum(count for _, count in below[a:b])) for a, b in groups])
    return held


def _groups(parents: Sequence[_Label], children: Sequence[_Label]) -> list[tuple[int, int]] | None:
    """The stretch of children of each parent: those whose middle it stands level with, or from the one that it stands
    level with to the next parent's."""
    levels = [child.middle for child in children]
    pitch = median(b - a for a, b in itertools.pairwise(levels))
    found = _centred(parents, levels, _OFF * pitch), _from_first(parents, levels, _OFF * pitch)
    # Where both fit, the one in which names hold more alike.
    return min((groups for groups in found if groups), key=_unevenness, default=None)


def _unevenness(groups: Sequence[tuple[int, int]]) -> float:
    return pvariance([stop - start for start, stop in groups])


def _centred(parents: Sequence[_Label], levels: Sequence[float], off: float) -> list[tuple[int, int]] | None:
    groups: list[tuple[int, int]] = []
    start = 0
    for parent in parents:
        if start >= len(levels):
            return None
        wanted = 2 * parent.middle - levels[start]
        last = min(range(start, len(levels)), key=lambda place: abs(levels[place] - wanted))
        if abs((levels[start] + levels[last]) / 2 - parent.middle) > off:
            return None
        groups.append((start, last + 1))
        start = last + 1
    return groups if start == len(levels) else None


def _from_first(parents: Sequence[_Label], levels: Sequence[float], off: float) -> list[tuple[int, int]] | None:
    starts = [min(range(len(levels)), key=lambda place: abs(levels[place] - parent.middle)) for parent in parents]
    apart = any(abs(levels[start] - parent.middle) > off for start, parent in zip(starts, parents, strict=True))
    if apart or starts[0] != 0 or starts != sorted(set(starts)):
        return None
    return list(itertools.pairwise([*starts, len(levels)]))
