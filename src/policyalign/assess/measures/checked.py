"""What becomes of alarms and exit links once people have looked: those that are wrong are set aside."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar

from policyalign.messages import MeasureCode
from policyalign.values import Check, Code

if TYPE_CHECKING:
    from policyalign.assess.links.records import Exit
    from policyalign.assess.phases.records import Fault
    from policyalign.assess.questions import Said

T = TypeVar("T", "Fault", "Exit")

DOUBTS: Mapping[Check, Code] = {
    "unsure": MeasureCode.doubt_person_unsure,
    "disputed": MeasureCode.doubt_disputed,
}
"""What is said of a finding that people could not decide."""


def told_apart(found: Iterable[T], said: Said) -> tuple[tuple[T, ...], tuple[T, ...]]:
    """The findings that stand, and those that people said are wrong; what they said is right is certain, what they
    could not decide is no more than to be checked."""
    checked = [_checked(one, said(one)) for one in found]
    return tuple(one for one in checked if one.checked != "wrong"), tuple(
        one for one in checked if one.checked == "wrong"
    )


def _checked(found: T, check: Check) -> T:
    changes: dict[str, Any] = {"checked": check}
    if check == "right":
        changes |= {"confidence": "certain", "doubts": ()}
    elif doubt := DOUBTS.get(check):
        changes["doubts"] = (*found.doubts, doubt)
        changes["confidence"] = "check" if found.confidence == "certain" else found.confidence
    return replace(found, **changes) if check else found
