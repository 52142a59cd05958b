"""Pairs of measures with a known relation, by the texts that the fit sees and by what they were taken from."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from policyalign.assess.overlaps.records import RELATIONS
from policyalign.assess.overlaps.relation_model import relation
from policyalign.domain import Plan
from policyalign.errors import GoldError
from policyalign.lab.fitting.collection import Project
from policyalign.lab.gold.passage_keys import passage_key
from policyalign.lab.gold.prose_pairs import PROJECT, ProsePair
from policyalign.lab.text_measures import STROKE
from policyalign.messages import FittingCode
from policyalign.segment.measures import read_measures


@dataclass(frozen=True, slots=True)
class LabelledPair:
    """Two texts (name｜what is done) and their relation, as a place in :data:`RELATIONS`.

    ``documents`` and ``projects`` are what the texts were taken from: a model that has seen none of them has not
    seen the pair. ``genre`` tells which kinds of text are held against each other.
    """

    one: str
    other: str
    label: int
    documents: frozenset[str]
    projects: frozenset[int]
    genre: str


@dataclass(frozen=True, slots=True)
class ProseTexts:
    """The pairs whose documents were read, and how many of them lack a passage in that reading."""

    pairs: tuple[LabelledPair, ...]
    absent: int


def text_of(project: Project) -> str:
    """A project as the texts of labelled pairs are put: name｜purpose and overview."""
    told = f"{project.get('purpose') or ''} {project.get('overview') or ''}".replace("/", " ")
    return re.sub(r"\s+", " ", f"{project['projectName']}{STROKE}{told}").strip()


def read_project_pairs(path: Path, projects: Path, known: Mapping[int, Project]) -> tuple[LabelledPair, ...]:
    """The pairs of projects in ``pairs.csv``; ``known`` are the projects read from ``projects``.

    Raises :class:`~policyalign.errors.GoldError`.
    """
    try:
        with path.open(encoding="utf-8", newline="") as file:
            rows = [(int(row["a"]), int(row["b"]), relation(row["relation"])) for row in csv.DictReader(file)]
    except (OSError, KeyError, TypeError, ValueError, csv.Error) as error:
        raise GoldError(FittingCode.pair_labels_unreadable, file=path, error=error) from error
    numbers = {number for *both, _ in rows for number in both}
    texts = {number: _text(number, projects, known) for number in sorted(numbers)}
    return tuple(
        LabelledPair(texts[a], texts[b], RELATIONS.index(told), frozenset(), frozenset((a, b)), "project_project")
        for a, b, told in rows
    )


def prose_texts(
    pairs: tuple[ProsePair, ...], plans: Mapping[str, Plan], projects: Path, known: Mapping[int, Project]
) -> ProseTexts:
    """The pairs of prose, looked up in the plans as they were read; those of other documents are left out.

    Raises :class:`~policyalign.errors.GoldError` where the collection lacks a project.
    """
    passages = {key: text for name, plan in plans.items() for key, text in _passages(name, plan)}

    def side(document: str, key: str) -> str | None:
        return _text(int(key), projects, known) if document == PROJECT else passages.get((document, key))

    at_hand = [pair for pair in pairs if pair.documents <= plans.keys()]
    texts = [(side(*pair.one), side(*pair.other)) for pair in at_hand]
    found = tuple(
        LabelledPair(one, other, RELATIONS.index(pair.relation), pair.documents, pair.projects, pair.genre)
        for pair, (one, other) in zip(at_hand, texts, strict=True)
        if one is not None and other is not None
    )
    return ProseTexts(found, len(at_hand) - len(found))


def _text(number: int, projects: Path, known: Mapping[int, Project]) -> str:
    if number not in known:
        raise GoldError(FittingCode.collection_lacks, file=projects, project=number)
    return text_of(known[number])


def _passages(name: str, plan: Plan) -> Iterator[tuple[tuple[str, str], str]]:
    """Every passage under the name of the measure that it belongs to; of equal ones the first."""
    headings = {passage: measure.heading for measure in read_measures(plan) for passage in measure.passages}
    seen: set[str] = set()
    for passage in plan.passages:
        key = passage_key(passage.text)
        if key not in seen:
            seen.add(key)
            yield (name, key), f"{headings.get(passage.id, '')}{STROKE}{passage.text}"
