"""Finds the passages that say a query: as it is written, spelled otherwise, or in the same words."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Sequence

from policyalign.assess.search.query import Term, Words, read_query, sudachi_words
from policyalign.assess.search.records import HOWS, Hit, How
from policyalign.domain import Passage, Plan
from policyalign.text.spelling import spelling_key, spelling_pattern

Says = Callable[[str, Term], bool]


def search(
    query: str, plans: Iterable[Plan], words: Words | None = None, hows: Collection[How] = HOWS
) -> tuple[Hit, ...]:
    """The passages that say ``query``: the closest in wording first, then in the order of the plans and pages.

    ``words`` splits the query into normalized words (by default Sudachi, as passages are split); ``hows`` are the ways
    that count. Nothing is found for a query of blanks.
    """
    terms = read_query(query, (words or sudachi_words) if "words" in hows else None)
    hits = (_hit(passage, terms, hows) for plan in plans for passage in plan.passages) if terms else ()
    return tuple(sorted((hit for hit in hits if hit), key=lambda hit: HOWS.index(hit.how)))


def _hit(passage: Passage, terms: Sequence[Term], hows: Collection[How]) -> Hit | None:
    if "exact" in hows and (sentence := _saying(passage, terms, _is_written)):
        return Hit(passage, "exact", sentence)
    key = spelling_key(passage.text)
    if "folded" in hows and all(term.spelling.search(key) for term in terms):
        sentence = _saying(passage, terms, _is_spelled)
        if sentence:
            return Hit(passage, "folded", sentence)
    if "words" in hows and all(term.spelling.search(key) or _has_words(passage, key, term) for term in terms):
        return Hit(passage, "words", max(passage.quoted_sentences, key=lambda text: _share(text, terms)))
    return None


def _saying(passage: Passage, terms: Sequence[Term], says: Says) -> str:
    """The first sentence that says all terms; the whole where only the whole does and is one piece: a row of a table
    with the heads of its columns, or any text for a single term, which may run on from sentence to sentence."""

    def says_all(text: str) -> bool:
        return all(says(text, term) for term in terms)

    if not says_all(passage.text):
        return ""
    whole = passage.quotation.strip() if passage.cells or len(terms) == 1 else ""
    return next(filter(says_all, passage.quoted_sentences), whole)


def _is_written(text: str, term: Term) -> bool:
    return term.text in text


def _is_spelled(text: str, term: Term) -> bool:
    return term.spelling.search(spelling_key(text)) is not None


def _has_words(passage: Passage, key: str, term: Term) -> bool:
    """Whether all words of the term stand in the passage; numbers, which are no words of a passage, in its key."""
    missing = term.words.difference(passage.terms)
    return bool(term.words) and all(word.isdecimal() and re.search(spelling_pattern(word), key) for word in missing)


def _share(sentence: str, terms: Sequence[Term]) -> int:
    """How much of the query stands in a sentence."""
    key = spelling_key(sentence)
    return sum(bool(term.spelling.search(key)) + sum(word in sentence for word in sorted(term.words)) for term in terms)
