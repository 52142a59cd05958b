"""Fills in what the words of the passages say: role, actors, schedule, stages, steps, targets and terms."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain

from policyalign.domain import Interval, Passage, Plan, Token
from policyalign.segment.activity import Sentence, read_sentence
from policyalign.segment.acts import directions
from policyalign.segment.aims import own_times
from policyalign.segment.endings import is_citation, is_note
from policyalign.segment.lent_times import heading_times, leading_times
from policyalign.segment.parties import introduced_names
from policyalign.segment.passage_actors import passage_actors
from policyalign.segment.passage_stages import passage_stages, passage_steps
from policyalign.segment.phrases import phrase_spans
from policyalign.segment.reference import plan_reference
from policyalign.segment.roles import announces_measures, is_reference, passage_role, tells_measures
from policyalign.segment.said import Said, are_of_document, read_sentences, times_of
from policyalign.segment.schedule import choose_schedule, committed_times
from policyalign.segment.steps import time_key
from policyalign.segment.terms import content_terms
from policyalign.segment.time_clauses import reports_past
from policyalign.text.relative_years import Reference
from policyalign.text.years import read_intervals
from policyalign.values import Role


def annotate(plan: Plan, analyses: Sequence[Sequence[Token]]) -> Plan:
    """The plan with role, actors, intervals, stages, steps, targets and terms of every passage.

    ``analyses`` holds the tokens of every sentence, in the order of ``plan.passages`` and of the sentences
    in each. Raises ``ValueError`` when their number differs from that of the sentences.
    """
    return replace(plan, passages=annotate_stretch(plan, (0, len(plan.passages)), analyses))


def annotate_stretch(plan: Plan, stretch: tuple[int, int], analyses: Sequence[Sequence[Token]]) -> tuple[Passage, ...]:
    """The same of the passages of one of the stretches (:mod:`policyalign.segment.stretches`) of a plan; ``analyses``
    are those of their sentences."""
    passages = plan.passages[slice(*stretch)]
    expected = sum(len(passage.sentences) for passage in passages)
    if len(analyses) != expected:
        raise ValueError(f"{len(analyses)} analyses for {expected} sentences")
    reference = plan_reference(plan)
    known = frozenset(name for passage in plan.passages for name in introduced_names(passage.text))
    return tuple(_annotated_all(passages, iter(analyses), reference, known))


def _annotated_all(
    passages: Sequence[Passage], analyses: Iterator[Sequence[Token]], reference: Reference, known: Collection[str]
) -> Iterator[Passage]:
    """The passages in order; the items of a list have the times of the sentence that leads to it."""
    leading: tuple[Interval, ...] = ()
    section: int | None = None
    for passage in passages:
        led = passage.kind == "item" and passage.section == section
        lent = (leading if led else ()) or heading_times(passage.section_path, reference)
        done = _annotated(passage, _read(passage, analyses), reference, known, lent)
        if not led:
            leading, section = leading_times(done), passage.section
        yield done


def _read(passage: Passage, analyses: Iterator[Sequence[Token]]) -> list[Sentence]:
    return [read_sentence(passage.text[start:end], next(analyses)) for start, end in passage.sentences]


def _annotated(
    passage: Passage,
    sentences: Sequence[Sentence],
    reference: Reference,
    known: Collection[str],
    lent: tuple[Interval, ...],
) -> Passage:
    said = [_reported(one, reference) for one in read_sentences(passage, sentences)]
    role = _role(passage, said)
    terms = tuple(term for sentence in sentences for term in content_terms(sentence.tokens))
    spans = tuple(chain.from_iterable(phrase_spans(s.sentence.text, s.sentence.phrases, s.offset) for s in said))
    signs = tuple(sign for sentence in sentences for sign in directions(sentence))
    actors, parties = passage_actors(passage, said, known)
    passage = replace(passage, role=role, actors=actors, parties=parties)
    passage = replace(passage, terms=terms, phrases=spans, directions=signs)
    if role not in ("measure", "target", "principle"):
        said = [_committed(one, reference) for one in said] if role else []
        return replace(passage, intervals=_distinct(times_of(said)))
    # The heads of a time line are no times beside those that its row has brought.
    if not passage.intervals:
        said = [_timed(one, reference) for one in said]
        if role != "principle" and not any(one.times for one in said):
            passage = replace(passage, intervals=lent)
    return replace(
        passage,
        intervals=_distinct([*passage.intervals, *times_of(said)]),
        stages=passage_stages(passage, said),
        targets=tuple(target for one in said for target in one.targets),
        steps=passage_steps(passage, said) if role != "principle" else (),
    )


def _reported(said: Said, reference: Reference) -> Said:
    """A measure without a verb that was over before the plan was written is one of what has been."""
    if said.role != "measure":
        return said
    intervals = read_intervals(said.sentence.text, reference)
    past = reports_past(said.sentence, intervals, reference.written)
    return replace(said, role="background") if past else said


def _timed(said: Said, reference: Reference) -> Said:
    intervals = read_intervals(said.sentence.text, reference)
    times = choose_schedule(said.sentence, intervals, written=reference.written, role=said.role)
    return replace(said, times=tuple(own_times(said, times)))


def _committed(said: Said, reference: Reference) -> Said:
    intervals = read_intervals(said.sentence.text, reference)
    return replace(said, times=committed_times(said.sentence, intervals))


def _distinct(intervals: Iterable[Interval]) -> tuple[Interval, ...]:
    """Each pair of years once, the first of its kind; times without years by their wording."""
    chosen: dict[tuple[object, ...], Interval] = {}
    for interval in intervals:
        chosen.setdefault(time_key(interval), interval)
    return tuple(chosen.values())


def _role(passage: Passage, said: Sequence[Said]) -> Role:
    """What the passage does; a caption or a source (資料：…作成) does nothing."""
    if passage.kind == "caption" or are_of_document(said):
        return ""
    role = "measure" if passage.steps else passage_role(passage.section_path, [one.role for one in said])
    if passage.kind == "footnote" and role == "measure":
        return "" if is_citation(passage.text) else "background"
    if role != "measure" or passage.steps:
        return role
    if is_note(passage.text) or (passage.kind == "row" and _only_names(passage, said)):
        return ""
    return "background" if is_reference(passage.section_path) else "measure"


_HEAD = re.compile(r"(?:^|；)([^：；]{1,30})：")


def _only_names(passage: Passage, said: Sequence[Said]) -> bool:
    """Whether the cells of a row only name things, under heads that speak of no measure: a table of kinds."""
    path = passage.section_path
    if announces_measures(path) or any(tells_measures(head) for head in (*_HEAD.findall(passage.text), *path[-1:])):
        return False
    roots = [one.sentence.root for one in said]
    return not any(root is not None and (root.is_predicate or root.head.pos == "VERB") for root in roots)
