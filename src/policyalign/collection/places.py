"""The 47 prefectures (都道府県), where a text says in so many words that it is of one."""

from __future__ import annotations

import re
from collections.abc import Iterable

_NAMES = (
    "北海道 青森県 岩手県 宮城県 秋田県 山形県 福島県 茨城県 栃木県 群馬県 埼玉県 千葉県 "
    "東京都 神奈川県 新潟県 富山県 石川県 福井県 山梨県 長野県 岐阜県 静岡県 愛知県 三重県 "
    "滋賀県 京都府 大阪府 兵庫県 奈良県 和歌山県 鳥取県 島根県 岡山県 広島県 山口県 徳島県 "
    "香川県 愛媛県 高知県 福岡県 佐賀県 長崎県 熊本県 大分県 宮崎県 鹿児島県 沖縄県 "
)
PREFECTURES = tuple(_NAMES.split())
_BEGINS = re.compile(rf"(?:[0-9]{{1,3}}[ _.-]?)?({'|'.join(PREFECTURES)})")
"""A number before it, as folders are put in order by."""


def prefecture_in(*texts: str) -> str:
    """The one prefecture that texts (names of folders, a title) begin with; empty where there is none, or several.

    >>> prefecture_in("13_東京都", "新宿区"), prefecture_in("東京都", "大阪府"), prefecture_in("全国の計画")
    ('東京都', '', '')
    """
    found = set(_found(texts))
    return found.pop() if len(found) == 1 else ""


def _found(texts: Iterable[str]) -> Iterable[str]:
    return (match[1] for text in texts if (match := _BEGINS.match(text)))
