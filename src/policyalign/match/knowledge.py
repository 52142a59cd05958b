"""Everything fitted or written beforehand that matching needs, loaded together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from policyalign.match.lexical import TermStatistics
from policyalign.match.parameters import Prototypes, Scorer, load_prototypes, load_scorer, load_statistics
from policyalign.match.profiles import load_measures


@dataclass(frozen=True, slots=True)
class Knowledge:
    """``first`` scores what the first encoder alone has seen, ``second`` what e5 has read too."""

    measures: Mapping[str, tuple[str, ...]]
    profile_terms: Mapping[str, Mapping[str, float]]
    statistics: TermStatistics
    prototypes: Prototypes
    first: Scorer
    second: Scorer


def load_knowledge(folder: Path) -> Knowledge:
    """The files in ``models/``."""
    statistics, profile_terms = load_statistics(folder / "terms.json")
    return Knowledge(
        load_measures(folder / "profiles.json"),
        profile_terms,
        statistics,
        load_prototypes(folder / "prototypes.json"),
        load_scorer(folder / "scorer-use.json"),
        load_scorer(folder / "scorer.json"),
    )
