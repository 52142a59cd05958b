"""What can name a measure, and what is only a scrap of a line, a caption or a credit."""

from __future__ import annotations

import pytest

from policyalign.segment.titles import is_caption, is_title, subject

TITLES = (
    "港の改修",
    "（2）人材の育成（博士課程を含む）",
    "1)水道管の取替え",
    "ア）灯台の点検",
    "（情報の提供）",
    "「海の駅」の整備",
    "はじめに",
    "をちこち号の運行"[1:],
    "令和8年度予算の重点",
    "2030年に向けた港づくり",
    "●漁業のデジタル化",
    "海の森（藻場）づくり１）",
    "町民アプリ「しおり」※",
    "ごみ出し支援を柱として",
    "ICT",
    "SaaS（Software as a Service）",
    "図書館の充実",
    "表彰制度の創設",
    "写真展の開催",
    "資料館の改修",
    "提供体制の確保",
    "被害画像の提供",
    "観測の強化（画像の提供）",
    "注意報の発令",
    "デジタル庁とは",
    "【汐入町】漁港の改修",
    "平均寿命の延伸",
    "計画の推進",
    "図1に示す港の改修",
    "<暮らし>の安全",
    "汐入 海の学校-藻場づくりの広場-",
)
TORN = (
    "用の推進 •",
    "提供）",
    "汐入大学）",
    "（汐入町と丘の上の三地区",
    "、港の改修",
    "ーションの導入",
    "ょうきの点検",
    "港の改修及び",
    "港の改修に関する",
    "灯台、",
    "・港の改修 • 灯台の点検",
    "■第1班　■第2班",
    "【様式14】-",
    "（GPAI）",
)
NAMELESS = (
    "2",
    "①②③④",
    "令和8年4月1日",
    "■第1回 令和3年12月23日（木）",
    "第3回",
    "2026年度",
    "千円",
    "（Billion）",
    "（単位：人）",
    "参加者数（人）",
    "合計",
    "E-mail：minato@example.jp",
    "https://example.jp/minato",
    "-",
    "○",
)
CAPTIONS = (
    "図表1-1-1　港の改修費の推移",
    "図1 港の改修",
    "■第１-２-３図／港の改修",
    "表２　灯台の数",
    "表－１０　灯台の数（1／8）",
    "写真3　灯台",
    "写真：改修前の灯台",
    "Fig. 2 Harbour",
    "出典：汐入町の統計",
    "資料：汐入町作成",
    "（注）数は年度末のもの",
    "注1：数は年度末のもの",
    "（写真提供：汐入町）",
    "改修後の港（提供：汐入町）",
    "© 2026 汐入町",
    "-汐入工業高等学校-",
    "～海と生きる～",
)
SPEAKING = (
    "図1に示すとおり、港を直す。",
    "図表1-1の港を直す。",
    "表2のとおり灯台を点検する。",
    "資料の整備を進める。",
    "注意を払う。",
    "写真を町の広報に載せる。",
    "第1-2-3図は、港の改修費である。",
    "情報提供を行う。",
    "図り、港を直す。",
)


@pytest.mark.parametrize("text", TITLES)
def test_titles_are_titles(text: str) -> None:
    assert is_title(text)


@pytest.mark.parametrize("text", [*TORN, *NAMELESS, *CAPTIONS])
def test_scraps_are_none(text: str) -> None:
    assert not is_title(text)


@pytest.mark.parametrize("text", CAPTIONS)
def test_captions_sources_and_credits_stand_beside_the_text(text: str) -> None:
    assert is_caption(text)


@pytest.mark.parametrize("text", [*SPEAKING, *TITLES])
def test_what_speaks_of_a_figure_is_text(text: str) -> None:
    assert not is_caption(text)


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("町の井戸については、毎年度、水質を調べる。", "町の井戸"),
        ("また、灯台は、毎年度、点検する。", "灯台"),
        ("水質を調べる。", ""),
        ("2030年度には、井戸を増やす。", ""),
        ("）については、井戸を増やす。", ""),
    ],
)
def test_what_the_first_sentence_is_about(text: str, about: str) -> None:
    assert subject(text) == about
