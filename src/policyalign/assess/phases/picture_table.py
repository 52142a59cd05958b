"""The picture of phases on the terminal: a line per proposal, in it one per plan."""

from __future__ import annotations

from collections.abc import Sequence

from policyalign.assess.phases.messages import HEADS, PICTURE, StatedCode
from policyalign.assess.phases.picture import picture_of
from policyalign.assess.phases.picture_words import stages_told, times_told
from policyalign.assess.phases.records import Stated
from policyalign.assess.run import Run
from policyalign.assess.showing import Selection, print_rows
from policyalign.grouping import grouped
from policyalign.messages import label, message
from policyalign.messages.labels import STATUSES
from policyalign.tables import Row
from policyalign.telling import say

_MOST = 4
"""Times shown of one plan; the table holds all."""


def show_picture(run: Run, selection: Selection, lang: str) -> None:
    """Of the proposals that are asked for, what each plan says; unless they are named, only of those, and in those
    plans, that take them up."""
    chosen = [one for one in picture_of(run) if selection.takes(plans=(one.plan_id,), proposals=(one.proposal_id,))]
    shown = [one for one in chosen if one.takes_up or selection.proposals]
    by_proposal = grouped((one.proposal_id, one) for one in shown)
    rows: list[Row] = [
        {"proposal": proposal, "label": run.labels[proposal], "picture": _told(run, stated, lang)}
        for proposal, stated in by_proposal.items()
    ]
    if rows:
        print_rows("proposal label picture", rows[: selection.limit], HEADS, lang, folded=("picture",))
    rest = len({one.proposal_id for one in chosen} - by_proposal.keys())
    if rest:
        say(StatedCode.stated_rest, lang, count=rest)


def _told(run: Run, stated: Sequence[Stated], lang: str) -> str:
    """One line per plan."""
    by_plan = grouped((one.plan_id, one) for one in stated)
    return "\n".join(_plan(run, plan, lines, lang) for plan, lines in by_plan.items())


def _plan(run: Run, plan: str, stated: Sequence[Stated], lang: str) -> str:
    told, more = times_told(run, stated, lang, _MOST)
    if more:
        told.append(message(StatedCode.stated_more, lang, count=str(more)))
    for one in stated:
        if not one.dated:
            stages = stages_told((one,), lang)
            told.append(message(StatedCode.stated_undated, lang, count=str(len(one.measures)), stages=stages))
    status = label(STATUSES, run.matrix.status(stated[0].proposal_id, plan), lang)
    listed = ("; " if lang == "en" else "、").join(told)
    if stated[0].takes_up:
        return label(PICTURE, "plan", lang).format(plan=plan, status=status, told=listed)
    return message(StatedCode.stated_nearest, lang, plan=plan, status=status, told=listed)
