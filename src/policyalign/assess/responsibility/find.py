"""Which ministry (府省) is in charge of what answers a proposal, and which sectors (産・官・学) are addressed?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import permutations

from policyalign.assess.gaps.records import GapMatrix
from policyalign.assess.measures.answers import Answers, key_of
from policyalign.assess.responsibility.records import Cell, Part, PartRole, Responsibilities, Role
from policyalign.assess.responsibility.sectors import Texts, view_sectors
from policyalign.assess.survey import Survey
from policyalign.config import Settings
from policyalign.domain import Assignment, Measure
from policyalign.grouping import grouped_sets
from policyalign.segment.named_bodies import in_official_order, named_ministries
from policyalign.values import LEADING, UNNAMED, Status

_FOUND = frozenset(("covered", "partial"))
_ABSENT = frozenset(("gap", "out_of_scope"))
_WEIGHT: Mapping[PartRole, int] = {"lead": 0, "support": 1, "unknown": 2}


def find(
    survey: Survey, settings: Settings | None = None, found: Mapping[str, object] | None = None
) -> Responsibilities:
    """The role of every ministry that an answering measure names, for every proposal that a plan can take up.

    Every measure that a 対応 or 一部対応 stands on is there. The order of the plans does not matter.
    """
    parts = {answer.proposal_id: _parts(answer) for answer in survey.answers}
    named = {part.assignment.ministry for own in parts.values() for part in own} - {UNNAMED}
    columns, texts = in_official_order(named), Texts(survey.plans)
    cells = tuple(
        cell
        for answer in survey.answers
        for cell in _row(survey.matrix, answer, parts[answer.proposal_id], columns, texts)
    )
    asked = {proposal.id: proposal.actors for proposal in survey.matrix.proposals}
    sectors = tuple(
        view_sectors(answer, asked[answer.proposal_id], _statuses(survey.matrix, answer), texts)
        for answer in survey.answers
    )
    return Responsibilities(columns, cells, sectors)


def _parts(answer: Answers) -> tuple[Part, ...]:
    """The parts of all ministries in the measures that answer, the weightiest first."""
    parts = (
        Part(measure, assignment, _part_role(assignment), key_of(measure) in answer.sure)
        for measure in answer.measures
        for assignment in measure.assignments
    )
    return tuple(sorted(parts, key=_sort_key))


def _part_role(assignment: Assignment) -> PartRole:
    if assignment.ministry == UNNAMED:
        return "unknown"
    return "lead" if assignment.basis in LEADING else "support"


def _row(
    matrix: GapMatrix, answer: Answers, parts: Sequence[Part], columns: Sequence[str], texts: Texts
) -> Iterator[Cell]:
    statuses = _statuses(matrix, answer)
    rivals = _rivals(parts, texts)
    answering = tuple(sorted(plan for plan, status in statuses.items() if status in _FOUND))
    open_plans = tuple(sorted(answer.open_plans))
    for ministry in (*columns, UNNAMED):
        own = tuple(part for part in parts if part.assignment.ministry == ministry)
        if own or ministry != UNNAMED:
            against = in_official_order(rivals.get(ministry, ()))
            role = _role(own, bool(against), statuses)
            yield Cell(answer.proposal_id, ministry, role, own, against, open_plans, answering)


def _role(parts: Sequence[Part], contested: bool, statuses: Mapping[str, Status]) -> Role:
    """``none`` only where every plan was found not to answer: a ministry that is not found may be there."""
    if parts:
        return "several" if contested else parts[0].role
    if not statuses or not all(status in _ABSENT for status in statuses.values()):
        return "undetermined"
    return "out_of_scope" if all(status == "out_of_scope" for status in statuses.values()) else "none"


def _rivals(parts: Sequence[Part], texts: Texts) -> dict[str, frozenset[str]]:
    """The ministries that surely lead different measures for the same proposal, and of which neither names the
    other in any measure that it has a part in and that may answer: nobody says that they know of each other."""
    led = sorted({part.assignment.ministry for part in parts if part.role == "lead" and part.sure})
    named = grouped_sets((part.assignment.ministry, name) for part in parts for name in _named(part.measure, texts))
    return grouped_sets(
        (one, other)
        for one, other in permutations(led, 2)
        if other not in named.get(one, ()) and one not in named.get(other, ())
    )


def _named(measure: Measure, texts: Texts) -> Iterator[str]:
    """All ministries that a measure names, whatever for."""
    yield from (one.ministry for one in measure.assignments)
    for text in (measure.heading, *(passage.text for passage in texts.of(measure))):
        yield from (one.meaning for one in named_ministries(text))


def _statuses(matrix: GapMatrix, answer: Answers) -> dict[str, Status]:
    return {plan.id: matrix.status(answer.proposal_id, plan.id) for plan in matrix.plans}


def _sort_key(part: Part) -> tuple[object, ...]:
    measure = part.measure
    ministry = part.assignment.ministry
    return _WEIGHT[part.role], not part.sure, measure.plan_id, measure.page, measure.id, ministry
