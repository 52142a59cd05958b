from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from policyalign.assess.responsibility.find import find
from policyalign.assess.responsibility.records import SectorView

from support.schedules import Measure, Words, matrix, plan
from support.surveys import survey_of


def view(
    *texts: str, asked: tuple[str, ...] = ("産", "学"), possible: str = "", chance: float = 0.2, **how: Any
) -> SectorView:
    """Plans whose one measure each answers a proposal that asks so much; one measure more that may answer."""
    rows = [[Measure(f"施策{number}", [Words(text)], {"T1": 0.9})] for number, text in enumerate(texts)]
    if possible:
        rows[0].append(Measure("他の施策", [Words(possible)], {"T1": chance}))
    made = matrix(*((plan(f"p{number}", *one), one) for number, one in enumerate(rows)), **how)
    asking = tuple(replace(one, actors=asked) for one in made.proposals)
    (found,) = find(survey_of(replace(made, proposals=asking))).sectors
    return found


def test_what_is_addressed_is_told_with_its_place() -> None:
    found = view("大学と企業が行う。")
    assert (found.addressed, found.missing, found.undetermined) == (("産", "学"), (), ())
    assert (found.mentions[0].plan_id, found.mentions[0].page) == ("p0", 1)
    assert "企業" in found.mentions[0].phrase


def test_what_is_asked_and_nowhere_is_missing() -> None:
    found = view("企業が行う。", "中小企業が行う。")
    assert (found.asked, found.addressed, found.missing) == (("産", "学"), ("産",), ("学",))


@pytest.mark.parametrize(
    "how",
    [
        {"possible": "大学が行う。"},
        {"possible": "学校が行う。"},
        {"statuses": {("T1", "p1"): "undetermined"}},
    ],
    ids=["possible", "hint", "open"],
)
def test_what_may_be_there_is_undetermined(how: dict[str, Any]) -> None:
    found = view("企業が行う。", "中小企業が行う。", **how)
    assert (found.missing, found.undetermined) == ((), ("学",))


def test_whatever_a_verdict_stands_on_addresses_a_sector() -> None:
    found = view("企業が行う。", possible="大学が行う。", chance=0.3)
    assert (found.addressed, found.missing, found.undetermined) == (("産", "学"), (), ())


def test_a_plan_half_read_leaves_it_undetermined() -> None:
    row = [Measure("施策", [Words("企業が行う。")], {"T1": 0.9})]
    made = matrix((plan("p0", *row, unread=5), row))
    asking = tuple(replace(one, actors=("学",)) for one in made.proposals)
    (found,) = find(survey_of(replace(made, proposals=asking))).sectors
    assert (found.missing, found.undetermined) == ((), ("学",))


def test_nothing_is_missing_where_no_plan_was_asked() -> None:
    found = view("企業が行う。", statuses={("T1", "p0"): "out_of_scope"})
    assert (found.addressed, found.missing, found.undetermined) == ((), (), ("産", "学"))


def test_gaps_everywhere_miss_all_that_is_asked() -> None:
    found = view("道を直す。", statuses={("T1", "p0"): "gap"})
    assert found.missing == ("産", "学")


def test_who_is_not_asked_is_shown_and_never_missing() -> None:
    found = view("大学が行う。", asked=())
    assert (found.asked, found.addressed, found.missing, found.undetermined) == ((), ("学",), (), ())
