"""Recognition of scanned pages with Tesseract (extra ``policyalign[ocr]``, language data ``jpn``)."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import pypdfium2 as pdfium

from policyalign.domain import Line
from policyalign.errors import MissingExtra
from policyalign.messages import ReadingCode
from policyalign.text.normalize import fold, is_wide

# 300 dots per inch is what Tesseract's Japanese model was trained for; PDF units are 72 per inch.
_SCALE = 300 / 72
# Words that Tesseract itself is less than this sure of (percent) are left out.
_MIN_CONFIDENCE = 30.0


class Recogniser:
    """Tesseract with the Japanese model.

    Raises:
        MissingExtra: pytesseract, the ``tesseract`` program or its ``jpn`` data is not installed.
    """

    def __init__(self) -> None:
        try:
            import pytesseract
        except ImportError:
            raise MissingExtra(ReadingCode.ocr_missing, what="pytesseract") from None
        try:
            languages = pytesseract.get_languages()
        except pytesseract.TesseractNotFoundError:
            raise MissingExtra(ReadingCode.ocr_missing, what="tesseract") from None
        if "jpn" not in languages:
            raise MissingExtra(ReadingCode.ocr_missing, what="tesseract-ocr-jpn")
        self._tesseract = pytesseract

    def lines(self, page: pdfium.PdfPage) -> tuple[Line, ...]:
        """Recognised lines in Tesseract's reading order, boxes in points; empty when nothing is legible."""
        image = page.render(scale=_SCALE, grayscale=True).to_pil()
        data = self._tesseract.image_to_data(
            image, lang="jpn", output_type=self._tesseract.Output.DICT, config="--psm 3"
        )
        words: defaultdict[tuple[int, int, int], list[int]] = defaultdict(list)
        for index, text in enumerate(data["text"]):
            if text.strip() and float(data["conf"][index]) >= _MIN_CONFIDENCE:
                words[data["block_num"][index], data["par_num"][index], data["line_num"][index]].append(index)
        return tuple(_line(data, indices, key[0]) for key, indices in words.items())


def _line(data: dict[str, list[Any]], indices: list[int], block: int) -> Line:
    text = ""
    for index in indices:
        word = fold(data["text"][index].strip())
        joint = "" if not text or is_wide(text[-1]) or is_wide(word[0]) else " "
        text += joint + word
    left = min(data["left"][i] for i in indices) / _SCALE
    top = min(data["top"][i] for i in indices) / _SCALE
    right = max(data["left"][i] + data["width"][i] for i in indices) / _SCALE
    bottom = max(data["top"][i] + data["height"][i] for i in indices) / _SCALE
    box = (round(left, 1), round(top, 1), round(right, 1), round(bottom, 1))
    return Line(text, box, round(bottom - top, 1), region=block)
