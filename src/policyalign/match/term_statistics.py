"""How common terms are in a background collection: the measures of all ministries (``models/terms.json``)."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from policyalign.corpora import models_path
from policyalign.serialize import from_json


@dataclass(frozen=True, slots=True)
class TermStatistics:
    """``frequencies`` counts the documents that hold a term, rare terms left out; ``mean_length`` is the mean
    number of terms of a document; ``profiles`` tells by the fingerprint of a proposal which share (0–1) of
    the sentences of its profile hold a term."""

    documents: int = 0
    mean_length: float = 1.0
    frequencies: Mapping[str, int] = field(default_factory=dict)
    profiles: Mapping[str, Mapping[str, float]] = field(default_factory=dict)

    def weight(self, term: str) -> float:
        """BM25's inverse document frequency; a term that is not listed counts as held by one document."""
        held = self.frequencies.get(term, 1)
        return math.log(1 + (self.documents - held + 0.5) / (held + 0.5))


_DIGITS = 4


def term_shares(sentences: Sequence[Sequence[str]]) -> dict[str, float]:
    """The share (0–1) of the sentences, each given by its terms, that hold each term."""
    counts = Counter(term for terms in sentences for term in set(terms))
    return {term: round(count / len(sentences), _DIGITS) for term, count in sorted(counts.items())}


@cache
def load_term_statistics(path: Path | None = None) -> TermStatistics:
    """The statistics that come along, or those in a file. Raises ``PolicyAlignError`` when the models are
    missing."""
    return from_json((path or models_path("terms.json")).read_bytes(), TermStatistics)
