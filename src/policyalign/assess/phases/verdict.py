"""How sure a fault is: one reason to doubt makes it 要確認, with two it is not reported at all.

Alarms that turn out false cost the user's trust; what is doubtful twice is more likely wrong than right.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from policyalign.assess.measures.answers import key_of
from policyalign.assess.measures.side import Side
from policyalign.assess.measures.words import CLOSE, SharedSubject
from policyalign.assess.phases.records import Confidence, Fault, FaultKind
from policyalign.assess.survey import Survey
from policyalign.messages import PhaseCode
from policyalign.values import Code

MOST_DOUBTS = 1


def weigh(
    kind: FaultKind,
    proposal_ids: Sequence[str],
    first: Side,
    second: Side | None,
    reason: Code,
    detail: dict[str, str],
    doubts: Iterable[Code] = (),
) -> Fault | None:
    """The fault with its confidence, or None where too much speaks against it. Where the match that it
    stands on is the doubt, it is listed and not alarmed."""
    found = tuple(sorted(doubts))
    if len(found) > MOST_DOUBTS:
        return None
    confidence: Confidence = "listed" if PhaseCode.doubt_match in found else "check" if found else "certain"
    return Fault(kind, tuple(proposal_ids), first, second, confidence, reason, detail, found)


def doubts_of(*sides: Side | None, times: bool = True) -> list[Code]:
    """What is unsure of the stages, and with ``times`` of their years: one entry each.

    The time of a whole measure is that of a stage only where the measure has no other stage.
    """
    told = [(side.measure, side.period) for side in sides if side is not None and side.period is not None]
    unsure = [PhaseCode.doubt_stage for _, period in told if not period.certain]
    for measure, period in told if times else ():
        if not period.is_precise or not (period.own or len(measure.stages) == 1):
            unsure.append(PhaseCode.doubt_time)
    return unsure


def object_doubt(subject: SharedSubject) -> list[Code]:
    """One entry when two measures share less than half of what they say."""
    return [PhaseCode.doubt_object] if subject.similarity < CLOSE else []


def unread(sides: Iterable[Side | None], half_read: frozenset[str]) -> list[Code]:
    """One entry when a plan of the evidence was not read whole."""
    plans = {side.measure.plan_id for side in sides if side is not None}
    return [PhaseCode.doubt_unread] if plans & half_read else []


def common_proposals(survey: Survey, *indices: int) -> tuple[str, ...]:
    """The proposals that one of these measures likely answers and all of them may answer."""
    keys = {survey.key(index) for index in indices}
    return tuple(
        answer.proposal_id
        for answer in survey.answers
        if keys & (taken := set(map(key_of, answer.likely))) and keys <= taken | set(map(key_of, answer.possible))
    )
