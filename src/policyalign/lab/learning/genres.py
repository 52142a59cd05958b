"""What answers show of the 欠落 that are said on a kind of document (種類).

Only a random sample says anything of all. Two kinds are taken: a sample that ``policyalign audit`` drew, answered
whole; and, of a plan's 欠落 in an order that their names alone fix, those up to the first that nobody answered. In
this order the missing ones are asked for, so that it does not matter what else people chose to look at. 不明 and
不一致 count as wrong, as in an audit. The 欠落 of a plan are those of a scorer that has not seen the answers on it,
with the limits of the scorer that comes along: none is chosen on the answers that it is tried on.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import chain, takewhile, zip_longest

from policyalign.assess.gaps.evidence import Evidence
from policyalign.assess.gaps.find import judge
from policyalign.domain import Match
from policyalign.lab.fitting.samples import ANSWERED
from policyalign.lab.fitting.thresholds import CONFIDENCE, GAP_TARGET
from policyalign.lab.gold.grades import RELEVANT
from policyalign.lab.learning.answers import AnsweredPlan, ticket
from policyalign.lab.learning.teaching import covered_after, lesson_of
from policyalign.lab.statistics import exact_lower
from policyalign.match.applicability import measured_ranges
from policyalign.match.lessons import Genre, Lesson, State
from policyalign.values import Status

_DIGITS = 4
_MOST = 10_000


@dataclass(frozen=True, slots=True)
class Sample:
    """The 欠落 of a plan by the places of their cells: ``drawn`` were answered as a random sample, of which ``right``
    are right; ``waiting`` are those without an answer, in the order in which they are to be answered."""

    drawn: tuple[int, ...]
    right: int
    waiting: tuple[int, ...]


def verdicts(plan: AnsweredPlan, lesson: Lesson, gaps_hold: bool) -> tuple[Status, ...]:
    """What is said of the cells of a plan after a lesson, as a comparison would; 欠落 only where ``gaps_hold``."""
    told: list[Status] = []
    for cell, covered in zip(plan.cells, covered_after(plan, lesson).tolist(), strict=True):
        estimate = replace(cell.estimate, covered=covered, full=min(covered, cell.estimate.full))
        best = None if cell.best is None else Match(cell.proposal.id, "", 0.0, cell.best)
        status = judge(cell.proposal, estimate, Evidence(best), plan.matches.thresholds_of(estimate), None).status
        told.append("undetermined" if status == "gap" and not (gaps_hold and plan.readable) else status)
    return tuple(told)


def sample_of(plan: AnsweredPlan, lesson: Lesson) -> Sample:
    """The random sample among the 欠落 that would be said of a plan after a lesson, were its genre certified."""
    cells = plan.cells
    gaps = [place for place, status in enumerate(verdicts(plan, lesson, gaps_hold=True)) if status == "gap"]
    ordered = sorted(gaps, key=lambda place: ticket(plan.document_id, cells[place].key))
    samples = [list(takewhile(lambda place: cells[place].check, ordered))]
    for draw in plan.draws:
        if all(cells[place].key in draw.population for place in gaps):  # others had no chance of being drawn
            samples.append([place for place in ordered if cells[place].key in draw.drawn and cells[place].check])
    drawn = max(samples, key=len)
    right = sum(cells[place].check == "absent" for place in drawn)
    return Sample(tuple(drawn), right, tuple(place for place in ordered if not cells[place].check))


def lesson_with_genres(plans: Sequence[AnsweredPlan]) -> Lesson:
    """What the answers on plans teach, and what they show of the genres of these; plans without one make none."""
    names = sorted({plan.genre for plan in plans} - {""})
    return replace(lesson_of(plans), genres={name: genre_of(plans, name) for name in names})


def genre_of(plans: Sequence[AnsweredPlan], name: str) -> Genre:
    """What the samples of the plans of one genre show together."""
    found = samples_of(plans, name)
    claims, right = sum(len(sample.drawn) for _, sample in found), sum(sample.right for _, sample in found)
    lower = round(exact_lower(right, claims, CONFIDENCE) or 0.0, _DIGITS)
    ranges = measured_ranges([plan.matches.style for plan, _ in found]) if found else {}
    return Genre(state_of(claims, right), claims, right, lower, len(found), ranges)


def samples_of(plans: Sequence[AnsweredPlan], name: str) -> list[tuple[AnsweredPlan, Sample]]:
    """The plans of a genre whose 欠落 count, each with its sample after what all others teach."""
    own = (plan for plan in plans if plan.genre == name and has_control(plan))
    return [(plan, sample_of(plan, lesson_of(others(plans, plan)))) for plan in own]


def has_control(plan: AnsweredPlan) -> bool:
    """Whether a plan is of the field of the proposals: by the figures of the scorer, or since people have found at
    least :data:`ANSWERED` taken up. In others every 欠落 is right and says nothing of plans that take something up."""
    return plan.matches.in_domain or sum(cell.grade >= RELEVANT for cell in plan.cells) >= ANSWERED


def others(plans: Sequence[AnsweredPlan], plan: AnsweredPlan) -> list[AnsweredPlan]:
    """All plans but one."""
    return [one for one in plans if one is not plan]


def state_of(claims: int, right: int) -> State:
    """``certified`` where at least :data:`GAP_TARGET` are right with :data:`CONFIDENCE`, ``refuted`` where with the
    same confidence fewer are (exact one-sided limits, Clopper & Pearson 1934)."""
    lower, wrong_at_least = exact_lower(right, claims, CONFIDENCE), exact_lower(claims - right, claims, CONFIDENCE)
    if lower is not None and lower >= GAP_TARGET:
        return "certified"
    return "refuted" if wrong_at_least is not None and 1 - wrong_at_least < GAP_TARGET else "open"


@cache
def answers_needed(wrong: int) -> int:
    """How many answers certify a genre where so many of them are wrong: 45 without any, 77 with one, 105 with two."""
    counts = range(wrong + 1, _MOST)
    return next(count for count in counts if (exact_lower(count - wrong, count, CONFIDENCE) or 0.0) >= GAP_TARGET)


def waiting(plans: Sequence[AnsweredPlan], name: str) -> list[tuple[str, str]]:
    """The 欠落 of a genre to be answered next, as ids of plan and proposal, the first of every plan in turn."""
    rows = (
        [(plan.id, plan.cells[place].proposal.id) for place in sample.waiting]
        for plan, sample in samples_of(plans, name)
    )
    return [one for one in chain.from_iterable(zip_longest(*rows)) if one]
