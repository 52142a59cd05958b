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
