"""What exit links are looked for in: the measures of a run, what ties them, and how one may name another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from policyalign.assess.links.records import Citation, Target
from policyalign.assess.measures.answers import Answers
from policyalign.assess.measures.ministries import ministries
from policyalign.assess.measures.records import Measure
from policyalign.assess.measures.dependencies import SHORTEST_NAME, Reliance
from policyalign.assess.measures.words import Tie, Words
from policyalign.text.normalize import nfkc_key


@dataclass(frozen=True)
class Material:
    """``ties`` and ``reliances`` hold indices into ``measures``. ``incomplete`` says that a page or a plan
    was not read."""

    measures: tuple[Measure, ...]
    words: Words
    ties: tuple[Tie, ...]
    reliances: tuple[Reliance, ...]
    answers: tuple[Answers, ...]
    plans: int
    unread_plans: frozenset[str]
    incomplete: bool
    cited: Mapping[tuple[str, str], Mapping[str, str]]

    @cached_property
    def holders(self) -> Mapping[str, frozenset[int]]:
        """By rare word, the measures that hold it."""
        found: defaultdict[str, set[int]] = defaultdict(set)
        for index in range(len(self.measures)):
            for term in self.words.rare(index):
                found[term].add(index)
        return {term: frozenset(indices) for term, indices in found.items()}

    @cached_property
    def near(self) -> Mapping[int, frozenset[int]]:
        """By measure, those about the same thing or tied to it by name."""
        pairs = [(tie.first, tie.second) for tie in self.ties]
        pairs += [(use.user, use.supplier) for use in self.reliances]
        found: defaultdict[int, set[int]] = defaultdict(set)
        for one, other in pairs:
            found[one].add(other)
            found[other].add(one)
        return {index: frozenset(others) for index, others in found.items()}

    def proposals(self, *indices: int) -> tuple[str, ...]:
        """The proposals that all of these measures answer."""
        keys = {(self.measures[index].plan_id, self.measures[index].key) for index in indices}
        return tuple(
            answer.proposal_id
            for answer in self.answers
            if keys <= {(one.plan_id, one.key) for one in answer.measures}
        )

    def naming(self, first: int, second: int) -> tuple[str, str]:
        """How one of two measures names the other, as a code with the wording; two empty texts where neither
        does."""
        for one, other in ((first, second), (second, first)):
            told = self._named_by(self.measures[one], self.measures[other])
            if told[0]:
                return told
        shared = ministries(self.measures[first].actors) & ministries(self.measures[second].actors)
        return ("named_ministry", "・".join(sorted(shared))) if shared else ("", "")

    def _named_by(self, measure: Measure, other: Measure) -> tuple[str, str]:
        if len(other.name) >= SHORTEST_NAME and other.name in nfkc_key(measure.text):
            return "named_measure", other.heading
        for passage in measure.passages:
            name = self.cited.get((measure.plan_id, passage), {}).get(other.plan_id)
            if name:
                return "named_plan", name
        return "", ""


def cited_plans(
    citations: Iterable[Citation], targets: Mapping[str, Target]
) -> dict[tuple[str, str], dict[str, str]]:
    """By plan and passage, the other plans of the run that it cites, with the wording."""
    found: dict[tuple[str, str], dict[str, str]] = {}
    for one in citations:
        plan_id = targets[one.target].plan_id
        if plan_id and plan_id != one.plan_id:
            found.setdefault((one.plan_id, one.passage_id), {}).setdefault(plan_id, one.name)
    return found
