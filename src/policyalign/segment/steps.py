"""Which stage happens when (段階と時期): 2027年度まで実証、2030年度から実装 gives one step for each.

A time belongs to the word of a stage when what the time modifies is that word or stands above it in the
dependency tree (2027年度までに → 行う ← 実証を). Where the tree ties them not, the nearest time ahead in the
sentence is taken and the step marked uncertain.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from policyalign.domain import Interval, Step
from policyalign.segment.activity import Sentence, is_light, matter_of
from policyalign.segment.bunsetsu import Bunsetsu, path_up, phrase_at
from policyalign.segment.stages import Told, Weight, rungs_of, told_rungs
from policyalign.segment.time_clauses import governor_of


@dataclass(frozen=True, slots=True)
class _Timed:
    """A time and the index of the phrase that it modifies."""

    interval: Interval
    governor: int


def sentence_steps(sentence: Sentence, intervals: Sequence[Interval], weights: Collection[Weight]) -> tuple[Step, ...]:
    """The steps that a sentence tells, in order; ``intervals`` are those of its times that are schedule.

    ``weights`` are those of the words that count in the passage. What is only aimed at
    (2030年度の実用化に向けて) is an uncertain step, and the year of a target is that of no other. Offsets count in
    the sentence.
    """
    timed = [_Timed(interval, governor_of(sentence.phrases, interval)) for interval in intervals]
    told = [word for word in told_rungs(sentence) if word.weight in weights]
    aims = {time.interval: aim for time in timed if (aim := _aim(sentence, time, told)) is not None}
    free = [time for time in timed if time.interval not in aims and not time.interval.of_target]
    timings = ((word, *_time_of(sentence, word, free)) for word in told)
    steps = [word.step(sentence.text, interval, certain=certain) for word, interval, certain in timings]
    steps += [aim.step(sentence.text, interval, certain=False) for interval, aim in aims.items()]
    return tuple(sorted(steps, key=lambda step: step.span))


def _aim(sentence: Sentence, time: _Timed, told: Sequence[Told]) -> Told | None:
    """The stage that a time tells of though nobody carries it out yet: 2030年度の実用化を目指す."""
    if time.governor < 0:
        return None
    governor, end = sentence.phrases[time.governor], time.interval.span[1]
    below = [phrase for phrase in sentence.phrases if end <= phrase.end <= governor.end]
    near = [
        phrase
        for phrase in below
        if governor.index in path_up(sentence.phrases, phrase)[:_NEAR] and not _describes(sentence.phrases, phrase)
    ]
    words = [word for phrase in reversed(near) for word in rungs_of(sentence, phrase) if word.start >= end]
    aims = (word for word in words if word.weight == "certain")
    return None if any(word in told for word in words) else next(aims, None)


def _describes(phrases: Sequence[Bunsetsu], phrase: Bunsetsu) -> bool:
    """A predicate that only says what kind of thing is meant (導入される蓄電池), and not 実用化すること."""
    return phrase.is_adnominal and not is_light(matter_of(phrases[phrase.parent]))


# 実用化する こと を（目指す）: so many phrases lie between an aim and the verb that its time modifies.
_NEAR = 3


def _time_of(sentence: Sentence, word: Told, timed: Sequence[_Timed]) -> tuple[Interval | None, bool]:
    """The time of a stage's word, and whether the structure of the sentence says so."""
    ahead = [time for time in timed if time.interval.span[0] < word.start]
    nearest = max(ahead, key=lambda time: time.interval.span, default=None)
    phrase = phrase_at(sentence.phrases, word.end - 1)
    governing = None if phrase is None else _governing(sentence, phrase, word, timed)
    if phrase is not None and phrase.particle in _TOPIC:
        governing = _right_behind(phrase, timed) or governing
    if governing is not None:
        behind = governing.interval.span[0] > word.start
        return governing.interval, behind or governing is nearest
    if nearest is None:
        return None, True
    return nearest.interval, "、" not in sentence.text[nearest.interval.span[1] : word.start].lstrip("、")


_TOPIC = frozenset(("は", "については", "に関しては"))


def _right_behind(topic: Bunsetsu, timed: Iterable[_Timed]) -> _Timed | None:
    """The time that follows a topic at once: 開発は2026年度から、実証は2028年度から行う."""
    return next((time for time in timed if 0 <= time.interval.span[0] - topic.end <= 1), None)


def _governing(sentence: Sentence, phrase: Bunsetsu, word: Told, timed: Iterable[_Timed]) -> _Timed | None:
    """The time whose governor stands lowest above a word; one behind the word only up to its own predicate
    (実証を2027年度までに行い、…)."""
    path = path_up(sentence.phrases, phrase)
    own = next((at for at, index in enumerate(path) if sentence.phrases[index].is_predicate), len(path))
    ranked = [
        (path.index(time.governor), abs(word.start - time.interval.span[1]), time)
        for time in timed
        if time.governor in path and (time.interval.span[0] < word.start or path.index(time.governor) <= own)
    ]
    return min(ranked, key=lambda rank: rank[:2])[2] if ranked else None


def merge_steps(steps: Sequence[Step], times: Sequence[Interval]) -> tuple[Step, ...]:
    """The steps of a passage, each stage and time once; a stage without a time only where none has one.

    ``times`` are all the passage's times. A single one that belongs to no stage (本施策は…年度まで実施する), nor to a
    target, holds for all stages where none has a time of its own, for certain when there is only one stage.
    """
    kept: dict[tuple[object, ...], Step] = {}
    for step in steps:
        key = (step.stage, time_key(step.interval))
        if key not in kept or (step.certain and not kept[key].certain):
            kept[key] = step
    found = list(kept.values())
    taken = {step.interval for step in found}
    spare = [time for time in times if time.is_resolved and time not in taken and not time.of_target]
    if len({time_key(time) for time in spare}) == 1 and taken <= {None}:
        alone = len({step.stage for step in found}) == 1
        found = [replace(step, interval=spare[0], certain=step.certain and alone) for step in found]
    timed = {step.stage for step in found if step.interval is not None}
    return tuple(step for step in found if step.interval is not None or step.stage not in timed)


def time_key(interval: Interval | None) -> tuple[object, ...]:
    """Equal for the same time: for the same years or, without years, the same wording."""
    if interval is None:
        return ()
    return interval.start_fy, interval.end_fy, "" if interval.is_resolved else interval.phrase
