"""Draws the pictures of docs/review.md from the sample plans: ``python docs/draw_review.py [FOLDER]``.

Needs Playwright and the Chromium of the system.
"""

from __future__ import annotations

import io
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.sync_api import sync_playwright

from policyalign.config import Settings
from policyalign.export import write_run
from policyalign.pipeline import compare_files

DOCS = Path(__file__).resolve().parent
PDFS = DOCS.parent / "corpora" / "samples" / "pdf"
_SIZE = {"width": 1280, "height": 800}
_COLOURS = 64


def draw(folder: Path) -> list[Path]:
    """Write the pictures: a cell, a pair, and a cell on which two people do not agree."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as results, sync_playwright() as playwright:
        write_run(compare_files(sorted(PDFS.glob("*.pdf")), Settings()), Path(results))
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        with served(Path(results)) as address:
            first, second, third = (browser.new_page(viewport=_SIZE) for _ in range(3))
            enter(first, address, "山田")
            cell = shot(first, folder / "review-card.png")
            first.keyboard.press("1")
            first.keyboard.press("e")  # the passage that is shown carries it
            settled(first)
            enter(second, address, "佐藤")
            second.keyboard.press("3")
            settled(second)
            enter(third, f"{address}#show=settle", "鈴木")
            settling = shot(third, folder / "review-settle.png")
            first.select_option("[name=subject]", "overlap")
            first.wait_for_selector('article[data-subject="overlap"]')
            pair = shot(first, folder / "review-pair.png")
        browser.close()
    return [cell, pair, settling]


@contextmanager
def served(results: Path) -> Iterator[str]:
    """The address of the page of these results, while it is served."""
    command = [sys.executable, "-m", "policyalign", "review", str(results), "--pdf", str(PDFS), "--no-browser"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, encoding="utf-8")
    try:
        assert process.stdout
        yield process.stdout.readline().split(": ", 1)[1].strip()
    finally:
        process.terminate()
        process.wait(30)


def enter(page: Any, address: str, name: str) -> None:
    """Open the page as a reviewer."""
    page.goto(address)
    page.fill("#name", name)
    page.keyboard.press("Enter")
    page.wait_for_selector("#card article")


def settled(page: Any) -> None:
    """Wait until an answer is kept."""
    page.wait_for_selector("#lines .answered", state="attached")


def shot(page: Any, path: Path) -> Path:
    """A picture of the page with the marks on the plan, in few colours."""
    page.wait_for_selector("#marks rect", state="attached")
    page.wait_for_timeout(500)
    image = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    image.quantize(_COLOURS).save(path, optimize=True)
    return path


if __name__ == "__main__":
    for path in draw(Path(sys.argv[1]) if len(sys.argv) > 1 else DOCS / "images"):
        print(path)
