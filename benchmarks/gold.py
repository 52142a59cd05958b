"""Gold labels of a plan: measures (units), graded for every proposal, and which passage belongs to which."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from policyalign.domain import Passage, Plan, Proposal
from policyalign.text.normalize import nfkc_key

_SHARE = 0.5
_SHINGLE = 8


@dataclass(frozen=True, slots=True)
class Gold:
    """The labelled measures of a plan, and the grade (0–3) of each judged pair of proposal and unit."""

    name: str
    units: tuple[dict[str, str], ...]
    grades: dict[tuple[str, str], int]


def read_gold(folder: Path, name: str) -> Gold:
    """``NAME.units.jsonl`` and ``NAME.relevance.jsonl``."""
    units = _read_lines(folder / f"{name}.units.jsonl")
    relevance = _read_lines(folder / f"{name}.relevance.jsonl")
    return Gold(name, tuple(units), {(row["proposal"], row["unit"]): row["grade"] for row in relevance})


def grade_table(gold: Gold, proposals: Sequence[Proposal]) -> NDArray[np.intp]:
    """Proposals × units: the grade, −1 where the pair was not judged."""
    return np.array(
        [[gold.grades.get((proposal.id, unit["unit"]), -1) for unit in gold.units] for proposal in proposals]
    )


def units_of(plan: Plan, gold: Gold) -> NDArray[np.intp]:
    """The unit of every passage, −1 for none: the one whose heading stands in the passage's section path,
    else the one whose text holds at least half of the passage's characters."""
    headings = {nfkc_key(unit["heading"]): number for number, unit in enumerate(gold.units)}
    shingles = [_shingles(nfkc_key(unit["text"])) for unit in gold.units]
    return np.array([_unit_of(passage, headings, shingles) for passage in plan.passages], dtype=np.intp)


def _unit_of(passage: Passage, headings: dict[str, int], shingles: Sequence[set[str]]) -> int:
    for heading in reversed(passage.section_path):
        key = nfkc_key(heading)
        held = [name for name in headings if name and name in key]
        if held:
            return headings[max(held, key=len)]
    own = _shingles(nfkc_key(passage.text))
    shares = [len(own & unit) / len(own) if own else 0.0 for unit in shingles]
    best = int(np.argmax(shares))
    return best if shares[best] >= _SHARE else -1


def _shingles(text: str) -> set[str]:
    return {text[start : start + _SHINGLE] for start in range(max(1, len(text) - _SHINGLE + 1))}


def _read_lines(path: Path) -> list[dict[str, str]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
