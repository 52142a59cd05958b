"""Pages of a PDF as they are printed, drawn by PDFium."""

from __future__ import annotations

import pypdfium2 as pdfium
from PIL import Image

from policyalign.page_pictures.picture import Print

# 144 dots per inch: type of 8 points can be read, and an A4 page takes 2 million pixels.
_SCALE = 2.0
# Larger sheets are drawn smaller.
_MOST_PIXELS = 8_000_000
_A4 = (595, 842)


def printed_page(pdf: pdfium.PdfDocument, number: int) -> Print:
    """The page of this number (from 1) as it is printed; an empty sheet where PDFium cannot draw it."""
    try:
        page = pdf[number - 1]
        width, height = page.get_size()
        scale = min(_SCALE, (_MOST_PIXELS / max(1.0, width * height)) ** 0.5)
        if min(width, height) * scale < 1:
            return _empty_sheet()
        image = page.render(scale=scale, may_draw_forms=False).to_pil().convert("RGB")
        page.close()
    except (pdfium.PdfiumError, ValueError):
        return _empty_sheet()
    return Print(image, scale)


def _empty_sheet() -> Print:
    return Print(Image.new("RGB", (round(_A4[0] * _SCALE), round(_A4[1] * _SCALE)), (255, 255, 255)), _SCALE)
