"""Who acts (主体): ministries, agencies, councils and public bodies, under their full present names.

The names stand in ``corpora/lexicon/actors.yaml``. A name inside a longer word (経済産業省令), in the title of a document
(「内閣府…計画」), behind a genitive (総務省の資料) or beside the doer (環境省と連携し) is a mention, not an actor.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from policyalign.domain import Token
from policyalign.segment.bunsetsu import Bunsetsu, bunsetsu, phrase_at
from policyalign.segment.lexicon import load_lexicon
from policyalign.segment.phrase_index import Found, PhraseIndex
from policyalign.text.numerals import half_width

# Written on after a name these make another word: an ordinance, a law, a statistic of that body.
_OTHER_WORD = re.compile(r"令|法(?!人)|告示|訓令|通達|通知|規則|設置法|組織|所管|資料|調べ|ホームページ|ウェブ|作成|\w{0,12}(?:計画|戦略|方針|ガイドライン|報告書|白書)")
_HANDS_ON = re.compile(r"(?:主導|主管|所管部局|等|など|及び|並びに|または|又は|や|・|、|，|／|/|運営費|施設整備|自身|自ら|内|本省|が|は|も|に|で|と|へ|を|から|の|と?して|において|を中心|[（(【]|[）)】]|\s|$)")
# の after which the body is still the one that acts: 内閣府の下, 経済産業省の主導
_UNDER = re.compile(r"の(?:下|もと|主導|協力の下|委託|支援の下)")
_PARTNER = re.compile(r"と(?:の)?(?:も)?、?(?:密接に|緊密に|十分|よく|適切に)?(?:連携|協力|調整|協議|連絡|協働|意見|情報)")
_ACCORDING_TO = re.compile(r"(?:等|など)?(?:に(?:よる|よれば|よると|基づ)|で(?:定め|示|決定|とりまとめ|取りまとめ)|が(?:定め|示|公表|策定)[^、。]{0,6}た)")
_QUOTES = {"「": "」", "『": "』"}
_DECIDED = re.compile(r"[0-9０-９元]\s?[年月日]")
_WORD_CHARACTER = re.compile(r"[A-Za-z0-9]")
_SHORT = 3
