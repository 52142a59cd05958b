"""Labelled plans as the fit sees them, by the very stages that score plans."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from policyalign.config import Settings
from policyalign.domain import Plan, Proposal
from policyalign.errors import GoldError
from policyalign.lab.fitting.collection import LIST, Project, gold_for, plan_of, read_members
from policyalign.lab.fitting.scorer import Sample
from policyalign.lab.gold import Gold, grade_table, read_gold, units_of
from policyalign.lab.gold.grades import RELEVANT
from policyalign.lab.gold.relevance import gold_names
from policyalign.lab.gold.requests import gold_by_key, read_relevance
from policyalign.lab.gold.unit_matching import Indices
from policyalign.lab.text_plans import annotated
from policyalign.match import features as stages
from policyalign.match.applicability import style_features
from policyalign.match.arrays import Vectors
from policyalign.match.queries import Query
from policyalign.match.term_statistics import TermStatistics
from policyalign.messages import LabCode
from policyalign.pipeline import read_file
from policyalign.runtime import Runtime

ANSWERED = 3
"""Proposals that a document must take up to count as a plan of their field."""


@dataclass(frozen=True, slots=True)
class LabelledPlan:
    """A plan with its labels. ``trusted``: adjudicated; ``whole``: a plan, not a mere list of measures."""

    plan: Plan
    gold: Gold
    trusted: bool
    whole: bool = True


@dataclass(frozen=True, slots=True)
class Searched:
    """What plans are searched for: the queries, their vectors, and the statistics of terms."""

    queries: Sequence[Query]
    vectors: Vectors
    statistics: TermStatistics


def labelled_plans(gold_dir: Path, pdf_dir: Path, settings: Settings) -> list[LabelledPlan]:
    """The plans with adjudicated labels, read from their PDF files.

    Raises:
        GoldError: there are no labels, or they are malformed.
        InputError: a PDF cannot be used.
    """
    golds = {name: read_gold(gold_dir, name) for name in gold_names(gold_dir)}
    if not golds:
        raise GoldError(LabCode.gold_none, folder=gold_dir)
    return [
        LabelledPlan(read_file(pdf_dir / f"{name}.pdf", settings, plan_id=name), gold, trusted=True)
        for name, gold in golds.items()
    ]


def prose_plans(pdf_dir: Path, settings: Settings) -> list[LabelledPlan]:
    """The documents of running prose with adjudicated labels (``models/labels/relevance.csv``) whose PDF is there, and
    that take up at least :data:`ANSWERED` proposals: of others 欠落 is never said, since they are out of the field
    (:mod:`policyalign.match.applicability`), so that counting it as right would only flatter."""
    plans = []
    for name, grades in read_relevance().items():
        path = pdf_dir / f"{name}.pdf"
        answered = {proposal for (proposal, _), grade in grades.items() if grade >= RELEVANT}
        if path.is_file() and len(answered) >= ANSWERED:
            plan = read_file(path, settings, plan_id=name)
            plans.append(LabelledPlan(plan, gold_by_key(plan, grades), trusted=True))
    return plans


def collected_plans(projects: Mapping[int, Project], taken: frozenset[int], runtime: Runtime) -> Iterator[LabelledPlan]:
    """The plans that were put together from a collection; ``taken`` are the projects that stand in labelled
    plans already, which no other plan may hold."""
    for name, numbers in sorted(read_members().items()):
        members = [projects[number] for number in numbers if number in projects and number not in taken]
        plan = annotated(plan_of(name, members), runtime)
        yield LabelledPlan(plan, gold_for(name, members), trusted=False, whole=name != LIST)


def sample_of(
    labelled: LabelledPlan, embedded: stages.EmbeddedPlan, searched: Searched, proposals: Sequence[Proposal]
) -> Sample:
    """The features and grades of a plan, and how it is written."""
    first = stages.first_stage(embedded, searched.queries, searched.vectors)
    passages = {
        "sentence": first.sentence,
        **stages.of_windows(embedded, searched.queries, first, searched.statistics),
    }
    return Sample(
        labelled.plan.id,
        {name: stages.best_of_contexts(embedded, values) for name, values in passages.items()},
        stages.term_vectors(embedded, searched.statistics),
        unit_of_contexts(embedded, units_of(labelled.plan, labelled.gold)),
        grade_table(labelled.gold, proposals),
        labelled.trusted,
        labelled.whole,
        style_features(embedded, first.sentence),
    )


def unit_of_contexts(embedded: stages.EmbeddedPlan, unit_of: Indices) -> Indices:
    """The unit to which most passages of a context belong, −1 for none."""
    units = []
    for context in embedded.contexts:
        own = [unit for unit in unit_of[list(context.passages)].tolist() if unit >= 0]
        units.append(max(sorted(set(own)), key=own.count) if own else -1)
    return np.array(units, dtype=np.intp)
