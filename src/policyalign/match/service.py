"""Matching as one object that loads everything once and lives in a process of its own.

service = MatchService("e5")
service.embed(plan, proposals)           # needs no terms: may run while the plan is still being analysed
service.match(plan, proposals, terms)    # PlanMatches
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from importlib.metadata import version
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from policyalign.corpora import models_path
from policyalign.domain import Plan, PlanMatches, Proposal
from policyalign.match import features as stages
from policyalign.match.encoders import Encoder, load_encoder
from policyalign.match.knowledge import load_knowledge
from policyalign.match.queries import Query, build_queries
from policyalign.match.query_cache import query_vectors
from policyalign.match.ranking import estimate_cells, rank_matches
from policyalign.match.scoring import probability, prototype_feature, score_cells, score_pairs

Matrix = NDArray[np.float64]

FIRST = "use"
SECOND = "e5"


@dataclass(frozen=True, slots=True)
class _Seen:
    """What the encoders made of a plan and, where ``keys`` is not empty, of the queries with these keys."""

    outline: tuple[object, ...]
    embedded: stages.EmbeddedPlan
    keys: tuple[str, ...]
    pair: tuple[stages.FirstStage, Matrix] | None


class MatchService:
    """Scores the passages of plans for proposals.

    ``encoder`` is the second stage: ``e5``, ``use`` for none, or any other encoder, whose similarity is shown
    but which leaves every cell uncalibrated. ``cache_dir`` keeps the vectors of proposals between runs.
    Raises :class:`~policyalign.errors.EncoderError` or :class:`~policyalign.errors.MissingExtra`.
    """

    def __init__(self, encoder: str = SECOND, cache_dir: Path | str | None = None) -> None:
        self._first = load_encoder(FIRST)
        self._second = load_encoder(encoder) if encoder != FIRST else None
        self._cache_dir = Path(cache_dir) if cache_dir else None
        self._knowledge = load_knowledge(models_path())
        self._scorer = self._knowledge.second if encoder == SECOND else self._knowledge.first
        self._seen: dict[str, _Seen] = {}

    def ready(self) -> bool:
        """True, once everything is loaded."""
        return True

    def describe(self) -> dict[str, str]:
        """Names, revisions and versions of all that the probabilities depend on."""
        second = self._second or self._first
        packages = ("numpy", "scikit-learn", "sentence-transformers", "torch")
        return {
            "encoder": second.name,
            "encoder_revision": second.revision,
            "first_encoder": self._first.name,
            "first_encoder_revision": self._first.revision,
            "calibrated": "yes" if self._calibrated else "no",
            **self._scorer.record,
            **{package: version(package) for package in packages},
        }

    def embed(self, plan: Plan, proposals: Sequence[Proposal] = ()) -> None:
        """Run the encoders on a plan ahead of :meth:`match`: the first one on all of it and, with the
        proposals given, the second one too."""
        queries = self._queries(proposals, {})
        embedded = stages.embed(plan, self._first)
        pair = self._compare(embedded, queries) if queries else None
        self._seen[plan.id] = _Seen(_outline(plan), embedded, _keys(queries), pair)

    def match(
        self, plan: Plan, proposals: Sequence[Proposal], proposal_terms: Mapping[str, Sequence[str]]
    ) -> PlanMatches:
        """The best passages for every proposal and the estimate of every cell.

        ``proposal_terms`` are the normalized terms of each proposal by its id, from the analysis that gave
        ``Passage.terms``. Without terms on either side cells are left uncalibrated.
        """
        queries = self._queries(proposals, proposal_terms)
        embedded, (first, second) = self._recall(plan, queries)
        features = self._features(embedded, queries, first, second)
        profiled = np.array([bool(query.measures) for query in queries], dtype=bool)
        logits = score_pairs(self._scorer, features, profiled)
        covered, full = score_cells(self._scorer, logits, _fingerprints(queries), profiled)
        ids = [proposal.id for proposal in proposals]
        thresholds = self._scorer.thresholds
        return PlanMatches(
            plan.id,
            tuple(rank_matches(ids, plan.passages, probability(logits), features, thresholds.measure)),
            tuple(estimate_cells(ids, covered, full, self._certain(plan, queries))),
            thresholds,
        )

    @property
    def _calibrated(self) -> bool:
        """Whether the encoders at work are those that the scorer was fitted with."""
        encoders: list[Encoder] = [self._first, *([self._second] if self._second else [])]
        return {encoder.name: encoder.revision for encoder in encoders} == dict(self._scorer.encoders)

    def _certain(self, plan: Plan, queries: Sequence[Query]) -> list[bool]:
        """Of which proposals the estimates are calibrated."""
        usable = self._calibrated and any(passage.terms for passage in plan.passages)
        return [
            usable and bool(query.measures and query.analysed) and query.fingerprint in self._scorer.prior
            for query in queries
        ]

    def _queries(
        self, proposals: Sequence[Proposal], terms: Mapping[str, Sequence[str]]
    ) -> tuple[Query, ...]:
        return build_queries(proposals, terms, self._knowledge.measures, self._knowledge.profile_terms)

    def _recall(
        self, plan: Plan, queries: Sequence[Query]
    ) -> tuple[stages.EmbeddedPlan, tuple[stages.FirstStage, Matrix]]:
        """What :meth:`embed` has found for this plan and these queries; found now where it has not."""
        seen = self._seen.pop(plan.id, None)
        if seen is None or seen.outline != _outline(plan):
            embedded = stages.embed(plan, self._first)
            return embedded, self._compare(embedded, queries)
        embedded = replace(seen.embedded, plan=plan)
        if seen.pair is not None and seen.keys == _keys(queries):
            return embedded, seen.pair
        return embedded, self._compare(embedded, queries)

    def _compare(
        self, embedded: stages.EmbeddedPlan, queries: Sequence[Query]
    ) -> tuple[stages.FirstStage, Matrix]:
        first = stages.first_stage(embedded, queries, self._vectors(queries, self._first))
        if self._second is None:
            return first, np.full(first.sentence.shape, np.nan)
        vectors = self._vectors(queries, self._second)
        return first, stages.second_stage(embedded, first, vectors, self._second)

    def _vectors(self, queries: Sequence[Query], encoder: Encoder) -> NDArray[np.float32]:
        shipped = models_path(f"queries-{encoder.name}.json") if encoder.name in (FIRST, SECOND) else None
        return query_vectors(queries, encoder, shipped, self._cache_dir)

    def _features(
        self,
        embedded: stages.EmbeddedPlan,
        queries: Sequence[Query],
        first: stages.FirstStage,
        second: Matrix,
    ) -> dict[str, Matrix]:
        """All features; the similarity of an encoder that no scorer knows goes by the name ``other``."""
        features = stages.complete(embedded, queries, first, self._knowledge.statistics)
        prototype = prototype_feature(
            _fingerprints(queries),
            self._knowledge.prototypes,
            embedded.vectors.contexts.astype(np.float64),
            first.context,
        )
        known = self._scorer is self._knowledge.second
        return {
            **features,
            "prototype": prototype[:, embedded.context_of],
            "second": second if known else np.full(second.shape, np.nan),
            **({} if known or self._second is None else {"other": second}),
        }


def _outline(plan: Plan) -> tuple[object, ...]:
    """All of a plan that the encoders see; the analysis of its text leaves this as it is."""
    return tuple((passage.text, passage.sentences, passage.section_path) for passage in plan.passages)


def _keys(queries: Sequence[Query]) -> tuple[str, ...]:
    return tuple(query.key for query in queries)


def _fingerprints(queries: Sequence[Query]) -> list[str]:
    return [query.fingerprint for query in queries]
