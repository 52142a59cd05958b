"""Requests that people might make of real documents, with what the documents say to them: ``models/labels``.

``requests.csv`` holds requests written for passages of documents, five for each: the same act, its opposite, a stronger
degree, another actor, another object. ``request_grades.csv`` tells how far the likeliest passages of the document do
what is asked. The texts of the documents are not shipped: passages are known by a key of their wording.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, cast

from policyalign.domain import Plan, Proposal
from policyalign.lab.gold.label_rows import DOCUMENTS, label_rows
from policyalign.lab.gold.passage_keys import passage_key
from policyalign.lab.gold.plan_units import plan_units
from policyalign.lab.gold.relevance import Gold, Judgement, gold_of

Variant = Literal["same", "opposite", "stronger", "actor", "object"]
OPPOSITE = -1
"""The grade of a passage that does the opposite of what is asked."""


@dataclass(frozen=True, slots=True)
class LabelledRequest:
    """A request to a document, written for the passage with the key ``source``. ``grades`` are 0–3 by the key of the
    passage, or :data:`OPPOSITE`; a passage not listed was not judged."""

    id: str
    document: str
    source: str
    variant: Variant
    text: str
    grades: Mapping[str, int]

    @property
    def grade(self) -> int:
        """How far the document does what is asked: the grade of its best passage."""
        return max(0, *self.grades.values())


@dataclass(frozen=True, slots=True)
class LabelledDocument:
    """A document that requests were written for: what kind of text it is, and in which field. Requests to a document
    of one ``domain`` are taken for absent from those of another."""

    name: str
    genre: str
    domain: str


def as_proposal(request: LabelledRequest) -> Proposal:
    """A request as a user's proposal."""
    return Proposal(request.id, "proposal", "", "", "", request.text)


def read_requests(folder: Path | None = None) -> tuple[LabelledRequest, ...]:
    """The labelled requests that come along, or those of another folder."""
    grades: dict[str, dict[str, int]] = {}
    for row in label_rows("request_grades.csv", folder):
        grades.setdefault(row["request"], {})[row["passage"]] = int(row["grade"])
    return tuple(
        LabelledRequest(
            row["request"],
            row["document"],
            row["source"],
            cast(Variant, row["kind"]),
            row["text"],
            grades.get(row["request"], {}),
        )
        for row in label_rows("requests.csv", folder)
    )


def read_documents(folder: Path | None = None) -> Mapping[str, LabelledDocument]:
    """The labelled documents by name."""
    rows = label_rows(DOCUMENTS, folder)
    return {row["document"]: LabelledDocument(row["document"], row["genre"], row["domain"]) for row in rows}


def read_relevance(folder: Path | None = None) -> Mapping[str, Mapping[tuple[str, str], int]]:
    """By document of running prose, the grades of its measures (by the key of their text) for the COCN proposals."""
    found: dict[str, dict[tuple[str, str], int]] = {}
    for row in label_rows("relevance.csv", folder):
        found.setdefault(row["document"], {})[row["proposal"], row["unit"]] = int(row["grade"])
    return found


def gold_by_key(plan: Plan, grades: Mapping[tuple[str, str], int]) -> Gold:
    """The labels of a document as read: measures are found by the key of their text."""
    units = [unit for unit, _ in plan_units(plan)]
    named = {passage_key(unit.text): unit.id for unit in units}
    judged = ((proposal, named[key], grade) for (proposal, key), grade in grades.items() if key in named)
    return gold_of(units, [Judgement(proposal, unit, grade) for proposal, unit, grade in judged])
