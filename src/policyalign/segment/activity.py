"""Which words of a sentence name what will be done, as against purpose, means, history and description.

「産業化に向けた実証を支援する。」 does a 実証, not a 産業化; 「総務省が構築したシステムを運用する。」 runs a system that somebody
built. The decision follows the dependencies from the word up to the root of the sentence: every step must carry the
action on (を行う, の推進, や, し、), and no predicate on the way may be past, adnominal or a purpose.
"""

from __future__ import annotations

from collections.abc import Sequence

from policyalign.domain import Token
from policyalign.segment.bunsetsu import Bunsetsu

# Verbs and nouns that say that an action takes place and leave it to their object to say which (機能動詞).
LIGHT_WORDS = frozenset(
    "行う 行なう おこなう 実施 推進 促進 進める 推し進める 取り組む 取組む 取組 取り組み 取組み 図る 講ずる 講じる 支援 後押し 強化 加速 加速化 "
    "開始 着手 継続 続ける 努める 予定 計画 実行 遂行 展開 拡充 拡大 充実 重点化 為る する こと 事 もの 物 ところ 所 等 など 上 事業 業務 活動 施策 "
    "措置 費用 経費 補助 助成 委託 交付 対応 始める 担う 両立 一体 実現 達成 向上 完了 本格化 徹底".split()
)
# What a noun hands on to the noun or verb that it depends on.
_CARRIES = frozenset(
    "を が も は の や と に へ など 等 をも への での とも やの をはじめ を始め をはじめとする として をもって についても について に対し に対して "
    "に対する に関し に関して に関する に係る に要する における".split()
)
# Ties that make what hangs on them circumstance instead of action.
_CIRCUMSTANCE = frozenset("ため 為 よう 様 上 際 中 場合 とき 時 前 後 結果 観点 目的 必要 段階 向け".split())
# 「調査に関する経費」: these hand the action on only to words that mean money or work.
_ABOUT = frozenset("に関する に係る に要する における についての".split())


def is_active(phrases: Sequence[Bunsetsu], phrase: Bunsetsu) -> bool:
    """Whether the head of ``phrase`` names something that the sentence says is or will be done."""
    for _ in phrases:
        if phrase.is_predicate and (phrase.tense == "past" or _is_circumstance(phrase)):
            return False
        if phrase.is_root:
            return True
        parent = phrases[phrase.parent]
        if not (_predicate_carries(phrase, parent) if phrase.is_predicate else _noun_carries(phrase, parent)):
            return False
        phrase = parent
    return False


def _is_circumstance(phrase: Bunsetsu) -> bool:
    return any(token.lemma in _CIRCUMSTANCE for token in phrase.tail)


def _predicate_carries(phrase: Bunsetsu, parent: Bunsetsu) -> bool:
    """A continuative (し、) goes on to the next predicate; an adnominal one only to an empty noun (こと, 予定)."""
    if phrase.is_adnominal:
        return parent.head.lemma in LIGHT_WORDS
    return True


def _noun_carries(phrase: Bunsetsu, parent: Bunsetsu) -> bool:
    particle = phrase.particle
    if parent.is_predicate or parent.head.lemma in LIGHT_WORDS:
        return parent.head.lemma in LIGHT_WORDS and (particle in _CARRIES or not particle)
    # Enumeration: 調整や策定, 開発、実証.
    return particle in ("や", "と", "及び", "") and particle not in _ABOUT and parent.head.dep != "ROOT"


def names_action(phrase: Bunsetsu, token: Token) -> bool:
    ...
