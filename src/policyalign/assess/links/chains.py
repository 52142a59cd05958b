"""Exit chains (出口の連鎖): programmes on the same thing that follow each other from one ministry to the next.

A ministry's demonstration ends in 2024, another develops the thing further, a third puts the method to use from
2026: each of them is a result and what comes after it. Whoever is in charge and the years carry such a link, so that
both must be told; within one plan the ministries must differ. What only half follows – it begins before the other
ends, or goes on at no later stage – is 要確認.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import combinations, permutations
from typing import Literal

from policyalign.assess.links.exits import FEWEST_SHARED, MOST_DOUBTS, common_proposals, furthest
from policyalign.assess.links.messages import LinkCode
from policyalign.assess.links.naming import Naming
from policyalign.assess.links.records import Confidence, Exit
from policyalign.assess.measures.dependencies import SHORTEST_NAME
from policyalign.assess.measures.side import Side
from policyalign.assess.measures.use import DEVELOPED, READY
from policyalign.assess.measures.words import CLOSE, pays_for_a_body, quote_terms
from policyalign.assess.survey import Survey
from policyalign.domain import DEPLOYMENT, Interval, Measure, StagePeriod
from policyalign.grouping import grouped, grouped_sets
from policyalign.messages import MeasureCode
from policyalign.segment.ministries import ministries
from policyalign.values import Code

_PARTICLES = "のをにがはとへでや・、"
_Order = Literal["after", "half", "beside"]
"""At a later stage after the end of the other; only one of the two; beginning later and ending later."""

# Words for what is done, not for what it is done to: アクセス確保 is no thing.
_ACT = re.compile(
    "強化|確保|整備|推進|促進|支援|開発|研究|実証|試験|調査|検討|事業|構築|形成|育成|活用|普及|導入|実装|利用|拡大|創出|"
    "対策|向上|実現|加速|基盤|技術|手法|方法|課題|分野|力|等|的"
)


@dataclass(frozen=True, slots=True)
class _Subject:
    """Two measures about the same thing, by index, and what of that is doubtful."""

    pair: tuple[int, int]
    shared: str
    doubts: tuple[Code, ...]


def find_chains(survey: Survey, naming: Naming, gap_years: int, known: Set[tuple[int, int]]) -> Iterator[Exit]:
    """Every programme with the one that follows it, at most ``gap_years`` after its end; pairs that are ``known``
    as result and user are left out. Of two that run side by side the one that ends later carries the thing on only
    where something follows it in turn. What a chain leads to step by step is not told as a step of its own."""
    found = [
        link
        for subject in _subjects(survey)
        if not known & set(permutations(subject.pair))
        for source, follower in permutations(subject.pair)
        for link in _link(survey, naming, gap_years, subject, source, follower)
    ]
    carried = {source for order, (source, _), _ in found if order != "beside"}
    kept = {pair: link for order, pair, link in found if order != "beside" or pair[1] in carried}
    followers = grouped_sets(kept)
    for (source, follower), link in kept.items():
        if not any(follower in followers.get(between, ()) for between in followers[source]):
            yield link


def _link(
    survey: Survey, naming: Naming, gap_years: int, subject: _Subject, source: int, follower: int
) -> Iterator[tuple[_Order, tuple[int, int], Exit]]:
    """The link, unless too much of it is doubtful."""
    one, other = survey.measures[source], survey.measures[follower]
    ended, begun = _last_ready(one), _next(other)
    if not _of_different_hands(one, other) or ended is None or begun is None:
        return
    order = _order(ended, begun, gap_years, goes_on=_uses_itself(one))
    if order is None:
        return
    doubts = [*subject.doubts, *([] if order == "after" else [LinkCode.doubt_succession])]
    doubts += [LinkCode.doubt_years for time in (ended.interval, begun.schedule) if time and not _is_precise(time)]
    # The stage of what follows carries the link only where it is a later one.
    staged = (ended, begun.period if _stage(begun) > ended.stage else None)
    doubts += [MeasureCode.doubt_stage for period in staged if period and not period.certain]
    doubts += [MeasureCode.doubt_unread] if {one.plan_id, other.plan_id} & survey.half_read else []
    if len(doubts) > MOST_DOUBTS:
        return
    named, phrase = naming.between(source, follower)
    confidence: Confidence = "check" if doubts else "certain"
    yield (
        order,
        (source, follower),
        Exit(
            kind="joined" if named else "open",
            source=Side(one, ended),
            user=begun,
            confidence=confidence,
            reason=LinkCode.exit_follows,
            detail={"shared": subject.shared},
            named=named,
            phrase=phrase,
            doubts=tuple(sorted(doubts)),
            proposal_ids=common_proposals(survey, source, follower),
        ),
    )


# --- about the same thing -----------------------------------------------------------------------------------


def _subjects(survey: Survey) -> Iterator[_Subject]:
    """Pairs that share much of what they say, and those whose headings name the same thing in the same words."""
    found: dict[tuple[int, int], _Subject] = {}
    for one in survey.shared_subjects:
        if sum(_ACT.fullmatch(word) is None for word in one.words) < FEWEST_SHARED:
            continue
        doubts = (MeasureCode.doubt_object,) if one.similarity < CLOSE else ()
        found[one.first, one.second] = _Subject((one.first, one.second), quote_terms(one.words), doubts)
    for pair in _headed_alike(survey):
        thing, rare = _common_thing(survey, *pair)
        if rare:
            doubts = (MeasureCode.doubt_object,) if rare < FEWEST_SHARED else ()
            named = _Subject(pair, quote_terms([thing]), doubts)
            found[pair] = min(found.get(pair, named), named, key=lambda one: len(one.doubts))
    return iter(subject for _, subject in sorted(found.items()))


def _headed_alike(survey: Survey) -> list[tuple[int, int]]:
    """Pairs with a rare word in both headings."""
    headed = grouped(
        (term, index)
        for term, holders in survey.holders.items()
        for index in sorted(holders)
        if term in survey.measures[index].name and not pays_for_a_body(survey.measures[index].name)
    )
    return sorted({pair for holders in headed.values() for pair in combinations(holders, 2)})


def _common_thing(survey: Survey, one: int, other: int) -> tuple[str, int]:
    """The longest wording that two headings share, where it is a compound of several words (浮体式の洋上風力), and
    how many of these are rare; no rare one where it names no thing."""
    names = survey.measures[one].name, survey.measures[other].name
    found = SequenceMatcher(None, *names, autojunk=False).find_longest_match()
    thing = names[0][found.a : found.a + found.size].strip(_PARTICLES)
    named = [term for term in survey.measures[one].terms if term in thing and not _ACT.fullmatch(term)]
    if len(thing) < SHORTEST_NAME or len(named) < FEWEST_SHARED:
        return "", 0
    return thing, len((survey.words.rare(one) & survey.words.rare(other)).intersection(named))


def _of_different_hands(one: Measure, other: Measure) -> bool:
    """Whether one plan hands over to another, or one ministry to another: within a plan both must be named."""
    mine, theirs = ministries(one.ministries), ministries(other.ministries)
    if one.plan_id == other.plan_id:
        return bool(mine and theirs) and not mine & theirs
    return not mine or not theirs or mine != theirs


# --- one after the other ------------------------------------------------------------------------------------


def _last_ready(measure: Measure) -> StagePeriod | None:
    """The development or trial (3–4) that the measure ends with, its end told; None where it surely goes on to
    use in years of its own."""
    ready = [one for one in measure.periods if one.stage in READY]
    if not ready or any(one.end is None for one in measure.periods):
        return None
    last = furthest(ready)
    later = any(one.own and one.certain and one.stage >= DEPLOYMENT and one.end != last.end for one in measure.periods)
    return last if DEVELOPED.search(last.phrase) and not later else None


def _uses_itself(measure: Measure) -> bool:
    """Whether the measure surely speaks of use or diffusion as its own doing, too."""
    return any(one.stage >= DEPLOYMENT and one.certain for one in measure.periods)


def _next(measure: Measure) -> Side | None:
    """What a measure does first of all that it tells the beginning of, of equals what is sure and then the furthest
    stage; what it tells of itself as a whole where no stage is told."""
    sides = [Side(measure, one) for one in measure.periods]
    sides += [Side(measure, None, one) for one in measure.unstaged_intervals if not one.of_target]
    begun = [side for side in sides or [Side(measure)] if _start(side) is not None]
    return min(begun, key=lambda side: (_start(side) or 0, not _sure(side), -_stage(side)), default=None)


def _order(ended: StagePeriod, begun: Side, gap_years: int, *, goes_on: bool) -> _Order | None:
    """How the second of two programmes follows the first; None where it does not."""
    start, time = _start(begun), begun.schedule
    if ended.end is None or start is None or time is None or start - ended.end - 1 > gap_years:
        return None
    if (time.end_fy is not None and time.end_fy <= ended.end) or (ended.start is not None and start <= ended.start):
        return None
    after, further = start >= ended.end, _stage(begun) > ended.stage and not goes_on
    return "after" if after and further else "half" if after or further else "beside"


def _start(side: Side) -> int | None:
    return side.schedule.start_fy if side.schedule else None


def _stage(side: Side) -> int:
    return side.period.stage if side.period else 0


def _sure(side: Side) -> bool:
    return side.period is not None and side.period.certain


def _is_precise(time: Interval) -> bool:
    return time.precision in ("exact", "by", "from")
