"""Which words of a sentence name what will be done, as against purpose, means, history and description.

「産業化に向けた実証を支援する。」 does a 実証, not a 産業化; 「総務省が構築したシステムを運用する。」 runs
what somebody built. The decision follows the dependencies from the root of the sentence down: a phrase is
active when what it depends on is active and hands the action on (実証を行う, 実証の推進, 開発や実証,
実証し、); past, adnominal and purpose phrases are not. The words that hand on stand in
``corpora/lexicon/activity.yaml``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from policyalign.domain import Token
from policyalign.segment.bunsetsu import Bunsetsu, bunsetsu
from policyalign.segment.lexicon import WordLists, load_lexicon

_OBJECT_PARTICLES = frozenset(
    ("", "を", "が", "は", "も", "に", "へ", "をも", "とも", "について", "については", "に対し", "に対して")
)
_NOUN_PARTICLES = frozenset(("の", "に関する", "に係る", "に要する", "への", "に対する", "についての", "のための"))
_ENUMERATING = frozenset(("", "や", "と", "とか", "及び", "やら", "並びに", "をはじめ"))
# Means that the same actor carries out: 〜することで, 〜することにより.
_MEANS_PARTICLES = frozenset(("で", "により", "によって", "を通じて", "を通じ"))
_SEPARATORS = frozenset("・／/、，,や及び又は並びにおよびまたはかつ且つ")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with its phrases; ``active`` says for each whether it is part of what is, or will be,
    done."""

    text: str
    tokens: tuple[Token, ...]
    phrases: tuple[Bunsetsu, ...]
    active: tuple[bool, ...]

    @property
    def root(self) -> Bunsetsu | None:
        return next((phrase for phrase in reversed(self.phrases) if phrase.is_root), None)

    def active_phrases(self) -> Iterator[Bunsetsu]:
        """The phrases that are part of what is, or will be, done."""
        return (phrase for phrase, active in zip(self.phrases, self.active, strict=True) if active)


def read_sentence(text: str, tokens: Sequence[Token]) -> Sentence:
    """The phrases of an analysed sentence, with what is done told from what is only said."""
    phrases = bunsetsu(tokens)
    known: dict[int, bool] = {}
    for phrase in phrases:
        _decide(phrases, phrase.index, known)
    return Sentence(text, tuple(tokens), phrases, tuple(known[phrase.index] for phrase in phrases))


def is_light(token: Token) -> bool:
    """Whether a word says that something is done but not what (行う, 推進, こと)."""
    return token.lemma in _words("light")


def matter_of(phrase: Bunsetsu) -> Token:
    """The head, or what 等 and its like stand for: 事業者等 is about 事業者."""
    position = phrase.head_at
    while position and phrase.tokens[position].lemma in _words("and_others"):
        position -= 1
    return phrase.tokens[position]


@cache
def _words(name: str) -> frozenset[str]:
    return load_lexicon("activity.yaml", WordLists)[name]


def _decide(phrases: Sequence[Bunsetsu], index: int, known: dict[int, bool]) -> None:
    """Settle a phrase and all above it, from the top. Cycles, should a parse hold one, end as inactive."""
    path: list[int] = []
    while index not in known:
        path.append(index)
        known[index] = False
        index = phrases[index].parent
    for below in reversed(path):
        known[below] = _is_active(phrases, phrases[below], known)


def _is_active(phrases: Sequence[Bunsetsu], phrase: Bunsetsu, known: dict[int, bool]) -> bool:
    parent = phrases[phrase.parent]
    if phrase.is_predicate and (_is_past(phrase, parent) or _is_circumstance(phrase, parent)):
        return False
    if phrase.is_root:
        return True
    matter = matter_of(parent)
    light = is_light(matter) or matter.lemma in _words("joining")
    if phrase.is_predicate:
        return known[parent.index] and (light or not phrase.is_adnominal)
    enumerated = phrase.particle in _ENUMERATING and not _has_twin(phrases, phrase)
    if enumerated and any(known[above.index] for above in _nouns_above(phrases, phrase)):
        return True
    return known[parent.index] and (_hands_on(phrase) or (light and _is_governed(phrase, parent)))


def _is_past(phrase: Bunsetsu, parent: Bunsetsu) -> bool:
    """Past in itself; 設計した後、製造する only puts one action after the other."""
    after = {parent.head.lemma, *(token.lemma for token in phrase.tail)} & _words("relative")
    return phrase.tense == "past" and (phrase.is_root or not after)


def _hands_on(phrase: Bunsetsu) -> bool:
    """A noun that passes the action on whatever it depends on: 〜するほか, 〜することにより."""
    by_means = phrase.head.lemma == "こと" and _particle(phrase) in _MEANS_PARTICLES
    return by_means or phrase.head.lemma in _words("joining")


def _is_governed(phrase: Bunsetsu, parent: Bunsetsu) -> bool:
    """Whether a noun is the object of a verb (実証を行う) or the matter of a noun (実証の推進)."""
    particle = _particle(phrase)
    as_object = (parent.is_predicate or parent.is_root) and particle in _OBJECT_PARTICLES
    return as_object or (not parent.is_predicate and particle in _NOUN_PARTICLES)


def _particle(phrase: Bunsetsu) -> str:
    return phrase.particle.removeprefix("など").removeprefix("等")


def _is_circumstance(phrase: Bunsetsu, parent: Bunsetsu) -> bool:
    """Purpose, reason or condition, whether the word that says so stands in the phrase or is its parent."""
    words = _words("circumstance")
    return parent.head.lemma in words or any(token.lemma in words for token in phrase.tail)


def _has_twin(phrases: Sequence[Bunsetsu], phrase: Bunsetsu) -> bool:
    """Whether a noun before the parent takes it up: 実用化 及び 性能に関する 研究 is no 実用化."""
    between = phrases[phrase.index + 1 : phrase.parent]
    return any(other.parent == phrase.parent and _particle(other) in _NOUN_PARTICLES - {"の"} for other in between)


def _nouns_above(phrases: Sequence[Bunsetsu], phrase: Bunsetsu) -> Iterator[Bunsetsu]:
    """The nouns that an enumerated noun hangs on: parsers often tie 維持管理、 to a modifier of its twin."""
    for _ in phrases:
        phrase = phrases[phrase.parent]
        if phrase.is_predicate:
            return
        yield phrase
        if phrase.is_root or phrase.particle not in _ENUMERATING | {"の"}:
            return


def action_words(phrase: Bunsetsu) -> Iterator[Token]:
    """The head, what stands before a light head (調査事業), and what is enumerated with it (開発・実証)."""
    position = phrase.head_at
    yield phrase.head
    while position and (is_light(phrase.tokens[position]) or phrase.tokens[position].lemma in _words("and_others")):
        position -= 1
        yield phrase.tokens[position]
    for index in range(1, position):
        if phrase.tokens[index].surface in _SEPARATORS:
            yield phrase.tokens[index - 1]
