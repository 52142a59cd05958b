"""The service that recognises pages, in a process of its own with limits."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

import pypdfium2 as pdfium
from PIL import Image

from policyalign.extract.files import open_pdf
from policyalign.extract.ocr import pp_ocr, tesseract
from policyalign.extract.ocr.engines import installed_engines
from policyalign.extract.ocr.records import RecognisedLine, RecognisedPage
from policyalign.extract.raw_files import read_raw

# Larger sheets are rendered smaller: an A3 page at 300 dots per inch has 17 million pixels.
_MOST_PIXELS = 20_000_000


class Recogniser:
    """Pages of PDF files to lines. Keeps the file open that it was last asked for."""

    def __init__(self) -> None:
        self._engines = installed_engines()
        self._path: Path | None = None
        self._pdf: pdfium.PdfDocument | None = None

    def page(self, path: Path, number: int) -> RecognisedPage:
        """What is printed on the page of this number (from 1).

        Raises:
            UnreadableFile, EncryptedFile: the file cannot be opened.
        """
        lines = self._level(path, number)
        if _is_vertical(lines):
            if not self._engines.reads_vertical:
                return RecognisedPage((), "vertical")
            lines = tesseract.tesseract_lines(*self._image(path, number, tesseract.DPI), vertical=True)
        return RecognisedPage(tuple(lines), "read" if lines else "nothing")

    def _level(self, path: Path, number: int) -> list[RecognisedLine]:
        if self._engines.rapidocr:
            return self._pp_ocr.lines(*self._image(path, number, pp_ocr.DPI))
        return tesseract.tesseract_lines(*self._image(path, number, tesseract.DPI), vertical=False)

    @cached_property
    def _pp_ocr(self) -> pp_ocr.PpOcr:
        return pp_ocr.PpOcr()

    def _image(self, path: Path, number: int, dpi: int) -> tuple[Image.Image, float]:
        """The page as it is printed, and how many pixels a point takes."""
        if self._path != path or self._pdf is None:
            self._path, self._pdf = path, open_pdf(read_raw(path)).pdf
        page = self._pdf[number - 1]
        width, height = page.get_size()
        scale = min(dpi / 72, (_MOST_PIXELS / max(1.0, width * height)) ** 0.5)
        image: Image.Image = page.render(scale=scale, may_draw_forms=False).to_pil()
        page.close()
        return image, scale


def _is_vertical(lines: list[RecognisedLine]) -> bool:
    """Whether most of the text stands in vertical lines."""
    tall = sum(_area(line) for line in lines if line.vertical)
    return tall > sum(_area(line) for line in lines) / 2


def _area(line: RecognisedLine) -> float:
    x0, top, x1, bottom = line.box
    return max(0.0, x1 - x0) * max(0.0, bottom - top)
