"""Proposals as they are searched with: their wording, their profile, and the vectors of both."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from policyalign.domain import Proposal
from policyalign.match.encoders import Encoder, Vectors
from policyalign.match.plan_vectors import normalized
from policyalign.match.profiles import fingerprint

PROFILE_WEIGHT = 2.0
"""Weight of a profile's mean vector against that of the wording. Values from 1 to 4 rank alike."""
WORDING_WEIGHT = 0.25
"""Weight of a term of the wording against one that every sentence of the profile holds."""


@dataclass(frozen=True, slots=True)
class Query:
    """A proposal and the sentences of its profile, none where it has no profile.

    ``fingerprint`` is that of the proposal's text; ``terms`` are the weights of the normalized terms of
    wording and profile; ``analysed`` tells whether the terms of the wording were known.
    """

    proposal_id: str
    fingerprint: str
    text: str
    measures: tuple[str, ...] = ()
    terms: Mapping[str, float] = field(default_factory=dict)
    analysed: bool = False

    @property
    def key(self) -> str:
        """What the vector depends on besides the encoder."""
        return hashlib.sha256("\0".join((self.text, *self.measures)).encode()).hexdigest()


def build_queries(
    proposals: Sequence[Proposal],
    terms: Mapping[str, Sequence[str]],
    measures: Mapping[str, tuple[str, ...]],
    profile_terms: Mapping[str, Mapping[str, float]],
) -> tuple[Query, ...]:
    """One query per proposal, in order. ``terms`` are by the proposal's id, the profiles by the fingerprint
    of its text, so that a profile never serves a proposal that was reworded."""
    return tuple(
        _query(proposal, terms.get(proposal.id, ()), measures, profile_terms) for proposal in proposals
    )


def _query(
    proposal: Proposal,
    terms: Sequence[str],
    measures: Mapping[str, tuple[str, ...]],
    profile_terms: Mapping[str, Mapping[str, float]],
) -> Query:
    key = fingerprint(proposal.text)
    weights = dict(profile_terms.get(key, {}))
    for term in terms:
        weights[term] = profile_terms.get(key, {}).get(term, 0.0) + WORDING_WEIGHT
    wording = f"{proposal.label}。{proposal.text}"
    return Query(proposal.id, key, wording, measures.get(key, ()), weights, bool(terms))


def embed_queries(queries: Sequence[Query], encoder: Encoder) -> Vectors:
    """One row of length 1 per query: its wording and the mean of its profile's sentences."""
    distinct = sorted({text for query in queries for text in (query.text, *query.measures)})
    vectors = dict(zip(distinct, encoder.encode(distinct, "query"), strict=True))
    rows = [_combined(query, vectors) for query in queries]
    return normalized(np.array(rows, dtype=np.float32).reshape(len(queries), encoder.dimension))


def _combined(query: Query, vectors: Mapping[str, Vectors]) -> Vectors:
    wording = vectors[query.text]
    if not query.measures:
        return wording
    profile = np.mean([vectors[measure] for measure in query.measures], axis=0, keepdims=True)
    combined: Vectors = wording + np.float32(PROFILE_WEIGHT) * normalized(profile)[0]
    return combined
