"""In which order overlaps are told."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from policyalign.assess.measures.answers import key_of
from policyalign.assess.overlaps.records import Overlap, Relation
from policyalign.domain import Measure

_ORDER: tuple[Relation, ...] = ("duplicate", "similar", "complement")


def most_useful_first(overlaps: Iterable[Overlap], measures: Sequence[Measure]) -> list[Overlap]:
    """What is certain before what is to be checked, then by relation; what is co-ordinated already comes after what is
    not; then by probability, and in the order of the measures."""
    place = {measure_key: index for index, measure_key in enumerate(map(key_of, measures))}
    return sorted(overlaps, key=lambda one: (*_usefulness(one), *(place[key] for key in one.keys)))


def _usefulness(overlap: Overlap) -> tuple[bool, int, bool, float]:
    return (
        overlap.confidence != "certain",
        _ORDER.index(overlap.relation),
        overlap.coordination is not None,
        -round(overlap.probability, 6),
    )
