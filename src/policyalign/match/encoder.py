"""What a sentence encoder is, and one that runs a :class:`sentence_transformers.SentenceTransformer`."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal, Protocol

import numpy as np

from policyalign.match.arrays import Vectors

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

TextKind = Literal["query", "passage"]


class Encoder(Protocol):
    """Turns texts into vectors; a proposal is a ``query``, what is searched is a ``passage``.

    ``revision`` changes whenever the vectors do.
    """

    @property
    def name(self) -> str: ...

    @property
    def revision(self) -> str: ...

    @property
    def dimension(self) -> int: ...

    def encode(self, texts: Sequence[str], kind: TextKind) -> Vectors:
        """One row of length 1 (L2) per text: ``(len(texts), dimension)``. The same for the same list of
        texts."""
        ...


class SentenceEncoder:
    """An :class:`Encoder` that runs a ``SentenceTransformer``, with its prompts for queries and documents."""

    def __init__(
        self, name: str, revision: str, model: SentenceTransformer, dimension: int, batch_size: int = 32
    ) -> None:
        self.name = name
        self.revision = revision
        self.model = model
        self.dimension = dimension
        self._batch_size = batch_size

    def encode(self, texts: Sequence[str], kind: TextKind) -> Vectors:
        if not texts:
            return np.zeros((0, self.dimension), dtype=np.float32)
        encode = self.model.encode_query if kind == "query" else self.model.encode_document
        vectors = encode(
            [readable(text) for text in texts],
            batch_size=self._batch_size,
            normalize_embeddings=True,
            show_progress_bar=False,
        )
        return np.ascontiguousarray(vectors, dtype=np.float32)


def readable(text: str) -> str:
    """A text as tokenizers take it: NFKC, and without NUL, which ends a text early in C libraries."""
    return unicodedata.normalize("NFKC", text).replace("\0", "")
