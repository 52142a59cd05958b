"""Programmes on one thing that follow each other from ministry to ministry, and those that only look like it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policyalign.assess.links.find import find
from policyalign.assess.links.records import Exit
from policyalign.assess.links.rows import exit_rows
from policyalign.domain import Measure as Read
from policyalign.domain import Step
from policyalign.match.term_statistics import TermStatistics

from support.schedules import Measure, interval, matrix, measure, plan
from support.surveys import run_of, survey_of

BACKGROUND = TermStatistics(1000)
"""Many texts elsewhere, none of which speaks of these things."""
THING = "浮体 潮流 発電 海峡"


def at(stage: int, start: int | None, end: int | None, phrase: str = "", *, certain: bool = True) -> Step:
    """A step with the wording that such a stage has."""
    words = {2: "制度設計", 3: "開発", 4: "実証", 5: "導入", 6: "普及"}
    return Step(stage, interval(start, end), phrase or words[stage], (0, 1), certain)


def programme(ministry: str, *steps: Step, heading: str = "", words: str = THING, **how: Any) -> Measure:
    name = heading or f"浮体式潮流発電の{ministry[:2]}事業"
    how = {"text": "浮体を試す。", **how}
    return measure(name, *steps, words=words, actors=(ministry,), **how)


def chains(*plans: Sequence[Measure]) -> tuple[Exit, ...]:
    made = [(plan(f"p{place}", *measures), measures) for place, measures in enumerate(plans)]
    found = find(survey_of(matrix(*made), background=BACKGROUND), known=()).exits
    return tuple(one for one in found if one.reason == "exit_follows")


def hands(found: Sequence[Exit]) -> list[tuple[str, ...]]:
    return [(*(side.measure.ministries[0] for side in one.sides), one.confidence) for one in found]


DEMONSTRATION = programme("環境省", at(4, 2020, 2024))
DEVELOPMENT = programme("経済産業省", at(3, 2022, 2025))


@pytest.mark.parametrize("apart", [False, True], ids=["within a plan", "across plans"])
def test_a_use_that_another_ministry_begins_after_the_trial_follows_it(apart: bool) -> None:
    use = programme("国土交通省", at(4, 2025, 2027), at(5, 2028, None))
    trial = programme("経済産業省", at(3, 2022, 2024))
    found = chains([trial], [use]) if apart else chains([trial, use])
    assert hands(found) == [("経済産業省", "国土交通省", "certain")]
    assert found[0].kind == "open"


def test_three_ministries_are_a_chain_of_two_links_and_no_short_cut() -> None:
    """The development runs beside the demonstration; only since a method follows it is it a part of the chain."""
    method = programme("国土交通省", at(2, 2026, 2028))
    found = chains([DEMONSTRATION, DEVELOPMENT, method])
    assert hands(found) == [("環境省", "経済産業省", "check"), ("経済産業省", "国土交通省", "check")]
    assert all(one.doubts == ("doubt_succession",) for one in found)
    assert chains([DEMONSTRATION, DEVELOPMENT]) == ()


def test_a_row_tells_the_whole_chain_with_ministries_and_years() -> None:
    measures = [DEMONSTRATION, DEVELOPMENT, programme("国土交通省", at(2, 2026, 2028))]
    run = run_of(matrix((plan("a", *measures), measures)), background=BACKGROUND)
    told = {row["chain"] for row in exit_rows(run, "ja") if row["kind"] in ("open", "joined")}
    assert told == {
        "環境省：実証・試行（2020～2024年度） → 経済産業省：開発・整備（2022～2025年度） → "
        "国土交通省：基礎研究・制度設計（2026～2028年度）"
    }
    sentences = [str(row["explanation"]) for row in exit_rows(run, "ja") if row["kind"] == "open"]
    assert all("環境省" in one or "国土交通省" in one for one in sentences)
    english = [str(row["chain"]) for row in exit_rows(run, "en")]
    assert any("demonstration and trial (FY2020–2024) → " in one for one in english)


@pytest.mark.parametrize(
    "steps",
    [
        (at(5, 2023, None),),
        (at(4, 2025, 2027),),
        (at(4, 2020, 2024), at(5, 2020, 2024)),
    ],
    ids=["begins before the other ends", "the same stage once more", "the first speaks of use, too"],
)
def test_what_only_half_follows_is_to_be_checked(steps: tuple[Step, ...]) -> None:
    own = len(steps) > 1
    first = programme("環境省", *(steps if own else (at(4, 2020, 2024),)))
    then = programme("国土交通省", *((at(5, 2025, None),) if own else steps))
    assert [one.confidence for one in chains([first, then])] == ["check"]


@pytest.mark.parametrize(
    "then",
    [
        programme("環境省", at(5, 2025, None)),
        programme("国土交通省", at(5, 2030, None)),
        programme("国土交通省", at(4, 2020, 2024)),
        programme("国土交通省", at(5, 2022, 2023)),
        programme("国土交通省", at(5, 2019, None)),
        programme("国土交通省", at(5, None, 2030)),
        programme("国土交通省", Step(5, None, "導入", (0, 1))),
        programme("国土交通省", at(5, 2025, None), heading="待合所の改修", words="待合所 昇降機 車椅子"),
        programme("国土交通省", at(5, 2023, None, certain=False)),
    ],
    ids=[
        "the same ministry",
        "years later",
        "at the same time",
        "over before",
        "began before",
        "no beginning told",
        "no time told",
        "another thing",
        "neither after nor sure",
    ],
)
def test_what_only_looks_like_a_chain_is_none(then: Measure) -> None:
    assert chains([DEMONSTRATION, then]) == ()


@pytest.mark.parametrize(
    "first",
    [
        programme("環境省", at(4, 2020, None)),
        programme("環境省", at(4, 2020, 2022), at(5, 2023, 2026)),
        programme("環境省", at(3, 2020, 2024, "整備")),
        programme("環境省", at(2, 2020, 2024)),
        programme("不明", at(4, 2020, 2024)),
    ],
    ids=["goes on", "uses it itself later", "built where it stands", "nothing ready yet", "no ministry"],
)
def test_what_hands_nothing_over_begins_no_chain(first: Measure) -> None:
    assert chains([first, programme("国土交通省", at(5, 2025, None))]) == ()


@pytest.mark.parametrize(
    ("headings", "words", "linked"),
    [
        (("浮体式潮流発電の実証", "港での浮体式潮流発電の据付け"), ("浮体 潮流 発電 鎖", "浮体 潮流 発電 港"), True),
        (("情報アクセス確保の実証", "待合所のアクセス確保"), ("アクセス 確保 図書", "アクセス 確保 通路"), False),
        (("基盤技術強化の実証", "港の基盤技術強化"), ("基盤 技術 強化 図書", "基盤 技術 強化 港"), False),
    ],
    ids=["one thing", "a common wording", "words for doings only"],
)
def test_headings_that_name_the_same_thing_tie_programmes(
    headings: tuple[str, str], words: tuple[str, str], linked: bool
) -> None:
    others = [measure(f"別の施策{n}", words=f"語{n}甲 語{n}乙 語{n}丙") for n in range(5)]
    first = programme("環境省", at(4, 2020, 2024), heading=headings[0], words=f"{words[0]} 張力 索 姿勢 気温 塩")
    then = programme("国土交通省", at(5, 2025, None), heading=headings[1], words=f"{words[1]} 曳航 岸壁 工程 費用 船")
    assert bool(chains([first, then, *others])) == linked


def test_a_thing_of_one_rare_word_only_is_to_be_checked() -> None:
    """防災・減災技術 is a matter of many programmes, though both headings name it."""
    common = TermStatistics(1000, frequencies={"防災": 300})
    names = ("防災・減災技術の実証", "森の防災・減災技術の展開")
    first = programme("国土交通省", at(4, 2020, 2024), heading=names[0], words="防災 減災 市街地 擁壁 道路 宅地")
    then = programme("農林水産省", at(5, 2025, None), heading=names[1], words="防災 減災 樹木 林道 苗木 土壌")
    measures = [first, then]
    (one,) = find(survey_of(matrix((plan("a", *measures), measures)), background=common), known=()).exits
    assert (one.reason, one.confidence, one.doubts) == ("exit_follows", "check", ("doubt_object",))


years = st.integers(2015, 2035)


@st.composite
def programmes(draw: st.DrawFn) -> list[Measure]:
    ministries = draw(st.lists(st.sampled_from(["環境省", "経済産業省", "国土交通省"]), min_size=2, max_size=4))
    made = []
    for place, ministry in enumerate(ministries):
        start = draw(years)
        end = draw(st.none() | st.integers(start, start + 6))
        made.append(
            programme(ministry, at(draw(st.integers(2, 6)), start, end), heading=f"浮体式潮流発電の事業{place}")
        )
    return made


def pairs(found: Sequence[Exit]) -> set[tuple[str, ...]]:
    return {(*(side.measure.name for side in one.sides), one.confidence) for one in found}


@given(programmes())
def test_a_chain_leads_forward_in_time_from_hand_to_hand(measures: list[Measure]) -> None:
    for one in chains(measures):
        assert one.source is not None
        assert one.user is not None
        before, after = one.source.interval, one.user.interval
        assert before is not None
        assert after is not None
        assert before.end_fy is not None
        assert after.end_fy is None or after.end_fy > before.end_fy
        assert (before.start_fy or 0) < (after.start_fy or 0) <= before.end_fy + 4
        first, second = (_hand(side.measure) for side in one.sides)
        assert first != second


@given(programmes())
def test_the_order_of_a_plan_does_not_matter(measures: list[Measure]) -> None:
    assert pairs(chains(measures)) == pairs(chains(measures[::-1]))


def _hand(read: Read) -> tuple[str, ...]:
    return read.ministries
