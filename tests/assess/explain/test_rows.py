from __future__ import annotations

from dataclasses import replace

from policyalign.assess.explain.records import ExplainedPassage, Explanation
from policyalign.assess.explain.rows import explanation_lines, explanation_record
from policyalign.domain import Finding, Match, PhrasePair
from policyalign.segment.measures import read_measures

from support.plans import make_plan, make_proposal

PLAN = make_plan(("（1）人材の育成", ["研究管理の専門家を\n派遣する。"]))


def explanation(contributions: dict[str, float], lacking: dict[str, float]) -> Explanation:
    pairs = (
        PhrasePair("専門家", "専門家", "same", ("専門家",), 3.0, True),
        PhrasePair("研究管理", "輸出管理", "same", ("管理",), 2.1, False),
        PhrasePair("派遣", "配置", "near", (), 2.0, False),
    )
    match = Match("1-P1", "plan-0", 0.5, 0.0234, {"terms": 0.1}, contributions, pairs)
    (measure,) = read_measures(PLAN)
    one = ExplainedPassage(match, PLAN.passages[0], measure, False, lacking)
    finding = Finding(
        "1-P1",
        "plan",
        "gap",
        0.021,
        0.5,
        0,
        "plan-0",
        "gap",
        {"probability": "2.1%", "passage": "2.3%", "limit": "5%"},
    )
    return Explanation(make_proposal("輸出管理の人材を育てる"), PLAN, finding, 0.3, (), (one,))


def test_the_lines_tell_verdict_passage_phrases_and_odds() -> None:
    told = explanation({"average": -4.2, "terms": 0.31, "context": 1.24, "new": -0.5}, {"names": 1.5})
    lines = list(explanation_lines(told, "ja", details=True))
    assert lines[3] == "欠落  2.1%"
    assert "  1. p.1  2.3%  （1）人材の育成" in lines
    assert "     研究管理の専門家を 派遣する。" in lines
    assert "     対応する文節: 「専門家」*  「研究管理」⇔「輸出管理」（管理）  「派遣」≒「配置」" in lines
    odds = next(line for line in lines if "対数オッズ" in line)
    assert odds.endswith("平均的な箇所 -4.2, 施策全体の近さ +1.2, new -0.5, 言葉の一致 +0.3")
    assert any(line.endswith("足りないもの: 名指す語 -1.5") for line in lines)


def test_without_details_only_the_sentence_that_carries_it_is_told() -> None:
    problem, act = "人材が\n足りない。", "専門家を\n大学に派遣する。"
    plan = make_plan(("（1）人材の育成", [problem + act]))
    ends = len(problem), len(problem + act)
    passage = replace(plan.passages[0], sentences=((0, ends[0]), ends))
    whole = explanation({"average": -4.2}, {"names": 1.5})
    shown = replace(whole, plan=plan, rejected=(replace(whole.rejected[0], passage=passage),))
    brief = "\n".join(explanation_lines(shown, "ja"))
    assert "     専門家を 大学に派遣する。" in brief
    assert "足りない" not in brief
    assert not [word for word in ("対数オッズ:", "対応する文節:", "箇所の全体:") if word in brief]
    assert brief.endswith("--details で示します")


def test_nothing_is_said_of_odds_that_are_not_known() -> None:
    lines = "\n".join(explanation_lines(explanation({}, {}), "en", details=True))
    assert "odds" not in lines
    assert "Short of" not in lines
    assert "Nearest passages (probability 30% or more; not certified, so no evidence; one per measure)\n  none" in lines


def test_the_record_holds_the_same() -> None:
    record = explanation_record(explanation({"average": -4.2}, {"names": 1.5}), "en")
    assert record["reason"].startswith("the probability is 2.1% (2.3% by the nearest passage alone)")
    assert "?" not in record["reason"]
    (one,) = record["rejected"]
    assert (one["page"], one["contributions"], one["lacking"]) == (1, {"average": -4.2}, {"names": 1.5})
    assert [pair["kind"] for pair in one["phrases"]] == ["same", "same", "near"]


def test_only_what_is_certified_is_called_evidence() -> None:
    near = explanation({}, {})
    assert "根拠となる箇所" not in "\n".join(explanation_lines(near, "ja"))
    found = replace(near, finding=replace(near.finding, status="partial", reason="partial"))
    assert "根拠となる箇所（箇所の確率が30%以上" in "\n".join(explanation_lines(found, "ja"))
