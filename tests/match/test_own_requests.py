"""Requests of one's own to a sample plan, through the real models: for what it does, for the opposite, for more, and
for what it has nothing of."""

from __future__ import annotations

from pathlib import Path

import pytest

from policyalign.assess.audit.file import audited
from policyalign.assess.run import Run
from policyalign.config import Settings
from policyalign.domain import Proposal
from policyalign.lab.evaluation.requests import answer_requests, score_requests
from policyalign.lab.gold.requests import LabelledDocument, LabelledRequest, Variant
from policyalign.pipeline import compare_plans, read_file

SAME = (
    "災害のときに観測衛星の画像を自動で集めて被害の範囲を示す地図に加工し、市町村の災害対策本部に届ける配信基盤を開発すべきである。",
    "小型通信衛星群の軌道上実証を行い、離島や山間部にも高速の通信回線を届けるべきである。",
    "国が保有する観測衛星の画像を誰もが無償で使えるように公開すべきである。",
    "農業の現場は忙しい。衛星から土の湿り気や作物の葉の色を読み取り、水や肥料をやる時期を農家に知らせる手法を試行されたい。",
)
OPPOSITE = (
    "観測衛星の画像を地図に加工して市町村の災害対策本部に届ける配信基盤の開発は中止すべきである。",
    "小型通信衛星群の軌道上実証に反対する。離島や山間部に高速の通信回線を届ける必要はない。",
    "国が保有する観測衛星の画像を無償で公開するのは取りやめてほしい。",
    "衛星から土の湿り気や作物の葉の色を読み取り、水や肥料をやる時期を農家に知らせる手法の試行は不要である。",
    "次期気象衛星の製造は見送り、現在の気象衛星のまま観測を続けること。",
)
STRONGER = (
    "小型通信衛星を200機に増やし、離島や山間部に高速の通信回線を届けるべきである。",
    "国が保有する観測衛星の画像を、分解能が50センチメートルより細かいものも含めすべて法律で公開させるべきである。",
    "衛星から作物の葉の色を読み取って農家に知らせる手法を、2027年度までに全国の水田の９割で用いるべきである。",
)
ELSEWHERE = (
    "保育所の給食に使う米を学区ごとに備蓄すべきである。",
    "歩道の点字ブロックの張り替えを十年ごとに義務付けるべきである。",
    "夜間中学の教員を二倍に増やしてほしい。",
)


@pytest.fixture(scope="module")
def verdicts(sample_plans: tuple[Path, ...], sample_run: Run) -> dict[str, str]:
    """The status of every request; the sample run has filled the cache."""
    asked = (*SAME, *OPPOSITE, *STRONGER, *ELSEWHERE)
    plan = read_file(next(path for path in sample_plans if path.stem == "space"), Settings())
    proposals = [Proposal(f"r{number}", "proposal", "", "", "", text) for number, text in enumerate(asked)]
    run = compare_plans([plan], Settings(), proposals=proposals, scope="none")
    assert all(cell.calibrated and not cell.labelled for cell in run.matrix.matches[0].cells)
    assert "利用者の提言の判定は" in audited(run, ()).record["guarantee"]["ja"]
    return {text: run.matrix.finding(one.id, plan.id).status for text, one in zip(asked, proposals, strict=True)}


def test_what_the_plan_does_is_found(verdicts: dict[str, str]) -> None:
    said = [verdicts[text] for text in SAME]
    assert "gap" not in said
    assert sum(status in ("covered", "partial") for status in said) >= 2


@pytest.mark.parametrize("text", OPPOSITE)
def test_who_asks_for_the_opposite_is_not_answered(verdicts: dict[str, str], text: str) -> None:
    assert verdicts[text] not in ("covered", "partial")


@pytest.mark.parametrize("text", STRONGER)
def test_who_asks_for_more_is_not_fully_answered(verdicts: dict[str, str], text: str) -> None:
    assert verdicts[text] != "covered"


@pytest.mark.parametrize("text", ELSEWHERE)
def test_what_the_plan_has_nothing_of(verdicts: dict[str, str], text: str) -> None:
    assert verdicts[text] in ("gap", "undetermined")


def test_requests_are_scored_by_variant_genre_and_document(sample_plans: tuple[Path, ...], sample_run: Run) -> None:
    def request(variant: Variant, text: str, grade: int) -> LabelledRequest:
        return LabelledRequest(f"x-{variant}", "space", "0" * 16, variant, text, {"0" * 16: grade})

    plan = read_file(next(path for path in sample_plans if path.stem == "space"), Settings())
    requests = [request("same", SAME[0], 3), request("opposite", OPPOSITE[0], -1)]
    answered = answer_requests(requests, {"space": plan, "none": plan}, Settings())
    assert [one.id for one, _ in answered] == ["x-same", "x-opposite"]
    found = score_requests(answered, {"space": LabelledDocument("space", "plan", "space")})
    assert found is not None
    by_variant = found["by_variant"]
    assert isinstance(by_variant, dict)
    assert by_variant["same"]["truly_taken_up"] == 1
    assert by_variant["opposite"]["claims"]["taken_up"]["claims"] == 0
    assert set(found) == {"by_variant", "by_genre", "by_document"}
    assert score_requests([], {}) is None
