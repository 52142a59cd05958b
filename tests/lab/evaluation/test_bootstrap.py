from __future__ import annotations

import numpy as np
import pytest

from policyalign.lab.evaluation.bootstrap import Matrix, bootstrap_intervals


def test_a_constant_has_no_width() -> None:
    assert bootstrap_intervals(lambda _: {"one": 1.0}, 3, 5, 50) == {"one": [1.0, 1.0]}


def test_intervals_hold_the_figure_and_are_the_same_every_time() -> None:
    values = np.random.default_rng(1).random((4, 30))

    def mean(weights: Matrix) -> dict[str, float | None]:
        return {"mean": float(np.average(values, weights=weights))}

    found = bootstrap_intervals(mean, 4, 30)
    low, high = found["mean"] or [0, 0]
    assert low < values.mean() < high
    assert found == bootstrap_intervals(mean, 4, 30)


def test_plans_that_differ_widen_the_interval() -> None:
    same, apart = np.full((4, 40), 0.5), np.repeat([[0.1], [0.2], [0.8], [0.9]], 40, axis=1)
    width = {}
    for name, values in (("same", same), ("apart", apart)):
        found = bootstrap_intervals(lambda w, v=values: {"mean": float(np.average(v, weights=w))}, 4, 40, 300)
        low, high = found["mean"] or [0, 0]
        width[name] = high - low
    assert width["same"] == pytest.approx(0)
    assert width["apart"] > 0.4


def test_every_resample_has_as_many_plans_and_proposals() -> None:
    seen: list[float] = []

    def total(weights: Matrix) -> dict[str, float | None]:
        seen.append(float(weights.sum()))
        return {"total": seen[-1]}

    bootstrap_intervals(total, 3, 7, 20)
    assert set(seen) == {21.0}


def test_a_figure_that_can_hardly_be_computed_has_no_interval() -> None:
    assert bootstrap_intervals(lambda _: {"none": None}, 2, 2, 10) == {"none": None}
