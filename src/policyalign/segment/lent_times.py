"""Times that stand not in a passage but over it: in its heading (令和8年度の取組), or in the sentence that leads to a
list (2027年度に次の取組を行う。)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from policyalign.domain import Interval, Passage
from policyalign.text.facets import is_generic_heading
from policyalign.text.relative_years import Reference
from policyalign.text.years import read_intervals

# 以下の施策を講ずる, 次のとおり実施する: what it says of its time holds for the list that follows.
_LEADS = re.compile(
    r"(?:次|以下)(?:の(?:とおり|通り|よう)|に(?:掲げる|示す)|の)[^。]{0,16}(?:行う|実施する|講ずる|講じる|進める|推進する|取り組む|整備する|[:：])。?\s*$"
)
_AROUND = re.compile(r"^[のには、・\s]*(?:おける|実施(?:する|予定)|行う|講ずる|取り組む)?(?:の|べき)?|[\s（）()【】]+$")


def heading_times(section_path: Sequence[str], reference: Reference) -> tuple[Interval, ...]:
    """The time that the innermost heading gives to what stands under it; none where the heading names a subject,
    or an aim (2040年に向けた政策の方向性).

    The offsets are ``(0, 0)``: the words do not stand in the passage.
    """
    heading = section_path[-1] if section_path else ""
    times = [one for one in read_intervals(heading, reference) if one.is_resolved]
    if len(times) != 1 or "向け" in times[0].phrase:
        return ()
    start, end = times[0].span
    rest = f"{heading[:start]} {_AROUND.sub('', heading[end:])}".strip()
    return _lent(times) if is_generic_heading(rest) else ()


def leading_times(passage: Passage) -> tuple[Interval, ...]:
    """The times that a passage gives to the list that it leads to; none where it leads to none."""
    return _lent(passage.schedule) if _LEADS.search(passage.text) else ()


def _lent(times: Sequence[Interval]) -> tuple[Interval, ...]:
    return tuple(replace(time, span=(0, 0)) for time in times)
