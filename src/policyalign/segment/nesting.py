"""How headings nest: which of them are siblings, and which section holds which.

Headings of one level look alike: the same style of number in the same signs, （1） and not (1), and either
all set out by their type or all in the type of the text. Where the look varies by chance, the count tells.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from policyalign.segment.blocks import Block
from policyalign.segment.markers import ITEM_ONLY, RANK, STRONG
from policyalign.text.normalize import nfkc_key


@dataclass(frozen=True, slots=True)
class Heading:
    """A block found to be a heading, by its index, with its level (1 is the plan's title)."""

    index: int
    level: int


@dataclass(frozen=True, slots=True)
class _Family:
    """The look that headings of one level share: the style of the number, the signs around it, and whether
    the type sets them out from the text."""

    style: str
    signs: str
    set_out: bool


@dataclass(frozen=True, slots=True)
class _Open:
    """A heading whose section may be open: its family, number, level, type size and rank; a leaf holds no
    sections."""

    family: _Family
    value: int | None
    level: int
    size: float
    rank: int
    leaf: bool


def nest(blocks: Sequence[Block], found: Sequence[int], title: int | None, set_out: frozenset[int]) -> list[Heading]:
    """Levels by the order in which the families nest; a family is never set above where it was first met.

    ``found`` are the indices of the headings in order, ``set_out`` those that their type sets out from the
    text.
    """
    levels: dict[_Family, int] = {}
    stack: list[_Open] = []
    headings: list[Heading] = []
    opened = [_open(blocks[index], index in set_out) for index in found]
    for place, index in enumerate(found):
        if index == title:
            headings.append(Heading(index, 1))
            continue
        heading = _placed(stack, opened[place], opened[place + 1 :], levels)
        stack.append(heading)
        headings.append(Heading(index, heading.level))
    return headings


def _placed(stack: list[_Open], heading: _Open, later: Sequence[_Open], levels: dict[_Family, int]) -> _Open:
    """Close the sections that the heading ends, and give it its level."""
    sibling = _sibling(stack, heading, later)
    if sibling is not None:
        first = stack[sibling]
        del stack[sibling:]
        return replace(heading, family=first.family, level=first.level)
    again = any(other.family.style == heading.family.style for other in stack)
    while stack and not _outer(stack[-1], heading, again=again):
        stack.pop()
    level = max(levels.get(heading.family, 2), stack[-1].level + 1 if stack else 2)
    levels.setdefault(heading.family, level)
    return replace(heading, level=level)


def _sibling(stack: Sequence[_Open], heading: _Open, later: Sequence[_Open]) -> int | None:
    """The open heading of the same family, or else the innermost that the heading counts on from though it
    differs a little in its look."""
    same = next((place for place, other in enumerate(stack) if other.family == heading.family), None)
    if same is not None:
        return same
    return next(
        (
            place
            for place, other in reversed(list(enumerate(stack)))
            if _counts_on(other, heading) and not _has_own_next(other, later)
        ),
        None,
    )


def _counts_on(before: _Open, heading: _Open) -> bool:
    if before.value is None or heading.value != before.value + 1:
        return False
    a, b = before.family, heading.family
    return a.style == b.style and (a.signs == b.signs or a.set_out == b.set_out)


def _has_own_next(before: _Open, later: Sequence[_Open]) -> bool:
    """Whether the family of ``before`` goes on with the next number itself: what has that number before then
    is an item of a list."""
    following = next((other for other in later if other.family == before.family), None)
    return following is not None and before.value is not None and following.value == before.value + 1


# Of the headings known by name, only annexes hold sections of their own.
_ANNEX = re.compile(r"(別添|別紙|別表|参考|資料|付録|附属資料)")
# Rank of a heading without a number.
_PLAIN = 99


def _open(block: Block, set_out: bool) -> _Open:
    """The heading as if it were open, its level not yet known."""
    marker = block.marker
    if marker is None or marker.style in ITEM_ONLY:
        family = _Family(f"plain{round(block.size)}", "", False)
        return _Open(family, None, 0, block.size, _PLAIN, False)
    numbered = marker.value is not None
    signs = re.sub(r"[\w\s]", "", marker.text) if numbered else ""
    family = _Family(marker.style, signs, numbered and set_out)
    if marker.style == "symbol":
        family = replace(family, signs=marker.text[:1])
    leaf = marker.style == "named" and not _ANNEX.match(nfkc_key(block.text))
    return _Open(family, marker.value, 0, block.size, RANK[marker.style], leaf)


def _outer(outer: _Open, inner: _Open, *, again: bool) -> bool:
    """Whether a section of ``outer`` can hold one of ``inner`` when the two families first meet.

    ``again`` says that a heading with the inner's style of number, but another look, is open.
    """
    if outer.leaf or inner.rank == 0:
        return False
    if _is_list_below(outer, inner, again=again):
        return True
    if outer.size > 1.05 * inner.size:
        return outer.rank <= inner.rank or _PLAIN in (outer.rank, inner.rank)
    if inner.size > 1.05 * outer.size:
        return False
    if outer.rank == _PLAIN:
        return RANK["paren"] <= inner.rank < _PLAIN
    return outer.rank < inner.rank


def _is_list_below(outer: _Open, inner: _Open, *, again: bool) -> bool:
    """Whether the inner counts items below a numbered heading, whatever the two styles: it is in the type of
    the text while the outer is set out, or its style numbers headings further up already."""
    if outer.value is None or inner.value is None or inner.family.style in STRONG:
        return False
    if outer.family.set_out and not inner.family.set_out:
        return True
    return again and outer.family.set_out == inner.family.set_out
