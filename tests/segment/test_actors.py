from __future__ import annotations

from collections.abc import Callable

import pytest

from policyalign.segment.activity import Sentence
from policyalign.segment.actors import find_actors, named_bodies
from policyalign.segment.lexicon import load_bodies


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("文部科学省は、研究を推進する。", ["文部科学省"]),
        ("文科省と経産省が連携して実証を行う。", ["文部科学省", "経済産業省"]),
        ("内閣府、総務省及び関係府省において検討する。", ["内閣府", "総務省", "関係府省庁"]),
        ("担当：国土交通省（道路局）。", ["国土交通省"]),
        ("担当：国土交通省気象庁（総務部）。", ["国土交通省", "気象庁"]),
        ("再生可能エネルギーの導入を促進【環境省・農林水産省】", ["環境省", "農林水産省"]),
        ("国立研究開発法人宇宙航空研究開発機構（JAXA）が打ち上げる。", ["宇宙航空研究開発機構"]),
        ("ＪＡＸＡに基金を設置する。", ["宇宙航空研究開発機構"]),
        ("NEDOを通じて企業を支援する。", ["新エネルギー・産業技術総合開発機構"]),
        ("理研において計算基盤を運用する。", ["理化学研究所"]),
        ("文部科学大臣が計画を認定する。", ["文部科学省"]),
        ("通商産業省が所管する。", ["経済産業省"]),
        ("内閣府の下、研究を進める。", ["内閣府"]),
        ("内閣府主導の下で進める。", ["内閣府"]),
        ("日本医療研究開発機構運営費交付金", ["日本医療研究開発機構"]),
    ],
)
def test_bodies_that_act(read: Callable[[str], Sentence], text: str, expected: list[str]) -> None:
    assert list(find_actors(text, read(text).phrases)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "経済産業省令で定める。",
        "環境省告示に従う。",
        "総務省の資料を用いて分析する。",
        "デジタル庁システムを改修する。",
        "「内閣府防災計画」に基づき進める。",
        "戦略（2025年3月25日宇宙政策委員会）を踏まえる。",
        "県は、環境省と連携し、観測を行う。",
        "県は、環境省とも緊密に協議し、観測を行う。",
        "総務省が公表した手引きを用いる。",
        "処理研究を進める。",
        "JSTORを利用する。",
        "米国環境省が進める。",
        "資料：文部科学省「学校の調査」",
        "環境省、（株）山川研究所「川の流れの分析」",
        "橋は毎年傷む（橋の調べ、国土交通省、2012）。",
        "市は、道路を整備する。",
    ],
)
def test_mentions_are_no_actors(read: Callable[[str], Sentence], text: str) -> None:
    assert find_actors(text, read(text).phrases) == ()


def test_each_body_is_named_once(read: Callable[[str], Sentence]) -> None:
    text = "環境省が定め、環境省が公表する。"
    assert find_actors(text, read(text).phrases) == ("環境省",)


def test_wording_alone_decides_where_there_is_no_parse() -> None:
    assert find_actors("③学校の太陽光発電の推進【文部科学省】") == ("文部科学省",)
    assert find_actors("総務省の資料") == ()


def test_named_bodies_counts_mentions_too() -> None:
    assert named_bodies("総務省の資料と、経産省が定めた手引き") == ("総務省", "経済産業省")


def test_the_lexicon_gives_every_name_once() -> None:
    bodies = load_bodies().actors
    names = [name for body in bodies for name in (*body.names, *(former.name for former in body.former))]
    assert len(names) == len(set(names))
    assert all((former.until or 0) <= (body.since or 9999) for body in bodies for former in body.former)


@pytest.mark.parametrize(
    "text",
    [
        "町は、結果を環境省に報告する。",
        "町は、環境大臣、消防署等の関係機関へ通報する。",
        "第一報を県及び消防庁に、できるだけ早く報告する。",
        "町は、国土交通省へ計画の写しを送付する。",
        "町は、第一報を県及び国（消防庁）に、できるだけ早く報告する。",
        "計画を定めるときは、あらかじめ国土交通省に協議する。",
        "町は、総務省に対し、制度の見直しを求める。",
        "県は、気象庁から情報の提供を受ける。",
        "県は、文化庁から意見を聴く。",
        "内閣府は、毎年、報告を受ける。",
        "県は、環境省と緊密な連携を図る。",
        "施策：山小屋の修理；協議先：環境省",
        "取組：水質の調査；連携・協力機関：国土交通省、環境省",
    ],
)
def test_who_is_only_told_or_asked_is_no_actor(read: Callable[[str], Sentence], text: str) -> None:
    assert find_actors(text, read(text).phrases) == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("環境省は、結果を町に報告する。", ["環境省"]),
        ("環境省から町に補助金を交付する。", ["環境省"]),
        ("環境省に相談窓口を置く。", ["環境省"]),
        ("内閣府は、報告を受け、結果を公表する。", ["内閣府"]),
        ("総務省が経済産業省に協議し、基準を定める。", ["総務省"]),
        ("環境省において、町から報告を求める。", ["環境省"]),
    ],
)
def test_who_tells_or_asks_is_an_actor(read: Callable[[str], Sentence], text: str, expected: list[str]) -> None:
    assert list(find_actors(text, read(text).phrases)) == expected
