from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policyalign.lab.fitting.regression import fit_grouped, fit_logistic
from policyalign.match.scoring import probability


def made_data(slopes: list[float], intercept: float, seed: int = 0) -> tuple[np.ndarray, np.ndarray]:
    """Values and labels that follow a logistic regression."""
    random = np.random.default_rng(seed)
    values = random.normal(size=(4000, len(slopes)))
    return values, (random.random(4000) < probability(values @ slopes + intercept)).astype(float)


def test_the_weights_that_made_the_data_are_found() -> None:
    values, labels = made_data([2.0, 0.5], -1.0)
    model = fit_logistic(("a", "b"), values, labels)
    assert model.weights["a"] == pytest.approx(2.0, abs=0.2)
    assert model.weights["b"] == pytest.approx(0.5, abs=0.15)
    assert model.intercept == pytest.approx(-1.0, abs=0.15)


def test_it_agrees_with_a_library_where_no_bound_is_met() -> None:
    from sklearn.linear_model import LogisticRegression

    values, labels = made_data([2.0, 0.5], -1.0)
    values = (values - values.mean(axis=0)) / values.std(axis=0)
    weights = np.where(labels > 0, 1.0, 0.3)
    other = LogisticRegression(C=1.0, tol=1e-10, max_iter=1000).fit(values, labels, sample_weight=weights)
    model = fit_logistic(("a", "b"), values, labels, weights)
    assert list(model.weights.values()) == pytest.approx(other.coef_[0], abs=1e-3)
    assert model.intercept == pytest.approx(other.intercept_[0], abs=1e-3)


def test_a_weight_is_never_negative() -> None:
    values, labels = made_data([2.0, -1.0], 0.0)
    assert fit_logistic(("a", "b"), values, labels).weights["b"] == 0


def test_units_do_not_matter() -> None:
    values, labels = made_data([1.0, 0.5], 0.0)
    model = fit_logistic(("a", "b"), values, labels)
    scaled = fit_logistic(("a", "b"), values * [100.0, 1.0] + [7.0, 0.0], labels)
    assert scaled.weights["a"] * 100 == pytest.approx(model.weights["a"], rel=1e-3)
    assert scaled.weights["b"] == pytest.approx(model.weights["b"], rel=1e-3)


def test_a_feature_that_never_changes_is_no_obstacle() -> None:
    values, labels = made_data([1.0, 0.0], 0.0)
    values[:, 1] = 3.0
    assert np.isfinite(list(fit_logistic(("a", "b"), values, labels).weights.values())).all()


@settings(max_examples=20)
@given(st.integers(0, 1000))
def test_the_mean_probability_is_the_share_of_the_labels(seed: int) -> None:
    values, labels = made_data([1.0], -0.5, seed)
    model = fit_logistic(("a",), values, labels)
    predicted = probability(model.logit({"a": values[:, 0]}))
    assert predicted.mean() == pytest.approx(labels.mean(), abs=1e-3)


def test_groups_differ_by_their_offsets() -> None:
    values, _ = made_data([1.0], 0.0)
    groups = np.arange(len(values)) % 2
    random = np.random.default_rng(5)
    labels = (random.random(len(values)) < probability(values[:, 0] + 2.0 * groups - 1.0)).astype(float)
    model, offsets = fit_grouped(("a",), values, labels, None, groups, 2)
    assert offsets[1] - offsets[0] == pytest.approx(2.0, abs=0.25)
    assert model.weights["a"] == pytest.approx(1.0, abs=0.15)


def test_a_target_between_no_and_yes_is_met() -> None:
    values = np.zeros((50, 1))
    model = fit_logistic(("a",), values, np.full(50, 0.25))
    assert probability(np.asarray(model.logit({"a": np.zeros(1)})))[0] == pytest.approx(0.25, abs=1e-4)


def test_contributions_are_counted_from_the_averages() -> None:
    values, labels = made_data([1.0, 0.5], 0.0)
    model = fit_logistic(("a", "b"), values + 3.0, labels)
    at_average = {name: np.asarray(mean) for name, mean in model.averages.items()}
    assert float(model.logit(at_average)) == pytest.approx(model.average)
