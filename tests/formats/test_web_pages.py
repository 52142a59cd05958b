"""Web pages: the text and its markup, without what belongs to the site."""

from __future__ import annotations

from pathlib import Path

import pytest

from support.reading import cited, counts, headings, read, refused, texts


def page(tmp_path: Path, body: str, head: str = "", encoding: str = "utf-8") -> Path:
    path = tmp_path / "page.html"
    path.write_bytes(f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>".encode(encoding))
    return path


def test_headings_paragraphs_and_items_come_from_the_markup(tmp_path: Path) -> None:
    plan = read(
        page(
            tmp_path,
            "<h1>森林計画</h1><h2>第1 間伐</h2><p>町は間伐を進める。</p><ul><li>杉を切る。</li><li>檜を切る。</li></ul>"
            "<h2>第2 植林</h2><ol start=3><li>苗を育てる。<li>苗を植える。</ol>",
        )
    )
    assert headings(plan) == [(1, "森林計画"), (2, "第1 間伐"), (2, "第2 植林")]
    assert texts(plan) == ["町は間伐を進める。", "杉を切る。", "檜を切る。", "3. 苗を育てる。", "4. 苗を植える。"]
    assert [passage.kind for passage in plan.passages] == ["paragraph", *["item"] * 4]
    assert cited(plan)["檜を切る。"] == "第1 3段落"


def test_what_belongs_to_the_site_is_left_out_and_told(tmp_path: Path) -> None:
    plan = read(
        page(
            tmp_path,
            "<header><p>町の公式サイト</p></header><nav><a href=/>ホーム</a></nav><div id=breadcrumb>現在地</div>"
            "<script>var a = '読まない';</script><style>p {}</style><form><p>様式を書く。</p></form>"
            "<div hidden>隠す話</div><p>町は木を植える。</p><footer>電話</footer>",
            head="<title>森づくり方針 | 杜の町</title>",
        )
    )
    assert texts(plan) == ["様式を書く。", "町は木を植える。"]
    assert plan.title == "森づくり方針"
    assert counts(plan) == {"site_parts": str(len("町の公式サイトホーム現在地電話")), "hidden_text": "3"}


def test_the_main_part_is_taken_where_the_page_names_it(tmp_path: Path) -> None:
    long = "町は、山の手入れを続け、十年のうちに災害に強い森を育てることとする。"
    plan = read(page(tmp_path, f"<div><p>お知らせの欄である。</p></div><main><p>{long}</p></main>"))
    assert texts(plan) == [long]


def test_readings_and_marks_of_notes_are_no_text(tmp_path: Path) -> None:
    plan = read(
        page(
            tmp_path,
            "<p><ruby>下刈<rp>(</rp><rt>したがり</rt><rp>)</rp></ruby>りを行う<sup><a href='#n1'>1</a></sup>。"
            "面積は3km<sup>2</sup>。</p><div role=doc-footnote><p>草を刈ること。</p></div>",
        )
    )
    assert texts(plan) == ["下刈りを行う。面積は3km2。", "草を刈ること。"]
    assert plan.passages[1].kind == "footnote"


def test_lines_are_joined_and_breaks_part_paragraphs_only_where_sentences_end(tmp_path: Path) -> None:
    plan = read(page(tmp_path, "<div>町は木を\n  植え、<br>育てる。<br>\u3000次に山を守る。<br><br>林道を直す。</div>"))
    assert texts(plan) == ["町は木を植え、育てる。", "次に山を守る。", "林道を直す。"]


def test_tables_with_spans_heads_and_tables_inside(tmp_path: Path) -> None:
    plan = read(
        page(
            tmp_path,
            "<table><tr><th>地区<th>作業<th>年度<tr><td rowspan=2>北<td>間伐<td>2026<tr><td>植林<td>2027</table>"
            "<table><tr><td><h2>枠の見出し</h2><p>枠の中の文である。</p><td>"
            "<table><tr><th>樹種<th>本数<tr><td>杉<td>300</table></table>",
        )
    )
    assert texts(plan) == [
        "地区：北；作業：間伐；年度：2026",
        "地区：北；作業：植林；年度：2027",
        "枠の中の文である。",
        "樹種：杉；本数：300",
    ]
    assert cited(plan)["地区：北；作業：植林；年度：2027"] == "冒頭 表1の3行目"


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [
        ("cp932", "Shift_JIS"),
        ("euc_jp", "EUC-JP"),
        ("utf-8", "utf-8"),
        ("utf-8-sig", ""),
        ("cp932", ""),
        ("utf-16", ""),
    ],
)
def test_the_encoding_is_the_declared_one_or_is_found(tmp_path: Path, encoding: str, declared: str) -> None:
    meta = f"<meta charset={declared}>" if declared else ""
    plan = read(
        page(
            tmp_path,
            "<h1>森林計画</h1><h2>方針</h2><p>町は①木を植え、②山を守る。</p>".replace(
                "①", "①" if encoding != "euc_jp" else "一 "
            ).replace("②", "②" if encoding != "euc_jp" else "二 "),
            meta,
            encoding,
        )
    )
    assert "木を植え、" in texts(plan)[0]
    assert plan.title == "森林計画"


def test_an_empty_page_says_that_there_is_no_text(tmp_path: Path) -> None:
    assert read(page(tmp_path, "<div id=app></div><script>run()</script>")).passages == ()


def test_a_page_saved_under_the_name_of_a_pdf_is_an_error_page(tmp_path: Path) -> None:
    path = page(tmp_path, "<h1>404</h1>").rename(tmp_path / "keikaku.pdf")
    assert refused(path) == "not_a_pdf"


def test_markup_however_broken_is_read_without_failing(tmp_path: Path) -> None:
    deep = "<div>" * 3000 + "底の文である。" + "<table><td rowspan=99999 colspan=-1>a<td>b"
    assert refused(page(tmp_path, deep)) == ""
