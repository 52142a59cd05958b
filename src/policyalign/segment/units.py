"""What a line breaks between: characters, or the Latin words and numbers that stay whole (分割禁止)."""

from __future__ import annotations

import re

from policyalign.domain import Line

# A Latin word or a number stays whole; a sign that may not begin a line stays with what is before it.
_UNIT = re.compile(
    r"(?:[（(「『【〔［〈《“]*)(?:[!-~]+|[０-９][０-９．，]*|.)[、。，．：；）」』】〕］〉》％ーぁぃぅぇぉっゃゅょァィゥェォッャュョ々]*",
    re.DOTALL,
)


def first_unit(line: Line, characters: int = 0) -> float:
    """Width in points of what stays together at the head of a line; of so many ``characters`` at least."""
    found = _UNIT.match(line.text)
    end = max(found.end() if found else 1, characters)
    start, stop = (line.box[1], line.box[3]) if line.vertical else (line.box[0], line.box[2])
    if end < len(line.advances):
        return line.advances[end] - line.advances[0]
    if line.advances or end >= len(line.text):
        return stop - start
    return end * (stop - start) / len(line.text)
