"""Words that hold nothing but ministries (府省): a line above a table (環境省：, ＜総務省関係の主な施策＞), a cell."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from policyalign.segment.named_bodies import named_ministries
from policyalign.text.numerals import half_width

_PART = r"[一-龠々ァ-ヶー]{1,14}(?:局|課|室|部|庁|省|院|機構|研究所|会議?|本部|委員会)"
_BETWEEN = re.compile(
    rf"(?:[、,，・/／\s]|及び|並びに|および|と|等|ほか|関係(?:府省庁?|省庁)|[（(]{_PART}(?:[、,・]{_PART})*[）)]|{_PART})*"
)
_NUMBER = (
    r"(?:[■□●○◎◆◇▶▼▽]|[(（]?[0-9０-９一二三四五六七八九十ア-ンA-Za-zⅠ-Ⅻ]{1,3}[)）.．、]|[①-⑳]"
    r"|(?:図表|別表|表)\s?[0-9０-９]+(?:[-－―.][0-9０-９]+)*[:：]?)?\s*"
)
_CHARGE = r"(?:(?:主?担当|所管|主管|実施主体)(?:府省庁?|省庁|機関)?[:：]\s*)?"
_BEFORE = re.compile(rf"{_NUMBER}(?P<opening>[【（(<＜〈《\[［〔「]?)\s*{_NUMBER}(?P<charge>{_CHARGE})")
_OF_IT = (
    r"(?:所管|関係|関連|担当|主管|共管)?(?:分|の|における|が行う|が実施する|による|で実施する)?"
    r"(?:主な|主要な|具体的な|関連|関係|支援|施策|取組|取り組み|事業|対策|制度|措置|メニュー|予算|一覧|ツール|枠組み|及び|・|の|等)*"
)
_BEHIND = re.compile(rf"{_OF_IT}\s*(?P<closing>[】）)>＞〉》\]］〕」]?)\s*(?P<colon>[:：]?)")


@dataclass(frozen=True, slots=True)
class Label:
    """Ministries that a label names, in its order, each once; ``sets_out`` tells that it can only speak of what
    follows (環境省：), while a list in brackets may as well close what stands before."""

    ministries: tuple[str, ...]
    sets_out: bool


@cache
def ministry_label(text: str) -> Label | None:
    """The label that a text is, None where it says anything else.

    >>> ministry_label("環境省：").ministries, ministry_label("環境省は、支援を見直す。")
    (('環境省',), None)
    """
    plain = half_width(text.strip())
    named = named_ministries(plain) if len(plain) <= _LONGEST else ()
    if not named:
        return None
    before = _BEFORE.fullmatch(plain, 0, named[0].start)
    behind = _behind(plain, named[-1].end)
    gaps = zip((one.end for one in named), (one.start for one in named[1:]), strict=False)
    if before is None or behind is None or not all(_BETWEEN.fullmatch(plain, *gap) for gap in gaps):
        return None
    sets_out = bool(behind["colon"] or before["opening"] in tuple("<＜〈《") or before.start("opening"))
    return Label(tuple(dict.fromkeys(one.meaning for one in named)), sets_out)


_LONGEST = 60


def _behind(text: str, end: int) -> re.Match[str] | None:
    """What stands behind the last name, bureaus and the like left out."""
    ends = {end, *(match.end() for match in [_BETWEEN.match(text, end)] if match)}
    found = (_BEHIND.fullmatch(text, at) for at in sorted(ends, reverse=True))
    return next((one for one in found if one is not None), None)
