"""What is asked for: words, each of which must be said, and phrases (「…」) that must be said as one piece."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING

from policyalign.segment.terms import stopwords
from policyalign.text.spelling import spelling_pattern

if TYPE_CHECKING:
    from sudachipy import Morpheme, Tokenizer

_TERM = re.compile('「([^」]*)」?|"([^"]*)"?|“([^”]*)”?|([^\\s「"“]+)')
_CONTENT = ("名詞", "動詞", "形容詞", "形状詞", "副詞")
_AFFIXES = ("接頭辞", "接尾辞")

Words = Callable[[str], Sequence[str]]


@dataclass(frozen=True, slots=True)
class Term:
    """A wording of a query, the pattern of its spellings, and its words in their normalized forms; those of a phrase
    are none: it is only found as it is written or spelled otherwise."""

    text: str
    spelling: re.Pattern[str]
    words: frozenset[str]


def read_query(query: str, words: Words | None = None) -> tuple[Term, ...]:
    """The terms of a query; those of signs and blanks alone are none. ``words`` splits a text into normalized words;
    without it no term has any.

    >>> [term.text for term in read_query("衛星 「測位 補強」")]
    ['衛星', '測位 補強']
    """
    terms = []
    for *phrases, word in _TERM.findall(query):
        text = (word or "".join(phrases)).strip()
        if pattern := spelling_pattern(text):
            terms.append(Term(text, re.compile(pattern), frozenset(words(text)) if words and word else frozenset()))
    return tuple(dict.fromkeys(terms))


def sudachi_words(text: str) -> tuple[str, ...]:
    """The content words of a text in their normalized forms, and its numbers; without the words of every sentence.

    >>> sudachi_words("量子計算機の附属を2030年に移転する")
    ('量子', '計算機', '付属', '2030', '移転')
    """
    words = (token.normalized_form() for token in _tokens(text) if _is_content(token))
    return tuple(word for word in words if word not in stopwords())


def parts_of(text: str) -> tuple[str, ...]:
    """What a wording is made of, between its particles; a single compound, its words. None for a single word.

    >>> parts_of("給食の無償化"), parts_of("量子センシング"), parts_of("衛星")
    (('給食', '無償化'), ('量子', 'センシング'), ())
    """
    grouped = groupby(_tokens(text), key=lambda token: _is_content(token) or token.part_of_speech()[0] in _AFFIXES)
    groups = [list(tokens) for inside, tokens in grouped if inside]
    parts = ["".join(token.surface() for token in tokens) for tokens in groups]
    if len(parts) == 1:
        parts = [token.surface() for token in groups[0] if _is_content(token)]
    return tuple(parts) if len(parts) > 1 else ()


def _is_content(token: Morpheme) -> bool:
    return token.part_of_speech()[0] in _CONTENT


def _tokens(text: str) -> Iterator[Morpheme]:
    yield from _tokenizer().tokenize(text)


@cache
def _tokenizer() -> Tokenizer:
    from sudachipy import Dictionary, SplitMode

    return Dictionary().create(SplitMode.C)
