"""Which words of a sentence name what will be done, as against purpose, means, history and description.

「産業化に向けた実証を支援する。」 does a 実証, not a 産業化; 「総務省が構築したシステムを運用する。」 runs what somebody built.
The decision follows the dependencies from the root of the sentence down: a phrase is active when what it depends on is
active and hands the action on (実証を行う, 実証の推進, 開発や実証, 実証し、); past, adnominal and purpose phrases do not.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from policyalign.domain import Token
from policyalign.segment.bunsetsu import Bunsetsu, bunsetsu

# Verbs and nouns that say that something is done and leave it to what they govern to say what (機能動詞, 形式名詞).
LIGHT_WORDS = frozenset(
    "行う 行なう 行われる 実施 推進 促進 進める 推し進める 取り組む 取組む 取組 取り組み 取組み 図る 講ずる 講じる 支援 後押し 強化 加速 "
    "加速化 開始 着手 継続 続ける 努める 予定 実行 遂行 拡充 拡大 充実 する 為る こと 事 もの 物 ところ 所 作成 事業 業務 活動 施策 措置 "
    "費用 経費 補助 助成 委託 交付 始める 担う 完了 本格化 徹底 方針 作業 手続 手続き".split()
)
_OBJECT_PARTICLES = frozenset(
    ("", "を", "が", "は", "も", "に", "へ", "をも", "とも", "については", "について", "に対し", "に対して")
)
_NOUN_PARTICLES = frozenset(
    ("の", "に関する", "に係る", "に要する", "への", "に対する", "についての", "のための")
)
_ENUMERATING = frozenset(("", "や", "と", "とか", "及び", "やら", "並びに", "をはじめ"))
# Conjunctions after which the predicate is purpose, reason or condition of what follows.
_CIRCUMSTANCE = frozenset(("ため", "為", "よう", "様", "ば", "たら", "なら", "ので", "から", "まで", "べく"))
# Nouns that only join an action to the next one: 整備するほか, 進める一方.
_JOINING = frozenset("ほか 他 外 一方 傍ら かたわら 上 うえ".split())
# Words that stand for more of the same and leave the matter to the noun before them.
_AND_OTHERS = frozenset("等 など 類 ら".split())
# Means that the same actor carries out: 〜することで, 〜することにより.
_MEANS_PARTICLES = frozenset(("で", "により", "によって", "を通じて", "を通じ"))
_SEPARATORS = frozenset("・／/、，,や及び又は並びにおよびまたはかつ且つ")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with its phrases; ``active`` says for each whether it is part of what is, or will be, done."""

    text: str
    tokens: tuple[Token, ...]
    phrases: tuple[Bunsetsu, ...]
    active: tuple[bool, ...]

    @property
    def root(self) -> Bunsetsu | None:
        return next((phrase for phrase in reversed(self.phrases) if phrase.is_root), None)

    def active_words(self) -> Iterator[Token]:
        """The words that name what is, or will be, done; of a compound the last part (研究開発 → 開発)."""
        for phrase, active in zip(self.phrases, self.active, strict=True):
            if active:
                yield from _action_tokens(phrase)


def read_sentence(text: str, tokens: Sequence[Token]) -> Sentence:
    """The phrases of an analysed sentence, with what is done told from what is only said."""
    phrases = bunsetsu(tokens)
    known: dict[int, bool] = {}
    for phrase in phrases:
        _decide(phrases, phrase.index, known)
    return Sentence(text, tuple(tokens), phrases, tuple(known[phrase.index] for phrase in phrases))


def _decide(phrases: Sequence[Bunsetsu], index: int, known: dict[int, bool]) -> None:
    """Settle a phrase and everything above it, from the top. Cycles, should a parse hold one, end as inactive."""
    path: list[int] = []
    while index not in known:
        path.append(index)
        known[index] = False
        index = phrases[index].parent
    for below in reversed(path):
        known[below] = _is_active(phrases, phrases[below], known)


def _is_active(phrases: Sequence[Bunsetsu], phrase: Bunsetsu, known: dict[int, bool]) -> bool:
    if phrase.is_predicate and (phrase.tense == "past" or _is_circumstance(phrase)):
        return False
    if phrase.is_root:
        return True
    parent = phrases[phrase.parent]
    light = matter_of(parent).lemma in LIGHT_WORDS | _JOINING
    if phrase.is_predicate:
        return known[parent.index] and (light or not phrase.is_adnominal)
    if phrase.particle in _ENUMERATING and any(known[above.index] for above in _nouns_above(phrases, phrase)):
        return True
    if phrase.head.lemma in _JOINING:
        return known[parent.index]
    particle = _without_others(phrase.particle)
    if phrase.head.lemma == "こと" and particle in _MEANS_PARTICLES:
        return known[parent.index]
    governed = parent.is_predicate or parent.is_root
    carried = (governed and particle in _OBJECT_PARTICLES) or (
        not parent.is_predicate and particle in _NOUN_PARTICLES
    )
    return known[parent.index] and light and carried


def _without_others(particle: str) -> str:
    return particle.removeprefix("など").removeprefix("等")


def matter_of(phrase: Bunsetsu) -> Token:
    """The head, or what 等 and its like stand for: 事業者等 is about 事業者."""
    position = phrase.head_at
    while position and phrase.tokens[position].lemma in _AND_OTHERS:
        position -= 1
    return phrase.tokens[position]


def _is_circumstance(phrase: Bunsetsu) -> bool:
    return any(token.lemma in _CIRCUMSTANCE for token in phrase.tail)


def _nouns_above(phrases: Sequence[Bunsetsu], phrase: Bunsetsu) -> Iterator[Bunsetsu]:
    """The nouns that an enumerated noun hangs on: parsers often tie 維持管理、 to a modifier of its twin."""
    for _ in phrases:
        phrase = phrases[phrase.parent]
        if phrase.is_predicate:
            return
        yield phrase
        if phrase.is_root or phrase.particle not in _ENUMERATING | {"の"}:
            return


def _action_tokens(phrase: Bunsetsu) -> Iterator[Token]:
    """The head, what stands before a light head (調査事業), and the members of an enumeration (開発・実証)."""
    position = phrase.head_at
    yield phrase.head
    while position and phrase.tokens[position].lemma in LIGHT_WORDS | _AND_OTHERS:
        position -= 1
        yield phrase.tokens[position]
    for index in range(1, position):
        if phrase.tokens[index].surface in _SEPARATORS:
            yield phrase.tokens[index - 1]
