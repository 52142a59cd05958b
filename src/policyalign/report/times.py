"""What the plans say of stage and time, proposal by proposal, worded for the chapter."""

from __future__ import annotations

from collections.abc import Mapping

from policyalign.assess.phases.picture import picture_of
from policyalign.assess.phases.picture_words import times_told
from policyalign.assess.run import Run
from policyalign.grouping import grouped
from policyalign.report.records import Times

_MOST = 3
"""Times told of one plan; the sheet of the workbook holds all."""


def times_of(run: Run, lang: str) -> Mapping[str, tuple[Times, ...]]:
    """By proposal, one record for every plan that takes it up, in the order of the plans."""
    by_cell = grouped(((one.proposal_id, one.plan_id), one) for one in picture_of(run) if one.takes_up)
    found = []
    for (proposal, plan), stated in by_cell.items():
        told, more = times_told(run, stated, lang, _MOST, named=True)
        undated = sum(len(one.measures) for one in stated if not one.dated)
        found.append((proposal, Times(f"{proposal}|{plan}", run.titles[plan], tuple(told), more, undated)))
    return grouped(found)
