"""A small rendering of a page: what of its text nobody sees, and what looks like text and was not read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pypdfium2 as pdfium

from policyalign.domain import Box
from policyalign.extract.drawing import Rule

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Pixels = NDArray[np.uint8]
    Boxes = NDArray[np.float64]

# Pixels per point: 54 dpi, at which a character of 10.5 points is a tile of eight by eight pixels.
_SCALE = 0.75
_TILE = 8
_MIDDLE = 3
# Larger sheets are drawn smaller; pictures of more pixels than this would fill the memory of the reader.
_MOST_PIXELS = 4_000_000
_MOST_PICTURED = 60_000_000
# Levels of grey (0–255) between what is printed and its paper: the least that an eye tells apart, and what print has.
_SEEN = 6
_PRINT = 70
_EDGE = 35
_FLAT = 24
# In a tile with a character, so many pixels are of one flat colour, and ink begins or ends so many times from left
# to right and from top to bottom; the edge of a bar does so eight times in one direction only.
_PAPER_PIXELS = 16
_EDGES = 9
# A page that shows less than this share of other than white is empty.
_INK_SHARE = 0.002


@dataclass(frozen=True, slots=True)
class Thumbnail:
    """The page in levels of grey, a row for each row of pixels; ``scale`` is in pixels per point."""

    pixels: Pixels
    scale: float

    @property
    def has_ink(self) -> bool:
        """Whether the page shows anything but paper."""
        return float(np.count_nonzero(self.pixels != 255)) > _INK_SHARE * self.pixels.size

    def shows(self, boxes: Sequence[Box]) -> bool:
        """Whether anything is to be seen in one of the boxes (in points)."""
        height, width = self.pixels.shape
        for x0, top, x1, bottom in boxes:
            left, right = max(0, int(x0 * self.scale)), min(width, int(x1 * self.scale) + 1)
            part = self.pixels[max(0, int(top * self.scale)) : min(height, int(bottom * self.scale) + 1), left:right]
            if part.size and int(part.max()) - int(part.min()) > _SEEN:
                return True
        return False

    def shows_in_middle(self, boxes: Boxes) -> NDArray[np.bool_]:
        """For each box, a column, whether anything is to be seen in the three by three pixels in its middle; a quick
        look at many boxes, which says nothing of those that are smaller than that."""
        height, width = self.pixels.shape
        if min(height, width) < _MIDDLE:
            return np.zeros(boxes.shape[1], bool)
        x0, top, x1, bottom = boxes * self.scale
        rows, columns = (top + bottom) / 2, (x0 + x1) / 2
        inside = (rows >= 1) & (rows < height - 1) & (columns >= 1) & (columns < width - 1)
        inside &= (bottom - top >= _MIDDLE) & (x1 - x0 >= _MIDDLE)
        at = np.where(inside, rows, 1).astype(int) * width + np.where(inside, columns, 1).astype(int)
        around = (np.arange(-1, 2)[:, None] * width + np.arange(-1, 2)).ravel()
        levels = self.pixels.ravel()[at[:, None] + around]
        return np.asarray(inside & (levels.max(axis=1) - levels.min(axis=1) > _SEEN))

    def unread(self, read: Sequence[Box], rules: Iterable[Rule]) -> int:
        """About how many characters are printed outside the boxes of what was ``read``, as pictures or as outlines;
        ``rules`` are no characters."""
        tiles = _tiles(self.pixels)
        high, low = _of_tiles(self.pixels, np.maximum), _of_tiles(self.pixels, np.minimum)
        open_tiles = (high - low >= _PRINT) & ~_covered(np.asarray(read, float).reshape(-1, 4), self.scale, high.shape)
        if open_tiles.any():
            for rule in rules:
                x0, y0, x1, y1 = (max(0, int(edge * self.scale / _TILE)) for edge in rule)
                open_tiles[y0 : y1 + 1, x0 : x1 + 1] = False
        rows, columns = np.nonzero(open_tiles)
        return _count_printed(tiles[rows, :, columns, :], high[rows, columns], low[rows, columns]) if rows.size else 0


def draw(page: pdfium.PdfPage, most_pictured: int) -> Thumbnail | None:
    """The thumbnail of a page whose largest picture has ``most_pictured`` pixels; None where that is too many."""
    width, height = page.get_size()
    scale = min(_SCALE, (_MOST_PIXELS / max(1.0, width * height)) ** 0.5)
    if most_pictured > _MOST_PICTURED or min(width, height) * scale < 1:
        return None
    return Thumbnail(_render(page, scale, grayscale=True)[:, :, 0], scale)


# Resolution and colour of a closer look, and how many levels of one colour are seen then.
_CLOSER = 2.0


class CloserLook:
    """The page at 144 dpi and in colour."""

    def __init__(self, page: pdfium.PdfPage) -> None:
        width, height = page.get_size()
        scale = min(_CLOSER, (_MOST_PIXELS / max(1.0, width * height)) ** 0.5)
        pixels = _render(page, scale, grayscale=False)
        self._colours = [Thumbnail(pixels[:, :, colour], scale) for colour in range(pixels.shape[2])]

    def shows(self, boxes: Sequence[Box]) -> bool:
        """Whether anything is to be seen in one of the boxes."""
        return any(colour.shows(boxes) for colour in self._colours)


def _render(page: pdfium.PdfPage, scale: float, *, grayscale: bool) -> Any:
    bitmap = page.render(scale=scale, grayscale=grayscale, may_draw_forms=False)
    pixels = bitmap.to_numpy()  # which holds the memory, also when the bitmap is closed
    bitmap.close()
    return pixels.reshape(pixels.shape[0], pixels.shape[1], -1)


def _of_tiles(pixels: Pixels, choose: Callable[[Pixels, Pixels], Pixels]) -> Pixels:
    """Of every tile the pixel that ``choose`` takes."""
    rows, columns = pixels.shape[0] // _TILE * _TILE, pixels.shape[1] // _TILE * _TILE
    chosen = pixels[:rows, :columns]
    while chosen.shape[0] > rows // _TILE:  # rows first: they lie together in memory
        chosen = choose(chosen[0::2], chosen[1::2])
    while chosen.shape[1] > columns // _TILE:
        chosen = choose(chosen[:, 0::2], chosen[:, 1::2])
    return chosen


def _tiles(pixels: Pixels) -> Pixels:
    rows, columns = pixels.shape[0] // _TILE, pixels.shape[1] // _TILE
    return pixels[: rows * _TILE, : columns * _TILE].reshape(rows, _TILE, columns, _TILE)


def _covered(boxes: NDArray[np.float64], scale: float, shape: tuple[int, ...]) -> NDArray[np.bool_]:
    """Which tiles the boxes touch, a pixel around them included."""
    covered = np.zeros(shape, bool)
    if not boxes.size or not covered.size:
        return covered
    last = np.array([shape[1], shape[0], shape[1], shape[0]]) - 1
    places = np.clip((boxes * scale + (-1, -1, 1, 1)) // _TILE, 0, last).astype(int)
    x0, y0, x1, y1 = places.T
    for row, column in ((y0, x0), (y0, x1), (y1, x0), (y1, x1)):
        covered[row, column] = True
    for at in np.nonzero((x1 - x0 > 1) | (y1 - y0 > 1))[0]:
        covered[y0[at] : y1[at] + 1, x0[at] : x1[at] + 1] = True
    return covered


def _count_printed(tiles: Pixels, high: Pixels, low: Pixels) -> int:
    """How many tiles look like a printed character: flat paper, dark or light, and ink that begins and ends often."""
    levels = tiles.astype(np.int16)
    light = (levels >= high[:, None, None].astype(np.int16) - _FLAT).sum(axis=(1, 2))
    dark = (levels <= low[:, None, None].astype(np.int16) + _FLAT).sum(axis=(1, 2))
    across = (np.abs(np.diff(levels, axis=2)) >= _EDGE).sum(axis=(1, 2))
    down = (np.abs(np.diff(levels, axis=1)) >= _EDGE).sum(axis=(1, 2))
    flat = (light >= _PAPER_PIXELS) | (dark >= _PAPER_PIXELS)
    return int((flat & (across >= _EDGES) & (down >= _EDGES)).sum())
