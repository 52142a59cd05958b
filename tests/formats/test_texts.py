"""Text files in every encoding, Markdown and XML."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policyalign.extract.encodings import decode

from support.reading import cited, counts, headings, read, refused, texts

PLAN = """漁村活性化計画

令和7年3月

第1章 現状
（1）漁獲
\u3000漁獲は十年で半分になり、若い漁師の数も三分の一に減っている状況にある。
（2）市場
\u3000市場の取引は電子化されておらず、値の決まる様子が外から見えない。

第2章 施策
（1）販路
\u3000町は、2027年度までに産地の直売の仕組みを実証し、2029年度から運用する。
"""


def written(tmp_path: Path, content: str | bytes, name: str = "gyoson.txt") -> Path:
    path = tmp_path / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "cp932", "euc_jp", "utf-16", "utf-16-le", "utf-16-be", "iso2022_jp"]
)
def test_headings_are_told_by_their_numbers_in_every_encoding(tmp_path: Path, encoding: str) -> None:
    plan = read(written(tmp_path, PLAN.replace("\n", "\r\n").encode(encoding)))
    assert headings(plan) == [
        (1, "漁村活性化計画"),
        (2, "第1章 現状"),
        (3, "（1）漁獲"),
        (3, "（2）市場"),
        (2, "第2章 施策"),
        (3, "（1）販路"),
    ]
    assert plan.decided == 2024
    assert cited(plan)[texts(plan)[-1]] == "第2章（1） 13行目"


WORDS = (
    "計画",
    "漁港",
    "推進する",
    "の",
    "を",
    "、",
    "。",
    "2027年度",
    "まで",
    "に",
    "直売",
    "しくみ",
    "データ",
    "ＡＩ",
    "①",
)


@given(
    st.lists(st.sampled_from(WORDS), min_size=8, max_size=60).map("".join),
    st.sampled_from(["utf-8", "utf-8-sig", "cp932", "euc_jis_2004", "utf-16", "utf-32"]),
)
def test_japanese_comes_back_from_any_encoding(text: str, encoding: str) -> None:
    text += "\r\nこの計画は、町の漁業を守るためのものである。"
    assert decode(text.encode(encoding)) == (text, 0)


def test_a_few_broken_bytes_are_told_and_many_refused(tmp_path: Path) -> None:
    good = (PLAN * 5).encode()
    plan = read(written(tmp_path, good + b"\xff\xff"))
    assert counts(plan) == {"characters_lost": "2"}
    assert refused(written(tmp_path, bytes(range(256)) * 40)) == "format_unknown"


def test_lines_of_one_width_are_joined_and_others_are_not(tmp_path: Path) -> None:
    long = (
        "町は、漁港の岸壁と荷さばき所をあわせて改め、衛生の管理ができる市場とし、値の決まる様子を見られるようにする。"
    )
    wrapped = "\n".join(long[start : start + 24] for start in range(0, len(long), 24))
    plan = read(written(tmp_path, "\n\n".join([wrapped] * 3)))
    assert texts(plan) == [long] * 3
    short = "網を直す。\n船を直す。\n港を直す。\n"
    assert texts(read(written(tmp_path, short))) == ["網を直す。", "船を直す。", "港を直す。"]


def test_an_entry_of_the_contents_is_no_heading(tmp_path: Path) -> None:
    contents = "目次\n第1章 現状 ……………… 1\n第2章 施策 ........... 5\n\n"
    plan = read(written(tmp_path, contents + PLAN))
    assert [heading for _, heading in headings(plan)].count("第1章 現状") == 1


def test_markdown_has_its_own_marks(tmp_path: Path) -> None:
    content = (
        "---\ntitle: 離島計画\n---\n# 航路\n\n町は**船**を[増やす](https://example.jp)。\n次の便も足す[^1]。\n\n"
        "1. 岸壁を直す。\n2. 船を直す。\n   - 機関を換える。\n\n## 予算\n\n"
        "|項目|額|\n|---|---|\n|船|三億円|\n\n[^1]: 冬を除く。\n"
    )
    plan = read(written(tmp_path, content, "ritou.md"))
    assert plan.title == "離島計画"
    assert headings(plan) == [(1, "離島計画"), (2, "航路"), (3, "予算")]
    assert texts(plan) == [
        "町は船を増やす。次の便も足す。",
        "1. 岸壁を直す。",
        "2. 船を直す。",
        "機関を換える。",
        "項目：船；額：三億円",
        "冬を除く。",
    ]
    assert [passage.kind for passage in plan.passages] == ["paragraph", "item", "item", "item", "row", "footnote"]
    assert cited(plan)["項目：船；額：三億円"] == "「航路」「予算」 17行目"


TEI = """<?xml version="1.0" encoding="UTF-8"?>
<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>用水計画</title></titleStmt>
</fileDesc></teiHeader><text><body>
<div><head>第一章 水源</head><fw>用水計画</fw>
<p>池を<choice><sic>堀る</sic><corr>掘る</corr></choice>。<note>溜池のこと。</note></p>
<div><head>井戸</head><list><item>深く掘る。</item><item>蓋をする。</item></list>
<table><row role="label"><cell>井戸</cell><cell>深さ</cell></row>
<row><cell>東</cell><cell>30m</cell></row></table></div></div>
</body></text></TEI>"""


def test_tei_is_read_by_its_divisions(tmp_path: Path) -> None:
    plan = read(written(tmp_path, TEI, "yousui.xml"))
    assert plan.title == "用水計画"
    assert headings(plan) == [(1, "用水計画"), (2, "第一章 水源"), (3, "井戸")]
    assert texts(plan) == ["池を掘る。", "深く掘る。", "蓋をする。", "井戸：東；深さ：30m", "溜池のこと。"]
    assert plan.passages[-1].kind == "footnote"


def test_other_xml_is_read_by_the_names_of_its_elements(tmp_path: Path) -> None:
    law = (
        "<Law><LawTitle>用水法</LawTitle><Chapter><ChapterTitle>第一章 総則</ChapterTitle><Article><Paragraph>"
        "<Sentence>水は分け合うものとする。</Sentence><Sentence>町は池を守る。</Sentence></Paragraph></Article></Chapter></Law>"
    )
    plan = read(written(tmp_path, law, "law.xml"))
    assert [heading for _, heading in headings(plan)] == ["用水法", "第一章 総則"]
    assert texts(plan) == ["水は分け合うものとする。", "町は池を守る。"]


def test_entities_neither_multiply_nor_reach_outside(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("ひみつの文である。")
    laughs = "".join(f'<!ENTITY a{i} "{f"&a{i - 1};" * 10 if i else "は"}">' for i in range(12))
    outside = f'<!ENTITY x SYSTEM "{tmp_path}/secret.txt">'
    for entities, use in ((laughs, "&a11;"), (outside, "&x;")):
        content = f"<!DOCTYPE p [{entities}]><doc><p>池を守る。{use}</p></doc>"
        assert refused(written(tmp_path, content, "a.xml")) == "not_well_formed"
    own = '<!DOCTYPE p [<!ENTITY m "町">]><doc><p>&m;は池を守る&hellip;</p></doc>'
    assert texts(read(written(tmp_path, own, "a.xml"))) == ["町は池を守る…"]
    assert refused(written(tmp_path, "<doc><p>閉じない", "b.xml")) == "not_well_formed"
