"""A proposal that asks for several things is answered in full only where each of them is done, where it is taken up."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from policyalign.corpora import load_proposals
from policyalign.domain import CellEstimate, Match, Part, Passage, Plan, PlanMatches, Thresholds
from policyalign.match.parts import with_parts
from policyalign.match.profiles import Profile, fingerprint, load_profiles
from policyalign.values import MATCHABLE

TWO = "2.3-T9"
LIMITS = Thresholds(0.05, 0.1, 0.5, 0.45, 0.3)


def profiles() -> Mapping[str, Profile]:
    known = load_profiles()
    return {one.id: known[fingerprint(one.text)] for one in load_proposals() if one.kind in MATCHABLE}


PlanOf = Callable[[str], Plan]


@pytest.fixture
def plan_of(read_whole: Callable[[Path], Plan], tmp_path: Path) -> PlanOf:
    """Reads a plan of this text."""

    def read(text: str) -> Plan:
        path = tmp_path / "plan.md"
        path.write_text(f"# 科学と学びの計画\n\n{text}\n", "utf-8")
        return read_whole(path)

    return read


def parts_in(plan: Plan, proposal_id: str, near: str = "", covered: float = 0.9) -> tuple[Part, ...]:
    """The parts of a proposal in a plan of which the passages that hold ``near`` take it up."""
    matches = tuple(
        Match(proposal_id, passage.id, 0.5, 0.8 if near in passage.text else 0.1) for passage in plan.passages
    )
    found = PlanMatches(plan.id, matches, (CellEstimate(proposal_id, covered, 0.8),), LIMITS)
    (cell,) = with_parts(plan, found, {proposal_id: profiles()[proposal_id].parts}).cells
    return cell.parts


def missing(plan_of: PlanOf, proposal_id: str, text: str) -> list[str]:
    """The parts of which a plan with one section of this text does nothing."""
    plan = plan_of(f"## 1 取組\n\n{text}")
    return [part.name for part in parts_in(plan, proposal_id) if part.passage_id is None]


def passage_with(plan: Plan, words: str) -> Passage:
    (found,) = (passage for passage in plan.passages if words in passage.text)
    return found


SENSING = "鉱山の調べに用いる量子センサの研究開発を推進する。"
NETWORK = "島々を結ぶ量子暗号通信の実証を行う。"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (SENSING, ["量子ネットワーク"]),
        (NETWORK, ["量子センシング"]),
        (f"{SENSING}\n\n- {NETWORK}", []),
        (f"{SENSING}\n\n量子暗号通信は、外国で研究が進んでいる。", ["量子ネットワーク"]),
        (f"{SENSING}\n\n量子暗号通信の研究を取りやめる。", ["量子ネットワーク"]),
    ],
)
def test_a_part_is_there_where_a_sentence_does_something_of_it(plan_of: PlanOf, text: str, expected: list[str]) -> None:
    assert missing(plan_of, TWO, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("量子暗号通信の需要が伸びる中、量子センサの研究開発を推進する。", ["量子ネットワーク"]),
        ("量子暗号通信については、量子センサと合わせて研究開発を推進する。", []),
    ],
)
def test_what_another_clause_names_than_the_one_that_acts_is_no_part(
    plan_of: PlanOf, text: str, expected: list[str]
) -> None:
    assert missing(plan_of, TWO, text) == expected


MADE = {
    "1-P1": (
        "三十年後に目指す国の姿を国の会議で描き、本文に掲げる。その将来像を全国の集会で国民と語り合い、共有する。",
        {"国民との共有": "三十年後に目指す国の姿を国の会議で描き、本文に掲げる。"},
    ),
    "1-P3": (
        "重点とする課題に優先順位を付ける。各府省の責任と期限を定める。情勢に応じ、年度の途中でも予算を柔軟に組み替える。",
        {"資源配分の柔軟な調整": "重点とする課題に優先順位を付ける。各府省の責任と期限を定める。"},
    ),
    "2.2-P2": (
        "企業と大学が共同で、世界初に挑む独創的な研究を行う大学の研究者を支援する。挑戦的な研究に取り組んだ者を表彰する。",
        {"挑戦する研究者の評価": "企業と大学が共同で、世界初に挑む独創的な研究を行う大学の研究者を支援する。"},
    ),
    "2.2-P3": (
        "大学の教員について、研究の職と教育の職とを分離する。研究者が研究に専念できるよう、補助の職員を増やす。",
        {"研究と教育の分離": "研究者が研究に専念できるよう、補助の職員を増やす。"},
    ),
    "2.2-P4": (
        "産学官の協議会で、実用化に欠かせない要素技術を特定する。特定した要素技術の開発を支援する。",
        {"産官学での明確化": "担当課が、実用化に欠かせない要素技術を特定する。特定した要素技術の開発を支援する。"},
    ),
    "3.2-P6": (
        "産学官のプロジェクトを終了後に評価する。失敗の要因を分析し、教訓を集める。評価の結果を次の公募に反映する。",
        {"成功・失敗の見極め": "産学官のプロジェクトを終了後に評価する。評価の結果を次の公募に反映する。"},
    ),
    "4.2-P2": (
        "博士学生と企業の技術者との交流を広げる。若手研究者が国際競争の実態を学ぶ場を設ける。"
        "博士学生の課題発見力を養う。",
        {
            "国際競争の実態を把握する力": "博士課程の学生と企業の技術者との交流を広げる。博士学生の課題発見力を養う。",
            "研究課題の発見力": "博士学生と企業の技術者との交流を広げる。若手研究者が国際競争の実態を学ぶ場を設ける。",
        },
    ),
    "4.2-P6": (
        "博士学生に起業や事業構想を教える科目を置く。そうした博士教育に力を入れる大学を補助する。",
        {"博士学生へのイノベーション教育": "学部生に起業を教える科目を置く。博士教育に力を入れる大学を補助する。"},
    ),
    "4.2-P10": (
        "企業の技術者が中学校を訪れ、ものづくりの出前授業を行う。児童が電池の製作を体験する。",
        {"産業界のSTEAM教育への参画": "教員が、児童に電池の製作を体験させる。"},
    ),
    "4.2-P13": (
        "若手研究者の働きを表彰する。大学と企業の間で研究者の出向を進め、出向の経験を昇進に生かす。",
        {"研究者の社会での評価": "大学と企業の間で研究者の出向を進め、出向の経験を昇任に生かす。"},
    ),
    "5.2-P2": (
        "大学と同志国の研究所との共同研究を広げる。経済安全保障に関わる技術の開発を進める。",
        {"経済安全保障技術の強化": "大学と同志国の研究所との共同研究を広げる。"},
    ),
    "5.2-P5": (
        "論文だけでなく地域貢献を、大学の研究者の評価に加える。その評価を教員の昇進と給与に反映する。",
        {"キャリアアップへの反映": "論文だけでなく地域貢献を、大学の研究者の評価に加える。"},
    ),
}
"""By proposal, a text that does all, and by part one that does all else. Written from the proposals alone."""


@pytest.mark.parametrize("proposal_id", MADE)
def test_what_does_all_misses_nothing_and_what_leaves_out_one_thing_misses_that(
    plan_of: PlanOf, proposal_id: str
) -> None:
    whole, lacking = MADE[proposal_id]
    assert missing(plan_of, proposal_id, whole) == []
    for name, text in lacking.items():
        assert missing(plan_of, proposal_id, text) == [name]


ELSEWHERE = f"""## 1 測る技術

{SENSING}

## 2 結ぶ技術

{NETWORK}
"""


def test_a_part_is_told_with_the_sentence_that_takes_it_up(plan_of: PlanOf) -> None:
    plan = plan_of(ELSEWHERE)
    found = {part.name: part.passage_id for part in parts_in(plan, TWO)}
    assert found == {
        "量子ネットワーク": passage_with(plan, "島々").id,
        "量子センシング": passage_with(plan, "鉱山").id,
    }


def test_a_part_does_not_count_where_the_proposal_is_not_taken_up(plan_of: PlanOf) -> None:
    plan = plan_of(ELSEWHERE)
    network, sensing = parts_in(plan, TWO, near="鉱山")
    assert (network.passage_id, sensing.passage_id) == (None, passage_with(plan, "鉱山").id)


def test_a_part_counts_in_the_section_that_takes_the_proposal_up(plan_of: PlanOf) -> None:
    plan = plan_of(f"## 1 光の技術\n\n{SENSING}\n\n{NETWORK}")
    assert all(part.passage_id for part in parts_in(plan, TWO, near="鉱山"))


def test_where_nothing_is_answered_no_part_is_told_of(plan_of: PlanOf) -> None:
    assert parts_in(plan_of(ELSEWHERE), TWO, covered=0.4) == ()


def test_every_proposal_says_what_it_asks_for() -> None:
    """One that has no parts asks for the one thing that its essentials tell."""
    every = profiles()
    assert len(every) == 47
    assert all(profile.parts or profile.essentials for profile in every.values())
    for profile in every.values():
        assert all(name.strip() and essentials and all(essentials) for name, essentials in profile.parts.items())
