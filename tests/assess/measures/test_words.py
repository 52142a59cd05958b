from __future__ import annotations

import pytest

from policyalign.assess.measures.dependencies import Dependency, find_dependencies
from policyalign.assess.measures.words import SharedSubject, Words
from policyalign.match.term_statistics import TermStatistics

from support.schedules import Measure, measure, plan
from support.surveys import planned_measures

WORDS = ("整備", "情報", "推進", "支援", "研究", "学校", "地域")
COMMON = TermStatistics(1000, frequencies=dict.fromkeys(WORDS, 400))


def subjects(*plans: list[Measure], background: TermStatistics = COMMON) -> tuple[SharedSubject, ...]:
    found = planned_measures(*(plan(f"p{number}", *part) for number, part in enumerate(plans)))
    return Words(found, background).shared_subjects()


def test_measures_that_share_rare_words_are_about_the_same_thing() -> None:
    (subject,) = subjects(
        [measure("学習履歴の標準化", words="学習 履歴 標準 教材 整備")],
        [measure("学習履歴の基盤", words="学習 履歴 標準 教材 支援")],
    )
    assert (subject.first, subject.second) == (0, 1)
    assert set(subject.words) == {"学習", "履歴", "標準", "教材"}


@pytest.mark.parametrize(
    "words",
    [
        "整備 情報 推進 支援 研究 学校 地域",
        "学習 履歴 整備 情報",
        "履歴 標準 教材 電池 衛星 船舶 河川 牧場 酪農 漁協 港湾 空港 鉄道 橋梁 舗装 砂防 治水 森林 林道 伐採",
    ],
    ids=["common words only", "too few", "a small part of what it says"],
)
def test_a_broad_topic_in_common_is_not_enough(words: str) -> None:
    other = "学習 履歴 標準 教材 整備 情報 推進 支援 研究 学校 地域"
    assert subjects([measure("学習履歴の標準化", words=other)], [measure("給食の改善", words=words)]) == ()


def test_what_no_heading_names_is_no_common_subject() -> None:
    words = "頭脳 総合力 最高 水準"
    assert subjects([measure("法人の運営", words=words)], [measure("施設の改修", words=words)]) == ()


def test_what_a_whole_plan_is_about_tells_nothing_in_it() -> None:
    space = [measure(f"宇宙の{number}", words=f"宇宙 軌道 衛星 事項{number}") for number in range(60)]
    other = [measure("宇宙の利用", words="宇宙 軌道 衛星 利用")]
    assert subjects(other, [space[0]]) != ()
    assert subjects(other, space) == ()


def dependencies(*measures: Measure) -> tuple[Dependency, ...]:
    found = planned_measures(plan("p", *measures))
    return find_dependencies(found, Words(found, COMMON))


PROVIDER = measure("小型通信衛星群の軌道上実証", words="小型 通信 衛星 群 軌道")


@pytest.mark.parametrize(
    ("text", "waits"),
    [
        ("小型通信衛星群の回線を用いた授業を行う。", False),
        ("小型通信衛星群が整い次第、小型通信衛星群の成果を活用する。", False),
        ("小型通信衛星群の本格運用を待って接続する。", True),
        ("小型通信衛星群の整備後に接続する。", True),
    ],
)
def test_a_measure_rests_on_what_it_says_it_uses(text: str, waits: bool) -> None:
    (found,) = dependencies(PROVIDER, measure("遠隔授業", text=text))
    assert (found.dependent, found.provider, found.name, found.waits) == (1, 0, "小型通信衛星群", waits)


@pytest.mark.parametrize(
    "text",
    [
        "小型通信衛星群のような技術が注目される。",
        "小型通信衛星群と連携する。",
        "小型通信衛星群を見守る。光回線を用いる。",
        "通信衛星の回線を用いる。",
    ],
    ids=["named only", "beside it", "used in another sentence", "another name"],
)
def test_to_be_named_is_not_to_be_used(text: str) -> None:
    assert dependencies(PROVIDER, measure("遠隔授業", text=text)) == ()


def test_a_measure_of_the_same_name_is_no_dependent() -> None:
    dependent = measure("小型通信衛星群の普及", text="小型通信衛星群の回線を用いる。")
    assert dependencies(PROVIDER, dependent) == ()


def test_what_many_measures_use_is_a_common_term() -> None:
    users = [measure(f"授業{number}", text="小型通信衛星群の回線を用いる。") for number in range(6)]
    assert len(dependencies(PROVIDER, *users[:5])) == 5
    assert dependencies(PROVIDER, *users) == ()
