"""Where the annotation of a plan can be parted, so that several processes share it."""

from __future__ import annotations

from collections.abc import Sequence

from policyalign.domain import Passage


def stretches(passages: Sequence[Passage], size: int) -> list[tuple[int, int]]:
    """Where the passages can be parted, as first and behind the last, into stretches of at least ``size`` characters:
    where a section begins, since the first sentence of a section lends its times to the items that follow."""
    found, start, length = [], 0, 0
    for place, passage in enumerate(passages):
        if length >= size and passage.section is not None and passage.section != passages[place - 1].section:
            found.append((start, place))
            start, length = place, 0
        length += len(passage.text)
    return [*found, (start, len(passages))]
