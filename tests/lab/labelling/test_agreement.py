from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from policyalign.coefficients import gwet_ac1
from policyalign.errors import GoldError
from policyalign.lab.labelling.agreement import measure_agreement
from policyalign.lab.labelling.sheet_files import SheetRow

GRADES = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=1, max_size=40)


def rows(grades: Sequence[int | None]) -> list[SheetRow]:
    """Rows of two proposals in turn."""
    return [
        SheetRow(number + 2, {"plan_id": "plan", "proposal_id": f"1-P{number % 2}", "unit": f"u{number}"}, grade)
        for number, grade in enumerate(grades)
    ]


def test_figures_by_hand() -> None:
    a, b = [0, 1, 2, 3, 0, 0], [0, 1, 3, 3, 2, 0]
    found = measure_agreement(rows(a), rows(b))
    assert (found.rows, found.agreed) == (6, 4)
    observed = (1 + 4) / 9
    expected = sum((x - y) ** 2 for x in a for y in b) / 6 / 9
    assert found.quadratic_kappa == pytest.approx(1 - observed / expected)
    shares = [5 / 12, 2 / 12, 2 / 12, 3 / 12]
    chance = sum(share * (1 - share) for share in shares) / 3
    assert found.gwet_ac1 == pytest.approx((4 / 6 - chance) / (1 - chance))
    assert found.confusion == ((2, 0, 1, 0), (0, 1, 0, 0), (0, 0, 0, 1), (0, 0, 0, 1))
    assert (found.cells, found.cells_agreed) == (2, 2)


def test_alpha_is_that_of_ordinal_data() -> None:
    """Against the definition, pair by pair of values."""
    a, b = [0, 1, 1, 2, 3, 0, 2], [0, 1, 2, 2, 3, 1, 3]
    pooled = np.bincount([*a, *b], minlength=4)

    def distance(x: int, y: int) -> float:
        low, high = min(x, y), max(x, y)
        return float(pooled[low : high + 1].sum() - (pooled[low] + pooled[high]) / 2) ** 2

    values = [*a, *b]
    observed = sum(distance(x, y) for x, y in zip(a, b, strict=True)) * 2 / len(values)
    expected = sum(distance(x, y) for x in values for y in values) / (len(values) * (len(values) - 1))
    found = measure_agreement(rows(a), rows(b))
    assert found.krippendorff_alpha == pytest.approx(1 - observed / expected)


def test_the_widest_disagreements_come_first() -> None:
    found = measure_agreement(rows([0, 1, 3, 2]), rows([1, 1, 0, 3]))
    assert [(one.number, other.grade) for one, other in found.disagreements] == [(4, 0), (2, 1), (5, 3)]


def test_rows_that_one_has_left_empty_do_not_count() -> None:
    found = measure_agreement(rows([0, None, 3, 1]), rows([0, 2, None, None]))
    assert (found.rows, found.only_first, found.only_second) == (1, 2, 1)
    assert found.quadratic_kappa is None
    assert found.krippendorff_alpha is None
    assert found.gwet_ac1 == 1.0


def test_sheets_without_a_common_row_are_an_error() -> None:
    with pytest.raises(GoldError):
        measure_agreement(rows([0, None]), rows([None, 1]))


@given(GRADES)
def test_agreement_is_symmetric_and_at_most_one(pairs: list[tuple[int, int]]) -> None:
    a, b = ([pair[side] for pair in pairs] for side in (0, 1))
    one, other = measure_agreement(rows(a), rows(b)), measure_agreement(rows(b), rows(a))
    for name in ("quadratic_kappa", "krippendorff_alpha", "gwet_ac1"):
        value = getattr(one, name)
        assert value == pytest.approx(getattr(other, name))
        assert value is None or value <= 1 + 1e-12
    assert one.cells_agreed == other.cells_agreed


def test_the_same_grades_agree_fully() -> None:
    found = measure_agreement(rows([0, 1, 2, 3]), rows([0, 1, 2, 3]))
    assert (found.quadratic_kappa, found.krippendorff_alpha, found.gwet_ac1) == (1.0, 1.0, 1.0)
    assert gwet_ac1([], [], (0, 1, 2, 3)) is None
