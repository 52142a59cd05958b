"""The content of ``terms.json``: how common terms are, and the terms of the profiles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from policyalign.lab.fitting.collection import Project, sentences_of
from policyalign.match.profiles import Profile
from policyalign.match.term_statistics import TermStatistics, term_shares
from policyalign.segment.terms import content_terms
from policyalign.workers import Worker

RAREST = 5
"""Terms held by fewer documents of the background count as held by one."""


def profile_terms(language: Worker, profiles: Mapping[str, Profile]) -> dict[str, dict[str, float]]:
    """The share (0–1) of a profile's sentences that hold each term, by fingerprint."""
    return {key: term_shares(_terms_of(language, profile.does)) for key, profile in sorted(profiles.items())}


def count_terms(language: Worker, projects: Iterable[Project]) -> TermStatistics:
    """In how many project descriptions (name, purpose, overview) each term occurs."""
    frequencies: Counter[str] = Counter()
    documents = total = 0
    for project in projects:
        terms = [term for part in _terms_of(language, sentences_of(project)) for term in part]
        frequencies.update(set(terms))
        documents, total = documents + 1, total + len(terms)
    kept = {term: count for term, count in sorted(frequencies.items()) if count >= RAREST}
    return TermStatistics(documents, round(total / documents, 1), kept)


def _terms_of(language: Worker, sentences: Sequence[str]) -> list[list[str]]:
    return [list(content_terms(tokens)) for tokens in language.call("analyse", list(sentences))]
