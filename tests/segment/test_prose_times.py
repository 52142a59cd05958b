"""Times as running prose states them: in subordinate clauses, lists and ranges, in two counts of years, without
years, over a passage and in the sentence before a list."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from policyalign.domain import Passage, PassageKind
from policyalign.lab.text_plans import text_plan
from policyalign.segment.activity import Sentence
from policyalign.segment.annotate import annotate
from policyalign.segment.endings import sentence_role
from policyalign.segment.language import Language
from policyalign.segment.schedule import choose_schedule, committed_times
from policyalign.segment.sentences import split_sentences
from policyalign.segment.targets import find_targets
from policyalign.text.relative_years import Reference
from policyalign.text.years import read_intervals

from support.plans import ANCHOR

Read = Callable[[str], Sentence]
Years = tuple[int | None, int | None]
WRITTEN = Reference(decided=2024, editions={7: (2026, 2030)})


def times(read: Read, text: str, reference: Reference = WRITTEN) -> list[Years]:
    sentence = read(text)
    role = sentence_role(sentence, has_target=bool(find_targets(sentence)))
    chosen = choose_schedule(sentence, read_intervals(text, reference), written=reference.written, role=role)
    return [(one.start_fy, one.end_fy) for one in chosen]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # an aim in a clause before the measure
        ("2030年度に排水量を46％削減することを目指し、下水道の改築を進める。", [(2030, 2030)]),
        ("2030年度において排水量を2013年度から46％削減することを目指し、対策を講ずる。", [(2030, 2030)]),
        ("2035年度までに漏水を半減させることを目標として、管の更新を進める。", [(None, 2035)]),
        ("2028年度に様式を共通化することを目指し、仕様を検討する。", [(2028, 2028)]),
        ("2030年度までに46％削減する。", [(None, 2030)]),
        ("2040年までに全ての港で陸上電力を使えるようにする目標を掲げ、設備を整備する。", [(None, 2040)]),
        ("2030年頃の商用化を目指して、実証を進める。", [(2029, 2031)]),
        ("2027年度の運用開始に向けて設計を行う。", [(2027, 2027)]),
        # towards a year
        ("2035年に向けて、林道の整備を加速する。", [(None, 2035)]),
        ("2035年に向けては、漁港の集約を進めていく必要がある。", [(None, 2035)]),
        ("2035年に向けた施策を展開する必要がある。", [(None, 2035)]),
        ("2035年を待たずに、全ての橋で点検を終える。", [(None, 2035)]),
        # ranges and lists
        (
            "2022年度から2026年度にかけて要素技術を開発し、2024年度から2026年度に技術試験を行う。",
            [(2022, 2026), (2024, 2026)],
        ),
        (
            "開発を2022年度から2026年度にかけて行い、2025年度から2027年度には海域での試験を実施する。",
            [(2022, 2026), (2025, 2027)],
        ),
        ("2025年、2027年及び2030年に実態調査を行う。", [(2025, 2025), (2027, 2027), (2030, 2030)]),
        ("2026年度と2029年度に評価を実施する。", [(2026, 2026), (2029, 2029)]),
        ("中間目標として2027年度に20％、最終目標として2030年度に50％を達成する。", [(2027, 2027), (2030, 2030)]),
        ("国は、2026年度に調査を行った上で、2027年度に指針を定めることとしている。", [(2026, 2026), (2027, 2027)]),
        # two counts of the same year
        ("令和8年度（2026年度）に制度を改正する。", [(2026, 2026)]),
        ("2028（令和10）年度から施行する。", [(2028, None)]),
        ("2026年度（令和8年度）から2030年度（令和12年度）までに堤防を整備する。", [(2026, 2030)]),
        # decided by others, shown by somebody
        ("令和8年度に向けて検討を進めることとされている。", [(None, 2026)]),
        ("令和8年度中に国が基本的な考え方を示す。", [(2026, 2026)]),
        ("2027年度末までに「森林管理方針」を定めた市町村を300市町村とすることを目指す。", [(None, 2027)]),
        ("2027年国際園芸博覧会において、緑化の手法を広く発信する。", [(2027, 2027)]),
        ("政府は、2027年の通常国会に、新たな枠組みを定める法案を提出する。", [(2027, 2027)]),
        ("国は、2026年の臨時国会に改正案を提出する。", [(2026, 2026)]),
        ("政府は、2026年度から2030年度までを集中的な取組の期間とし、対策を強化する。", [(2026, 2030)]),
        ("国は、2026年度から2030年度までを計画期間とし、対策を強化する。", []),
        ("2030年までに陸と海の3割を保全する目標の達成に向け、区域の認定を進める。", [(None, 2030)]),
        ("2026年度から排出量取引制度を本格稼働させる。", [(2026, None)]),
        ("2040年度までに電力の全てを水力で賄うことを検討する。", [(None, 2040)]),
        ("2035年の新車に占める電動車の割合を100％とする。", [(2035, 2035)]),
        ("本計画の計画期間は、2026年度から2035年度までの10年間とする。", [(None, None), (2026, 2035)]),
        ("2025年大阪・関西万博において、国内の技術を発信する。", [(2025, 2025)]),
        ("2033年度を目途に有償割当てを段階的に導入する。", [(None, 2033)]),
        # without years
        ("今後10年間で100兆円を超える投資を実現する。", [(2024, 2033)]),
        ("来年度から新しい補助制度を始める。", [(2025, None)]),
        ("当面、国が費用を負担する。", [(None, None)]),
        ("今後10年で全国の水門を点検する。", [(2024, 2033)]),
        ("第7期中に全国の拠点を整備する。", [(2026, 2030)]),
        ("早期に件数を明確化し、状況の確認を実施【環境省】", [(None, None)]),
    ],
)
def test_times_of_what_will_be_done(read: Read, text: str, expected: list[Years]) -> None:
    assert times(read, text) == expected


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    year=st.integers(2026, 2060),
    bound=st.sampled_from(("までに", "に向けて", "を目途に")),
    amount=st.sampled_from(("46％", "3割", "半分")),
    ending=st.sampled_from(("削減することを目指し", "削減することを目標として", "削減することを目指して")),
    act=st.sampled_from(("下水道の改築を進める", "制度を見直す", "企業の取組を後押しする")),
)
def test_an_aim_before_the_measure_has_its_deadline(
    read: Read, year: int, bound: str, amount: str, ending: str, act: str
) -> None:
    assert times(read, f"{year}年度{bound}、排水量を{amount}{ending}、{act}。") == [(None, year)]


@pytest.mark.parametrize(
    "text",
    [
        "2013年度比で46％削減されている。",
        "2022年7月から、事業者に積立てを求めており、この制度を着実に運用していく。",
        "2050年カーボンニュートラルに向けて、対策を進める。",
        "2019年に策定した指針に基づき、点検を進める。",
        "令和5年度補正予算により、設備の更新を支援する。",
        "2023年の調査では、半数が利用していた。",
        "2024年度には3万人となった。",
        "2035年に向けた方向性に基づき、施策を推進する。",
        "毎年度、進捗を点検する。",
        "2024年12月に設置された会議の下、流域の管理に取り組んでいく必要がある。",
        "2030年代後半に想定される大量廃棄に備え、回収の仕組みを整える。",
        "2024年度から開始した登録制度を着実に運用する。",
        "2027年度予算に必要な経費を計上する。",
        "2030年における電源構成を見込む。",
    ],
)
def test_other_times_are_no_schedule(read: Read, text: str) -> None:
    assert times(read, text) == []


def test_a_report_tells_of_the_targets_of_others(read: Read) -> None:
    for text, expected in (
        ("北方委員会は、2040年までに漁獲を9割削減する野心的な提案を行い、検討が続いている。", [2040]),
        ("産業界では、国産の割合を2035年までに60％とする目標が掲げられている。", [2035]),
        ("漁獲は2034年度にかけて増加すると想定されている。", []),
        ("2024年までに漁獲は半減した。", []),
    ):
        found = committed_times(read(text), read_intervals(text, WRITTEN))
        assert [one.end_fy for one in found] == expected, text


def passage(text: str, *path: str, kind: PassageKind = "paragraph", section: int = 0) -> Passage:
    return Passage(f"p{text[:3]}", "p", kind, text, section, path, (ANCHOR,), split_sentences(text))


def annotated(language: Language, *passages: Passage) -> Sequence[Passage]:
    sentences = [one.text[start:end] for one in passages for start, end in one.sentences]
    return annotate(text_plan("p", (), passages), language.analyse(sentences)).passages


def years(passage: Passage) -> list[Years]:
    return [(one.start_fy, one.end_fy) for one in passage.intervals]


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("（1）令和8年度に実施する取組", [(2026, 2026)]),
        ("２ 2026年度から2028年度までの取組", [(2026, 2028)]),
        ("令和8年度", [(2026, 2026)]),
        ("2040年に向けた政策の方向性", []),
        ("2027年国際園芸博覧会の準備", []),
        ("2030年度の水産業", []),
    ],
)
def test_a_heading_that_is_a_time_lends_it(language: Language, heading: str, expected: list[Years]) -> None:
    silent, own = annotated(
        language, passage("水門を補修する。", heading), passage("2031年度に水門を補修する。", heading)
    )
    assert years(silent) == expected
    assert years(own) == [(2031, 2031)], "what a passage says itself goes before"
    assert all(one.span == (0, 0) for one in silent.intervals)


def test_a_sentence_lends_its_time_to_the_list_that_it_leads_to(language: Language) -> None:
    lead, first, second, after = annotated(
        language,
        passage("国は、2027年度に次の取組を行う。"),
        passage("・水門を補修する。", kind="item"),
        passage("・2029年度までに堤防を補強する。", kind="item"),
        passage("井戸を検査する。"),
    )
    assert years(lead) == years(first) == [(2027, 2027)]
    assert years(second) == [(None, 2029)]
    assert years(after) == []


def test_a_list_under_a_sentence_about_something_else_has_no_time(language: Language) -> None:
    _, item = annotated(
        language, passage("国は、2027年度に堤防を補強する。"), passage("・井戸を検査する。", kind="item")
    )
    assert years(item) == []


def test_the_time_that_is_lent_is_that_of_the_stage(language: Language) -> None:
    (found,) = annotated(language, passage("海域で実証を行う。", "令和8年度の取組"))
    assert [(step.stage, step.interval and step.interval.end_fy) for step in found.steps] == [(4, 2026)]
