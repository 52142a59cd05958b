"""The picture of phases (段階と時期の見取り図): what every plan says of stage and year, proposal by proposal.

It stands beside the faults and alarms nothing. Of a plan that takes a proposal up it shows all measures that the
verdict stands on; of one that does not, the measure that comes nearest, which answers nothing. That no time is
stated is said once per plan, with the number of measures that it is true of.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from policyalign.assess.measures.side import Side
from policyalign.assess.phases.records import Stated
from policyalign.assess.run import Run
from policyalign.domain import Finding, Interval, Measure, Passage, StagePeriod
from policyalign.grouping import grouped
from policyalign.text.facets import speaks_of_measure
from policyalign.values import MATCHABLE

_SITUATION = frozenset(("background", "issue"))

Years = tuple[int | None, int | None]
"""First and last fiscal year, None where open or not told."""


def picture_of(run: Run, proposal_id: str = "") -> Iterator[Stated]:
    """By proposal and plan, in their order: the times that are stated, those of the measure that carries the verdict
    before those of others, the earliest first, then once what has none; of one proposal only where ``proposal_id``
    names it.

    Nothing is shown of a plan that the proposal is not asked of (対象外).
    """
    answering = grouped(
        ((proposal, one.plan_id), one)
        for one in run.measures
        for proposal in run.taken_up.get((one.plan_id, one.id), ())
    )
    for proposal in run.matrix.proposals:
        if proposal.kind not in MATCHABLE or (proposal_id and proposal.id != proposal_id):
            continue
        for plan in run.plans:
            finding = run.matrix.finding(proposal.id, plan.id)
            if finding.status != "out_of_scope":
                yield from _of_cell(run, finding, answering.get((proposal.id, plan.id), ()))


def _of_cell(run: Run, finding: Finding, taken: Sequence[Measure]) -> Iterator[Stated]:
    best = run.measure_of.get((finding.plan_id, finding.passage_id or ""))
    # The measure of the best passage first: where there are many, it is the one to look at.
    measures = sorted(taken, key=lambda one: one is not best) or ([best] if best else [])
    undated: dict[str, list[Side]] = {}
    found: list[Stated] = []
    for measure in measures:
        told = tuple(told_of(run, measure))
        dated = [side for side in told if side.schedule is not None]
        for side in dated:
            found.append(Stated(finding.proposal_id, finding.plan_id, bool(taken), (side,), dated=True))
        if not dated:
            undated[measure.id] = list(told) or [Side(measure)]
    yield from sorted(found, key=lambda one: (one.first.measure is not best, _in_time(one.first)))
    if undated:
        sides = tuple(side for one in undated.values() for side in one)
        yield Stated(finding.proposal_id, finding.plan_id, bool(taken), sides, dated=False)


def told_of(run: Run, measure: Measure) -> Iterator[Side]:
    """The stages of a measure with their times, each once; then the times of doings whose stage was inferred or
    could not be told, and the stages that were only inferred; then the time of the measure as a whole, unless one of
    them is the same."""
    seen: set[tuple[int | None, Years]] = set()
    times: set[Years] = set()
    for side in (*(Side(measure, one) for one in measure.periods), *_loose(run, measure)):
        key = (side.period.stage if side.period else None, _years(side.interval))
        if key not in seen:
            seen.add(key)
            times.add(_years(side.schedule))
            yield side
    if measure.overall_interval is not None and _years(measure.overall_interval) not in times:
        yield Side(measure)


def _years(time: Interval | None) -> Years:
    return (time.start_fy, time.end_fy) if time else (None, None)


def _loose(run: Run, measure: Measure) -> Iterator[Side]:
    for place in measure.passages:
        passage = run.passages[measure.plan_id, place]
        if passage.role in _SITUATION or passage.is_aside or speaks_of_measure(passage.text):
            continue
        staged = {step.interval for step in passage.steps}
        times: Sequence[Interval | None] = [one for one in passage.intervals if one not in staged]
        stage = passage.stages[0] if len(passage.stages) == 1 and not passage.steps else None
        if stage is not None:
            times = times or [None]
        for time in times:
            # What is to be reached by a year says nothing of when a stage takes place.
            yield _inferred(measure, passage, None if time and time.of_target else stage, time)


def _inferred(measure: Measure, passage: Passage, stage: int | None, time: Interval | None) -> Side:
    page = passage.page_at(time.span[0]) if time else passage.page_start
    if stage is None:
        return Side(measure, None, time, passage.id, page)
    return Side(measure, StagePeriod(stage, time, "", passage.id, page, certain=False))


def _in_time(side: Side) -> tuple[int, int, int]:
    """Order by end, a time without one by its beginning; times without a year come last."""
    time = side.schedule
    years = [year for year in (time.end_fy, time.start_fy) if year is not None] if time else []
    return (years[0] if years else 9999, years[-1] if years else 9999, side.period.stage if side.period else 0)
