"""The sample plans as pupils, without any answer yet."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

import pytest

from policyalign.assess.run import Run
from policyalign.lab.learning.answers import AnsweredPlan, Cell, answered_plans
from policyalign.values import Check

Answers = Mapping[str, Mapping[str, Check]]
"""By plan and key of a cell."""
Class = Callable[..., list[AnsweredPlan]]
GENRE = "見本"
COPIES = 4
"""So many copies of each sample plan under other names hold some 140 gaps."""


@pytest.fixture(scope="session")
def unanswered(sample_run: Run) -> tuple[AnsweredPlan, ...]:
    findings = tuple(replace(one, checked="absent") for one in sample_run.matrix.findings)
    run = replace(sample_run, matrix=replace(sample_run.matrix, findings=findings))
    return tuple(
        replace(plan, id=f"{plan.id}{copy}", document_id=f"{plan.id}{copy}", cells=_told(plan, {}))
        for copy in range(COPIES)
        for plan in answered_plans([run], {"": GENRE})
    )


@pytest.fixture(scope="session")
def class_of(unanswered: tuple[AnsweredPlan, ...]) -> Class:
    """The plans on which anything was said; all where ``every``."""

    def make(said: Answers, every: bool = False) -> list[AnsweredPlan]:
        chosen = [one for one in unanswered if every or said.get(one.id)]
        return [replace(one, cells=_told(one, said.get(one.id, {}))) for one in chosen]

    return make


def _told(plan: AnsweredPlan, said: Mapping[str, Check]) -> tuple[Cell, ...]:
    return tuple(replace(cell, check=said.get(cell.key, "")) for cell in plan.cells)
