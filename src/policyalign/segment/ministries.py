"""Ministries (府省) among those in charge of a measure."""

from __future__ import annotations

import re
from collections.abc import Iterable

_MINISTRY = re.compile(r".{1,6}(?:省|庁)|内閣府|内閣官房|人事院")
_OF_NO_ONE = frozenset(("関係府省庁", "関係省庁", "各省庁", "各府省庁"))
# Bureaus of a ministry that go by their own name (国家行政組織法 別表第一, 各府省の設置法).
_PARENTS = {
    "消防庁": "総務省",
    "公安調査庁": "法務省",
    "出入国在留管理庁": "法務省",
    "国税庁": "財務省",
    "スポーツ庁": "文部科学省",
    "文化庁": "文部科学省",
    "林野庁": "農林水産省",
    "水産庁": "農林水産省",
    "資源エネルギー庁": "経済産業省",
    "特許庁": "経済産業省",
    "中小企業庁": "経済産業省",
    "観光庁": "国土交通省",
    "気象庁": "国土交通省",
    "海上保安庁": "国土交通省",
    "原子力規制庁": "環境省",
    "防衛装備庁": "防衛省",
}


def ministries(actors: Iterable[str]) -> frozenset[str]:
    """The ministries among the actors, bureaus by their ministry.

    >>> sorted(ministries(["資源エネルギー庁", "東京大学", "環境省"]))
    ['環境省', '経済産業省']
    """
    found = (name for name in actors if _MINISTRY.fullmatch(name) and name not in _OF_NO_ONE)
    return frozenset(_PARENTS.get(name, name) for name in found)
