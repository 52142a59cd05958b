"""Chapter, workbook and page tell complaints about governance, and what a reader has to know, in the same words."""

from __future__ import annotations

import html as escaping
import io
import re
from dataclasses import replace

import docx
import openpyxl
import pytest

from policyalign.assess.run import Run
from policyalign.messages.measures import CONFIDENCES
from policyalign.messages.report import HEADINGS, LIMITS, SHEETS
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


def test_sheets_print_in_type_that_can_be_read(files: dict[str, bytes]) -> None:
    book = openpyxl.load_workbook(io.BytesIO(files["report.xlsx"]))
    for page in book:
        shown = [one for one in page.column_dimensions.values() if not one.hidden]
        width = sum(one.width * (one.max - one.min + 1) for one in shown)
        across = page.page_setup.fitToWidth or 1
        most = {"8": 290, "9": 200}[str(page.page_setup.paperSize)]
        assert page.sheet_properties.pageSetUpPr.fitToPage, page.title
        assert width / across <= most, page.title
        if page.title != SHEETS["guide"].ja:
            assert page.print_title_rows == "$1:$1", page.title
            assert page.page_setup.orientation == "landscape"
    verdicts = [cell.value for cell in book[SHEETS["findings"].ja][1]]
    assert verdicts[:5] == ["提言番号", "提言の見出し", "計画", "判定", "確率"]


def test_a_stage_goes_by_its_name(files: dict[str, bytes]) -> None:
    page = openpyxl.load_workbook(io.BytesIO(files["report.xlsx"]))[SHEETS["picture"].ja]
    at = {cell.value: cell.column_letter for cell in page[1]}
    assert page.column_dimensions[at[HEADINGS["stage"].ja]].hidden
    assert not page.column_dimensions[at[HEADINGS["stage_name"].ja]].hidden
