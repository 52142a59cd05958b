"""A report on chosen proposals and plans tells nothing else, says so, and goes on being checked and taken back."""

from __future__ import annotations

import json
import re
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

import policyalign as pa
from policyalign.assess.run import Run
from policyalign.cli.app import app
from policyalign.errors import PolicyAlignError
from policyalign.messages.report import SHEETS
from policyalign.report import Excerpt, join_run
from policyalign.report.asking import excerpt_asked
from policyalign.report.excerpt import excerpt_mark, excerpt_of
from policyalign.report.narrowing import narrowed

ONE = "5.2-P4"


@pytest.fixture
def results(sample_results: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(sample_results, tmp_path / "results"))


def told(*words: str) -> Any:
    return CliRunner().invoke(app, ["report", *words])


def report(results: Path, out: Path, *words: str) -> dict[str, Path]:
    """The files of a report by their endings."""
    done = told(str(results), "-o", str(out), *words)
    assert done.exit_code == 0, done.output
    return {path.suffix: path for path in out.iterdir() if path.is_file()}


def texts(path: Path) -> list[str]:
    return [one.text for one in docx.Document(str(path)).paragraphs]


def page_data(path: Path) -> Any:
    found = re.search(r'id="data">(.*?)</script>', path.read_text(encoding="utf-8"), re.DOTALL)
    assert found
    return json.loads(found[1])


@pytest.mark.parametrize("wanted", [ONE, "輸出管理"])
def test_one_proposal_and_one_plan_in_every_form(results: Path, sample_run: Run, tmp_path: Path, wanted: str) -> None:
    label = next(one.label for one in sample_run.matrix.proposals if one.id == ONE)
    wanted = ONE if wanted not in label else wanted
    files = report(results, tmp_path / "out", "--proposal", wanted, "--plan", "ＳＰＡＣＥ")
    assert {path.stem for path in files.values()} == {f"report-excerpt-{ONE}-space"}
    headings = [one for one in texts(files[".docx"]) if re.match(r"\d.*-[PRT]\d+　", one)]
    assert set(headings) == {f"{ONE}　{label}", *(one for one in headings if one.endswith("\t"))}
    first = "\n".join(texts(files[".docx"])[:4])
    assert f"{ONE} {label}（{len(sample_run.matrix.proposals)}件のうち1件を選択）" in first
    assert f"{sample_run.titles['space']}（{len(sample_run.plans)}本のうち1本）" in first
    data = page_data(files[".html"])
    assert [one["id"] for one in data["entries"]] == [ONE]
    assert [one["id"] for one in data["plans"]] == ["space"]
    assert "結果の一部を抜き出した" in files[".html"].read_text(encoding="utf-8").split("<main>")[0]
    book = openpyxl.load_workbook(files[".xlsx"])
    assert "結果の一部を抜き出した" in book[SHEETS["guide"].ja]["A1"].value
    assert excerpt_of(book.properties.description) == Excerpt(("space",), (ONE,))
    verdicts = book[SHEETS["findings"].ja]
    assert [cell.value for cell in verdicts["A"]][1:] == [ONE]


def test_a_chapter_of_the_proposals_is_chosen_with_its_complaints(results: Path, tmp_path: Path) -> None:
    files = report(results, tmp_path / "out", "--chapter", "1", "--format", "docx")
    said = texts(files[".docx"])
    assert any(one.startswith("1-I1　") for one in said)
    assert any(one.startswith("1-P1　") for one in said)
    assert not [one for one in said if re.match(r"[2-9].*-[PRT]\d+　", one)]


def test_what_is_not_there_is_refused_in_a_line(results: Path, tmp_path: Path) -> None:
    for words in (["--proposal", "9.9-P9"], ["--plan", "mars"], ["--chapter", "99"]):
        done = told(str(results), "-o", str(tmp_path / "out"), *words)
        assert done.exit_code in (1, 2), done.output
        assert len(done.output.strip().splitlines()) == 1
        assert not (tmp_path / "out").exists()


def test_an_excerpt_does_not_take_the_place_of_the_whole(results: Path) -> None:
    before = report(results, results, "--format", "docx")[".docx"]
    whole = (results / "report.docx").read_bytes()
    report(results, results, "--format", "docx", "--proposal", ONE)
    assert (results / "report.docx").read_bytes() == whole
    assert (results / f"report-excerpt-{ONE}.docx").exists(), before


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_a_chapter_of_an_excerpt_is_checked_as_what_it_is(results: Path, tmp_path: Path, lang: str) -> None:
    words = ["--proposal", ONE, "--plan", "space,digital", "--format", "docx", "--lang", lang]
    path = report(results, tmp_path / "out", *words)[".docx"]
    done = told(str(results), "--check", str(path))
    assert done.exit_code == 0, done.output
    assert "章から消された文 0" in done.output
    document = docx.Document(str(path))
    for paragraph in document.paragraphs:
        if paragraph.style is not None and paragraph.style.name == "Quote":
            paragraph.runs[0].text = "「書き換えた文。」"
    document.save(str(path))
    assert told(str(results), "--check", str(path)).exit_code == 1


def test_a_workbook_of_an_excerpt_is_taken_back(results: Path, tmp_path: Path) -> None:
    path = report(results, tmp_path / "out", "--proposal", ONE, "--format", "xlsx")[".xlsx"]
    book = openpyxl.load_workbook(path)
    page = book[SHEETS["findings"].ja]
    at = {cell.value: cell.column for cell in page[1]}
    page.cell(2, at["確認"], "なし")
    page.cell(2, at["確認者"], "山田")
    book.save(path)
    done = CliRunner().invoke(app, ["review", "import", str(path), str(results)])
    assert done.exit_code == 0, done.output
    rows = (results / "findings.csv").read_text(encoding="utf-8-sig")
    assert rows.count("確認済（人）") == 1


@given(plans=st.sets(st.integers(0, 2)), proposals=st.sets(st.integers(0, 20), max_size=4))
def test_findings_of_an_excerpt_are_those_of_the_whole(sample_run: Run, plans: set[int], proposals: set[int]) -> None:
    chosen = Excerpt(
        tuple(sample_run.plans[one].id for one in sorted(plans)),
        tuple(sample_run.matrix.proposals[one].id for one in sorted(proposals)),
    )
    whole = _joined(sample_run)
    part = narrowed(whole, chosen)
    for name in ("overlaps", "phases", "exits"):
        kept, every = getattr(part, name), getattr(whole, name)
        assert set(kept) <= set(every), "with the numbers that they have in the whole"
        for row in set(every) - set(kept):
            elsewhere = chosen.plans and not set(row.plans) & set(chosen.plans)
            assert elsewhere or (chosen.proposals and not set(row.proposals) & set(chosen.proposals))
    assert {cell.key for cell in part.cells} == {
        cell.key for cell in whole.cells if chosen.takes(plans=(cell.plan.id,), proposals=(cell.finding.proposal_id,))
    }


_KEPT: dict[int, Any] = {}


def _joined(run: Run) -> Any:
    return _KEPT.setdefault(id(run), join_run(run, "ja"))


@given(st.lists(st.text()), st.lists(st.text()))
def test_the_mark_of_an_excerpt_is_read_back(plans: list[str], proposals: list[str]) -> None:
    chosen = Excerpt(tuple(plans), tuple(proposals))
    assert excerpt_of(excerpt_mark(chosen)) == chosen


@pytest.mark.parametrize("mark", ["", "作業メモ", "policyalign excerpt", "policyalign excerpt [1]", "excerpt {}"])
def test_other_remarks_in_a_file_mean_the_whole(mark: str) -> None:
    assert excerpt_of(mark) == Excerpt()


def test_in_python_the_same_part_is_chosen_as_on_the_command_line(
    results: Path, sample_run: Run, tmp_path: Path
) -> None:
    words = ["--proposal", "輸出管理", "--plan", "space", "--format", "xlsx"]
    whole = replace(sample_run, settings=replace(sample_run.settings, lang="ja"))
    made = pa.Matrix(whole).report(tmp_path / "python", ["xlsx"], proposals=["輸出管理"], plans=["space"])
    assert [path.name for path in made] == [f"report-excerpt-{ONE}-space.xlsx"]
    assert made[0].read_bytes() == report(results, tmp_path / "command", *words)[".xlsx"].read_bytes()
    (page,) = pa.Matrix(whole).report(tmp_path / "chapters", ["html"], chapters=["5"])
    ids = [one["id"] for one in page_data(page)["entries"]]
    assert ids == [one.id for one in sample_run.matrix.proposals if one.chapter == "5"]
    with pytest.raises(PolicyAlignError):
        pa.Matrix(whole).report(tmp_path / "none", ["html"], plans=["nowhere"])
    with pytest.raises(PolicyAlignError):
        pa.Matrix(whole).report(tmp_path / "none", ["html"], chapters=["77"])
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize("wanted", ["1-P2,5.2-P4", "１-Ｐ２、 5.2-p4", "5.2-P4，1-P2"])
def test_ids_may_stand_in_a_list(sample_run: Run, wanted: str) -> None:
    assert set(excerpt_asked(sample_run, proposals=[wanted]).proposals) == {"1-P2", "5.2-P4"}


def test_a_label_with_a_comma_is_no_list(sample_run: Run) -> None:
    first, *rest = sample_run.matrix.proposals
    run = replace(
        sample_run,
        matrix=replace(sample_run.matrix, proposals=(replace(first, label="港、灯台と船の再編"), *rest)),
    )
    assert excerpt_asked(run, proposals=["港、灯台"]).proposals == (first.id,)


def test_every_form_says_what_it_is_a_part_of(results: Path, tmp_path: Path) -> None:
    files = report(results, tmp_path / "out", "--proposal", ONE, "--plan", "space")
    document = docx.Document(str(files[".docx"]))
    assert f"抜粋：{ONE}" in document.sections[0].header.paragraphs[0].text
    assert f"抜粋：{ONE}" in document.core_properties.title
    book = openpyxl.load_workbook(files[".xlsx"])
    assert f"抜粋：{ONE}" in str(book.properties.title)
    assert all(f"抜粋：{ONE}" in page.oddHeader.left.text for page in book)
    head = files[".html"].read_text(encoding="utf-8").split("</h1>")[0]
    assert re.search(rf"<title>.*抜粋：{ONE}", head)
    assert re.search(rf"<h1>.*抜粋：{ONE}", head, re.DOTALL)
    done = told(str(results), "--check", str(files[".docx"]))
    assert f"（抜粋：{ONE}" in done.output


def test_excerpts_of_before_are_named_when_results_are_written_anew(results: Path) -> None:
    report(results, results, "--format", "docx", "--proposal", ONE)
    report(results, results, "--format", "html", "--plan", "space")
    (results / "report-mine.docx").write_bytes(b"of somebody")
    done = CliRunner().invoke(app, ["phases", str(results), "--window", "2027-2031", "--write"])
    assert done.exit_code == 0, done.output
    assert f"report-excerpt-{ONE}.docx、report-excerpt-space.html は前に作った報告" in done.output
    assert "mine" not in done.output
