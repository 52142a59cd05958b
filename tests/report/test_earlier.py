"""What people wrote into a report is never overwritten, and a report of before does not pass for one of now."""

from __future__ import annotations

import datetime
import shutil
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
from typer.testing import CliRunner

from policyalign.cli.app import app
from policyalign.messages.report import HEADINGS, SHEETS


def run(*words: object) -> Any:
    return CliRunner().invoke(app, [str(word) for word in words])


@pytest.fixture(scope="module")
def reported(sample_results: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = Path(shutil.copytree(sample_results, tmp_path_factory.mktemp("reported") / "results"))
    assert run("report", folder, "--format", "xlsx,docx").exit_code == 0
    return folder


@pytest.fixture
def results(reported: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(reported, tmp_path / "results"))


def save_as_word_does(path: Path) -> bytes:
    document = docx.Document(str(path))
    document.paragraphs[0].add_run("（直した）")
    document.core_properties.modified = datetime.datetime(2026, 4, 1)
    document.save(str(path))
    return path.read_bytes()


def fill_in(path: Path, answer: str) -> bytes:
    book = openpyxl.load_workbook(path)  # saves the time of today, as Excel does
    page = book[SHEETS["findings"].ja]
    (column,) = (cell.column for cell in page[1] if cell.value == HEADINGS["check"].ja)
    page.cell(2, column).value = answer
    book.save(path)
    return path.read_bytes()


def test_an_untouched_report_is_made_anew(results: Path) -> None:
    before = (results / "report.docx").read_bytes()
    assert run("report", results, "--format", "xlsx,docx").exit_code == 0
    assert (results / "report.docx").read_bytes() == before


def test_an_edited_chapter_is_not_overwritten(results: Path) -> None:
    edited = save_as_word_does(results / "report.docx")
    book = (results / "report.xlsx").read_bytes()
    done = run("report", results)
    assert done.exit_code == 1
    assert "report.docx" in done.output
    assert (results / "report.docx").read_bytes() == edited
    assert (results / "report.xlsx").read_bytes() == book
    assert not (results / "report.html").exists()
    assert run("report", results, "--format", "html").exit_code == 0
    assert run("report", results, "-o", results / "新しい章.docx").exit_code == 0


def test_a_filled_in_workbook_is_overwritten_only_once_its_answers_are_taken_back(results: Path) -> None:
    filled = fill_in(results / "report.xlsx", "不明")
    refused = run("report", results, "--format", "xlsx")
    assert refused.exit_code == 1
    assert "review import" in refused.output
    assert (results / "report.xlsx").read_bytes() == filled
    assert run("review", "import", results / "report.xlsx", results).exit_code == 0
    assert run("report", results, "--format", "xlsx").exit_code == 0
    assert (results / "report.xlsx").read_bytes() != filled


def test_what_is_not_ours_is_not_overwritten(results: Path) -> None:
    (results / "report.docx").write_bytes(b"somebody's")
    assert run("report", results, "--format", "docx").exit_code == 1
    assert (results / "report.docx").read_bytes() == b"somebody's"


def test_compare_names_the_reports_of_before_and_leaves_them(results: Path, sample_plans: tuple[Path, ...]) -> None:
    edited = save_as_word_does(results / "report.docx")
    book = (results / "report.xlsx").read_bytes()
    done = run("compare", *sample_plans, "-o", results, "--quiet")
    assert done.exit_code == 0, done.output
    assert "report.xlsx、report.docx は前に作った報告" in done.stderr
    assert f"policyalign report {results}" in done.stderr
    assert (results / "report.docx").read_bytes() == edited
    assert (results / "report.xlsx").read_bytes() == book

    before = (results / "run.json").read_bytes()
    refused = run("compare", *sample_plans, "-o", results, "--quiet", "--report")
    assert refused.exit_code == 1
    assert (results / "report.docx").read_bytes() == edited
    assert (results / "run.json").read_bytes() == before


def test_compare_says_nothing_where_no_report_is(
    sample_results: Path, sample_plans: tuple[Path, ...], tmp_path: Path
) -> None:
    folder = Path(shutil.copytree(sample_results, tmp_path / "results"))
    done = run("compare", *sample_plans, "-o", folder, "--quiet")
    assert done.exit_code == 0
    assert "報告" not in done.stderr


def test_other_commands_that_write_results_anew_name_the_reports_too(results: Path) -> None:
    shown = run("phases", results, "--window", "2030-2035")
    assert "報告" not in shown.stderr
    done = run("phases", results, "--window", "2030-2035", "--write", "--quiet")
    assert done.exit_code == 0, done.output
    assert "report.xlsx、report.docx は前に作った報告" in done.stderr
