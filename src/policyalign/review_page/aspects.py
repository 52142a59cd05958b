"""What a proposal asks for (求めの四つの側面): act, object, actor and degree, as far as its words tell them.

This is an aid for the eye of the reviewer. The verdicts of the machine rest on :mod:`policyalign.segment.requests`,
which reads sentences in full; the words here are found by the particle を and need no language model.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Any, NamedTuple

from policyalign.domain import Proposal
from policyalign.match.degree import degree_wordings
from policyalign.review_page.records import Aspects
from policyalign.segment.requests import asks, request_sentences


class Word(NamedTuple):
    """A word with its part of speech (Sudachi's first and third) and dictionary form."""

    surface: str
    pos: str
    kind: str
    base: str


_IN_OBJECT = ("名詞", "接頭辞", "接尾辞", "形状詞", "代名詞", "記号")
_JOINING = frozenset("のとや・／/『』「」（）()－-なへ")
_DO = ("する", "す", "為る")
_CARRIERS = frozenset(("図る", "行う", "おこなう", "進める", "促す", "目指す", "取り組む", "努める"))
"""Verbs that only carry the act named before them: 強化を図る."""


def read_aspects(proposal: Proposal) -> Aspects:
    """The aspects of a proposal, from the sentences that ask or, where none does, from all."""
    sentences = request_sentences(proposal.text)
    asked = [one.strip() for one in sentences if asks(one)] or [one.strip() for one in sentences]
    doings = dict.fromkeys(doing for sentence in asked for doing in doings_of(_words(sentence)))
    return Aspects(tuple(doings), proposal.actors, degree_wordings("".join(asked)), tuple(asked))


def doings_of(words: Sequence[Word]) -> Iterator[tuple[str, str]]:
    """Objects with what is to be done to them, in the order of the text. A sentence without を that ends in the name
    of an act (投資の拡大) gives that."""
    found = False
    for place, word in enumerate(words):
        if word.pos == "助詞" and word.surface in ("を", "に"):
            act = _act(words[place + 1 :])
            if act and (word.surface == "を" or act in _CARRIERS):
                found = True
                yield _carried(words[_start(words, place) : place], word.surface, act)
    if not found and words and words[-1].kind == "サ変可能":
        yield _text(_before_no(words[_start(words, len(words)) : -1])), words[-1].surface


def _act(following: Sequence[Word]) -> str:
    """The first verb, or the name of an act that something is done by (評価する, 評価、), up to the next object."""
    nouns = ""
    for word, after in zip(following, (*following[1:], None), strict=True):
        if word.surface == "を":
            return ""
        if word.pos == "動詞":
            return nouns if word.base in _DO and nouns else word.base
        if word.kind == "サ変可能" and (after is None or after.pos not in (*_IN_OBJECT, "助詞")):
            return nouns + word.surface if word.pos == "接尾辞" else word.surface
        nouns = nouns + word.surface if word.pos in _IN_OBJECT else ""
    return ""


def _carried(words: Sequence[Word], particle: str, act: str) -> tuple[str, str]:
    """The object and its act; of 人材の育成を図る that is 育成."""
    if act in _CARRIERS and len(words) > 1 and words[-1].kind == "サ変可能":
        rest = _before_no(words[:-1])
        if rest:
            return _text(rest), f"{words[-1].surface}{particle}{act}"
    return _text(words), act


def _before_no(words: Sequence[Word]) -> Sequence[Word]:
    return words[:-1] if words and words[-1].surface == "の" else words


def _start(words: Sequence[Word], end: int) -> int:
    """Where the nouns begin that stand before ``end``."""
    start = end
    while start and words[start - 1].surface != "ため" and _belongs(words[start - 1], words[start - 2 : start - 1]):
        start -= 1
    while start < end and words[start].surface in _JOINING - {"『", "「", "（"}:
        start += 1
    return start


def _belongs(word: Word, before: Sequence[Word]) -> bool:
    """Whether a word goes on with the nouns behind it; 、 does between nouns."""
    if word.surface in "、，":
        return bool(before) and before[0].pos in _IN_OBJECT
    return word.pos in _IN_OBJECT or word.surface in _JOINING


def _text(words: Iterable[Word]) -> str:
    """The words in a row, without a bracket that opens or closes nothing."""
    text = "".join(word.surface for word in words)
    for opening, closing in ("『』", "「」", "（）", "()"):
        if text.count(opening) != text.count(closing):
            text = text.replace(opening, "").replace(closing, "")
    return text


@cache
def _tokenizer() -> Any:
    from sudachipy import Dictionary, SplitMode

    return Dictionary().create(SplitMode.C)


def _words(sentence: str) -> list[Word]:
    told = ((one.surface(), one.part_of_speech(), one.dictionary_form()) for one in _tokenizer().tokenize(sentence))
    return [Word(surface, pos[0], pos[2], base) for surface, pos, base in told]
