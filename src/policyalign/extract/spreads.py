"""Two pages printed on one sheet (見開き, 2アップ): the fold between them, so that each is read by itself.

Both must bear their numbers, for nothing else tells a spread from a wide page in columns for sure; a page in columns
is read the same way, as long as it has columns throughout.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from policyalign.extract.runs import Run
from policyalign.text.normalize import nfkc_key

# Two pages beside each other are at least so much wider than they are high.
_WIDE = 1.2
# Page numbers stand in this share of the height at either end, level with each other and (points) in one place of
# their pages, or in mirrored ones.
_BAND, _PLACE = 0.12, 6.0
# So many characters stand on the sheet.
_TEXT = 60
_NUMBER = re.compile(r"[-－―–—]*(?:p\.?|page)?(\d{1,4})(?:頁|ページ)?[-－―–—]*", re.IGNORECASE)


def find_fold(runs: Sequence[Run], width: float, height: float) -> float | None:
    """Where the left page ends and the right one begins, in points; None where a sheet is one page."""
    if width < _WIDE * height:
        return None
    fold = width / 2
    if any(run.box[0] < fold < run.box[2] for run in runs):
        return None
    sides = [run for run in runs if run.box[2] <= fold], [run for run in runs if run.box[0] >= fold]
    if sum(len(run.glyphs) for run in runs) < _TEXT:
        return None
    left, right = ([(run, number) for run in side if (number := _number(run, height))] for side in sides)
    counted = any(b == a + 1 and _in_one_place(one, other, fold) for one, a in left for other, b in right)
    return fold if counted else None


def _number(run: Run, height: float) -> int | None:
    """The page number that a run at the head or foot of a page is."""
    if _BAND * height < run.box[1] and run.box[3] < (1 - _BAND) * height:
        return None
    found = _NUMBER.fullmatch(nfkc_key(run.text))
    return int(found[1]) if found else None


def _in_one_place(a: Run, b: Run, fold: float) -> bool:
    level = abs(a.box[1] - b.box[1]) <= _PLACE
    alike = abs((a.box[0] + a.box[2]) / 2 + fold - (b.box[0] + b.box[2]) / 2) <= _PLACE
    mirrored = abs(a.box[0] + b.box[2] - 2 * fold) <= _PLACE
    return level and (alike or mirrored)
