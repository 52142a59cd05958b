"""Surveys and runs over small matrices: what is too short to judge by counts as read, and no other text tells
which words are rare."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from policyalign.assess.gaps.records import GapMatrix
from policyalign.assess.governance.cells import with_complaints
from policyalign.assess.run import Failure, Run
from policyalign.assess.survey import Survey
from policyalign.config import AssessSettings, PhaseSettings, Settings
from policyalign.domain import Measure, Plan
from policyalign.match.term_statistics import TermStatistics
from policyalign.pipeline import ask_questions
from policyalign.segment.measures import read_measures
from policyalign.serialize import to_json

READING = AssessSettings(min_passages=0, min_characters=0)


def planned_measures(*plans: Plan) -> tuple[Measure, ...]:
    """The measures of plans that announce something."""
    return tuple(one for plan in plans for one in read_measures(plan) if one.planned)


def survey_of(
    matrix: GapMatrix,
    *,
    reading: AssessSettings = READING,
    background: TermStatistics | None = None,
    missing: int = 0,
    vectors: Any = None,
) -> Survey:
    """The survey of a matrix."""
    measures = tuple(one for plan in matrix.plans for one in read_measures(plan))
    return Survey(matrix, measures, reading, background or TermStatistics(), missing, vectors)


def run_of(
    matrix: GapMatrix,
    *,
    settings: Settings | None = None,
    phases: PhaseSettings | None = None,
    failures: tuple[Failure, ...] = (),
    record: Mapping[str, Any] | None = None,
    found: Mapping[str, Any] | None = None,
    **how: Any,
) -> Run:
    """A run with the answers to all questions; ``found`` replaces some of them."""
    settings = settings or Settings(assess=how.get("reading", READING))
    settings = replace(settings, phases=phases or settings.phases)
    survey = survey_of(matrix, missing=len(failures), **{"reading": settings.assess, **how})
    results = {**ask_questions(survey, settings, found or {}), **(found or {})}
    matrix = with_complaints(matrix, results["governance"])
    record = {"versions": {"policyalign": "0"}, "settings": json.loads(to_json(settings)), **(record or {})}
    return Run(matrix, failures, settings, survey.every_measure, survey.taken_up, results, record)
