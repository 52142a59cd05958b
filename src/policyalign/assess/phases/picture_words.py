"""The picture of phases in words: what a plan says of stage and time of a proposal, shortly."""

from __future__ import annotations

from collections.abc import Sequence

from policyalign.assess.measures.side_rows import years_told
from policyalign.assess.phases.messages import BASES, PICTURE
from policyalign.assess.phases.records import Stated
from policyalign.assess.run import Run
from policyalign.grouping import grouped
from policyalign.messages import label
from policyalign.messages.measures import LADDER


def times_told(
    run: Run, stated: Sequence[Stated], lang: str, most: int, *, named: bool = False
) -> tuple[list[str], int]:
    """The first ``most`` times that a plan states, with the names of the measures where those are wanted, and how many
    more there are. Stages of one measure in the same years stand together."""
    dated = tuple(grouped((_measure_and_years(one), one) for one in stated if one.dated).values())
    return [_step(run, together, lang, named=named) for together in dated[:most]], max(0, len(dated) - most)


def stages_told(stated: Sequence[Stated], lang: str) -> str:
    """The stages in order, each once, marked where it is only inferred."""
    periods = [side.period for one in stated for side in one.sides if side.period]
    certain = {one.stage for one in periods if one.certain}
    names = [
        label(LADDER, str(stage), lang) + ("" if stage in certain else label(PICTURE, "mark", lang))
        for stage in sorted({one.stage for one in periods})
    ]
    return "／".join(names) or label(LADDER, "", lang)


def _measure_and_years(one: Stated) -> tuple[object, ...]:
    time = one.first.schedule
    if time is None:
        return (one.first.measure.id,)
    wording = "" if time.is_resolved else time.phrase
    return one.first.measure.id, time.start_fy, time.end_fy, wording, time.of_target


def _what(together: Sequence[Stated], lang: str) -> str:
    """The stages, and that the time is the year of a target, or that of the measure as a whole, where it is."""
    first = together[0].first
    time = first.interval
    if first.period is None and time is None and first.measure.overall_interval is not None:
        return label(BASES, "whole", lang)
    if time is None or not time.of_target:
        return stages_told(together, lang)
    if all(one.is_target for one in together):
        return label(PICTURE, "target", lang)
    return label(PICTURE, "step_target", lang).format(stage=stages_told(together, lang))


def _step(run: Run, together: Sequence[Stated], lang: str, *, named: bool) -> str:
    side = together[0].first
    return label(PICTURE, "step_named" if named else "step", lang).format(
        measure=side.measure.heading,
        stage=_what(together, lang),
        time=years_told(side.schedule, lang),
        ministry="・".join(side.measure.ministries) or label(PICTURE, "unnamed", lang),
        place=run.place(side.measure.plan_id, side.page, lang),
    )
