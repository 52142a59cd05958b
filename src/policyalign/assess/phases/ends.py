"""出口不在 and 入口不在: what is prepared nobody puts to use, or what is put to use nobody prepares.

Both say that something is not there, over all plans of the run. *Not found* is not *not there*: nothing is
said while any measure that may answer the proposal may also be at the missing stage.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from policyalign.assess.measures.answers import Answers
from policyalign.assess.measures.side import Side
from policyalign.assess.measures.use import DEVELOPED, speaks_of_use
from policyalign.assess.phases.messages import PhaseCode
from policyalign.assess.phases.records import Fault, FaultKind
from policyalign.assess.phases.verdict import doubts_of, weigh
from policyalign.assess.survey import Survey
from policyalign.config import PhaseSettings
from policyalign.domain import DEPLOYMENT, Measure, StagePeriod
from policyalign.messages import MeasureCode
from policyalign.values import Code, Kind

_DEVELOPED: frozenset[Kind] = frozenset(("technology", "cycle"))
"""What has to be developed before it is used. Sending out advisers or holding courses (提言) needs none, so
that use without development is no fault there."""


def find_missing_ends(survey: Survey, settings: PhaseSettings) -> Iterator[Fault]:
    """One fault per proposal, with the measure that comes nearest to the missing end."""
    for answer in survey.answers:
        yield from _exit(answer)
        yield from _entry(answer, settings)


def _exit(answer: Answers) -> Iterator[Fault]:
    """Stages 1–4 planned, 5–6 nowhere, and no measure speaks of what its result is for. Of what needs no development
    (提言), only a development or trial leads to an exit: rules and facilities are in use where they are made."""
    if any(_may_use(one) or speaks_of_use(one) for one in (*answer.likely, *answer.possible)):
        return
    sides = _sides(answer.likely)
    if sides:
        furthest = max(sides, key=lambda side: (side[1].stage, side[1].certain, side[1].end or 0))
        if answer.kind not in _DEVELOPED and not DEVELOPED.search(furthest[1].phrase):
            return
        yield from _fault("no_exit", PhaseCode.exit_missing, answer, Side(*furthest))


def _entry(answer: Answers, settings: PhaseSettings) -> Iterator[Fault]:
    """Stages 5–6 planned to begin within the window or later, 1–4 nowhere: what runs already has begun."""
    if answer.kind not in _DEVELOPED or any(_may_prepare(one) for one in (*answer.likely, *answer.possible)):
        return
    starts = [(period.start, (measure, period)) for measure, period in _sides(answer.likely)]
    dated = [(start, side) for start, side in starts if start is not None and side[1].own]
    if dated and len(dated) == len(starts):
        first, begins = min(dated, key=lambda start: start[0])
        if first >= settings.window[0]:
            yield from _fault("no_entry", PhaseCode.entry_missing, answer, Side(*begins))


def _fault(kind: FaultKind, reason: Code, answer: Answers, side: Side) -> Iterator[Fault]:
    """With one doubt for each of: the stage, plans that were not read, plans that may hold the missing end,
    measures of which no stage is known, a match that is not sure."""
    doubts = doubts_of(side, times=False)
    doubts += [MeasureCode.doubt_unread] if answer.unread_plans else []
    doubts += [PhaseCode.doubt_open] if set(answer.open_plans) - set(answer.unread_plans) else []
    doubts += [PhaseCode.doubt_unstaged] if any(one.highest is None for one in answer.likely) else []
    doubts += [] if (side.measure.plan_id, side.measure.id) in answer.sure else [PhaseCode.doubt_match]
    detail = {"measures": str(len(answer.likely))}
    yield from weigh(kind, (answer.proposal_id,), side, None, reason, detail, doubts)


def _may_use(measure: Measure) -> bool:
    """Whether a measure is at stage 5–6, or for all that is known may be: a time is told of doings whose
    stage could not be."""
    return bool(measure.unstaged_intervals) or any(period.stage >= DEPLOYMENT for period in measure.periods)


def _may_prepare(measure: Measure) -> bool:
    """The same of stages 1–4."""
    return bool(measure.unstaged_intervals) or any(period.stage < DEPLOYMENT for period in measure.periods)


def _sides(measures: Sequence[Measure]) -> list[tuple[Measure, StagePeriod]]:
    return [(measure, period) for measure in measures for period in measure.periods]
