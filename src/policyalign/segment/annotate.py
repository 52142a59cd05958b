"""Fills in what the words of the passages say: role, actors, schedule, stages, targets and terms."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from policyalign.domain import Interval, Passage, Plan, Role, Token
from policyalign.segment.activity import Sentence, read_sentence
from policyalign.segment.actors import find_actors
from policyalign.segment.endings import sentence_role
from policyalign.segment.roles import announces_measures, passage_role, topic_heading
from policyalign.segment.schedule import choose_schedule
from policyalign.segment.stages import find_stages, heading_stage
from policyalign.segment.targets import find_targets
from policyalign.segment.terms import content_terms
from policyalign.text.relative_years import Reference
from policyalign.text.years import read_intervals


def annotate(plan: Plan, analyses: Sequence[Sequence[Token]]) -> Plan:
    """The plan with role, actors, intervals, stages, targets and terms of every passage.

    ``analyses`` holds the tokens of every sentence, in the order of ``plan.passages`` and of the sentences
    in each. Raises ``ValueError`` when their number differs from that of the sentences.
    """
    expected = sum(len(passage.sentences) for passage in plan.passages)
    if len(analyses) != expected:
        raise ValueError(f"{len(analyses)} analyses for {expected} sentences")
    remaining = iter(analyses)
    reference = _reference(plan)
    passages = tuple(_annotated(passage, _read(passage, remaining), reference) for passage in plan.passages)
    return replace(plan, passages=passages)


def _read(passage: Passage, analyses: Iterator[Sequence[Token]]) -> list[Sentence]:
    return [read_sentence(passage.text[start:end], next(analyses)) for start, end in passage.sentences]


def _reference(plan: Plan) -> Reference:
    """What 来年度 and 計画期間中 refer to: the plan's period, and the year that its edition names."""
    decided = [interval.start_fy for interval in read_intervals(plan.edition)]
    return Reference(decided=decided[0] if len(decided) == 1 else None, period=_years(plan.period))


def _years(period: Interval | None) -> tuple[int, int] | None:
    if period is None or period.start_fy is None or period.end_fy is None:
        return None
    return period.start_fy, period.end_fy


def _annotated(passage: Passage, sentences: Sequence[Sentence], reference: Reference) -> Passage:
    targets = [find_targets(sentence) for sentence in sentences]
    among_measures = announces_measures(passage.section_path)
    roles = [
        sentence_role(sentence, has_target=bool(found), among_measures=among_measures)
        for sentence, found in zip(sentences, targets, strict=True)
    ]
    role = passage_role(passage.section_path, roles)
    planned = role in ("measure", "target")
    return replace(
        passage,
        role=role,
        actors=_actors(passage, sentences),
        intervals=_schedule(passage, sentences, reference) if planned else (),
        stages=_stages(passage, sentences, roles) if role == "measure" else (),
        targets=tuple(target for found in targets for target in found) if planned else (),
        terms=tuple(term for sentence in sentences for term in content_terms(sentence.tokens)),
    )


def _actors(passage: Passage, sentences: Sequence[Sentence]) -> tuple[str, ...]:
    """Who acts in the sentences; where none does, whom the heading names (…の促進【国土交通省】)."""
    found = dict.fromkeys(
        name for sentence in sentences for name in find_actors(sentence.text, sentence.phrases)
    )
    return tuple(found) or find_actors(topic_heading(passage.section_path))


def _schedule(passage: Passage, sentences: Sequence[Sentence], reference: Reference) -> tuple[Interval, ...]:
    """When the actions of the sentences take place, each pair of years once, with offsets in the passage."""
    written = reference.period[0] if reference.period is not None else None
    chosen: dict[tuple[int | None, int | None], Interval] = {}
    for sentence, (offset, _) in zip(sentences, passage.sentences, strict=True):
        for interval in choose_schedule(sentence, read_intervals(sentence.text, reference), written=written):
            start, end = interval.span
            moved = replace(interval, span=(start + offset, end + offset))
            chosen.setdefault((interval.start_fy, interval.end_fy), moved)
    return tuple(chosen.values())


def _stages(passage: Passage, sentences: Sequence[Sentence], roles: Sequence[Role]) -> tuple[int, ...]:
    """The rungs that the sentences announce; where they name none, that of the measure's heading."""
    announcing = [s for s, role in zip(sentences, roles, strict=True) if role not in ("issue", "principle")]
    return find_stages(announcing) or heading_stage(topic_heading(passage.section_path))
