"""The responsibilities of a run: ministry × proposal, and the sectors that are addressed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from policyalign.assess.gaps.records import GapMatrix
from policyalign.assess.measures.answers import Answers, Key, find_answers
from policyalign.segment.measures import read_measures
from policyalign.assess.measures.records import Measure
from policyalign.assess.measures.assignments import Charges
from policyalign.assess.measures.names import in_official_order
from policyalign.assess.responsibility.records import (
    LEADING,
    UNKNOWN,
    Cell,
    Charge,
    Part,
    PartRole,
    Responsibilities,
    Role,
)
from policyalign.assess.responsibility.sectors import view_sectors
from policyalign.config import AssessSettings
from policyalign.domain import Status

_FOUND = frozenset(("covered", "partial"))
_ABSENT = frozenset(("gap", "out_of_scope"))
_WEIGHT: Mapping[PartRole, int] = {"lead": 0, "support": 1, "unknown": 2}


def find_responsibilities(matrix: GapMatrix, reading: AssessSettings | None = None) -> Responsibilities:
    """The role of every ministry that an answering measure names, for every proposal that a plan can take up.

    ``reading`` says when a plan was read well enough to conclude anything from what was not found in it. The
    order of the plans does not matter.
    """
    measures = {(one.plan_id, one.key): one for plan in matrix.plans for one in read_measures(plan)}
    answers = find_answers(matrix, measures, reading or AssessSettings())
    charges = {plan.id: Charges(plan) for plan in matrix.plans}
    parts = {answer.proposal_id: _parts(answer, charges) for answer in answers}
    named = {part.charge.ministry for found in parts.values() for part in found} - {UNKNOWN}
    columns = in_official_order(named)
    cells = tuple(
        cell
        for answer in answers
        for cell in _row(matrix, answer, parts[answer.proposal_id], columns, charges)
    )
    asked = {proposal.id: proposal.actors for proposal in matrix.proposals}
    sectors = tuple(
        view_sectors(answer, asked[answer.proposal_id], _statuses(matrix, answer), charges)
        for answer in answers
    )
    return Responsibilities(columns, cells, sectors)


def _parts(answer: Answers, charges: Mapping[str, Charges]) -> tuple[Part, ...]:
    """The parts of all ministries in the measures that answer, the weightiest first."""
    found = []
    for measure in answer.measures:
        sure = _key(measure) in answer.sure
        for charge in charges[measure.plan_id].of(measure):
            found.append(Part(measure, charge, _part_role(charge, sure), sure))
    return tuple(sorted(found, key=_place))


def _part_role(charge: Charge, sure: bool) -> PartRole:
    """Whoever is in charge of a measure leads the proposal only where the measure surely answers it."""
    if charge.ministry == UNKNOWN:
        return "unknown"
    return "lead" if sure and charge.basis in LEADING else "support"


def _row(
    matrix: GapMatrix,
    answer: Answers,
    parts: Sequence[Part],
    columns: Sequence[str],
    charges: Mapping[str, Charges],
) -> Iterator[Cell]:
    statuses = _statuses(matrix, answer)
    rivals = _rivals(parts, charges)
    answering = tuple(sorted(plan for plan, status in statuses.items() if status in _FOUND))
    for ministry in (*columns, UNKNOWN):
        own = tuple(part for part in parts if part.charge.ministry == ministry)
        if own or ministry != UNKNOWN:
            against = in_official_order(rivals.get(ministry, ()))
            role = _role(own, bool(against), statuses)
            open_plans = tuple(sorted(answer.open_plans))
            yield Cell(answer.proposal_id, ministry, role, own, against, open_plans, answering)


def _role(parts: Sequence[Part], contested: bool, statuses: Mapping[str, Status]) -> Role:
    """なし only where every plan was found not to answer: a ministry that is not found may be there."""
    if parts:
        role = min((part.role for part in parts), key=_WEIGHT.__getitem__)
        return "several" if contested else role
    if not statuses or not all(status in _ABSENT for status in statuses.values()):
        return "undetermined"
    return "out_of_scope" if all(status == "out_of_scope" for status in statuses.values()) else "none"


def _rivals(parts: Sequence[Part], charges: Mapping[str, Charges]) -> dict[str, set[str]]:
    """The ministries that lead different measures for the same proposal, and of which neither names the
    other in them: nobody says that they know of each other."""
    led: dict[str, list[Measure]] = {}
    for part in parts:
        if part.role == "lead":
            led.setdefault(part.charge.ministry, []).append(part.measure)
    named = {
        ministry: frozenset(name for one in measures for name in charges[one.plan_id].named(one))
        for ministry, measures in led.items()
    }
    rivals: dict[str, set[str]] = {}
    for one, other in combinations(led, 2):
        if other not in named[one] and one not in named[other]:
            rivals.setdefault(one, set()).add(other)
            rivals.setdefault(other, set()).add(one)
    return rivals


def _statuses(matrix: GapMatrix, answer: Answers) -> dict[str, Status]:
    return {plan.id: matrix.status(answer.proposal_id, plan.id) for plan in matrix.plans}


def _key(measure: Measure) -> Key:
    return measure.plan_id, measure.key


def _place(part: Part) -> tuple[object, ...]:
    measure = part.measure
    return _WEIGHT[part.role], not part.sure, measure.plan_id, measure.page, measure.key, part.charge.ministry
