"""The labels of one plan: ``NAME.units.jsonl`` and ``NAME.relevance.jsonl`` for ``NAME.pdf``.

The formats are described in ``docs/gold.md``. Fields beyond those named here are left alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from msgspec import Meta, Struct

from policyalign.errors import GoldError
from policyalign.lab.gold.grades import Grade
from policyalign.lab.gold.json_lines import names_of, read_lines
from policyalign.messages import LabCode

UNITS = ".units.jsonl"
RELEVANCE = ".relevance.jsonl"

Probability = Annotated[float, Meta(gt=0, le=1)]
Name = Annotated[str, Meta(min_length=1)]


class Unit(Struct, frozen=True, rename={"id": "unit"}):
    """A measure (施策) of a plan; ``start`` and ``end`` are fiscal years, None where none is known."""

    id: Name
    heading: str
    text: str
    ministry: str | None = None
    bureau: str | None = None
    start: int | None = None
    end: int | None = None


class PlanUnit(Unit, frozen=True, kw_only=True):
    """A unit with the name of its plan, where one file holds those of several."""

    plan: Name


class Judgement(Struct, frozen=True):
    """The grade of one pair; None where the coders could not settle it.

    ``inclusion_probability`` is the chance (0–1) with which the pair was drawn for judging: 1 for a pooled
    candidate, None where it is not known.
    """

    proposal: Name
    unit: Name
    grade: Grade | None
    inclusion_probability: Probability | None = None


@dataclass(frozen=True, slots=True)
class Gold:
    """The labelled measures of a plan, the grade of each judged pair ``(proposal id, unit id)``, and the
    inclusion probability of those pairs that have one."""

    units: tuple[Unit, ...]
    grades: dict[tuple[str, str], int]
    inclusion: dict[tuple[str, str], float]

    @property
    def unknown_units(self) -> tuple[str, ...]:
        """Units that were judged but are not among the units: nothing can be measured of them."""
        known = {unit.id for unit in self.units}
        return tuple(sorted({unit for _, unit in self.grades} - known))


def read_gold(folder: Path, name: str) -> Gold:
    """``NAME.units.jsonl`` and ``NAME.relevance.jsonl`` in ``folder``.

    Raises:
        GoldError: a file is missing or cannot be read; a line lacks what is needed; a unit or a pair occurs
            twice; it names file and line.
    """
    units = read_lines(folder / f"{name}{UNITS}", Unit)
    judgements = read_lines(folder / f"{name}{RELEVANCE}", Judgement)
    _check_once([(unit.id,) for unit in units], f"{name}{UNITS}")
    _check_once([(one.proposal, one.unit) for one in judgements], f"{name}{RELEVANCE}")
    return gold_of(units, judgements)


def gold_of(units: Iterable[Unit], judgements: Iterable[Judgement]) -> Gold:
    """The labels as one record; pairs without a settled grade are not judged."""
    judged = {(one.proposal, one.unit): one for one in judgements}
    grades = {pair: one.grade for pair, one in judged.items() if one.grade is not None}
    chances = {pair: judged[pair].inclusion_probability for pair in grades}
    known = {pair: chance for pair, chance in chances.items() if chance is not None}
    return Gold(tuple(units), grades, known)


def gold_names(folder: Path) -> tuple[str, ...]:
    """The names of the plans that have both files in ``folder``, in order."""
    return tuple(sorted(names_of(folder, UNITS) & names_of(folder, RELEVANCE)))


def _check_once(keys: Iterable[tuple[str, ...]], file: str) -> None:
    for key, count in Counter(keys).items():
        if count > 1:
            raise GoldError(LabCode.gold_duplicate, file=file, item=" ".join(key))
