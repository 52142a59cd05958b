"""Results and their users over several plans, and the ends that were not found."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policyalign.assess.links.find import find
from policyalign.assess.links.records import Exit
from policyalign.domain import Step

from support.schedules import Measure, interval, matrix, measure, plan
from support.surveys import survey_of

THING = "結晶 放射線 耐性 素子"


def trial(stage: int = 4, phrase: str = "実証", *, certain: bool = True) -> Step:
    return Step(stage, interval(2026, 2028), phrase, (0, 1), certain)


def exits(*plans: tuple[str, Sequence[Measure]], missing: int = 0, unread: int = 0) -> tuple[Exit, ...]:
    made = [
        (plan(name, *measures, unread=unread if not place else 0), measures)
        for place, (name, measures) in enumerate(plans)
    ]
    return find(survey_of(matrix(*made), missing=missing), known=()).exits


def source(**how: Any) -> Measure:
    how = {"words": THING, "actors": ("文部科学省",), "text": "素子を試す。", **how}
    return measure("結晶素子の試し", how.pop("step", trial()), **how)


def user(*steps: Any, **how: Any) -> Measure:
    how = {"words": THING, "actors": ("総務省",), "text": "素子を備える。", **how}
    return measure("結晶素子を備えた灯台", *(steps or ((5, 2029, None),)), **how)


def told(found: Sequence[Exit]) -> list[tuple[str, str, str]]:
    return [(one.kind, one.reason, one.confidence) for one in found]


def test_a_result_and_its_user_in_another_plan_are_an_open_link() -> None:
    found = exits(("a", [source()]), ("b", [user()]))
    assert told(found) == [("open", "exit_shares", "certain")]
    (one,) = found
    assert one.source is not None
    assert one.user is not None
    assert (one.source.measure.plan_id, one.user.measure.plan_id) == ("a", "b")
    assert (one.source.page, one.user.page) == (1, 1)


@pytest.mark.parametrize(
    ("text", "actors", "named"),
    [
        ("結晶素子の試しの後に備える。", ("総務省",), "named_measure"),
        ("空の基本計画に基づき備える。", ("総務省",), "named_plan"),
        ("素子を備える。", ("総務省", "文部科学省"), "named_ministry"),
    ],
)
def test_a_link_is_joined_where_one_side_names_the_other(text: str, actors: tuple[str, ...], named: str) -> None:
    (one,) = exits(("空の基本計画", [source()]), ("b", [user(text=text, actors=actors)]))
    assert (one.kind, one.named) == ("joined", named)


@pytest.mark.parametrize(
    "second",
    [
        user((4, 2026, 2027), (5, 2029, None)),
        user((3, 2025, 2027)),
        user(words="別 の もの"),
    ],
    ids=["prepares it itself", "uses nothing", "another thing"],
)
def test_what_is_no_user_is_not_linked(second: Measure) -> None:
    assert not [one for one in exits(("a", [source()]), ("b", [second])) if one.user]


def test_within_a_plan_a_ministry_hands_nothing_to_itself() -> None:
    own = user(actors=("文部科学省",))
    assert exits(("a", [source(), own]), ("b", [measure("道", words="道路")])) == ()


def test_what_is_built_is_used_where_it_stands() -> None:
    assert exits(("a", [source(step=trial(3, "整備"))]), ("b", [user()])) == ()


def test_a_name_that_is_used_links_without_shared_words() -> None:
    text = "結晶素子の明かりを用いて照らす。"
    lamp = measure("結晶素子の明かりの実証", trial(), words="結晶素子 明かり", actors=("文部科学省",))
    port = measure("港を照らす", (5, 2029, None), words="港", text=text, actors=("総務省",))
    (one,) = exits(("a", [lamp]), ("b", [port]))
    assert (one.kind, one.reason, one.detail["name"]) == ("open", "exit_relies", "結晶素子の明かり")


@pytest.mark.parametrize(
    "text", ["結晶素子の明かりの特性を踏まえて照らす。", "結晶素子の明かりの普及状況を踏まえ、灯を増やす。"]
)
def test_what_is_only_considered_is_not_used(text: str) -> None:
    lamp = measure("結晶素子の明かりの実証", trial(), words="結晶素子 明かり", actors=("文部科学省",))
    port = measure("港を照らす", (5, 2029, None), words="港", text=text, actors=("総務省",))
    assert not [one for one in exits(("a", [lamp]), ("b", [port])) if one.user]


def test_two_doubts_are_too_many_and_one_asks_for_a_check() -> None:
    doubtful = source(step=trial(certain=False))
    assert told(exits(("a", [doubtful]), ("b", [user()]))) == [("open", "exit_shares", "check")]
    assert exits(("a", [doubtful]), ("b", [user()]), unread=4) == ()


def test_a_trial_that_ends_with_no_use_anywhere_has_no_taker_found() -> None:
    others = ("b", [measure("道", (5, 2026, None), words="道路")])
    (one,) = exits(("a", [source()]), others)
    assert (one.kind, one.confidence, one.user) == ("no_taker", "check", None)
    assert one.detail["plans"] == "2"


@pytest.mark.parametrize(("missing", "unread"), [(1, 0), (0, 1)])
def test_with_a_plan_or_a_page_unread_nothing_can_be_said(missing: int, unread: int) -> None:
    others = ("b", [measure("道", (5, 2026, None), words="道路")])
    (one,) = exits(("a", [source()]), others, missing=missing, unread=unread)
    assert one.confidence == "undetermined"


@pytest.mark.parametrize(
    "one",
    [
        source(text="素子を試し、港に導入する。"),
        source(step=trial(certain=False)),
        source(step=Step(4, interval(2026, None), "実証", (0, 1))),
        source(step=trial(3, "整備")),
        source(words=""),
    ],
    ids=["speaks of use", "unsure", "goes on", "built", "no thing of its own"],
)
def test_what_may_have_a_taker_is_not_reported(one: Measure) -> None:
    assert exits(("a", [one]), ("b", [measure("道", (5, 2026, None), words="道路")])) == ()


def test_a_measure_of_unknown_stage_on_the_thing_may_be_the_taker() -> None:
    assert exits(("a", [source()]), ("b", [measure("素子の広場", words="結晶 素子 広場")])) == ()


def test_of_one_plan_alone_no_end_is_missed() -> None:
    assert exits(("a", [source()])) == ()


DEMAND = "潮流発電機の成果を活用し、島に電気を送る。"


def demand(text: str = DEMAND) -> Measure:
    return measure("島の電気", (5, 2028, None), words="潮流発電機 島 電気", text=text)


def test_a_demand_whose_source_stands_nowhere_is_told() -> None:
    found = exits(("a", [demand()]), ("b", [measure("道", (5, 2026, None), words="道路")]))
    assert told(found) == [("no_source", "source_missing", "check")]
    assert found[0].source is None
    assert found[0].phrase.startswith("潮流発電機の成果を活用")


@pytest.mark.parametrize(
    "others",
    [
        [measure("潮流発電機の開発", (3, 2026, 2027), words="潮流発電機")],
        [measure("潮流発電機の広場", words="潮流発電機")],
    ],
    ids=["developed", "of unknown stage"],
)
def test_a_demand_that_may_have_a_source_is_not_reported(others: list[Measure]) -> None:
    assert not [one for one in exits(("a", [demand()]), ("b", others)) if one.kind == "no_source"]


def test_the_use_of_ones_own_result_is_no_demand() -> None:
    own = demand("これまでの潮流発電機の成果を活用し、島に電気を送る。")
    assert exits(("a", [own]), ("b", [measure("道", (5, 2026, None), words="道路")])) == ()


STEPS = st.lists(
    st.builds(
        lambda stage, start, length, phrase, certain: Step(
            stage, interval(start, start + length), phrase, (0, 1), certain
        ),
        st.integers(1, 6),
        st.integers(2024, 2032),
        st.integers(0, 4),
        st.sampled_from(["開発", "実証", "整備", "運用"]),
        st.booleans(),
    ),
    max_size=3,
)


@given(STEPS, STEPS, st.integers(0, 1))
def test_what_was_not_found_is_never_certain_and_both_ends_stand_in_two_plans(
    first: list[Step], second: list[Step], missing: int
) -> None:
    plans = [
        (name, [measure(f"結晶素子{name}", *steps, words=THING, actors=(actor,))])
        for name, steps, actor in (("a", first, "文部科学省"), ("b", second, "総務省"))
    ]
    found = exits(*plans, missing=missing)
    for one in found:
        if one.source and one.user:
            assert one.source.measure.plan_id != one.user.measure.plan_id
        else:
            assert one.confidence == ("undetermined" if missing else "check")
            assert "doubt_plans" in one.doubts
    assert sorted(told(exits(*reversed(plans), missing=missing))) == sorted(told(found))


HANDED = "素子を試し、成果を{}へ引き継ぐ。"


def taker(*steps: Any, **how: Any) -> Measure:
    return measure(
        "結晶素子による灯台の更新", *steps, **{"words": THING, "actors": ("国土交通省",), "text": "直す。", **how}
    )


@pytest.mark.parametrize(
    ("text", "confidence"),
    [
        (HANDED.format("「結晶素子による灯台の更新」"), "check"),
        (HANDED.format("結晶素子による灯台の更新"), "check"),
        (HANDED.format("国土交通省"), ""),
        (HANDED.format("農林水産省"), ""),
        ("素子を試す。成果は結晶素子による灯台の更新へ引き継がない。", ""),
    ],
)
def test_what_is_handed_over_by_name_is_a_link_without_a_stage_of_the_taker(text: str, confidence: str) -> None:
    found = [one for one in exits(("a", [source(text=text)]), ("b", [taker()])) if one.reason == "exit_hands"]
    assert [one.confidence for one in found] == [confidence] * bool(confidence)


@pytest.mark.parametrize(
    ("name", "how", "confidence"),
    [
        ("「結晶素子による灯台の更新」", {}, "certain"),
        ("国土交通省", {}, "check"),
        ("国土交通省", {"actors": ("総務省",)}, ""),
        ("国土交通省", {"words": "灯台 塗料 足場"}, ""),
    ],
)
def test_a_ministry_named_takes_over_by_its_measure_on_the_same_thing(
    name: str, how: dict[str, Any], confidence: str
) -> None:
    later = taker((5, 2029, None), **how)
    found = [
        one for one in exits(("a", [source(text=HANDED.format(name))]), ("b", [later])) if one.reason == "exit_hands"
    ]
    assert [(one.kind, one.confidence) for one in found] == [("joined", confidence)] * bool(confidence)
