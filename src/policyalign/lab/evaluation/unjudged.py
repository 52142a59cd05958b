"""Relevant units that nobody judged, estimated where the chance of being judged is known."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence

from policyalign.lab.evaluation.cells import Record
from policyalign.lab.evaluation.evaluated_plan import EvaluatedPlan
from policyalign.lab.evaluation.ranking import DEPTH
from policyalign.lab.gold.grades import RELEVANT


def estimate_relevant(plans: Sequence[EvaluatedPlan]) -> Record | None:
    """The number of relevant pairs (proposal × unit) and the recall at 20 as they would be had every pair
    been judged; over the plans of which every judged pair has an inclusion probability, None without any.

    A judged pair of inclusion probability π stands for 1/π pairs (Horvitz & Thompson 1952). The recall is the
    ratio of two such sums, so that it has a small bias (Cochran 1977, chapter 6). The standard error is that
    of simple random sampling without replacement in every proposal's random stratum (Cochran 1977,
    theorem 5.3).
    """
    known = [plan for plan in plans if plan.gold.grades and set(plan.gold.inclusion) == set(plan.gold.grades)]
    if not known:
        return None
    judged, total, ranked, variance = 0, 0.0, 0.0, 0.0
    for plan in known:
        for row in range(len(plan.proposals)):
            pairs = list(_judged(plan, row))
            weights = {unit: 1 / chance for unit, relevant, chance in pairs if relevant}
            first = set(plan.ranking(row)[:DEPTH])
            judged += len(weights)
            total += sum(weights.values())
            ranked += sum(weight for unit, weight in weights.items() if unit in first)
            variance += _variance(pairs)
    return {
        "plans": [plan.plan.id for plan in known],
        "relevant_judged": judged,
        "relevant_estimated": total,
        "relevant_standard_error": math.sqrt(variance),
        "recall_at_20": ranked / total if total else None,
    }


def _judged(plan: EvaluatedPlan, row: int) -> Iterator[tuple[int, bool, float]]:
    """The judged units of a proposal, whether each is relevant, and its inclusion probability."""
    for number, unit in enumerate(plan.gold.units):
        pair = plan.proposals[row].id, unit.id
        if pair in plan.gold.inclusion:
            yield number, plan.gold.grades[pair] >= RELEVANT, plan.gold.inclusion[pair]


def _variance(pairs: Sequence[tuple[int, bool, float]]) -> float:
    """Σ over the strata of N² (1 − n/N) s²/n, with N = n/π; pairs taken for certain add nothing."""
    strata: defaultdict[float, list[bool]] = defaultdict(list)
    for _, relevant, chance in pairs:
        if chance < 1:
            strata[chance].append(relevant)
    variance = 0.0
    for chance, found in strata.items():
        drawn, mean = len(found), sum(found) / len(found)
        if drawn > 1:
            spread = drawn * mean * (1 - mean) / (drawn - 1)
            variance += (drawn / chance) ** 2 * (1 - chance) * spread / drawn
    return variance
