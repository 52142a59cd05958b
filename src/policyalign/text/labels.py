"""A short name for a proposal that was given none: the beginning of its request, cut where a phrase ends."""

from __future__ import annotations

import re

LONGEST = 24
"""Characters: what a column of a table and a line of a list of contents hold."""
_SHORTEST = 6
_CUT = "…"
_OPENING, _CLOSING = "「『（(【", "」』）)】"

_SENTENCE = re.compile(r"[^。！？\n]*")
# …を行うべきである, …を求める, …してほしい: every request ends so, which tells nothing of this one.
_ENDING = re.compile(
    r"(?:を?(?:行う|行なう|講じる|講ずる|図る|進める|する|す)?べき(?:である|だ|です|と考える|と考えます)?"
    r"|(?:すること|こと)?を(?:強く)?(?:求め|要望し|要請し|お願いし|提案し|提言し|希望し)(?:る|ます|たい|する)"
    r"|を(?:強く)?(?:要望|要請|提案|提言|希望)(?:する|します|いたします)|(?:して|を行って)(?:ほしい|欲しい|いただきたい|ください|下さい)|すること|されたい)$"
)
_MANNER = re.compile(
    r"(?:一層|より一層|更に|さらに|もっと|強く|強力に|早急に|早期に|速やかに|直ちに|着実に|確実に|積極的に)$"
)
# A phrase ends behind a particle or a comma, where a word of another script begins: not 取り|組み.
_PHRASE_END = re.compile(r"(?<=[はをがにのでとへもや、，・])(?=[一-龠々ァ-ヶA-Za-z0-9Ａ-Ｚ０-９「『（(])")
_PARTICLES = "はをがにのでとへもや、，・"


def short_label(text: str) -> str:
    """The first sentence of a text without what all requests end with, whole or cut behind a phrase and marked so.

    >>> short_label("石炭火力発電は2030年までに廃止すべきである。")
    '石炭火力発電は2030年までに廃止'
    >>> short_label("国は、地方の小規模な研究施設の老朽化した観測装置を更新すべきである。")
    '国は、地方の小規模な研究施設の老朽化した…'
    """
    whole = _SENTENCE.match(text.strip())
    sentence = (whole[0] if whole else "").strip() or text.strip()
    name = _MANNER.sub("", _ENDING.sub("", sentence)).rstrip(_PARTICLES)
    if len(name) < _SHORTEST:
        name = sentence
    if len(name) <= LONGEST:
        return name
    return _closed(name[: _boundary(name)].rstrip("、，・ ")) + _CUT


def given_label(label: str, text: str) -> str:
    """A label that somebody gave; empty for one that :func:`short_label` made of the text, which adds nothing to it."""
    return "" if label == short_label(text) else label


def _boundary(name: str) -> int:
    """Where to cut: behind the last phrase that leaves room for the mark, else where a script ends."""
    most = LONGEST - len(_CUT)
    ends = [found.start() for found in _PHRASE_END.finditer(name) if _SHORTEST <= found.start() <= most]
    if ends:
        return ends[-1]
    scripts = [at for at in range(_SHORTEST, most + 1) if _script(name[at - 1]) != _script(name[at])]
    return scripts[-1] if scripts else most


def _closed(name: str) -> str:
    """The name without a bracket that was opened in it and is not closed."""
    for at in range(len(name) - 1, _SHORTEST - 1, -1):
        if name[at] in _CLOSING:
            break
        if name[at] in _OPENING:
            return name[:at]
    return name


def _script(char: str) -> str:
    scripts = {"hiragana": "ぁ-ん", "katakana": "ァ-ヶー", "kanji": "一-龠々", "latin": "A-Za-z0-9Ａ-Ｚａ-ｚ０-９"}
    return next((name for name, letters in scripts.items() if re.match(f"[{letters}]", char)), char)
