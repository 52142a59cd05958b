"""Which measures do the same, or should be linked (重複・類似・補完)?

Near pairs are found, judged, held against what is co-ordinated, and grouped.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from policyalign.assess.editions import edition_of, find_editions
from policyalign.assess.measures.answers import Key, key_of
from policyalign.assess.measures.repeats import find_repeats
from policyalign.assess.measures.words import pays_for_a_body
from policyalign.assess.overlaps.candidates import Pairs, find_pairs, is_apart, origin_of
from policyalign.assess.overlaps.clusters import Pair, cluster_name, find_clusters
from policyalign.assess.overlaps.coordination import References
from policyalign.assess.overlaps.judge import RelationJudge
from policyalign.assess.overlaps.neighbours import Rows
from policyalign.assess.overlaps.ordering import most_useful_first
from policyalign.assess.overlaps.records import Cluster, Judge, Judgement, Overlap, Overlaps, Repeat
from policyalign.assess.overlaps.relation_model import load_model
from policyalign.assess.overlaps.traits import read_traits
from policyalign.assess.overlaps.verdict import Circumstances, Limits, Verdict, decide
from policyalign.assess.survey import Survey
from policyalign.catalogue.records import KnownPlan
from policyalign.config import Settings
from policyalign.domain import Measure, Plan
from policyalign.segment.ministries import ministries
from policyalign.text.normalize import nfkc_key

SHOWN_WORDS = 8
"""Shared words that are kept of a pair; the most telling ones stand first."""

_LABEL = re.compile(r"【.*】|<.*>|〈.*〉|《.*》")
_BATCH = 10_000  # pairs judged at once: bounds the memory of judgements that are not reported


@dataclass(frozen=True, slots=True)
class _Reported:
    """A pair, as indices, that is reported."""

    pair: Pair
    judgement: Judgement
    verdict: Verdict


def find(survey: Survey, settings: Settings, found: Mapping[str, object]) -> Overlaps:
    """The overlaps between the measures of all plans of a run, the most useful first.

    Where the survey holds no vectors, nothing is judged: what was found before is kept, with the proposals that
    the measures answer now.
    """
    if survey.vectors is None:
        earlier = found.get("overlaps")
        return _answering_now(earlier, survey) if isinstance(earlier, Overlaps) else Overlaps()
    traits = read_traits(survey.measures, *survey.vectors, survey.background)
    return judge_overlaps(survey, RelationJudge(traits, load_model()))


def judge_overlaps(
    survey: Survey, judge: Judge, *, limits: Limits | None = None, known: Sequence[KnownPlan] | None = None
) -> Overlaps:
    """The overlaps that ``judge``, which tells the relation of pairs of indices into the measures, finds.

    ``known`` are the names of plans (by default the catalogue). Raises ``ValueError`` where the survey has not
    one vector per measure.
    """
    measures, words = survey.measures, survey.words
    if survey.vectors is None or len(survey.vectors[0]) != len(measures):
        raise ValueError(f"{len(measures)} measures want a vector each")
    vectors = survey.vectors[0]
    groups = find_repeats(measures, words)
    programme = {index: group[0] for group in groups for index in group}
    pairs = _pairs(survey.plans, measures, vectors, programme)
    reported, closeness = _judged(pairs, judge, survey, limits or Limits())
    chosen = _one_per_programme(reported, programme)
    references = References(survey.plans, measures, words, survey.dependencies, known)
    overlaps = [_overlap(one, survey, references) for one in chosen]
    return Overlaps(
        tuple(most_useful_first(overlaps, measures)),
        _clusters(chosen, closeness, survey),
        tuple(_as_repeat(group, measures) for group in groups),
        len(pairs),
    )


def _as_repeat(group: Sequence[int], measures: Sequence[Measure]) -> Repeat:
    """The record of a programme described more than once, by the first name that there is."""
    members = tuple(measures[index] for index in group)
    return Repeat(next((one.name for one in members if one.name), ""), members)


def _answering_now(earlier: Overlaps, survey: Survey) -> Overlaps:
    told, aside = (
        tuple(replace(one, proposals=_both_answer(survey, *one.keys)) for one in some)
        for some in (earlier.overlaps, earlier.set_aside)
    )
    return replace(earlier, overlaps=told, set_aside=aside)


def _both_answer(survey: Survey, one: Key, other: Key) -> tuple[str, ...]:
    theirs = survey.answered.get(other, ())
    return tuple(proposal for proposal in survey.answered.get(one, ()) if proposal in theirs)


def _pairs(plans: Sequence[Plan], measures: Sequence[Measure], vectors: Rows, programme: Mapping[int, int]) -> Pairs:
    """The pairs worth judging; a programme described twice is no overlap with itself."""
    titles = frozenset(nfkc_key(plan.title) for plan in plans)
    left_out = [index for index, one in enumerate(measures) if _is_no_activity(one, titles)]
    editions = edition_of(find_editions(plans))
    near = find_pairs(vectors, [origin_of(one, editions) for one in measures], left_out=left_out)
    described = np.array([programme.get(index, index) for index in range(len(measures))], dtype=np.int64)[near]
    apart: Pairs = near[described[:, 0] != described[:, 1]]
    return apart


def _is_no_activity(measure: Measure, titles: Collection[str]) -> bool:
    """What pays for a body is about no one thing; what stands under the title of a plan is front matter,
    under the name of a ministry alone a table of who does what, and under a label (【関連事業】) a part of
    something."""
    name = measure.name
    if pays_for_a_body(name) or name in titles or ministries([name]) or name.endswith("工程表"):
        return True
    return _LABEL.fullmatch(nfkc_key(measure.heading)) is not None


def _circumstances(survey: Survey, pair: Pair) -> Circumstances:
    """What is known of a pair besides the judgement: see :func:`decide`."""
    one, other = (survey.measures[index].stages for index in pair)
    follows = bool(one and other) and (max(one) < min(other) or max(other) < min(one))
    return Circumstances(survey.words.are_same(*pair), follows)


def _judged(pairs: Pairs, judge: Judge, survey: Survey, limits: Limits) -> tuple[list[_Reported], dict[Pair, float]]:
    """What is reported, and how close all pairs are."""
    reported: list[_Reported] = []
    closeness: dict[Pair, float] = {}
    for start in range(0, len(pairs), _BATCH):
        batch = [(one, other) for one, other in pairs[start : start + _BATCH].tolist()]
        for pair, judgement in zip(batch, judge(batch), strict=True):
            closeness[pair] = judgement.close
            if verdict := decide(judgement, limits, _circumstances(survey, pair)):
                reported.append(_Reported(pair, judgement, verdict))
    return reported, closeness


def _one_per_programme(reported: Sequence[_Reported], programme: Mapping[int, int]) -> tuple[_Reported, ...]:
    """Of the pairs between two programmes, each perhaps described more than once, the likeliest."""
    best: dict[Pair, _Reported] = {}
    for one in sorted(reported, key=lambda one: (-one.verdict.probability, one.pair)):
        first, second = (programme.get(index, index) for index in one.pair)
        best.setdefault((min(first, second), max(first, second)), one)
    return tuple(sorted(best.values(), key=lambda one: one.pair))


def _overlap(reported: _Reported, survey: Survey, references: References) -> Overlap:
    first, second = (survey.measures[index] for index in reported.pair)
    bodies = origin_of(first).ministries, origin_of(second).ministries
    return Overlap(
        first=first,
        second=second,
        judgement=reported.judgement,
        relation=reported.verdict.relation,
        probability=reported.verdict.probability,
        confidence=reported.verdict.confidence,
        coordination=references.between(*reported.pair),
        proposals=_both_answer(survey, key_of(first), key_of(second)),
        shared=survey.words.shared_subject(*reported.pair).words[:SHOWN_WORDS],
        same_ministry=not bodies[0].isdisjoint(bodies[1]) if all(bodies) else None,
    )


def _clusters(chosen: Sequence[_Reported], closeness: Mapping[Pair, float], survey: Survey) -> tuple[Cluster, ...]:
    origins = [origin_of(one) for one in survey.measures]
    edges = {one.pair: one.judgement.close for one in chosen if one.verdict.relation != "complement"}
    groups = find_clusters(edges, closeness, lambda one, other: is_apart(origins[one], origins[other]))
    return tuple(
        Cluster(number, cluster_name(group, survey.words), tuple(survey.measures[index] for index in group))
        for number, group in enumerate(groups, 1)
    )
