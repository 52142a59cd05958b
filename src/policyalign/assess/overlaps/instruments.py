"""By which instruments (手段) a measure works: research, subsidies, systems, facilities, training …"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from policyalign.segment.lexicon import load_lexicon

Counts = NDArray[np.float64]


@dataclass(frozen=True)
class Instruments:
    """The kinds of instruments with the words that tell them; ``contrasted`` are those of which it matters
    whether both measures of a pair use them, or one."""

    patterns: Mapping[str, re.Pattern[str]]
    contrasted: tuple[str, ...]

    def counts(self, text: str) -> Counts:
        """How often the words of each kind stand in a text: ``(kinds,)``."""
        return np.array([len(pattern.findall(text)) for pattern in self.patterns.values()], dtype=np.float64)

    def named(self, heading: str) -> frozenset[str]:
        """The kinds that a heading names."""
        return frozenset(kind for kind, pattern in self.patterns.items() if pattern.search(heading))

    def holds_word(self, term: str) -> bool:
        """Whether a term is, or contains, a word for an instrument: it then tells no object."""
        return any(pattern.search(term) for pattern in self.patterns.values())


@dataclass(frozen=True, slots=True)
class _Lexicon:
    instruments: Mapping[str, tuple[str, ...]]
    contrasted: tuple[str, ...]


@cache
def load_instruments() -> Instruments:
    """The kinds in ``corpora/lexicon/instruments.yaml``."""
    lexicon = load_lexicon("instruments.yaml", _Lexicon)
    patterns = {kind: re.compile("|".join(map(re.escape, words))) for kind, words in lexicon.instruments.items()}
    return Instruments(patterns, lexicon.contrasted)
