"""Similarity by words and by characters: BM25 over normalized terms, and TF-IDF over character n-grams."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.feature_extraction.text import TfidfVectorizer

from policyalign.match.arrays import Matrix
from policyalign.match.encoder import readable
from policyalign.match.term_statistics import TermStatistics

# Robertson & Zaragoza 2009, "The Probabilistic Relevance Framework: BM25 and Beyond": the usual values.
_K1 = 1.2
_B = 0.75
_NGRAMS = (2, 4)


def term_similarity(
    queries: Sequence[Mapping[str, float]], texts: Sequence[Sequence[str]], statistics: TermStatistics
) -> Matrix:
    """BM25 of weighted query terms in texts, as a share of the highest value that the query could reach at
    infinite term frequency: ``(len(queries), len(texts))`` from 0 to 1.

    ``queries`` give every term a weight, ``texts`` are the terms of each text in any order.
    """
    vocabulary = {term: index for index, term in enumerate(sorted({t for query in queries for t in query}))}
    if not vocabulary or not texts:
        return np.zeros((len(queries), len(texts)))
    rarity = np.array([statistics.weight(term) for term in vocabulary])
    weights = sparse_rows(queries, vocabulary).multiply(rarity).tocsr()
    hits = weights @ sparse_rows([_saturated(terms, statistics.mean_length) for terms in texts], vocabulary).T
    highest = np.asarray(weights.sum(axis=1)).ravel() * (_K1 + 1)
    return np.asarray(hits.todense()) / np.maximum(highest, 1e-12)[:, None]


def _saturated(terms: Sequence[str], mean_length: float) -> dict[str, float]:
    """BM25's term frequencies: the tenth occurrence adds less than the first, more so in long texts."""
    slope = _K1 * (1 - _B + _B * len(terms) / mean_length)
    return {term: count * (_K1 + 1) / (count + slope) for term, count in Counter(terms).items()}


def sparse_rows(texts: Sequence[Mapping[str, float]], vocabulary: Mapping[str, int]) -> csr_matrix:
    """The values of the terms of the vocabulary: texts × terms."""
    found = [
        (row, vocabulary[term], value)
        for row, values in enumerate(texts)
        for term, value in sorted(values.items())
        if term in vocabulary
    ]
    rows, columns, values = zip(*found, strict=True) if found else ((), (), ())
    return csr_matrix((values, (rows, columns)), shape=(len(texts), len(vocabulary)))


def ngram_similarity(queries: Sequence[str], texts: Sequence[str]) -> Matrix:
    """Cosine of TF-IDF vectors of 2–4 characters, weighted by their rarity among ``texts``:
    ``(len(queries), len(texts))`` from 0 to 1."""
    if not queries or not any(len(text) >= _NGRAMS[0] for text in texts):
        return np.zeros((len(queries), len(texts)))
    vectorizer = TfidfVectorizer(analyzer="char", ngram_range=_NGRAMS, sublinear_tf=True, preprocessor=readable)
    rows = vectorizer.fit_transform(texts)
    return np.asarray((vectorizer.transform(queries) @ rows.T).todense())


def mentions(phrases: Sequence[Sequence[str]], texts: Sequence[str]) -> Matrix:
    """How often texts mention any of some phrases: the sum of ln(1 + occurrences) over the phrases of each
    list, ``(len(phrases), len(texts))``. Widths and case are alike."""
    folded = [readable(text).lower() for text in texts]
    wanted = [[readable(phrase).lower() for phrase in one] for one in phrases]
    return np.array(
        [
            [sum(math.log1p(text.count(phrase)) for phrase in one if phrase in text) for text in folded]
            for one in wanted
        ],
        dtype=np.float64,
    ).reshape(len(phrases), len(texts))
