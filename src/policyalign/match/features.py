"""What the scorer looks at: one matrix (queries × passages, × windows or × contexts) per feature.

==========  ======================================================================================
sentence    cosine of the query and the best sentence of the passage
context     cosine of the query and the passage's window
terms       BM25 of the terms of wording and profile in the window, 0–1
ngram       cosine of TF-IDF over 2–4 characters of query and window
names       how often the window mentions what names the proposal: Σ ln(1 + occurrences)
related     how often the window mentions what often goes with it
essentials  share of the matters essential to the proposal that the window names, 0–1
learned     likeness of the context to the terms of measures known to answer the proposal
wording     cosine of TF-IDF over 2–4 characters of the sentences that ask and of the passage
cover       share of the terms asked for that the passage or its headings name
act         share of the terms asked for that a sentence does in the direction asked for
contrary    1 where the passage does the opposite of what is asked, else 0
short       1 where the passage does not go as far as is asked (number, deadline, duty, who is to act), else 0
background  1 where the passage describes a situation or a problem, else 0
==========  ======================================================================================

``context`` to ``essentials`` are those of the window, ``learned`` that of the whole context: a passage is judged by
what is said around it, as part of its measure. ``wording`` to ``short`` serve proposals that no plan was labelled for
(:mod:`policyalign.match.acts`), and are 0 for others.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from policyalign.domain import Passage, Plan
from policyalign.match.acts import compare_acts, contrary
from policyalign.match.arrays import Indices, Matrix, Vectors
from policyalign.match.candidates import MAX_SENTENCE, Candidate, choose_candidates, fused_order
from policyalign.match.contexts import Context, build_contexts, build_windows, under_background
from policyalign.match.degree import meets, read_degree
from policyalign.match.encoder import Encoder, readable
from policyalign.match.essentials import share_named
from policyalign.match.learned_terms import TermVector, term_vector
from policyalign.match.lexical import mentions, ngram_similarity, term_similarity
from policyalign.match.plan_vectors import PlanVectors, Sentences, embed_plan, list_sentences
from policyalign.match.queries import Query
from policyalign.match.term_statistics import TermStatistics
from policyalign.segment.requests import Request

OF_REQUESTS = ("wording", "cover", "act", "contrary", "short")
"""The features that :func:`of_requests` gives."""
_BACKGROUND_ROLES = frozenset({"background", "issue"})


@dataclass(frozen=True, slots=True)
class EmbeddedPlan:
    """A plan with its contexts, their windows and the encoder's vectors; ``context_of`` and ``window_of`` give the
    context and the window of a passage."""

    plan: Plan
    sentences: Sentences
    contexts: tuple[Context, ...]
    context_of: Indices
    windows: tuple[Context, ...]
    window_of: Indices
    vectors: PlanVectors


@dataclass(frozen=True, slots=True)
class FirstStage:
    """Similarities that need no terms: ``sentence`` and ``best_sentences`` are queries × passages,
    ``context`` and ``ngram`` queries × windows; ``other`` is ``sentence`` by another encoder, if any."""

    sentence: Matrix
    best_sentences: Indices
    context: Matrix
    ngram: Matrix
    other: Matrix | None = None


def embed(plan: Plan, encoder: Encoder) -> EmbeddedPlan:
    """Everything about a plan that does not depend on the proposals."""
    windows = build_windows(plan, build_contexts(plan))
    return with_vectors(plan, embed_plan(list_sentences(plan), windows, encoder))


def with_vectors(plan: Plan, vectors: PlanVectors) -> EmbeddedPlan:
    """The same of a plan whose vectors are known."""
    contexts = build_contexts(plan)
    windows = build_windows(plan, contexts)
    places = _places(plan, contexts), _places(plan, windows)
    return EmbeddedPlan(plan, list_sentences(plan), contexts, places[0], windows, places[1], vectors)


def _places(plan: Plan, parts: Sequence[Context]) -> Indices:
    """The part that each passage stands in."""
    place_of = np.zeros(len(plan.passages), dtype=np.intp)
    for row, part in enumerate(parts):
        place_of[list(part.passages)] = row
    return place_of


def first_stage(embedded: EmbeddedPlan, queries: Sequence[Query], vectors: Vectors) -> FirstStage:
    """Similarities of all queries with all passages and windows."""
    cosines = (vectors @ embedded.vectors.sentences.T).astype(np.float64)
    best = _best_sentences(cosines, embedded)
    wordings = ["".join((query.text, *query.sentences)) for query in queries]
    return FirstStage(
        np.take_along_axis(cosines, best, axis=1),
        best,
        (vectors @ embedded.vectors.windows.T).astype(np.float64),
        ngram_similarity(wordings, [_text(embedded.plan, window) for window in embedded.windows]),
    )


def second_opinion(embedded: EmbeddedPlan, first: FirstStage, vectors: Vectors, encoder: Encoder) -> Matrix:
    """Cosines by another encoder for the likely pairs of queries and passages; NaN elsewhere."""
    candidates = _candidates(embedded, first)
    wanted = sorted({candidate.sentence for candidate in candidates})
    texts = [embedded.sentences.texts[sentence][:MAX_SENTENCE] for sentence in wanted]
    read = dict(zip(wanted, encoder.encode(texts, "passage"), strict=True))
    cosines = np.full(first.sentence.shape, np.nan)
    for one in candidates:
        cosines[one.query, one.passage] = float(vectors[one.query] @ read[one.sentence])
    return cosines


def of_windows(
    embedded: EmbeddedPlan, queries: Sequence[Query], first: FirstStage, statistics: TermStatistics
) -> dict[str, Matrix]:
    """The features of windows, each queries × passages."""
    vocabulary = sorted({term for query in queries for term in query.terms})
    terms = [_terms(embedded.plan, window, vocabulary) for window in embedded.windows]
    texts = [_text(embedded.plan, window) for window in embedded.windows]
    found = _of_windows(queries, first, statistics, terms, texts)
    return {name: matrix[:, embedded.window_of] for name, matrix in found.items()}


def _of_windows(
    queries: Sequence[Query],
    first: FirstStage,
    statistics: TermStatistics,
    terms: Sequence[Sequence[str]],
    texts: Sequence[str],
) -> dict[str, Matrix]:
    """The features of windows with these terms and texts, each queries × windows."""
    return {
        "context": first.context,
        "terms": term_similarity([query.terms for query in queries], terms, statistics),
        "ngram": first.ngram,
        "names": mentions([query.names for query in queries], texts),
        "related": mentions([query.related for query in queries], texts),
        "essentials": share_named([query.essentials for query in queries], texts),
    }


def of_passages(
    embedded: EmbeddedPlan,
    queries: Sequence[Query],
    first: FirstStage,
    statistics: TermStatistics,
    learned: Matrix | None = None,
) -> dict[str, Matrix]:
    """All features, each queries × passages; ``learned`` (queries × contexts) only where it is given."""
    return {
        "sentence": first.sentence,
        **of_windows(embedded, queries, first, statistics),
        **({} if learned is None else {"learned": learned[:, embedded.context_of]}),
        **of_requests(embedded, queries, statistics),
        "background": np.tile(background(embedded.plan), (len(queries), 1)),
    }


def of_requests(embedded: EmbeddedPlan, queries: Sequence[Query], statistics: TermStatistics) -> dict[str, Matrix]:
    """What passages do of what the queries without a profile ask for, each queries × passages."""
    rows = [row for row, query in enumerate(queries) if query.profile is None]
    plan, requests = embedded.plan, [queries[row].request for row in rows]
    shape = len(queries), len(plan.passages)
    if not rows or not plan.passages:
        return {name: np.zeros(shape) for name in OF_REQUESTS}
    acts = compare_acts(plan, requests, statistics.weight)
    wordings = [request.wording for request in requests]
    found = {
        "wording": ngram_similarity(wordings, [passage.text for passage in plan.passages]),
        "cover": acts.cover,
        "act": acts.net,
        "contrary": contrary(acts, requests).astype(np.float64),
        "short": _falls_short(plan, requests),
    }
    return {name: _spread(values, rows, shape) for name, values in found.items()}


def _falls_short(plan: Plan, requests: Sequence[Request]) -> Matrix:
    """1 where a passage does not go as far as is asked, or does not name all who are to act."""
    short = np.zeros((len(requests), len(plan.passages)))
    asked = [read_degree(request.wording) for request in requests]
    demanding = [row for row, degree in enumerate(asked) if degree.demands or requests[row].doers]
    stated = [read_degree(passage.text) for passage in plan.passages] if demanding else []
    for row in demanding:
        pairs = zip(plan.passages, stated, strict=True)
        short[row] = [not (meets(asked[row], other) and _names_all(one, requests[row].doers)) for one, other in pairs]
    return short


def _names_all(passage: Passage, doers: Sequence[str]) -> bool:
    said = "".join((*passage.section_path, passage.text))
    return all(doer in said or doer in passage.actors for doer in doers)


def _spread(values: Matrix, rows: Sequence[int], shape: tuple[int, int]) -> Matrix:
    """The values in their rows among those of all queries."""
    spread = np.zeros(shape)
    spread[rows] = values
    return spread


def term_vectors(embedded: EmbeddedPlan, statistics: TermStatistics) -> tuple[TermVector, ...]:
    """The terms of the evidence of every context."""
    return tuple(
        term_vector([term for index in context.evidence for term in embedded.plan.passages[index].terms], statistics)
        for context in embedded.contexts
    )


def best_of_contexts(embedded: EmbeddedPlan, passages: Matrix) -> Matrix:
    """The highest value among the evidence of every context: queries × contexts."""
    columns = [passages[:, list(context.evidence)].max(axis=1) for context in embedded.contexts]
    return np.stack(columns, axis=1) if columns else np.zeros((len(passages), 0))


def background(plan: Plan) -> Matrix:
    """1 for every passage that describes a situation or a problem, by its role, or by its heading where the
    role is not sure; else 0."""
    return np.array([float(_tells_background(passage)) for passage in plan.passages])


def _tells_background(passage: Passage) -> bool:
    return passage.role in _BACKGROUND_ROLES if passage.role else under_background(passage)


def _terms(plan: Plan, window: Context, vocabulary: Sequence[str]) -> list[str]:
    """The terms of a window. Headings are not analysed: of the terms that matter, those that stand in it."""
    heading = readable(window.heading)
    named = [term for term in vocabulary if len(term) > 1 and term in heading]
    return [*named, *(term for index in window.evidence for term in plan.passages[index].terms)]


def _best_sentences(cosines: Matrix, embedded: EmbeddedPlan) -> Indices:
    """The sentence of highest cosine of every passage, the first of equals: queries × passages."""
    numbers = np.arange(len(embedded.plan.passages))
    starts = np.searchsorted(embedded.sentences.passages, numbers)
    ends = np.searchsorted(embedded.sentences.passages, numbers, side="right")
    best = np.zeros((len(cosines), len(starts)), dtype=np.intp)
    for passage, (start, end) in enumerate(zip(starts, ends, strict=True)):
        best[:, passage] = start + cosines[:, start:end].argmax(axis=1)
    return best


def _candidates(embedded: EmbeddedPlan, first: FirstStage) -> list[Candidate]:
    nearest = np.zeros_like(first.context)
    best_passages = np.zeros(first.context.shape, dtype=np.intp)
    for row, window in enumerate(embedded.windows):
        members = np.array(window.evidence)
        best = first.sentence[:, members].argmax(axis=1)
        best_passages[:, row] = members[best]
        nearest[:, row] = first.sentence[np.arange(len(best)), members[best]]
    order = fused_order([first.context, nearest, first.ngram])
    lengths = [len(text) for text in embedded.sentences.texts]
    return choose_candidates(order, best_passages, first.best_sentences, lengths)


def _text(plan: Plan, window: Context) -> str:
    return "。".join((window.heading, *(plan.passages[index].text for index in window.evidence)))
