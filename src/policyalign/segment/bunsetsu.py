"""Bunsetsu (文節, the phrases of Japanese syntax) over the tokens of a sentence: heads, particles, tense."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from typing import Literal

from policyalign.domain import Token

Tense = Literal["past", "ongoing", "plain"]
"""〜した, 〜している, anything else (Japanese plain forms are present, future and intention alike)."""

_VERB_ENDINGS = frozenset("うくぐすつぬぶむる")
_OPENING, _CLOSING = ("(", "（"), (")", "）")
_ASPECT = frozenset({"いる", "おる", "くる", "きた", "ある"})


@dataclass(frozen=True, slots=True)
class Bunsetsu:
    """One phrase: its tokens, which of them is the head, and the index of the phrase it depends on (its own
    at the root)."""

    index: int
    tokens: tuple[Token, ...]
    head_at: int
    parent: int

    @property
    def head(self) -> Token:
        return self.tokens[self.head_at]

    @property
    def start(self) -> int:
        return self.tokens[0].start

    @property
    def end(self) -> int:
        return self.tokens[-1].start + len(self.tokens[-1].surface)

    @property
    def is_root(self) -> bool:
        return self.parent == self.index

    @property
    def tail(self) -> tuple[Token, ...]:
        """What follows the head (particles, auxiliaries), without punctuation and what brackets hold."""
        rest = self.tokens[self.head_at + 1 :]
        if rest and rest[0].surface in _OPENING:
            closing = (at for at, token in enumerate(rest) if token.surface in _CLOSING)
            rest = rest[next(closing, 0) :]
        return tuple(token for token in rest if token.pos != "PUNCT")

    @property
    def particle(self) -> str:
        """The tail as written: を, について, させるため."""
        return "".join(token.surface for token in self.tail)

    @property
    def is_predicate(self) -> bool:
        """A verb or adjective, or a noun with a copula (予定である). Taggers take some verbs at the end for
        nouns."""
        if self._is_noun_taken_for_verb:
            return False
        if self.head.pos in ("VERB", "ADJ") or self.has_copula:
            return True
        return self.is_root and self.head.surface[-1:] in _VERB_ENDINGS

    @property
    def _is_noun_taken_for_verb(self) -> bool:
        """A noun right before another one (排出量 取引制度を) that the tagger takes for a verb."""
        bare = self.tokens[-1] is self.head and not self.is_root and self.head.pos == "VERB"
        return bare and self.head.surface[-1:] not in _VERB_ENDINGS and "一" <= self.head.surface[-1:] <= "龠"

    @property
    def has_copula(self) -> bool:
        return any(token.dep == "cop" for token in self.tail)

    @property
    def is_adnominal(self) -> bool:
        """Whether it is a predicate that modifies a noun (連体修飾)."""
        return self.head.dep in ("acl", "amod")

    @property
    def tense(self) -> Tense:
        if any(token.normalized == "た" for token in self.tail):
            return "past"
        follows_te = any(token.lemma in _ASPECT and before.pos == "SCONJ" for before, token in pairwise(self.tail))
        return "ongoing" if follows_te else "plain"


def bunsetsu(tokens: Sequence[Token]) -> tuple[Bunsetsu, ...]:
    """The phrases of a sentence in order. Every token is in exactly one."""
    groups = [tuple(group) for _, group in groupby(enumerate(tokens), key=lambda item: item[1].bunsetsu)]
    phrase_of = {number: index for index, group in enumerate(groups) for number, _ in group}
    phrases = []
    for index, group in enumerate(groups):
        number = _head_of(group, phrase_of, index)
        parent = phrase_of[tokens[number].head]
        words = tuple(token for _, token in group)
        phrases.append(Bunsetsu(index, words, _before_bracket(words, number - group[0][0]), parent))
    phrases = _before_list(phrases)
    return tuple(_past_times(phrases, phrase) for phrase in phrases)


_OPENING_LIST = ("【", "［", "〔", "(", "（")


def _before_list(phrases: list[Bunsetsu]) -> list[Bunsetsu]:
    """The phrases with their root before a list in brackets at the end, which parsers take for it."""
    root = next((phrase for phrase in phrases if phrase.is_root), None)
    if root is None:
        return phrases
    opens = [phrase.index for phrase in phrases[: root.index + 1] if phrase.tokens[0].surface in _OPENING_LIST]
    at = opens[-1] if opens else 0
    closed = any(
        token.surface in ("】", "］", "〕", ")", "）") for phrase in phrases[at : root.index] for token in phrase.tokens
    )
    if not at or closed:
        return phrases
    last = at - 1

    def parent(phrase: Bunsetsu) -> int:
        outside = phrase.index < at <= phrase.parent
        return last if phrase.index in (last, root.index) or outside else phrase.parent

    return [replace(phrase, parent=parent(phrase)) for phrase in phrases]


# What is done is no part of a time, though parsers tie it to the next one: 開発は2026年度から（行う）.
_TIME_UNITS = frozenset(("年度", "年", "年代", "月"))
_ERAS = frozenset(("明治", "大正", "昭和", "平成", "令和"))
_LINKS = frozenset(("は", "も", "を", "が", "に", ""))


def _past_times(phrases: Sequence[Bunsetsu], phrase: Bunsetsu) -> Bunsetsu:
    """The phrase, tied to what the time modifies when its own parent is a time."""
    if phrase.is_predicate or phrase.particle not in _LINKS or _is_time(phrase):
        return phrase
    parent = phrases[phrase.parent]
    for _ in phrases:
        if not _is_time(parent) or parent.is_root:
            break
        parent = phrases[parent.parent]
    return replace(phrase, parent=parent.index)


def _is_time(phrase: Bunsetsu) -> bool:
    """2026年度から, 令和8年度中に, or an era that the tagger has cut off its year."""
    words = phrase.tokens
    counted = any(unit.surface in _TIME_UNITS and before.pos == "NUM" for before, unit in pairwise(words))
    return counted or phrase.head.surface in _ERAS


def _head_of(group: tuple[tuple[int, Token], ...], phrase_of: dict[int, int], index: int) -> int:
    """The number of the token that depends on something outside its phrase, the last one if there are
    several."""
    for number, token in reversed(group):
        if token.pos != "PUNCT" and (token.head == number or phrase_of[token.head] != index):
            return number
    return group[-1][0]


def _before_bracket(words: tuple[Token, ...], head: int) -> int:
    """The head, or the word that its bracket explains: 試作（2026年度）を is about 試作."""
    opening = next((at for at, word in enumerate(words[:head]) if word.surface in _OPENING), 0)
    closed = any(word.surface in _CLOSING for word in words[head + 1 :])
    return opening - 1 if opening and closed else head


def phrase_at(phrases: Sequence[Bunsetsu], offset: int) -> Bunsetsu | None:
    """The phrase in which the character at ``offset`` stands."""
    return next((phrase for phrase in phrases if phrase.start <= offset < phrase.end), None)


def predicate_of(phrases: Sequence[Bunsetsu], phrase: Bunsetsu) -> Bunsetsu | None:
    """The nearest predicate above ``phrase``, or the root when none is a predicate."""
    for _ in phrases:
        phrase = phrases[phrase.parent]
        if phrase.is_predicate or phrase.is_root:
            return phrase
    return None


def path_up(phrases: Sequence[Bunsetsu], phrase: Bunsetsu) -> list[int]:
    """The indices of a phrase and of all above it, up to the root; a cycle ends where it closes."""
    path = [phrase.index]
    while (parent := phrases[path[-1]].parent) not in path:
        path.append(parent)
    return path
