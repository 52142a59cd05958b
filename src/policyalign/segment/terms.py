"""Content words (内容語) of a sentence in Sudachi's normalized form: what lexical matching compares."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from policyalign.domain import Token
from policyalign.segment.lexicon import WordLists, load_lexicon

_CONTENT = frozenset(("NOUN", "PROPN", "VERB", "ADJ"))
_KANJI_DIGITS = frozenset("〇一二三四五六七八九十百千万億兆")


def content_terms(tokens: Sequence[Token]) -> tuple[str, ...]:
    """Normalized nouns, verbs and adjectives, in order, without numbers and the words of every sentence."""
    return tuple(token.normalized for token in tokens if is_content(token))


def is_content(token: Token) -> bool:
    """Whether a word is among the content terms."""
    return token.pos in _CONTENT and token.normalized not in stopwords() and _is_wordlike(token.normalized)


@cache
def stopwords() -> frozenset[str]:
    """The words of every sentence (する, ため, 時), which are no terms."""
    return load_lexicon("stopwords.yaml", WordLists)["stopwords"]


def _is_wordlike(word: str) -> bool:
    """Not a number, nor a mark that the tagger takes for a noun."""
    return any(char.isalpha() and char not in _KANJI_DIGITS for char in word)
