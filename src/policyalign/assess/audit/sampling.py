"""How many 欠落 claims a person must check, which ones, and what the answers then guarantee of all of them.

The claims of a run are a finite population of ``N``, of which an unknown number ``M`` is right. Of ``n``
drawn without replacement the number that is right follows the hypergeometric distribution, whatever the
model, the plans or their style: nothing is assumed but the drawing itself, and that the checkers are right.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any


@dataclass(frozen=True, slots=True)
class SamplingPlan:
    """Check ``size`` of ``population`` claims and pass with at most ``tolerated`` wrong ones (抜取検査).

    ``required`` is the least number of right claims that passing is to prove.
    """

    population: int
    size: int
    tolerated: int
    required: int

    @property
    def passable_wrong(self) -> tuple[int, ...]:
        """Numbers of wrong claims at which the population should pass: none, a fifth and two fifths of the
        most that the target allows (with a target of 95 % that is 100, 99 and 98 % right)."""
        most = self.population - self.required
        return tuple(sorted({0, round(most / 5), round(2 * most / 5)}))

    @property
    def is_census(self) -> bool:
        """Whether all claims are checked (全数確認), which leaves nothing to chance."""
        return self.size == self.population

    def chance_of_passing(self, wrong: int) -> float:
        """P(at most ``tolerated`` wrong ones are found) where ``wrong`` claims of the population are wrong
        (検査特性)."""
        return float(_hypergeometric().cdf(self.tolerated, self.population, wrong, self.size))


def sampling_plan(population: int, target: float, confidence: float, tolerated: int = 0) -> SamplingPlan | None:
    """The smallest sample with which passing means: at least the share ``target`` is right.

    That is the least ``n`` for which ``P(W ≤ tolerated) ≤ 1 − confidence`` at every number of right claims
    below the target, ``W ~ Hypergeometric(N, N − M, n)``. The chance grows with ``M``, so that the greatest
    such ``M`` decides: ``⌈target · N⌉ − 1`` (acceptance sampling of an isolated lot by attributes, as in ISO
    2859-2). None where not even all claims together could be passed with so many wrong ones.
    """
    import numpy as np

    required = _required(population, target)
    wrong = population - required + 1
    if population < 1 or tolerated >= wrong:
        return None
    sizes = np.arange(1, population + 1)
    accepted = _hypergeometric().cdf(tolerated, population, wrong, sizes) <= (1 - confidence) + _ROUNDING
    return SamplingPlan(population, int(sizes[accepted.argmax()]), tolerated, required)


def least_right(population: int, checked: int, right: int, confidence: float) -> int:
    """The exact lower confidence limit (one-sided) of the number of right claims in the population.

    With ``x`` of ``n`` checked claims right it is ``min {M : P(X ≥ x | M) > 1 − confidence}``, ``X ~
    Hypergeometric(N, M, n)``: all smaller ``M`` are refuted by the test of M₀ ≤ M at that level. Buonaccorsi
    1987, "A note on confidence intervals for proportions in finite populations", The American Statistician
    41(3); Wang 2015, "Exact optimal confidence intervals for hypergeometric parameters", JASA 110(512). It
    covers the true number with at least ``confidence`` for every M, and is the number itself when all claims
    are checked. Raises ``ValueError`` unless ``0 ≤ right ≤ checked ≤ population``.
    """
    import numpy as np

    if not 0 <= right <= checked <= population:
        raise ValueError(f"{right} right of {checked} checked of {population}")
    possible = np.arange(right, population - (checked - right) + 1)
    at_least = _hypergeometric().sf(right - 1, population, possible, checked)
    return int(possible[(at_least > (1 - confidence) + _ROUNDING).argmax()])


def reaches(population: int, right: int, target: float) -> bool:
    """Whether ``right`` claims of the population are at least the share ``target``, without rounding."""
    return right >= _required(population, target)


def draw_order(claims: Sequence[str], seed: int) -> list[int]:
    """The places of the claims in a random order; its first ``n`` are a simple random sample.

    Ordered by the SHA-256 of seed and claim, which is the same on every machine and version, and in which no
    one has a hand (as in election audits: Rivest 2018, "Consistent sampling with replacement", and the
    sampling of Stark's risk-limiting audits). Equal claims keep their order.
    """
    return sorted(range(len(claims)), key=lambda place: _ticket(claims[place], seed))


# Far above the error of the distribution functions, far below what any confidence is stated with.
_ROUNDING = 1e-12


def _hypergeometric() -> Any:
    """SciPy's distribution, loaded when it is asked for: that takes longer than all else of a second run."""
    from scipy.stats import hypergeom

    return hypergeom


def _required(population: int, target: float) -> int:
    """The least number of right claims that is a share of at least ``target``; 0.95 means 95/100."""
    return math.ceil(Fraction(str(target)) * population)


def _ticket(claim: str, seed: int) -> bytes:
    return hashlib.sha256(f"{seed}\n{claim}".encode()).digest()
