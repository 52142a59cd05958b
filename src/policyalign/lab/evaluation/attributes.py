"""How well role, stage, time and actors are read, on passages whose labels are given.

Where two coders differ, either of their values is right; the kappa leaves such passages out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from policyalign.coefficients import quadratic_kappa
from policyalign.config import Settings
from policyalign.domain import Passage
from policyalign.lab.evaluation.cells import Record
from policyalign.lab.gold.attributes import Attributes
from policyalign.lab.statistics import exact_interval, precision_recall
from policyalign.lab.text_plans import annotated, text_passage, text_plan
from policyalign.runtime import Runtime
from policyalign.segment.actors import named_bodies

_HEADING = "③施策の内容"
"""Under what the labelled texts stand in their plans: a heading that announces measures."""
_STAGES = range(7)

Years = tuple[int | None, int | None]


def annotate_texts(golds: Sequence[Attributes], settings: Settings) -> tuple[Passage, ...]:
    """The labelled texts, analysed by the very helper that analyses plans."""
    passages = [text_passage(one.unit, "gold", one.text, None, (one.heading, _HEADING)) for one in golds]
    with Runtime(settings) as runtime:
        return annotated(text_plan("gold", (), passages), runtime).passages


def score_attributes(golds: Sequence[Attributes], passages: Sequence[Passage]) -> Record:
    """The figures of ``attributes``; the passages are those of the labels, in the same order."""
    both = list(zip(golds, passages, strict=True))
    timed = [(one, passage) for one, passage in both if one.start is not None or one.end is not None]
    timeless = [passage for one, passage in both if one.bound == "none"]
    stages = _highest_stages(both)
    agreed = [(min(gold), own) for gold, own in stages if len(gold) == 1]
    near = [own > 0 and any(abs(own - one) <= 1 for one in gold) for gold, own in stages]
    counts = {
        "role": share([passage.role in one.choices("role") for one, passage in both if one.choices("role")]),
        "stage_within_one": share(near),
        "stage_exact": share([own in gold for gold, own in stages]),
        "time_stated": share([stated_years(passage) == (one.start, one.end) for one, passage in timed]),
        "time_not_stated": share([stated_years(passage) == (None, None) for passage in timeless]),
        "actors": _actors(both),
    }
    return {
        "passages": len(both),
        "role_accuracy": counts["role"]["accuracy"],
        "stage_within_one": counts["stage_within_one"]["accuracy"],
        "stage_kappa": quadratic_kappa([gold for gold, _ in agreed], [own for _, own in agreed], _STAGES),
        "time_stated": counts["time_stated"]["accuracy"],
        "time_not_stated": counts["time_not_stated"]["accuracy"],
        "actors_f1": counts["actors"]["f1"],
        "counts": counts,
    }


def share(right: Sequence[bool]) -> Record:
    """How many of how many are right, with the exact 95 % interval of the share."""
    count = len(right)
    return {
        "right": sum(right),
        "of": count,
        "accuracy": sum(right) / count if count else None,
        "interval": exact_interval(sum(right), count),
    }


def stated_years(passage: Passage) -> Years:
    """From the first to the last fiscal year that a passage states for its action."""
    return passage.start_fy, passage.end_fy


def _highest_stages(both: Sequence[tuple[Attributes, Passage]]) -> list[tuple[set[int], int]]:
    """The highest stage by each coder, and by us; 0 stands for none."""
    golds = [{max(stages, default=0) for stages in one.choices("stages")} for one, _ in both]
    ours = [max(passage.stages, default=0) for _, passage in both]
    return [(gold, own) for gold, own in zip(golds, ours, strict=True) if gold]


def _actors(both: Sequence[tuple[Attributes, Passage]]) -> Record:
    """Counts over all passages of the names found, missed and wrong; against the nearer of two coders."""
    counts = Counter(found=0, missed=0, wrong=0)
    for one, passage in both:
        ours = set(passage.actors)
        # Names as the lexicon has them: 文科省 is 文部科学省.
        golds = [{next(iter(named_bodies(name)), name) for name in names} for names in one.choices("actors")]
        if golds:
            gold = min(golds, key=lambda names: len(names ^ ours))
            counts.update(found=len(gold & ours), missed=len(gold - ours), wrong=len(ours - gold))
    found = counts["found"]
    return {**counts, **precision_recall(found, found + counts["wrong"], found + counts["missed"])}
