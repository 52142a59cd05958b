"""What all questions are asked of: the measures (施策) of a run, what ties them, what they answer.

Made once per run; what a question does not ask for is not worked out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import permutations
from typing import TYPE_CHECKING

from policyalign.assess.gaps.records import GapMatrix
from policyalign.assess.measures.answers import Answers, Key, find_answers, key_of
from policyalign.assess.measures.dependencies import Dependency, find_dependencies
from policyalign.assess.measures.words import SharedSubject, Words
from policyalign.config import AssessSettings
from policyalign.domain import Measure, Plan
from policyalign.grouping import grouped, grouped_sets
from policyalign.match.term_statistics import TermStatistics, load_term_statistics

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True)
class Survey:
    """``measures`` are those of all plans that announce something; faults, overlaps and links are looked for
    among them, and the others refer to them by index. ``every_measure`` holds the rest, too: see
    :func:`~policyalign.segment.measures.read_measures`.

    ``settings`` say when a plan was read well enough to conclude anything from what was not found in it,
    ``background`` which words are rare beyond the plans of the run; ``missing`` counts plans that could not be
    read at all. ``vectors`` are two rows of length one per measure, of text and heading, or None where nothing
    was encoded.
    """

    matrix: GapMatrix
    every_measure: tuple[Measure, ...]
    settings: AssessSettings = field(default_factory=AssessSettings)
    background: TermStatistics = field(default_factory=load_term_statistics)
    missing: int = 0
    vectors: tuple[NDArray[np.float32], NDArray[np.float32]] | None = None

    @property
    def plans(self) -> tuple[Plan, ...]:
        return self.matrix.plans

    @cached_property
    def measures(self) -> tuple[Measure, ...]:
        return tuple(one for one in self.every_measure if one.planned)

    @cached_property
    def words(self) -> Words:
        """The words of the measures with their weights."""
        return Words(self.measures, self.background)

    @cached_property
    def shared_subjects(self) -> tuple[SharedSubject, ...]:
        """The pairs of measures about the same thing (対象)."""
        return self.words.shared_subjects()

    @cached_property
    def dependencies(self) -> tuple[Dependency, ...]:
        """Which measure names another as what it uses or waits for."""
        return find_dependencies(self.measures, self.words)

    @cached_property
    def answers(self) -> tuple[Answers, ...]:
        """What answers each proposal that a plan can take up."""
        return tuple(find_answers(self.matrix, self.every_measure, self.settings))

    @cached_property
    def taken_up(self) -> Mapping[Key, tuple[str, ...]]:
        """By measure, the proposals whose 対応 or 一部対応 stands on it."""
        return grouped((key_of(one), answer.proposal_id) for answer in self.answers for one in answer.measures)

    @cached_property
    def answered(self) -> Mapping[Key, tuple[str, ...]]:
        """By measure, the proposals that it likely answers."""
        return grouped((key_of(one), answer.proposal_id) for answer in self.answers for one in answer.likely)

    @cached_property
    def near(self) -> Mapping[int, frozenset[int]]:
        """By measure, those about the same thing or tied to it by name."""
        pairs = [(one.first, one.second) for one in self.shared_subjects]
        pairs += [(use.dependent, use.provider) for use in self.dependencies]
        return grouped_sets(ways for pair in pairs for ways in permutations(pair, 2))

    @cached_property
    def holders(self) -> Mapping[str, frozenset[int]]:
        """By rare word, the measures that hold it."""
        return grouped_sets((term, index) for index in range(len(self.measures)) for term in self.words.rare(index))

    @cached_property
    def half_read(self) -> frozenset[str]:
        """The plans of which so many pages were not read, or by recognition (OCR) only, or are not in the file, that
        what takes a fault back may stand there."""
        limit = self.settings.unread_share_limit
        doubted = ((one, len(one.unread_pages), len(one.recognised_pages)) for one in self.plans)
        parts = () if self.settings.excerpts else (one.id for one in self.plans if one.excerpt is not None)
        return frozenset((*(one.id for one, *pages in doubted if sum(pages) > limit * one.page_count), *parts))

    @property
    def incomplete(self) -> bool:
        """Whether any page or plan was not read, or by recognition (OCR) only."""
        return self.missing > 0 or any(plan.unread_pages or plan.recognised_pages for plan in self.plans)

    def key(self, index: int) -> Key:
        return key_of(self.measures[index])
