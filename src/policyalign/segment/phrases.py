"""Phrases (文節) with content words: what of two texts is held against each other in an explanation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from policyalign.domain import Passage, Token
from policyalign.segment.bunsetsu import Bunsetsu, bunsetsu
from policyalign.segment.terms import content_terms

_BRACKETS = "「」『』（）()・ "


@dataclass(frozen=True, slots=True)
class Phrase:
    """A bunsetsu without its particles, and the normalized content words in it."""

    text: str
    terms: tuple[str, ...]
    from_profile: bool = False


def phrases_of_text(sentence: str, tokens: Sequence[Token], from_profile: bool = False) -> tuple[Phrase, ...]:
    """The phrases of an analysed sentence that hold content words."""
    found = ((sentence[slice(*_span(sentence, one))], content_terms(one.tokens)) for one in bunsetsu(tokens))
    return tuple(Phrase(text, terms, from_profile) for text, terms in found if terms and text)


def phrase_spans(sentence: str, phrases: Sequence[Bunsetsu], offset: int) -> list[tuple[int, int, int]]:
    """The same as they are kept in ``Passage.phrases``, for a sentence that begins at ``offset``."""
    spans = []
    for one in phrases:
        count = len(content_terms(one.tokens))
        if count:
            start, end = _span(sentence, one)
            spans.append((start + offset, end + offset, count))
    return spans


def phrases_of_passage(passage: Passage) -> tuple[Phrase, ...]:
    """The phrases of an annotated passage."""
    found, place = [], 0
    for start, end, count in passage.phrases:
        if end > start:
            found.append(Phrase(passage.text[start:end], passage.terms[place : place + count]))
        place += count
    return tuple(found)


def _span(sentence: str, phrase: Bunsetsu) -> tuple[int, int]:
    """From its first word to its head, without brackets around."""
    text = sentence[phrase.start : phrase.head.start + len(phrase.head.surface)]
    start = phrase.start + len(text) - len(text.lstrip(_BRACKETS))
    return start, max(start, phrase.start + len(text.rstrip(_BRACKETS)))
