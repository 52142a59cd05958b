"""Everything fitted or written beforehand that matching needs, loaded together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from policyalign.corpora import models_path
from policyalign.match.parameters import Scorer, load_scorer
from policyalign.match.profiles import Profile, load_profiles
from policyalign.match.term_statistics import TermStatistics, load_term_statistics

SCORER = "scorer.json"
HELD_OUT = "held-out"
"""Folder of the scorers that were fitted without one of the labelled plans each, by the plan's name."""


@dataclass(frozen=True, slots=True)
class Knowledge:
    """The profiles by the fingerprint of the proposal's text, the statistics of terms, and the scorer."""

    profiles: Mapping[str, Profile]
    statistics: TermStatistics
    scorer: Scorer


def load_knowledge(folder: Path | None = None) -> Knowledge:
    """The files in ``models/``, and the profiles."""
    folder = folder or models_path()
    statistics = load_term_statistics(folder / "terms.json")
    return Knowledge(load_profiles(), statistics, load_scorer(folder / SCORER))


def held_out_scorer(scorer: Scorer, document_id: str, folder: Path | None = None) -> Scorer | None:
    """The scorer that was fitted without the plan of that file; None where it was no part of the fit."""
    name = scorer.plans.get(document_id)
    return load_scorer((folder or models_path()) / HELD_OUT / f"{name}.json") if name else None
