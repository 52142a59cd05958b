"""Relevant units that nobody judged, estimated where the chance of being judged is known."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence

from policyalign.lab.evaluation.cells import Record
from policyalign.lab.evaluation.evaluated_plans import Labelled, Matrix
from policyalign.lab.evaluation.ranking import order_units
from policyalign.lab.gold.relevance import RELEVANT

_DEPTH = 20


def estimate_relevant(plans: Sequence[Labelled], scores: Sequence[Matrix]) -> Record | None:
    """The number of relevant pairs (proposal × unit) and the recall at 20 as they would be had every pair
    been judged; over the plans of which every judged pair has an inclusion probability, None without any.

    A judged pair of inclusion probability π stands for 1/π pairs (Horvitz & Thompson 1952). The recall is the
    ratio of two such sums, so that it has a small bias (Cochran 1977, chapter 6). The standard error is that
    of simple random sampling without replacement in every proposal's random stratum (Cochran 1977,
    theorem 5.3).
    """
    known = [pair for pair in zip(plans, scores, strict=True) if _all_known(pair[0])]
    if not known:
        return None
    judged, total, ranked, variance = 0, 0.0, 0.0, 0.0
    for plan, score in known:
        units = plan.unit_scores(score)
        for row in range(len(plan.proposals)):
            weights = _weights_of_relevant(plan, row)
            first = set(order_units(units[row])[:_DEPTH].tolist())
            judged += len(weights)
            total += sum(weights.values())
            ranked += sum(weight for unit, weight in weights.items() if unit in first)
            variance += _variance(plan, row)
    return {
        "plans": [plan.plan.id for plan, _ in known],
        "relevant_judged": judged,
        "relevant_estimated": total,
        "relevant_standard_error": math.sqrt(variance),
        "recall_at_20": ranked / total if total else None,
    }


def _all_known(plan: Labelled) -> bool:
    return bool(plan.gold.grades) and set(plan.gold.inclusion) == set(plan.gold.grades)


def _weights_of_relevant(plan: Labelled, row: int) -> dict[int, float]:
    return {unit: 1 / chance for unit, grade, chance in _judged(plan, row) if grade >= RELEVANT}


def _variance(plan: Labelled, row: int) -> float:
    """Σ over the strata of N² (1 − n/N) s²/n, with N = n/π; pairs taken for certain add nothing."""
    strata: defaultdict[float, list[bool]] = defaultdict(list)
    for _, grade, chance in _judged(plan, row):
        if chance < 1:
            strata[chance].append(grade >= RELEVANT)
    return sum(_stratum_variance(chance, relevant) for chance, relevant in strata.items())


def _stratum_variance(chance: float, relevant: Sequence[bool]) -> float:
    drawn = len(relevant)
    if drawn < 2:
        return 0.0
    mean = sum(relevant) / drawn
    spread = drawn * mean * (1 - mean) / (drawn - 1)
    return (drawn / chance) ** 2 * (1 - chance) * spread / drawn


def _judged(plan: Labelled, row: int) -> Iterable[tuple[int, int, float]]:
    proposal = plan.proposals[row].id
    for number, unit in enumerate(plan.gold.units):
        pair = proposal, unit.id
        if pair in plan.gold.inclusion:
            yield number, plan.gold.grades[pair], plan.gold.inclusion[pair]
