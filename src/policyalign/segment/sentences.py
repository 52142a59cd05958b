"""Sentence boundaries by bracket-aware rules, before any parser sees the text.

A parser trained on clean prose cuts PDF text inside words and keeps quoted sentences apart. The rules here
follow how Japanese administrative text is punctuated: 「…。」 and （…。） stay whole, a bullet begins a
sentence, and a bracket that never closes (or closes too far away to be meant) protects nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

MAX_SENTENCE = 4_000
"""Longest sentence in characters: at 3–4 UTF-8 bytes each it stays far below the 49,149 bytes at which
Sudachi refuses a text."""

MAX_BRACKET = 500
"""Longest bracketed text in characters that may hide a full stop. A chosen limit: quoted sentences of laws
stay below it, while a missing bracket is usually paired with one paragraphs away."""

_PAIRS = {
    "「": "」",
    "『": "』",
    "（": "）",
    "(": ")",
    "【": "】",
    "〔": "〕",
    "［": "］",
    "〈": "〉",
    "《": "》",
    "“": "”",
}
_OPENER_OF = {closer: opener for opener, closer in _PAIRS.items()}
_STOPS = "。！？"
# What follows a shout that is no full stop: 「進めよう！」運動, やってみよう！と
_GOES_ON = "とのがをにはもへでっ、，・"
# ・ → － also join words, so they count as bullets only where a line begins.
_BULLETS = "○●◎◇◆□■▶▷➢❑❖✓✔※•▪①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_LINE_ITEM = re.compile(rf"[{_BULLETS}・→⇒－]|[(（]?(?:[0-9０-９]{{1,2}}|[ア-ンa-zａ-ｚ])[)）]")


def split_sentences(text: str) -> tuple[tuple[int, int], ...]:
    """The ``(start, end)`` offsets of the sentences (文) of ``text``, in order.

    No span is empty, begins or ends with white space, or is longer than :data:`MAX_SENTENCE`; together they
    hold every character that is not white space. Linear in the length of the text.

    >>> split_sentences("「始める。」と述べた。次の文。")
    ((0, 11), (11, 15))
    """
    spans: list[tuple[int, int]] = []
    start = 0
    for cut in (*_boundaries(text), len(text)):
        spans.extend(_spans(text, start, cut))
        start = cut
    return tuple(spans)


def _boundaries(text: str) -> Iterator[int]:
    """Offsets at which a new sentence begins, ascending."""
    partners = _pair_brackets(text)
    start = position = _skip_spaces(text, 0)
    while position < len(text):
        if position > start and _begins_item(text, position):
            yield position
            start = position
        closer = partners.get(position)
        if closer is not None:
            ends = position == start and text[position] in "（(" and text[closer - 1] in _STOPS
            position = closer + 1
        else:
            ends = text[position] in _STOPS and not _goes_on(text, position)
            position += 1
        if ends:
            position = _skip_enders(text, position)
            yield position
            start = position = _skip_spaces(text, position)


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
        elif still_open[_OPENER_OF.get(char, "")]:
            opener = _pop_to(text, stack, still_open, _OPENER_OF[char])
            if position - opener <= MAX_BRACKET:
                partners[opener] = position
    return partners


def _pop_to(text: str, stack: list[int], still_open: Counter[str], kind: str) -> int:
    while True:
        opener = stack.pop()
        still_open[text[opener]] -= 1
        if text[opener] == kind:
            return opener


def _goes_on(text: str, position: int) -> bool:
    """Whether the ！ or ？ here stands inside a sentence."""
    return text[position] != "。" and text[position + 1 : position + 2] in tuple(_GOES_ON)


def _begins_item(text: str, position: int) -> bool:
    """Whether a list item begins here, in the middle of a text: at a line's start, or a bullet after a
    space."""
    before = text[position - 1]
    if before in "\n\r":
        return _LINE_ITEM.match(text, position) is not None
    if text[position] not in _BULLETS or not before.isspace():
        return False
    last = position - 1
    while text[last].isspace():
        last -= 1
    return text[last] not in "、，,"


def _skip_spaces(text: str, position: int) -> int:
    while position < len(text) and text[position].isspace():
        position += 1
    return position


def _skip_enders(text: str, position: int) -> int:
    """Take stray closing brackets and further stops along with the sentence they end."""
    while position < len(text) and (text[position] in _OPENER_OF or text[position] in _STOPS):
        position += 1
    return position


def _spans(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """``text[start:end]`` without outer spaces, cut after the last 、 wherever it is too long."""
    while (start := _skip_spaces(text, start)) < end:
        stop = end
        if end - start > MAX_SENTENCE:
            comma = text.rfind("、", start, start + MAX_SENTENCE)
            stop = comma + 1 if comma > start else start + MAX_SENTENCE
        yield start, start + len(text[start:stop].rstrip())
        start = stop
