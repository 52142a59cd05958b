"""The measures that answer a proposal and end before the reference window: all of them, however sure the answer.

The findings of the chapter are the certain ones. Which programmes are over when the STI plan begins is a list that is
read for itself, so that what is left out of it is said.
"""

from __future__ import annotations

from policyalign.assess.measures.answers import key_of
from policyalign.assess.measures.side_rows import years_told
from policyalign.assess.phases.periods import ended_before
from policyalign.assess.phases.records import Phases
from policyalign.assess.run import Run
from policyalign.domain import Interval
from policyalign.report.records import Ended, EndedList


def first_of_window(run: Run) -> int:
    """The fiscal year with which the reference window of a run begins."""
    phases: Phases = run.results["phases"]
    return phases.settings.window[0]


def ended_of(run: Run, lang: str) -> EndedList:
    """The list of a run, the first to end first."""
    first = first_of_window(run)
    found: list[tuple[tuple[object, ...], Ended]] = []
    for measure in run.measures:
        proposals, told = run.taken_up.get(key_of(measure), ()), ended_before(measure, first)
        if proposals and told:
            start = None if any(one.start_fy is None for one in told) else min(one.start_fy or 0 for one in told)
            end = max(one.end_fy or 0 for one in told)
            place = f"{run.titles[measure.plan_id]} {run.place(measure.plan_id, measure.page, lang)}"
            row = Ended(
                f"{measure.plan_id}:{measure.id}",
                measure.plan_id,
                place,
                measure.shown,
                years_told(Interval(start, end, "", (0, 0)), lang),
                proposals,
            )
            found.append(((end, measure.plan_id, measure.page, measure.id), row))
    return EndedList(first, tuple(row for _, row in sorted(found, key=lambda pair: pair[0])))
