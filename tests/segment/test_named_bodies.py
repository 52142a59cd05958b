from __future__ import annotations

import pytest

from policyalign.segment.ministries import ministries
from policyalign.segment.named_bodies import in_official_order, named_ministries, named_sectors


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("文科省と経産省", ["文部科学省", "経済産業省"]),
        ("経済産業省令で定める", []),
        ("気象庁が観測する", ["国土交通省"]),
        ("関係府省庁は協力する", []),
        ("科学技術庁の時代", []),
    ],
)
def test_ministries_go_by_their_present_names(text: str, names: list[str]) -> None:
    assert [one.meaning for one in named_ministries(text)] == names


@pytest.mark.parametrize(
    ("text", "sectors"),
    [
        ("大学と中小企業が", ["学", "産"]),
        ("産学官で", ["産官学"]),
        ("地方公共団体が担う", ["官"]),
        ("JAXAとスタートアップ", ["学", "産"]),
        ("観測を行う", []),
        ("国が支える", ["官"]),
        ("我が国の社会、諸外国、全国、国際", []),
        ("36の国が参加", []),
        ("企業の研究者が教える", ["産"]),
        ("若手研究者が学ぶ", ["学"]),
        ("国立研究開発法人新エネルギー・産業技術総合開発機構", ["官"]),
        ("国立研究開発法人が担う", ["学"]),
        ("JAXAが", ["学"]),
        ("XJAXAXが", []),
    ],
)
def test_sectors_are_told_by_words_and_bodies(text: str, sectors: list[str]) -> None:
    assert [one.meaning for one in named_sectors(text)] == sectors


def test_places_are_those_of_the_text() -> None:
    text = "この施策は、ＪＡＸＡ及び環境省が行う。"
    assert [text[one.start : one.end] for one in named_ministries(text)] == ["環境省"]
    assert [text[one.start : one.end] for one in named_sectors(text)] == ["ＪＡＸＡ", "環境省"]


def test_ministries_stand_in_their_usual_order() -> None:
    assert in_official_order(["環境省", "内閣府", "総務省", "内閣府"]) == ("内閣府", "総務省", "環境省")


def test_a_bureau_counts_as_its_ministry() -> None:
    assert ministries(("資源エネルギー庁", "経済産業省", "関係府省庁", "気象庁")) == {
        "経済産業省",
        "国土交通省",
    }
