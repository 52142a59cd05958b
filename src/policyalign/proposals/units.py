"""The units of a document: what is an item, what a title, which number a statement bears, what a paragraph holds."""

from __future__ import annotations

import re
from collections.abc import Sequence

from policyalign.proposals.records import Unit
from policyalign.proposals.requests import asks, demands, read_requests, words
from policyalign.segment.markers import read_marker
from policyalign.segment.titles import is_title
from policyalign.text.normalize import nfkc_key
from policyalign.values import Kind

BULLETS = frozenset(("bullet", "note", ""))
"""Styles of items without a number."""
NAMED = "named_item"
"""The style of an item that begins with the number of a statement (意見１：…)."""

_LONGEST_TITLE = 60
"""Characters: a title with its subtitle takes a line and a half; longer texts are sentences."""
_D = "[0-9０-９]{1,3}"
_STATEMENT = (
    r"(?:提言|要望|意見|提案|要請|項目)(?:事項)?[ \u3000]*"
    rf"(?:{_D}|[一二三四五六七八九十]{{1,3}}|[①-⑳])(?:[-－.．の]{_D})*"
)
_NAMED_ITEM = re.compile(rf"([【<〈《■◆●○□◇]?{_STATEMENT})[】>〉》]?(?:[ \u3000:：．.、)）】]+)(?=\S)")
_NAMED_STATEMENT = re.compile(rf"[【<〈《■◆●○□◇]?({_STATEMENT})(?![0-9０-９年月])")
_LARGE_NUMBER = re.compile(r"([0-9０-９]{3,4})[.．、)）][ \u3000]*(?=\S)")
"""Of lists with a hundred items and more."""
_CLOSING = re.compile(
    r"(?:以上|敬具|記)(?:。|$)|以上[、,]|.{0,40}(?:よろしく|宜しく)お願い(?:し|いた|申|致)|(?:拝啓|前略)|(?:いつも|平素).{0,20}(?:お世話|御礼)"
    r"|.{0,40}(?:意見|要望書?|提言書?)を(?:提出|送付|述べ)"
)
_LEAD = re.compile(
    r"(?:次|以下|下記)の(?:とおり|通り|事項|点|措置|取組|項目|施策|対策|[0-9０-９一二三四五六七八九十]+(?:つ|点|項目))"
    r"|次に掲げる|下記[にを]"
)
_KINDS: tuple[Kind, ...] = ("issue", "criterion", "effect", "cycle")


def as_unit(text: str, place: int, *, listed: bool = False) -> Unit:
    """A paragraph as an item, where it bears a number or sign or stands in a list, or as a text."""
    if found := _NAMED_ITEM.match(text):
        return Unit("item", text[found.end() :].strip(), place, mark=found[1], style=NAMED)
    if found := _LARGE_NUMBER.match(text):
        return Unit("item", text[found.end() :].strip(), place, mark=found[0].strip(), style="decimal1")
    marker = read_marker(text)
    if marker is None or marker.style in ("named", "note", "paren_title"):
        return Unit("item" if listed else "text", text, place)
    rest = text[marker.end :].strip()
    while marker.style == "bullet" and (second := read_marker(rest)) is not None and second.style == "bullet":
        rest = rest[second.end :].strip()  # - ✓ …
    if not rest:
        return Unit("text", text, place)
    return Unit("item", rest, place, mark=marker.text, style=marker.style)


def statement_number(unit: Unit) -> str:
    """The number that a heading or an item gives a statement: 提言1-2 of 「提言１－２ 港を守る」; empty for others."""
    found = _NAMED_STATEMENT.match(f"{unit.mark} {unit.text}".strip())
    return nfkc_key(found[1]) if found else ""


def is_label(text: str, following: str) -> bool:
    """Whether a text is a title: no sentence, or one in short (港を守る) of what is asked for in the ``following``."""
    if len(text) > _LONGEST_TITLE or "\n" in text or text.rstrip().endswith("。") or not is_title(text):
        return False
    acts = {one.act for one in read_requests(text)}
    return not acts & {"asks", "announces"} or ("asks" not in acts and demands(following))


def is_front(title: str) -> bool:
    """Whether a title is はじめに, おわりに or the like: nothing is proposed under it by name."""
    marker = read_marker(title)
    return marker is not None and marker.style == "named"


def is_closing(text: str) -> bool:
    """Whether a text greets, closes or says that it is a letter."""
    return bool(_CLOSING.match(nfkc_key(text)))


def is_lead(unit: Unit, following: Unit | None) -> bool:
    """Whether an item only leads to those below it: 次の措置を講じること。① …"""
    return (
        following is not None
        and following.kind == "item"
        and following.style != unit.style
        and bool(_LEAD.search(unit.text))
    )


def kind_of_heading(text: str) -> Kind | None:
    """The kind of the statements below a heading such as 問題意識 or 波及効果, where it names one."""
    key = nfkc_key(text).rstrip("》】〉>)]」』:：")
    return next((kind for kind in _KINDS if key.endswith(tuple(words(kind)))), None)


# --- items within a paragraph ----------------------------------------------------------------------------

_INLINE = re.compile(r"[①-⑳]|[(（][1-9１-９][)）]|[⑴-⒇]")


def parted(unit: Unit) -> tuple[Unit, ...]:
    """The list items of a paragraph that begins with the first of them and in which each asks for something."""
    whole = f"{unit.mark}{unit.text}" if unit.style in ("circled", "paren") else unit.text
    starts = [found.start() for found in _INLINE.finditer(whole)]
    if unit.kind == "heading" or len(starts) < 2 or starts[0] != 0:
        return (unit,)
    pieces = [whole[start:end].strip() for start, end in zip(starts, [*starts[1:], len(whole)], strict=True)]
    made = [as_unit(piece, unit.place) for piece in pieces]
    if all(one.mark and asks(one.text) for one in made) and len({one.style for one in made}) == 1:
        return tuple(made)
    return (unit,)


# --- the table of contents -------------------------------------------------------------------------------

_CONTENTS = re.compile(r"[【<〈《■◆●○□◇]?(?:目次|もくじ|contents)(?:案)?[】>〉》]?", re.IGNORECASE)
_ENTRY_END = re.compile(r"[.．・…‥\s]*[0-9０-９]*$")
"""Dots and a page number behind an entry of the table of contents."""


def without_contents(units: Sequence[Unit]) -> tuple[list[Unit], list[Unit]]:
    """The entries of a table of contents (目次), which are titles and come again below, and all else."""
    start = next((at for at, unit in enumerate(units) if _CONTENTS.fullmatch(nfkc_key(unit.text))), None)
    if start is None:
        return [], list(units)
    end = start + 1
    while end < len(units) and len(units[end].text) <= _LONGEST_TITLE and "。" not in units[end].text:
        end += 1
    again = {nfkc_key(unit.text) for unit in units[end:]}
    last = max((at for at in range(start, end) if _entry_key(units[at]) in again), default=start - 1)
    return list(units[start : last + 1]), [*units[:start], *units[last + 1 :]]


def _entry_key(unit: Unit) -> str:
    return nfkc_key(_ENTRY_END.sub("", unit.text))
