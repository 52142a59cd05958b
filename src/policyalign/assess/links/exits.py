"""出口の連携: a result developed or tried in one plan (stages 3–4), and its use in another (stages 5–6).

Two measures belong together where the user names what it uses, where the result is handed over by name
(:mod:`handing`), where both are about the same thing, or where both answer the same proposal and share rare words.
Those without the other end are in :mod:`unmatched`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import permutations

from policyalign.assess.links.handing import find_handings
from policyalign.assess.links.messages import LinkCode
from policyalign.assess.links.naming import Naming
from policyalign.assess.links.records import Confidence, Exit
from policyalign.assess.measures.answers import key_of
from policyalign.assess.measures.side import Side
from policyalign.assess.measures.use import DEVELOPED, READY
from policyalign.assess.measures.words import CLOSE, quote_terms
from policyalign.assess.survey import Survey
from policyalign.domain import DEPLOYMENT, Measure, StagePeriod
from policyalign.messages import MeasureCode
from policyalign.values import Code

FEWEST_SHARED = 2
"""Rare words that two measures which answer the same proposal must share: one is a matter of chance."""
MOST_DOUBTS = 1
"""As for the faults in stages: what is doubtful twice is more likely wrong than right."""

_NAMED = frozenset((LinkCode.exit_relies, LinkCode.exit_hands))
"""A link that a plan tells by name needs no stage of the user to be one."""


@dataclass(frozen=True, slots=True)
class _Pair:
    """Two measures that belong together, by index, and why; ``phrase`` is the wording that says so."""

    source: int
    user: int
    reason: Code
    detail: dict[str, str]
    phrase: str = ""
    doubts: list[Code] = field(default_factory=list)


def find_joined(survey: Survey, naming: Naming) -> dict[tuple[int, int], Exit]:
    """All results with a user in another plan, by their indices, by the strongest reason there is for each pair."""
    found: dict[tuple[int, int], Exit] = {}
    for find in (_by_name, _by_handing_over, _by_object, _by_proposal):
        for pair in find(survey):
            if (pair.source, pair.user) not in found and (one := _exit(survey, naming, pair)) is not None:
                found[pair.source, pair.user] = one
    return dict(sorted(found.items()))


def _by_name(survey: Survey) -> Iterator[_Pair]:
    for use in survey.dependencies:
        yield _Pair(use.provider, use.dependent, LinkCode.exit_relies, {"name": use.name}, use.phrase)


def _by_handing_over(survey: Survey) -> Iterator[_Pair]:
    for one in find_handings(survey):
        doubts = [MeasureCode.doubt_object] if one.by_ministry else []
        yield _Pair(one.source, one.user, LinkCode.exit_hands, {"name": one.name}, one.phrase, doubts)


def _by_object(survey: Survey) -> Iterator[_Pair]:
    for subject in survey.shared_subjects:
        for source, user in permutations((subject.first, subject.second)):
            if _hands_over(survey.measures[source], survey.measures[user]):
                doubts = [MeasureCode.doubt_object] if subject.similarity < CLOSE else []
                yield _Pair(source, user, LinkCode.exit_shares, {"shared": quote_terms(subject.words)}, "", doubts)


def _by_proposal(survey: Survey) -> Iterator[_Pair]:
    place = {key_of(one): index for index, one in enumerate(survey.measures)}
    for answer in survey.answers:
        sure = sorted(place[key] for key in answer.sure & place.keys())
        for source, user in permutations(sure, 2):
            shared = _shared(survey, source, user)
            one, other = survey.measures[source], survey.measures[user]
            if len(shared) >= FEWEST_SHARED and _hands_over(one, other):
                yield _Pair(
                    source, user, LinkCode.exit_answers, {"shared": quote_terms(shared)}, "", [MeasureCode.doubt_object]
                )


def _shared(survey: Survey, one: int, other: int) -> list[str]:
    """The rare words of both measures, where one of them stands in both headings."""
    shared = sorted(survey.words.rare(one) & survey.words.rare(other))
    names = survey.measures[one].name, survey.measures[other].name
    return shared if any(all(word in name for name in names) for word in shared) else []


def _hands_over(source: Measure, user: Measure) -> bool:
    """Whether one measure develops and ends before any use, and the other uses without preparing anything."""
    if (source.highest or 0) not in READY or not user.stages or min(user.stages) < DEPLOYMENT:
        return False
    return DEVELOPED.search(furthest(source.periods).phrase) is not None


def _exit(survey: Survey, naming: Naming, pair: _Pair) -> Exit | None:
    """The link, or None where it stays within a plan, a stage is missing, or too much is doubtful."""
    source, user = survey.measures[pair.source], survey.measures[pair.user]
    if source.plan_id == user.plan_id:
        return None
    ready = [one for one in source.periods if one.stage in READY]
    uses = [one for one in user.periods if one.stage >= DEPLOYMENT]
    if not ready or not (uses or pair.reason in _NAMED):
        return None
    # A stage is in doubt that is only inferred, or told by no more than the wording that names a thing.
    sides = Side(source, furthest(ready)), Side(user, _first(uses) if uses else None)
    doubts = [*pair.doubts, *(MeasureCode.doubt_stage for side in sides if not (side.period and side.period.certain))]
    if {source.plan_id, user.plan_id} & survey.half_read:
        doubts.append(MeasureCode.doubt_unread)
    if len(doubts) > MOST_DOUBTS:
        return None
    confidence: Confidence = "check" if doubts else "certain"
    named, phrase = naming.between(pair.source, pair.user)
    if not named and pair.reason == LinkCode.exit_hands:  # by its ministry: the measure itself is not named
        named = "named_ministry"
    return Exit(
        kind="joined" if named else "open",
        source=sides[0],
        user=sides[1],
        confidence=confidence,
        reason=pair.reason,
        detail=pair.detail,
        named=named,
        phrase=phrase or pair.phrase,
        doubts=tuple(sorted(doubts)),
        proposal_ids=common_proposals(survey, pair.source, pair.user),
    )


def common_proposals(survey: Survey, source: int, user: int) -> tuple[str, ...]:
    """The proposals that both measures likely answer."""
    both = {survey.key(source), survey.key(user)}
    return tuple(one.proposal_id for one in survey.answers if both <= set(map(key_of, one.likely)))


def furthest(periods: Sequence[StagePeriod]) -> StagePeriod:
    """The period of the highest stage, of equals the surer and the later."""
    return max(periods, key=lambda one: (one.stage, one.certain, one.end or 0))


def _first(periods: Sequence[StagePeriod]) -> StagePeriod:
    """A sure stage before an inferred one, then the lowest."""
    return min(periods, key=lambda one: (not one.certain, one.stage, one.start or 0))
