"""How sure a fault is: one reason to doubt makes it 要確認, with two it is not reported at all.

Alarms that turn out false cost the user's trust; what is doubtful twice is more likely wrong than right.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set

from policyalign.assess.measures.answers import Key, key_of
from policyalign.assess.measures.side import Side
from policyalign.assess.measures.words import CLOSE, SharedSubject
from policyalign.assess.phases.messages import PhaseCode
from policyalign.assess.phases.records import Confidence, Fault, FaultKind
from policyalign.assess.survey import Survey
from policyalign.messages import MeasureCode
from policyalign.values import Code

MOST_DOUBTS = 1


def weigh(
    kind: FaultKind,
    proposal_ids: Sequence[str],
    first: Side,
    second: Side | None,
    reason: Code,
    detail: dict[str, str],
    doubts: Iterable[Code],
) -> Iterator[Fault]:
    """The fault with its confidence, unless too much speaks against it. Where the match that it stands on is
    the doubt, it is listed and not alarmed."""
    found = tuple(sorted(doubts))
    if len(found) <= MOST_DOUBTS:
        confidence: Confidence = "listed" if PhaseCode.doubt_match in found else "check" if found else "certain"
        yield Fault(kind, tuple(proposal_ids), first, second, confidence, reason, detail, found)


def weigh_sides(
    survey: Survey,
    kind: FaultKind,
    indices: tuple[int, int],
    sides: tuple[Side, Side],
    reason: Code,
    detail: dict[str, str],
    doubts: Iterable[Code] = (),
    times: bool = True,
) -> Iterator[Fault]:
    """A fault between two sides in the measures with these indices (twice the same where it is within one), with
    the further doubts that there are of both: of their stages, with ``times`` of their years, of their reading."""
    proposals = _common_proposals(survey, {survey.key(index) for index in indices})
    found = [*doubts, *doubts_of(*sides, times=times), *unread(sides, survey.half_read)]
    yield from weigh(kind, proposals, *sides, reason, detail, found)


def doubts_of(*sides: Side, times: bool = True) -> list[Code]:
    """What is unsure of the stages, and with ``times`` of their years: one entry each.

    The time of a whole measure is that of a stage only where the measure has no other stage.
    """
    told = [(side.measure, side.period) for side in sides if side.period is not None]
    unsure = [MeasureCode.doubt_stage for _, period in told if not period.certain]
    for measure, period in told if times else ():
        if not period.is_precise or not (period.own or len(measure.stages) == 1):
            unsure.append(PhaseCode.doubt_time)
    return unsure


def object_doubt(subject: SharedSubject) -> list[Code]:
    """One entry when two measures share less than half of what they say."""
    return [MeasureCode.doubt_object] if subject.similarity < CLOSE else []


def unread(sides: Iterable[Side], half_read: frozenset[str]) -> list[Code]:
    """One entry when a plan of the evidence was not read whole."""
    plans = {side.measure.plan_id for side in sides}
    return [MeasureCode.doubt_unread] if plans & half_read else []


def _common_proposals(survey: Survey, keys: Set[Key]) -> tuple[str, ...]:
    """The proposals that one of these measures likely answers and all of them may answer."""
    return tuple(
        answer.proposal_id
        for answer in survey.answers
        if keys & (taken := set(map(key_of, answer.likely))) and keys <= taken | set(map(key_of, answer.possible))
    )
