"""Tesseract by way of pytesseract: for vertical pages, and for all where PP-OCR is not installed."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from PIL import Image

from policyalign.extract.ocr.records import RecognisedLine
from policyalign.text.normalize import fold, is_wide

DPI = 300
"""What Tesseract's Japanese models were trained for."""
# Words that Tesseract itself is less than this sure of (percent) are left out.
_MIN_CONFIDENCE = 30.0
# A line so many times as high as wide is a vertical one.
_TALL = 1.5
# Page segmentation: automatic, and one block of vertical text.
_LEVEL, _VERTICAL = "--psm 3", "--psm 5"


def tesseract_lines(image: Image.Image, scale: float, *, vertical: bool) -> list[RecognisedLine]:
    """The lines of a page with ``scale`` pixels to a point, by the model for ``vertical`` writing or the other."""
    import pytesseract

    data: dict[str, list[Any]] = pytesseract.image_to_data(
        image.convert("L"),
        lang="jpn_vert" if vertical else "jpn",
        output_type=pytesseract.Output.DICT,
        config=_VERTICAL if vertical else _LEVEL,
    )
    words: defaultdict[tuple[int, int, int], list[int]] = defaultdict(list)
    for index, text in enumerate(data["text"]):
        if text.strip() and float(data["conf"][index]) >= _MIN_CONFIDENCE:
            words[data["block_num"][index], data["par_num"][index], data["line_num"][index]].append(index)
    return [_line(data, indices, scale) for indices in words.values()]


def _line(data: dict[str, list[Any]], indices: list[int], scale: float) -> RecognisedLine:
    text = ""
    for index in indices:
        word = fold(data["text"][index].strip())
        joint = "" if not text or is_wide(text[-1]) or is_wide(word[0]) else " "
        text += joint + word
    edges = (
        min(data["left"][i] for i in indices),
        min(data["top"][i] for i in indices),
        max(data["left"][i] + data["width"][i] for i in indices),
        max(data["top"][i] + data["height"][i] for i in indices),
    )
    left, top, right, bottom = (round(edge / scale, 1) for edge in edges)
    return RecognisedLine(text, (left, top, right, bottom), bottom - top > _TALL * (right - left))
