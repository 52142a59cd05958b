"""Bytes to text: which encoding a text file is in.

A byte order mark decides, then what the file declares, then what its bytes can be: UTF-8 is never so by chance;
between CP932 and EUC-JP, which often can be read as each other, the one that gives ordinary Japanese is taken.
"""

from __future__ import annotations

import codecs
import re

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# What pages call the encodings of Windows and of NEC's and IBM's characters (①, 髙, ㈱).
_WIDER = {"shift_jis": "cp932", "shift-jis": "cp932", "sjis": "cp932", "x-sjis": "cp932", "windows-31j": "cp932",
    "ms932": "cp932", "euc-jp": "euc_jis_2004", "x-euc-jp": "euc_jis_2004", "ascii": "utf-8", "us-ascii": "utf-8",
    "iso-8859-1": "cp1252", "latin-1": "cp1252"}  # fmt: skip
_JAPANESE = ("cp932", "euc_jp", "euc_jis_2004")
_ORDINARY = re.compile(r"[\u3040-\u30ff\u3400-\u9fff、。，．「」（）・ー\uff10-\uff5a\u3000]")
_HALF_KANA = re.compile(r"[\uff61-\uff9f]")
# So many characters in a thousand may be lost before a file counts as no text.
_MOST_LOST = 10


def decode(data: bytes, declared: str = "") -> tuple[str, int] | None:
    """The text and how many characters of it could not be read (they are U+FFFD); None where it is no text.

    ``declared`` is the encoding that the file itself names, if it does.

    >>> decode("計画の①".encode("cp932"))
    ('計画の①', 0)
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _lossy(data, encoding)
    if wide := _unmarked_utf16(data):
        return _lossy(data, wide)
    if b"\x1b$" in data and (text := _strict(data, "iso2022_jp_ext")) is not None:
        return text, 0
    for encoding in (_known(declared), "utf-8"):
        if encoding and (text := _strict(data, encoding)) is not None:
            return text, 0
    found = [text for encoding in _JAPANESE if (text := _strict(data, encoding)) is not None]
    if found:
        return max(found, key=_likeness), 0
    return _best_effort(data, _known(declared))


def is_binary(text: str) -> bool:
    """Whether the characters are such that no text holds."""
    controls = sum(char < " " and char not in "\t\n\r\f\v\x1b" for char in text)
    return controls > max(2, len(text) // 500)


def _known(declared: str) -> str:
    name = _WIDER.get(declared.strip().lower(), declared.strip().lower())
    try:
        codecs.lookup(name)
    except (LookupError, ValueError):
        return ""
    return name


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeError, ValueError):
        return None


def _lossy(data: bytes, encoding: str) -> tuple[str, int] | None:
    text = data.decode(encoding, "replace")
    lost = text.count("\ufffd")
    return (text.removeprefix("\ufeff"), lost) if lost * 1000 <= _MOST_LOST * max(1, len(text)) else None


def _best_effort(data: bytes, declared: str) -> tuple[str, int] | None:
    tried = [_lossy(data, encoding) for encoding in dict.fromkeys((declared or "utf-8", "utf-8", *_JAPANESE))]
    found = [one for one in tried if one is not None]
    return min(found, key=lambda one: one[1], default=None)


def _unmarked_utf16(data: bytes) -> str:
    """UTF-16 without a mark has a zero in every second byte of its spaces, digits and line ends."""
    sample = data[: 2**16]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if max(even, odd) < max(2, len(sample) // 200) or min(even, odd) * 10 > max(even, odd):
        return ""
    return "utf-16-be" if even > odd else "utf-16-le"


def _likeness(text: str) -> float:
    """How far the text looks like Japanese: half-width katakana are what EUC-JP gives when read as CP932."""
    size = max(1, len(text))
    return (len(_ORDINARY.findall(text)) - 2 * len(_HALF_KANA.findall(text))) / size
