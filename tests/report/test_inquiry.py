"""Ministries are asked what concerns them; what they reply is shown beside the finding and decides nothing."""

from __future__ import annotations

import io
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
from typer.testing import CliRunner

from policyalign.assess.run import Run
from policyalign.cli.app import app
from policyalign.export import load_run
from policyalign.messages.inquiry import HEADINGS
from policyalign.report.inquiry import every_question, ministries_of, of_ministry
from policyalign.report.inquiry_files import write_inquiries
from policyalign.review.items import items_of
from policyalign.review.store import ReviewStore

Fill = Callable[[Path, Mapping[int, Mapping[str, str]]], None]


def run_command(*words: object) -> Any:
    return CliRunner().invoke(app, ["review", *map(str, words)])


def fill_book(path: Path, replies: Mapping[int, Mapping[str, str]]) -> None:
    """Write replies, by the number of their question, as a ministry would; rows are then sorted the other way round."""
    book = openpyxl.load_workbook(path)
    page = book.worksheets[0]
    top = next(row for row in range(1, 10) if page.cell(row, 1).value == HEADINGS["number"].ja)
    at = {cell.value: cell.column for cell in page[top]}
    for number, told in replies.items():
        for name, text in told.items():
            page.cell(top + number, at[HEADINGS[name].ja]).value = text
    rows = [[cell.value for cell in row] for row in page.iter_rows(min_row=top + 1)][::-1]
    for row, values in enumerate(rows, top + 1):
        for column, value in enumerate(values, 1):
            page.cell(row, column).value = value
    book.save(path)


def fill_form(path: Path, replies: Mapping[int, Mapping[str, str]]) -> None:
    """The same in Word: what is chosen stands in a control, all else in the cells of a table."""
    document = docx.Document(str(path))
    for number, table in enumerate(document.tables, 1):
        for row in table.rows:
            for name, text in replies.get(number, {}).items():
                if row.cells[0].text == HEADINGS[name].ja:
                    held = list(row.cells[1]._tc.iter("{*}t"))
                    if held:
                        held[0].text = text
                    else:
                        row.cells[1].text = text
    document.save(str(path))


@pytest.fixture
def results(sample_results: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(sample_results, tmp_path / "results"))


def test_a_ministry_is_asked_what_concerns_it_and_nothing_else(sample_run: Run) -> None:
    questions = every_question(sample_run, "ja")
    items = {one.key: one for one in items_of(sample_run)}
    assert len({one.key for one in questions}) == len(questions)
    assert {one.key for one in questions} <= items.keys()
    known = ministries_of(questions)
    assert known
    for ministry in known:
        for one in of_ministry(questions, ministry):
            assert ministry in one.ministries
    for one in questions:
        item = items[one.key]
        assert item.subject != "cell" or sample_run.matrix.status(item.proposal_id, item.plans[0]) != "covered"
        assert set(items[one.key].ministries) <= set(one.ministries)


def test_the_same_run_gives_the_same_forms(sample_run: Run, tmp_path: Path) -> None:
    for form in ("xlsx", "docx"):
        folders = [tmp_path / f"{form}{number}" for number in (1, 2)]
        written = [write_inquiries(sample_run, (), folder, form, "ja") for folder in folders]
        assert written[0].keys() == written[1].keys()
        files = [{path.name: path.read_bytes() for path in folder.iterdir()} for folder in folders]
        assert files[0] == files[1]
        assert len(files[0]) == len(written[0])


@pytest.mark.parametrize(("form", "fill"), [("xlsx", fill_book), ("docx", fill_form)])
def test_replies_come_back_and_are_shown_and_change_no_verdict(
    results: Path, tmp_path: Path, form: str, fill: Fill
) -> None:
    before = load_run(results)
    questions = every_question(before, "ja")
    ministry = max(ministries_of(questions), key=lambda name: len(list(of_ministry(questions, name))))
    own = list(of_ministry(questions, ministry))
    folder = tmp_path / "asked"
    done = run_command("inquire", results, "--ministry", ministry, "--format", form, "-o", folder)
    assert done.exit_code == 0, done.output
    (path,) = folder.iterdir()
    assert run_command("replies", path, results).stdout.startswith(f"{path}: 回答 0件")

    told = {"kind": "記載あり", "stated_at": "p.12 第3節", "note": "=「共有」の項", "respondent": "企画課"}
    fill(path, {1: told, 2: {"kind": "今後対応"}, 3: {"note": "確認中"}})
    assert "何も書いていません" in run_command("replies", path, results, "--dry-run").stdout
    assert ReviewStore(results).replies() == ()
    assert f"{path}: 回答 3件、うち新しいもの 3件" in run_command("replies", path, results).stdout
    assert "うち新しいもの 0件" in run_command("replies", path, results).stdout

    kept = {one.key: one for one in ReviewStore(results).replies()}
    assert kept.keys() == {one.key for one in own[:3]}
    first = kept[own[0].key]
    assert (first.ministry, *first.said) == (ministry, "stated", "p.12 第3節", "=「共有」の項", "企画課")
    assert {one.kind for one in kept.values()} == {"stated", "later", ""}
    after = load_run(results)
    assert (after.matrix.findings, after.results) == (before.matrix.findings, before.results)
    assert not ReviewStore(results).answers()

    report = CliRunner().invoke(app, ["report", str(results)])
    assert report.exit_code == 0, report.output
    shown = f"{ministry}の回答：記載あり（p.12 第3節）"
    chapter = docx.Document(io.BytesIO((results / "report.docx").read_bytes()))
    assert any(shown in one.text for one in chapter.paragraphs)
    assert shown in (results / "report.html").read_text(encoding="utf-8")
    book = openpyxl.load_workbook(results / "report.xlsx")
    cells = [cell for page in book.worksheets for row in page.iter_rows() for cell in row]
    assert any(shown in str(cell.value) for cell in cells)
    checked = CliRunner().invoke(app, ["report", str(results), "--check", str(results / "report.docx")])
    assert checked.exit_code == 0, checked.output


def test_a_later_reply_takes_the_place_of_the_first_and_both_are_kept(results: Path, tmp_path: Path) -> None:
    ministry = ministries_of(every_question(load_run(results), "ja"))[0]
    assert run_command("inquire", results, "--ministry", ministry, "-o", tmp_path / "a").exit_code == 0
    (path,) = (tmp_path / "a").iterdir()
    fill_book(path, {1: {"kind": "対象外"}})
    assert run_command("replies", path, results).exit_code == 0
    fill_book(path, {})  # back in the order of the questions
    fill_book(path, {1: {"kind": "記載あり"}})
    told = run_command("replies", path, results).stdout
    assert "うち新しいもの 1件" in told
    assert "「記載あり」のうち1件に場所がありません" in told
    assert [one.kind for one in ReviewStore(results).replies()] == ["outside", "stated"]


def test_faults_are_refused_and_nothing_is_kept(results: Path, tmp_path: Path) -> None:
    assert run_command("inquire", results).exit_code == 2
    assert run_command("inquire", results, "--all", "--format", "pdf").exit_code == 2
    unknown = run_command("inquire", results, "--ministry", "架空省")
    assert unknown.exit_code == 1
    assert "架空省" in unknown.output
    assert run_command("inquire", results, "--all", "-o", tmp_path / "a").exit_code == 0
    again = run_command("inquire", results, "--all", "-o", tmp_path / "a")
    assert again.exit_code == 1
    good, bad, *_ = sorted((tmp_path / "a").iterdir())
    fill_book(good, {1: {"kind": "今後対応"}})
    fill_book(bad, {1: {"kind": "たぶん"}})
    refused = run_command("replies", good, bad, results)
    assert refused.exit_code == 1
    assert "たぶん" in refused.output
    assert ReviewStore(results).replies() == ()
    for content in (b"", b"PK\x03\x04broken", b"a,b"):
        for name in ("none.xlsx", "none.docx"):
            (tmp_path / name).write_bytes(content)
            told = run_command("replies", tmp_path / name, results)
            assert told.exit_code == 1
            assert len(told.output.splitlines()) == 1
