"""Answers of reviewers on the items of a run."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import count
from pathlib import Path
from typing import Any

from policyalign.assess.run import Run
from policyalign.export import write_run
from policyalign.review.applying import up_to_date
from policyalign.review.items import items_of
from policyalign.review.records import Answer, Item, Subject
from policyalign.review.store import ReviewStore

_SECONDS = count()


def answer(item: Item, verdict: str, reviewer: str = "山田", **more: Any) -> Answer:
    """An answer, each a microsecond after the one before."""
    more.setdefault("at", f"2026-04-01T09:30:00.{next(_SECONDS):06d}Z")
    of_item = (item.key, item.subject, item.proposal_id, item.plans, item.documents, item.wording)
    return Answer(*of_item, verdict, reviewer, **more)  # type: ignore[arg-type]


def items_by_subject(run: Run) -> Mapping[Subject, list[Item]]:
    """The items of a run."""
    found: dict[Subject, list[Item]] = {}
    for item in items_of(run):
        found.setdefault(item.subject, []).append(item)
    return found


def cell_of(run: Run, proposal: str, plan: str) -> Item:
    """The item of a cell."""
    return next(one for one in items_by_subject(run)["cell"] if (one.proposal_id, one.plans) == (proposal, (plan,)))


def kept(folder: Path, run: Run, answers: Iterable[Answer]) -> Run:
    """What becomes of a run in a folder with these answers; the folder holds it then."""
    if not folder.exists():
        write_run(run, folder)
    ReviewStore(folder).add(answers)
    told, _ = up_to_date(run, folder)
    write_run(told, folder)
    return told
