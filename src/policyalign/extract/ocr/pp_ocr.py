"""PP-OCR by way of the package rapidocr, which brings its weights along and needs no system package."""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from statistics import median
from typing import Any

from PIL import Image

from policyalign.extract.ocr.lookalikes import as_japanese
from policyalign.extract.ocr.records import RecognisedLine
from policyalign.text.normalize import fold, is_wide

DPI = 170
"""Dots per inch that pages are rendered at: characters of 8 points are then 19 pixels high. At 200 the same pages were
read no better, and took a fifth longer."""
# Pixels of a side that are not made fewer: an A3 page at this resolution.
_LONGEST = 3000
# One thread each: pages are read side by side, in a process of their own. No classifier of lines that stand on their
# head: on level pages it turned lines at random, which then were lost.
_SETTINGS = {
    "Global.log_level": "error",
    "Global.use_cls": False,
    "Global.max_side_len": _LONGEST,
    "Global.return_word_box": True,
    "Global.return_single_char_box": True,
    "EngineConfig.onnxruntime.intra_op_num_threads": 1,
    "EngineConfig.onnxruntime.inter_op_num_threads": 1,
}
# A box so many times as high as wide is a vertical line.
_TALL = 1.5
# Between letters whose middles are so many times as far apart as usual there is a space. Of a narrow figure, a space
# and an ideograph the middles are 1.75 em apart.
_FAR = 1.6
# Of a scan that lies askew by less (radians), lines do not run into each other.
_LEVEL = 0.003
# The slope of shorter lines (in their own heights) is not to be relied on.
_LONG = 8

Corner = tuple[float, float]


class PpOcr:
    """The engine, loaded once."""

    def __init__(self) -> None:
        from rapidocr import RapidOCR

        self._read = RapidOCR(params=_SETTINGS)

    def lines(self, image: Image.Image, scale: float) -> list[RecognisedLine]:
        """The lines of a page with ``scale`` pixels to a point; text of vertical ones is not to be trusted."""
        import numpy as np

        found = self._read(np.asarray(image.convert("RGB"))[:, :, ::-1])
        if found.boxes is None or not found.txts:
            return []
        corners = [[(float(x) / scale, float(y) / scale) for x, y in box] for box in found.boxes]
        middle = image.width / scale / 2, image.height / scale / 2
        slope = _slope(corners)
        level = [[_turned(corner, middle, slope) for corner in box] for box in corners]
        texts = [_spaced(text, placed) for text, placed in zip(found.txts, found.word_results, strict=True)]
        lines = [_line(text, box) for text, box in zip(texts, level, strict=True)]
        return [line for line in lines if line.text]


def _spaced(text: str, placed: Sequence[Sequence[Any]]) -> str:
    """A line with the spaces that the engine left out, as between a number and its title (第５　運転者): where letters
    stand as far apart as if another stood between them. ``placed`` are the characters but for spaces, each with the
    corners of its box."""
    chars = [str(char) for char, _, _ in placed]
    middles = [(float(box[0][0]) + float(box[1][0])) / 2 for _, _, box in placed]
    steps = [b - a for a, b in itertools.pairwise(middles)]
    pitches = [step for step, a, b in zip(steps, chars, chars[1:], strict=False) if is_wide(a) and is_wide(b)]
    if not pitches or "".join(chars) != text.replace(" ", ""):
        return text
    far = _FAR * median(pitches)
    places = [place for place, char in enumerate(text) if char != " "]
    spaced = list(text)
    for place, step, (a, b) in reversed(list(zip(places, steps, itertools.pairwise(chars), strict=False))):
        if step >= far and a.isalnum() and b.isalnum() and text[place + 1] != " ":
            spaced.insert(place + 1, "\u3000")
    return "".join(spaced)


def _slope(boxes: Sequence[Sequence[Corner]]) -> float:
    """By how many radians the print runs down to the right; 0 where it is level."""
    slopes = [
        math.atan2(right[1] - left[1], right[0] - left[0])
        for left, right, _, below in boxes
        if right[0] - left[0] > _LONG * (below[1] - left[1])
    ]
    slope = median(slopes) if slopes else 0.0
    return slope if abs(slope) > _LEVEL else 0.0


def _turned(corner: Corner, middle: Corner, slope: float) -> Corner:
    """Where a corner lies after the page was turned back by ``slope`` around its middle."""
    x, y = corner[0] - middle[0], corner[1] - middle[1]
    cos, sin = math.cos(slope), math.sin(slope)
    return middle[0] + x * cos + y * sin, middle[1] - x * sin + y * cos


def _line(text: Any, box: Sequence[Corner]) -> RecognisedLine:
    """Upper and lower edge by the middles of the sides, which differ less than the corners."""
    (x0, y0), (x1, y1), (x2, y2), (x3, y3) = box
    edges = (x0 + x3) / 2, (y0 + y1) / 2, (x1 + x2) / 2, (y2 + y3) / 2
    left, top, right, bottom = (round(edge, 1) for edge in edges)
    return RecognisedLine(
        as_japanese(fold(str(text).strip())), (left, top, right, bottom), bottom - top > _TALL * (right - left)
    )
