"""Pages of PDFs as pictures, and where a sentence stands on them. Lives in a helper process: PDFium must not be called
by two threads, and a hostile file may never come back.
"""

from __future__ import annotations

import hashlib
import io
import unicodedata
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from policyalign.domain import CELL_SEPARATOR, Box

if TYPE_CHECKING:
    import pypdfium2 as pdfium

_SCALE = 1.6
"""Pixels per point: type of 9 points can be read on a screen, and an A4 page takes some 200 kB."""
_MOST_PIXELS = 4_000_000
"""Larger sheets are drawn smaller."""
_QUALITY = 85
"""Of JPEG: it takes 6 ms a page, where WebP takes 46 and PNG 52 (an A4 page of text, Pillow 13)."""
_OPEN = 16
"""Files held open at once: some 20 MB each at most."""
_MOST_CHARACTERS = 50_000
_SLACK = 2.0
"""Points by which a character may stand outside the box of its passage."""


@dataclass(frozen=True, slots=True)
class PageMarks:
    """The size of a page in points, and the boxes of a sentence on it, line by line; none where it was not found."""

    width: float
    height: float
    sentence: tuple[Box, ...]


class PageDrawer:
    """Draws pages of files that are named by path and SHA-256; a file of other content is never opened."""

    def __init__(self) -> None:
        import pypdfium2  # noqa: F401 # while nobody waits

        self._opened: OrderedDict[str, Any] = OrderedDict()

    def picture(self, path: Path, sha256: str, page: int) -> bytes | None:
        """A page (from 1) as JPEG; None where the file has changed, has no such page, or cannot be drawn."""
        import pypdfium2 as pdfium

        try:
            handle = self._page(path, sha256, page)
            if handle is None:
                return None
            width, height = handle.get_size()
            scale = min(_SCALE, (_MOST_PIXELS / max(1.0, width * height)) ** 0.5)
            image = handle.render(scale=scale, may_draw_forms=False, rev_byteorder=True).to_pil()
            handle.close()
        except (pdfium.PdfiumError, OSError, ValueError):
            return None
        content = io.BytesIO()
        (image if image.mode == "RGB" else image.convert("RGB")).save(content, "JPEG", quality=_QUALITY)
        return content.getvalue()

    def marks(self, path: Path, sha256: str, page: int, boxes: Sequence[Box], sentence: str) -> PageMarks | None:
        """Where a sentence stands within ``boxes`` on a page; None where the page cannot be opened."""
        import pypdfium2 as pdfium

        try:
            handle = self._page(path, sha256, page)
            if handle is None:
                return None
            width, height = handle.get_size()
            found = tuple(_sentence_boxes(_characters(handle, boxes), sentence)) if sentence else ()
            handle.close()
        except (pdfium.PdfiumError, OSError, ValueError):
            return None
        return PageMarks(width, height, found)

    def _page(self, path: Path, sha256: str, page: int) -> Any:
        """An open page, or None."""
        if sha256 in self._opened:
            self._opened.move_to_end(sha256)
        elif not self._open(path, sha256):
            return None
        document = self._opened[sha256]
        return document[page - 1] if 1 <= page <= len(document) else None

    def _open(self, path: Path, sha256: str) -> bool:
        data = path.read_bytes()
        if hashlib.sha256(data).hexdigest() != sha256:  # another edition would be a false proof
            return False
        self._opened[sha256] = _document(data, path.name)
        while len(self._opened) > _OPEN:
            self._opened.popitem(last=False)[1].close()
        return True


def _document(data: bytes, name: str) -> pdfium.PdfDocument:
    """The open file, repaired as the reader repairs it where PDFium does not take it as it is."""
    import pypdfium2 as pdfium

    from policyalign.errors import PolicyAlignError
    from policyalign.extract.files import open_pdf
    from policyalign.extract.raw_files import RawFile

    try:
        return pdfium.PdfDocument(data)
    except pdfium.PdfiumError:
        try:
            return open_pdf(RawFile(name, data)).pdf
        except PolicyAlignError as error:
            raise ValueError(str(error.code)) from error


Character = tuple[str, Box]


def _characters(page: pdfium.PdfPage, boxes: Sequence[Box]) -> list[Character]:
    """The characters that stand within boxes, in the order of the file, folded, without blanks."""
    from policyalign.extract.drawing import page_box
    from policyalign.extract.pdfium_calls import TextCalls

    sheet, text = page_box(page), page.get_textpage()
    try:
        calls, places = TextCalls(text), range(min(text.count_chars(), _MOST_CHARACTERS))
        edges, codes = calls.boxes(places).T.tolist(), calls.codes(places)
    finally:
        text.close()
    placed = ((sheet.place(*four), code) for four, code in zip(edges, codes, strict=True))
    return [(char, box) for box, code in placed if _stands_in(box, boxes) for char in _folded(chr(code))]


def _stands_in(box: Box, boxes: Sequence[Box]) -> bool:
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return any(
        x0 - _SLACK <= x <= x1 + _SLACK and top - _SLACK <= y <= bottom + _SLACK for x0, top, x1, bottom in boxes
    )


def _folded(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())


def _sentence_boxes(characters: Sequence[Character], sentence: str) -> Iterator[Box]:
    """The boxes of a sentence, one for each printed line; of one that begins or ends on another page, those of the
    part that stands here. The cells of a table row are looked for one by one."""
    text = "".join(char for char, _ in characters)
    for part in filter(None, map(_folded, sentence.split(CELL_SEPARATOR))):
        start, length = _placed(text, part)
        yield from _by_line([box for _, box in characters[start : start + length]])


_LEAST = 6
"""Characters of a sentence that goes on from page to page which must stand here to be taken for it."""


def _placed(text: str, part: str) -> tuple[int, int]:
    """Where a part stands in a text and how much of it; (0, 0) where it does not."""
    start = text.find(part)
    if start >= 0:
        return start, len(part)
    for length in range(min(len(part), len(text)), _LEAST - 1, -1):
        if text.endswith(part[:length]):
            return len(text) - length, length
        if text.startswith(part[-length:]):
            return 0, length
    return 0, 0


def _by_line(boxes: Sequence[Box]) -> Iterator[Box]:
    """Boxes joined where one follows the other in a line, across or down the page."""
    line: Box | None = None
    for box in boxes:
        if line is not None and (
            _overlap(line[1], line[3], box[1], box[3]) or _overlap(line[0], line[2], box[0], box[2])
        ):
            joined = min(line[0], box[0]), min(line[1], box[1]), max(line[2], box[2]), max(line[3], box[3])
            if _thin(joined, box):
                line = joined
                continue
        if line is not None:
            yield line
        line = box
    if line is not None:
        yield line


def _overlap(a: float, b: float, c: float, d: float) -> bool:
    return min(b, d) - max(a, c) > 0.3 * min(b - a, d - c)


def _thin(joined: Box, box: Box) -> bool:
    """Whether boxes joined are still one line of type: no thicker than two characters one way."""
    size = 2 * max(box[2] - box[0], box[3] - box[1], 4.0)
    return joined[2] - joined[0] <= size or joined[3] - joined[1] <= size
