"""``review.json`` of earlier versions: its answers are taken over into the log once; the file is left as it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from policyalign.assess.run import Run, run_id
from policyalign.errors import InputError
from policyalign.files import read_whole
from policyalign.messages import ReviewCode
from policyalign.review.importing import new_answers
from policyalign.review.items import cell_items
from policyalign.review.records import Answer, Verdict, utc_told
from policyalign.review.store import ReviewStore
from policyalign.serialize import from_json
from policyalign.values import Check

REVIEWS = "review.json"
FORMAT = 1
_VERDICTS: Mapping[Check, Verdict] = {"present": "partial", "absent": "absent", "unsure": "unsure", "": "noted"}


@dataclass(frozen=True, slots=True)
class _Earlier:
    key: str
    check: Check
    note: str = ""
    reviewer: str = ""


@dataclass(frozen=True, slots=True)
class _ReviewFile:
    format: int
    run_id: str
    answers: tuple[_Earlier, ...]


def take_over(folder: Path, run: Run) -> int:
    """Keep the answers of ``review.json`` in the log; how many were not there yet. Those of another run stay where they
    are.

    Raises:
        InputError: the file cannot be read.
        OutputError: the log cannot be written.
    """
    path, store = folder / REVIEWS, ReviewStore(folder)
    if not path.is_file():
        return 0
    new = new_answers(_answers(path, run), store.answers())
    return len(store.add(new)) if new else 0


def _answers(path: Path, run: Run) -> Iterator[Answer]:
    try:
        saved = from_json(read_whole(path), _ReviewFile)
        changed = datetime.fromtimestamp(path.stat().st_mtime, UTC)
    except (OSError, ValueError) as error:
        raise InputError(ReviewCode.review_broken, file=path, error=error) from error
    if saved.format != FORMAT:
        raise InputError(ReviewCode.review_broken, file=path, error=f"format {saved.format}")
    if saved.run_id != run_id(run):
        return
    at = utc_told(changed)
    told = {one.key: one for one in saved.answers}
    for item in cell_items(run):
        one = told.get(f"{item.proposal_id}|{item.plans[0]}")
        if one is not None and one.check in _VERDICTS:
            yield Answer(*item.asked, _VERDICTS[one.check], one.reviewer, at, origin="workbook", note=one.note)
