"""Whether a measure speaks of what its result is for: use, transfer, whoever takes it over (出口への言及).

Whoever speaks of it has thought of it, though the stage may not be told: nothing is said to be missing there.
"""

from __future__ import annotations

import re

from policyalign.domain import DEPLOYMENT, Measure
from policyalign.text.normalize import nfkc_key

READY = range(3, DEPLOYMENT)
"""The stages whose result is there to be used: development (3) and trial (4)."""
DEVELOPED = re.compile(r"開発|応用研究|実証|試作|試行|試験|検証")
"""Wordings of stages 3–4 whose result is made for use; what is built (整備, 構築) is used where it stands."""

_USE = re.compile(
    "活用|導入|利用|使用|実装|普及|展開|実用|運用|供用|配備|適用|反映|還元|定着|"
    "事業化|商用|産業化|製品化|商品化|量産|上市|起業|市場|調達|標準化|社会に|現場"
)
# 移転 is of technology or results here; that of a body or of people (庁舎の移転) is none.
_HANDED_OVER = re.compile(
    "移管|引き?継|引き?渡|橋渡し|受け手|受け皿|受け入れ先|民間(?:への?|に|企業|事業者)|"
    "(?:技術|成果|知見|権利|知財|企業|民間|産業界|メーカー)[^。、]{0,10}移転|"
    "(?:企業|産業界|事業者|メーカー|自治体|地方公共団体|省|庁)(?:など|等)?(?:へ|に)(?:提供|供与|譲渡|移行|渡)"
)
# 技術成熟度: 6 is a prototype shown in the environment of its use (ISO 16290:2013).
_READY_LEVEL = re.compile(r"(?:TRL|技術(?:成熟|準備)度(?:レベル)?)[^0-9。]{0,6}(?:[1-9][^0-9。]{1,3})?[6-9](?![0-9])")
# What is a means of the development is no use of its result: 計算機を活用した材料の開発.
_MEANS = re.compile(
    r"を(?:活用|利用|使用|適用|導入)(?:し(?:て|た|つつ)|する(?:ことで|ことにより))[^。、]{0,30}?"
    r"(?:開発|研究|実証|試作|試験|検証|解析|解明|設計)"
)


def speaks_of_use(measure: Measure) -> bool:
    """Whether the text of a measure mentions use, transfer or a receiver of its result, or a technology readiness
    level (TRL) of 6 or more."""
    text = nfkc_key(f"{measure.heading}\n{measure.text}")
    return bool(_USE.search(_MEANS.sub("", text)) or _HANDED_OVER.search(text) or _READY_LEVEL.search(text))
