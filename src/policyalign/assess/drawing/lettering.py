"""How much room texts take, and how they are made to fit."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable

_WIDE, _NARROW = 1.03, 0.56
"""Of an em: hinting rounds the width of signs up to whole pixels, and Latin letters get a little more than they take on
average in the Japanese fonts in use (IPAex Gothic, Yu Gothic, Noto Sans CJK). What fits by this measure fits."""
_NO_START = frozenset("、。，．・）」』】〕］｝ーぁぃぅぇぉっゃゅょァィゥェォッャュョ々,.)]}!?！？")
"""Do not begin a line (JIS X 4051, the commonest of 行頭禁則)."""


def width_of(words: str, size: float) -> float:
    """The width in points of a text in type of a ``size`` in points.

    >>> width_of("計画", 10), round(width_of("p.1", 10), 1)
    (20.6, 16.8)
    """
    ems = sum(_WIDE if unicodedata.east_asian_width(char) in "WFA" else _NARROW for char in words)
    return ems * size


def fitting(words: str, size: float, width: float) -> str:
    """The text in this width: of one that is longer the middle is left out, since titles that begin alike differ at
    their end (素案, 工程表, a year).

    >>> fitting("第６期科学技術・イノベーション基本計画（素案）", 10, 120)
    '第６期科学技…（素案）'
    """
    words = " ".join(words.split())
    if width_of(words, size) <= width:
        return words
    for kept in range(len(words) - 1, 0, -1):
        tail = kept * 2 // 5
        short = f"{words[: kept - tail]}…{words[len(words) - tail :]}"
        if width_of(short, size) <= width:
            return short
    return "…"


def wrapped(words: str, size: float, width: float, most: int) -> list[str]:
    """The text in at most so many lines of this width, broken between any two signs but within no Latin word that a
    line holds; what does not fit is left out in the middle."""
    rest = " ".join(words.split())
    lines: list[str] = []
    while width_of(rest, size) > width and len(lines) < most - 1:
        end = _line_end(rest, size, width)
        lines.append(rest[:end].rstrip())
        rest = rest[end:].lstrip()
    return [*lines, fitting(rest, size, width)]


def _line_end(words: str, size: float, width: float) -> int:
    """How many signs of a text that is too long stand on its first line."""
    end = next(count for count in range(1, len(words) + 1) if width_of(words[: count + 1], size) > width)
    if words[end : end + 1] in _NO_START:
        return end + 1
    space = words.rfind(" ", 1, end + 1)
    within_word = words[end - 1 : end + 1].isascii() and " " not in words[end - 1 : end + 1]
    return space + 1 if within_word and space > 0 and words[space:end].isascii() else end


def balanced(words: str, size: float, width: float, most: int) -> list[str]:
    """The text wrapped into lines of about the same length: no last line of one character."""
    lines = wrapped(words, size, width, most)
    for share in range(1, 10):
        narrower = wrapped(words, size, width * (1 - share / 10), most)
        if len(narrower) > len(lines) or "…" in "".join(narrower):
            break
        lines = narrower
    return lines


def told_apart(names: Iterable[str]) -> list[str]:
    """The names, those that are the same numbered in order.

    >>> told_apart(["計画", "方針", "計画"])
    ['計画（1）', '方針', '計画（2）']
    """
    names = list(names)
    often, seen = Counter(names), Counter[str]()
    told = []
    for name in names:
        seen[name] += 1
        told.append(f"{name}（{seen[name]}）" if often[name] > 1 else name)
    return told
