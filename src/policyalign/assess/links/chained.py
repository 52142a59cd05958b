"""From link to link: the chain that an exit link is part of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from policyalign.assess.links.records import Exit
from policyalign.assess.measures.answers import Key, key_of
from policyalign.assess.measures.side import Side


def chain_of(link: Exit, exits: Iterable[Exit]) -> tuple[Side, ...]:
    """The sides of a link with what comes before its result and after its user, in order; of several the nearest in
    time. Empty where one of its ends was not found."""
    if link.source is None or link.user is None:
        return ()
    pairs = [(one.source, one.user) for one in exits if one.source and one.user]
    seen = {key_of(link.source.measure), key_of(link.user.measure)}
    before = _walk(link.source, [(user, source) for source, user in pairs], seen, back=True)
    after = _walk(link.user, pairs, seen, back=False)
    return (*reversed(before), link.source, link.user, *after)


def _walk(side: Side, steps: Sequence[tuple[Side, Side]], seen: set[Key], *, back: bool) -> list[Side]:
    found: list[Side] = []
    while True:
        here = key_of(side.measure)
        ways = [there for one, there in steps if key_of(one.measure) == here and key_of(there.measure) not in seen]
        if not ways:
            return found
        side = (max if back else min)(ways, key=_year)
        seen.add(key_of(side.measure))
        found.append(side)


def _year(side: Side) -> int:
    """The year by which what is near is told: the end, or the beginning where none is stated."""
    time = side.schedule
    return (time.end_fy or time.start_fy or 0) if time else 0
