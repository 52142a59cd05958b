"""The sentences of a passage with what each of them says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from policyalign.domain import Interval, Passage
from policyalign.segment.activity import Sentence
from policyalign.segment.endings import is_of_document, sentence_role
from policyalign.segment.roles import announces_measures
from policyalign.segment.targets import find_targets
from policyalign.values import Role


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence with its offset in the passage, its role, its numeric targets, and the times at which what
    it announces takes place (offsets in the sentence)."""

    sentence: Sentence
    offset: int
    role: Role
    targets: tuple[str, ...]
    times: tuple[Interval, ...] = ()

    @property
    def announces(self) -> bool:
        """Whether it tells what is done or reached, and not only what is wrong or called for."""
        return self.role not in ("issue", "principle")


def read_sentences(passage: Passage, sentences: Sequence[Sentence]) -> Iterator[Said]:
    """What the sentences of a passage say, before any time is chosen."""
    among_measures = announces_measures(passage.section_path)
    for sentence, (offset, _) in zip(sentences, passage.sentences, strict=True):
        targets = find_targets(sentence)
        role = sentence_role(sentence, has_target=bool(targets), among_measures=among_measures)
        yield Said(sentence, offset, role, targets)


def are_of_document(said: Sequence[Said]) -> bool:
    """Whether all sentences are only about the document itself."""
    return bool(said) and all(is_of_document(one.sentence.text) for one in said)


def times_of(said: Sequence[Said]) -> Iterator[Interval]:
    """The times of all sentences with offsets in the passage."""
    return (interval_at(time, one.offset) for one in said for time in one.times)


def interval_at(interval: Interval, offset: int) -> Interval:
    """A time of a sentence with offsets in the passage, where the sentence stands at ``offset``."""
    return replace(interval, span=(interval.span[0] + offset, interval.span[1] + offset))
