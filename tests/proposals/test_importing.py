"""``policyalign proposals import``: files of many kinds, made here, and the statements that are planted in them."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path

import docx
import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from policyalign.corpora import load_headings, load_proposals
from policyalign.domain import Proposal
from policyalign.errors import ProposalError
from policyalign.proposals.importing import import_file
from policyalign.proposals.records import Drafted, Imported
from policyalign.proposals.writing import yaml_bytes

from support.office import add_list, number


def imported(path: Path, command, *options: str) -> tuple[tuple[Proposal, ...], str]:  # type: ignore[no-untyped-def]
    """The statements that come of a file, and what is told."""
    result = command("proposals", "import", str(path), "-o", "mine.yaml", *options)
    assert result.exit_code == 0, result.stderr
    return load_proposals("mine.yaml"), result.stdout + result.stderr


def texts(statements: Sequence[Proposal]) -> list[str]:
    return [one.text for one in statements]


# --- Word ------------------------------------------------------------------------------------------------


def test_headings_numbers_and_paragraphs_of_word(tmp_path: Path, command) -> None:  # type: ignore[no-untyped-def]
    document = docx.Document()
    document.add_heading("港の将来に関する要望", 0)
    document.add_heading("第2章 港", 1)
    document.add_paragraph("港は古くなっている。")
    by_number = add_list(document, [("decimal", "(%1)")])
    for text in ("岸壁を直すべきである。", "灯台の光を強めるべきである（産・官）"):
        number(document.add_paragraph(text), by_number)
    document.add_heading("第4章 船", 1)
    document.add_heading("問題意識", 2)
    document.add_paragraph("船員が減っている。")
    document.add_heading("船員", 2)
    document.add_paragraph("学校は船員を育ててほしい。")
    document.add_paragraph("船員の宿舎を建ててほしい。")
    document.save("a.docx")
    found, told = imported(Path("a.docx"), command)
    assert [(one.id, one.kind, one.chapter, one.actors) for one in found] == [
        ("2-P1", "proposal", "2", ()),
        ("2-P2", "proposal", "2", ("産", "官")),
        ("4.1-I1", "issue", "4", ()),
        ("4.2-P1", "proposal", "4", ()),
        ("4.2-P2", "proposal", "4", ()),
    ]
    assert texts(found)[1] == "灯台の光を強めるべきである"
    assert load_headings("mine.yaml") == {"2": "港", "4": "船", "4.1": "問題意識", "4.2": "船員"}
    assert "2の段落や見出しは提言とせず" in told
    assert "港は古くなっている。" in Path("mine.yaml").read_text(encoding="utf-8")  # kept as a comment


def test_a_heading_that_names_one_statement_is_its_label(command) -> None:  # type: ignore[no-untyped-def]
    document = docx.Document()
    document.add_heading("提言1-2 港を守る", 2)
    document.add_paragraph("港は古い。" * 200)
    document.add_paragraph("国は港を守るべきである。")
    document.add_paragraph("主体：国土交通省、企業、住民")
    document.save("a.docx")
    (one,), _ = imported(Path("a.docx"), command)
    assert (one.id, one.label, one.actors) == ("提言1-2", "港を守る", ("産", "官"))
    assert one.text == "港は古い。" * 200 + "\n国は港を守るべきである。"  # whole, however long


def test_a_table_in_word_is_read_by_its_columns(command) -> None:  # type: ignore[no-untyped-def]
    document = docx.Document()
    document.add_heading("港", 1)
    table = document.add_table(3, 3)
    for row, cells in enumerate(
        [("No.", "要望内容", "宛先"), ("7", "港を直してほしい。", "政府"), ("8", "船を造ってほしい。", "")]
    ):
        for column, text in enumerate(cells):
            table.cell(row, column).text = text
    document.add_paragraph("灯台を建ててほしい。")
    document.save("a.docx")
    found, told = imported(Path("a.docx"), command)
    assert [(one.id, one.actors, one.chapter) for one in found] == [
        ("7", ("官",), "1"),
        ("8", (), "1"),
        ("1-P1", (), "1"),
    ]
    assert "本文=B「要望内容」" in told


# --- Excel and CSV ---------------------------------------------------------------------------------------


def sheet(rows: Sequence[Sequence[object]], name: str = "要望") -> openpyxl.Workbook:
    book = openpyxl.Workbook()
    page = book.active
    page.title = name
    for row in rows:
        page.append(row)
    return book


def test_columns_are_told_by_their_heads(command) -> None:  # type: ignore[no-untyped-def]
    rows = [
        ["港の会 要望一覧"],
        [],
        ["番号", "分類", "見出し", "本文（提言）", "主体", "備考"],
        [1, "港", "岸壁", "岸壁を直すべきである。", "産・官", "至急"],
        [2, "船", "", "船員が減っている。", "住民", ""],
        [3, "船", "空のもの", "", "官", ""],
    ]
    book = sheet(rows)
    book.active.merge_cells("B4:B4")
    book.save("a.xlsx")
    found, told = imported(Path("a.xlsx"), command)
    assert [(one.id, one.kind, one.chapter, one.label, one.actors) for one in found] == [
        ("1", "proposal", "1", "岸壁", ("産", "官")),
        ("2", "issue", "2", "船員が減っている", ()),
    ]
    assert (
        "番号=A「番号」、章=B「分類」、見出し=C「見出し」、本文=D「本文（提言）」、主体=E「主体」（使わない列: 備考）"
        in told
    )
    assert "本文が空の1行は取り込みません（要望 6行）" in told
    assert "住民" in told
    assert "求める文のない1件は、種別を 問題意識（issue）としました" in told


@pytest.mark.parametrize(
    ("kinds", "found"),
    [(["提言", "問題意識", "技術"], ["proposal", "issue", "technology"]), (["港", "船", "港"], ["proposal"] * 3)],
    ids=["kinds", "topics"],
)
def test_a_classification_is_the_kind_or_the_chapter(kinds: list[str], found: list[str], command) -> None:  # type: ignore[no-untyped-def]
    rows = [["分類", "内容"], *([kind, f"{at}番目の港を直す"] for at, kind in enumerate(kinds))]
    sheet(rows).save("a.xlsx")
    statements, _ = imported(Path("a.xlsx"), command)
    assert [one.kind for one in statements] == found
    assert bool(statements[0].chapter) == (found[1] == "proposal")


def test_a_merged_text_is_one_statement_and_a_merged_heading_holds_for_all_its_rows(command) -> None:  # type: ignore[no-untyped-def]
    book = sheet([["章", "本文", "主体"], ["港", "港を直す", "官"], [None, None, "産"], [None, "船を造る", "産"]])
    book.active.merge_cells("A2:A4")
    book.active.merge_cells("B2:B3")
    book.save("a.xlsx")
    found, _ = imported(Path("a.xlsx"), command)
    assert [(one.text, one.chapter) for one in found] == [("港を直す", "1"), ("船を造る", "1")]


def test_of_several_sheets_each_is_a_chapter_and_hidden_ones_are_none(command) -> None:  # type: ignore[no-untyped-def]
    book = sheet([["要望"], ["港を直してほしい。"]], "港")
    for name, state in (("船", "visible"), ("下書き", "hidden")):
        page = book.create_sheet(name)
        page.append(["要望"])
        page.append([f"{name}を造ってほしい。"])
        page.sheet_state = state
    book.save("a.xlsx")
    found, told = imported(Path("a.xlsx"), command)
    assert [(one.id, one.text) for one in found] == [("1-P1", "港を直してほしい。"), ("2-P1", "船を造ってほしい。")]
    assert "下書き: 隠れている2セルは取り込みません" in told


def test_csv_of_a_japanese_excel_and_columns_named_by_the_user(command) -> None:  # type: ignore[no-untyped-def]
    Path("a.csv").write_bytes("受付,市の考え,市民の声\r\nあ,不要である。,①髙い塔を直してほしい。\r\n".encode("cp932"))
    for column in ("市民の声", "C", "3", "ｃ"):
        found, told = imported(Path("a.csv"), command, "--column", f"本文={column}", "--force")
        assert texts(found) == ["①髙い塔を直してほしい。"]
        assert "本文=C「市民の声」" in told
    result = command("proposals", "import", "a.csv", "-o", "b.yaml", "--column", "text=Z")
    assert (result.exit_code, len(result.stderr.splitlines())) == (1, 1)
    assert "A=受付" in result.stderr


def test_rows_of_any_length_and_characters_that_are_lost(command) -> None:  # type: ignore[no-untyped-def]
    text = "番号,要望,産,官,学\n1,港を直してほしい,○\n2,船を造ってほしい,,○,×,余り\n" + "3,灯台を建ててほしい\n" * 80
    Path("a.csv").write_bytes(text.encode("cp932").replace("余り".encode("cp932"), b"\x81\xff"))
    found, told = imported(Path("a.csv"), command)
    assert [one.actors for one in found][:3] == [("産",), ("官",), ()]
    assert "文字" in told


@pytest.mark.parametrize("separator", [",", "\t", ";"])
def test_separators_and_english_heads(separator: str, command) -> None:  # type: ignore[no-untyped-def]
    rows = [["ID", "Title", "Proposal", "Actor"], ["x-1", "Port", "港を直すべき", "産学官"]]
    Path("a.csv").write_text("\n".join(separator.join(row) for row in rows), encoding="utf-8-sig")
    (one,), _ = imported(Path("a.csv"), command)
    assert (one.id, one.label, one.text, one.actors) == ("x-1", "Port", "港を直すべき", ("産", "官", "学"))


def test_without_heads_the_longest_column_is_taken_and_told(command) -> None:  # type: ignore[no-untyped-def]
    Path("a.csv").write_text(
        "1,港,港を新しくするために国は支援すべきである。\n2,船,船員を育てるために国は支援すべきである。\n",
        encoding="utf-8",
    )
    found, told = imported(Path("a.csv"), command)
    assert len(found) == 2
    assert "最も長い列を本文とみなしました" in told


def test_numbers_that_occur_twice_are_made_unique_and_told(command) -> None:  # type: ignore[no-untyped-def]
    Path("a.csv").write_text("番号,本文\n1,港を直す\n1,船を造る\n1-2,灯台を建てる\n", encoding="utf-8")
    found, told = imported(Path("a.csv"), command)
    assert len({one.id for one in found}) == 3
    assert [one.id for one in found][0::2] == ["1", "1-2"]
    assert "枝番を付けました: 1" in told


def test_sectors_that_are_ticked_under_a_head_of_two_rows(command) -> None:  # type: ignore[no-untyped-def]
    book = sheet(
        [["番号", "提言", "実施主体", None, None], [None, None, "産", "官", "学"], [1, "港を直す", "○", "－", "◎"]]
    )
    for cells in ("A1:A2", "B1:B2", "C1:E1"):
        book.active.merge_cells(cells)
    book.save("a.xlsx")
    (one,), _ = imported(Path("a.xlsx"), command)
    assert (one.id, one.text, one.actors) == ("1", "港を直す", ("産", "学"))


def test_one_known_head_among_others_is_enough(command) -> None:  # type: ignore[no-untyped-def]
    answer = "御意見を踏まえ、今後の施策の参考とさせていただきます。" * 3
    Path("a.csv").write_text(f"受付日,氏名,ご意見,回答\n4/1,甲,港を直してほしい,{answer}\n", encoding="utf-8")
    found, told = imported(Path("a.csv"), command)
    assert texts(found) == ["港を直してほしい"]
    assert "使わない列: 受付日、氏名、回答" in told


def test_headings_in_bold(command) -> None:  # type: ignore[no-untyped-def]
    document = docx.Document()
    for title, texts_below in (
        ("港", ("岸壁を直すべきである。", "灯台を建てるべきである。")),
        ("船", ("船を造るべきである。",)),
    ):
        document.add_paragraph().add_run(title).bold = True
        for text in texts_below:
            document.add_paragraph(text)
    document.save("a.docx")
    found, _ = imported(Path("a.docx"), command)
    assert [(one.chapter, one.label[:2]) for one in found] == [("1", "岸壁"), ("1", "灯台"), ("", "船")]


# --- texts -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "cp932", "utf-16"])
def test_requests_one_per_line(encoding: str, command) -> None:  # type: ignore[no-untyped-def]
    Path("a.txt").write_bytes("港を直してほしい\n①の灯台に反対する\n船の再造を急ぐべき\n".encode(encoding))
    found, _ = imported(Path("a.txt"), command)
    assert [one.id for one in found] == ["P1", "P2", "P3"]
    assert texts(found)[2] == "船の再造を急ぐべき"


def test_paragraphs_between_blank_lines_are_joined(command) -> None:  # type: ignore[no-untyped-def]
    Path("a.txt").write_text(
        "港は古く、波を防ぐ力が年ごとに弱くなっており、\n国はその修繕を急ぐべきである。\n\n"
        "船員の育成を支援してほしい。\n\n（資料は別に送る）\n\n以上\n",
        encoding="utf-8",
    )
    found, told = imported(Path("a.txt"), command)
    assert texts(found) == [
        "港は古く、波を防ぐ力が年ごとに弱くなっており、国はその修繕を急ぐべきである。",
        "船員の育成を支援してほしい。",
    ]
    assert "1の段落や見出しは提言とせず" in told


def test_numbered_items_titles_and_lines_of_mail(command) -> None:  # type: ignore[no-untyped-def]
    Path("a.txt").write_text(
        "1 港を守る\n国は、岸壁と灯台を\n直すべきである。\n\n"
        "2 船\n(1) 船員を育てるべきである。（学）\n(2) 船を造るべきである。\n"
        "・木の船は少ない。\n\n灯台の廃止に反対する。\n",
        encoding="utf-8",
    )
    found, _ = imported(Path("a.txt"), command)
    assert [(one.id, one.label, one.text) for one in found] == [
        ("P1", "港を守る", "国は、岸壁と灯台を直すべきである。"),
        ("2-P1", "船員を育てる", "船員を育てるべきである。"),
        ("2-P2", found[2].label, "船を造るべきである。\n・ 木の船は少ない。"),
        ("2-P3", "灯台の廃止に反対する", "灯台の廃止に反対する。"),
    ]
    assert found[1].actors == ("学",)


def test_a_table_of_contents_is_no_list_of_proposals(command) -> None:  # type: ignore[no-untyped-def]
    Path("a.txt").write_text(
        "目次\n\n1. 港を守る\n\n2. 船 …… 5\n\n1. 港を守る\n\n国は港を守るべきである。\n\n2. 船\n\n- ✓ 船を造るべき\n",
        encoding="utf-8",
    )
    found, _ = imported(Path("a.txt"), command)
    assert [(one.id, one.label, one.text) for one in found] == [
        ("P1", "港を守る", "国は港を守るべきである。"),
        ("2-P1", "船を造るべき", "船を造るべき"),
    ]


def test_a_title_that_says_whom_it_is_addressed_to_is_a_label(command) -> None:  # type: ignore[no-untyped-def]
    Path("a.txt").write_text(
        "港への投資　産官学\n\n国は港に投資する\n\n船の建造 **産学** ⇒第5章\n\n企業は船を造る\n", encoding="utf-8"
    )
    found, _ = imported(Path("a.txt"), command)
    assert [(one.label, one.actors, one.text) for one in found] == [
        ("港への投資", ("産", "官", "学"), "国は港に投資する"),
        ("船の建造", ("産", "学"), "企業は船を造る"),
    ]


def test_lists_within_lists_leads_and_named_statements(command) -> None:  # type: ignore[no-untyped-def]
    Path("a.txt").write_text(
        "担当者様\n\nいつもお世話になっております。以下のとおり意見を提出します。\n\n"
        "意見１：港の期限が弱いので、\n「直す」に改めてください。\n\n意見２　船の記述を足してほしい。\n\n"
        "1 道路について\n（1）次の措置を講じること。\n ①橋を直すこと。\n ②坂を削ること。\n\n"
        "2 船員の育成\n\n船員は少なく、学校も一つしかない。\n\n以上、よろしくお願いします。\n",
        encoding="utf-8",
    )
    found, told = imported(Path("a.txt"), command)
    assert [(one.id, one.text) for one in found] == [
        ("意見1", "港の期限が弱いので、「直す」に改めてください。"),
        ("意見2", "船の記述を足してほしい。"),
        ("1-P1", "橋を直すこと。"),
        ("1-P2", "坂を削ること。"),
        ("P1", "船員の育成\n船員は少なく、学校も一つしかない。"),
    ]
    assert "4の段落や見出しは提言とせず" in told


def test_a_long_list_is_read_to_its_end(command) -> None:  # type: ignore[no-untyped-def]
    Path("a.txt").write_text("\n".join(f"{at}. 第{at}の港を直してほしい。" for at in range(1, 131)), encoding="utf-8")
    assert len(imported(Path("a.txt"), command)[0]) == 130


def test_nested_lists_of_markdown(command) -> None:  # type: ignore[no-untyped-def]
    Path("a.md").write_text(
        "# 要望\n\n1. 道路\n   1. 国道を直すべきである。\n   2. 県道を広げるべきである。\n"
        "2. 橋\n   - 橋を架けてほしい。\n",
        encoding="utf-8",
    )
    found, _ = imported(Path("a.md"), command)
    assert [(one.id, one.text) for one in found] == [
        ("1-P1", "国道を直すべきである。"),
        ("1-P2", "県道を広げるべきである。"),
        ("2-P1", "橋を架けてほしい。"),
    ]


def test_a_list_of_names_is_a_list_of_statements(command) -> None:  # type: ignore[no-untyped-def]
    Path("a.txt").write_text("灯台の新設\n波力発電\n船員の育成\n", encoding="utf-8")
    assert texts(imported(Path("a.txt"), command)[0]) == ["灯台の新設", "波力発電", "船員の育成"]


def test_a_paragraph_is_parted_only_into_its_list_items(command) -> None:  # type: ignore[no-untyped-def]
    Path("a.txt").write_text(
        "①港を直すべきである。②船を造るべきである。\n\n次の①港と②船を守るべきである。\n\n港を直すべきである。船も造るべきである。\n",
        encoding="utf-8",
    )
    found, told = imported(Path("a.txt"), command)
    assert texts(found) == [
        "港を直すべきである。",
        "船を造るべきである。",
        "次の①港と②船を守るべきである。",
        "港を直すべきである。船も造るべきである。",
    ]
    assert "分けた段落が1あります" in told


def test_markdown(command) -> None:  # type: ignore[no-untyped-def]
    Path("a.md").write_text(
        "# 港の提言\n\n## 港\n\n- 岸壁を直すべきである。\n- 灯台を建てる。\n"
        "\n## 船\n\n船は**少ない**。\n\n船を造るべき。\n"
        "\n| 番号 | 提言 |\n|---|---|\n| T9 | 船員を育ててほしい。 |\n",
        encoding="utf-8",
    )
    found, _ = imported(Path("a.md"), command)
    assert [(one.id, one.text) for one in found] == [
        ("1-P1", "岸壁を直すべきである。"),
        ("1-P2", "灯台を建てる。"),
        ("2-P1", "船を造るべき。"),
        ("T9", "船員を育ててほしい。"),
    ]


# --- the file --------------------------------------------------------------------------------------------


def test_the_same_bytes_and_never_over_another_file(command) -> None:  # type: ignore[no-untyped-def]
    Path("a.txt").write_text("港を直すべき\n船を造るべき\n", encoding="utf-8")
    imported(Path("a.txt"), command)
    before = Path("mine.yaml").read_bytes()
    imported(Path("a.txt"), command)  # the same content is in nobody's way
    assert Path("mine.yaml").read_bytes() == before
    Path("mine.yaml").write_text("# mine\n", encoding="utf-8")
    result = command("proposals", "import", "a.txt", "-o", "mine.yaml")
    assert (result.exit_code, len(result.stderr.splitlines())) == (1, 1)
    assert Path("mine.yaml").read_text(encoding="utf-8") == "# mine\n"
    assert sorted(path.name for path in Path().iterdir()) == ["a.txt", "mine.yaml"]


def test_ids_stay_with_their_texts_when_the_file_is_imported_again(command) -> None:  # type: ignore[no-untyped-def]
    Path("a.txt").write_text("港を直すべき\n船を造るべき\n", encoding="utf-8")
    before = {one.text: one.id for one in imported(Path("a.txt"), command)[0]}
    Path("a.txt").write_text("灯台を建てるべき\n船を造るべき\n港を直すべき\n", encoding="utf-8")
    after = {one.text: one.id for one in imported(Path("a.txt"), command, "--force")[0]}
    assert before.items() <= after.items()
    assert len(set(after.values())) == 3


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.txt", b""),
        ("a.txt", "以上\n".encode()),
        ("a.pdf", b"%PDF-1.4\n"),
        ("a.docx", b"PK\x03\x04broken"),
        ("a.xlsx", "本文\n港を直す\n".encode()),
        ("a.csv", "番号,年\n1,2\n".encode()),
        ("a.csv", b'"' + b"a" * 200_000),
        ("a.txt", b"\xff\x00\x81\x00\x00\x01" * 50),
        ("gone.docx", None),
    ],
    ids=["empty", "closing", "pdf", "damaged", "no workbook", "no text", "no csv", "no text file", "missing"],
)
def test_what_cannot_be_imported_is_told_in_one_line(name: str, content: bytes | None, command) -> None:  # type: ignore[no-untyped-def]
    if content is not None:
        Path(name).write_bytes(content)
    for lang in ("ja", "en"):
        result = command("proposals", "import", name, "-o", "mine.yaml", "--lang", lang)
        assert (result.exit_code, result.stdout, len(result.stderr.splitlines())) == (1, "", 1)
        assert name in result.stderr
    assert not Path("mine.yaml").exists()


def test_english_is_told_in_english(command) -> None:  # type: ignore[no-untyped-def]
    Path("a.csv").write_text("番号,本文\n1,港を直す\n", encoding="utf-8")
    _, told = imported(Path("a.csv"), command, "--lang", "en")
    assert "1 written to mine.yaml (proposal 1)" in told
    assert "text=B" in told


WORDS = st.text().map(str.strip)
DRAFTED = st.builds(
    Drafted, text=WORDS.filter(bool), place=WORDS, number=WORDS, label=WORDS, chapter=WORDS, section=WORDS
)


@given(st.lists(DRAFTED, min_size=1))
def test_whatever_stands_in_a_file_is_written_so_that_it_is_read_again(statements: list[Drafted]) -> None:
    found = Imported(tuple(statements))
    content, named, _ = yaml_bytes(found, "a.txt", {}, "ja")
    assert content == yaml_bytes(found, "a.txt", {}, "ja")[0]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "a.yaml")
        path.write_bytes(content)
        read = load_proposals(str(path))
    assert [one.id for one in read] == [one.id for one in named]
    assert [one.text for one in read] == [one.text for one in statements]


HEADS = ("", "", "", "1 ", "2 ", "(1) ", "(2) ", "① ", "・", "- ✓ ", "第1章 ", "【", "提言3 ", "意見4：", "101. ")
TAILS = ("を直すべきである。", "の強化", "は古い。", "", "を直す②橋を架ける", "（産・官）", "してほしい", "。\n\n")


@given(st.lists(st.tuples(st.sampled_from(HEADS), st.sampled_from(TAILS))))
def test_no_line_of_a_text_is_lost(lines: list[tuple[str, str]]) -> None:
    """Every line is a statement, part of one, its label, the title of its chapter or section, or a comment."""
    marks = [f"港{at}号" for at in range(len(lines))]
    text = "\n".join(f"{head}{mark}{tail}" for mark, (head, tail) in zip(marks, lines, strict=True))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "a.txt")
        path.write_text(text or " ", encoding="utf-8")
        try:
            found = import_file(path)
        except ProposalError:  # nothing but titles, which is told
            return
    told = [text for one in found.statements for text in (one.text, one.label, one.chapter, one.section)]
    told += [one.text for one in found.left_out]
    assert [mark for mark in marks if not any(mark in text for text in told)] == []
