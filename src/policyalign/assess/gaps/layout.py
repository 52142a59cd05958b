"""How the columns of the matrix share the width of a terminal. All lengths are in character cells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from rich.cells import cell_len

_GAP = 2
_MOST_WORD_COLUMNS = 6
_MOST_NAME_CELLS = 16
_LABEL_CELLS = 40
_LEAST_LABEL_CELLS = 18
_LEAST_EVIDENCE_CELLS = 20


@dataclass(frozen=True, slots=True)
class Layout:
    """With ``marks`` all plans share one column of one-character marks, else each has a column of words.

    ``plan_columns`` are headings with widths; a width of ``None`` is as wide as needed, and evidence of
    width 0 is left out.
    """

    marks: bool
    plan_columns: tuple[tuple[str, int], ...]
    separator: str = " "
    label_cells: int | None = None
    evidence_cells: int | None = None


def unlimited(ids: Sequence[str], word_cells: int) -> Layout:
    """Nothing is cut, as befits a file or a pipe."""
    if len(ids) > _MOST_WORD_COLUMNS:
        return _marks(len(ids), " ")
    return Layout(False, tuple((name, max(word_cells, cell_len(name))) for name in ids))


def fit(ids: Sequence[str], word_cells: int, width: int) -> Layout:
    """The clearest layout that leaves room for label and evidence; if none does, one without evidence."""
    for layout in _clearest_first(ids, word_cells):
        rest = width - sum(cells + _GAP for _, cells in layout.plan_columns)
        label = min(_LABEL_CELLS, max(_LEAST_LABEL_CELLS, rest // 2))
        if rest - label - _GAP >= _LEAST_EVIDENCE_CELLS:
            return replace(layout, label_cells=label, evidence_cells=rest - label - _GAP)
    return replace(layout, label_cells=max(_LEAST_LABEL_CELLS, rest - _GAP), evidence_cells=0)


def _clearest_first(ids: Sequence[str], word_cells: int) -> Iterator[Layout]:
    if len(ids) <= _MOST_WORD_COLUMNS:
        names = ((name, min(cell_len(name), _MOST_NAME_CELLS)) for name in ids)
        yield Layout(False, tuple((name, max(word_cells, cells)) for name, cells in names))
    yield _marks(len(ids), " ")
    yield _marks(len(ids), "")


def _marks(count: int, separator: str) -> Layout:
    numbers = separator.join(f"{place % 100:>2}" for place in range(1, count + 1))
    return Layout(True, ((numbers, len(numbers)),), separator)
