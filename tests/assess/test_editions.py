"""Editions of one plan are told from plans that share some words."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from policyalign.assess.editions import edition_of, find_editions
from policyalign.assess.overlaps.candidates import is_apart, origin_of
from policyalign.domain import Anchor, Measure, Passage, Plan

BODIES = ("市", "町", "県", "協議会", "本部")
WORKS = (
    "海岸の松林",
    "山あいの棚田",
    "古い水門",
    "駅前の広場",
    "川べりの土手",
    "冬の除雪路線",
    "島の診療所",
    "港の倉庫群",
)
DEEDS = ("の傷みを毎年調べて公表し", "を手入れする人を募って育て", "の使い方を住民と話し合い", "に要る費用を基金で賄い")
ENDS = ("五年のうちに元の姿へ戻すこととする", "その成果を隣の町にも広げていくこととする")
SENTENCES = [f"{body}が{work}{deed}、{end}。" for body in BODIES for work in WORKS for deed in DEEDS for end in ENDS]
BOILERPLATE = [
    "この計画は、法律の定めるところにより策定し、五年ごとに見直すものとする。",
    "進み具合は毎年度点検し、その結果を議会に報告した上で公表するものとする。",
    "関係する機関は互いに連絡を密にし、重なりのないように施策を進めるものとする。",
]


def plan(name: str, title: str, sentences: Sequence[str]) -> Plan:
    anchor = (Anchor(1, (0.0, 0.0, 0.0, 0.0)),)
    passages = tuple(
        Passage(f"{name}-{place}", name, "paragraph", text, None, (), anchor) for place, text in enumerate(sentences)
    )
    return Plan(name, name, f"{name}.pdf", title, (), passages, 1)


def measure(plan_id: str, actor: str) -> Measure:
    return Measure(plan_id, "藻場の再生", "藻場の再生", 1, "p", ("p",), (actor,), (), None, (), "藻場を再生する。")


def unlike(start: int, count: int = 80) -> list[str]:
    """Sentences of which none shares a clause with those of another start."""
    return [
        f"{place}番の区域では{start}年目の調べに基づく取組を行い、{start}と{place}を合わせた規模の工事に着手する。"
        for place in range(count)
    ]


FIRST = plan("soan", "里海再生計画（素案）", SENTENCES[:80])


@pytest.mark.parametrize(
    "later",
    [
        plan(
            "revised", "里海再生計画（案）", [*[s.replace("五年", "七年") for s in SENTENCES[:30]], *SENTENCES[30:80]]
        ),
        plan("shortened", "里海再生計画の概要", SENTENCES[:50]),
        plan("extended", "第2次里海再生計画", SENTENCES[:80] + unlike(7, 60)),
        plan("reordered", "里海再生計画", SENTENCES[79::-1]),
        plan("rejoined", "里海再生計画", ["".join(SENTENCES[n : n + 4]) for n in range(0, 80, 4)]),
        plan("misread", "目次", SENTENCES[:80]),
    ],
    ids=lambda later: later.id,
)
def test_an_edition_is_recognised(later: Plan) -> None:
    (found,) = find_editions([FIRST, later])
    assert found.plans == ("soan", later.id)
    assert 0.5 <= found.shared <= 1


@pytest.mark.parametrize(
    "other",
    [
        plan("other", "里山再生計画", unlike(1)),
        plan("namesake", "里海再生計画", unlike(2)),
        plan("quoting", "海岸保全計画", SENTENCES[:20] + unlike(3, 60)),
        plan("tiny", "里海再生計画", SENTENCES[:2]),
    ],
    ids=lambda other: other.id,
)
def test_another_plan_is_none(other: Plan) -> None:
    assert find_editions([FIRST, other]) == ()


def test_boilerplate_makes_no_edition() -> None:
    one = plan("one", "里海計画", [*BOILERPLATE, *unlike(4, 20)])
    other = plan("other", "里山計画", [*BOILERPLATE, *unlike(5, 20)])
    assert find_editions([one, other]) == ()


def test_three_editions_are_one_group_whatever_their_order() -> None:
    second = plan("an", "里海再生計画（案）", SENTENCES[:70] + unlike(6, 20))
    third = plan("kettei", "里海再生計画", SENTENCES[5:75] + unlike(6, 20))
    stranger = plan("other", "里山再生計画", unlike(8))
    (found,) = find_editions([FIRST, stranger, second, third])
    assert found.plans == ("soan", "an", "kettei")
    (turned,) = find_editions([third, second, stranger, FIRST])
    assert turned.plans == ("kettei", "an", "soan")
    assert turned.shared == found.shared
    assert edition_of([found]) == {"soan": "soan", "an": "soan", "kettei": "soan"}


def test_measures_of_two_editions_are_never_held_against_each_other() -> None:
    here, there = measure("soan", "環境省"), measure("an", "農林水産省")
    assert is_apart(origin_of(here), origin_of(there))
    editions = {"soan": "soan", "an": "soan"}
    assert not is_apart(origin_of(here, editions), origin_of(there, editions))
