"""What a sentence does to what it speaks of: carries it on, undoes it, or only mentions it (行為の向き).

「水素の利用を拡大する。」 carries 水素 on, 「水素の利用拡大を取りやめる。」 undoes it, 「水素の利用が進む中、税制を
改正する。」 only mentions it. A term's direction is the product over the acts that it hangs on, from its own phrase up
to the predicate: every undoing word and every negation turns it round (規制緩和の撤廃 brings 規制 back). The words
stand in ``corpora/lexicon/acts.yaml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import prod

from policyalign.segment.activity import Sentence, is_light
from policyalign.segment.bunsetsu import Bunsetsu
from policyalign.segment.lexicon import load_lexicon
from policyalign.segment.terms import is_content

CARRIED_ON, UNDONE, MENTIONED = 1, -1, 0
_NEGATIONS = frozenset(("ない", "無い", "ず", "ぬ", "まい"))
_CONTRAST = re.compile(r"で(?:は|も)?なく")
_BEFORE, _BEHIND = 5, 8
"""What says that a negation refuses nothing (しなければ｜ならない, ない｜わけにはいかない) begins and ends within so
many characters of its phrase."""


@dataclass(frozen=True, slots=True)
class _Acts:
    """``acts.yaml``."""

    undoing: frozenset[str]
    leaving: frozenset[str]
    refusing: frozenset[str]
    not_refusing: str
    asking: frozenset[str]
    kinds: Mapping[str, frozenset[str]]


@cache
def _acts() -> _Acts:
    return load_lexicon("acts.yaml", _Acts)


@cache
def kinds_of(term: str) -> frozenset[str]:
    """The kinds of act that a normalized term names (create, stop, oblige …); empty for what is no act."""
    return frozenset(kind for kind, words in _acts().kinds.items() if term in words)


def is_asking(term: str) -> bool:
    """Whether a term only asks somebody for something (求める, 必要, 取組)."""
    return term in _acts().asking


def is_undoing(term: str) -> bool:
    """Whether a term lowers, stops or keeps off what it is said of (廃止, 防止, 軽減)."""
    return term in _acts().undoing


def directions(sentence: Sentence, *, asked: bool = False) -> tuple[int, ...]:
    """For every content term of a sentence, in order: 1 carried on, −1 undone, 0 only mentioned.

    In a sentence that asks (``asked``) all that hangs on its predicate counts as carried on or undone: what is asked
    for is not yet done.
    """
    above, governed = _chains(sentence), _governed_by_active(sentence)
    found: list[int] = []
    for phrase, active in zip(sentence.phrases, sentence.active, strict=True):
        done = asked or active or governed[phrase.index]
        sign = above[phrase.index] if done else MENTIONED
        found.extend(inner * sign for inner in _inner(sentence, phrase))
    return tuple(found)


def _governed_by_active(sentence: Sentence) -> Mapping[int, bool]:
    """By phrase, whether it is a noun that hangs on something that is done, as its object or as a part of that."""
    found: dict[int, bool] = {}
    for start in sentence.phrases:
        path, phrase = set[int](), start
        while phrase.index not in found and phrase.index not in path:
            path.add(phrase.index)
            if phrase.is_predicate or phrase.is_root:
                found[phrase.index] = False
            elif sentence.active[phrase.parent]:
                found[phrase.index] = True
            else:
                phrase = sentence.phrases[phrase.parent]
        found |= dict.fromkeys(path - found.keys(), found.get(phrase.index, False))
    return found


def _chains(sentence: Sentence) -> Mapping[int, int]:
    """By phrase, the product of what stands above it, with its own negation. A phrase takes the product of its parent
    over: walking from each to the top would cost a long list of nouns the square of its length."""
    found: dict[int, int] = {}
    for start in sentence.phrases:
        path, phrase = dict[int, Bunsetsu](), start
        while phrase.index not in found and phrase.index not in path:
            path[phrase.index] = phrase
            if phrase.is_root or _ends_chain(sentence, phrase):
                found[phrase.index] = _negated(sentence, phrase)
            else:
                phrase = sentence.phrases[phrase.parent]
        if phrase.index not in found:
            found |= _around(sentence, [*path.values()][[*path].index(phrase.index) :])
        for below in reversed(path.values()):
            if below.index not in found:
                parent = sentence.phrases[below.parent]
                found[below.index] = _negated(sentence, below) * _own(sentence, parent) * found[parent.index]
    return found


def _around(sentence: Sentence, circle: Sequence[Bunsetsu]) -> dict[int, int]:
    """The same for phrases that hang on each other in a circle, which a parser may leave: each counts once."""
    owns = [_own(sentence, phrase) for phrase in circle]
    whole = prod(owns) * prod(_negated(sentence, phrase) for phrase in circle)
    return {phrase.index: whole * own for phrase, own in zip(circle, owns, strict=True)}


def _ends_chain(sentence: Sentence, phrase: Bunsetsu) -> bool:
    """Whether a predicate stands beside the one above it (〜を整備し、〜を廃止する) or is only its circumstance."""
    if not phrase.is_predicate:
        return False
    parent = sentence.phrases[phrase.parent]
    return not (phrase.is_adnominal or is_light(parent.head) or parent.head.lemma in _acts().asking)


def _own(sentence: Sentence, phrase: Bunsetsu) -> int:
    """What a phrase does to what hangs on it: its head, the act words that stand right before that (農地の規制緩和) and
    behind it (石炭の段階的｜廃止). Of 規制所管府省 nothing is done to what hangs on the ministry."""
    sign, last = 1, phrase.head_at
    while last + 1 < len(phrase.tokens) and _is_act(sentence, phrase, last + 1):
        last += 1
    for place in range(last, -1, -1):
        token = phrase.tokens[place]
        if not (is_light(token) or token.lemma in _acts().asking or _is_act(sentence, phrase, place)):
            break
        sign *= _polarity(sentence, phrase, place)
    return sign


def _is_act(sentence: Sentence, phrase: Bunsetsu, place: int) -> bool:
    return _polarity(sentence, phrase, place) < 0 or bool(kinds_of(phrase.tokens[place].normalized))


def _polarity(sentence: Sentence, phrase: Bunsetsu, place: int) -> int:
    """−1 where a token undoes, by itself or as the last part of a word that is read as two (フェーズ｜アウト)."""
    acts, token = _acts(), phrase.tokens[place]
    words = {token.normalized, token.lemma, _before(sentence, phrase, place) + token.normalized}
    return -1 if words & acts.undoing or words & acts.refusing else 1


def _before(sentence: Sentence, phrase: Bunsetsu, place: int) -> str:
    """The token right before one, which a parser may have left in a phrase of its own; empty at the beginning."""
    if place:
        return phrase.tokens[place - 1].normalized
    return sentence.phrases[phrase.index - 1].tokens[-1].normalized if phrase.index else ""


def _negated(sentence: Sentence, phrase: Bunsetsu) -> int:
    """−1 where the phrase is negated, and the negation refuses something."""
    if not any(token.lemma in _NEGATIONS or token.normalized in _NEGATIONS for token in phrase.tokens):
        return 1
    start = max(0, phrase.start - _BEFORE)
    return 1 if _not_refusing().search(sentence.text, start, phrase.end + _BEHIND) else -1


@cache
def _not_refusing() -> re.Pattern[str]:
    return re.compile(_acts().not_refusing)


def _inner(sentence: Sentence, phrase: Bunsetsu) -> Iterable[int]:
    """For the content terms of a phrase, what the act words behind them in the phrase do to them, and a prefix right
    before (脱石炭)."""
    signs: list[int] = []
    behind = 1
    for place in range(len(phrase.tokens) - 1, -1, -1):
        if is_content(phrase.tokens[place]):
            left = _before(sentence, phrase, place) in _acts().leaving
            signs.append(-behind if left else behind)
        behind *= _polarity(sentence, phrase, place)
    return reversed(signs)


def is_refusal(sentence: Sentence) -> bool:
    """Whether a sentence that asks wants something stopped, lowered or left undone: one of its main predicates, or the
    noun that it ends with, undoes or refuses (〜は見送り、現状のままとすべき, 〜の撤廃)."""
    return any(
        _own(sentence, phrase) * (1 if _is_contrast(sentence, phrase) else _negated(sentence, phrase)) < 0
        for phrase in sentence.phrases
        if phrase.is_root or _is_main(sentence, phrase) or _is_asked_for(sentence, phrase)
    )


def _is_contrast(sentence: Sentence, phrase: Bunsetsu) -> bool:
    """Whether a negation only says what takes its place (国ではなく、市町村が)."""
    return not phrase.is_root and _CONTRAST.search(sentence.text, phrase.start, phrase.end) is not None


def _is_main(sentence: Sentence, phrase: Bunsetsu) -> bool:
    """Whether a predicate stands beside the last one, and is not its circumstance."""
    active = sentence.active[phrase.index]
    return active and phrase.is_predicate and not phrase.is_adnominal


def _is_asked_for(sentence: Sentence, phrase: Bunsetsu) -> bool:
    """Whether it hangs, over nothing but words that ask (求める, こと, 必要), on the root."""
    for _ in sentence.phrases:
        if phrase.is_root:
            return True
        phrase = sentence.phrases[phrase.parent]
        if not (is_light(phrase.head) or phrase.head.lemma in _acts().asking):
            return False
    return False
