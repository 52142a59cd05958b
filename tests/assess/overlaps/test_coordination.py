from __future__ import annotations

from dataclasses import replace

import pytest

from policyalign.assess.measures.dependencies import find_dependencies
from policyalign.assess.measures.words import Words
from policyalign.assess.overlaps.coordination import References, plan_names
from policyalign.assess.overlaps.records import Coordination
from policyalign.catalogue.records import KnownPlan
from policyalign.match.term_statistics import TermStatistics
from policyalign.segment.measures import read_measures

from support.schedules import Measure, measure, plan

SPACE = KnownPlan("space4", "宇宙", "第4期宇宙利用基本計画", "内閣府", aliases=("宇宙利用工程表",), edition="第4期")


def between(one: Measure, other: Measure, names: tuple[str, str] = ("p", "q")) -> Coordination | None:
    """The reference between the measures of the plans 第4期宇宙利用基本計画 and 海の計画２０２６."""
    plans = [plan(name, each) for name, each in zip(names, (one, other), strict=True)]
    titled = [
        replace(each, title=title)
        for each, title in zip(plans, ("第4期宇宙利用基本計画", "海の計画２０２６"), strict=True)
    ]
    read = [measure for each in titled for measure in read_measures(each)]
    words = Words(read, TermStatistics())
    return References(titled, read, words, find_dependencies(read, words), [SPACE]).between(0, 1)


def naming(text: str, actors: tuple[str, ...] = ("環境省",)) -> Measure:
    return measure("港の見守り", text=text, actors=actors)


SATELLITE = measure(
    "観測衛星画像の配信",
    text="観測衛星の画像を配る。",
    words="観測衛星 画像 配信",
    actors=("総務省", "宇宙機構"),
)


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("宇宙利用基本計画に基づき、港を見守る。", "宇宙利用基本計画に基づ"),
        ("第４期宇宙利用基本計画や森の計画を踏まえ、港を見守る。", "第4期宇宙利用基本計画や森の計画を踏まえ"),
        ("「宇宙利用工程表」に沿って港を見守る。", "宇宙利用工程表」に沿"),
        ("総務省と連携して港を見守る。", "総務省と連携"),
        ("防衛省、総務省、大学等と密接に連携し、見守る。", "総務省、大学等と密接に連携"),
        ("総務省の協力を得て港を見守る。", "総務省の協力"),
        ("宇宙機構と共同で港を見守る。", "宇宙機構と共同"),
        ("観測衛星画像の配信を活用して港を見守る。", "観測衛星画像の配信を活用"),
        ("観測衛星画像の配信との連携を図る。", "観測衛星画像の配信との連携"),
    ],
)
def test_what_names_the_other_is_a_reference(text: str, phrase: str) -> None:
    found = between(SATELLITE, naming(text))
    assert found is not None
    assert (found.phrase, found.passage_id, found.page, found.by_first) == (phrase, "q-0", 1, False)


@pytest.mark.parametrize(
    "text",
    [
        "関係府省と連携して港を見守る。",
        "関係府省庁等と緊密に連携する。",
        "第３期宇宙利用基本計画に基づき、港を見守る。",
        "総務省が配る画像を用い、大学と連携する。",
        "総務省令に基づき、港を見守る。",
        "新総務省と連携する。",
        "宇宙利用基本計画という名の計画がある。",
        "海の計画2026に基づき、港を見守る。",
    ],
)
def test_what_does_not_name_the_other_is_none(text: str) -> None:
    assert between(SATELLITE, naming(text)) is None


def test_who_leads_both_is_no_other_but_a_partner_is() -> None:
    text = "総務省と共に見守る。"
    assert between(SATELLITE, naming(text, ("総務省", "環境省"))) is None
    assert between(SATELLITE, naming(text, ("環境省", "総務省"))) is not None


def test_a_plan_that_names_itself_refers_to_no_other() -> None:
    assert between(SATELLITE, naming("宇宙利用基本計画に基づき見守る。"), names=("p", "p")) is None


def test_a_reference_may_come_from_either_side() -> None:
    one = measure("観測衛星画像の配信", text="環境省と連携して配る。", actors=("総務省",))
    found = between(one, naming("港を見守る。"))
    assert found is not None
    assert found.by_first
    assert found.passage_id == "p-0"


def test_a_plan_goes_by_its_names_in_the_catalogue_with_and_without_edition() -> None:
    one = plan("p", SATELLITE)
    titled = replace(one, title="第4期宇宙利用基本計画")
    assert plan_names(titled, [SPACE]) == ("第4期宇宙利用基本計画", "宇宙利用工程表", "宇宙利用基本計画")
    assert "p" not in plan_names(one, [SPACE]), "too short a title is an ordinary word"
