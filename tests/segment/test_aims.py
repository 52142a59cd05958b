"""Years of targets are no times of stages, and targets of others are none of the plan's."""

from __future__ import annotations

import pytest

from policyalign.domain import Passage, Plan
from policyalign.segment.annotate import annotate
from policyalign.segment.language import Language
from policyalign.segment.sentences import split_sentences


def read(language: Language, text: str) -> Passage:
    passage = Passage("p", "plan", "paragraph", text, None, ("港",), (), split_sentences(text))
    plan = Plan("plan", "0", "plan.pdf", "計画", (), (passage,), 1, decided=2024)
    return annotate(plan, language.analyse([text[start:end] for start, end in passage.sentences])).passages[0]


@pytest.mark.parametrize(
    "text",
    [
        "太陽光発電の導入を図り、地域の所得を高めることにより、2028年度において売上げを600億円にすることを目指す。",
        "2030年度までに温室効果ガスを46％削減する。",
        "2032年度までに町の事業所の8割が参加することを目標とする。",
        "2035年までに新車に占める電動車の割合を100％とする目標の達成に向け、充電器を導入する。",
        "成果指標：2029年度までに相談件数を年間300件とする。",
        "普及率を2030年度までに50％に高めることを目指し、住民への広報を行う。",
    ],
)
def test_the_year_of_a_target_is_told_as_such_and_is_that_of_no_stage(language: Language, text: str) -> None:
    found = read(language, text)
    assert [time.of_target for time in found.intervals] == [True]
    assert [step.interval for step in found.steps if step.certain and step.interval] == []


@pytest.mark.parametrize(
    ("text", "stage"),
    [
        ("2028年度までに潮位計を50か所に設置する。", 3),
        ("2027年度から衛星の運用を開始する。", 5),
        ("2026年度までに装置を開発し、2028年度に実証を行う。", 3),
        ("2027年度に運賃の割引を試行する。", 4),
        ("目標の達成に向け、2029年度に新しい船を導入する。", 5),
        ("2028年度に町が工場を建設する。", 3),
    ],
)
def test_the_time_of_what_is_done_stays_that_of_its_stage(language: Language, text: str, stage: int) -> None:
    found = read(language, text)
    assert not any(time.of_target for time in found.intervals)
    assert stage in {step.stage for step in found.steps if step.interval is not None}


@pytest.mark.parametrize(
    "text",
    [
        "2030年までに世界全体の設備を3倍にするというCOP28で決定された目標の達成に向けて、太陽光発電を導入する。",
        "2030年までに飢えをなくすというSDGsの目標の達成に向けて、下水道を整備する。",
        "2050年までに排出を半分に減らすという国際的な枠組みの目標の達成に向けて、船の燃料の転換を進める。",
        "2035年までに燃料の1割を置き換えるという航空業界が掲げる目標の達成に向けて、空港の設備を整備する。",
        "2030年度までに貨物を2割増やすという「みなと戦略」に掲げられた目標の達成に向け、岸壁を整備する。",
        "G7で合意された、2035年までに電源の8割を変えるとする目標の達成に向け、電池の技術を開発する。",
    ],
)
def test_the_target_of_others_is_no_time_of_the_plan(language: Language, text: str) -> None:
    assert read(language, text).intervals == ()


@pytest.mark.parametrize(
    "text",
    [
        "パリ協定の下で、2030年度までに我が国の排出を46％削減することを目標とする。",
        "国際社会に貢献するため、2030年度までに廃棄物を25％削減する。",
        "2030年度までに貨物を2割増やすという本戦略に掲げる目標の達成に向け、岸壁を整備する。",
        "世界遺産の町として、2030年度までに来訪者を2割増やすことを目指す。",
        "中国地方の5県で、2030年度までに漁獲量を1割増加させることを目指す。",
        "国際会議を開き、2029年度までに参加者を500人とすることを目標とする。",
    ],
)
def test_a_target_of_the_plan_that_only_speaks_of_others_stays(language: Language, text: str) -> None:
    assert [time.of_target for time in read(language, text).intervals] == [True]


@pytest.mark.parametrize(
    "text",
    [
        "情報収集体制を整備する。",
        "事業者が投資しやすい環境の整備を図る。",
        "関係者が協議する枠組みを構築する。",
        "相談窓口を設置する。",
        "推進事務局を設置する。",
        "新たな基金を創設する。",
    ],
)
def test_what_makes_no_thing_is_no_certain_stage(language: Language, text: str) -> None:
    assert [(step.stage, step.certain) for step in read(language, text).steps] == [(3, False)]


def test_to_coordinate_is_no_stage_in_time(language: Language) -> None:
    assert read(language, "国際協力の調整を行う。").steps == ()


@pytest.mark.parametrize(
    "text",
    [
        "観測衛星の地上設備を整備する。",
        "共同利用の計算環境を構築する。",
        "港に発電設備を設置する。",
        "校務用の端末の整備を進める。",
        "情報基盤を新たに構築する。",
        "防災倉庫や体制を整備する。",
        "省電力の装置を開発する。",
    ],
)
def test_things_that_are_made_are_a_certain_stage(language: Language, text: str) -> None:
    assert [(step.stage, step.certain) for step in read(language, text).steps] == [(3, True)]


@pytest.mark.parametrize("text", ["森林を整備する。", "評価の手法を構築する。", "職員の能力開発を行う。"])
def test_what_is_neither_for_sure_is_an_inferred_stage(language: Language, text: str) -> None:
    assert [(step.stage, step.certain) for step in read(language, text).steps] == [(3, False)]
