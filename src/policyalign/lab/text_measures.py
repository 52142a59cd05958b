"""Measures given as texts alone: a name, a stroke (｜) and what is done, without plan, page or ministry."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from policyalign.assess.overlaps.traits import Traits, read_traits
from policyalign.assess.overlaps.wording import PackedRows, pack_rows, sentence_groups
from policyalign.domain import Measure, Passage, Plan, StagePeriod
from policyalign.lab.text_plans import annotated, text_passage, text_plan, text_section
from policyalign.match.term_statistics import load_term_statistics
from policyalign.runtime import Runtime
from policyalign.serialize import content_hash
from policyalign.store import cache_key
from policyalign.text.normalize import nfkc_key
from policyalign.versions import VECTORS

STROKE = "｜"
_SECONDS = 1800.0


def traits_of_texts(texts: Sequence[str], runtime: Runtime) -> tuple[Traits, ...]:
    """The traits of measures by their texts, analysed and encoded by the very helpers that read plans."""
    plan = annotated(_plan(texts), runtime)
    measures = [_measure(passage) for passage in plan.passages]
    rows = _vectors(plan, measures, runtime).rows()
    return read_traits(measures, rows[: len(measures)], rows[len(measures) :], load_term_statistics())


def _plan(texts: Sequence[str]) -> Plan:
    named = [text.partition(STROKE) if STROKE in text else ("", "", text) for text in texts]
    passages = [text_passage(str(place), "texts", body, place, (name,)) for place, (name, _, body) in enumerate(named)]
    return text_plan("texts", [text_section(name) for name, _, _ in named], passages)


def _vectors(plan: Plan, measures: Sequence[Measure], runtime: Runtime) -> PackedRows:
    key = cache_key(VECTORS, [content_hash(plan)])

    def encoded() -> PackedRows:
        groups = sentence_groups(plan, measures)
        return pack_rows(runtime.ask(runtime.matcher(), "pooled", groups, timeout=_SECONDS))

    return runtime.cached_or("vectors", key, PackedRows, encoded)


def _measure(passage: Passage) -> Measure:
    heading, place = passage.section_path[0], (passage.id, passage.page_start)
    periods = tuple(StagePeriod(step.stage, step.interval, step.phrase, *place) for step in passage.steps)
    return Measure(
        plan_id=passage.plan_id,
        heading=heading,
        name=nfkc_key(heading),
        page=passage.page_start,
        passage_id=passage.id,
        passages=(passage.id,),
        actors=passage.actors,
        periods=periods,
        overall_interval=None,
        unstaged_intervals=(),
        text=passage.text,
        terms=Counter(passage.terms),
    )
