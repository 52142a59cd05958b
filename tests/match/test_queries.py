from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from policyalign.match.profiles import Profile, fingerprint
from policyalign.match.queries import Query, build_queries, embed_queries
from policyalign.match.query_vectors import pack_vectors, query_vectors
from policyalign.segment.requests import Request

from support.plans import PairEncoder, make_proposal

PROPOSAL = make_proposal("博士進学者を増やすべき")
KEY = fingerprint(PROPOSAL.text)
DOES = ("博士課程学生に奨励金を支給する。", "進学を促す。")
PROFILES = {KEY: Profile("博士", "増やす", "大学", "学生", "進学", ("博士課程",), ("奨励金",), ("博士号",), DOES)}


def queries_for(*texts: str) -> tuple[Query, ...]:
    proposals = [make_proposal(text, number) for number, text in enumerate(texts)]
    return build_queries(proposals, {}, {}, {})


def test_a_profile_joins_wording_and_terms() -> None:
    (query,) = build_queries(
        [PROPOSAL], {PROPOSAL.id: Request(("博士", "増やす"))}, PROFILES, {KEY: {"博士": 1.0, "支給": 0.5}}
    )
    assert query.sentences == DOES
    assert query.names == ("博士課程",)
    assert query.related == ("奨励金",)
    assert query.terms == {"博士": 1.25, "増やす": 0.25, "支給": 0.5}
    assert query.analysed


def test_a_profile_never_serves_a_proposal_that_was_reworded() -> None:
    reworded = make_proposal(PROPOSAL.text + "ではない")
    (query,) = build_queries([reworded], {}, PROFILES, {KEY: {"博士": 1.0}})
    assert query.profile is None
    assert query.sentences == query.names == ()
    assert not query.terms
    assert not query.analysed


def test_a_profile_draws_the_vector_towards_its_sentences() -> None:
    encoder = PairEncoder()
    with_profile = embed_queries(build_queries([PROPOSAL], {}, PROFILES, {}), encoder)
    without = embed_queries(build_queries([PROPOSAL], {}, {}, {}), encoder)
    measure = encoder.encode([DOES[0]], "passage")[0]
    assert with_profile[0] @ measure > without[0] @ measure + 0.2
    assert np.linalg.norm(with_profile, axis=1) == pytest.approx(1, abs=1e-6)


def shipped(folder: Path, queries: Sequence[Query], encoder: PairEncoder) -> Path:
    import json

    path = folder / "queries.json"
    packed = pack_vectors(queries, embed_queries(queries, encoder), encoder.revision)
    path.write_text(json.dumps(packed), encoding="utf-8")
    return path


def test_shipped_vectors_serve_their_own_revision_only(tmp_path: Path) -> None:
    queries = queries_for("宇宙", "環境")
    path = shipped(tmp_path, queries, PairEncoder(revision="1"))
    same, newer = PairEncoder(revision="1"), PairEncoder(revision="2")
    assert query_vectors(queries, same, shipped=path) == pytest.approx(embed_queries(queries, same), abs=1e-6)
    same.read.clear()
    query_vectors(queries, same, shipped=path)
    query_vectors(queries, newer, shipped=path)
    assert not same.read
    assert newer.read


def test_no_proposals_are_no_rows() -> None:
    assert query_vectors((), PairEncoder()).shape == (0, 256)
