"""Reads the word lists under ``corpora/lexicon``."""

from __future__ import annotations

from typing import Any

import yaml

from policyalign.corpora import corpora_path


def load_lexicon(name: str) -> dict[Any, Any]:
    """The content of ``corpora/lexicon/<name>``, a YAML mapping."""
    with corpora_path("lexicon", name).open(encoding="utf-8") as file:
        content: dict[Any, Any] = yaml.safe_load(file)
    return content
