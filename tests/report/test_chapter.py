"""The chapter says what the findings say, and tells after editing what no longer holds."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import docx
import pytest
from lxml import etree
from typer.testing import CliRunner

from policyalign.assess.run import Run
from policyalign.cli.app import app
from policyalign.domain import Passage
from policyalign.messages import ReportCode
from policyalign.report import Material, join_run, report_files
from policyalign.report.check import check_chapter
from policyalign.report.statements import Statement, every_statement, of_entry

from support.schedules import row_cells

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture
def chapter(sample_run: Run, tmp_path: Path) -> Path:
    path = tmp_path / "chapter.docx"
    path.write_bytes(report_files(sample_run, Material(), ["docx"], "ja")["report.docx"])
    return path


def statements(run: Run, lang: str = "ja") -> dict[str, Statement]:
    return {one.key: one for one in every_statement(join_run(run, lang))}


def with_finding(run: Run, place: int, **changes: Any) -> Run:
    findings = list(run.matrix.findings)
    findings[place] = replace(findings[place], **changes)
    return replace(run, matrix=replace(run.matrix, findings=tuple(findings)))


def edited(path: Path, change: Callable[[str], str]) -> None:
    """Change the text of every run, as people do."""
    document = docx.Document(str(path))
    for paragraph in document.paragraphs:
        for run in paragraph.runs:
            if run.text and change(run.text) != run.text:
                run.text = change(run.text)
    document.save(str(path))


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_quotations_are_word_for_word(sample_run: Run, lang: str) -> None:
    quoted = [one for one in statements(sample_run, lang).values() if one.quotation]
    assert quoted
    for one in quoted:
        assert one.quotation
        passage = sample_run.passages[one.quotation.plan_id, one.quotation.passage_id]
        assert one.text == f"「{one.quotation.text}」"
        assert one.quotation.text in passage.text
        assert one.quotation.place in one.place


def test_a_row_of_a_table_is_quoted_without_the_heads_of_its_columns(sample_run: Run, tmp_path: Path) -> None:
    text = "名称：灯台の改修；概要：灯台を直し、点検を毎年行う。"
    finding, *_ = (one for one in sample_run.matrix.findings if one.status == "covered" and one.passage_id)

    def in_rows(passage: Passage) -> Passage:
        if passage.id != finding.passage_id:
            return passage
        return replace(passage, kind="row", text=text, cells=row_cells(text), sentences=((0, len(text)),))

    plans = [replace(one, passages=tuple(map(in_rows, one.passages))) for one in sample_run.plans]
    run = replace(sample_run, matrix=replace(sample_run.matrix, plans=tuple(plans)))
    quoted = {one.text for one in statements(run).values() if one.quotation}
    assert "「灯台の改修／灯台を直し、点検を毎年行う。」" in quoted
    path = tmp_path / "chapter.docx"
    path.write_bytes(report_files(run, Material(), ["docx"], "ja")["report.docx"])
    assert check_chapter(path, run).complaints == ()


def test_what_is_undetermined_is_never_told_as_absent(sample_run: Run) -> None:
    for entry in join_run(sample_run, "ja").entries:
        told = {one.key.split("|")[0]: one.text for one in of_entry(entry, "ja")}
        for cell in entry.of("undetermined"):
            assert cell.plan.title not in told.get("gap", "")
            assert cell.plan.title in told["undetermined"]
            assert "判定できない" in told["undetermined"]
        for cell in entry.of("gap"):
            assert cell.plan.title in told["gap"]


def test_every_verdict_is_told_once(sample_run: Run) -> None:
    for entry in join_run(sample_run, "ja").entries:
        told = [one.key for one in of_entry(entry, "ja")]
        assert sum(key.startswith("cell|") for key in told) == len(entry.taken_up)
        assert len(told) == len(set(told))


def test_the_document_holds_every_sentence_and_its_notes(sample_run: Run, chapter: Path) -> None:
    text = "\n".join(paragraph.text for paragraph in docx.Document(str(chapter)).paragraphs)
    told = statements(sample_run)
    assert all(one.text in text for one in told.values())
    with zipfile.ZipFile(chapter) as archive:
        notes = etree.fromstring(archive.read("word/footnotes.xml"))
        body = etree.fromstring(archive.read("word/document.xml"))
    written = {note.get(f"{W}id"): "".join(note.itertext()).strip() for note in notes}
    referred = [node.get(f"{W}id") for node in body.iter(f"{W}footnoteReference")]
    assert [written[one] for one in referred if one] == [written[str(number)] for number in range(1, len(referred) + 1)]
    assert {one.place for one in told.values() if one.place} <= set(written.values())


def test_the_same_run_gives_the_same_bytes(sample_run: Run) -> None:
    first = report_files(sample_run, Material(), ["docx"], "ja")["report.docx"]
    assert report_files(sample_run, Material(), ["docx"], "ja")["report.docx"] == first
    assert {entry.date_time[0] for entry in zipfile.ZipFile(io.BytesIO(first)).infolist()} == {1980}


def test_english_is_complete(sample_run: Run) -> None:
    content = report_files(sample_run, Material(), ["docx"], "en")["report.docx"]
    document = docx.Document(io.BytesIO(content))
    headings = [one.text for one in document.paragraphs if one.style and one.style.name in ("Heading 1", "Lead")]
    assert headings
    assert not [one for one in headings if re.search("[ぁ-んァ-ヶ一-龠]", one)]


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_an_untouched_chapter_holds(sample_run: Run, tmp_path: Path, lang: str) -> None:
    path = tmp_path / "chapter.docx"
    path.write_bytes(report_files(sample_run, Material(), ["docx"], lang)["report.docx"])
    checked = check_chapter(path, sample_run)
    assert (checked.complaints, checked.removed) == ((), 0)
    assert checked.sentences == len(statements(sample_run, lang))


def test_an_altered_quotation_is_told_with_its_place(sample_run: Run, chapter: Path) -> None:
    quoted = next(one for one in statements(sample_run).values() if one.quotation)
    edited(chapter, lambda text: text.replace(quoted.text, quoted.text[:-6] + "しなければならない。」"))
    (found,) = check_chapter(chapter, sample_run).complaints
    assert quoted.quotation
    assert (found.code, found.plan) == (ReportCode.check_quote, quoted.quotation.plan_id)


def test_a_quotation_may_be_shortened_and_other_sentences_rewritten(sample_run: Run, chapter: Path) -> None:
    told = statements(sample_run)
    quoted = next(one for one in told.values() if one.quotation and len(one.text) > 40)
    plain = next(one for one in told.values() if one.key.startswith("gap|"))
    short = f"{quoted.text[:12]}……{quoted.text[-14:]}"
    edited(chapter, lambda text: {quoted.text: short, plain.text: "書き直した文。"}.get(text, text))
    assert check_chapter(chapter, sample_run).complaints == ()


def test_words_in_another_order_are_no_quotation(sample_run: Run, chapter: Path) -> None:
    quoted = next(one for one in statements(sample_run).values() if one.quotation and len(one.text) > 40)
    swapped = f"「{quoted.text[20:-1]}……{quoted.text[1:20]}」"
    edited(chapter, lambda text: swapped if text == quoted.text else text)
    assert [one.code for one in check_chapter(chapter, sample_run).complaints] == [ReportCode.check_quote]


def test_a_changed_finding_is_told(sample_run: Run, chapter: Path) -> None:
    place = next(place for place, one in enumerate(sample_run.matrix.findings) if one.status == "covered")
    changed = with_finding(sample_run, place, status="undetermined")
    codes = {one.code for one in check_chapter(chapter, changed).complaints}
    assert ReportCode.check_gone in codes
    assert ReportCode.check_changed in codes  # the summary counts otherwise now


def test_a_removed_sentence_is_counted(sample_run: Run, chapter: Path) -> None:
    told = next(one for one in statements(sample_run).values() if one.key.startswith("undetermined|"))
    edited(chapter, lambda text: "" if text == told.text else text)
    checked = check_chapter(chapter, sample_run)
    assert (checked.removed, checked.complaints) == (1, ())


def test_the_command_names_what_no_longer_holds(sample_results: Path, sample_run: Run, chapter: Path) -> None:
    untouched = CliRunner().invoke(app, ["report", str(sample_results), "--check", str(chapter)])
    assert untouched.exit_code == 0, untouched.output
    edited(chapter, lambda text: text.replace("」", "かもしれない」") if text.startswith("「") else text)
    done = CliRunner().invoke(app, ["report", str(sample_results), "--check", str(chapter)])
    assert done.exit_code == 1
    assert "計画の文言と一致しない引用" in done.output


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04broken", b"text"])
def test_what_is_no_chapter_is_refused_in_a_line(sample_results: Path, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "none.docx"
    path.write_bytes(content)
    done = CliRunner().invoke(app, ["report", str(sample_results), "--check", str(path)])
    assert done.exit_code == 1
    assert "読めません" in done.output


def test_a_document_of_somebody_else_is_refused(sample_results: Path, tmp_path: Path) -> None:
    path = tmp_path / "other.docx"
    docx.Document().save(str(path))
    done = CliRunner().invoke(app, ["report", str(sample_results), "--check", str(path)])
    assert done.exit_code == 1
    assert "一つもありません" in done.output
