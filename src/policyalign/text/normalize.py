"""Folding of characters that PDF files print as look-alikes, and keys for comparing texts.

The fold keeps one character for one character, so that offsets into the text stay valid.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from importlib.resources import files

# Wingdings and Symbol bullets that Word embeds in the private use area, by their usual glyphs.
_PRIVATE_BULLETS = {
    "\uf06c": "●",
    "\uf06e": "■",
    "\uf06f": "□",
    "\uf071": "❑",
    "\uf075": "◆",
    "\uf076": "❖",
    "\uf09f": "•",
    "\uf0a7": "▪",
    "\uf0a8": "□",
    "\uf0b7": "•",
    "\uf0d8": "➢",
    "\uf0e0": "→",
    "\uf0e8": "→",
    "\uf0f0": "⇒",
    "\uf0fc": "✓",
}

UNSEEN = frozenset(map(chr, (*range(0x200B, 0x2010), *range(0x202A, 0x202F), 0x2060, 0xFEFF, *range(0xFE00, 0xFE10))))
"""Characters that are never printed: zero-width spaces, marks of direction, selectors of variants (異体字)."""
UNSEEN |= frozenset(map(chr, range(0xE0100, 0xE01F0)))

_CJK = r"\u3005\u3007\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff々〆ヶ、。，．・「」『』（）【】〈〉《》％℃"
_DIGIT = r"0-9０-９"
_SPACE_AT_CJK_DIGIT = re.compile(rf"(?<=[{_CJK}])[ \u3000]+(?=[{_DIGIT}])|(?<=[{_DIGIT}])[ \u3000]+(?=[{_CJK}%])")


@cache
def _fold_table() -> dict[int, str]:
    """Radicals (U+2E80–2FD5) to the ideographs that people mean by them, after Unicode's
    EquivalentUnifiedIdeograph data with Japanese forms; compatibility ideographs by canonical mapping."""
    table: dict[int, str] = {0x2E80: "丷"}
    rows = files("policyalign.text").joinpath("radicals.tsv").read_text("utf-8").splitlines()
    for row in rows:
        radical, _, ideograph = row.split("\t")
        table[int(radical.removeprefix("U+"), 16)] = ideograph
    for code in (*range(0xF900, 0xFB00), *range(0x2F800, 0x2FA20)):
        canonical = unicodedata.normalize("NFC", chr(code))
        if len(canonical) == 1:
            table[code] = canonical
    # Symbol fonts put their signs at U+F020–F0FF; in running text they are bullets, whichever they are.
    table.update(dict.fromkeys(range(0xF020, 0xF100), "•"))
    table.update({ord(mark): bullet for mark, bullet in _PRIVATE_BULLETS.items()})
    table.update({0xA0: " ", 0x2002: " ", 0x2003: "\u3000", 0x2009: " ", 0xFF5E: "～"})
    return table


def fold(text: str) -> str:
    """Fold radicals, compatibility ideographs, symbol-font bullets and odd spaces, keeping the length.

    >>> fold("⽇本の⻑期計画")
    '日本の長期計画'
    """
    return text.translate(_fold_table())


def strip_digit_spaces(text: str) -> str:
    """Remove the spaces that typesetting puts between Japanese characters and digits.

    >>> strip_digit_spaces("2030 年度までに 50 ％")
    '2030年度までに50％'
    """
    return _SPACE_AT_CJK_DIGIT.sub("", text)


def count_printed(text: str) -> int:
    """How many characters of a text are no spaces."""
    return sum(not char.isspace() for char in text)


def nfkc_key(text: str) -> str:
    """NFKC of the folded text with all white space removed: equal keys mean equal wording."""
    return "".join(unicodedata.normalize("NFKC", fold(text)).split())


def is_private_use(char: str) -> bool:
    """Whether the character has no meaning outside its font (private use area)."""
    return "\ue000" <= char <= "\uf8ff"


def is_wide(char: str) -> bool:
    """Whether the character takes a full cell in Japanese type (East Asian width W or F)."""
    return unicodedata.east_asian_width(char) in "WF"
