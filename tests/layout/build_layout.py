"""Makes one small PDF per layout bug, its true text beside it: ``python tests/layout/build_layout.py [OUT]``.

Every ``<name>.json`` holds ``what`` (the difficulty) and ``pages``: per page its ``state`` and the ``body``,
the paragraphs in reading order without running heads, page numbers, tabs and ruby. Some hold more: ``ruby``,
``furniture`` (what must not be in the body), ``table`` (rows; ``<`` continues the cell to the left, ``^`` the
cell above), ``heads``, ``names`` and ``bars`` of a time line (row, first and last column, label),
``headings`` (level and text), ``password`` or ``error``. The same script gives the same bytes.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path

import cases
import heading_levels
import time_lines

HERE = Path(__file__).resolve().parent
CASES: tuple[Callable[[], cases.Case], ...] = (
    cases.two_columns,
    cases.columns_row_by_row,
    cases.vertical,
    cases.fake_bold,
    cases.radicals,
    cases.ruby,
    cases.merged_table,
    cases.image_only,
    cases.slide,
    cases.heads_and_tabs,
    cases.encrypted,
    cases.truncated_tail,
    cases.damaged,
    time_lines.timeline_bars,
    time_lines.timeline_arrows,
    time_lines.timeline_characters,
    heading_levels.nested_lists,
    heading_levels.nested_lists_plain,
)


def build(out: Path) -> None:
    """Write all cases into ``out``."""
    out.mkdir(parents=True, exist_ok=True)
    for case in CASES:
        content, gold = case()
        (out / f"{case.__name__}.pdf").write_bytes(content)
        text = json.dumps(gold, ensure_ascii=False, indent=1) + "\n"
        (out / f"{case.__name__}.json").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    build(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE)
