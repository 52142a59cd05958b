"""Files of any format as plans, and what is to be seen of them."""

from __future__ import annotations

from pathlib import Path

from policyalign.config import ReadSettings
from policyalign.domain import Plan
from policyalign.errors import InputError
from policyalign.messages.places import place_told
from policyalign.services import Reader

_READER = Reader(ReadSettings())


def read(path: Path) -> Plan:
    """The outline of a file."""
    return _READER.outline(path, "plan")


def texts(plan: Plan) -> list[str]:
    return [passage.text for passage in plan.passages]


def headings(plan: Plan) -> list[tuple[int, str]]:
    return [(section.level, section.heading) for section in plan.sections]


def cited(plan: Plan) -> dict[str, str]:
    """Where each passage is said to stand, by its text."""
    return {passage.text: place_told(plan.places, passage.page_start) for passage in plan.passages}


def counts(plan: Plan) -> dict[str, str]:
    """The problems met, with the number that they tell."""
    return {problem.code: problem.detail.get("count", "") for problem in plan.problems}


def refused(path: Path) -> str:
    """The code of the error that a file ends in; empty where it is read."""
    try:
        read(path)
    except InputError as error:
        return error.code
    return ""
