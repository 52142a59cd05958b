"""Matching as one object that loads everything once and lives in a process of its own.

service = MatchService("use")
service.embed(plan, proposals)           # needs no terms: may run while the plan is still being analysed
service.match(plan, proposals, terms)    # PlanMatches
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from importlib.metadata import version
from pathlib import Path

import numpy as np

from policyalign.config import DEFAULT_KINDS
from policyalign.corpora import load_proposals, models_path, select
from policyalign.domain import Plan, PlanMatches, Proposal
from policyalign.match import features as stages
from policyalign.match.applicability import expected_coverage, is_in_domain, style_features
from policyalign.match.arrays import Matrix, Vectors
from policyalign.match.carriers import Finder, carrier_of, with_carriers
from policyalign.match.encoder import Encoder
from policyalign.match.encoder_kept import KeptEncoder
from policyalign.match.encoders import load_encoder
from policyalign.match.knowledge import Knowledge, held_out_scorer, load_knowledge
from policyalign.match.lessons import Lessons, load_lessons
from policyalign.match.mentions import find_mention, mention_of
from policyalign.match.objects import ObjectJudge
from policyalign.match.parameters import Scorer
from policyalign.match.parts import Parts, with_parts
from policyalign.match.phrase_pairs import PhraseJudge, with_phrases
from policyalign.match.plan_vectors import PlanVectors
from policyalign.match.pooling import pool_groups
from policyalign.match.queries import Query, build_queries
from policyalign.match.query_vectors import query_vectors
from policyalign.match.ranking import TOP_K, Ranked, estimate_cells, rank_matches
from policyalign.match.scoring import Scores, contributions, learned_feature, score
from policyalign.segment.phrases import Phrase
from policyalign.segment.requests import Request
from policyalign.store import Store
from policyalign.text.normalize import nfkc_key

_STYLE_DIGITS = 6
SCORING_ENCODER = "use"
"""The encoder whose similarities the scorer was fitted on."""


@dataclass(frozen=True, slots=True)
class _Seen:
    """What the encoders made of a plan and, where ``keys`` is not empty, of the queries with these keys."""

    outline: tuple[object, ...]
    embedded: stages.EmbeddedPlan
    keys: tuple[str, ...]
    first: stages.FirstStage | None


class MatchService:
    """Scores the passages of plans for proposals.

    ``encoder`` may name another encoder than the one the scorer needs: its similarities are then shown
    beside, and change no verdict. ``cache_dir`` keeps vectors between runs, ``model`` is a folder of lessons from
    people's answers. ``load`` gives the encoder of a name, ``knowledge`` is by default what comes along. Raises
    :class:`~policyalign.errors.EncoderError`, :class:`~policyalign.errors.MissingExtra` or, for the lessons,
    :class:`~policyalign.errors.InputError`.
    """

    def __init__(
        self,
        encoder: str = SCORING_ENCODER,
        cache_dir: Path | str | None = None,
        model: str = "",
        *,
        load: Callable[[str], Encoder] = load_encoder,
        knowledge: Knowledge | None = None,
    ) -> None:
        store = Store(Path(cache_dir)) if cache_dir else None

        def loaded(name: str) -> Encoder:
            return KeptEncoder(load(name), store) if store else load(name)

        self._first = loaded(SCORING_ENCODER)
        self._other = loaded(encoder) if encoder != SCORING_ENCODER else None
        self._knowledge = knowledge or load_knowledge()
        self._lessons: Lessons | None = load_lessons(Path(model), self._knowledge.scorer) if model else None
        self._probes = self._queries(select(load_proposals(), kinds=DEFAULT_KINDS), {})
        self._phrase_judge = PhraseJudge(self._knowledge.statistics.weight, self._encode_words)
        self._seen: dict[str, _Seen] = {}
        self._encoded: dict[str, Mapping[str, Vectors]] = {}

    def ready(self) -> bool:
        """True, once everything is loaded."""
        return True

    def describe(self) -> dict[str, str]:
        """Names, revisions and versions of all that the probabilities depend on."""
        shown = self._other or self._first
        packages = ("numpy", "scikit-learn", "sentence-transformers", "torch")
        return {
            "encoder": shown.name,
            "encoder_revision": shown.revision,
            "first_encoder": self._first.name,
            "first_encoder_revision": self._first.revision,
            "calibrated": "yes" if self._calibrated else "no",
            **self._knowledge.scorer.record,
            **{package: version(package) for package in packages},
        }

    def held_out(self, documents: Mapping[str, str]) -> dict[str, str]:
        """By plan id, given the SHA-256 of its file: ``yes`` where the scorer was fitted on that plan and can
        do without, else ``unseen``."""
        known = self._knowledge.scorer.plans
        return {plan: "yes" if document in known else "unseen" for plan, document in documents.items()}

    def embed(self, plan: Plan, proposals: Sequence[Proposal] = ()) -> None:
        """Run the encoders on a plan ahead of :meth:`match`."""
        queries = self._queries(proposals, {})
        embedded = stages.embed(plan, self._first)
        first = self._compare(embedded, queries) if queries else None
        self._seen[plan.id] = _Seen(_outline(plan), embedded, _keys(queries), first)

    def prepare(self, phrases: Mapping[str, Sequence[Phrase]]) -> None:
        """Encode the phrases of proposals ahead of :meth:`match`."""
        for asked in phrases.values():
            self._phrase_judge.asked(asked)

    def match(
        self,
        plan: Plan,
        proposals: Sequence[Proposal],
        requests: Mapping[str, Request],
        top_k: int | None = TOP_K,
        held_out: bool = False,
        phrases: Mapping[str, Sequence[Phrase]] | None = None,
        genre: str = "",
        vectors: PlanVectors | None = None,
    ) -> PlanMatches:
        """The ``top_k`` best passages or more for every proposal (None: all), and the estimate of every cell.

        ``requests`` are what each proposal asks for, by its id, from the analysis that gave ``Passage.terms``;
        without terms on either side cells are left uncalibrated. With ``held_out`` a plan
        that the scorer was fitted on is scored by the one that was fitted without it. With the ``phrases`` of
        the proposals the nearest passages are held against them, phrase by phrase. Of a ``genre`` that the lessons
        settle, the plan is scored by what they teach. ``vectors`` are those of the plan where they are known
        (:meth:`vectors`); none of it is then kept for :meth:`pooled`.
        """
        scorer = self._scorer_for(plan, held_out)
        queries = self._queries(proposals, requests)
        if vectors is None:
            embedded, first = self._recall(plan, queries)
            self._encoded[plan.id] = _by_sentence(embedded)
        else:
            embedded = stages.with_vectors(plan, vectors)
            first = self._compare(embedded, queries)
        features, scores = self._score(scorer, embedded, queries, first)
        certain = self._certain(plan, queries)
        # Where no cell is calibrated none can be 欠落, whatever the plan is like.
        style = self._style(scorer, embedded, queries, first, scores.covered) if any(certain) else {}
        taught = self._taught(plan, genre, scorer, style)
        if taught is not None:
            scorer = taught
            features, scores = self._score(scorer, embedded, queries, first)

        def explained(row: int, column: int) -> dict[str, float]:
            query = queries[row]
            return contributions(scorer, features, row, column, query.fingerprint, query.profile is not None)

        shown = features if first.other is None else {**features, "other": first.other}
        mentions = self._mentions(plan, queries, scores.logits)
        kept = {row: column for row, (column, _) in mentions.items()}
        ranked = Ranked(scores.logits, shown, scorer.thresholds.measure, top_k, explained, kept)
        ids = [proposal.id for proposal in proposals]
        found = PlanMatches(
            plan.id,
            tuple(rank_matches(ids, plan.passages, ranked)),
            tuple(estimate_cells(ids, scores, certain, [query.profile is not None for query in queries])),
            scorer.thresholds,
            not style or is_in_domain(scorer.in_domain, style),
            scorer.plain_thresholds,
            genre if taught is not None else "",
            {name: round(value, _STYLE_DIGITS) for name, value in style.items()},
            tuple(
                mention_of(ids[row], plan.passages[column], queries[row].request, share)
                for row, (column, share) in mentions.items()
            ),
        )
        found = with_carriers(plan, found, self._finders(queries))
        found = with_parts(plan, found, self._parts(queries))
        return found if phrases is None else with_phrases(plan, found, phrases, self._phrase_judge)

    def vectors(self, plan: Plan, groups: Sequence[Sequence[str]]) -> tuple[PlanVectors, Vectors]:
        """The vectors of a plan for :meth:`match`, and one for each group of its sentences as :meth:`pooled` gives."""
        embedded = stages.embed(plan, self._first)
        return embedded.vectors, pool_groups(groups, self._first, _by_sentence(embedded))

    def pooled(self, groups: Sequence[Sequence[str]], plan: Plan | None = None) -> Vectors:
        """A vector for each group of sentences, ``(len(groups), d)``. Those of the ``plan`` that they are from are
        taken as they were encoded for :meth:`match`: what company a text is in changes the last bits."""
        known: Mapping[str, Vectors] = {}
        if plan is not None:
            known = self._encoded.pop(plan.id, {}) or _by_sentence(stages.embed(plan, self._first))
        return pool_groups(groups, self._first, known)

    @property
    def _calibrated(self) -> bool:
        """Whether the encoder at work is the one that the scorer was fitted with."""
        return {self._first.name: self._first.revision} == dict(self._knowledge.scorer.encoders)

    def _scorer_for(self, plan: Plan, held_out: bool) -> Scorer:
        known = self._knowledge.scorer
        return (held_out_scorer(known, plan.document_id) if held_out else None) or known

    def _certain(self, plan: Plan, queries: Sequence[Query]) -> list[bool]:
        """Of which proposals the estimates are calibrated: all whose words are known, by the encoder of the fit."""
        usable = self._calibrated and any(passage.terms for passage in plan.passages)
        return [usable and query.analysed for query in queries]

    def _taught(self, plan: Plan, genre: str, scorer: Scorer, style: Mapping[str, float]) -> Scorer | None:
        """The scorer after the lessons, where these say of the genre what holds for the plan."""
        if self._lessons is None or not style:
            return None
        return self._lessons.of(plan.document_id).scorer_of(genre, scorer, style)

    def _style(
        self,
        scorer: Scorer,
        embedded: stages.EmbeddedPlan,
        queries: Sequence[Query],
        first: stages.FirstStage,
        covered: Matrix,
    ) -> dict[str, float]:
        """How the plan is written, by what the proposals of the fit find in it. Where not all of these were asked for,
        they are looked for now."""
        sentence, asked = first.sentence, {query.key: row for row, query in enumerate(queries)}
        rows = [asked.get(probe.key, -1) for probe in self._probes]
        if min(rows) < 0:
            found = self._first_stage(embedded, self._probes)
            covered = self._score(scorer, embedded, self._probes, found)[1].covered
            sentence, rows = found.sentence, list(range(len(self._probes)))
        return {**style_features(embedded, sentence[rows]), "expected_coverage": expected_coverage(covered[rows])}

    def _finders(self, queries: Sequence[Query]) -> dict[str, Finder]:
        """What finds the sentence that carries 対応, for each proposal by its id."""
        return {query.proposal_id: self._finder(query) for query in queries}

    def _parts(self, queries: Sequence[Query]) -> dict[str, Parts]:
        """The several things that proposals name, by their ids."""
        profiles = ((query, self._knowledge.profiles.get(query.fingerprint)) for query in queries)
        return {
            query.proposal_id: profile.parts for query, profile in profiles if profile is not None and profile.parts
        }

    def _finder(self, query: Query) -> Finder:
        profile = self._knowledge.profiles.get(query.fingerprint)
        if profile is not None and profile.essentials:
            return partial(carrier_of, essentials=profile.essentials)
        return ObjectJudge(query.request, self._knowledge.statistics.weight, self._encode_words)

    def _mentions(self, plan: Plan, queries: Sequence[Query], logits: Matrix) -> dict[int, tuple[int, float]]:
        """By query that has no profile, which passage speaks of what it asks about, and how much of it."""
        texts = ["" if passage.is_aside else nfkc_key(passage.text) for passage in plan.passages]
        weight = self._knowledge.statistics.weight
        found = (
            (row, find_mention(query.request, texts, logits[row], weight))
            for row, query in enumerate(queries)
            if query.profile is None
        )
        return {row: one for row, one in found if one is not None}

    def _encode_words(self, words: list[str]) -> Vectors:
        return self._first.encode(words, "passage")

    def _queries(self, proposals: Sequence[Proposal], requests: Mapping[str, Request]) -> tuple[Query, ...]:
        """The proposals as they are searched with. A profile counts only as it was when the scorer was fitted: of any
        other nobody knows how often the verdicts are right."""
        fitted = self._knowledge.scorer.profiles
        profiles = {key: one for key, one in self._knowledge.profiles.items() if fitted.get(key) == one.key}
        return build_queries(proposals, requests, profiles, self._knowledge.statistics.profiles)

    def _recall(self, plan: Plan, queries: Sequence[Query]) -> tuple[stages.EmbeddedPlan, stages.FirstStage]:
        """What :meth:`embed` has found for this plan and these queries; found now where it has not."""
        seen = self._seen.pop(plan.id, None)
        if seen is None or seen.outline != _outline(plan):
            embedded = stages.embed(plan, self._first)
        else:
            embedded = replace(seen.embedded, plan=plan)
            if seen.first is not None and seen.keys == _keys(queries):
                return embedded, seen.first
        return embedded, self._compare(embedded, queries)

    def _compare(self, embedded: stages.EmbeddedPlan, queries: Sequence[Query]) -> stages.FirstStage:
        first = self._first_stage(embedded, queries)
        if self._other is None:
            return first
        others = query_vectors(queries, self._other)
        return replace(first, other=stages.second_opinion(embedded, first, others, self._other))

    def _first_stage(self, embedded: stages.EmbeddedPlan, queries: Sequence[Query]) -> stages.FirstStage:
        shipped = models_path("queries.json")
        return stages.first_stage(embedded, queries, query_vectors(queries, self._first, shipped))

    def _score(
        self, scorer: Scorer, embedded: stages.EmbeddedPlan, queries: Sequence[Query], first: stages.FirstStage
    ) -> tuple[dict[str, Matrix], Scores]:
        """All features (queries × passages), and what they come to."""
        statistics = self._knowledge.statistics
        keys = [query.fingerprint for query in queries]
        profiled = np.array([query.profile is not None for query in queries], dtype=bool)
        learned = learned_feature(scorer.learned, keys, stages.term_vectors(embedded, statistics))
        features = stages.of_passages(embedded, queries, first, statistics, learned)
        return features, score(scorer, features, embedded.context_of, keys, profiled)


def _outline(plan: Plan) -> tuple[object, ...]:
    """All of a plan that the encoders see; the analysis of its text leaves this as it is."""
    return tuple((passage.text, passage.sentences, passage.section_path) for passage in plan.passages)


def _by_sentence(embedded: stages.EmbeddedPlan) -> dict[str, Vectors]:
    return dict(zip(embedded.sentences.texts, embedded.vectors.sentences, strict=True))


def _keys(queries: Sequence[Query]) -> tuple[str, ...]:
    return tuple(query.key for query in queries)
