"""Small labelled plans and runs over them, for tests of the evaluation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from policyalign.assess.gaps.records import GapMatrix
from policyalign.assess.run import Run
from policyalign.domain import CellEstimate, Finding, Match, Plan, PlanMatches, Proposal
from policyalign.lab.evaluation.evaluated_plan import EvaluatedPlan, evaluated_plans
from policyalign.lab.gold import Gold, Unit
from policyalign.values import Status

from support.plans import make_plan, make_proposal

FEATURES = ("context", "ngram", "other", "sentence", "terms")


def unit_plan(count: int, plan_id: str = "plan") -> Plan:
    """A plan of ``count`` measures with one passage each."""
    return make_plan(
        *((f"（{n}）施策{chr(0x4E00 + n)}", [f"施策{n}では{chr(0x5000 + n) * 12}を行う。"]) for n in range(count)),
        plan_id=plan_id,
    )


def unit_gold(
    plan: Plan,
    grades: Mapping[tuple[str, int], int],
    inclusion: Mapping[tuple[str, int], float] | None = None,
) -> Gold:
    """Labels of every section of a plan; pairs are of a proposal and the place of a unit."""
    units = tuple(Unit(f"u{n}", section.heading, plan.passages[n].text) for n, section in enumerate(plan.sections))
    return Gold(
        units,
        {(proposal, f"u{unit}"): grade for (proposal, unit), grade in grades.items()},
        {(proposal, f"u{unit}"): chance for (proposal, unit), chance in (inclusion or {}).items()},
    )


def make_run(
    plans: Sequence[Plan],
    scores: Sequence[Sequence[Sequence[float]]],
    statuses: Sequence[Sequence[Status]],
    proposals: Sequence[Proposal] = (),
    held_out: Mapping[str, str] | None = None,
) -> Run:
    """A run whose passage probabilities are ``scores`` (plan, proposal, passage) and whose cells are
    ``statuses`` (plan, proposal); a cell's probability is that of its best passage."""
    own = tuple(proposals) or numbered(len(scores[0]))
    columns = []
    matches = []
    for plan, rows, words in zip(plans, scores, statuses, strict=True):
        found = [match for number, row in enumerate(rows) for match in _ranked(plan, own[number], row)]
        cells = tuple(CellEstimate(one.id, max(row), 0.1) for one, row in zip(own, rows, strict=True))
        matches.append(PlanMatches(plan.id, tuple(found), cells))
        best = {match.proposal_id: match for match in reversed(found)}
        columns.append(
            [
                Finding(one.id, plan.id, word, max(row), 0.5, 0, best[one.id].passage_id, "gap")
                for one, row, word in zip(own, rows, words, strict=True)
            ]
        )
    findings = tuple(column[row] for row in range(len(own)) for column in columns)
    record = {"model": {"encoder": "e5", **({"held_out": dict(held_out)} if held_out else {})}}
    return Run(GapMatrix(tuple(plans), own, findings, tuple(matches)), record=record)


def numbered(count: int) -> tuple[Proposal, ...]:
    """Proposals ``1-P1`` and so on."""
    return tuple(make_proposal(f"提言{number}を進める", number) for number in range(1, count + 1))


def label(
    scores: Sequence[Sequence[float]],
    grades: Mapping[tuple[str, int], int],
    statuses: Sequence[Status] = (),
    inclusion: Mapping[tuple[str, int], float] | None = None,
    plan_id: str = "plan",
) -> EvaluatedPlan:
    """One labelled plan with one passage per unit."""
    plan = unit_plan(len(scores[0]), plan_id)
    words: Sequence[Status] = statuses or ["undetermined"] * len(scores)
    run = make_run([plan], [scores], [words])
    return evaluated_plans(run, {plan.id: unit_gold(plan, grades, inclusion)})[0]


def _ranked(plan: Plan, proposal: Proposal, row: Sequence[float]) -> list[Match]:
    order = np.argsort(-np.array(row), kind="stable").tolist()
    features = {name: place / 10 for place, name in enumerate(FEATURES)}
    return [
        Match(
            proposal.id,
            plan.passages[place].id,
            row[place],
            row[place],
            {name: value + row[place] for name, value in features.items()},
        )
        for place in order
    ]
