"""LibreOffice opens the workbook and the chapter and loses nothing of them."""

from __future__ import annotations

import importlib.util
import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import docx
import openpyxl
import pypdfium2
import pytest
from lxml import etree

from policyalign.assess.run import Run
from policyalign.report import Material, report_files

SOFFICE = shutil.which("soffice")
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

pytestmark = pytest.mark.skipif(SOFFICE is None, reason="needs LibreOffice")


@pytest.fixture(scope="module")
def folder(sample_run: Run, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files as they are made, and below ``again`` as LibreOffice saves them."""
    made = tmp_path_factory.mktemp("office")
    for name, content in report_files(sample_run, Material(), ["xlsx", "docx"], "ja").items():
        (made / name).write_bytes(content)
    for name, kind in (("report.xlsx", "xlsx"), ("report.docx", "docx"), ("report.docx", "pdf")):
        profile = f"-env:UserInstallation={(made / 'profile').as_uri()}"
        words = [str(SOFFICE), profile, "--headless", "--convert-to", kind, "--outdir", str(made / "again")]
        subprocess.run([*words, str(made / name)], check=True, capture_output=True, timeout=300)
    return made


def test_every_cell_of_the_workbook_is_kept(folder: Path) -> None:
    ours, theirs = (openpyxl.load_workbook(path / "report.xlsx") for path in (folder, folder / "again"))
    assert ours.sheetnames == theirs.sheetnames
    for page in ours.worksheets:
        again = theirs[page.title]
        for row in page.iter_rows():
            for cell in row:
                told = again.cell(cell.row, cell.column).value
                assert told == pytest.approx(cell.value) if cell.data_type == "n" and cell.value else told == cell.value


def test_every_heading_sentence_and_note_of_the_chapter_is_kept(folder: Path) -> None:
    ours, theirs = (docx.Document(str(path / "report.docx")) for path in (folder, folder / "again"))
    told = [[(one.style.name, one.text.strip()) for one in each.paragraphs] for each in (ours, theirs)]
    headings, again = ([text for name, text in each if str(name).startswith("Heading")] for each in told)
    assert headings == again
    assert {text for _, text in told[0]} <= {"", *(text for _, text in told[1])}
    assert notes(folder / "report.docx") == notes(folder / "again" / "report.docx")
    cells = [[cell.text for table in each.tables for cell in table._cells] for each in (ours, theirs)]
    assert cells[0] == cells[1]


def notes(path: Path) -> list[str]:
    with zipfile.ZipFile(path) as archive:
        root = etree.fromstring(archive.read("word/footnotes.xml"))
    told = ["".join(text.text or "" for text in note.iter(f"{W}t")).strip() for note in root]
    return [one for one in told if one]


def test_the_contents_are_there_when_the_chapter_is_opened(folder: Path) -> None:
    document = pypdfium2.PdfDocument(folder / "again" / "report.pdf")
    first = document[0].get_textpage().get_text_bounded()
    listed = [one.text for one in docx.Document(str(folder / "report.docx")).paragraphs if one.style.name == "toc 1"]  # type: ignore[union-attr]
    assert listed
    assert "".join(listed[1].split()) in "".join(first.split())


def test_the_pictures_of_the_documentation_can_be_drawn_by_anybody(sample_run: Run, root: Path, tmp_path: Path) -> None:
    pytest.importorskip("playwright")
    pytest.importorskip("matplotlib_fontja")
    if not (shutil.which("chromium") or shutil.which("google-chrome")):
        pytest.skip("needs chromium")
    spec = importlib.util.spec_from_file_location("draw_report", root / "docs" / "draw_report.py")
    assert spec is not None
    assert spec.loader is not None
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    drawn = script.draw(sample_run, tmp_path)
    told = re.findall(r"\]\(images/(report-[a-z]+\.png)\)", (root / "docs" / "report.md").read_text(encoding="utf-8"))
    assert sorted(path.name for path in drawn) == sorted(told)
    for path in drawn:
        assert 20_000 < path.stat().st_size < 250_000
        assert (root / "docs" / "images" / path.name).stat().st_size < 250_000
