"""What is known of a proposal beyond its wording: how a measure that answers it would read.

Proposals ask (…すべき), plans tell what is done; the two share few words. ``models/profiles.json`` therefore gives,
for each matchable COCN statement, sentences in the manner of a plan. They were written from knowledge of the
field before any plan was scored with them, and nothing in them was chosen by its effect on the figures.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from policyalign.domain import Proposal


@dataclass(frozen=True, slots=True)
class Profile:
    """``measures``: sentences; ``terms``: share of the sentences (0–1) that hold each normalized term."""

    measures: tuple[str, ...] = ()
    terms: Mapping[str, float] | None = None


def fingerprint(text: str) -> str:
    """The first 16 digits of the SHA-256 of a text: what a profile belongs to, whatever its id."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def load_measures(path: Path) -> dict[str, tuple[str, ...]]:
    """Sentences by the fingerprint of the proposal's text."""
    content = json.loads(path.read_text(encoding="utf-8"))
    return {entry["text"]: tuple(entry["measures"]) for entry in content["proposals"].values()}


def term_shares(sentences: Sequence[Sequence[str]]) -> dict[str, float]:
    """The share of the sentences that hold a term, given the terms of each sentence."""
    counts: dict[str, int] = {}
    for terms in sentences:
        for term in set(terms):
            counts[term] = counts.get(term, 0) + 1
    return {term: round(count / len(sentences), 4) for term, count in sorted(counts.items())}


def query_text(proposal: Proposal) -> str:
    """The wording that is searched with: label and text."""
    return f"{proposal.label}。{proposal.text}"
