"""Tables whose cells hold several paragraphs or lists without full stops, as forms of measures (個票) have them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from layout.kinds.base import A4_WIDE, MEASURES, TEXTS, CellAt, Made, draw_grid, new_sheet, set_text
from layout.sheet import A4


def _form(part: str, page: tuple[float, float] = A4, middle: bool = False) -> Made:
    """A form: labels on the left, beside each several paragraphs."""
    labels = ("現状", "課題", "取組")
    cells, rows = [], []
    for place, label in enumerate(labels):
        if part == "indented":
            parts = [f"　{text}" for text in TEXTS[place * 2 : place * 2 + 2]]
        elif part == "bullets":
            parts = [f"・{text}" for text in MEASURES[place * 3 : place * 3 + 3]]
        else:
            parts = list(MEASURES[place * 3 : place * 3 + 3])
        cells += [CellAt(place, 0, label), CellAt(place, 1, "\n".join(parts))]
        rows.append("；".join([label, "　".join(one.strip("　") for one in parts)]))
    return _made(page, [70, page[0] - 200], cells, rows, middle=middle)


def _columns(part: str, count: int, page: tuple[float, float] = A4_WIDE) -> Made:
    """A table with heads; some of its cells hold several paragraphs."""
    heads = ("施策", "内容", "これまでの実績", "担当")[:count]
    cells = [CellAt(0, place, head) for place, head in enumerate(heads)]
    rows = []
    for place in range(3):
        if part == "indented":
            parts = [f"　{text}" for text in TEXTS[place * 2 : place * 2 + 2]]
        elif part == "bullets":
            parts = [f"・{text}" for text in MEASURES[place * 2 : place * 2 + 2]]
        else:
            parts = list(MEASURES[place * 2 : place * 2 + 2])
        done = ["台帳を作った", "三回の集まりを開いた"]
        values = (MEASURES[place + 6], "\n".join(parts), "\n".join(done), f"担当{place + 1}課")[:count]
        cells += [CellAt(place + 1, column, text) for column, text in enumerate(values)]
        rows.append(
            "；".join(
                f"{head}：" + "　".join(one.strip("　") for one in text.split("\n"))
                for head, text in zip(heads, values, strict=True)
            )
        )
    wide = page[0] - 120
    widths = {2: [0.3, 0.7], 3: [0.2, 0.5, 0.3], 4: [0.18, 0.42, 0.25, 0.15]}[count]
    return _made(page, [share * wide for share in widths], cells, rows)


def _made(
    page: tuple[float, float], widths: list[float], cells: list[CellAt], rows: list[str], *, middle: bool = False
) -> Made:
    sheet = new_sheet(page)
    width = page[0] - 120
    top = set_text(sheet, 60, 50, TEXTS[8], width) + 14
    top = draw_grid(sheet, 60, top, widths, cells, middle=middle, size=8.5)
    set_text(sheet, 60, top + 18, TEXTS[9], width)
    return Made(sheet.pdf(), texts=[TEXTS[8], TEXTS[9]], rows=rows)


VARIANTS: Mapping[str, Callable[[], Made]] = {
    "form, indented": partial(_form, "indented"),
    "form, indented, wide": partial(_form, "indented", A4_WIDE, middle=True),
    "form, bullets": partial(_form, "bullets"),
    "form, plain lines": partial(_form, "plain"),
    "two columns, indented": partial(_columns, "indented", 2, A4),
    "three columns, bullets": partial(_columns, "bullets", 3),
    "four columns, indented": partial(_columns, "indented", 4),
    "four columns, plain lines": partial(_columns, "plain", 4),
    "form, bullets, wide": partial(_form, "bullets", A4_WIDE),
    "three columns, indented, A4": partial(_columns, "indented", 3, A4),
    "two columns, plain lines": partial(_columns, "plain", 2, A4),
}
