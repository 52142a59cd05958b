"""The matters that are essential to a proposal (欠かせない事柄), and which of them a text names."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache

import numpy as np

from policyalign.match.arrays import Matrix
from policyalign.text.normalize import nfkc_key

Essentials = tuple[tuple[str, ...], ...]
"""What is essential: every group is one matter, told by any of its words."""


def names_matter(group: tuple[str, ...], text: str) -> bool:
    """Whether a text (in NFKC, without spaces) names a matter by any of its words; letters of the alphabet only where
    no others stand beside them (URA, not NATURAL)."""
    return any(found(text) for found in _finders(group))


def share_named(asked: Sequence[Essentials], texts: Sequence[str]) -> Matrix:
    """The share (0–1) of the matters of each proposal that each text names: proposals × texts, 0 where nothing is
    essential."""
    plain = [nfkc_key(text) for text in texts]
    return np.array([[_share(essentials, text) for text in plain] for essentials in asked], dtype=np.float64).reshape(
        len(asked), len(texts)
    )


def _share(essentials: Essentials, text: str) -> float:
    named = sum(names_matter(group, text) for group in essentials)
    return named / len(essentials) if essentials else 0.0


@cache
def _finders(group: tuple[str, ...]) -> tuple[Callable[[str], object], ...]:
    return tuple(_finder(nfkc_key(word)) for word in group)


def _finder(word: str) -> Callable[[str], object]:
    if word.isascii():
        return re.compile(rf"(?<![A-Za-z]){re.escape(word)}(?![A-Za-z])").search
    return lambda text: word in text
