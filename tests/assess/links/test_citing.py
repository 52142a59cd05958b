"""Names lead to plans, and words that stand for a name to what they stand for."""

from __future__ import annotations

import pytest

from policyalign.assess.links.citing import read_citations
from policyalign.assess.links.directory import Directory
from policyalign.catalogue.records import KnownPlan
from policyalign.domain import Plan

from support.links import plan_of

KNOWN = (
    KnownPlan("port7", "港", "第7期港湾再生基本計画", "国", ("第7期基本計画",), "第7期", "2026-03-01"),
    KnownPlan("port6", "港", "第6期港湾再生基本計画", "国", ("第6期基本計画",), "第6期", "2021-03-26"),
    KnownPlan("light", "灯台", "灯台基本計画", "国", ("灯台基本計画工程表",), "2023年", "2023-06-13"),
)


def cited(*texts: str, title: str = "海の重点計画", edition: str = "", more: tuple[Plan, ...] = ()) -> list[str]:
    """The resolved ids, or else the keys, of what the passages of a plan cite."""
    plans = (plan_of("sea", *texts, title=title, edition=edition), *more)
    citations, targets = read_citations(plans, Directory(KNOWN, plans))
    found = [targets[one.target] for one in citations if one.plan_id == "sea"]
    return [target.resolved or target.key for target in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("灯台基本計画に基づき進める。", ["light"]),
        ("灯台基本計画工程表に沿って進める。", ["light"]),
        ("灯台基本計画（令和5年6月13日閣議決定）に沿う。", ["light"]),
        ("灯台基本計画（平成27年1月9日閣議決定）に沿う。", ["name:灯台基本計画@2015-1-9"]),
        ("第七期港湾再生基本計画に沿う。", ["port7"]),
        ("第５期港湾再生基本計画に沿う。", ["name:第5期港湾再生基本計画"]),
        ("港湾再生基本計画に沿う。", ["name:港湾再生基本計画"]),
        ("港湾再生基本計画（令和8年3月1日閣議決定）に沿う。", ["port7"]),
        ("第6期基本計画に沿う。", ["port6"]),
        ("第６期港湾再生基本計画を改め、第6期計画の後を継ぐ。", ["port6", "port6"]),
        ("灯台基本計画に基づき進め、同計画の目標を達する。", ["light", "light"]),
        ("港湾再生促進法を改め、同法に沿う。", ["name:港湾再生促進法", "name:港湾再生促進法"]),
        ("同計画の目標を達する。", []),
        ("本計画は海を守る。", ["sea"]),
        ("この計画は海を守る。", ["sea"]),
        ("本戦略は海を守る。", []),
        ("前計画の成果を継ぐ。", []),
    ],
)
def test_what_a_name_leads_to(text: str, expected: list[str]) -> None:
    assert cited(text) == expected


def test_the_earlier_edition_is_that_of_the_plan_itself() -> None:
    assert cited("前計画の成果を継ぐ。", title="第7期港湾再生基本計画") == ["port6"]
    assert cited("前期計画の成果を継ぐ。", title="港湾再生基本計画", edition="第7期") == ["port6"]
    assert cited("前計画の成果を継ぐ。", title="第6期港湾再生基本計画") == []


def test_an_edition_alone_is_of_the_series_of_the_plan_itself() -> None:
    """An alias of another series leads astray there."""
    assert cited("第6期基本計画の成果を継ぐ。", title="第8期空路基本計画") == []
    assert cited("第6期計画の成果を継ぐ。", title="第8期港湾再生基本計画") == ["port6"]


def test_a_short_name_holds_from_where_it_is_given() -> None:
    given = "港の再生の促進に関する法律（令和2年法律第999号。以下「再生法」という。）による。"
    law = "name:港の再生の促進に関する法律"
    assert cited(given, "再生法に沿う。") == [law, law]
    assert cited("再生法に沿う。", given) == [law]


def test_a_short_name_that_is_an_ordinary_word_holds_within_its_measure() -> None:
    given = "港湾再生強化基本方針（令和7年6月1日閣議決定）（以下「基本方針」という。）による。"
    policy = "name:港湾再生強化基本方針"
    assert cited(given + "基本方針に沿う。") == [policy, policy]
    assert cited(given, "§", "基本方針に沿う。") == [policy]


def test_another_plan_of_the_run_is_led_to_by_its_title_and_a_draft_by_that_of_the_plan() -> None:
    other = plan_of("air", "空を守る。", title="空路再生基本計画（素案）")
    assert cited("空路再生基本計画に沿う。", more=(other,)) == ["air"]


def test_a_name_that_one_passage_shows_to_be_one_is_a_name_everywhere() -> None:
    shown = "「港と暮らしの再生ビジョン」（令和7年6月1日決定）による。"
    assert len(cited(shown, "港と暮らしの再生ビジョンも見直す。")) == 2


def test_a_citation_tells_where_it_stands() -> None:
    plans = (plan_of("sea", "海を守る。灯台基本計画に沿う。", title="海の計画"),)
    (one,), _ = read_citations(plans, Directory(KNOWN, plans))
    assert (one.page, one.passage_id, one.sentence) == (1, "sea-0", "灯台基本計画に沿う。")
