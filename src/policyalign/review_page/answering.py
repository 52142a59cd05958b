"""From what a page sends to an answer of the log, or to the reason why not."""

from __future__ import annotations

from dataclasses import dataclass

import msgspec

from policyalign.messages.places import place_told
from policyalign.messages.review_page import ReviewPageCode
from policyalign.review.records import VERDICTS, Answer, Stage, Verdict, now
from policyalign.review_page.coders import reviewer_name, seat_of
from policyalign.review_page.desk import Desk, Sample
from policyalign.review_page.log import AnswerLog
from policyalign.review_page.records import Asked
from policyalign.review_page.security import LONGEST_NOTE
from policyalign.values import Code


class Refused(Exception):
    """A request that cannot be served: an HTTP status and the code of the sentence that says why."""

    def __init__(self, status: int, code: Code) -> None:
        super().__init__(status, code)
        self.status, self.code = status, code


@dataclass(frozen=True, slots=True)
class Given:
    """An answer as a page sends it; ``verdict`` is empty where the one of before is taken back, ``noted`` of a note
    alone. ``passage`` with its ``plan`` is what was chosen as evidence."""

    key: str
    verdict: Verdict
    reviewer: str
    stage: Stage
    plan: str = ""
    passage: str = ""
    note: str = ""


_GIVEN = msgspec.json.Decoder(Given)
"""Made once, ahead of all threads: msgspec looks a type up on its first use, which two threads must not do at once."""


def read_given(body: bytes) -> Given:
    """What a page has sent. Raises :class:`Refused`."""
    try:
        return _GIVEN.decode(body)
    except (msgspec.MsgspecError, UnicodeError, RecursionError) as error:
        raise Refused(400, ReviewPageCode.refuse_broken) from error


def asked_of(desk: Desk, key: str) -> Asked:
    """The item of a key. Raises :class:`Refused`."""
    asked = desk.by_key.get(key)
    if asked is None:
        raise Refused(404, ReviewPageCode.refuse_unknown)
    return asked


def name_of(text: str) -> str:
    """The name of a reviewer. Raises :class:`Refused` where there is none."""
    name = reviewer_name(text)
    if not name:
        raise Refused(400, ReviewPageCode.refuse_name)
    return name


def keep_answer(desk: Desk, log: AnswerLog, sample: Sample, given: Given) -> Answer:
    """The answer, once it is in the log. The sample is fixed by the claims alone: an answer on it counts for it in
    whichever order of the queue it was given. Raises :class:`Refused`, and
    :class:`~policyalign.errors.OutputError` where the log cannot be written."""
    asked, reviewer = asked_of(desk, given.key), name_of(given.reviewer)
    item = asked.item
    if given.verdict not in (*VERDICTS[item.subject], "noted", ""):
        raise Refused(400, ReviewPageCode.refuse_verdict)
    if len(given.note) > LONGEST_NOTE:
        raise Refused(413, ReviewPageCode.refuse_large)
    if seat_of(reviewer, log.standing.get(item.key, ())).stage != given.stage:
        raise Refused(409, ReviewPageCode.refuse_stage)
    text, page = _evidence(desk, asked, given)
    return log.add(
        Answer(
            *item.asked,
            given.verdict,
            reviewer,
            now(),
            given.stage,
            "page",
            given.passage,
            text,
            page,
            given.note.strip(),
            sample.name if item.key in sample.keys else "",
        )
    )


def _evidence(desk: Desk, asked: Asked, given: Given) -> tuple[str, str]:
    """The text of the passage chosen and where it stands; empty where none was."""
    if not given.passage:
        return "", ""
    passage = desk.run.passages.get((given.plan, given.passage))
    if passage is None or given.plan not in asked.item.plans:
        raise Refused(400, ReviewPageCode.refuse_passage)
    return passage.quotation, place_told(desk.plans[given.plan].places, passage.page_start, desk.lang)
