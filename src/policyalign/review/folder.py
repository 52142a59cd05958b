"""The answers of a results folder and the run that is written there: kept, carried over, applied."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from policyalign.assess.audit.file import load_audits
from policyalign.assess.run import Run
from policyalign.errors import InputError
from policyalign.export import load_run
from policyalign.review.applying import EDITIONS, with_reviews
from policyalign.review.carrying import asked_again, carried, new_editions
from policyalign.review.earlier import take_over
from policyalign.review.records import Answer
from policyalign.review.store import RECORD, ReviewStore


@dataclass(frozen=True, slots=True)
class Arrived:
    """A new run with the answers of the folder that it goes to: how many of them were taken over from a
    ``review.json``, how many carried over from earlier editions of its plans, and how many of these are asked again."""

    run: Run
    taken_over: int
    carried: int
    again: int


def check_answers(folder: Path) -> None:
    """Raise :class:`~policyalign.errors.InputError` now, not after minutes of work, for answers that cannot be read."""
    ReviewStore(folder).answers()


def arrived(run: Run, folder: Path) -> Arrived:
    """A run that is about to be written into a folder, with what people said there before.

    Raises:
        InputError: answers cannot be read.
        OutputError: the log cannot be written.
    """
    store, run = ReviewStore(folder), replace(run, audits=load_audits(folder))
    taken = take_over(folder, run)
    log = store.answers()
    editions = _editions(run, folder, log)
    new = carried(run, log, editions)
    log += store.add(new) if new else ()
    if editions:
        run = replace(run, record={**run.record, RECORD: {EDITIONS: dict(sorted(editions.items()))}})
    again = len(asked_again(run, log, editions)) if editions else 0
    return Arrived(with_reviews(run, log), taken, len(new), again)


def _editions(run: Run, folder: Path, log: Sequence[Answer]) -> Mapping[str, str]:
    """The editions that plans of the run have taken the place of, those of earlier runs among them."""
    here = {plan.document_id for plan in run.plans}
    if all(document in here for one in log for document in one.documents):
        return {}
    try:
        before = load_run(folder)
    except InputError:  # of another version, or altered: nothing is known of its plans
        return {}
    known: Mapping[str, str] = before.record.get(RECORD, {}).get(EDITIONS, {})
    return {**known, **new_editions(before.plans, run.plans)}
