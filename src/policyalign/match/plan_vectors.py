"""The vectors of a plan: of every sentence, and of every context as the mean of its sentences.

Only sentences are encoded, each once. A passage or a context as one text would cost the same again and is no
better: the encoder averages over words anyway.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from policyalign.domain import Passage, Plan
from policyalign.grouping import grouped
from policyalign.match.arrays import Indices, Vectors
from policyalign.match.contexts import Context
from policyalign.match.encoder import Encoder
from policyalign.match.pooling import pool_groups


@dataclass(frozen=True, slots=True)
class Sentences:
    """All sentences of a plan in order, and the index of the passage of each. Every passage has at least
    one."""

    texts: tuple[str, ...]
    passages: Indices


@dataclass(frozen=True, slots=True)
class PlanVectors:
    """``sentences``: one row per sentence; ``windows``: one row per window; all of length 1 (or 0)."""

    sentences: Vectors
    windows: Vectors


def list_sentences(plan: Plan) -> Sentences:
    """The sentences of all passages; a passage without sentence boundaries is one sentence."""
    parts = [(index, text) for index, passage in enumerate(plan.passages) for text in _sentences_of(passage)]
    owners = np.array([index for index, _ in parts], dtype=np.intp)
    return Sentences(tuple(text for _, text in parts), owners)


def embed_plan(sentences: Sentences, windows: Sequence[Context], encoder: Encoder) -> PlanVectors:
    """Encode every different sentence and heading of a plan once. The vector of a window is the mean of the
    sentences of its evidence and its heading."""
    distinct = sorted({*sentences.texts, *(window.heading for window in windows)})
    known = dict(zip(distinct, encoder.encode(distinct, "passage"), strict=True))
    of_passages = grouped(zip(sentences.passages.tolist(), sentences.texts, strict=True))
    groups = [
        [*(text for index in window.evidence for text in of_passages[index]), window.heading] for window in windows
    ]
    rows = np.array([known[text] for text in sentences.texts], np.float32).reshape(-1, encoder.dimension)
    return PlanVectors(rows, pool_groups(groups, encoder, known))


def _sentences_of(passage: Passage) -> list[str]:
    parts = [passage.text[start:end].strip() for start, end in passage.sentences]
    return [part for part in parts if part] or [passage.text]
