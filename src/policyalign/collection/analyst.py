"""What works on one plan after the other: the helper processes of a machine, and what they are asked."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Self

from policyalign.catalogue.scope import NONE, load_scope
from policyalign.catalogue.scoping import Scoping
from policyalign.collection.engine import Job, MatchTask, ReadTask, Task
from policyalign.collection.parts import (
    matched_tables,
    pack_tables,
    plan_of,
    plan_vectors_of,
    read_tables,
    unpack_tables,
)
from policyalign.pipeline import PlanFile, encode_plan, judge_plan, own_profiles, read_plan_file
from policyalign.runtime import Runtime
from policyalign.segment.measures import read_measures


class Analyst:
    """Helper processes that do the tasks of one job, in as many lanes as the settings of the job say.

    What a task gives depends on nothing but the task and the job. Not to be sent anywhere: each machine makes its own.
    """

    def __init__(self, job: Job) -> None:
        self._job = job
        self._runtime = Runtime(job.settings)
        self._runtime.own = own_profiles(job.proposals, job.profiles)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the helpers at once."""
        self._runtime.close()

    @property
    def lanes(self) -> int:
        """How many tasks it does side by side."""
        return self._runtime.lanes

    def do(self, task: Task, lane: int = 0) -> bytes:
        """The tables of a plan, packed; see :func:`policyalign.collection.engine.attempt` for what it raises."""
        return self._read(task, lane) if isinstance(task, ReadTask) else self._match(task)

    def _read(self, task: ReadTask, lane: int) -> bytes:
        with _at_hand(task) as file:
            plan = read_plan_file(self._runtime, PlanFile(file, task.plan_id, task.sha256), lane)
        measures = read_measures(plan)
        vectors, pooled = encode_plan(self._runtime, plan, [one for one in measures if one.planned])
        return pack_tables(read_tables(plan, measures, vectors, pooled))

    def _match(self, task: MatchTask) -> bytes:
        tables = unpack_tables(task.parts)
        plan = plan_of(tables)
        known = self._job.scoping or Scoping(load_scope(NONE, self._job.proposals))
        scoping = replace(known, given={plan.id: task.domain} if task.domain else {})
        matrix = judge_plan(self._runtime, plan, self._job.proposals, scoping, plan_vectors_of(tables))
        return pack_tables(matched_tables(matrix, task.key))


@contextmanager
def _at_hand(task: ReadTask) -> Iterator[Path]:
    """The file where it lies, or where its content is put for as long as it is read."""
    if not task.content:
        yield task.file
        return
    with tempfile.TemporaryDirectory(prefix="policyalign-") as folder:
        path = Path(folder) / task.file.name
        path.write_bytes(task.content)
        yield path
