"""The workbook: every cell of the run is in it, and what people write there comes back."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from policyalign.assess.phases.picture import picture_of
from policyalign.assess.run import Run
from policyalign.cli.app import app
from policyalign.export import every_table, load_run
from policyalign.export.rows import PROBLEMS
from policyalign.messages.labels import STATUSES
from policyalign.messages.measures import LADDER
from policyalign.messages.report import GUIDE, HEADINGS, SHEETS
from policyalign.report import Material, in_language, join_run, report_files
from policyalign.report.sheets import every_sheet
from policyalign.report.texts import CELL, pieces, xml_text


@pytest.fixture
def results(sample_results: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(sample_results, tmp_path / "results"))


@pytest.fixture
def book_path(results: Path, tmp_path: Path) -> Path:
    done = CliRunner().invoke(app, ["report", str(results), "--format", "xlsx", "-o", str(tmp_path / "book.xlsx")])
    assert done.exit_code == 0, done.output
    return tmp_path / "book.xlsx"


def take_back(book: Path, results: Path, *options: str) -> Any:
    return CliRunner().invoke(app, ["review", "import", str(book), str(results), *options])


def verdicts(path: Path) -> tuple[Any, Any, dict[str, int]]:
    """A workbook, its sheet of verdicts, and the columns of that by their headings."""
    book = openpyxl.load_workbook(path)
    page = book[SHEETS["findings"].ja]
    return book, page, {cell.value: cell.column for cell in page[1]}


def row_of(page: Any, at: dict[str, int], status: str) -> int:
    """The first row with a verdict."""
    return next(row for row in range(2, page.max_row + 1) if page.cell(row, at["判定"]).value == status)


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_every_cell_of_every_sheet_is_in_the_file(sample_run: Run, tmp_path: Path, lang: str) -> None:
    path = tmp_path / "book.xlsx"
    path.write_bytes(report_files(sample_run, Material(), ["xlsx"], lang)["report.xlsx"])
    book = openpyxl.load_workbook(path)
    run = in_language(sample_run, lang)
    for sheet in every_sheet(run, join_run(run, lang), {}):
        page = book[SHEETS[sheet.name].text(lang)]
        assert page.max_row == (len(sheet.rows) + 1 if sheet.rows else 3)  # where a sentence says that there are none
        for row, values in enumerate(sheet.rows, 2):
            for place, column in enumerate(sheet.columns, 1):
                if column.name == "pdf":
                    continue
                value, read = values.get(column.row_key), page.cell(row, place).value
                if value is None or value == "":
                    assert read is None
                elif column.type in ("integer", "number", "boolean"):
                    assert read == pytest.approx(float(value))  # type: ignore[arg-type]
                else:
                    assert read == xml_text(str(value))


def test_the_sheets_hold_the_tables_of_the_run(sample_run: Run) -> None:
    sheets = {sheet.name: sheet for sheet in every_sheet(sample_run, join_run(sample_run, "ja"), {})}
    assert len(sheets["findings"].rows) == len(sample_run.matrix.findings)
    assert len(sheets["overlaps"].rows) == len(sample_run.results["overlaps"].overlaps)
    assert len(sheets["picture"].rows) == len(list(picture_of(sample_run))) > 0
    assert len(sheets["proposals"].rows) == len(sample_run.matrix.proposals)


def test_every_column_has_a_heading_in_both_languages() -> None:
    for table in (*every_table(), PROBLEMS):
        if table.file in ("schedule.csv", "overlap_clusters.csv", "sectors.csv", "governance.csv"):
            continue
        for column in table.columns:
            told = HEADINGS.get(column.name.removesuffix("_2"))
            assert column.key or (told and told.ja and told.en), (table.file, column.name)


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_plans_and_stages_are_told_by_name(sample_run: Run, lang: str) -> None:
    titles = {plan.id: plan.title for plan in sample_run.plans}
    for sheet in every_sheet(sample_run, join_run(sample_run, lang), {}):
        names = {one.name for one in sheet.columns}
        for side in ("", "_2"):
            for row in sheet.rows if f"plan_id{side}" in names and sheet.name != "links" else ():
                told = [titles[one] for one in str(row.get(f"plan_id{side}") or "").split(";") if one]
                assert str(row.get(f"plan{side}") or "") == ";".join(dict.fromkeys(told))
                if f"stage{side}" in names and "stage_name" not in names and row.get(f"stage{side}"):
                    number, name = str(row[f"stage{side}"]).split(" ", 1)
                    assert LADDER[number].text(lang) == name


def test_the_guide_and_the_headings_speak_as_the_document_does() -> None:
    guide = "\n".join(one.ja for one in GUIDE)
    assert "確認（対応・一部対応・なし・不明" in guide
    assert "あり・なし" not in guide
    assert [one for one in HEADINGS.values() if "最も近い箇所" in one.ja] == [
        HEADINGS["findings.sentence"],
        HEADINGS["findings.passage"],
    ]


def test_the_same_run_gives_the_same_bytes(sample_run: Run) -> None:
    first = report_files(sample_run, Material(), ["xlsx"], "ja")
    assert report_files(sample_run, Material(), ["xlsx"], "ja") == first


@pytest.mark.parametrize("planted", ["=1+1", "+SUM(A1)", "-2", "@A1", "https://example.invalid/", "量\x0b子", "{=1}"])
def test_texts_stay_texts(sample_run: Run, tmp_path: Path, planted: str) -> None:
    plans = (replace(sample_run.plans[0], title=planted), *sample_run.plans[1:])
    run = replace(sample_run, matrix=replace(sample_run.matrix, plans=plans))
    path = tmp_path / "book.xlsx"
    path.write_bytes(report_files(run, Material(), ["xlsx"], "ja")["report.xlsx"])
    _, page, at = verdicts(path)
    cell = page.cell(2, at["計画"])
    assert (cell.value, cell.data_type) == (xml_text(planted), "s")


def test_a_text_longer_than_a_cell_is_kept_whole(sample_run: Run, tmp_path: Path) -> None:
    long = "量子𠮷" * 30_000
    plans = (replace(sample_run.plans[0], title=long), *sample_run.plans[1:])
    run = replace(sample_run, matrix=replace(sample_run.matrix, plans=plans))
    path = tmp_path / "book.xlsx"
    path.write_bytes(report_files(run, Material(), ["xlsx"], "ja")["report.xlsx"])
    book, page, at = verdicts(path)
    assert "続きはシート" in page.cell(2, at["計画"]).value
    kept = [cell.value for cell in book[SHEETS["long"].ja][2]][3:]
    assert "".join(part for part in kept if part) == long


@given(st.text(), st.integers(2, 40))
def test_pieces_are_short_enough_and_lose_nothing(text: str, length: int) -> None:
    found = pieces(text, length)
    assert "".join(found) == text
    assert all(sum(2 if ord(one) > 0xFFFF else 1 for one in part) <= length for part in found)
    assert CELL == 32_767


def test_an_answer_on_a_gap_counts_and_can_be_withdrawn(book_path: Path, results: Path) -> None:
    book, page, at = verdicts(book_path)
    row = row_of(page, at, STATUSES["gap"].ja)
    key = page.cell(row, at["行の印（消さないでください）"]).value
    proposal, plan = key.split("|")
    page.cell(row, at["確認"]).value = "あり"
    page.cell(row, at["メモ"]).value = "p.3 に記述"
    book.save(book_path)

    before = (results / "matrix.json").read_bytes()
    dry = take_back(book_path, results, "--dry-run")
    assert "→ 一部対応 / p.3 に記述" in dry.output
    assert (results / "matrix.json").read_bytes() == before
    assert not (results / "reviews.sqlite").exists()

    assert take_back(book_path, results).exit_code == 0
    assert load_run(results).matrix.status(proposal, plan) == "partial"
    assert "audit" not in load_run(results).record  # rows picked by hand guarantee nothing

    page.cell(row, at["確認"]).value = page.cell(row, at["メモ"]).value = None
    book.save(book_path)
    assert take_back(book_path, results).exit_code == 0
    assert load_run(results).matrix.status(proposal, plan) == "gap"


def test_an_answer_on_another_verdict_counts_and_is_shown_again(book_path: Path, results: Path) -> None:
    book, page, at = verdicts(book_path)
    row = row_of(page, at, STATUSES["undetermined"].ja)
    page.cell(row, at["確認"]).value = "不明"
    page.cell(row, at["確認者"]).value = "山田"
    proposal, plan = page.cell(row, at["行の印（消さないでください）"]).value.split("|")
    book.save(book_path)
    assert take_back(book_path, results).exit_code == 0
    finding = load_run(results).matrix.finding(proposal, plan)
    assert (finding.status, finding.checked) == ("undetermined", "unsure")
    again = book_path.with_name("again.xlsx")
    assert CliRunner().invoke(app, ["report", str(results), "-o", str(again)]).exit_code == 0
    _, page, at = verdicts(again)
    assert (page.cell(row, at["確認"]).value, page.cell(row, at["確認者"]).value) == ("不明", "山田")


def test_a_workbook_sorted_and_cut_is_understood(book_path: Path, results: Path) -> None:
    book, page, at = verdicts(book_path)
    row = row_of(page, at, STATUSES["gap"].ja)
    page.cell(row, at["確認"]).value = "なし"
    key = page.cell(row, at["行の印（消さないでください）"]).value
    rows = [[cell.value for cell in line] for line in page.iter_rows(min_row=2)][::-1]
    for number, line in enumerate(rows, 2):
        for place, value in enumerate(line, 1):
            page.cell(number, place).value = value
    page.delete_cols(at["理由"])
    page.delete_rows(page.max_row if key != rows[-1][at["行の印（消さないでください）"] - 1] else 2)
    page.insert_rows(1)
    page.title = "確認済み"
    book.save(book_path)
    done = take_back(book_path, results, "--dry-run")
    assert done.exit_code == 0, done.output
    assert f"  {key.split('|')[0]} " in done.output
    assert " の答え: 未回答 → なし" in done.output
    assert "ブックにない行が1件" in done.output


def faulty(book: Any, page: Any, at: dict[str, int]) -> Iterator[tuple[str, str]]:
    """A fault after the other, and what the refusal must name."""
    mark = at["行の印（消さないでください）"]
    page.cell(3, at["確認"]).value = "たぶん"
    yield "たぶん", "3行目"
    page.cell(3, at["確認"]).value = None
    kept, page.cell(4, mark).value = page.cell(4, mark).value, "9-X9|space"
    yield "9-X9|space", "4行目"
    page.cell(4, mark).value = page.cell(5, mark).value
    page.cell(4, at["確認"]).value = "あり"
    yield "違う答え", "5行目"
    page.cell(4, mark).value = kept
    page.delete_cols(mark)
    yield "行の印", "のある表がありません"


def test_faults_are_refused_by_name_and_change_nothing(book_path: Path, results: Path) -> None:
    book, page, at = verdicts(book_path)
    before = {path.name: path.read_bytes() for path in results.iterdir() if path.is_file()}
    for named, where in faulty(book, page, at):
        book.save(book_path)
        done = take_back(book_path, results)
        assert done.exit_code == 1
        assert named in done.output
        assert where in done.output
    assert {path.name: path.read_bytes() for path in results.iterdir() if path.is_file()} == before


def test_the_workbook_of_another_run_is_refused(sample_run: Run, results: Path, tmp_path: Path) -> None:
    matrix = sample_run.matrix
    plans = (replace(matrix.plans[0], document_id="0" * 64), *matrix.plans[1:])
    other = replace(sample_run, matrix=replace(matrix, plans=plans))
    path = tmp_path / "other.xlsx"
    path.write_bytes(report_files(other, Material(), ["xlsx"], "ja")["report.xlsx"])
    done = take_back(path, results)
    assert done.exit_code == 1
    assert "別の実行のブック" in done.output


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04broken", b"a,b,c"])
def test_what_is_no_workbook_is_refused_in_a_line(results: Path, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "none.xlsx"
    path.write_bytes(content)
    done = take_back(path, results)
    assert done.exit_code == 1
    assert "読めません" in done.output


def test_compare_makes_the_report_too(sample_plans: tuple[Path, ...], sample_run: Run, tmp_path: Path) -> None:
    words = ["compare", *map(str, sample_plans), "-o", str(tmp_path / "out"), "--report", "--quiet"]
    done = CliRunner().invoke(app, words)
    assert done.exit_code == 0, done.output
    assert {path.suffix for path in (tmp_path / "out").glob("report.*")} == {".xlsx", ".docx", ".html"}
