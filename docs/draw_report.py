"""Draws the pictures of docs/report.md from the report on the sample plans: ``python docs/draw_report.py [FOLDER]``.

Needs LibreOffice (``soffice``) for the workbook and the chapter, Chromium and Playwright for the page.
"""

from __future__ import annotations

import io
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pypdfium2
from PIL import Image, ImageChops

from policyalign.config import Settings
from policyalign.pipeline import compare_files
from policyalign.report import Material, chapter_figures, report_files

if TYPE_CHECKING:
    from policyalign.assess.run import Run

IMAGES = Path(__file__).resolve().parent / "images"
SAMPLES = Path(__file__).resolve().parent.parent / "corpora" / "samples" / "pdf"
PICTURES = {"report-xlsx.png": ("xlsx", "1-P1"), "report-docx.png": ("docx", "取り上げている計画")}
"""By picture, the format, and words of the page that is drawn: the first that has them."""
PAGE = "report-html.png"
_WIDTH, _COLOURS, _MARGIN = 1000, 48, 30
_WINDOW = {"width": 1280, "height": 900}


def draw(run: Run, folder: Path) -> list[Path]:
    """Write the pictures of the report of a run over the sample plans."""
    material = Material(pdfs=SAMPLES, figures=chapter_figures(run, "ja"))
    files = report_files(run, material, ["xlsx", "docx", "html"], "ja")
    folder.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        made = Path(name)
        for file, content in files.items():
            (made / file).parent.mkdir(exist_ok=True)
            (made / file).write_bytes(content)
        drawn = {picture: _printed(made, *what) for picture, what in PICTURES.items()}
        drawn[PAGE] = _seen(made / "report.html")
    for picture, image in drawn.items():
        small = image.resize((_WIDTH, round(image.height * _WIDTH / image.width)), Image.Resampling.LANCZOS)
        small.quantize(_COLOURS).save(folder / picture, optimize=True)
    return [folder / picture for picture in drawn]


def _printed(made: Path, ending: str, words: str) -> Image.Image:
    """The first page with these words, as LibreOffice prints it, without its white margins."""
    soffice = shutil.which("soffice") or sys.exit("needs soffice (LibreOffice)")
    profile = f"-env:UserInstallation={(made / 'profile').as_uri()}"
    command = [soffice, profile, "--headless", "--convert-to", "pdf", "--outdir", str(made / ending)]
    subprocess.run([*command, str(made / f"report.{ending}")], check=True, capture_output=True)
    document = pypdfium2.PdfDocument(made / ending / "report.pdf")
    page = next(one for one in document if words in one.get_textpage().get_text_bounded())
    printed = page.render(scale=3).to_pil().convert("RGB")
    left, top, right, bottom = ImageChops.invert(printed).getbbox() or (0, 0, *printed.size)
    return printed.crop((left - _MARGIN, top - _MARGIN, right + _MARGIN, bottom + _MARGIN))


def _seen(page: Path) -> Image.Image:
    """The page with the evidence of its first cell open."""
    from playwright.sync_api import sync_playwright

    chromium = shutil.which("chromium") or shutil.which("google-chrome") or sys.exit("needs chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        shown = browser.new_page(viewport=_WINDOW)
        shown.goto(page.as_uri())
        shown.locator("tbody td button").first.click()
        content = shown.screenshot()
        browser.close()
    return Image.open(io.BytesIO(content)).convert("RGB")


if __name__ == "__main__":
    compared = compare_files(sorted(SAMPLES.glob("*.pdf")), Settings())
    for path in draw(compared, Path(sys.argv[1]) if len(sys.argv) > 1 else IMAGES):
        print(path)
