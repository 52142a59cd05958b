from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from policyalign.lab.evaluation.baselines import BASELINES, cell_baselines, ranking_baselines
from policyalign.lab.evaluation.cells import cell_table
from policyalign.lab.evaluation.evaluated_plan import EvaluatedPlan

from support.labels import label


@pytest.fixture
def plans() -> list[EvaluatedPlan]:
    """Two plans of three proposals and three units: the best unit answers the first proposal, the second
    best the second, none the third; every similarity puts them in the order of the probability."""
    scores = [[0.9, 0.2, 0.1], [0.7, 0.8, 0.1], [0.3, 0.2, 0.1]]
    grades = {("1-P1", 0): 3, ("1-P2", 0): 2, ("1-P3", 0): 0}
    return [label(scores, grades, plan_id=name) for name in ("a", "b")]


def test_every_baseline_is_ranked_by_its_own_similarity(plans: list[EvaluatedPlan]) -> None:
    found: Any = ranking_baselines(plans, np.ones((2, 3)))
    assert set(found) == set(BASELINES)
    assert found["bm25"]["map"] == pytest.approx((1 + 1 / 2) / 2)
    plans[0].features["terms"][1, 1] = 0.0
    better: Any = ranking_baselines(plans, np.ones((2, 3)))
    assert better["bm25"]["map"] == pytest.approx((1 + 1 + 1 + 1 / 2) / 4)
    assert better["char_tfidf"] == found["char_tfidf"]


def test_a_baseline_without_its_features_is_left_out(plans: list[EvaluatedPlan]) -> None:
    for plan in plans:
        plan.features["e5"][:] = np.nan
    assert set(ranking_baselines(plans, np.ones((2, 3)))) == set(BASELINES) - {"e5", "sum"}


def test_pairs_that_were_not_read_share_the_last_place(plans: list[EvaluatedPlan]) -> None:
    plans[0].features["e5"][0, 0] = np.nan
    found: Any = ranking_baselines(plans, np.ones((2, 3)))
    assert found["e5"]["map"] == pytest.approx((1 / 2 + 1 / 2 + 1 + 1 / 2) / 4)


def test_a_fixed_threshold_is_chosen_on_the_other_plans(plans: list[EvaluatedPlan]) -> None:
    shifted = {name: matrix + 1.0 for name, matrix in plans[1].features.items()}
    moved = [plans[0], replace(plans[1], features=shifted)]
    found: Any = cell_baselines(moved, cell_table(moved))["fixed_threshold_use"]
    assert found["thresholds"]["a"] == pytest.approx(found["thresholds"]["b"] + 1.0)
    assert found["gap"]["claims"] == 3, "a cut-off that fits one plan calls all of the other a gap"
    same: Any = cell_baselines(plans, cell_table(plans))["fixed_threshold_use"]
    assert (same["gap"]["claims"], same["gap"]["right"]) == (2, 2)


def test_one_plan_leaves_nothing_to_choose_a_threshold_on(plans: list[EvaluatedPlan]) -> None:
    assert set(cell_baselines(plans[:1], cell_table(plans[:1]))) == set(BASELINES)


def test_an_encoder_goes_by_its_own_name(plans: list[EvaluatedPlan]) -> None:
    assert set(plans[0].features) == {"context", "ngram", "e5", "sentence", "terms"}
