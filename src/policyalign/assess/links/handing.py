"""Results that are handed over by name, to a measure or to a ministry: …を「○○事業」に導出する, ○○省へ引き継ぐ."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from policyalign.assess.measures.dependencies import SHORTEST_NAME
from policyalign.assess.measures.handing_over import HANDS_OVER
from policyalign.assess.survey import Survey
from policyalign.grouping import grouped
from policyalign.segment.ministries import ministries
from policyalign.text.normalize import nfkc_key

FEWEST_SHARED = 2
"""Rare words that a measure of the ministry named must share: it has many others."""

_HANDS = re.compile(HANDS_OVER)
_NOT = re.compile(r"[^。、]{0,4}?(?:ない|ず)")
_MINISTRY = re.compile(r"(?:[一-鿿]{1,6}(?:省|庁)|内閣府|内閣官房)$")
_LONGEST = 80
"""Characters before the verb that are looked through for a name."""


@dataclass(frozen=True, slots=True)
class HandingOver:
    """The measure ``source`` hands over to ``user``, both as indices; ``name`` is what it names, a measure or, with
    ``by_ministry``, a ministry, ``phrase`` the wording."""

    source: int
    user: int
    name: str
    phrase: str
    by_ministry: bool


def find_handings(survey: Survey) -> Iterator[HandingOver]:
    """All of them between two plans, in the order of the sources. A ministry has many measures: one that it is in
    charge of takes over only what it is about, too."""
    named = grouped((name, index) for index, one in enumerate(survey.measures) if (name := nfkc_key(one.name)))
    lengths = sorted({len(name) for name in named if len(name) >= SHORTEST_NAME}, reverse=True)
    for source, measure in enumerate(survey.measures):
        for text in map(nfkc_key, measure.text.splitlines()):
            for found in _HANDS.finditer(text):
                before = text[max(0, found.start() - _LONGEST) : found.start()]
                if _NOT.match(text, found.end()):
                    continue
                name = next((before[-one:] for one in lengths if before[-one:] in named), "")
                ministry = _MINISTRY.search(before)
                users = named[name] if name else _of_ministry(survey, source, ministry[0]) if ministry else ()
                told = name or (ministry[0] if ministry else "")
                for user in users:
                    if survey.measures[user].plan_id != measure.plan_id:
                        yield HandingOver(source, user, told, told + found.group(), not name)


def _of_ministry(survey: Survey, source: int, named: str) -> list[int]:
    """The measures that the ministry named is in charge of and that are about the same thing."""
    wanted, rare, name = ministries([named]), survey.words.rare(source), survey.measures[source].name
    shared = grouped((other, term) for term in sorted(rare) for other in survey.holders[term])
    return [
        other
        for other, terms in sorted(shared.items())
        if len(terms) >= FEWEST_SHARED
        and wanted & ministries(survey.measures[other].actors)
        and any(term in name and term in survey.measures[other].name for term in terms)
    ]
