"""Automatic numbering (段落番号) of Word: the numbers that stand before paragraphs and in none of their texts."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from policyalign.extract.xml_trees import Node, attribute, child, children
from policyalign.text.normalize import fold

_KANJI = "〇一二三四五六七八九"
_AIUEO = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン"
_IROHA = "イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセス"


@dataclass(frozen=True, slots=True)
class _Level:
    """A level of a list: the form of its number, the text around it (%1 stands for a number), where it starts,
    and the paragraph style that takes it."""

    form: str
    text: str
    start: int
    style: str
    gap: str


class Numbering:
    """The lists of a document, counting while its paragraphs are read in order."""

    def __init__(self, root: Node | None) -> None:
        self._lists = {
            attribute(one, "abstractNumId"): {_index(level): _level(level) for level in children(one, "lvl")}
            for one in children(root, "abstractNum")
        }
        self._instances = {attribute(one, "numId"): one for one in children(root, "num")}
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[str] = set()

    def level_of_style(self, number: str, style: str) -> int:
        """The level of a list that is tied to a paragraph style; 0 where none is."""
        levels = self._levels(number)
        return next((index for index, level in sorted(levels.items()) if level.style == style), 0)

    def next(self, number: str, index: int) -> str | None:
        """The mark of the next paragraph of a list at a level, with the gap behind it; None without a list."""
        levels = self._levels(number)
        level = levels.get(index)
        if level is None:
            return None
        counts = self._counts.setdefault(self._list_of(number), {})
        self._begin(number, counts)
        counts[index] = counts[index] + 1 if index in counts else level.start
        for deeper in [one for one in counts if one > index]:
            del counts[deeper]
        if level.form == "bullet":
            return f"{fold(level.text) or '•'} "
        if level.form == "none":
            return level.text
        mark = re.sub(r"%(\d)", lambda found: self._number(levels, counts, int(found[1]) - 1), level.text)
        return f"{mark}{level.gap}" if mark else ""

    def _number(self, levels: dict[int, _Level], counts: dict[int, int], index: int) -> str:
        level = levels.get(index)
        return _written(level.form, counts.get(index, level.start)) if level else ""

    def _begin(self, number: str, counts: dict[int, int]) -> None:
        """An instance of a list that says where it starts begins to count anew."""
        if number in self._begun:
            return
        self._begun.add(number)
        for override in children(self._instances.get(number), "lvlOverride"):
            start = child(override, "startOverride")
            if start is not None:
                counts[_index(override)] = int(attribute(start, "val", "1")) - 1

    def _list_of(self, number: str) -> str:
        return attribute(child(self._instances.get(number), "abstractNumId"), "val")

    def _levels(self, number: str) -> dict[int, _Level]:
        if number not in self._instances:
            return {}
        levels = dict(self._lists.get(self._list_of(number), {}))
        for override in children(self._instances[number], "lvlOverride"):
            own = child(override, "lvl")
            if own is not None:
                levels[_index(override)] = _level(own)
        return levels


def _index(node: Node) -> int:
    return int(attribute(node, "ilvl", "0"))


def _level(node: Node) -> _Level:
    return _Level(
        form=attribute(child(node, "numFmt"), "val", "decimal"),
        text=attribute(child(node, "lvlText"), "val"),
        start=int(attribute(child(node, "start"), "val", "1")),
        style=attribute(child(node, "pStyle"), "val"),
        gap="" if attribute(child(node, "suff"), "val") == "nothing" else " ",
    )


def _roman(value: int) -> str:
    text = ""
    steps = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"),
             (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))  # fmt: skip
    for step, sign in steps:
        text += sign * (value // step)
        value %= step
    return text


def _signs(row: str) -> Callable[[int], str]:
    return lambda value: row[(value - 1) % len(row)] if value > 0 else ""


def _full_width(value: int) -> str:
    return "".join(chr(ord(char) + 0xFEE0) for char in str(value))


def _circled(value: int) -> str:
    if 1 <= value <= 20:
        return chr(0x2460 + value - 1)
    return chr(0x3251 + value - 21) if 21 <= value <= 35 else f"({value})"


def _counting(value: int) -> str:
    """十二, 二十: as one counts."""
    if not 0 < value < 100:
        return _digits(value)
    tens, ones = divmod(value, 10)
    return f"{_KANJI[tens] if tens > 1 else ''}{'十' if tens else ''}{_KANJI[ones] if ones else ''}"


def _digits(value: int) -> str:
    """一二, 二〇: digit by digit."""
    return "".join(_KANJI[int(digit)] for digit in str(value))


_FORMS: dict[str, Callable[[int], str]] = {
    "decimalZero": lambda value: f"{value:02d}",
    "decimalFullWidth": _full_width,
    "decimalFullWidth2": _full_width,
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "decimalEnclosedParen": lambda value: f"({value})",
    "decimalEnclosedFullstop": lambda value: f"{value}.",
    "upperRoman": _roman,
    "lowerRoman": lambda value: _roman(value).lower(),
    "upperLetter": _signs("ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
    "lowerLetter": _signs("abcdefghijklmnopqrstuvwxyz"),
    "aiueo": _signs(_AIUEO),
    "aiueoFullWidth": _signs(_AIUEO),
    "iroha": _signs(_IROHA),
    "irohaFullWidth": _signs(_IROHA),
    "japaneseCounting": _counting,
    "japaneseDigitalTenThousand": _digits,
    "ideographDigital": _digits,
    "japaneseLegal": _counting,
    "chineseCounting": _counting,
    "chineseCountingThousand": _counting,
    "taiwaneseCountingThousand": _counting,
}


def _written(form: str, value: int) -> str:
    return _FORMS.get(form, str)(value)
