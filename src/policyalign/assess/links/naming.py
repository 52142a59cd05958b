"""How one measure names another: by its name, by its plan, by its ministry."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from policyalign.assess.links.records import Citation, Named, Target
from policyalign.assess.measures.dependencies import SHORTEST_NAME
from policyalign.domain import Measure
from policyalign.segment.ministries import ministries
from policyalign.text.normalize import nfkc_key


class Naming:
    """Tells it of pairs of measures, given as indices."""

    def __init__(
        self, measures: Sequence[Measure], citations: Iterable[Citation], targets: Mapping[str, Target]
    ) -> None:
        self._measures = measures
        self._cited: dict[tuple[str, str], dict[str, str]] = {}
        for one in citations:
            plan_id = targets[one.target].plan_id
            if plan_id and plan_id != one.plan_id:
                cited = self._cited.setdefault((one.plan_id, one.passage_id), {})
                cited.setdefault(plan_id, one.name)

    def between(self, first: int, second: int) -> tuple[Named, str]:
        """How one of two measures names the other, as a code with the wording; two empty texts where neither
        does."""
        for one, other in ((first, second), (second, first)):
            named = self._named_by(self._measures[one], self._measures[other])
            if named[0]:
                return named
        shared = ministries(self._measures[first].actors) & ministries(self._measures[second].actors)
        return ("named_ministry", "・".join(sorted(shared))) if shared else ("", "")

    def _named_by(self, measure: Measure, other: Measure) -> tuple[Named, str]:
        if len(other.name) >= SHORTEST_NAME and other.name in nfkc_key(measure.text):
            return "named_measure", other.heading
        for passage in measure.passages:
            name = self._cited.get((measure.plan_id, passage), {}).get(other.plan_id)
            if name:
                return "named_plan", name
        return "", ""
