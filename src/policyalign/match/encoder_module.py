"""The built-in encoders as a ``SentenceTransformer`` each: for saving them, and for whoever works with that library."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, ClassVar

import torch
from sentence_transformers import SentenceTransformer
from sentence_transformers.base.modules.input_module import InputModule

from policyalign.match.encoder import readable
from policyalign.match.encoder_packaged import PACKAGES


class PackagedModule(InputModule):  # type: ignore[misc]  # untyped upstream
    """An encoder as the only module of a ``SentenceTransformer``. Saving it writes its name and version; the
    weights stay in the package."""

    config_keys: ClassVar[list[str]] = ["encoder", "revision"]

    def __init__(self, encoder: str, revision: str = "") -> None:
        super().__init__()
        package = PACKAGES[encoder]
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


def as_sentence_transformer(name: str) -> SentenceTransformer:
    """The encoder ``use`` or ``e5``. Raises :class:`~policyalign.errors.MissingExtra` where its package is
    absent."""
    prompts = dict(PACKAGES[name].prompts)
    return SentenceTransformer(modules=[PackagedModule(name)], prompts=prompts, device="cpu")
