"""The looks of the three sample plans: type sizes, indents, heads and feet. Lengths in points."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal


@dataclass(frozen=True)
class TextStyle:
    """Type size, distance from line to line, white space above; ``keep`` holds it to what follows."""

    size: float
    leading: float
    before: float = 0.0
    bold: bool = False
    keep: bool = False


def _headings(*sizes: float) -> dict[int, TextStyle]:
    return {
        level: TextStyle(size, size * 1.5, before=size * 0.8, bold=level < 5, keep=True)
        for level, size in enumerate(sizes, start=1)
    }


@dataclass(frozen=True)
class Look:
    """How a plan looks."""

    body: TextStyle = TextStyle(10.5, 17.0)
    item: TextStyle = TextStyle(10.5, 17.0)
    note: TextStyle = TextStyle(8.0, 11.0)
    cell: TextStyle = TextStyle(8.5, 11.5)
    headings: Mapping[int, TextStyle] = field(default_factory=lambda: _headings(15, 13, 12, 11, 10.5, 10.5))
    heading_indent: float = 5.0
    item_depth: Mapping[str, int] = field(default_factory=lambda: {"○": 0, "●": 0, "■": 0, "・": 1, "※": 1})
    margin: float = 71.0
    chapters_on_new_page: bool = False
    head: Literal["title", "title-chapter", "rule"] = "title"
    page_number: str = "- {number} -"
    contents_depth: int = 2
    side_tab: bool = False


LOOKS: dict[str, Look] = {
    "space": Look(head="title-chapter", page_number="- {number} -", contents_depth=3),
    "digital": replace(
        Look(head="rule", page_number="{number}", margin=64.0),
        headings=_headings(16, 13, 11.5, 10.5, 10.5, 10.5),
        chapters_on_new_page=True,
    ),
    "education": replace(
        Look(head="title", page_number="{number} / {total}", side_tab=True, margin=68.0),
        headings=_headings(16, 14, 12, 10.5, 10.5, 10.5),
        contents_depth=3,
    ),
}
