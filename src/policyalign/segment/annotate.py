"""Fills in what the words of the passages say: role, actors, schedule, stages, steps, targets and terms."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from policyalign.domain import Interval, Passage, Plan, Step, Token
from policyalign.segment.activity import Sentence, read_sentence
from policyalign.segment.actors import find_actors
from policyalign.segment.acts import directions
from policyalign.segment.endings import sentence_role
from policyalign.segment.phrases import phrase_spans
from policyalign.segment.reference import plan_reference
from policyalign.segment.roles import announces_measures, passage_role, topic_heading
from policyalign.segment.schedule import choose_schedule
from policyalign.segment.stages import (
    Told,
    Weight,
    heading_stage,
    mentioned_rungs,
    told_rungs,
    weights_that_count,
)
from policyalign.segment.steps import merge_steps, sentence_steps, time_key
from policyalign.segment.targets import find_targets
from policyalign.segment.terms import content_terms
from policyalign.text.relative_years import Reference
from policyalign.text.years import read_intervals
from policyalign.values import Role


def annotate(plan: Plan, analyses: Sequence[Sequence[Token]]) -> Plan:
    """The plan with role, actors, intervals, stages, steps, targets and terms of every passage.

    ``analyses`` holds the tokens of every sentence, in the order of ``plan.passages`` and of the sentences
    in each. Raises ``ValueError`` when their number differs from that of the sentences.
    """
    expected = sum(len(passage.sentences) for passage in plan.passages)
    if len(analyses) != expected:
        raise ValueError(f"{len(analyses)} analyses for {expected} sentences")
    remaining = iter(analyses)
    reference = plan_reference(plan)
    passages = tuple(_annotated(passage, _read(passage, remaining), reference) for passage in plan.passages)
    return replace(plan, passages=passages)


def _read(passage: Passage, analyses: Iterator[Sequence[Token]]) -> list[Sentence]:
    return [read_sentence(passage.text[start:end], next(analyses)) for start, end in passage.sentences]


@dataclass(frozen=True, slots=True)
class _Said:
    """A sentence with its offset in the passage, its role, its numeric targets, and the times at which what
    it announces takes place (offsets in the sentence)."""

    sentence: Sentence
    offset: int
    role: Role
    targets: tuple[str, ...]
    times: tuple[Interval, ...] = ()

    @property
    def announces(self) -> bool:
        return self.role not in ("issue", "principle")


def _annotated(passage: Passage, sentences: Sequence[Sentence], reference: Reference) -> Passage:
    said = list(_said(passage, sentences))
    role = _role(passage, said)
    terms = tuple(term for sentence in sentences for term in content_terms(sentence.tokens))
    spans = tuple(chain.from_iterable(phrase_spans(s.sentence.text, s.sentence.phrases, s.offset) for s in said))
    signs = tuple(sign for sentence in sentences for sign in directions(sentence))
    actors = _actors(passage, sentences)
    passage = replace(passage, role=role, actors=actors, terms=terms, phrases=spans, directions=signs)
    if role not in ("measure", "target"):
        return replace(passage, intervals=())
    # The heads of a time line are no times beside those that its row has brought.
    if not passage.intervals:
        said = [_timed(one, reference) for one in said]
    return replace(
        passage,
        intervals=_distinct([*passage.intervals, *_times(said)]),
        stages=_stages(passage, said) if role == "measure" else (),
        targets=tuple(target for one in said for target in one.targets),
        steps=_steps(passage, said),
    )


def _role(passage: Passage, said: Sequence[_Said]) -> Role:
    """What the passage does; a caption or a source (資料：…作成) does nothing."""
    if passage.kind == "caption":
        return ""
    return "measure" if passage.steps else passage_role(passage.section_path, [one.role for one in said])


def _said(passage: Passage, sentences: Sequence[Sentence]) -> Iterator[_Said]:
    among_measures = announces_measures(passage.section_path)
    for sentence, (offset, _) in zip(sentences, passage.sentences, strict=True):
        targets = find_targets(sentence)
        role = sentence_role(sentence, has_target=bool(targets), among_measures=among_measures)
        yield _Said(sentence, offset, role, targets)


def _actors(passage: Passage, sentences: Sequence[Sentence]) -> tuple[str, ...]:
    """Who acts in the sentences; where none does, whom the heading names (…の促進【国土交通省】)."""
    found = dict.fromkeys(name for sentence in sentences for name in find_actors(sentence.text, sentence.phrases))
    return tuple(found) or find_actors(topic_heading(passage.section_path))


def _timed(said: _Said, reference: Reference) -> _Said:
    intervals = read_intervals(said.sentence.text, reference)
    return replace(said, times=choose_schedule(said.sentence, intervals, written=reference.written))


def _times(said: Sequence[_Said]) -> Iterator[Interval]:
    """The times of all sentences with offsets in the passage."""
    return (_interval_at(time, one.offset) for one in said for time in one.times)


def _interval_at(interval: Interval, offset: int) -> Interval:
    return replace(interval, span=(interval.span[0] + offset, interval.span[1] + offset))


def _distinct(intervals: Iterable[Interval]) -> tuple[Interval, ...]:
    """Each pair of years once, the first of its kind; times without years by their wording."""
    chosen: dict[tuple[object, ...], Interval] = {}
    for interval in intervals:
        chosen.setdefault(time_key(interval), interval)
    return tuple(chosen.values())


def _stages(passage: Passage, said: Sequence[_Said]) -> tuple[int, ...]:
    """The rungs that the sentences announce; where they name none, those that can be inferred. The row of a
    time line has those of its bars."""
    if passage.steps:
        return tuple(sorted({step.stage for step in passage.steps}))
    weights = _weights(passage, said)
    announced = {word.rung for word in _announced(said) if word.weight in weights}
    return tuple(sorted(announced or {step.stage for step in _inferred(passage, said)}))


def _announced(said: Sequence[_Said]) -> Iterator[Told]:
    return (word for one in said if one.announces for word in told_rungs(one.sentence))


def _weights(passage: Passage, said: Sequence[_Said]) -> tuple[Weight, ...]:
    """Which words tell the stages: 実施 and its like say less than the measure's heading."""
    weights = weights_that_count(_announced(said))
    return () if weights == ("otherwise",) and heading_stage(topic_heading(passage.section_path)) else weights


def _inferred(passage: Passage, said: Sequence[_Said]) -> list[Step]:
    """The stage that the heading names; or else, under a label for measures (施策の内容), the most advanced
    one of the last sentence that mentions any, done or not."""
    heading = topic_heading(passage.section_path)
    if named := heading_stage(heading):
        return [Step(stage, None, heading, (0, 0), certain=False) for stage in named]
    if not announces_measures(passage.section_path):
        return []
    for one in reversed(said):
        words = [word for word in mentioned_rungs(one.sentence.text) if word.weight == "certain"]
        if words:
            furthest = max(words, key=lambda word: word.rung)
            return [furthest.step(one.sentence.text, None, certain=False, offset=one.offset)]
    return []


def _steps(passage: Passage, said: Sequence[_Said]) -> tuple[Step, ...]:
    """The stages with their times, or those that are inferred."""
    if passage.steps:
        return merge_steps(passage.steps, passage.intervals)
    weights = _weights(passage, said)
    steps = [
        _step_at(step, one.offset)
        for one in said
        if one.announces
        for step in sentence_steps(one.sentence, one.times, weights)
    ]
    return merge_steps(steps or _inferred(passage, said), [*passage.intervals, *_times(said)])


def _step_at(step: Step, offset: int) -> Step:
    interval = None if step.interval is None else _interval_at(step.interval, offset)
    return replace(step, span=(step.span[0] + offset, step.span[1] + offset), interval=interval)
