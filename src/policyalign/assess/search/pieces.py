"""The sentences of a plan that may be near to a query, and the pieces by which they are compared with it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from policyalign.domain import Passage, Plan

SHORTEST = 20
"""Characters. Shorter ones are headings, names and labels (農林水産省, 救助・救護に関する事項), whose vectors lie near
to anything: they came first for most queries on subjects that no document had."""
_CLAUSE, _REST = 15, 8
_AT_COMMA = re.compile("(?<=[、；：])")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with the ``words`` in it, in their normalized forms; ``shown`` is how it stands in the file, and
    ``pieces`` are itself and its clauses."""

    passage: Passage
    shown: str
    pieces: tuple[str, ...]
    words: frozenset[str]


def sentences_of(plan: Plan) -> Iterator[Sentence]:
    """The sentences of a plan that are long enough to be about something."""
    for passage in plan.passages:
        spans = passage.sentences or ((0, len(passage.text)),)
        words = [frozenset(term for term, _ in terms) for terms in passage.directed_terms] or [frozenset(passage.terms)]
        for (start, end), known in zip(spans, words, strict=True):
            text = passage.text[start:end].strip()
            if len(text) >= SHORTEST:
                yield Sentence(passage, passage.quoted(start, end).strip(), (text, *_clauses(text)), known)


def _clauses(sentence: str) -> list[str]:
    """The parts of a sentence between its commas, each of some length."""
    parts, open_part = [], ""
    for part in _AT_COMMA.split(sentence):
        open_part += part
        if len(open_part) >= _CLAUSE:
            parts.append(open_part)
            open_part = ""
    if open_part and parts and len(open_part) < _REST:
        parts[-1] += open_part
    elif open_part:
        parts.append(open_part)
    return parts
