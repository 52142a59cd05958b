"""Measures given as texts alone: a name, a stroke (｜) and what is done, without plan, page or ministry."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence

from policyalign.assess.measures.records import Measure, StagePeriod
from policyalign.assess.overlaps.traits import Traits, read_traits
from policyalign.assess.overlaps.wording import PackedRows, pack_rows, sentence_groups
from policyalign.domain import Anchor, Passage, Plan, Section
from policyalign.match.term_statistics import load_term_statistics
from policyalign.runtime import Runtime
from policyalign.segment.sentences import split_sentences
from policyalign.serialize import to_json
from policyalign.store import cache_key
from policyalign.text.normalize import nfkc_key
from policyalign.versions import LANGUAGE_PACKAGES, MATCH_PACKAGES

STROKE = "｜"
_SECONDS = 1800.0
_ANCHOR = Anchor(1, (0.0, 0.0, 0.0, 0.0))


def traits_of_texts(texts: Sequence[str], runtime: Runtime) -> tuple[Traits, ...]:
    """The traits of measures by their texts, analysed and encoded by the very helpers that read plans."""
    plan = _annotated(_plan(texts), runtime)
    measures = [_measure(plan, passage) for passage in plan.passages]
    rows = _vectors(plan, measures, runtime).rows()
    return read_traits(measures, rows[: len(measures)], rows[len(measures) :], load_term_statistics())


def _plan(texts: Sequence[str]) -> Plan:
    named = [text.partition(STROKE) if STROKE in text else ("", "", text) for text in texts]
    sections = tuple(Section("", name, 1, None, _ANCHOR) for name, _, _ in named)
    passages = tuple(
        Passage(
            str(place), "texts", "paragraph", body, place, (name,), (_ANCHOR,), tuple(split_sentences(body))
        )
        for place, (name, _, body) in enumerate(named)
    )
    return Plan("texts", "", "texts", "", sections, passages, 1)


def _annotated(plan: Plan, runtime: Runtime) -> Plan:
    key = cache_key("labels", [_digest(plan)], None, LANGUAGE_PACKAGES)
    return runtime.cached_or(
        "labels", key, Plan, lambda: runtime.ask(runtime.annotator(), "annotate", plan, timeout=_SECONDS)
    )


def _vectors(plan: Plan, measures: Sequence[Measure], runtime: Runtime) -> PackedRows:
    key = cache_key("vectors", [_digest(plan)], None, MATCH_PACKAGES)
    groups = sentence_groups(plan, measures)
    return runtime.cached_or(
        "vectors",
        key,
        PackedRows,
        lambda: pack_rows(runtime.ask(runtime.matcher(), "pooled", groups, timeout=_SECONDS)),
    )


def _measure(plan: Plan, passage: Passage) -> Measure:
    heading = passage.section_path[0]
    return Measure(
        plan_id=plan.id,
        key=passage.id,
        heading=heading,
        name=nfkc_key(heading),
        page=1,
        passage_id=passage.id,
        passages=(passage.id,),
        actors=passage.actors,
        periods=tuple(
            StagePeriod(step.stage, step.interval, step.phrase, passage.id, 1) for step in passage.steps
        ),
        whole=None,
        loose=(),
        text=passage.text,
        terms=Counter(passage.terms),
    )


def _digest(plan: Plan) -> str:
    return hashlib.sha256(to_json(plan)).hexdigest()
