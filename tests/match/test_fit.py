from __future__ import annotations

import numpy as np
import pytest

from policyalign.match.fit import (
    PLAIN,
    PROFILED,
    Sample,
    fit_prototypes,
    fit_scorer,
    leave_one_out,
    predict_cells,
    predict_logits,
    prior_logits,
)
from policyalign.match.scoring import probability

KEYS = ["a", "b", "c", "d", "e", "f"]
UNITS = 20


def sample(number: int) -> Sample:
    """A made plan: one passage per unit; units that answer a proposal are nearer to it in every feature."""
    random = np.random.default_rng(number)
    grades = np.zeros((len(KEYS), UNITS), dtype=np.intp)
    for row in range(len(KEYS)):
        grades[row, random.choice(UNITS, size=row, replace=False)] = 2 + row % 2
    near = (grades >= 2) * 0.3
    features = {name: near + random.normal(0.3, 0.1, near.shape) for name in PLAIN}
    features["second"] = np.where(
        random.random(near.shape) < 0.5, near + random.normal(0.8, 0.1, near.shape), np.nan
    )
    features["background"] = np.zeros(near.shape)
    contexts = random.normal(size=(UNITS, 4))
    return Sample(
        f"plan{number}",
        features,
        contexts / np.linalg.norm(contexts, axis=1, keepdims=True),
        np.arange(UNITS),
        features["context"],
        np.arange(UNITS),
        grades,
    )


SAMPLES = [sample(number) for number in range(4)]


@pytest.mark.parametrize("second", [False, True])
@pytest.mark.parametrize("names", [PLAIN, PROFILED])
def test_a_scorer_ranks_a_plan_that_it_has_not_seen(names: tuple[str, ...], second: bool) -> None:
    for held_out, others in leave_one_out(SAMPLES):
        fitted = fit_scorer(others, KEYS, names, second=second)
        logits = predict_logits(fitted, held_out, KEYS)
        relevant = held_out.grades >= 2
        assert np.median(logits[relevant]) > np.quantile(logits[~relevant], 0.95)
        covered, full = predict_cells(fitted, logits)
        assert covered[0] < 0.5 < covered[1:].min()
        assert (full <= covered).all()
        assert probability(logits)[relevant].mean() > 0.5 > probability(logits)[~relevant].mean()


def test_a_fit_gives_the_same_again() -> None:
    one, two = (fit_scorer(SAMPLES, KEYS, PROFILED, second=True) for _ in range(2))
    assert one.model == two.model
    assert one.prior.tolist() == two.prior.tolist()


def test_leaving_one_out_never_shows_a_plan_to_its_own_scorer() -> None:
    for held_out, others in leave_one_out(SAMPLES):
        assert held_out not in others
        assert len(others) == len(SAMPLES) - 1


def test_priors_order_by_frequency_and_never_are_certain() -> None:
    prior = prior_logits(SAMPLES)
    assert prior[0] < 0 < prior[1]
    assert np.isfinite(prior).all()
    assert (np.abs(prior) < 4).all()


def test_prototypes_are_unit_vectors_of_proposals_with_examples() -> None:
    prototypes = fit_prototypes(SAMPLES, KEYS)
    assert set(prototypes.vectors) == set(KEYS[1:])
    assert prototypes.examples["c"] == 4 * 2
    for vector in prototypes.vectors.values():
        assert np.linalg.norm(vector) == pytest.approx(1, abs=1e-5)


def test_an_unjudged_pair_counts_less_than_a_judged_one() -> None:
    judged = fit_scorer(SAMPLES, KEYS, PLAIN, second=False)
    unjudged = [
        Sample(
            s.plan_id,
            s.features,
            s.contexts,
            s.context_of,
            s.similarity,
            s.unit_of,
            np.where(s.grades == 0, -1, s.grades),
        )
        for s in SAMPLES
    ]
    lenient = fit_scorer(unjudged, KEYS, PLAIN, second=False)
    logits = [predict_logits(fitted, SAMPLES[0], KEYS).mean() for fitted in (judged, lenient)]
    assert logits[1] > logits[0]
