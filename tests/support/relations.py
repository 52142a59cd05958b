"""Traits of small measures, with vectors made of their words instead of an encoder's."""

from __future__ import annotations

from dataclasses import replace

from policyalign.assess.overlaps.traits import Traits, read_traits
from policyalign.match.term_statistics import TermStatistics

from support.overlaps import word_vectors
from support.schedules import Measure, plan
from support.surveys import planned_measures

BACKGROUND = TermStatistics(1000, frequencies={"施策": 400, "衛星": 40, "画像": 60, "港": 20, "船": 15})


def traits(*measures: Measure) -> tuple[Traits, ...]:
    """The traits of measures, in order; the words of a heading are taken to be its pairs of characters."""
    read = planned_measures(plan("a", *measures))
    assert len(read) == len(measures)
    headings = [replace(one, terms=dict.fromkeys(_pairs(one.heading), 1)) for one in read]
    return read_traits(read, word_vectors(read), word_vectors(headings), BACKGROUND)


def _pairs(text: str) -> list[str]:
    return [text[start : start + 2] for start in range(len(text) - 1)]
