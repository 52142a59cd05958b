"""How well role, stage, time and actors are read, on passages whose labels are given.

Where two coders differ, either of their values is right; the kappa leaves such passages out.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from policyalign.config import Settings
from policyalign.domain import Passage, Plan
from policyalign.lab.evaluation.cells import Record
from policyalign.lab.gold.attributes import Attributes
from policyalign.lab.statistics import exact_interval
from policyalign.runtime import Runtime
from policyalign.segment.actors import named_bodies
from policyalign.segment.sentences import split_sentences
from policyalign.serialize import to_json
from policyalign.store import cache_key
from policyalign.versions import LANGUAGE_PACKAGES

_SECONDS = 900.0
_HEADING = "③施策の内容"
"""Under what the labelled texts stand in their plans: a heading that announces measures."""

Years = tuple[int | None, int | None]


def annotate_texts(golds: Sequence[Attributes], settings: Settings) -> tuple[Passage, ...]:
    """The labelled texts, analysed by the very helper that analyses plans."""
    plan = Plan("gold", "", "gold", "gold", (), tuple(map(_passage, golds)), 1)
    key = cache_key("labels", [hashlib.sha256(to_json(plan)).hexdigest()], None, LANGUAGE_PACKAGES)
    with Runtime(settings) as runtime:
        annotated = runtime.cached_or(
            "labels", key, Plan, lambda: runtime.ask(runtime.annotator(), "annotate", plan, timeout=_SECONDS)
        )
    return annotated.passages


def _passage(gold: Attributes) -> Passage:
    path = (gold.heading, _HEADING)
    return Passage(gold.unit, "gold", "paragraph", gold.text, None, path, (), split_sentences(gold.text))


def score_attributes(golds: Sequence[Attributes], passages: Sequence[Passage]) -> Record:
    """The figures of ``attributes``; the passages are those of the labels, in the same order."""
    both = list(zip(golds, passages, strict=True))
    timed = [(one, passage) for one, passage in both if one.start is not None or one.end is not None]
    timeless = [passage for one, passage in both if one.bound == "none"]
    counts = {
        "role": share([passage.role in one.choices("role") for one, passage in both if one.choices("role")]),
        **_stages(both),
        "time_stated": share([stated_years(passage) == (one.start, one.end) for one, passage in timed]),
        "time_not_stated": share([stated_years(passage) == (None, None) for passage in timeless]),
        "actors": _actors(both),
    }
    return {
        "passages": len(both),
        "role_accuracy": counts["role"]["accuracy"],
        "stage_within_one": counts["stage_within_one"]["accuracy"],
        "stage_kappa": _kappa(both),
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


def _stages(both: Sequence[tuple[Attributes, Passage]]) -> dict[str, Record]:
    pairs = _highest_stages(both)
    near = [own > 0 and any(abs(own - one) <= 1 for one in gold) for gold, own in pairs]
    return {"stage_within_one": share(near), "stage_exact": share([own in gold for gold, own in pairs])}


def _kappa(both: Sequence[tuple[Attributes, Passage]]) -> float | None:
    return _quadratic_kappa([(min(gold), own) for gold, own in _highest_stages(both) if len(gold) == 1])


def _highest_stages(both: Sequence[tuple[Attributes, Passage]]) -> list[tuple[set[int], int]]:
    """The highest stage by each coder, and by us; 0 stands for none."""
    golds = [{max(stages, default=0) for stages in one.choices("stages")} for one, _ in both]
    ours = [max(passage.stages, default=0) for _, passage in both]
    return [(gold, own) for gold, own in zip(golds, ours, strict=True) if gold]


def _quadratic_kappa(pairs: Sequence[tuple[int, int]]) -> float | None:
    """Cohen's kappa with quadratic weights (Cohen 1968); None where it is not defined."""
    from sklearn.metrics import cohen_kappa_score

    if len({value for pair in pairs for value in pair}) < 2:
        return None
    gold, own = zip(*pairs, strict=True)
    return float(cohen_kappa_score(gold, own, weights="quadratic", labels=range(7)))


def _actors(both: Sequence[tuple[Attributes, Passage]]) -> Record:
    """Counts over all passages of the names found, missed and wrong; against the nearer of two coders."""
    found = missed = wrong = 0
    for one, passage in both:
        ours = set(passage.actors)
        golds = [_canonical(names) for names in one.choices("actors")]
        if golds:
            gold = min(golds, key=lambda names: len(names ^ ours))
            found, missed, wrong = (
                found + len(gold & ours),
                missed + len(gold - ours),
                wrong + len(ours - gold),
            )
    return {
        "found": found,
        "missed": missed,
        "wrong": wrong,
        "precision": found / (found + wrong) if found + wrong else None,
        "recall": found / (found + missed) if found + missed else None,
        "f1": 2 * found / (2 * found + missed + wrong) if found + missed + wrong else None,
    }


def _canonical(names: Sequence[str]) -> set[str]:
    """Names as the lexicon has them: 文科省 is 文部科学省."""
    return {next(iter(named_bodies(name)), name) for name in names}
