"""Terms learned from measures that are known to answer a proposal (Rocchio 1971: the mean of their vectors).

The words of a profile are what one would expect of such measures; these are what they were found to say.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np

from policyalign.match.arrays import Matrix
from policyalign.match.lexical import sparse_rows
from policyalign.match.term_statistics import TermStatistics

TermVector = Mapping[str, float]

KEPT = 100
"""Terms kept of a proposal; the rest of its mean vector ranks no better."""
SHRINKAGE = 2.0
"""Examples that it takes to trust what they say by half."""
_DIGITS = 4


def term_vector(terms: Sequence[str], statistics: TermStatistics) -> TermVector:
    """TF-IDF of a text's terms, of length 1: (1 + ln n) · (ln((1 + N) / (1 + N_t)) + 1), for n occurrences
    and N_t of N documents of the background that hold the term (Salton & Buckley 1988, smoothed)."""
    counts = Counter(term for term in terms if len(term) > 1)
    weights = {}
    for term, count in sorted(counts.items()):
        held = statistics.frequencies.get(term, 1)
        weights[term] = (1 + math.log(count)) * (math.log((1 + statistics.documents) / (1 + held)) + 1)
    length = math.sqrt(sum(weight**2 for weight in weights.values())) or 1.0
    return {term: weight / length for term, weight in weights.items()}


def mean_terms(examples: Sequence[TermVector]) -> TermVector:
    """The heaviest terms of the mean of some examples, of length n / (n + 2) for n examples: few examples
    weigh less, and none tell nothing."""
    if not examples:
        return {}
    totals: Counter[str] = Counter()
    for example in examples:
        totals.update(example)
    heaviest = sorted(totals.items(), key=lambda entry: (-entry[1], entry[0]))[:KEPT]
    length = math.sqrt(sum(weight**2 for _, weight in heaviest)) or 1.0
    trust = len(examples) / (len(examples) + SHRINKAGE)
    return {term: round(trust * weight / length, _DIGITS) for term, weight in heaviest}


def learned_similarity(learned: Sequence[TermVector], texts: Sequence[TermVector]) -> Matrix:
    """The inner products of learned terms and texts: ``(len(learned), len(texts))``, 0–1."""
    if not any(learned) or not texts:
        return np.zeros((len(learned), len(texts)))
    vocabulary = {term: place for place, term in enumerate(sorted({term for one in learned for term in one}))}
    return np.asarray((sparse_rows(learned, vocabulary) @ sparse_rows(texts, vocabulary).T).todense())
