"""Answers as rows of a table, in words, and rows of such a table as answers."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from policyalign.errors import InputError
from policyalign.messages import ReviewCode, label
from policyalign.messages.review import HEADINGS, ORIGINS, STAGES, SUBJECTS, VERDICTS
from policyalign.messages.wording import Wording
from policyalign.review.records import VERDICTS as OFFERED
from policyalign.review.records import Answer, Item, utc_told
from policyalign.tables import LIST_SEPARATOR, Row, columns

COLUMNS = columns(
    "number:int subject proposal_id label plan_id verdict stage reviewer at note page passage passage_id origin draw "
    "carried_from key wording documents"
)
NEEDED = ("verdict",)
"""Beside it, ``key``, or ``proposal_id`` and ``plan_id`` of a cell."""
_KEY = re.compile("[0-9a-f]{16}")
"""A spreadsheet may have made a number of one that looks like it."""
_COPIED = ("proposal_id", "reviewer", "at", "note", "page", "passage", "passage_id", "draw", "carried_from", "key")
_TEXTS = ("reviewer", "note", "page", "passage", "passage_id", "draw", "carried_from")
_WORDS: Mapping[str, Mapping[str, Wording]] = {"stage": STAGES, "origin": ORIGINS, "subject": SUBJECTS}


@dataclass(frozen=True, slots=True)
class Line:
    """A row as it was read: the file, its number there, and its cells by the names of columns."""

    path: Path
    number: int
    cells: Mapping[str, str]

    def __getitem__(self, name: str) -> str:
        return self.cells.get(name, "")

    @property
    def told(self) -> dict[str, object]:
        return {"file": self.path, "row": self.number}


def answer_rows(answers: Iterable[Answer], labels: Mapping[str, str], lang: str) -> Iterator[Row]:
    """One row per answer, in the order of the log; ``labels`` are those of the proposals by their ids."""
    for one in answers:
        yield {
            **{name: getattr(one, name) for name in (*_COPIED, "number", "wording")},
            **{name: label(words, getattr(one, name), lang) for name, words in _WORDS.items()},
            "label": labels.get(one.proposal_id, ""),
            "plan_id": LIST_SEPARATOR.join(one.plans),
            "documents": LIST_SEPARATOR.join(one.documents),
            "verdict": label(VERDICTS, one.verdict, lang),
        }


def answer_of(line: Line, items: Mapping[str, Item], cells: Mapping[tuple[str, str], Item], at: str) -> Answer | None:
    """The answer in a row; None where it holds none. ``items`` are those of the run by key, ``cells`` by proposal and
    plan; ``at`` is the time of answers that tell none.

    Raises :class:`~policyalign.errors.InputError`, with file and row, for an item or a word that is not known. An
    answer on another file is taken as it stands where the row says all of it.
    """
    if not line["verdict"].strip():
        return None
    item = items.get(line["key"]) if line["key"] else cells.get((line["proposal_id"], line["plan_id"]))
    of_item: dict[str, Any]
    if item is not None:
        of_item = {
            name: getattr(item, name) for name in ("key", "subject", "proposal_id", "plans", "documents", "wording")
        }
    elif _KEY.fullmatch(line["key"]) and all(line[name] for name in ("subject", "documents", "wording")):
        lists = {name: tuple(line[told].split(LIST_SEPARATOR)) for name, told in _LISTS.items()}
        subject = code_of(line, "subject", SUBJECTS)
        of_item = {**{name: line[name] for name in ("key", "proposal_id", "wording")}, "subject": subject, **lists}
    else:
        found = line["key"] or f"{line['proposal_id']} × {line['plan_id']}"
        raise InputError(ReviewCode.review_row_unknown, **line.told, found=found)
    known: dict[str, Wording] = {name: VERDICTS[name] for name in (*OFFERED[of_item["subject"]], "noted", "")}
    told: dict[str, Any] = {name: line[name] for name in _TEXTS}
    told["verdict"] = code_of(line, "verdict", known)
    told["stage"] = code_of(line, "stage", STAGES) if line["stage"] else "coding"
    told["origin"] = code_of(line, "origin", ORIGINS) if line["origin"] else "table"
    return Answer(
        **of_item,
        **told,
        at=_time(line) if line["at"] else at,
    )


_LISTS = {"plans": "plan_id", "documents": "documents"}


def code_of(line: Line, column: str, words: Mapping[str, Wording], headings: Mapping[str, Wording] = HEADINGS) -> str:
    """The code of a word in either language, or of the code itself.

    Raises :class:`~policyalign.errors.InputError`, with file, row and column, for another word.
    """
    word = _folded(line[column])
    for code, one in words.items():
        if word in (_folded(one.ja), _folded(one.en), code or None):
            return code
    known = "、".join(one.ja for one in words.values() if one.ja)
    told = {**line.told, "column": headings[column].ja, "found": line[column], "known": known}
    raise InputError(ReviewCode.review_word_unknown, **told)


def _time(line: Line) -> str:
    """The time in UTC, as the log tells it; a time without zone is one of UTC."""
    try:
        found = datetime.fromisoformat(line["at"].strip())
    except ValueError as error:
        raise InputError(ReviewCode.review_time_unknown, **line.told, found=line["at"]) from error
    zoned = found.replace(tzinfo=UTC) if found.tzinfo is None else found
    told = line["at"].strip()
    return told if told.endswith("Z") else utc_told(zoned)


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip().casefold()
