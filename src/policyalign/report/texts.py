"""What a file of an office program can hold: text without control characters, in pieces where it is too long."""

from __future__ import annotations

import re

CELL = 32_767
"""Characters in one cell of a workbook (Excel specifications and limits)."""
LINKS = 65_530
"""Links on one sheet (Excel specifications and limits)."""

_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 has no place for, lone surrogates among them."""


def xml_text(text: str) -> str:
    """The text without characters that XML forbids.

    >>> xml_text("量子\\x0b計算")
    '量子計算'
    """
    return _FORBIDDEN.sub("", text)


_POLITE = (
    ("ではありません", "ではない"),
    ("ありません", "ない"),
    ("いません", "いない"),
    ("なりません", "ならない"),
    ("使えません", "使えない"),
    ("言えません", "言えない"),
    ("みなしません", "みなさない"),
    ("見つかりました", "見つかった"),
    ("読んでください", "読む必要がある"),
    ("変えられます", "変えられる"),
    ("表します", "表す"),
    ("呼びます", "呼ぶ"),
    ("限ります", "限る"),
    ("引きます", "引く"),
    ("言います", "言う"),
    ("使います", "使う"),
    ("決めます", "決める"),
    ("確かめます", "確かめる"),
    ("よります", "よる"),
    ("ています", "ている"),
    ("言いません", "言わない"),
    ("あります", "ある"),
    ("なります", "なる"),
    ("でした", "であった"),
    ("言えます", "言える"),
    ("です", "である"),
)
"""Ends of sentences in です・ます, those of one form before what they end in."""
_AT_END = re.compile(f"(?:{'|'.join(one for one, _ in _POLITE)})(?=[。（）]|$)")


def in_plain_style(text: str) -> str:
    """A text in である, the style of the chapter, with a full stop behind what ends in that style.

    >>> in_plain_style("93.9%以上が正しいと言えます（うち10件）。同じ種類であることが前提です")
    '93.9%以上が正しいと言える（うち10件）。同じ種類であることが前提である。'
    """
    plain = dict(_POLITE)
    told = _AT_END.sub(lambda found: plain[found[0]], text)
    return f"{told}。" if told != text and not told.endswith("。") else told


def with_capital(text: str) -> str:
    """An English sentence with its first letter as a capital.

    >>> with_capital("of one plan nothing can be said")
    'Of one plan nothing can be said'
    """
    return text[:1].upper() + text[1:]


def one_bracket(text: str, lang: str) -> str:
    """Words without the brackets in them, to stand in brackets themselves.

    >>> one_bracket("複数（競合）（要確認）", "ja")
    '複数、競合、要確認'
    """
    opening, closing, comma = (" (", ")", ", ") if lang == "en" else ("（", "）", "、")
    return text.replace(opening, comma).replace(closing, "")


def pieces(text: str, length: int = CELL) -> list[str]:
    """The text in pieces of at most ``length`` UTF-16 units, as Excel counts them.

    >>> pieces("あいう", 2)
    ['あい', 'う']
    """
    found, start, units = [], 0, 0
    for place, character in enumerate(text):
        size = 2 if ord(character) > 0xFFFF else 1
        if units + size > length:
            found.append(text[start:place])
            start, units = place, 0
        units += size
    return [*found, text[start:]]
