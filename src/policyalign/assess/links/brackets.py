"""Quotation marks and brackets: what stands in them, and what brackets behind a name say of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from policyalign.assess.links.names import Squeezed
from policyalign.assess.links.vocabulary import DECISION, DEFINED

_QUOTES = {"「": "」", "『": "』"}
# Longer names, and longer brackets, are none: what encloses half a page was never closed.
_LONGEST = 500
# What is looked at behind a name.
_AFTER = 200


@dataclass(frozen=True, slots=True)
class Brackets:
    """What the brackets behind a name say, the text after them, and its offset."""

    decision: str
    defines: tuple[str, ...]
    after: str
    end: int


def quoted_spans(text: str) -> Iterator[tuple[int, int]]:
    """The offsets of what stands within each pair of quotation marks."""
    opened: list[tuple[str, int]] = []
    for place, char in enumerate(text):
        if char in _QUOTES:
            opened.append((_QUOTES[char], place + 1))
        elif opened and char == opened[-1][0]:
            start = opened.pop()[1]
            if place - start <= _LONGEST:
                yield start, place


def read_brackets(squeezed: Squeezed, text: str, place: int) -> Brackets:
    """Reads the brackets that follow: （平成10年法律第117号。以下「温対法」という。）."""
    decision, defines = "", []
    while text[place : place + 1] == "(":
        close = _closing(text, place)
        inside = text[place + 1 : close]
        short = DEFINED.search(inside)
        told = inside[: short.start()].rstrip("。、") if short else inside
        if short:
            defines.append(short[1])
        if not decision and DECISION.search(told):
            decision = squeezed.written(place + 1, place + 1 + len(told))
        elif not short:
            break
        place = close + 1
    return Brackets(decision, tuple(defines), text[place : place + _AFTER], place)


def _closing(text: str, place: int) -> int:
    """The offset of the bracket that closes the one at ``place``, or of the end."""
    depth, stop = 0, min(len(text), place + _LONGEST)
    for at in range(place, stop):
        depth += (text[at] == "(") - (text[at] == ")")
        if depth == 0:
            return at
    return stop
