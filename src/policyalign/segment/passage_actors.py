"""Who acts in a passage (主体): ministries and listed bodies, and beside them whoever else is named."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from policyalign.domain import Passage
from policyalign.segment.actors import find_actors, mentioned_bodies
from policyalign.segment.parties import calls_for, find_parties
from policyalign.segment.roles import topic_heading
from policyalign.segment.said import Said, are_of_document


def passage_actors(
    passage: Passage, said: Sequence[Said], known: Collection[str]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The listed bodies and the general names that act in the sentences; where nobody does, the bodies that the
    heading names (…の促進【国土交通省】)."""
    bodies: list[str] = []
    parties: list[str] = []
    if are_of_document(said):
        return (), ()
    for one in said:
        text, phrases = one.sentence.text, one.sentence.phrases
        bodies.extend(find_actors(text, phrases))
        if not passage.is_aside:
            reports = not calls_for(one.sentence, one.role)
            listed, general = find_parties(one.sentence, mentioned_bodies(text, phrases), known, reports=reports)
            bodies.extend(listed)
            parties.extend(general)
    if not (bodies or parties):
        bodies.extend(find_actors(topic_heading(passage.section_path)))
    return tuple(dict.fromkeys(bodies)), tuple(dict.fromkeys(parties))
