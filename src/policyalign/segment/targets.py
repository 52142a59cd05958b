"""Numeric targets (数値目標) as worded: 「2030年度までに46％削減」, 「累計1,000件以上を目指す」.

A number with a unit is a target when the sentence plans (it is no report and no forecast), names a deadline
or an aim, and in the number's clause a word of direction follows; or when a table calls it 目標値.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from policyalign.domain import Interval
from policyalign.segment.activity import Sentence
from policyalign.segment.endings import is_state_verb
from policyalign.text.numerals import half_width
from policyalign.text.years import read_intervals

_UNIT = (
    r"[%割倍人名社校台基機隻戸棟位本回]|ポイント|件|[か箇カヶヵケ](?:所|国)|地域|地区|市町村|自治体|団体|都市|拠点|施設|世帯|兆?円|ドル"
    r"|トン|t(?![a-z])|[kMGT]Wh?|ha|km2?|品目|事例"
)
# 第3回, 10年 and the like are no amounts; 半減 and ゼロ are amounts without a number.
_AMOUNT = re.compile(
    rf"(?<![0-9.第,])[0-9][0-9,.]{{0,12}}[千万億]?(?:{_UNIT})(?!目|生|格|体制)|半減|倍増|ゼロ(?=[にと](?:する|し|なる|抑え))"
)
_DIRECTION = re.compile(
    r"以上|以下|未満|削減|低減|減少|抑制|増加|拡大|向上|上げ|下げ|達成|到達|確保|創出|育成|養成|輩出|整備|導入|構築|実装|選定|設置|参画|普及|実現|短縮|目標|目指|"
    r"とする|にする|半減|倍増|ゼロ"
)
_AIM = re.compile(r"目標|目指|KPI|KGI|成果指標")
_LABELLED = re.compile(r"目標値?[^:。;]{0,12}:")
_CLAUSE = re.compile(r"[^、。;]{1,400}")
# 約2.5％押し下げた, 〜とされている: the clause reports.
_REPORTS = re.compile(r"(?:た|てい[るた]|とされ[^、]{0,8})$")
_NEAR = 60
"""A deadline this many characters ahead of the clause still belongs to it."""
_LONGEST = 160
_LEAD = 40
"""Of a longer wording the amount with so many characters before it is kept."""


def find_targets(sentence: Sentence) -> tuple[str, ...]:
    """The numeric targets of a sentence as worded, in order: the number's clause, from its deadline on."""
    plain = half_width(sentence.text).replace("；", ";")
    if not _AMOUNT.search(plain):
        return ()
    deadlines = [interval for interval in read_intervals(sentence.text) if interval.end_fy is not None]
    if not _plans(sentence) or not (deadlines or _AIM.search(plain)):
        return ()
    return tuple(sentence.text[start:end] for start, end in _target_spans(plain, deadlines))


def _plans(sentence: Sentence) -> bool:
    root = sentence.root
    return root is not None and root.tense == "plain" and not is_state_verb(root.head.lemma)


def _target_spans(text: str, deadlines: list[Interval]) -> Iterator[tuple[int, int]]:
    for clause in _CLAUSE.finditer(text):
        amount = _AMOUNT.search(text, clause.start(), clause.end())
        if amount is None or _REPORTS.search(clause.group()):
            continue
        if not (_DIRECTION.search(text, amount.start(), clause.end()) or _LABELLED.search(clause.group())):
            continue
        ahead = [d.span[0] for d in deadlines if clause.start() - _NEAR <= d.span[0] <= amount.start()]
        start = max(ahead, default=clause.start())
        yield start if clause.end() - start <= _LONGEST else max(start, amount.start() - _LEAD), clause.end()
