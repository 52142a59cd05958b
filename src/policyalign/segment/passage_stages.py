"""The stages of a passage (段階), and its steps: which stage happens when."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from policyalign.domain import Passage, Step
from policyalign.segment.activity import Sentence
from policyalign.segment.parties import calls_for
from policyalign.segment.roles import announces_measures, topic_heading
from policyalign.segment.said import Said, interval_at, times_of
from policyalign.segment.stages import (
    CARRIED_OUT,
    CONSIDERED,
    EVERYWHERE,
    Told,
    Weight,
    aimed_rung,
    heading_stage,
    mentioned_rungs,
    pursued_rungs,
    told_rungs,
    weights_that_count,
)
from policyalign.segment.steps import merge_steps, sentence_steps


def passage_stages(passage: Passage, said: Sequence[Said]) -> tuple[int, ...]:
    """The rungs that the sentences announce; where they name none, those that can be inferred: of a measure that
    is only 推進 or 強化 the one of what is carried out. The row of a time line has those of its bars."""
    if passage.steps:
        return tuple(sorted({step.stage for step in passage.steps}))
    if passage.role == "principle":
        return ()
    weights = _weights(passage, said)
    found = {word.rung for word in _announced(said) if word.weight in weights}
    if passage.role == "target":
        aims = [one for one in said if one.role == "target"]
        found = {word.rung for word in _announced(aims or said) if word.weight in weights}
        found = found or {aimed_rung(one.sentence.text) for one in aims} or {EVERYWHERE}
    elif found <= {CONSIDERED}:
        found = _with_inferred(found, passage, said)
    return tuple(sorted(found))


def _with_inferred(found: set[int], passage: Passage, said: Sequence[Said]) -> set[int]:
    """What is found, or what can be inferred; with what is merely carried out where 検討 alone stands beside it."""
    found = found or {step.stage for step in _inferred(passage, said)} or _pursued(said)
    plain = any(one.role == "measure" and _is_carried_out(one.sentence) for one in said)
    return {*found, CARRIED_OUT} if not found or (found == {CONSIDERED} and plain) else found


def _pursued(said: Sequence[Said]) -> set[int]:
    calling = (one.sentence.text for one in said if calls_for(one.sentence, one.role))
    return {word.rung for text in calling for word in pursued_rungs(text)}


def _is_carried_out(sentence: Sentence) -> bool:
    """Whether a sentence names no stage, and does not speak of 検討 either."""
    return not told_rungs(sentence) and all(word.rung != CONSIDERED for word in mentioned_rungs(sentence.text))


def _announced(said: Sequence[Said]) -> Iterator[Told]:
    return (word for one in said if one.announces for word in told_rungs(one.sentence))


def _weights(passage: Passage, said: Sequence[Said]) -> tuple[Weight, ...]:
    """Which words tell the stages: 実施 and its like say less than the measure's heading."""
    weights = weights_that_count(_announced(said))
    return () if weights == ("otherwise",) and heading_stage(topic_heading(passage.section_path)) else weights


def _inferred(passage: Passage, said: Sequence[Said]) -> list[Step]:
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


def passage_steps(passage: Passage, said: Sequence[Said]) -> tuple[Step, ...]:
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
    return merge_steps(steps or _inferred(passage, said), [*passage.intervals, *times_of(said)])


def _step_at(step: Step, offset: int) -> Step:
    interval = None if step.interval is None else interval_at(step.interval, offset)
    return replace(step, span=(step.span[0] + offset, step.span[1] + offset), interval=interval)
