"""The numbering and bullet styles of Japanese plans: what stands at the head of a heading or a list item.

Each style has a *rank*: when two styles meet for the first time, the lower rank is the outer one. Ranks
only break ties; the tree itself follows the order in which the styles nest in the document.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

Style = Literal[
    "named", "part", "chapter", "section", "article", "roman", "decimal1", "decimal2", "decimal3", "decimal4",
    "angle", "bracket", "symbol", "paren", "circled", "kana", "paren_kana", "alpha", "paren_title",
    "kanji", "bullet", "note",
]  # fmt: skip

RANK: dict[Style, int] = {
    "named": 0, "part": 0, "chapter": 1, "section": 2, "article": 3, "roman": 3,
    "decimal1": 4, "decimal2": 5, "decimal3": 6, "decimal4": 7,
    "paren": 8, "kanji": 8, "circled": 9, "kana": 10, "paren_kana": 11, "alpha": 12,
    "angle": 12, "bracket": 12, "symbol": 13, "paren_title": 14, "bullet": 15, "note": 16,
}  # fmt: skip

# Styles that only headings use; the others also number lists and need more proof.
STRONG: frozenset[Style] = frozenset({"named", "part", "chapter", "section", "decimal2", "decimal3", "decimal4"})
# Styles that never head a section.
ITEM_ONLY: frozenset[Style] = frozenset({"bullet", "note"})


@dataclass(frozen=True, slots=True)
class Marker:
    """A number or sign at the head of a text: its style, wording and value, and where the title begins."""

    style: Style
    text: str
    value: int | None
    end: int


_NUM = r"(?:\d{1,3}|[一二三四五六七八九十百]{1,4})"
_KANA_ROW = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン"
# After a number these make it a quantity, a date or a reference in running text.
_COUNTER = r"(?![年月日度つ％%割倍人件億万兆千百個社校名回本台か所カ箇ヶ種点次期代世号条項目])"
_SEPARATOR = r"(?:[.．、]|[ \u3000])[ \u3000]*"

_PATTERNS: tuple[tuple[Style, re.Pattern[str]], ...] = (
    ("part", re.compile(rf"第({_NUM})[部編](?![分品会門署])[ \u3000:：]*")),
    ("chapter", re.compile(rf"(?:第({_NUM})章|[序終]章)[ \u3000:：]*")),
    ("section", re.compile(rf"第({_NUM})節[ \u3000:：]*")),
    ("article", re.compile(rf"第({_NUM})(?:款|項(?!目)|条(?!約))[ \u3000:：]+|第({_NUM})[ \u3000]+")),
    ("decimal4", re.compile(r"(\d{1,2}(?:[.\-－‐–]\d{1,2}){3})(?![\d.\-])[.．]?[ \u3000]*")),
    ("decimal3", re.compile(r"(\d{1,2}(?:[.\-－‐–]\d{1,2}){2})(?![\d.\-])[.．]?[ \u3000]*")),
    (
        "decimal2",
        re.compile(rf"(\d{{1,2}}[.\-－‐–―]\d{{1,2}})(?![\d.\-~～]|[ \u3000]*[%％℃]){_COUNTER}[.．]?[ \u3000]*"),
    ),
    # 10 年間, 80 万人: white stands between figures and words; １　年度計画 and 1 年度計画 are titles.
    ("decimal1", re.compile(rf"(?!\d\d [年月日万億兆％%])(\d{{1,2}}){_COUNTER}{_SEPARATOR}(?![\d%％])")),
    ("roman", re.compile(r"([ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅪⅫ]{1,3})[.．、 \u3000\-－]*(\d{0,2})[ \u3000]*")),
    ("paren_kana", re.compile(rf"[(（]([{_KANA_ROW}])[)）][ \u3000]*")),
    ("paren", re.compile(r"[(（](\d{1,2})[)）][ \u3000]*|(\d{1,2})[)）][ \u3000]*|([⑴-⒇])[ \u3000]*")),
    ("circled", re.compile(r"([①-⑳㉑-㊿❶-❿➀-➉])[ \u3000]*")),
    ("kana", re.compile(rf"([{_KANA_ROW}])(?:[.．]|[ \u3000])[ \u3000]*")),
    # 問１, 答, Q1. in questions and answers
    ("bullet", re.compile(r"[問答]\d{0,2}[ \u3000][ \u3000]*|[QA]\d{1,2}[.．:： \u3000] *|[QA][:：] *")),
    ("alpha", re.compile(r"[(（]?([a-zA-Z]|i{1,3}|iv|vi{0,3}|ix)(?:[)）]|[.．](?![a-zA-Z0-9]))[ \u3000]*")),
    ("kanji", re.compile(r"([一二三四五六七八九十]{1,3})(?:[.．]|[ \u3000]|、(?![一二三四五六七八九十]))[ \u3000]*")),
    ("bracket", re.compile(r"(?=【[^】]{1,40}】|［[^］]{1,40}］|〔[^〕]{1,40}〕)")),
    ("angle", re.compile(r"(?=[<＜〈《≪][^>＞〉》≫]{1,40}[>＞〉》≫])")),
    ("note", re.compile(r"[（(]?[※＊*†‡](?:\d{1,2})?[)）]?[ \u3000]*|[（(]?注記?\d{0,2}[）):：][ \u3000]*")),
    ("symbol", re.compile(r"[■◆◇□○◎●▼▽▲△★☆][ \u3000]*")),
    ("bullet", re.compile(r"[•▪✓✔❖❑➢➤⚫⚪→⇒»・･][ \u3000]*|[‐–—−－-][ \u3000]*(?=\D)")),
)  # fmt: skip

_NAMED = re.compile(
    r"(はじめに|おわりに|終わりに|序文|序論|前文|まえがき|あとがき|結び|むすび|附則|目次|用語集|用語の?解説|"
    r"参考文献|(?:別添|別紙|別表|参考資料|資料|参考|付録|附属資料|補論|コラム)"
    r"(?:\d{1,2}|[一二三四五六七八九十])?)(?=$|[ \u3000※（(:：])"
)
# These are also referred to inside running text, which then goes on with a particle or comma.
_REFERRED = frozenset({"part", "chapter", "section", "article", "paren", "circled", "decimal2", "decimal3"})
# Words that begin like a particle (ものづくり, にぎわい, へき地) after all begin a title.
_REFERENCE = re.compile(
    r"(?!もの|もり|へき|にぎ|にわ|のり|のび|はぐ|はた|とり|でん)(?:[でのにはをと、。及等へも）)]|から|まで|ごと|ほか|以下|以降|参照|[（(]\d)"
)
_PAREN_TITLE = re.compile(r"[（(〈](?!\d{1,2}[)）]).{2,60}[）)〉](?:[ \u3000]*※.*)?")


def read_marker(text: str) -> Marker | None:
    """The marker at the head of ``text``, if there is one."""
    wide = _narrow_digits(text)
    squeezed = wide[:_HEAD].replace(" ", "").replace("\u3000", "")
    named = _NAMED.match(wide) or (_NAMED.fullmatch(squeezed) if len(squeezed) <= 6 else None)
    if named:
        return Marker("named", text, None, 0)
    for style, pattern in _PATTERNS:
        found = pattern.match(wide)
        if found is None or (style in _REFERRED and _is_reference(wide, found.end())):
            continue
        number = next((group for group in found.groups() if group), "")
        return Marker(style, text[: found.end()].strip(), _value(number), found.end())
    if _PAREN_TITLE.fullmatch(wide):
        return Marker("paren_title", "", None, 0)
    return None


_HEAD = 72
"""Characters at the head of a text in which a marker lies: the longest is a title in brackets."""

# Full-width letters and digits made narrow, one for one, so that offsets stay.
_NARROW = str.maketrans(
    {char: unicodedata.normalize("NFKC", char) for char in map(chr, range(0xFF10, 0xFF5B)) if char.isalnum()}
)


def _narrow_digits(text: str) -> str:
    return text[:_HEAD].translate(_NARROW) + text[_HEAD:]


def _is_reference(text: str, end: int) -> bool:
    rest = text[end:]
    gap = text[end - 1] in " \u3000:："
    return not gap and bool(_REFERENCE.match(rest))


_KANJI = {char: value for value, char in enumerate("〇一二三四五六七八九")}


def _value(number: str) -> int | None:
    """The last number of a marker as an integer, for checking that numbers count up."""
    if not number:
        return None
    if number[-1].isdecimal():
        return int(re.findall(r"\d+", number)[-1])
    if number in _KANA_ROW:
        return _KANA_ROW.index(number) + 1
    if number[0] in _KANJI or number[0] in "十百":
        return _kanji_value(number)
    numeric = unicodedata.numeric(number[0], None)
    if numeric is not None:
        return int(numeric)
    return ord(number.lower()) - ord("a") + 1 if number.isascii() and len(number) == 1 else None


def _kanji_value(number: str) -> int:
    total, digit = 0, 0
    for char in number:
        if char in "十百":
            total += (digit or 1) * (10 if char == "十" else 100)
            digit = 0
        else:
            digit = _KANJI[char]
    return total + digit
