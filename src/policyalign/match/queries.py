"""Proposals as they are searched with: their wording, their profile, and the vectors of both."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from policyalign.domain import Proposal
from policyalign.match.encoders import Encoder, Vectors
from policyalign.match.plan_vectors import normalized
from policyalign.match.profiles import fingerprint, term_shares

PROFILE_WEIGHT = 2.0
"""Weight of a profile's mean vector against that of the wording. Any value from 1 to 4 ranks alike."""


@dataclass(frozen=True, slots=True)
class Query:
    """A proposal, the sentences of its profile (none where it has no profile), and the weights of the normalized
    terms of both. ``fingerprint`` is that of the proposal's text."""

    proposal_id: str
    fingerprint: str
    text: str
    measures: tuple[str, ...] = ()
    terms: Mapping[str, float] = field(default_factory=dict)
    profile_terms: Mapping[str, float] = field(default_factory=dict)

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
    """One query per proposal, in order. ``terms`` are by the proposal's id, the profiles by the fingerprint of its
    text, so that a profile never serves a proposal that was reworded."""
    return tuple(
        Query(
            proposal.id,
            fingerprint(proposal.text),
            f"{proposal.label}。{proposal.text}",
            measures.get(fingerprint(proposal.text), ()),
            term_shares([terms.get(proposal.id, ())]),
            profile_terms.get(fingerprint(proposal.text), {}),
        )
        for proposal in proposals
    )


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
