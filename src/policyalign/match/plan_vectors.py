"""The vectors of a plan: of every sentence, and of every context as the mean of its sentences.

Only sentences are encoded, each once. A passage or a context as one text would cost the same again and is no
better: the encoder averages over words anyway.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from policyalign.domain import Passage, Plan
from policyalign.match.contexts import Context
from policyalign.match.encoder import Encoder, Vectors

Indices = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Sentences:
    """All sentences of a plan in order, and the index of the passage of each. Every passage has at least
    one."""

    texts: tuple[str, ...]
    passages: Indices


@dataclass(frozen=True, slots=True)
class PlanVectors:
    """``sentences``: one row per sentence; ``contexts``: one row per context; all of length 1 (or 0)."""

    sentences: Vectors
    contexts: Vectors


def list_sentences(plan: Plan) -> Sentences:
    """The sentences of all passages; a passage without sentence boundaries is one sentence."""
    texts: list[str] = []
    owners: list[int] = []
    for index, passage in enumerate(plan.passages):
        parts = _sentences_of(passage)
        texts.extend(parts)
        owners.extend([index] * len(parts))
    return Sentences(tuple(texts), np.array(owners, dtype=np.intp))


def embed_plan(sentences: Sentences, contexts: Sequence[Context], encoder: Encoder) -> PlanVectors:
    """Encode every different sentence and heading of a plan once."""
    distinct = sorted({*sentences.texts, *(context.heading for context in contexts)})
    place = {text: index for index, text in enumerate(distinct)}
    vectors = encoder.encode(distinct, "passage")
    of_sentences = vectors[[place[text] for text in sentences.texts]]
    headings = vectors[[place[context.heading] for context in contexts]]
    return PlanVectors(of_sentences, _pool(sentences, of_sentences, contexts, headings))


def normalized(vectors: Vectors) -> Vectors:
    """Rows scaled to length 1; a row of zeros stays."""
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    scaled: Vectors = vectors / np.maximum(lengths, np.float32(1e-12))
    return scaled


def _sentences_of(passage: Passage) -> list[str]:
    parts = [passage.text[start:end].strip() for start, end in passage.sentences]
    return [part for part in parts if part] or [passage.text]


def _pool(sentences: Sentences, vectors: Vectors, contexts: Sequence[Context], headings: Vectors) -> Vectors:
    """The mean of the heading and the sentences of the evidence of each context, long ones counting more, by
    the square root of their length."""
    weights = np.sqrt([len(text) for text in sentences.texts]).astype(np.float32)
    weighted = vectors * weights[:, None]
    sums = np.zeros((len(contexts), vectors.shape[1]), dtype=np.float32)
    context_of = {index: row for row, context in enumerate(contexts) for index in context.evidence}
    for row, passage in enumerate(sentences.passages.tolist()):
        if passage in context_of:
            sums[context_of[passage]] += weighted[row]
    lengths = np.sqrt([len(context.heading) for context in contexts]).astype(np.float32)
    return normalized(sums + headings * lengths[:, None])
