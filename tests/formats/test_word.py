"""Word: headings, numbers, tables and notes from what the file says of them; nothing lost, nothing told twice."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.shared import Cm, Pt
from PIL import Image

from support.office import W, add_list, add_xml, number, with_footnotes, with_parts
from support.reading import cited, counts, headings, read, refused, texts

STEP = "港の監視カメラを更新し、荷役の待ち時間を半分にする。"


@pytest.fixture
def document() -> Any:
    return docx.Document()


def saved(document: Any, tmp_path: Path) -> Path:
    path = tmp_path / "minato.docx"
    document.save(str(path))
    return path


def test_headings_and_title_come_from_the_styles(document: Any, tmp_path: Path) -> None:
    document.add_heading("港湾再生計画", 0)
    document.add_heading("第1章 港の姿", 1)
    document.add_paragraph(STEP)
    document.add_heading("取り組むこと", 2)
    document.add_paragraph("防波堤を直す。")
    document.add_heading("第2章 体制", 1)
    document.add_paragraph("会議を置く。")
    plan = read(saved(document, tmp_path))
    assert plan.title == "港湾再生計画"
    assert headings(plan) == [(1, "港湾再生計画"), (2, "第1章 港の姿"), (3, "取り組むこと"), (2, "第2章 体制")]
    assert cited(plan) == {
        STEP: "第1章 1段落",
        "防波堤を直す。": "第1章「取り組むこと」 1段落",
        "会議を置く。": "第2章 1段落",
    }


def test_automatic_numbers_stand_before_the_texts(document: Any, tmp_path: Path) -> None:
    chapters = add_list(
        document, [("decimalFullWidth", "第%1章"), ("decimal", "(%2)"), ("decimalEnclosedCircle", "%3")]
    )
    for text, level in (("総論", 0), ("背景", 1), ("目的", 1), ("各論", 0), ("航路", 1)):
        heading = document.add_heading(text, level + 1)
        number(heading, chapters, level)
        document.add_paragraph(f"{text}について述べる。")
    item = document.add_paragraph("灯台を点検する。")
    number(item, chapters, 2)
    plan = read(saved(document, tmp_path))
    assert headings(plan) == [
        (2, "第１章 総論"),
        (3, "(1)背景"),
        (3, "(2)目的"),
        (2, "第２章 各論"),
        (3, "(1)航路"),
    ]
    assert texts(plan)[-1] == "① 灯台を点検する。"
    assert plan.passages[-1].kind == "item"
    assert cited(plan)["航路について述べる。"] == "第２章(1) 1段落"


def test_japanese_forms_of_numbers_and_lists_that_begin_anew(document: Any, tmp_path: Path) -> None:
    kana = add_list(document, [("aiueoFullWidth", "（%1）")])
    kanji = add_list(document, [("japaneseCounting", "%1、")])
    for text in ("灯台", "航路標識"):
        number(document.add_paragraph(f"{text}を直す。"), kana)
    for count in range(11):
        number(document.add_paragraph(f"{count}番目の岸壁を直す。"), kanji)
    found = texts(read(saved(document, tmp_path)))
    assert found[:2] == ["（ア） 灯台を直す。", "（イ） 航路標識を直す。"]
    assert found[2].startswith("一、")
    assert found[-1].startswith("十一、")


def test_headings_typed_by_hand_below_styled_ones_are_found(document: Any, tmp_path: Path) -> None:
    document.add_heading("第1章 施策", 1)
    for place, name in enumerate(("岸壁の耐震", "荷役の自動化", "藻場の再生"), 1):
        document.add_paragraph(f"（{place}）{name}")
        document.add_paragraph(f"県は、{name}を2028年度までに終え、その結果を毎年公表することとする。")
    plan = read(saved(document, tmp_path))
    assert headings(plan)[1:] == [(3, "（1）岸壁の耐震"), (3, "（2）荷役の自動化"), (3, "（3）藻場の再生")]


def test_headings_without_any_style_are_told_by_type_and_number(document: Any, tmp_path: Path) -> None:
    title = document.add_paragraph()
    title.add_run("入江町みなと計画").font.size = Pt(22)
    for chapter in ("第1章 現況", "第2章 施策"):
        run = document.add_paragraph().add_run(chapter)
        run.bold, run.font.size = True, Pt(14)
        document.add_paragraph("町は、岸壁の点検を毎年行い、傷みの進んだところから順に直していくこととする。")
    plan = read(saved(document, tmp_path))
    assert headings(plan) == [(1, "入江町みなと計画"), (2, "第1章 現況"), (2, "第2章 施策")]


def test_what_is_set_largest_names_the_plan_also_below_another_line(document: Any, tmp_path: Path) -> None:
    for text, size in (("港湾部会の説明資料", 16), ("第２次港湾再生計画（案）", 22)):
        document.add_paragraph().add_run(text).font.size = Pt(size)
    document.add_paragraph("第１章 港の姿")
    document.add_paragraph(STEP)
    assert read(saved(document, tmp_path)).title == "第２次港湾再生計画（案）"


def test_cells_stand_under_their_heads_and_merged_ones_count_for_all(document: Any, tmp_path: Path) -> None:
    document.add_heading("工程", 1)
    table = document.add_table(4, 3)
    rows = [
        ("区域", "取組", "時期"),
        ("東港", "測量", "2026年度"),
        ("", "浚渫", "2027年度"),
        ("西港", "全体の点検", ""),
    ]
    for row, cells in enumerate(rows):
        for column, text in enumerate(cells):
            table.cell(row, column).text = text
    table.cell(1, 0).merge(table.cell(2, 0))
    table.cell(3, 1).merge(table.cell(3, 2))
    plan = read(saved(document, tmp_path))
    assert texts(plan) == [
        "区域：東港；取組：測量；時期：2026年度",
        "区域：東港；取組：浚渫；時期：2027年度",
        "区域：西港；取組～時期：全体の点検",
    ]
    assert {passage.kind for passage in plan.passages} == {"row"}
    assert cited(plan)[texts(plan)[1]] == "「工程」 表1の3行目"


def test_years_over_columns_schedule_their_rows(document: Any, tmp_path: Path) -> None:
    table = document.add_table(2, 4)
    for row, cells in enumerate([("取組", "2026年度", "2027年度", "2028年度"), ("無人艇", "開発", "実証", "実装")]):
        for column, text in enumerate(cells):
            table.cell(row, column).text = text
    (passage,) = read(saved(document, tmp_path)).passages
    assert {(step.stage, step.interval.start_fy) for step in passage.steps if step.interval} >= {(4, 2027)}


def test_a_table_around_the_text_is_a_frame(document: Any, tmp_path: Path) -> None:
    box = document.add_table(1, 1).cell(0, 0)
    box.text = "枠の中の文である。"
    outer = document.add_table(1, 2)
    outer.cell(0, 0).text = "左の欄の文である。"
    inner = outer.cell(0, 1).add_table(2, 2)
    for row, cells in enumerate([("項目", "値"), ("水深", "12m")]):
        for column, text in enumerate(cells):
            inner.cell(row, column).text = text
    assert texts(read(saved(document, tmp_path))) == ["枠の中の文である。", "左の欄の文である。", "項目：水深；値：12m"]


def test_footnotes_come_last_and_are_cited_by_number(document: Any, tmp_path: Path) -> None:
    document.add_paragraph(STEP)
    plan = read(with_footnotes(saved(document, tmp_path), ["荷役とは積みおろしをいう。", "2025年の調べによる。"]))
    assert texts(plan) == [STEP, "荷役とは積みおろしをいう。", "2025年の調べによる。"]
    assert [passage.kind for passage in plan.passages] == ["paragraph", "footnote", "footnote"]
    assert cited(plan)["2025年の調べによる。"] == "注2"


def test_text_boxes_are_read_once(document: Any, tmp_path: Path) -> None:
    box = f"<w:txbxContent {W}><w:p><w:r><w:t>吹き出しの中の文である。</w:t></w:r></w:p></w:txbxContent>"
    add_xml(
        document.add_paragraph("本文である。"),
        f'<w:r {W} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:AlternateContent>'
        f'<mc:Choice Requires="wps"><w:drawing>{box}</w:drawing></mc:Choice>'
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r>",
    )
    assert texts(read(saved(document, tmp_path))) == ["本文である。", "吹き出しの中の文である。"]


def test_insertions_are_read_and_deletions_are_not(document: Any, tmp_path: Path) -> None:
    paragraph = document.add_paragraph("岸壁を")
    add_xml(paragraph, f'<w:del {W} w:id="1"><w:r><w:delText>十か所</w:delText></w:r></w:del>')
    add_xml(paragraph, f'<w:ins {W} w:id="2"><w:r><w:t>二十か所で</w:t></w:r></w:ins>')
    add_xml(paragraph, f"<w:r {W}><w:t>直す。</w:t></w:r>")
    plan = read(saved(document, tmp_path))
    assert texts(plan) == ["岸壁を二十か所で直す。"]
    assert counts(plan) == {"revisions_taken": "2"}


def test_content_controls_are_read_and_the_contents_are_not(document: Any, tmp_path: Path) -> None:
    document.styles.add_style("toc 1", WD_STYLE_TYPE.PARAGRAPH)
    document.add_paragraph("第1章 港の姿\t3", style="toc 1")
    document.add_heading("第1章 港の姿", 1)
    add_xml(
        document.add_paragraph("提出者は"),
        f"<w:sdt {W}><w:sdtContent><w:r><w:t>入江町長である。</w:t></w:r></w:sdtContent></w:sdt>",
    )
    plan = read(saved(document, tmp_path))
    assert texts(plan) == ["提出者は入江町長である。"]
    assert len(plan.sections) == 1


def test_readings_and_hidden_text_are_left_out_and_the_latter_is_told(document: Any, tmp_path: Path) -> None:
    paragraph = document.add_paragraph()
    add_xml(
        paragraph,
        f"<w:r {W}><w:ruby><w:rt><w:r><w:t>しゅんせつ</w:t></w:r></w:rt>"
        "<w:rubyBase><w:r><w:t>浚渫</w:t></w:r></w:rubyBase></w:ruby></w:r>",
    )
    paragraph.add_run("を急ぐ。")
    paragraph.add_run("内緒の話").font.hidden = True
    plan = read(saved(document, tmp_path))
    assert texts(plan) == ["浚渫を急ぐ。"]
    assert counts(plan) == {"hidden_text": "4"}


def test_a_page_that_is_only_a_picture_is_an_unread_page(document: Any, tmp_path: Path) -> None:
    picture = io.BytesIO()
    Image.new("RGB", (60, 80), "white").save(picture, "PNG")
    document.add_paragraph(STEP)
    document.add_picture(picture, width=Cm(17), height=Cm(23))
    picture.seek(0)
    document.add_picture(picture, width=Cm(3))
    plan = read(saved(document, tmp_path))
    assert plan.unread_pages == (2,)
    assert counts(plan) == {"page_image": ""}


def test_every_kind_of_broken_file_ends_in_a_clear_error(document: Any, tmp_path: Path) -> None:
    document.add_paragraph(STEP)
    whole = saved(document, tmp_path).read_bytes()
    cases = {
        "cut.docx": (whole[: len(whole) // 2], "zip_damaged"),
        "words.docx": ("ただの文である。".encode(), "office_damaged"),
        "empty.docx": (b"", "file_empty"),
        "locked.docx": (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "office_encrypted",
        ),
        "old.doc": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"), "old_office"),
    }
    for name, (content, code) in cases.items():
        (tmp_path / name).write_bytes(content)
        assert refused(tmp_path / name) == code
    bomb = b'<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><d>&b;</d>'
    assert refused(with_parts(saved(document, tmp_path), {"word/document.xml": bomb})) == "not_well_formed"
    assert refused(with_parts(saved(document, tmp_path), {"word/document.xml": b"<w:document"})) == "not_well_formed"


def test_an_archive_that_unpacks_to_too_much_is_refused(document: Any, tmp_path: Path) -> None:
    path = with_parts(saved(document, tmp_path), {"word/media/zeros.bin": bytes(60 * 2**20)})
    assert refused(path) == "zip_too_large"


def test_the_content_decides_and_not_the_name(document: Any, tmp_path: Path) -> None:
    document.add_paragraph(STEP)
    path = saved(document, tmp_path).rename(tmp_path / "minato.bin")
    assert texts(read(path)) == [STEP]


@pytest.mark.parametrize(
    "above",
    [
        ("令和８年３月", "入江町"),
        ("（案）", "令和８年３月"),
        ("資料１", "第３回入江町みなと会議", "令和８年３月25日", "入江町"),
    ],
)
@pytest.mark.parametrize("size", [None, 20])
def test_a_title_typed_below_date_and_owner_names_the_plan(
    document: Any, tmp_path: Path, above: tuple[str, ...], size: int | None
) -> None:
    for text in (*above, "入江町みなと計画"):
        run = document.add_paragraph().add_run(text)
        if size and text not in above:
            run.font.size = Pt(size)
    for chapter in ("第１章 港の姿", "第２章 港の点検計画"):
        document.add_paragraph(chapter)
        document.add_paragraph(STEP)
    plan = read(saved(document, tmp_path))
    assert plan.title == "入江町みなと計画"
    assert headings(plan)[1:] == [(2, "第１章 港の姿"), (2, "第２章 港の点検計画")]


def test_a_plan_named_in_the_text_is_no_title(document: Any, tmp_path: Path) -> None:
    document.add_paragraph(
        "この文書は、町の港の姿と、これからの点検と改修の進め方を、町の人に分かるように述べたものである。町の人が手に取り、読みやすいことを大切にして書いた。"
    )
    document.add_paragraph("入江町みなと計画")
    document.add_paragraph(STEP)
    assert read(saved(document, tmp_path)).title != "入江町みなと計画"


def test_a_file_whose_lines_were_never_joined_is_told(document: Any, tmp_path: Path) -> None:
    text = (
        "町は、岸壁の点検を毎年行い、傷みの進んだところから順に直していくこととし、その結果を町の人に分かりやすく知らせる。"
        * 9
    )
    for start in range(0, len(text), 37):
        document.add_paragraph(text[start : start + 37])
    problems = read(saved(document, tmp_path)).problems
    assert [(one.code, one.severity, one.page) for one in problems] == [("plan_broken_up", "partial", None)]
