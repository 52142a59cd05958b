"""Proposals as they are searched with: their wording, their profile, and the vectors of both."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from policyalign.domain import Proposal
from policyalign.match.arrays import Vectors
from policyalign.match.encoder import Encoder
from policyalign.match.essentials import Essentials
from policyalign.match.pooling import normalized
from policyalign.match.profiles import Profile, fingerprint
from policyalign.segment.requests import Request
from policyalign.text.labels import given_label

PROFILE_WEIGHT = 2.0
"""Weight of a profile's mean vector against that of the wording. Values from 1 to 4 rank alike."""
WORDING_WEIGHT = 0.25
"""Weight of a term of the wording against one that every sentence of the profile holds."""


@dataclass(frozen=True, slots=True)
class Query:
    """A proposal and its profile, if it has one.

    ``fingerprint`` is that of the proposal's text; ``terms`` are the weights of the normalized terms of
    wording and profile; ``request`` is what it asks for, as far as that was analysed.
    """

    proposal_id: str
    fingerprint: str
    text: str
    profile: Profile | None = None
    terms: Mapping[str, float] = field(default_factory=dict)
    request: Request = field(default_factory=Request)

    @property
    def analysed(self) -> bool:
        """Whether its words are known."""
        return bool(self.request.terms)

    @property
    def sentences(self) -> tuple[str, ...]:
        """How measures that answer it would read; none without a profile."""
        return self.profile.does if self.profile else ()

    @property
    def names(self) -> tuple[str, ...]:
        return self.profile.names if self.profile else ()

    @property
    def related(self) -> tuple[str, ...]:
        return self.profile.related if self.profile else ()

    @property
    def essentials(self) -> Essentials:
        return self.profile.essentials if self.profile else ()

    @property
    def key(self) -> str:
        """What the vector depends on besides the encoder."""
        return hashlib.sha256("\0".join((self.text, *self.sentences)).encode()).hexdigest()


def build_queries(
    proposals: Sequence[Proposal],
    requests: Mapping[str, Request],
    profiles: Mapping[str, Profile],
    profile_terms: Mapping[str, Mapping[str, float]],
) -> tuple[Query, ...]:
    """One query per proposal, in order. ``requests`` are by the proposal's id; profiles and the share of a
    profile's sentences that hold each term by the fingerprint of the proposal's text."""
    queries = []
    for proposal in proposals:
        key, request = fingerprint(proposal.text), requests.get(proposal.id, Request())
        shares = profile_terms.get(key, {})
        weights = {**shares, **{term: shares.get(term, 0.0) + WORDING_WEIGHT for term in request.terms}}
        profile = profiles.get(key)
        label = proposal.label if profile else given_label(proposal.label, proposal.text)
        queries.append(Query(proposal.id, key, f"{label}。{proposal.text}", profile, weights, request))
    return tuple(queries)


def embed_queries(queries: Sequence[Query], encoder: Encoder) -> Vectors:
    """One row of length 1 per query: its wording and the mean of its profile's sentences."""
    distinct = sorted({text for query in queries for text in (query.text, *query.sentences)})
    vectors = dict(zip(distinct, encoder.encode(distinct, "query"), strict=True))
    rows = [_combined(query, vectors) for query in queries]
    return normalized(np.array(rows, dtype=np.float32).reshape(len(queries), encoder.dimension))


def _combined(query: Query, vectors: Mapping[str, Vectors]) -> Vectors:
    wording = vectors[query.text]
    if not query.sentences:
        return wording
    profile = np.mean([vectors[sentence] for sentence in query.sentences], axis=0, keepdims=True)
    combined: Vectors = wording + np.float32(PROFILE_WEIGHT) * normalized(profile)[0]
    return combined
