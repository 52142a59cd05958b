"""Headings that name no subject of their own, such as ②現状・課題 below （3）人材の育成.

A plan describes one measure (施策) under several such headings. What stands under them belongs together, and
is about what the heading above them names.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

_BACKGROUND_WORDS = "現状|課題|背景|経緯|沿革|問題点|問題意識|情勢|必要性|はじめに|現況|動向"
_ACTION_WORDS = (
    "目的|趣旨|目標|指標|概要|内容|施策|政策|事業|取組|取り組み|取組み|対応|対策|方策|方針|方向性|方向|考え方|"
    "計画|実施|実施体制|体制|推進|進め方|手法|手順|効果|成果|評価|工程|工程表|スケジュール|ロードマップ|"
    "期間|対象|主体|担当|役割|役割分担|位置付け|位置づけ|留意事項|事項|その他|まとめ|おわりに"
)
_FILLING = (
    "主な|具体的な|具体的|基本的な|基本的|基本|今後の|今後|当面の|重点的な|重点|これまでの|本計画の|計画の|"
    "期待される|実現に向けた|に向けた|に対する|に関する|について|における|とその|との|及び|並びに|等の|等|"
    "の|と|・|、|,|/|や|:"
)
_NUMBER = re.compile(
    r"^(?:第?[0-9一二三四五六七八九十]+(?:[.\-][0-9]+)*[部編章節款項]?|[(\[【〔]?[0-9一二三四五六七八九十a-zA-Zア-ンiIvVxX]{1,4}[)\]】〕]|"
    r"[ア-ンa-zA-Z](?=[ 、.])|[IVX]+(?=[ 、.])|[○●◎■□◆◇▼▽・※*\-])[ 、.,]*"
)
_BACKGROUND = re.compile(rf"(?:{_BACKGROUND_WORDS}|{_FILLING})+")
_FACET = re.compile(rf"(?:{_BACKGROUND_WORDS}|{_ACTION_WORDS}|{_FILLING})+")


@cache
def _bare(heading: str) -> str:
    """The heading without its number, brackets around it and spaces, in NFKC."""
    text = unicodedata.normalize("NFKC", heading).strip()
    for _ in range(2):
        text = _NUMBER.sub("", text, count=1).strip()
    return re.sub(r"\s+", "", text).strip("【】〔〕[]()<>〈〉「」")


def is_generic_heading(heading: str) -> bool:
    """Whether a heading only says which side of a measure follows: 目的, 現状と課題, 具体的な取組.

    >>> is_generic_heading("②現状・課題"), is_generic_heading("③人材育成の取組")
    (True, False)
    """
    bare = _bare(heading)
    return not bare or _FACET.fullmatch(bare) is not None


def is_background(heading: str) -> bool:
    """Whether what follows describes a situation, not an action: 現状, 背景と課題, 経緯.

    >>> is_background("②現状・課題"), is_background("課題への対応"), is_background("①目的")
    (True, False, False)
    """
    bare = _bare(heading)
    return bool(bare) and _BACKGROUND.fullmatch(bare) is not None


# Who is in charge of the measure as a whole, and when it is carried out.
_IN_CHARGE = r"(担当|所管|実施主体)(府省|省庁)?[:：]"
_CHARGE = re.compile(_IN_CHARGE)
_OF_THE_MEASURE = re.compile(rf"{_IN_CHARGE}|(本|当該)(施策|事業|取組)は")


def speaks_of_measure(text: str) -> bool:
    """Whether a passage speaks of its measure as a whole, as the line that closes it does.

    >>> speaks_of_measure("担当：環境省。本施策は、令和7年度から実施する。")
    True
    >>> speaks_of_measure("水質を調べる。")
    False
    """
    return _OF_THE_MEASURE.match(text) is not None


def states_charge(text: str) -> bool:
    """Whether a passage begins with who is in charge of its measure.

    >>> states_charge("担当：環境省。"), states_charge("本施策は、令和7年度から実施する。")
    (True, False)
    """
    return _CHARGE.match(text) is not None
