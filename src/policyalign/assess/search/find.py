"""Finds the passages that say a query: as it is written, spelled otherwise, or in the same words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from policyalign.assess.search.records import HOWS, Hit, How
from policyalign.domain import Passage, Plan
from policyalign.text.normalize import nfkc_key

_CONTENT = ("名詞", "動詞", "形容詞", "形状詞", "副詞")

Words = Callable[[str], Sequence[str]]


def search(query: str, plans: Iterable[Plan], words: Words | None = None) -> tuple[Hit, ...]:
    """The passages that say ``query``: the closest in wording first, then in the order of the plans and pages.

    ``words`` splits the query into normalized words (by default Sudachi, as passages are split). Nothing is found
    for a query of blanks.
    """
    wanted = query.strip()
    if not nfkc_key(wanted):
        return ()
    asked = frozenset((words or sudachi_words)(wanted))
    hits = (_hit(passage, wanted, asked) for plan in plans for passage in plan.passages)
    return tuple(sorted((hit for hit in hits if hit), key=lambda hit: HOWS.index(hit.how)))


def sudachi_words(text: str) -> tuple[str, ...]:
    """The content words of a text in their normalized forms.

    >>> sudachi_words("量子計算機の附属")
    ('量子', '計算機', '付属')
    """
    from sudachipy import Dictionary, SplitMode

    tokens = Dictionary().create(SplitMode.C).tokenize(text)
    return tuple(one.normalized_form() for one in tokens if one.part_of_speech()[0] in _CONTENT)


def _hit(passage: Passage, wanted: str, asked: frozenset[str]) -> Hit | None:
    key = nfkc_key(wanted).casefold()
    tests: dict[How, Callable[[str], bool]] = {
        "exact": lambda text: wanted in text,
        "folded": lambda text: key in nfkc_key(text).casefold(),
    }
    sentences = passage.quoted_sentences
    for how, says in tests.items():
        if says(passage.text):
            return Hit(passage, how, next(filter(says, sentences), passage.quotation.strip()))
    if asked and asked <= set(passage.terms):
        return Hit(passage, "words", max(sentences, key=lambda text: sum(word in text for word in asked)))
    return None
