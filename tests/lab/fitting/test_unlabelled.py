"""The model for proposals that nobody labelled: fitted on made documents, tried on ones left out."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from policyalign.lab.fitting.plain_trials import plain_outcomes, try_plain
from policyalign.lab.fitting.unlabelled import FOLDS, FOREIGN, PASSAGE, Asked, fit_plain, fold_of, predict_plain
from policyalign.lab.gold.requests import read_documents, read_relevance, read_requests

PASSAGES = 12


def document(name: str, seed: int, requests: int = 30) -> Asked:
    """Requests of which every second is answered by one passage, which does what is asked (``act``); words and
    characters in common stand in as many others."""
    rng = np.random.default_rng(seed)
    features = {feature: rng.uniform(0, 0.4, (requests, PASSAGES)) for feature in PASSAGE}
    features |= {feature: np.zeros((requests, PASSAGES)) for feature in ("background", "contrary", "short")}
    grades = np.zeros((requests, PASSAGES), dtype=np.intp)
    for row in range(requests):
        place = int(rng.integers(PASSAGES))
        features["cover"][row, place] = 0.9
        if row % 2 == 0:
            features["act"][row, place] = 0.9
            grades[row, place] = 3
    keys = tuple(f"{name}-{row}" for row in range(requests))
    groups = tuple("same" if row % 2 == 0 else "object" for row in range(requests))
    folds = np.array([fold_of(key) for key in keys])
    best, weights = grades.max(axis=1), np.ones(requests)
    columns = np.arange(PASSAGES)
    return Asked(name, keys, groups, features, columns, grades, best, folds, weights, lambda key, column: True)


DOCUMENTS = [document(name, seed) for seed, name in enumerate("abcd")]


def test_doing_what_is_asked_is_what_counts() -> None:
    fitted = fit_plain(DOCUMENTS)
    weights = fitted.model.passage.weights
    assert weights["act"] > max(weight for name, weight in weights.items() if name != "act")
    assert min(weights.values()) >= 0
    outcome = plain_outcomes(try_plain(DOCUMENTS))
    assert outcome["plain"].figures["auc"] == pytest.approx(1.0)
    claim = outcome["plain"].claims["covered"]
    assert claim.right == claim.claims > 0.9 * 60
    assert outcome["plain object"].claims["covered"].claims == 0


def test_who_does_the_opposite_is_never_claimed() -> None:
    fitted = fit_plain(DOCUMENTS)
    turned = replace(DOCUMENTS[0], features={**DOCUMENTS[0].features, "contrary": np.ones((30, PASSAGES))})
    assert predict_plain(fitted, turned).best.max() < fitted.thresholds.measure


def test_who_falls_short_is_never_fully_claimed() -> None:
    fitted = fit_plain(DOCUMENTS)
    far = predict_plain(fitted, DOCUMENTS[0])
    short = predict_plain(
        fitted, replace(DOCUMENTS[0], features={**DOCUMENTS[0].features, "short": np.ones((30, PASSAGES))})
    )
    assert (short.covered == far.covered).all()
    assert short.full.max() < far.full.max()


def test_claims_of_cover_are_counted_only_where_a_sentence_bears_them_out() -> None:
    said = plain_outcomes(try_plain(DOCUMENTS))["plain"].claims
    mute = replace(DOCUMENTS[0], bears_out=lambda key, column: int(key.rpartition("-")[2]) % 4 == 0)
    heard = plain_outcomes(try_plain([mute, *DOCUMENTS[1:]]))["plain"].claims
    assert 0 < heard["covered"].claims < said["covered"].claims
    assert heard["gap"] == said["gap"]


def test_documents_nobody_read_are_reported_apart() -> None:
    foreign = replace(DOCUMENTS[3], groups=(FOREIGN,) * 30, best=np.zeros(30, dtype=np.intp), weights=np.full(30, 0.5))
    outcome = plain_outcomes(try_plain([*DOCUMENTS[:3], foreign]))
    assert set(outcome) == {"plain", "plain same", "plain object", "plain foreign"}
    assert outcome["plain"].gaps == 45


def test_folds_depend_on_the_name_alone() -> None:
    assert {fold_of(f"r{number}") for number in range(200)} == set(range(FOLDS))
    assert fold_of("r1") == fold_of("r1")


def test_the_labels_that_ship_belong_together() -> None:
    requests, documents = read_requests(), read_documents()
    assert {request.document for request in requests} <= set(documents)
    assert set(read_relevance()) <= set(documents)
    assert len({request.id for request in requests}) == len(requests) == 400
    by_source: dict[str, set[str]] = {}
    for request in requests:
        assert request.grades
        by_source.setdefault(f"{request.document} {request.id[:3]}", set()).add(request.variant)
    assert all(len(variants) == 5 for variants in by_source.values())
    opposite = [request for request in requests if request.variant == "opposite"]
    assert sum(request.grade >= 2 for request in opposite) <= 1
    assert sum(-1 in request.grades.values() for request in opposite) > 60
