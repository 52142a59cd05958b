"""How far people who judged the same items apart agree (一致の度合い), as far as one of them may see."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from policyalign.review.agreement import Agreement, agreements
from policyalign.review.records import Answer
from policyalign.review_page.coders import seen_by


@dataclass(frozen=True, slots=True)
class Shown:
    """The agreement of every two reviewers, and how many answers each has given."""

    pairs: tuple[Agreement, ...]
    counts: Mapping[str, int]


def agreement_for(reviewer: str, standing: Mapping[str, Sequence[Answer]]) -> Shown:
    """Of the items that ``reviewer`` sees in full, so that no figure gives an answer away."""
    seen = [one for answers in standing.values() for one in seen_by(reviewer, answers)]
    counts = Counter(one.reviewer for one in seen if one.verdict != "noted")
    return Shown(tuple(agreements(seen)), dict(sorted(counts.items())))
