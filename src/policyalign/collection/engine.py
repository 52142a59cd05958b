"""What works on the plans of a collection: tasks go in, outcomes come out, whichever machines are between.

The local engine (:mod:`policyalign.collection.local`) runs the process lanes of this machine. Another one (a cluster)
keeps to the same four rules:

* a worker makes one :class:`~policyalign.collection.analyst.Analyst` of the :class:`Job`, and gives it task after task;
  whatever does not answer the :class:`Analyst` of another machine byte for byte is a fault;
* :func:`attempt` is how a worker runs a task: it catches what is the plan's fault and tries again what is not;
* a worker that dies with a task in hand (the machine is gone, the system killed it) counts as a try of that task; after
  :data:`TRIES` the task is :func:`set aside <set_aside>`, and all others go on;
* tasks are taken from the iterator only as fast as they are worked on (back-pressure: each may hold a few MB), and
  outcomes come in any order. Closing the generator ends the work at once.

The records are frozen and picklable, and hold no open files, so that they can be sent to another machine.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Protocol

from policyalign.catalogue.scoping import Scoping
from policyalign.config import Settings
from policyalign.domain import Problem, Proposal
from policyalign.errors import InputError, PolicyAlignError, WorkerError
from policyalign.match.profiles import Profile
from policyalign.messages import ErrorCode

TRIES = 3
"""How often a task is begun whose worker dies of it, or of something else."""


@dataclass(frozen=True, slots=True)
class Job:
    """What all tasks of one run share; a worker is made of it once.

    ``settings.workers`` counts the lanes of the whole local engine; a worker of a cluster has one
    (:meth:`for_one_lane`). ``proposals`` and what follows are for :class:`MatchTask` only.
    """

    settings: Settings = field(default_factory=Settings)
    proposals: tuple[Proposal, ...] = ()
    profiles: Mapping[str, Profile] = field(default_factory=dict)
    scoping: Scoping | None = None

    def for_one_lane(self) -> Job:
        """The same for a worker that does one task at a time."""
        return replace(self, settings=replace(self.settings, workers=1))


@dataclass(frozen=True, slots=True)
class ReadTask:
    """A file to be read, annotated and encoded.

    ``key`` changes with all that the outcome depends on. ``file`` is where it lies; ``content`` holds it where that is
    no place that the worker can see (:func:`with_content`). ``sha256`` is that of the content.
    """

    key: str
    plan_id: str
    file: Path
    sha256: str
    content: bytes = b""


@dataclass(frozen=True, slots=True)
class MatchTask:
    """A plan to be held against the proposals of the job: ``parts`` are what the :class:`ReadTask` has given of it,
    ``domain`` (分野) where the user has told it."""

    key: str
    plan_id: str
    parts: bytes
    domain: str = ""


Task = ReadTask | MatchTask


@dataclass(frozen=True, slots=True)
class Done:
    """The tables of one plan (:mod:`policyalign.collection.parts`), the same bytes wherever they are made."""

    key: str
    plan_id: str
    parts: bytes


@dataclass(frozen=True, slots=True)
class Failed:
    """A plan that cannot be used, and why; ``tries`` is above 1 where its worker died of it that often."""

    key: str
    plan_id: str
    problem: Problem
    tries: int = 1


Outcome = Done | Failed


class Engine(Protocol):
    """Runs tasks. ``workers`` tells how many at a time, for the time left."""

    @property
    def workers(self) -> int: ...

    def run(self, job: Job, tasks: Iterable[Task]) -> Iterator[Outcome]:
        """The outcome of every task, in any order; see the rules of this module.

        Raises :class:`~policyalign.errors.PolicyAlignError` where nothing can be worked on at all.
        """
        ...


def attempt(work: Callable[[Task], bytes], task: Task, tries: int = TRIES) -> Outcome:
    """The outcome of ``work(task)``: what speaks against the file is told at once, a helper process that dies is asked
    again. An interrupted run raises :class:`~policyalign.errors.WorkerError` (``worker_closed``), as does whatever else
    is nobody's fault."""
    count = 0
    while True:
        count += 1
        try:
            return Done(task.key, task.plan_id, work(task))
        except InputError as error:
            return Failed(task.key, task.plan_id, _problem(error))
        except WorkerError as error:
            if error.code == ErrorCode.worker_closed:
                raise
            if count >= tries:
                return set_aside(task, error, count)


def set_aside(task: Task, error: PolicyAlignError, tries: int = TRIES) -> Failed:
    """A task whose worker has died of it too often."""
    return Failed(task.key, task.plan_id, _problem(error), tries)


def with_content(task: Task) -> Task:
    """The task with the file's content, for a worker that does not see this disk. Raises ``OSError``."""
    return replace(task, content=task.file.read_bytes()) if isinstance(task, ReadTask) else task


def _problem(error: PolicyAlignError) -> Problem:
    return Problem(error.code, "fatal", None, error.detail)
