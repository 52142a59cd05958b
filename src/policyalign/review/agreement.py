"""How far reviewers agree who coded the same items apart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from policyalign.coefficients import gwet_ac1, quadratic_kappa
from policyalign.review.records import VERDICTS, Answer, Subject, Verdict
from policyalign.review.settling import standing

ORDER: tuple[Verdict, ...] = ("absent", "partial", "covered")
"""Of the answers on cells: how far the plan does what is asked. 不明 has no place in it, and is left out of kappa."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """Two reviewers on the items of a subject that both have coded: how many, the share (0–1) on which they agree,
    kappa with quadratic weights of cells where both gave an answer of :data:`ORDER`, and Gwet's AC1 of all. A
    coefficient is None where it is not defined."""

    subject: Subject
    first: str
    second: str
    count: int
    agreed: float
    kappa: float | None
    ac1: float | None


def agreements(answers: Iterable[Answer]) -> Iterator[Agreement]:
    """The agreement of every two reviewers, by subject, in the order of their names."""
    coded: dict[tuple[Subject, str], dict[str, Verdict]] = {}
    for some in standing(answers).values():
        for one in some:
            if one.stage == "coding" and one.verdict != "noted" and one.origin != "carried":
                coded.setdefault((one.subject, one.reviewer), {})[one.key] = one.verdict
    for subject in VERDICTS:
        names = sorted(name for kind, name in coded if kind == subject)
        for first, second in combinations(names, 2):
            mine, theirs = coded[subject, first], coded[subject, second]
            both = [(mine[key], theirs[key]) for key in sorted(mine.keys() & theirs.keys())]
            if both:
                yield _agreement(subject, first, second, both)


def _agreement(subject: Subject, first: str, second: str, both: list[tuple[Verdict, Verdict]]) -> Agreement:
    one, other = zip(*both, strict=True)
    graded = [(ORDER.index(a), ORDER.index(b)) for a, b in both if a in ORDER and b in ORDER]
    kappa = quadratic_kappa([a for a, _ in graded], [b for _, b in graded], range(len(ORDER))) if graded else None
    agreed = sum(a == b for a, b in both) / len(both)
    return Agreement(subject, first, second, len(both), agreed, kappa, gwet_ac1(one, other, VERDICTS[subject]))
