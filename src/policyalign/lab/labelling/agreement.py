"""How far two people who graded the same sheet agree.

Quadratically weighted kappa (Cohen 1968), Krippendorff's alpha for ordinal data (Krippendorff 2011) and
Gwet's AC1 (Gwet 2008). Kappa and alpha fall where nearly all pairs have one grade, however well people agree;
AC1 does not, which is why all three are given. The packages there are for the latter two are no option for
this project: one is under the GPL, the other pins an old SciPy.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from sklearn.metrics import confusion_matrix

from policyalign.coefficients import gwet_ac1, quadratic_kappa
from policyalign.errors import GoldError
from policyalign.export.csv_format import csv_chunks
from policyalign.export.folder import write_files
from policyalign.lab.gold.grades import GRADES, RELEVANT
from policyalign.lab.gold.unit_matching import Indices
from policyalign.lab.labelling.sheet_files import SHEET_TEXTS, PairId, SheetRow
from policyalign.messages import LabCode
from policyalign.tables import columns

_COLUMNS = columns(f"{' '.join(SHEET_TEXTS)} grade_a:int grade_b:int note_a note_b")


@dataclass(frozen=True, slots=True)
class Agreement:
    """Agreement on the rows that both have graded.

    ``confusion[a][b]`` counts rows with grade a by the first and b by the second; ``cells`` counts the cells
    (plan × proposal) of these rows and ``cells_agreed`` those on whose being covered (some grade ≥ 2) both
    agree. A coefficient is None where it is not defined: no rows, or one and the same grade throughout.
    """

    rows: int
    only_first: int
    only_second: int
    agreed: int
    quadratic_kappa: float | None
    krippendorff_alpha: float | None
    gwet_ac1: float | None
    cells: int
    cells_agreed: int
    confusion: tuple[tuple[int, ...], ...]
    disagreements: tuple[tuple[SheetRow, SheetRow], ...]


def measure_agreement(first: Sequence[SheetRow], second: Sequence[SheetRow]) -> Agreement:
    """Hold two sheets against each other, row by row; the widest disagreements come first.

    Raises:
        GoldError: there is no row that both have graded.
    """
    mine, theirs = _graded(first), _graded(second)
    shared = [pair for pair in mine if pair in theirs]
    if not shared:
        raise GoldError(LabCode.sheets_apart)
    both = [(mine[pair], theirs[pair]) for pair in shared]
    a, b = (np.array([rows[side].grade for rows in both]) for side in (0, 1))
    cells = {pair[:2] for pair in shared}
    covered = [{row.pair[:2] for row in side if (row.grade or 0) >= RELEVANT} for side in zip(*both, strict=True)]
    return Agreement(
        rows=len(shared),
        only_first=len(mine) - len(shared),
        only_second=len(theirs) - len(shared),
        agreed=int((a == b).sum()),
        quadratic_kappa=quadratic_kappa(a.tolist(), b.tolist(), GRADES),
        krippendorff_alpha=krippendorff_alpha(a, b),
        gwet_ac1=gwet_ac1(a.tolist(), b.tolist(), GRADES),
        cells=len(cells),
        cells_agreed=len(cells) - len(covered[0] ^ covered[1]),
        confusion=tuple(map(tuple, confusion_matrix(a, b, labels=GRADES).tolist())),
        disagreements=tuple(sorted((rows for rows in both if rows[0].grade != rows[1].grade), key=_sort_key)),
    )


def write_disagreements(agreement: Agreement, path: Path) -> None:
    """Write the rows on which two labellers differ, the widest first, to be settled by a third.

    Raises :class:`~policyalign.errors.OutputError`.
    """
    rows = map(_disagreement_row, agreement.disagreements)
    write_files(path.parent, {path.name: csv_chunks(_COLUMNS, rows)})


def _disagreement_row(pair: tuple[SheetRow, SheetRow]) -> dict[str, object]:
    first, second = pair
    texts = {name: first.cells[name].removeprefix("'") for name in SHEET_TEXTS}
    notes = {"note_a": first.note, "note_b": second.note}
    return {**texts, "grade_a": first.grade, "grade_b": second.grade, **notes}


def krippendorff_alpha(a: Indices, b: Indices) -> float | None:
    """Krippendorff's alpha of two coders for ordinal data; None where only one grade occurs.

    1 − Dₒ/Dₑ with the squared distance of two grades (the number of values from the one to the other, both
    ends counted half), averaged over the pairs of one row (Dₒ) and over all pairs of values (Dₑ)
    (Krippendorff 2011, Computing Krippendorff's Alpha-Reliability).
    """
    confusion = confusion_matrix(a, b, labels=GRADES)
    together = confusion + confusion.T
    counts = together.sum(axis=0)
    below = np.cumsum(counts) - counts / 2
    distance = (below[:, None] - below[None, :]) ** 2
    expected = float((np.outer(counts, counts) * distance).sum()) / (counts.sum() - 1)
    return 1 - float((together * distance).sum()) / expected if expected else None


def _graded(rows: Sequence[SheetRow]) -> dict[PairId, SheetRow]:
    return {row.pair: row for row in rows if row.grade is not None}


def _sort_key(pair: tuple[SheetRow, SheetRow]) -> tuple[int, int]:
    return -abs((pair[0].grade or 0) - (pair[1].grade or 0)), pair[0].number
