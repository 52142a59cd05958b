"""Sentence boundaries by bracket-aware rules, before any parser sees the text.

A parser trained on clean prose cuts PDF text inside words and keeps quoted sentences apart. The rules here
follow how Japanese administrative text is punctuated: 「…。」 and （…。） stay whole, a bullet begins a sentence,
and a bracket that never closes (or closes too far away to be meant) protects nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

MAX_SENTENCE = 4_000
"""Longest sentence in characters: at 3–4 UTF-8 bytes each it stays far below the 49,149 bytes at which
Sudachi refuses a text."""

MAX_BRACKET = 500
"""Longest bracketed text in characters that may hide a full stop. A chosen limit: quoted sentences of laws stay
below it, while a missing bracket is usually paired with one paragraphs away."""

_PAIRS = {"「": "」", "『": "』", "（": "）", "(": ")", "【": "】", "〔": "〕", "［": "］", "〈": "〉", "《": "》", "“": "”"}
_CLOSERS = {close: opener for opener, close in _PAIRS.items()}
_STOPS = "。！？"
# After a shout these show that the sentence goes on: 「進めよう！」運動, やってみよう！と
_GOES_ON = "とのがをにはもへでっ、，・"
_BULLETS = "○●◎◇◆□■▶▷➢❑❖✓✔※•▪①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_LINE_BULLETS = _BULLETS + "・→⇒－"
_LINE_LABEL = re.compile(r"\s*[(（]?(?:[0-9０-９]{1,2}|[ア-ン]|[a-zａ-ｚ])[)）]")


def split_sentences(text: str) -> tuple[tuple[int, int], ...]:
    """The ``(start, end)`` offsets of the sentences of ``text`` (文), in order.

    No span is empty, begins or ends with white space, or is longer than :data:`MAX_SENTENCE`; together they
    hold every character that is not white space. Linear in the length of the text.

    >>> split_sentences("「始める。」と述べた。次の文。")
    ((0, 10), (10, 14))
    """
    spans: list[tuple[int, int]] = []
    start = 0
    for cut in (*_boundaries(text), len(text)):
        trimmed = _trim(text, start, cut)
        if trimmed is not None:
            spans.extend(_limit(text, *trimmed))
        start = cut
    return tuple(spans)


def _boundaries(text: str) -> Iterator[int]:
    """Offsets at which a new sentence begins, ascending."""
    partners = _pair_brackets(text)
    start, position = 0, 0
    while position < len(text):
        partner = partners.get(position)
        if partner is not None and _protects(text, start, position, partner):
            position = partner + 1
            if not _is_aside(text, start, partners, position):
                continue
        elif text[position] in _STOPS and _ends_sentence(text, position):
            position += 1
        elif position > start and _begins_item(text, position):
            yield position
            start, position = position, position + 1
            continue
        else:
            position += 1
            continue
        position = start = _after_closers(text, position, partners)
        yield position


def _pair_brackets(text: str) -> dict[int, int]:
    """Opening offset to closing offset of every balanced pair no longer than :data:`MAX_BRACKET`.

    A closer pairs with the nearest opener of its kind; what stands open in between is dropped, so that one
    stray bracket costs only itself.
    """
    partners: dict[int, int] = {}
    stack: list[int] = []
    still_open: Counter[str] = Counter()
    for position, char in enumerate(text):
        if char in _PAIRS:
            stack.append(position)
            still_open[char] += 1
        elif char in _CLOSERS and still_open[_CLOSERS[char]]:
            while True:
                opener = stack.pop()
                still_open[text[opener]] -= 1
                if text[opener] == _CLOSERS[char]:
                    break
            if position - opener <= MAX_BRACKET:
                partners[opener] = position
    return partners


def _protects(text: str, start: int, opener: int, closer: int) -> bool:
    """Whether nothing is cut inside this pair. A list label such as (1) at the start is no quotation."""
    return closer > opener + 1 or start == opener


def _is_aside(text: str, start: int, partners: dict[int, int], end: int) -> bool:
    """Whether the sentence so far is one （…。） that stands between sentences."""
    opener = start
    while opener < end and text[opener].isspace():
        opener += 1
    whole = text[opener : opener + 1] in ("（", "(") and partners.get(opener) == end - 1
    return whole and text[end - 2] in _STOPS


def _ends_sentence(text: str, position: int) -> bool:
    following = text[position + 1 : position + 2]
    return following not in _STOPS if text[position] == "。" else following not in _GOES_ON + _STOPS or not following


def _begins_item(text: str, position: int) -> bool:
    """Whether a list item begins here, in the middle of a text: a bullet after a space or at a line's start."""
    before = text[position - 1]
    if before in "\n\r\v\f":
        return text[position] in _LINE_BULLETS or _LINE_LABEL.match(text, position) is not None
    if not before.isspace() or text[position] not in _BULLETS:
        return False
    return text[:position].rstrip()[-1:] not in ("", "、", "，", ",") if position < 2 else _free(text, position)


def _free(text: str, position: int) -> bool:
    """Whether the last character before the spaces at ``position`` lets an item begin (no comma, no 及び)."""
    index = position - 1
    while index > 0 and text[index].isspace():
        index -= 1
    return text[index] not in "、，,"


def _after_closers(text: str, position: int, partners: dict[int, int]) -> int:
    """Take stray closing brackets and further stops along with the sentence they end."""
    while position < len(text) and (text[position] in _CLOSERS or text[position] in _STOPS):
        position += 1
    return position


def _trim(text: str, start: int, end: int) -> tuple[int, int] | None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return (start, end) if start < end else None


def _limit(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut what is longer than :data:`MAX_SENTENCE` after its last 、 (or hard, where there is none)."""
    while end - start > MAX_SENTENCE:
        comma = text.rfind("、", start, start + MAX_SENTENCE)
        cut = comma + 1 if comma > start else start + MAX_SENTENCE
        trimmed = _trim(text, start, cut)
        if trimmed is not None:
            yield trimmed
        start = cut
    trimmed = _trim(text, start, end)
    if trimmed is not None:
        yield trimmed
