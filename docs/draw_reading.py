"""Draws the pictures of docs/reading.md from a sample plan: ``python docs/draw_reading.py [FOLDER]``."""

from __future__ import annotations

import io
import sys
from pathlib import Path

from PIL import Image

from policyalign.config import Settings
from policyalign.pipeline import draw_pages

DOCS = Path(__file__).resolve().parent
PLAN = DOCS.parent / "corpora" / "samples" / "pdf" / "space.pdf"
PICTURES = {5: "reading-text.png", 11: "reading-table.png"}
"""By page, counted from the beginning of the file."""
_WIDTH = 1100
_COLOURS = 64


def draw(folder: Path) -> list[Path]:
    """Write the pictures, smaller and with fewer colours than ``policyalign extract --show`` gives."""
    written = []
    for picture in draw_pages(PLAN, [(number, number) for number in PICTURES], Settings(cache=False)):
        image = Image.open(io.BytesIO(picture.png))
        small = image.resize((_WIDTH, round(image.height * _WIDTH / image.width)), Image.Resampling.LANCZOS)
        path = folder / PICTURES[picture.number]
        small.quantize(_COLOURS).save(path, optimize=True)
        written.append(path)
    return written


if __name__ == "__main__":
    for path in draw(Path(sys.argv[1]) if len(sys.argv) > 1 else DOCS):
        print(path)
