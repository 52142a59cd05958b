"""Coefficients of agreement (一致度) between two people who judged the same things.

Kappa falls where nearly all have one value, however well people agree; AC1 does not, which is why both are given.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence


def quadratic_kappa(first: Sequence[int], second: Sequence[int], labels: Sequence[int]) -> float | None:
    """Cohen's kappa with quadratic weights (Cohen 1968), of values in the order of ``labels``; None where all values
    are one and the same."""
    from sklearn.metrics import cohen_kappa_score

    if len({*first, *second}) < 2:
        return None
    return float(cohen_kappa_score(first, second, weights="quadratic", labels=labels))


def gwet_ac1(first: Sequence[Hashable], second: Sequence[Hashable], labels: Sequence[Hashable]) -> float | None:
    """Gwet's AC1 of two coders over the values ``labels``; None where there is nothing to compare.

    (pₐ − pₑ) / (1 − pₑ), with the share pₐ of equal values and pₑ = Σₖ πₖ (1 − πₖ) / (q − 1), where πₖ is the mean
    share of value k over both coders and q the number of values (Gwet 2008, British Journal of Mathematical and
    Statistical Psychology 61, 29–48).
    """
    count = len(first)
    if not count:
        return None
    shares = [(_share(first, one) + _share(second, one)) / 2 for one in labels]
    chance = sum(share * (1 - share) for share in shares) / (len(labels) - 1)
    agreed = sum(one == other for one, other in zip(first, second, strict=True)) / count
    return (agreed - chance) / (1 - chance)


def _share(values: Sequence[Hashable], value: Hashable) -> float:
    return sum(one == value for one in values) / len(values)
