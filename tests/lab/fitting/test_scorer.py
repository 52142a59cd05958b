from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from policyalign.lab.fitting.scorer import (
    CELL_PLAIN,
    CELL_PROFILED,
    PROFILED,
    Sample,
    fit_scorer,
    learn_terms,
    leave_one_out,
    predict,
    prior_logits,
)
from policyalign.match.scoring import probability

PLAIN = ("sentence", "context", "terms", "ngram")
"""Features that need no profile."""

KEYS = ["a", "b", "c", "d", "e", "f"]
UNITS = 20


def sample(number: int, trusted: bool = True) -> Sample:
    """A made plan: one context per unit; units that answer a proposal are nearer to it in every feature, and
    use a word of its own."""
    random = np.random.default_rng(number)
    grades = np.zeros((len(KEYS), UNITS), dtype=np.intp)
    for row in range(len(KEYS)):
        grades[row, random.choice(UNITS, size=row, replace=False)] = 2 + row % 2
    near = (grades >= 2) * 0.3
    names = (*PLAIN, "names", "related", "essentials")
    features = {name: near + random.normal(0.3, 0.1, near.shape) for name in names}
    terms = tuple({key * 2: 1.0 for row, key in enumerate(KEYS) if grades[row, unit] >= 2} for unit in range(UNITS))
    return Sample(f"plan{number}", features, terms, np.arange(UNITS), grades, trusted)


SAMPLES = [sample(number) for number in range(4)]


@pytest.mark.parametrize(("names", "cells"), [(PLAIN, CELL_PLAIN), (PROFILED, CELL_PROFILED)])
def test_a_scorer_ranks_a_plan_that_it_has_not_seen(names: tuple[str, ...], cells: tuple[str, ...]) -> None:
    for held_out, others in leave_one_out(SAMPLES):
        logits, predicted = predict(fit_scorer(others, KEYS, names, cells), held_out, KEYS)
        relevant = held_out.grades >= 2
        assert np.median(logits[relevant]) > np.quantile(logits[~relevant], 0.95)
        assert predicted.covered[0] < 0.5 < predicted.covered[1:].min()
        assert (predicted.full <= predicted.covered).all()
        assert probability(logits)[relevant].mean() > 0.5 > probability(logits)[~relevant].mean()


def test_a_fit_gives_the_same_again() -> None:
    one, two = (fit_scorer(SAMPLES, KEYS, PROFILED) for _ in range(2))
    assert one.model == two.model
    assert one.learned == two.learned
    assert one.offsets.tolist() == two.offsets.tolist()


def test_leaving_one_out_never_shows_a_plan_to_its_own_scorer() -> None:
    for held_out, others in leave_one_out(SAMPLES):
        assert held_out not in others
        assert len(others) == len(SAMPLES) - 1


def test_priors_order_by_frequency_and_never_are_certain() -> None:
    prior = prior_logits(SAMPLES)
    assert prior[0] < 0 < prior[1]
    assert (np.abs(prior) < 4).all()


def test_a_mere_list_of_measures_has_no_cells() -> None:
    everything = replace(SAMPLES[0], grades=np.full_like(SAMPLES[0].grades, 3), whole=False)
    assert prior_logits([*SAMPLES, everything]).tolist() == prior_logits(SAMPLES).tolist()
    fitted = fit_scorer([*SAMPLES, everything], KEYS, PROFILED)
    assert len(fitted.predicted.grades) == len(SAMPLES) * len(KEYS)


def test_terms_are_learned_from_what_answers_a_proposal() -> None:
    learned = learn_terms(SAMPLES, KEYS)
    assert set(learned) == set(KEYS[1:])
    for key, terms in learned.items():
        assert max(terms, key=lambda term: terms[term]) == key * 2


def test_the_cells_of_the_fit_are_seen_by_models_without_their_plan() -> None:
    """A plan whose labels are turned round is predicted badly, though it is part of the fit."""
    turned = replace(SAMPLES[0], grades=np.where(SAMPLES[0].grades >= 2, 0, 3))
    fitted = fit_scorer([turned, *SAMPLES[1:]], KEYS, PROFILED)
    own = slice(0, len(KEYS))
    assert fitted.predicted.grades[own].tolist() == [3] * len(KEYS)
    assert fitted.predicted.covered[own].min() < 0.5


def test_an_unjudged_pair_counts_as_no_answer() -> None:
    unjudged = [replace(one, grades=np.where(one.grades == 0, -1, one.grades)) for one in SAMPLES]
    judged, same = (fit_scorer(samples, KEYS, PLAIN, CELL_PLAIN) for samples in (SAMPLES, unjudged))
    assert judged.model == same.model
