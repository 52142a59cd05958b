"""The fitted files as they ship: whole, of one piece with the proposals, and without any plan's text."""

from __future__ import annotations

import csv
import json
import math
from pathlib import Path

import numpy as np
import pytest

from policyalign.corpora import load_proposals, models_path, select
from policyalign.lab.fitting.scorer import CELL_PROFILED, PROFILED
from policyalign.lab.fitting.thresholds import GAP_LIMIT
from policyalign.lab.fitting.unlabelled import CELL, PASSAGE
from policyalign.match.encoders import load_encoder
from policyalign.match.knowledge import HELD_OUT, held_out_scorer, load_knowledge
from policyalign.match.learned_terms import KEPT
from policyalign.match.parameters import load_scorer
from policyalign.match.profiles import fingerprint
from policyalign.match.queries import build_queries
from policyalign.match.query_vectors import query_vectors

FILES = sorted(models_path().rglob("*.json"))
COCN = select(load_proposals(), kinds=("proposal", "cycle", "technology"))
KNOWLEDGE = load_knowledge()
SCORER = KNOWLEDGE.scorer


def test_every_matchable_statement_has_a_prior_an_offset_and_terms() -> None:
    for proposal in COCN:
        key = fingerprint(proposal.text)
        assert KNOWLEDGE.statistics.profiles[key], proposal.id
        assert math.isfinite(SCORER.prior[key])
        assert math.isfinite(SCORER.offsets[key])


def test_the_scorer_was_fitted_with_the_profiles_that_ship() -> None:
    assert SCORER.profiles == {key: profile.key for key, profile in KNOWLEDGE.profiles.items()}


def test_shipped_vectors_are_those_of_the_shipped_queries() -> None:
    queries = build_queries(COCN, {}, KNOWLEDGE.profiles, KNOWLEDGE.statistics.profiles)
    content = json.loads(models_path("queries.json").read_text(encoding="utf-8"))
    assert set(content["vectors"]) == {query.key for query in queries}


def test_shipped_vectors_are_what_the_encoder_gives() -> None:
    encoder = load_encoder("use")
    queries = build_queries(COCN[::16], {}, KNOWLEDGE.profiles, KNOWLEDGE.statistics.profiles)
    shipped = query_vectors(queries, encoder, shipped=models_path("queries.json"))
    # another processor rounds differently in the fourth digit
    assert np.abs(shipped - query_vectors(queries, encoder)).max() < 5e-3


def test_models_use_the_features_that_are_computed() -> None:
    for model, names, cells in (
        (SCORER.profiled, PROFILED, CELL_PROFILED),
        (SCORER.plain, PASSAGE, CELL),
    ):
        assert set(model.passage.weights) == set(model.passage.averages) == set(names)
        assert set(model.covered.weights) == set(cells)
        assert set(model.full.weights) <= set(cells)
        assert min(model.passage.weights.values()) >= 0


def test_every_feature_that_ships_has_a_weight() -> None:
    assert min(SCORER.profiled.passage.weights.values()) > 0
    assert min(SCORER.profiled.covered.weights.values()) > 0


def test_gaps_are_claimed_only_where_measured() -> None:
    assert SCORER.thresholds.gap <= GAP_LIMIT
    claims, right = (int(SCORER.record[name]) for name in ("gap_claims", "gap_claims_right"))
    assert 0 <= right <= claims
    assert 0 <= float(SCORER.record["gap_claims_lower_limit"]) <= right / max(claims, 1)


def test_every_plan_of_the_fit_has_a_scorer_without_it() -> None:
    assert len(SCORER.plans) >= int(SCORER.record["calibration_plans"])
    assert len(SCORER.plans) >= int(SCORER.record["own_documents"])
    for document, name in SCORER.plans.items():
        held_out = held_out_scorer(SCORER, document)
        assert held_out is not None
        assert held_out.record["without"] == name
        assert held_out.plain != SCORER.plain
    assert held_out_scorer(SCORER, "0" * 64) is None


@pytest.mark.parametrize("path", sorted(models_path(HELD_OUT).glob("*.json")), ids=lambda path: path.stem)
def test_scorers_that_leave_one_out_are_whole(path: Path) -> None:
    scorer = load_scorer(path)
    assert scorer.profiles == SCORER.profiles
    assert set(scorer.prior) == set(SCORER.prior)


def test_few_terms_are_learned_and_none_is_a_sentence() -> None:
    for terms in SCORER.learned.values():
        assert 0 < len(terms) <= KEPT
        assert max(map(len, terms)) < 40
        assert not any("。" in term for term in terms)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_files_are_small_and_have_a_card(path: Path) -> None:
    assert path.stat().st_size < 1_000_000
    cards = "".join(card.read_text(encoding="utf-8") for card in models_path().glob("*.md"))
    assert path.relative_to(models_path()).parts[0] in cards


def test_labels_are_numbers_not_texts() -> None:
    with models_path("labels", "grades.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    known = {proposal.id for proposal in COCN}
    assert {row["grade"] for row in rows} == {"0", "1", "2", "3"}
    assert all(row["project"].isdecimal() and row["proposal"] in known for row in rows)
    assert len({(row["plan"], row["project"], row["proposal"]) for row in rows}) == len(rows)


def test_no_passage_of_a_plan_is_shipped() -> None:
    terms = KNOWLEDGE.statistics.frequencies
    assert max(map(len, terms)) < 40
    assert not any("。" in term for term in terms)
