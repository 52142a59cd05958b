"""What a sentence asks about (求めの対象): its compound nouns, without the acts at their end.

「実行計画の策定に財政支援を」 is about 実行計画; 策定 and 財政支援 are what is to be done with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from policyalign.domain import Token
from policyalign.segment.activity import is_light
from policyalign.segment.acts import is_asking, kinds_of
from policyalign.segment.terms import is_content

_WORD = re.compile(r"[一-龠々ァ-ヶーA-Za-z0-9Ａ-Ｚａ-ｚ]+")


@dataclass(frozen=True, slots=True)
class Matter:
    """A compound noun as printed, and its normalized terms in order."""

    text: str
    terms: tuple[str, ...]


def matters(sentence: str, tokens: Sequence[Token]) -> Iterator[Matter]:
    """The compound nouns of an analysed sentence: runs of nouns that stand side by side."""
    run: list[Token] = []
    for token in tokens:
        noun = token.pos in ("NOUN", "PROPN") and is_content(token) and _WORD.fullmatch(token.surface) is not None
        if run and (not noun or token.start != _end(run[-1])):
            yield from _matter(sentence, run)
            run = []
        if noun:
            run.append(token)
    yield from _matter(sentence, run)


def _matter(sentence: str, run: list[Token]) -> Iterator[Matter]:
    while run and (kinds_of(run[-1].normalized) or is_asking(run[-1].normalized) or is_light(run[-1])):
        run = run[:-1]
    if run:
        yield Matter(sentence[run[0].start : _end(run[-1])], tuple(token.normalized for token in run))


def _end(token: Token) -> int:
    return token.start + len(token.surface)
