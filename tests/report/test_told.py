"""Chapter, workbook and page tell complaints about governance, and what a reader has to know, in the same words."""

from __future__ import annotations

import html as escaping
import io
import math
import re
import unicodedata
from dataclasses import replace
from typing import Any

import docx
import openpyxl
import pytest
from openpyxl.utils import column_index_from_string

from policyalign.assess.run import Run
from policyalign.messages.measures import CONFIDENCES
from policyalign.messages.report import HEADINGS, LIMITS, SHEETS
from policyalign.messages.terms import TERMS
from policyalign.report import Material, join_run, report_files
from policyalign.report.records import Role
from policyalign.report.statements import complaints, counted, every_statement, findings, role_told
from policyalign.report.texts import in_plain_style


@pytest.fixture(scope="module")
def files(sample_run: Run) -> dict[str, bytes]:
    return report_files(sample_run, Material(), ["docx", "xlsx", "html"], "ja")


@pytest.fixture(scope="module")
def english(sample_run: Run) -> dict[str, bytes]:
    return report_files(sample_run, Material(), ["docx"], "en")


def paragraphs(content: bytes) -> list[str]:
    return [one.text for one in docx.Document(io.BytesIO(content)).paragraphs]


def test_complaints_come_first_in_every_form(sample_run: Run, files: dict[str, bytes]) -> None:
    said = paragraphs(files["report.docx"])
    page = escaping.unescape(files["report.html"].decode())
    book = openpyxl.load_workbook(io.BytesIO(files["report.xlsx"]))
    assert book.sheetnames[:2] == [SHEETS["guide"].ja, SHEETS["governance"].ja]
    rows = list(book[SHEETS["governance"].ja].iter_rows(values_only=True))
    joined = join_run(sample_run, "ja")
    assert [one.id for one in joined.complaints] == ["1-I1", "1-I2", "1-I3"]
    assert len(rows) == 1 + sum(len(one.evidence) or 1 for one in joined.complaints)
    first = said.index(f"{joined.entries[0].proposal.id}　{joined.entries[0].proposal.label}")
    for one in joined.complaints:
        answer = f"{one.id} {one.label}：{one.status}。{one.reason}。"
        assert said.index(answer) < first
        assert one.reason in page
        assert one.status == "判定不能" or any(row.certain for row in one.evidence)
        certain = [row for row in one.evidence if row.certain]
        for row in certain:
            assert any(row.text.rstrip("。.") in text for text in said[said.index(answer) : first])
            assert row.text in page
            assert row.places


def test_the_places_of_certain_findings_are_cited(sample_run: Run) -> None:
    told = [one for _, some in complaints(join_run(sample_run, "ja")) for one in some[1:]]
    assert any(one.place for one in told)
    assert all(one.place for one in told if "（確実）" in one.text)


def test_warnings_stand_in_all_three(files: dict[str, bytes]) -> None:
    book = openpyxl.load_workbook(io.BytesIO(files["report.xlsx"]))
    guide = [cell.value for cell in book[SHEETS["guide"].ja]["A"]]
    said = paragraphs(files["report.docx"])
    foot = escaping.unescape(files["report.html"].decode()).split("<footer>")[1]
    for one in LIMITS:
        assert one.ja in guide
        assert in_plain_style(one.ja) in said
        assert one.ja in foot
    every = "".join(one.ja for one in LIMITS)
    for words in (
        "対応」と「一部対応」の区別は、まだ頼りになりません",
        "地の文では",
        "「ない」という意味ではありません",
        "測っていない",
    ):
        assert words in every
    plain = "".join(in_plain_style(one.ja) for one in LIMITS)
    assert not re.search("です|ます|ません|ください", plain), "the chapter speaks in one style"


def test_counts_say_what_they_count(sample_run: Run) -> None:
    joined = join_run(sample_run, "ja")
    summary = next(one.text for one in every_statement(joined) if one.key == "summary_findings")
    for rows in (joined.overlaps, joined.phases, joined.exits):
        told = counted(rows, "ja")
        assert told in summary
        parts = [int(one) for one in re.findall(r"(?:確実|要確認|判定不能|一覧のみ)(\d+)件", told)]
        assert sum(parts) == len(rows) == int(told.partition("件")[0])
    assert {row.grade for row in joined.phases} <= CONFIDENCES.keys()
    (alone,) = findings([row for row in joined.phases if not row.certain], "phases", 3, "x", "ja")
    assert alone.text.startswith("確実なものはない。確実でないものが")


def test_roles_have_one_pair_of_brackets() -> None:
    assert role_told(Role("", "内閣府", "主担当（要確認）", False), "ja") == "内閣府（主担当、要確認）"
    assert role_told(Role("", "内閣府", "several (contested) (to be checked)", False), "en") == (
        "内閣府 (several, contested, to be checked)"
    )
    assert role_told(Role("", "", "担当不明（要確認）", False), "ja") == "担当の府省を述べない施策（要確認）"


def test_roles_are_not_told_twice(sample_run: Run, files: dict[str, bytes]) -> None:
    said = paragraphs(files["report.docx"])
    assert "担当" in said
    assert not [one for one in said if one.startswith("担当：") or "担当不明。" in one]
    heads = [table.rows[0].cells[0].text for table in docx.Document(io.BytesIO(files["report.docx"])).tables]
    assert "提言" in heads
    assert "提言ごとの対応" not in heads


def test_english_sentences_begin_with_a_capital(sample_run: Run, english: dict[str, bytes]) -> None:
    assured = {"guarantee": {"ja": "", "en": "of 129 gaps 125 were right"}}
    run = replace(sample_run, record={**sample_run.record, **assured})
    said = [one.text for one in every_statement(join_run(run, "en"))]
    assert "Of 129 gaps 125 were right." in said
    starts = tuple(plan.title for plan in sample_run.plans)
    assert not [one for one in paragraphs(english["report.docx"]) if one[:1].islower() and not one.startswith(starts)]
    assert not [one for one in said if re.search(r"of 1 plans", one)]


def printed(page: Any) -> tuple[int, int]:
    """The first and last columns that are printed."""
    if not page.print_area:
        return 1, page.max_column
    found = re.search(r"\$([A-Z]+)\$\d+:\$([A-Z]+)", page.print_area)
    assert found
    return column_index_from_string(found[1]), column_index_from_string(found[2])


def widths(page: Any) -> dict[int, float]:
    """By column, the width of what is not hidden."""
    told = {
        number: 0.0 if one.hidden else one.width
        for one in page.column_dimensions.values()
        for number in range(one.min, one.max + 1)
    }
    first, last = printed(page)
    return {number: width for number, width in told.items() if first <= number <= last and width}


STANDING = ("guide", "terms")


def test_sheets_print_in_type_that_can_be_read(files: dict[str, bytes]) -> None:
    book = openpyxl.load_workbook(io.BytesIO(files["report.xlsx"]))
    for page in book:
        across = page.page_setup.fitToWidth or 1
        stands = page.title in {SHEETS[name].ja for name in STANDING}
        most = {"8": 290, "9": 200}[str(page.page_setup.paperSize)] * (0.7 if stands else 1)
        assert page.sheet_properties.pageSetUpPr.fitToPage, page.title
        assert sum(widths(page).values()) / across <= most, page.title
        assert page.oddFooter.left.text == "&A", page.title
        assert page.oddFooter.right.text == "&P / &N", page.title
        if not stands:
            assert page.page_setup.orientation == "landscape"
        if page.title != SHEETS["guide"].ja:
            assert page.print_title_rows == "$1:$1", page.title
    verdicts = [cell.value for cell in book[SHEETS["findings"].ja][1]]
    assert verdicts[:5] == ["提言番号", "提言の見出し", "計画", "判定", "計画全体からみた確率"]
    assert verdicts[printed(book[SHEETS["findings"].ja])[1] - 1] == "確認者"


def lines(text: str, width: float) -> int:
    """How many lines of full and half width letters a column needs at the least."""
    wide = [sum(2 if unicodedata.east_asian_width(one) in "WF" else 1 for one in part) for part in text.split("\n")]
    return sum(max(1, math.ceil(one / width)) for one in wide)


def test_no_text_that_is_printed_is_cut(files: dict[str, bytes]) -> None:
    """Rows are as high as their texts need at 13 points a line, the least that type of 10 points takes."""
    book = openpyxl.load_workbook(io.BytesIO(files["report.xlsx"]))
    for page in book:
        for row in page.iter_rows():
            for column, width in widths(page).items():
                cell = row[column - 1]
                spans = next((one.size["columns"] for one in page.merged_cells.ranges if cell.coordinate in one), 1)
                room = sum(width for place, width in widths(page).items() if column <= place < column + spans)
                if isinstance(cell.value, str):
                    high = page.row_dimensions[cell.row].height or 15
                    assert lines(cell.value, room) * 13 <= high + 1, (page.title, cell.coordinate)


def test_the_guide_leads_to_every_sheet(files: dict[str, bytes]) -> None:
    book = openpyxl.load_workbook(io.BytesIO(files["report.xlsx"]))
    guide = book[SHEETS["guide"].ja]
    led = {cell.value for cell in guide["A"] if cell.hyperlink}
    assert led == set(book.sheetnames) - {guide.title}


def test_terms_and_sources_are_the_same_in_every_form(sample_run: Run, files: dict[str, bytes]) -> None:
    book = openpyxl.load_workbook(io.BytesIO(files["report.xlsx"]))
    page = escaping.unescape(files["report.html"].decode())
    document = docx.Document(io.BytesIO(files["report.docx"]))
    cells = [cell for table in document.tables for row in table._tbl.tr_lst for cell in row.itertext()]
    told = dict(book[SHEETS["terms"].ja].iter_rows(min_row=2, values_only=True))
    assert told == {name.ja: meaning.ja for name, meaning in TERMS.values()}
    for name, meaning in TERMS.values():
        assert f"<dt>{name.ja}</dt><dd>{meaning.ja}</dd>" in page
        assert name.ja in cells
    rows = list(book[SHEETS["sources"].ja].iter_rows(min_row=2, max_row=1 + len(sample_run.plans), values_only=True))
    assert [row[-1] for row in rows] == [plan.document_id for plan in sample_run.plans]
    for row in rows:
        assert all(row)
        assert f"SHA-256 {row[-1]}" in "".join(cells)


def test_a_stage_goes_by_its_name(files: dict[str, bytes]) -> None:
    page = openpyxl.load_workbook(io.BytesIO(files["report.xlsx"]))[SHEETS["picture"].ja]
    at = {cell.value: cell.column_letter for cell in page[1]}
    assert page.column_dimensions[at[HEADINGS["stage"].ja]].hidden
    assert not page.column_dimensions[at[HEADINGS["stage_name"].ja]].hidden
