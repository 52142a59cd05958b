"""Results without a taker and demands without a source: one end of a link, the other found in no plan.

*Not found* is not *not there*: the taker may stand in a plan that is not part of the run, or on a page that
was not read. Nothing here is ever certain, and nothing is said while any measure of the run may be the other
end.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from policyalign.assess.links.exits import FEWEST_SHARED, furthest
from policyalign.assess.links.messages import LinkCode
from policyalign.assess.links.records import Confidence, Exit, ExitKind
from policyalign.assess.measures.side import Side
from policyalign.assess.measures.use import DEVELOPED, READY, speaks_of_use
from policyalign.assess.survey import Survey
from policyalign.domain import DEPLOYMENT, Interval, Measure
from policyalign.text.normalize import nfkc_key
from policyalign.values import Code

FEWEST_PLANS = 2
"""Of one plan alone nobody expects that it holds both ends."""

_RESULT_USED = re.compile(
    r"([^。、「」()]{2,40})の成果[をの](?:活用|利用|導入|実装)|"
    r"(?:開発|実証)(?:した|された|される|済みの)([^。、「」()]{2,30}?)[をの](?:活用|導入|利用|調達|配備|実装)"
)
_OWN_RESULT = re.compile(r"本(?:事業|施策|研究|計画)|これまで|自ら|当該|前年度|既に|本格")


def find_no_taker(survey: Survey) -> Iterator[Exit]:
    """Developments and trials that come to an end (stages 3–4), with no use in any plan of the run. What has
    no thing of its own in its heading (重点課題推進スキーム) is a means of funding."""
    for index, measure in enumerate(survey.measures):
        named = any(term in measure.name for term in survey.words.rare(index))
        if len(survey.plans) < FEWEST_PLANS or not named or not _ends_unused(measure):
            continue
        if not _may_be_taken(survey, index):
            last = furthest(measure.periods)
            yield _one_sided(survey, "no_taker", Side(measure, last), LinkCode.taker_missing, last.phrase)


def find_no_source(survey: Survey) -> Iterator[Exit]:
    """Measures that use the result of a development (…の成果を活用, 開発した…を導入) that no plan of the run
    tells of."""
    for index, measure in enumerate(survey.measures):
        if len(survey.plans) < FEWEST_PLANS or any(stage < DEPLOYMENT for stage in measure.stages):
            continue
        for phrase, thing in _demands(measure):
            terms = [one for one in sorted(survey.words.rare(index)) if one in thing]
            if terms and not _may_be_supplied(survey, index, terms):
                uses = [one for one in measure.periods if one.stage >= DEPLOYMENT and one.certain]
                side = Side(measure, furthest(uses) if uses else None)
                yield _one_sided(survey, "no_source", side, LinkCode.source_missing, phrase, name=phrase)
                break


def _one_sided(survey: Survey, kind: ExitKind, side: Side, reason: Code, phrase: str, name: str = "") -> Exit:
    """A link that lacks an end: 判定不能 where not all of the run was read, else 要確認."""
    source, user = (side, None) if kind == "no_taker" else (None, side)
    confidence: Confidence = "undetermined" if survey.incomplete else "check"
    doubts = (LinkCode.doubt_plans, *((LinkCode.doubt_unread_run,) if survey.incomplete else ()))
    detail = {"plans": str(len(survey.plans)), **({"name": name} if name else {})}
    return Exit(kind, source, user, confidence, reason, detail, "", phrase, doubts)


def _ends_unused(measure: Measure) -> bool:
    """Whether a development or trial, surely told, comes to an end, and nothing is said of any use."""
    if (measure.highest or 0) not in READY or measure.unstaged_intervals:
        return False
    if speaks_of_use(measure):
        return False
    last = furthest(measure.periods)
    ends = all(one.end is not None for one in measure.periods)
    return last.certain and ends and bool(DEVELOPED.search(last.phrase))


def _may_be_taken(survey: Survey, index: int) -> bool:
    """Whether any other measure that may be at stage 5–6, or carries it on, is tied to it, or shares rare words with
    it, one of them the thing that its heading names."""
    rare, name = survey.words.rare(index), survey.measures[index].name
    shared = Counter(other for term in rare for other in survey.holders[term])
    headed = {other for term in rare if term in name for other in survey.holders[term]}
    others = {other for other, count in shared.items() if count >= FEWEST_SHARED and other in headed}
    near = (others | survey.near.get(index, frozenset())) - {index}
    return any(_may_use(one) or _carries_on(one, survey.measures[index]) for one in _measures(survey, near))


def _carries_on(one: Measure, ended: Measure) -> bool:
    """Whether a measure goes further than one that has ended, in stage or in time, or may do so: its stage is only
    inferred."""
    last = max(time.end_fy or 0 for time in _times(ended))
    later = any(time.end_fy is None or time.end_fy > last for time in _times(one))
    return later or (one.highest or 0) > (ended.highest or 0) or not all(period.certain for period in one.periods)


def _times(measure: Measure) -> list[Interval]:
    """All that is told of when the measure takes place, what belongs to no year left out."""
    told = [*measure.intervals, *(one.interval for one in measure.periods if one.interval)]
    return [time for time in told if time.is_resolved]


def _may_use(measure: Measure) -> bool:
    """Whether a measure is at stage 5–6 or, for all that is known, may be."""
    return not measure.stages or bool(measure.unstaged_intervals) or (measure.highest or 0) >= DEPLOYMENT


def _demands(measure: Measure) -> Iterator[tuple[str, str]]:
    """The wordings that tell of the use of a result not one's own, and the words for the thing in them."""
    for text in map(nfkc_key, measure.text.splitlines()):
        for found in _RESULT_USED.finditer(text):
            if not _OWN_RESULT.search(found.group()):
                yield found.group(), found[1] or found[2]


def _may_be_supplied(survey: Survey, index: int, terms: list[str]) -> bool:
    """Whether any other measure that may be at stages 1–4 holds half of the rare words of the thing."""
    held = Counter(other for term in terms for other in survey.holders[term])
    others = {other for other, count in held.items() if 2 * count >= len(terms)} - {index}
    others |= survey.near.get(index, frozenset())
    return any(not one.stages or min(one.stages) < DEPLOYMENT for one in _measures(survey, others))


def _measures(survey: Survey, indices: Iterable[int]) -> Iterator[Measure]:
    return (survey.measures[index] for index in sorted(indices))
