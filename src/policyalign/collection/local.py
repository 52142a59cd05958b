"""The engine of one machine: the process lanes of :mod:`policyalign.lanes`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import ExitStack
from functools import partial
from queue import SimpleQueue

from policyalign.collection.analyst import Analyst
from policyalign.collection.engine import Job, Outcome, Task, attempt
from policyalign.interrupts import interrupts_held
from policyalign.lanes import chosen_lanes
from policyalign.values import Workers

_STEP_SECONDS = 0.1


class LocalEngine:
    """An :class:`~policyalign.collection.engine.Engine` with so many lanes on this machine."""

    def __init__(self, workers: Workers = "auto") -> None:
        self._workers = chosen_lanes(workers)

    @property
    def workers(self) -> int:
        return self._workers

    def run(self, job: Job, tasks: Iterable[Task]) -> Iterator[Outcome]:
        """As :class:`~policyalign.collection.engine.Engine` says: one task at a time in each lane."""
        free: SimpleQueue[Callable[[Task], bytes]] = SimpleQueue()

        def work(task: Task) -> Outcome:
            do = free.get()
            try:
                return attempt(do, task)
            finally:
                free.put(do)

        waiting = iter(tasks)
        in_hand: set[Future[Outcome]] = set()
        with ExitStack() as stack:
            pool = stack.enter_context(ThreadPoolExecutor(self._workers, "plan"))
            # Closed before the pool, which would else wait until every lane has done its task.
            for do in self._lanes(job, stack):
                free.put(do)
            while True:
                while len(in_hand) < self._workers and (task := next(waiting, None)) is not None:
                    in_hand.add(pool.submit(work, task))
                if not in_hand:
                    return
                done, in_hand = _first_done(in_hand)
                yield from (one.result() for one in done)

    def _lanes(self, job: Job, stack: ExitStack) -> Iterator[Callable[[Task], bytes]]:
        """What each lane does. Reading is shared out among the annotators, and little of it is for the one matcher;
        comparing is all for the matcher, so that each lane has its own."""
        if not job.proposals:
            analyst = stack.enter_context(Analyst(job))
            yield from (partial(analyst.do, lane=lane) for lane in range(self._workers))
            return
        for _ in range(self._workers):
            yield stack.enter_context(Analyst(job.for_one_lane())).do


def _first_done(in_hand: set[Future[Outcome]]) -> tuple[set[Future[Outcome]], set[Future[Outcome]]]:
    """Those that are done, one at least, and the others; waited for in steps, as
    :func:`~policyalign.interrupts.awaited` does."""
    while True:
        with interrupts_held():
            done, others = wait(in_hand, _STEP_SECONDS, FIRST_COMPLETED)
        if done:
            return done, others
