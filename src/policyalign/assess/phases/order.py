"""順序の逆転: use (5–6) begins before the development or trial (2–4) that it rests on is over.

Only times that the plan tells for the stage itself count. A trial that begins after the use did is no
groundwork of it but its improvement, a measure with groundwork of its own rests on no other's, and what a
plan introduces step by step (順次, 段階的に) it overlaps on purpose.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import permutations, product

from policyalign.assess.measures.side import Side
from policyalign.assess.measures.words import quote_terms
from policyalign.assess.phases.messages import PhaseCode
from policyalign.assess.phases.records import Fault
from policyalign.assess.phases.verdict import object_doubt, weigh_sides
from policyalign.assess.survey import Survey
from policyalign.domain import DEPLOYMENT, Measure, StagePeriod
from policyalign.values import Code

_GROUNDWORK = range(2, DEPLOYMENT)
_BY_STEPS = re.compile(r"順次|段階的|先行|逐次|並行")


def find_inversions(survey: Survey) -> Iterator[Fault]:
    """Within a measure, between one and what it names as its basis, and between two about the same thing."""
    for index in range(len(survey.measures)):
        yield from _within(survey, index)
    for use in survey.dependencies:
        yield from _between(survey, use.dependent, use.provider, PhaseCode.inversion_relies, {"name": use.name})
    for subject in survey.shared_subjects:
        detail = {"shared": quote_terms(subject.words)}
        for user, supplier in permutations((subject.first, subject.second)):
            if not any(period.stage < DEPLOYMENT for period in survey.measures[user].periods):
                doubts = object_doubt(subject)
                yield from _between(survey, user, supplier, PhaseCode.inversion_shares, detail, doubts)


def _within(survey: Survey, index: int) -> Iterator[Fault]:
    """Both stages told in the same passage: further apart they may be about different parts of a measure."""
    measure = survey.measures[index]
    if _BY_STEPS.search(measure.text):
        return
    uses = [one for one in measure.dated if one.stage >= DEPLOYMENT]
    groundwork = [one for one in measure.dated if one.stage in _GROUNDWORK]
    for use, basis in product(uses, groundwork):
        if basis.passage_id == use.passage_id and _inverted(use, basis):
            apart = [] if use.row or use.sentence == basis.sentence else [PhaseCode.doubt_sentence]
            sides = Side(measure, basis), Side(measure, use)
            yield from weigh_sides(survey, "inversion", (index, index), sides, PhaseCode.inversion_within, {}, apart)
            return


def _between(
    survey: Survey, user: int, supplier: int, reason: Code, detail: dict[str, str], doubts: Sequence[Code] = ()
) -> Iterator[Fault]:
    one, other = survey.measures[user], survey.measures[supplier]
    uses = [period for period in one.dated if period.stage >= DEPLOYMENT and period.start is not None]
    if not uses or _BY_STEPS.search(one.text):
        return
    first = min(uses, key=lambda period: (period.start or 0, period.stage))
    basis = [period for period in other.dated if period.stage in _GROUNDWORK and _inverted(first, period)]
    if basis and not _in_use_by(other, first.start or 0):
        last = max(basis, key=lambda period: (period.end or 0, period.stage))
        sides = Side(other, last), Side(one, first)
        yield from weigh_sides(survey, "inversion", (user, supplier), sides, reason, detail, doubts)


def _inverted(use: StagePeriod, basis: StagePeriod) -> bool:
    """Whether the use begins in a year before the last of the groundwork, which was then under way; one time
    for both (2028年度までに開発し、導入する) tells of no order."""
    if use.start is None or basis.end is None or use.start >= basis.end or use.interval == basis.interval:
        return False
    return basis.start is None or basis.start <= use.start


def _in_use_by(measure: Measure, year: int) -> bool:
    """Whether a measure's result is in use in a year already, or for all that is known may be."""
    uses = [period for period in measure.periods if period.stage >= DEPLOYMENT]
    return any(period.start is None or not period.own or period.start <= year for period in uses)
