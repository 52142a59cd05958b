"""Bunsetsu (文節, the phrases of Japanese syntax) over the tokens of a sentence: heads, particles, tense."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from policyalign.domain import Token

Tense = Literal["past", "ongoing", "plain"]
"""〜した, 〜している, anything else (Japanese plain forms are present, future and intention alike)."""

_VERB_ENDINGS = frozenset("うくぐすつぬぶむる")
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
        """What follows the head (particles, auxiliaries), without punctuation."""
        return tuple(token for token in self.tokens[self.head_at + 1 :] if token.pos != "PUNCT")

    @property
    def particle(self) -> str:
        """The tail as written: を, について, させるため."""
        return "".join(token.surface for token in self.tail)

    @property
    def is_predicate(self) -> bool:
        """A verb or adjective, or a noun with a copula (予定である). Taggers take some verbs at the end for
        nouns."""
        if self.head.pos in ("VERB", "ADJ") or self.has_copula:
            return True
        return self.is_root and self.head.surface[-1:] in _VERB_ENDINGS

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
        follows_te = any(
            token.lemma in _ASPECT and before.pos == "SCONJ"
            for before, token in zip(self.tail, self.tail[1:], strict=False)
        )
        return "ongoing" if follows_te else "plain"


def bunsetsu(tokens: Sequence[Token]) -> tuple[Bunsetsu, ...]:
    """The phrases of a sentence in order. Every token is in exactly one."""
    groups = [tuple(group) for _, group in groupby(enumerate(tokens), key=lambda item: item[1].bunsetsu)]
    phrase_of = {number: index for index, group in enumerate(groups) for number, _ in group}
    phrases = []
    for index, group in enumerate(groups):
        number = _head_of(group, phrase_of, index)
        parent = phrase_of[tokens[number].head]
        phrases.append(Bunsetsu(index, tuple(token for _, token in group), number - group[0][0], parent))
    return tuple(phrases)


def _head_of(group: tuple[tuple[int, Token], ...], phrase_of: dict[int, int], index: int) -> int:
    """The number of the token that depends on something outside its phrase, the last one if there are
    several."""
    for number, token in reversed(group):
        if token.pos != "PUNCT" and (token.head == number or phrase_of[token.head] != index):
            return number
    return group[-1][0]


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
