"""What is asked of boxes in more than one stage."""

from __future__ import annotations

from collections.abc import Iterable

from policyalign.domain import Box

NOWHERE: Box = (0.0, 0.0, 0.0, 0.0)
"""The box of what has no place on paper."""


def box_around(boxes: Iterable[Box]) -> Box:
    """The smallest box that holds all of ``boxes`` (at least one)."""
    x0s, tops, x1s, bottoms = zip(*boxes, strict=True)
    return min(x0s), min(tops), max(x1s), max(bottoms)


def rounded(box: Box) -> Box:
    """The box to a tenth of a point, which is finer than print and keeps files small."""
    x0, top, x1, bottom = box
    return round(x0, 1), round(top, 1), round(x1, 1), round(bottom, 1)
