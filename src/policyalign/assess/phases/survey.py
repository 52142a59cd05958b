"""What all kinds of faults are looked for in: the measures of a run, what ties them, what they answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from policyalign.assess.measures.answers import Answers, Key, proposals_of
from policyalign.assess.measures.records import Measure
from policyalign.assess.measures.dependencies import Reliance
from policyalign.assess.measures.words import Tie
from policyalign.assess.phases.records import PhaseSettings


@dataclass(frozen=True)
class Survey:
    """``ties`` and ``reliances`` hold indices into ``measures``."""

    measures: tuple[Measure, ...]
    ties: tuple[Tie, ...]
    reliances: tuple[Reliance, ...]
    answers: tuple[Answers, ...]
    settings: PhaseSettings
    unread_plans: tuple[str, ...] = ()
    old_plans: frozenset[str] = frozenset()

    @cached_property
    def answered(self) -> Mapping[Key, tuple[str, ...]]:
        """By measure, the proposals that it answers."""
        return proposals_of(self.answers)

    @cached_property
    def tied(self) -> Mapping[int, frozenset[int]]:
        """By measure, the measures that are about the same thing, or that it is tied to by name."""
        ties: dict[int, set[int]] = {}
        pairs = [(tie.first, tie.second) for tie in self.ties]
        pairs += [(use.user, use.supplier) for use in self.reliances]
        for one, other in pairs:
            ties.setdefault(one, set()).add(other)
            ties.setdefault(other, set()).add(one)
        return {index: frozenset(found) for index, found in ties.items()}

    def proposals(self, *indices: int) -> tuple[str, ...]:
        """The proposals that one of these measures answers and all of them may answer."""
        keys = {self.key(index) for index in indices}
        return tuple(
            answer.proposal_id
            for answer in self.answers
            if keys & (taken := _keys(answer.measures)) and keys <= taken | _keys(answer.possible)
        )

    def key(self, index: int) -> Key:
        measure = self.measures[index]
        return measure.plan_id, measure.key


def _keys(measures: Sequence[Measure]) -> set[Key]:
    return {(measure.plan_id, measure.key) for measure in measures}
