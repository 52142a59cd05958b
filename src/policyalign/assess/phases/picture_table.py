"""The picture of phases on the terminal: a line per proposal, in it one per plan."""

from __future__ import annotations

from collections.abc import Sequence

from policyalign.assess.measures.side_rows import years_told
from policyalign.assess.phases.messages import HEADS, PICTURE, StatedCode
from policyalign.assess.phases.picture import picture_of
from policyalign.assess.phases.records import Stated
from policyalign.assess.run import Run
from policyalign.assess.showing import Selection, print_rows
from policyalign.grouping import grouped
from policyalign.messages import MeasureCode, label, message
from policyalign.messages.labels import STATUSES
from policyalign.messages.measures import LADDER
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
    """Stages of one measure in the same years stand together."""
    dated = tuple(grouped((_measure_and_years(one), one) for one in stated if one.dated).values())
    told = [_step(run, together, lang) for together in dated[:_MOST]]
    told += [message(StatedCode.stated_more, lang, count=str(len(dated) - _MOST))] if len(dated) > _MOST else []
    for one in stated:
        if not one.dated:
            stages = _stages((one,), lang)
            told.append(message(StatedCode.stated_undated, lang, count=str(len(one.measures)), stages=stages))
    status = label(STATUSES, run.matrix.status(stated[0].proposal_id, plan), lang)
    listed = ("; " if lang == "en" else "、").join(told)
    if stated[0].takes_up:
        return label(PICTURE, "plan", lang).format(plan=plan, status=status, told=listed)
    return message(StatedCode.stated_nearest, lang, plan=plan, status=status, told=listed)


def _measure_and_years(one: Stated) -> tuple[object, ...]:
    time = one.first.schedule
    return one.first.measure.id, time and (time.start_fy, time.end_fy, time.phrase if not time.is_resolved else "")


def _step(run: Run, together: Sequence[Stated], lang: str) -> str:
    side = together[0].first
    return label(PICTURE, "step", lang).format(
        stage=_stages(together, lang),
        time=years_told(side.schedule, lang),
        ministry="・".join(side.measure.ministries) or message(MeasureCode.ministry_unnamed, lang),
        place=run.place(side.measure.plan_id, side.page, lang),
    )


def _stages(stated: Sequence[Stated], lang: str) -> str:
    """The stages in order, each once, marked where it is only inferred."""
    periods = [side.period for one in stated for side in one.sides if side.period]
    certain = {one.stage for one in periods if one.certain}
    names = [
        label(LADDER, str(stage), lang) + ("" if stage in certain else label(PICTURE, "mark", lang))
        for stage in sorted({one.stage for one in periods})
    ]
    return "／".join(names) or label(LADDER, "", lang)
