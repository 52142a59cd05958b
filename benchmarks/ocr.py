"""How much of a page is recognised (OCR) that is known: pages with text are drawn as a scanner would give them, and
recognised.

python benchmarks/ocr.py PLAN.pdf[:PAGE,PAGE] ...

Prints, for every page, the share of the characters (NFKC, without spaces) that were recognised in their line, and the
seconds that it took. Text in tables is left out, since there a line of print is not a line of text. A page of a
picture counts with the text of another page: PLAN.pdf:3=2 says that page 3 is a scan of page 2.
"""

from __future__ import annotations

import io
import sys
import tempfile
import time
import unicodedata
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from pathlib import Path

import numpy as np
import pypdfium2 as pdfium
from PIL import Image

from policyalign.config import ReadSettings
from policyalign.domain import Document
from policyalign.extract.document import extract
from policyalign.extract.ocr.recogniser import Recogniser

_DPI = 200
_NOISE = 8
"""Standard deviation of the levels of grey that the scanner adds."""


def main(arguments: Sequence[str]) -> None:
    recogniser, right, known = Recogniser(), 0, 0
    for name, page, truth in _wanted(arguments):
        path = Path(name)
        document = extract(path, ReadSettings())
        lines = _lines(document, truth)
        if not lines:
            print(f"{path.name} p.{page}: no text to compare with")
            continue
        with tempfile.TemporaryDirectory() as folder:
            scan, number = (path, page) if page != truth else (_scanned(path, page, Path(folder)), 1)
            started = time.monotonic(), time.process_time()
            found = recogniser.page(scan, number)
            seconds = time.monotonic() - started[0], time.process_time() - started[1]
        hits = _recognised(lines, [_key(line.text) for line in found.lines])
        count = sum(map(len, lines))
        right, known = right + hits, known + count
        took = f"{seconds[0]:.1f} s, {seconds[1]:.1f} s of the processor"
        print(f"{path.name} p.{page}: {hits / count:.4f} of {count} characters ({found.outcome}), {took}", flush=True)
    if known:
        print(f"all: {right / known:.4f} of {known} characters")


def _wanted(arguments: Sequence[str]) -> Iterator[tuple[str, int, int]]:
    """Files, pages, and the pages that hold their text."""
    for argument in arguments:
        name, _, pages = argument.rpartition(":") if ":" in argument else (argument, "", "")
        if not pages:
            pages = ",".join(str(number + 1) for number in range(len(pdfium.PdfDocument(name))))
        for one in pages.split(","):
            page, _, truth = one.partition("=")
            yield name, int(page), int(truth or page)


def _lines(document: Document, number: int) -> list[str]:
    lines = (line for line in document.pages[number - 1].lines if line.zone != "ruby")
    return [key for line in lines if (key := _key(line.text))]


def _key(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())


def _recognised(lines: Sequence[str], found: Sequence[str]) -> int:
    """How many characters of the lines are, in order, in the recognised line that is most alike."""
    return sum(max((_shared(line, one) for one in found), default=0) for line in lines)


def _shared(a: str, b: str) -> int:
    return sum(block.size for block in SequenceMatcher(None, a, b, autojunk=False).get_matching_blocks())


def _scanned(path: Path, number: int, folder: Path) -> Path:
    """A page as a PDF of one picture: grey, noisy and compressed."""
    page = pdfium.PdfDocument(path)[number - 1]
    grey = np.asarray(page.render(scale=_DPI / 72, grayscale=True).to_pil()).astype(float)
    noise = np.random.default_rng(number).normal(0, _NOISE, grey.shape)
    picture = io.BytesIO()
    Image.fromarray((grey + noise).clip(0, 255).astype("uint8")).save(picture, "JPEG", quality=75)
    target = folder / "scan.pdf"
    Image.open(picture).save(target, "PDF", resolution=_DPI)
    return target


if __name__ == "__main__":
    main(sys.argv[1:])
