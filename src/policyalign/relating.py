"""Overlaps between the measures of a run: encoded plan by plan, judged together, both kept in the cache."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from policyalign.assess.matrix import GapMatrix
from policyalign.assess.measures.ministries import ministries
from policyalign.assess.measures.reading import read_measures
from policyalign.assess.measures.records import Measure
from policyalign.assess.overlaps.records import Overlaps
from policyalign.catalogue.known import load_catalogue
from policyalign.domain import Plan
from policyalign.runtime import Runtime
from policyalign.serialize import to_json
from policyalign.store import cache_key
from policyalign.versions import MATCH_PACKAGES

PAIR_PACKAGES = (*MATCH_PACKAGES, "usearch")
_SECONDS = 900.0


class Relating:
    """The measures of the plans of a run, and the overlaps between them.

    ``count`` is the number of plans: a plan alone is only compared with itself, ministry by ministry.
    """

    def __init__(self, runtime: Runtime, count: int) -> None:
        self._runtime = runtime
        self._count = count
        self._measures: list[tuple[Measure, ...]] = []
        self._rows: list[object] = []

    def add(self, plan: Plan) -> None:
        """Put the measures of the plan together and encode them.

        Right after it was matched most of its sentences have been encoded already.
        """
        measures = read_measures(plan)
        wanted = measures and (self._count > 1 or _several_ministries(measures))
        self._measures.append(measures if wanted else ())
        self._rows.append(self._encoded(plan, measures) if wanted else None)

    def overlaps(self, matrix: GapMatrix) -> Overlaps:
        """What the measures of the plans that were added have in common."""
        if not any(self._measures):
            return Overlaps()
        # A plan refers to another by its title, and by the names that the catalogue gives it.
        parts = (*matrix.plans, matrix.findings, matrix.matches, load_catalogue())
        content = [hashlib.sha256(to_json(part)).hexdigest() for part in parts]
        key = cache_key("overlaps", content, self._runtime.settings.assess, PAIR_PACKAGES)
        return self._runtime.cached_or("overlaps", key, Overlaps, lambda: self._judged(matrix))

    def _judged(self, matrix: GapMatrix) -> Overlaps:
        import numpy as np

        from policyalign.assess.overlaps.find import find_overlaps
        from policyalign.assess.overlaps.judge import RelationJudge
        from policyalign.assess.overlaps.relation_model import load_model
        from policyalign.assess.overlaps.traits import read_traits
        from policyalign.assess.overlaps.wording import PackedRows
        from policyalign.match.term_statistics import load_term_statistics

        def judged() -> Overlaps:
            packed = [one.rows() for one in self._rows if isinstance(one, PackedRows)]
            texts = np.vstack([rows[: len(rows) // 2] for rows in packed])
            headings = np.vstack([rows[len(rows) // 2 :] for rows in packed])
            measures = [one for part in self._measures for one in part]
            traits = read_traits(measures, texts, headings, load_term_statistics())
            judge = RelationJudge(traits, load_model())
            return find_overlaps(matrix, measures, texts, judge, reading=self._runtime.settings.assess)

        return self._runtime.timed("overlaps", judged)

    def _encoded(self, plan: Plan, measures: Sequence[Measure]) -> object:
        from policyalign.assess.overlaps.wording import PackedRows, pack_rows, sentence_groups

        runtime = self._runtime
        groups = sentence_groups(plan, measures)
        key = cache_key("vectors", [hashlib.sha256(to_json(groups)).hexdigest()], None, MATCH_PACKAGES)
        return runtime.cached_or(
            "vectors",
            key,
            PackedRows,
            lambda: runtime.timed(
                "vectors",
                lambda: pack_rows(runtime.ask(runtime.matcher(), "pooled", groups, timeout=_SECONDS)),
            ),
        )


def _several_ministries(measures: Sequence[Measure]) -> bool:
    return len({ministries(measure.actors) for measure in measures} - {frozenset()}) > 1
