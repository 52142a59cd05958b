"""Pictures of pages stand beside the workbook, which links to them wherever the folder goes."""

from __future__ import annotations

import io
import shutil
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import openpyxl
import pytest
from lxml import etree
from PIL import Image
from typer.testing import CliRunner

from policyalign.assess.run import Run
from policyalign.cli.app import app
from policyalign.messages.report import HEADINGS, SHEETS
from policyalign.report import Material, report_files

R = "{http://schemas.openxmlformats.org/package/2006/relationships}"


def report(results: Path, out: Path, *words: str) -> Any:
    return CliRunner().invoke(app, ["report", str(results), "-o", str(out), *words])


def targets(content: bytes) -> list[str]:
    """Where the links of a workbook lead, as the relations of its sheets hold it."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = [name for name in archive.namelist() if name.endswith(".xml.rels") and "worksheets" in name]
        return [
            one.get("Target", "")
            for name in parts
            for one in etree.fromstring(archive.read(name)).iter(f"{R}Relationship")
        ]


def paths(book: Path) -> list[Path]:
    """The files that the links of a workbook mean."""
    linked = (unquote(one).replace("\\", "/") for one in targets(book.read_bytes()))
    return [book.parent / one for one in linked]


def test_every_link_to_a_picture_holds_after_the_folder_is_moved(
    sample_results: Path, sample_run: Run, samples: Path, tmp_path: Path
) -> None:
    out = tmp_path / "出力 #1"
    done = report(sample_results, out / "報告 100% #2.xlsx", "--pdf", str(samples / "pdf"))
    assert done.exit_code == 0, done.output
    moved = Path(shutil.move(out, tmp_path / "moved"))
    pictures = [one for one in paths(moved / "報告 100% #2.xlsx") if one.suffix == ".png"]
    assert {one.parent.name for one in pictures} == {"報告 100% #2-pages"}
    for one in pictures:
        with Image.open(one) as picture:
            assert picture.height > 1000
    assert len(set(pictures)) == len(list((moved / "報告 100% #2-pages").iterdir()))

    page = openpyxl.load_workbook(moved / "報告 100% #2.xlsx")[SHEETS["findings"].ja]
    at = {cell.value: cell.column for cell in page[1]}
    for row, finding in enumerate(sample_run.matrix.findings, 2):
        cell = page.cell(row, at[HEADINGS["page_picture"].ja])
        assert (cell.hyperlink is not None) == (finding.passage_id is not None)
        if finding.passage_id:
            number = sample_run.passages[finding.plan_id, finding.passage_id].page_start
            assert cell.value.startswith(f"{finding.plan_id}-p{number:04}-")


def test_names_of_pdfs_are_escaped_in_links(sample_run: Run) -> None:
    name = "計画 #1 100%（案）.pdf"
    plans = (replace(sample_run.plans[0], source=f"C:\\基本計画\\{name}"), *sample_run.plans[1:])
    run = replace(sample_run, matrix=replace(sample_run.matrix, plans=plans))
    found = targets(report_files(run, Material(), ["xlsx"], "ja")["report.xlsx"])
    told = {one for one in found if unquote(one) == name}
    assert told
    assert not any("#" in one or " " in one for one in told)


def test_the_same_files_give_the_same_pictures_and_none_of_another_edition(sample_run: Run, samples: Path) -> None:
    first, second = (report_files(sample_run, Material(pdfs=samples / "pdf"), ["xlsx"], "ja") for _ in range(2))
    assert first == second
    assert len(first) > 10
    others = tuple(replace(plan, document_id="0" * 64) for plan in sample_run.plans)
    run = replace(sample_run, matrix=replace(sample_run.matrix, plans=others))
    assert list(report_files(run, Material(pdfs=samples / "pdf"), ["xlsx"], "ja")) == ["report.xlsx"]


def test_pictures_of_before_go_and_what_is_somebodys_stays(sample_results: Path, samples: Path, tmp_path: Path) -> None:
    pages = tmp_path / "report-pages"
    pages.mkdir()
    (pages / "gone-p0003-1.png").write_bytes(b"old")
    (pages / "メモ.txt").write_text("mine", encoding="utf-8")
    assert report(sample_results, tmp_path, "--format", "xlsx", "--pdf", str(samples / "pdf")).exit_code == 0
    names = {one.name for one in pages.iterdir()}
    assert "メモ.txt" in names
    assert "gone-p0003-1.png" not in names


def test_all_is_written_or_nothing(sample_results: Path, samples: Path, tmp_path: Path) -> None:
    (tmp_path / "report-pages").write_text("a file in the way", encoding="utf-8")
    done = report(sample_results, tmp_path, "--format", "xlsx", "--pdf", str(samples / "pdf"))
    assert done.exit_code == 1
    assert [one.name for one in tmp_path.iterdir()] == ["report-pages"]


def test_a_folder_without_the_pdfs_is_told(sample_results: Path, tmp_path: Path) -> None:
    (tmp_path / "none").mkdir()
    done = report(sample_results, tmp_path / "book.xlsx", "--pdf", str(tmp_path / "none"))
    assert done.exit_code == 0
    assert "紙面の画像はありません" in done.output
    assert not (tmp_path / "book-pages").exists()


@pytest.mark.parametrize("ending", ["docx", "html"])
def test_only_the_workbook_has_pages_beside_it(
    sample_results: Path, samples: Path, tmp_path: Path, ending: str
) -> None:
    assert report(sample_results, tmp_path / f"one.{ending}", "--pdf", str(samples / "pdf")).exit_code == 0
    assert [one.name for one in tmp_path.iterdir()] == [f"one.{ending}"]
