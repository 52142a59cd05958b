from __future__ import annotations

from collections.abc import Callable

import pytest

from policyalign.segment.activity import Sentence
from policyalign.segment.endings import sentence_role
from policyalign.segment.roles import passage_role, topic_heading
from policyalign.values import Role


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("観測網の整備を推進する。", "measure"),
        ("観測網を整備していく。", "measure"),
        ("観測網を整備することとする。", "measure"),
        ("来年度に開始する予定である。", "measure"),
        ("観測網の整備に要する費用を補助するものである。", "measure"),
        ("学校における端末の更新", "measure"),
        ("手続のデジタル化", "measure"),
        ("県内全域で運用を始める（一部の地域を除く。）。", "measure"),
        ("令和5年度に観測網を整備した。", "background"),
        ("観測網の整備が進められている。", "background"),
        ("災害が各地で増加している。", "background"),
        ("観測網は防災の基盤である。", "background"),
        ("今後も需要の増加が見込まれる。", "background"),
        ("人材の確保が課題である。", "issue"),
        ("観測網の強化が必要である。", "principle"),
        ("迅速な対応が求められている。", "principle"),
        ("専門人材が不足している。", "issue"),
        ("早急に見直すべきである。", "measure"),
        ("早急に見直されるべきである。", "principle"),
        ("世界最高水準の観測を2030年までに目指す。", "target"),
        ("世界最高水準の観測を目指す。", "principle"),
        ("十年後に倍増することを目標とする。", "target"),
        # problems, and what is only explained
        ("漁村では、担い手の不足が深刻化している。", "issue"),
        ("工事が遅れるおそれがある。", "issue"),
        ("投資が停滞する可能性がある。", "issue"),
        ("導入は一部の市町村に留まっている。", "issue"),
        ("保管の手順が分かりにくくなっている。", "issue"),
        ("大きな障害となっている。", "issue"),
        ("この取組は、漁村の維持にもつながるものである。", "background"),
        ("林業は、欠かすことができないものである。", "background"),
        ("地域の収益に資する。", "background"),
        ("今後は、流域の管理が重要となる。", "background"),
        ("漁場の確保は、常に最優先課題である。", "principle"),
        ("漁村の再生に全力を尽くしていく。", "principle"),
        ("事故の記憶を風化させてはならない。", "principle"),
        ("資源の循環を進めていくことが重要となる。", "principle"),
        ("資源の循環は、農政の前提である。", "principle"),
        ("森林の公益的機能の維持を基本的な方針としている。", "principle"),
        ("国が基本的な考え方を示す。", "measure"),
        ("次の図が水温の変化を示す。", "background"),
        ("検討を進めることとされている。", "measure"),
        ("水門の補修を実施【国土交通省】", "measure"),
        ("津波は、海底の変動によって起こる。", "background"),
        ("本村は、北部に位置する。", "background"),
        # about the document itself
        ("図1-3 研究者数の推移", ""),
        ("第2-1-5図／主要国の研究費", ""),
        ("本章では、各国の動向について述べる。", ""),
        ("対策本部の組織は、別表のとおりとする。", ""),
        ("以上を、以下のとおり整理する。", ""),
        ("出典：漁業の調査", ""),
        ("「水産振興の手引」に基づき、", ""),
        ("誰一人取り残さないことを基本理念とする。", "principle"),
        ("県民の安全を守ることを目的とする。", "principle"),
        ("（注）別に定める。", "measure"),
        ("【重点事業】", ""),
        ("総務省「通信利用の調査」", ""),
        ("第三の柱", ""),
    ],
)
def test_the_end_of_a_sentence_tells(read: Callable[[str], Sentence], text: str, role: Role) -> None:
    assert sentence_role(read(text)) == role


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("観測資料を広く提供している。", "measure"),
        ("災害が増加している。", "background"),
        ("観測網が整備されている。", "background"),
        ("観測網を整備した。", "background"),
    ],
)
def test_what_goes_on_among_measures_is_one(read: Callable[[str], Sentence], text: str, role: Role) -> None:
    assert sentence_role(read(text)) == "background"
    assert sentence_role(read(text), among_measures=True) == role


def test_a_numeric_target_makes_a_plain_sentence_a_target(read: Callable[[str], Sentence]) -> None:
    sentence = read("2030年度までに46％削減する。")
    assert (sentence_role(sentence), sentence_role(sentence, has_target=True)) == ("measure", "target")


@pytest.mark.parametrize(
    ("path", "sentences", "role"),
    [
        (("第1章", "③施策の内容"), ("", ""), "measure"),
        (("第1章", "③施策の内容"), ("background", "measure"), "measure"),
        (("第1章", "③施策の内容"), ("background",), "background"),
        (("第1章", "＜主要な政策対応＞ ※詳細は５に記載"), ("",), "measure"),
        (("第1章", "② 現状・課題"), ("background", "issue"), "issue"),
        (("第1章", "（２）現状と課題"), ("background", "measure"), "background"),
        (("第1章", "① 目的"), ("measure",), "principle"),
        (("第1章", "１．数値目標"), ("measure",), "target"),
        (("第1章", "＜取組事例＞"), ("measure",), "background"),
        (("第1章", "環境条例"), ("measure",), "measure"),
        (("参考", "本会議・審議経過"), ("measure",), ""),
        (("２ 港湾の課題", "（１）荷役"), ("principle",), "issue"),
        (("第1章", "（２）今後の課題と対応"), ("principle",), "principle"),
        ((), ("background", "measure"), "measure"),
        ((), ("measure", "principle", "principle"), "measure"),
        ((), ("background", "background", "principle"), "principle"),
        ((), ("issue", "principle"), "issue"),
        ((), ("measure", "target"), "target"),
        ((), ("measure", "measure", "target"), "measure"),
        ((), ("measure", "measure", "issue"), "measure"),
        ((), ("background", "background", "issue"), "background"),
        ((), ("issue", "background"), "background"),
        ((), (), ""),
        (("観測網の整備の推進",), ("",), "measure"),
        (("我が国を取り巻く状況",), (), "background"),
        (("県におけるこれまでの取組",), ("",), "background"),
        (("我が国を取り巻く状況",), ("measure",), "measure"),
    ],
)
def test_headings_and_sentences_together(path: tuple[str, ...], sentences: tuple[Role, ...], role: Role) -> None:
    assert passage_role(path, sentences) == role


def test_the_topic_is_the_innermost_heading_that_is_no_label() -> None:
    assert topic_heading(("第1章 宇宙", "（1）衛星の開発", "③施策の内容")) == "（1）衛星の開発"
    assert topic_heading(("目的",)) == ""
