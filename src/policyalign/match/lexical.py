"""Similarity by words and by characters: BM25 over normalized terms, and TF-IDF over character n-grams.

Both are worked out here: loading scikit-learn for the second takes 1.5 s of the processor and 80 MB, most of it for
pandas and scipy.stats, which it loads along.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

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
    counted = [_ngrams(text) for text in texts]
    seen = {gram: place for place, gram in enumerate(dict.fromkeys(gram for one in counted for gram in one))}
    rows = _sublinear(counted, seen)
    held = np.bincount(rows.indices, minlength=len(seen))
    rarity = np.log((len(texts) + 1.0) / (held + 1.0)) + 1.0
    rows = _of_length_one(rows, rarity)
    # From here on n-grams stand in alphabetical order: sums taken in another differ in their last bits from those that
    # the scorer was fitted on, which scikit-learn worked out.
    places = {gram: place for place, gram in enumerate(sorted(seen))}
    order = np.array([places[gram] for gram in seen])
    sorted_rarity = np.empty_like(rarity)
    sorted_rarity[order] = rarity
    asked = _of_length_one(_sublinear([_ngrams(query) for query in queries], places), sorted_rarity)
    rows.indices = order[rows.indices].astype(rows.indices.dtype)
    rows.has_sorted_indices = False
    return np.asarray((asked @ rows.T).todense())


_SPACES = re.compile(r"\s\s+")


def _ngrams(text: str) -> Counter[str]:
    """How often a text holds every run of two to four characters; several spaces are one."""
    plain = _SPACES.sub(" ", readable(text))
    least, most = _NGRAMS
    return Counter(plain[start : start + n] for n in range(least, most + 1) for start in range(len(plain) - n + 1))


def _sublinear(counted: Sequence[Mapping[str, int]], places: Mapping[str, int]) -> csr_matrix:
    """1 + ln n for n occurrences, of the n-grams that have a place: texts × places."""
    known = [[(places[gram], count) for gram, count in one.items() if gram in places] for one in counted]
    ends = np.cumsum([0, *map(len, known)])
    flat = np.array([pair for one in known for pair in one], dtype=np.int64).reshape(-1, 2)
    rows = csr_matrix((np.log(flat[:, 1]) + 1.0, flat[:, 0], ends), shape=(len(counted), len(places)))
    rows.sort_indices()
    return rows


def _of_length_one(rows: csr_matrix, weights: NDArray[np.float64]) -> csr_matrix:
    """The rows with their columns weighted, of length 1 (L2); a row of nothing stays. Squares are added up one by one,
    not in pairs."""
    rows.data = rows.data * weights[rows.indices]
    owners = np.repeat(np.arange(rows.shape[0]), np.diff(rows.indptr))
    lengths = np.sqrt(np.bincount(owners, rows.data * rows.data, minlength=rows.shape[0]))
    rows.data = rows.data / lengths[owners]
    return rows


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
