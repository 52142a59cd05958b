"""Numbers as Japanese documents write them: half and full width, with commas, in kanji (漢数字).

>>> read_number("２，０３０"), read_number("二〇三〇"), read_number("三十五"), read_number("元")
(2030, 2030, 35, None)
"""

from __future__ import annotations

import re

_HALF_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20, 0x200B: 0x20, 0xFEFF: 0x20}

_DIGITS = {char: value for value, char in enumerate("〇一二三四五六七八九")} | {
    "零": 0,
    "壱": 1,
    "弐": 2,
    "参": 3,
}
_UNITS = {"十": 10, "百": 100, "千": 1_000}
_MYRIADS = {"万": 10_000, "億": 10**8, "兆": 10**12}

_ARABIC = re.compile(r"[0-9]{1,3}(?:,[0-9]{3}){1,6}|[0-9]{1,20}")
_KANJI = re.compile(rf"[{''.join((*_DIGITS, *_UNITS, *_MYRIADS))}]{{1,20}}")


def half_width(text: str) -> str:
    """Full-width ASCII (Ａ１（％), the ideographic and the unseen space as half width; the length stays the same."""
    return text.translate(_HALF_WIDTH)


def read_number(text: str) -> int | None:
    """The whole number that ``text`` is, or ``None`` when it is no number.

    Reads digits of either width with or without commas, positional kanji (二〇三〇) and kanji with units
    (千二百三十、三億). Mixed forms such as 1万 are read as digits with a unit.
    """
    plain = half_width(text).strip()
    if _ARABIC.fullmatch(plain):
        return int(plain.replace(",", ""))
    if plain[-1:] in _MYRIADS and _ARABIC.fullmatch(plain[:-1]):
        return int(plain[:-1].replace(",", "")) * _MYRIADS[plain[-1]]
    return _read_kanji(plain) if _KANJI.fullmatch(plain) else None


def _read_kanji(text: str) -> int | None:
    if all(char in _DIGITS for char in text):
        return int("".join(str(_DIGITS[char]) for char in text))
    total = below_myriad = 0
    digit: int | None = None
    for char in text:
        if char in _DIGITS:
            if digit is not None:
                return None
            digit = _DIGITS[char]
        elif char in _UNITS:
            below_myriad += (1 if digit is None else digit) * _UNITS[char]
            digit = None
        else:
            total += (below_myriad + (digit or 0)) * _MYRIADS[char]
            below_myriad, digit = 0, None
    return total + below_myriad + (digit or 0)
