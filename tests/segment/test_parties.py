"""Who acts where no ministry is named: general names, lists, unlisted bodies."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from policyalign.domain import Passage
from policyalign.lab.text_plans import text_plan
from policyalign.segment.activity import Sentence
from policyalign.segment.actors import mentioned_bodies
from policyalign.segment.annotate import annotate
from policyalign.segment.assignments import read_assignments
from policyalign.segment.language import Language
from policyalign.segment.parties import find_parties, introduced_names
from policyalign.segment.sentences import split_sentences
from policyalign.values import UNNAMED

from support.plans import ANCHOR

Read = Callable[[str], Sentence]


def acting(read: Read, text: str, *, known: tuple[str, ...] = (), reports: bool = False) -> tuple[str, ...]:
    """Bodies and general names together, bodies first."""
    sentence = read(text)
    bodies, names = find_parties(sentence, mentioned_bodies(text, sentence.phrases), known, reports=reports)
    return (*bodies, *names)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("政府は、水道管の更新を急ぐ。", ["政府"]),
        ("国が前面に立ち、堤防の補強を進める。", ["国"]),
        ("政府としては、統計の公表を早める。", ["政府"]),
        ("国、地方公共団体、事業者は、それぞれの責任で訓練を行う。", ["国", "地方公共団体", "事業者"]),
        ("国及び都道府県は、井戸の検査を行う。", ["国", "都道府県"]),
        ("県と市町村が連携して、避難所を点検する。", ["県", "市町村"]),
        ("港湾運送事業者等が、荷役の手順を見直す。", ["港湾運送事業者"]),
        ("産業界においては、廃材の再利用を進める。", ["産業界"]),
        ("大学・企業など地域の関係者が主体となって、苗木を育てる。", ["大学", "企業"]),
        ("国も積極的に支援しながら、漁村の再生を進める。", ["国"]),
        ("自治体による雨水の利用の推進", ["自治体"]),
        ("国主導の訪問活動を強化する。", ["国"]),
        ("林業者自らが、作業道を補修する。", ["林業者"]),
        ("教育委員会は、教員の研修を行う。", ["教育委員会"]),
        ("村は、消防団とともに、水門を点検する。", ["村"]),
        ("建設課は、橋の点検を行う。", ["建設課"]),
        ("海洋・里山再生推進機構が、藻場の調査を担う。", ["海洋・里山再生推進機構"]),
        ("国、JAXA等の関係機関が、観測を続ける。", ["宇宙航空研究開発機構", "国"]),
        ("環境省及び関係事業者は、排水を調べる。", ["環境省", "関係事業者"]),
        ("国が地盤の調査を行う仕組みを検討する。", ["国"]),
        ("我が国企業は、海外の漁場の開発を進める。", ["我が国企業"]),
        ("民間事業者が主体となり、国はその環境を整える。", ["民間事業者", "国"]),
        ("国、地方公共団体、事業者等の各主体は、それぞれの役割を果たす。", ["国", "地方公共団体", "事業者"]),
        ("大学は、教材の公開に協力することが期待される。", ["大学"]),
        ("船会社は、燃料の切替えに協力することが求められる。", ["船会社"]),
    ],
)
def test_general_names_that_act(read: Read, text: str, expected: list[str]) -> None:
    assert sorted(acting(read, text)) == sorted(expected)


@pytest.mark.parametrize(
    "text",
    [
        "我が国は、資源の輸入に頼ってきた。",
        "野心的な目標を掲げる国も少なくない。",
        "国の補助により、浄化槽を更新する。",
        "事業者が設置する設備を検査する。",
        "自治体と連携し、井戸を掘る。",
        "事業者に対し、記録の保存を求める。",
        "企業の参入を促す。",
        "中小企業への助言を行う。",
        "学校を避難所に指定する。",
        "市町村等も含めた訓練を行う。",
        "多様な関係者が集まる場を設ける。",
        "人材育成機構が設立される。",
        "市町村による計画の作成を促す。",
        "県道の拡幅を進める。",
        "全ての国民が安心して暮らす社会を築く。",
        "多くの市町村では、職員の確保に取り組む。",
        "地域の情報センターとしての役割も担う。",
        "企業が安心して投資できる環境を整備する。",
        "農業者が機械を共同で使うことを支援する。",
        "国が管理する河川で、水位の観測を行う。",
        "地方公共団体の職員に対する研修を行う。",
    ],
)
def test_mentions_that_do_not_act(read: Read, text: str) -> None:
    assert acting(read, text) == ()


def test_a_report_tells_of_bodies_and_not_of_groups(read: Read) -> None:
    assert acting(read, "北方委員会は、漁獲の上限を引き下げた。", reports=True) == ("北方委員会",)
    assert acting(read, "事業者は、漁獲の上限を守ってきた。", reports=True) == ()
    assert acting(read, "漁獲を調べる協議会は一部に留まる。", reports=True) == ()


def test_short_names_count_where_the_plan_has_introduced_them(read: Read) -> None:
    known = introduced_names("港湾安全推進協議会（ＰＳＣ）が、国内総生産（ＧＤＰ）を調べる。")
    assert known == {"PSC": "港湾安全推進協議会"}
    assert acting(read, "ＰＳＣは、点検の手順を定める。", known=tuple(known)) == ("ＰＳＣ",)
    assert acting(read, "ＰＳＣは、点検の手順を定める。") == ()


GENERAL = ("国", "政府", "都道府県", "市町村", "港湾運送事業者", "漁業協同組合", "地元企業", "教育委員会", "農業者")
ACTS = ("水門を点検する", "避難の訓練を行う", "資源の管理に取り組む", "排水の調査を進める")


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    names=st.lists(st.sampled_from(GENERAL), min_size=1, max_size=3, unique=True),
    join=st.sampled_from(("、", "・", "及び")),
    ending=st.sampled_from(("は、", "等は、", "が、", "も、")),
    act=st.sampled_from(ACTS),
)
def test_every_member_of_a_list_acts(read: Read, names: list[str], join: str, ending: str, act: str) -> None:
    assert acting(read, f"{join.join(names)}{ending}{act}。") == tuple(names)


@given(text=st.text(alphabet="国市町村企業（）ＡＢ・、は等が機構", max_size=40))
def test_short_names_stand_for_names_of_the_text(text: str) -> None:
    for short, name in introduced_names(text).items():
        assert name in text
        assert short.isascii()


def test_general_actors_are_in_charge_of_nothing(language: Language) -> None:
    text = "国及び市町村は、水門を点検する。各府省が手引を配る。"
    passage = Passage("p", "p", "paragraph", text, None, (), (ANCHOR,), split_sentences(text))
    sentences = [text[start:end] for start, end in passage.sentences]
    (found,) = annotate(text_plan("p", (), [passage]), language.analyse(sentences)).passages
    assert found.parties == ("国", "市町村", "各府省")
    assert {one.ministry for one in read_assignments("水門", [found], found)} == {UNNAMED}
