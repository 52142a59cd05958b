"""The answers as the page reads them: kept in memory, and only what came since is read."""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Iterable, Mapping
from contextlib import AbstractContextManager

from policyalign.review.records import Answer, Verdict
from policyalign.review.replies import Reply, latest_replies
from policyalign.review.settling import standing
from policyalign.review.store import ReviewStore


class AnswerLog:
    """The store of a results folder for many readers and one writer after the other; another process may write too."""

    def __init__(self, store: ReviewStore) -> None:
        self._store = store
        self._lock = threading.Lock()
        self._last: Answer | None = None
        self._answers: defaultdict[str, list[Answer]] = defaultdict(list)
        self._standing: dict[str, tuple[Answer, ...]] = {}
        self._kept: dict[tuple[str, str, str], Verdict] = {}

    def held(self) -> AbstractContextManager[None]:
        """As :meth:`~policyalign.review.store.ReviewStore.held`."""
        return self._store.held()

    @property
    def standing(self) -> Mapping[str, tuple[Answer, ...]]:
        """By item, the standing answers. Raises :class:`~policyalign.errors.InputError` for a store that is broken."""
        with self._lock:
            self._read_on()
            return self._standing

    def replies_on(self, key: str) -> tuple[Reply, ...]:
        """What ministries replied on an item. Raises :class:`~policyalign.errors.InputError` like ``standing``."""
        return latest_replies(self._store.replies()).get(key, ())

    def add(self, answer: Answer) -> Answer:
        """The answer with its number, once it is on the disk. Raises :class:`~policyalign.errors.OutputError`."""
        (kept,) = self._store.add((answer,))
        with self._lock:
            self._kept[kept.key, kept.reviewer, kept.stage] = kept.verdict
        return kept

    @property
    def added(self) -> int:
        """Answers given through this log that were not taken back."""
        return sum(bool(one) for one in self._kept.values())

    def on(self, keys: Iterable[str]) -> tuple[Answer, ...]:
        """All answers on some items, those that no longer stand among them. Raises like ``standing``."""
        with self._lock:
            self._read_on()
            return tuple(one for key in keys for one in self._answers.get(key, ()))

    def _read_on(self) -> None:
        """Take in what came since. The last answer known is read once more: if it is not there, somebody has put
        another file in the place of ours."""
        fresh = self._store.answers(after=self._last.number - 1 if self._last else 0)
        if self._last is not None:
            if fresh[:1] != (self._last,):
                self._answers, self._standing, fresh = defaultdict(list), {}, self._store.answers()
            else:
                fresh = fresh[1:]
        if not fresh:
            return
        for one in fresh:
            self._answers[one.key].append(one)
        changed = {one.key for one in fresh}
        kept = {key: some for key, some in self._standing.items() if key not in changed}
        told = standing(answer for key in changed for answer in self._answers[key])
        self._standing, self._last = kept | told, fresh[-1]
