"""Kinds of documents (種類) as they are given on the command line: one for all plans, or by the ids of plans."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from policyalign.cli.usage import WrongUsage
from policyalign.messages import UsageCode


def parse_genres(given: Sequence[str], plans: Collection[str]) -> tuple[tuple[str, str], ...]:
    """The genres by the ids of plans, that of an empty id for all others, from ``白書`` or ``ID=白書``.

    Raises :class:`WrongUsage` for anything else, and for an id that is none of the plans.

    >>> parse_genres(["白書", "energy=基本計画"], ["energy", "ai"])
    (('', '白書'), ('energy', '基本計画'))
    """
    pairs = [(before.strip(), after.strip()) for before, _, after in (text.rpartition("=") for text in given)]
    names = [name for name, _ in pairs]
    known = {"", *plans}
    if len(set(names)) < len(names) or not set(names) <= known or not all(genre for _, genre in pairs):
        raise WrongUsage(UsageCode.usage_genres, "--genre", given=", ".join(given), plans=", ".join(plans))
    return tuple(pairs)
