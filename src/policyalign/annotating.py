"""Annotating plans: every new sentence is analysed by whichever annotator is free, then they read the plan in
stretches."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import partial

from policyalign.domain import Passage, Plan
from policyalign.errors import LimitExceeded, PolicyAlignError, WorkerError
from policyalign.kept_language import unseen
from policyalign.runtime import Runtime, in_lanes
from policyalign.segment.stretches import stretches

# Three times what the longest plan at hand takes; a helper that is still silent then hangs.
SECONDS = 900.0
_WORTH_STARTING = 15_000
"""Characters of sentences that take two seconds, twice as long as another annotator takes to start."""
_BATCH = 5_000
"""Characters given to an annotator at a time: what they are done with is kept, and all end at nearly the same time."""


_STRETCH = 25_000
"""Characters of a plan that an annotator reads at a time, for half a second or so: what each of them costs beside is
that the plan is handed over."""
_BATCH_SECONDS = 180.0
"""A second or two is usual, and several times as much where GiNZA has to load on a busy machine."""


def annotated(runtime: Runtime, plan: Plan, lane: int = 0) -> Plan:
    """The plan with what its words say. Raises :class:`~policyalign.errors.WorkerError`."""
    learn(runtime, (passage.text[start:end] for passage in plan.passages for start, end in passage.sentences))
    parts = stretches(plan.passages, _STRETCH) if runtime.lanes > 1 else [(0, len(plan.passages))]
    done = in_lanes(runtime, min(runtime.lanes, len(parts)), parts, partial(_annotated, runtime, plan, lane))
    failures = [one for one in done if isinstance(one, PolicyAlignError)]
    if failures:
        raise failures[0]
    return replace(plan, passages=tuple(passage for part in done if isinstance(part, tuple) for passage in part))


def _annotated(
    runtime: Runtime, plan: Plan, lane: int, stretch: tuple[int, int], number: int
) -> tuple[Passage, ...] | PolicyAlignError:
    """The passages of a stretch by the annotator of the lane or, of further stretches, by those after it."""
    try:
        annotator = runtime.annotator((lane + number) % runtime.lanes)
        done: tuple[Passage, ...] = runtime.ask(annotator, "annotate_stretch", plan, stretch, timeout=SECONDS)
    except (WorkerError, LimitExceeded) as error:
        return error
    return done


def learn(runtime: Runtime, sentences: Iterable[str]) -> None:
    """Have sentences analysed by as many annotators as that is worth; a few are left to whoever asks for them, and so
    are all where there is no cache to find them in."""
    if runtime.store is None or runtime.lanes == 1:
        return
    new = sorted(unseen(runtime.store, sentences), key=lambda text: (len(text), text))
    helpers = min(runtime.lanes, 1 + sum(map(len, new)) // _WORTH_STARTING)
    if helpers > 1:
        in_lanes(runtime, helpers, list(_batches(new)), lambda batch, number: _learn(runtime, batch, number))


def _learn(runtime: Runtime, batch: Sequence[str], number: int) -> None:
    with suppress(WorkerError, LimitExceeded):  # who asks for these sentences is told
        runtime.ask(runtime.annotator(number), "learn", batch, timeout=_BATCH_SECONDS)


def _batches(sentences: Iterable[str]) -> Iterator[list[str]]:
    batch: list[str] = []
    for sentence in sentences:
        batch.append(sentence)
        if sum(map(len, batch)) >= _BATCH:
            yield batch
            batch = []
    if batch:
        yield batch
