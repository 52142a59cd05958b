"""What is known of a proposal beyond its wording: how a measure that answers it would read.

Proposals ask (…すべき), plans tell what is done; the two share few words. ``models/profiles.json`` therefore
gives, for each matchable COCN statement, sentences in the manner of a plan. They were written from knowledge
of the field before any plan was scored with them, and none was chosen or dropped by its effect on the
figures.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path


def fingerprint(text: str) -> str:
    """The first 16 digits of the SHA-256 of a text: what a profile belongs to, whatever the proposal's id."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def load_measures(path: Path) -> Mapping[str, tuple[str, ...]]:
    """The sentences of every profile, by the fingerprint of the proposal's text."""
    content = json.loads(path.read_text(encoding="utf-8"))
    return {entry["text"]: tuple(entry["measures"]) for entry in content["proposals"].values()}


def term_shares(sentences: Sequence[Sequence[str]]) -> dict[str, float]:
    """The share (0–1) of the sentences that hold a term, given the terms of each sentence."""
    counts: dict[str, int] = {}
    for terms in sentences:
        for term in set(terms):
            counts[term] = counts.get(term, 0) + 1
    return {term: round(count / len(sentences), 4) for term, count in sorted(counts.items())}
