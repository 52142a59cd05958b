"""The layout bugs, one function each: draws the page and says what a reader should make of it."""

from __future__ import annotations

from itertools import zip_longest
from typing import Any

from damage import as_picture, kangxi, locked, truncated
from passages import BRIDGE, ERRAND, FOREST, HARBOUR, LIBRARY, RIVER
from sheet import SLIDE, Sheet, wrap

Case = tuple[bytes, dict[str, Any]]
"""A PDF and its gold, in the form told in ``build_layout.py``."""


def page(*body: str, state: str = "text") -> dict[str, Any]:
    return {"state": state, "body": [text.strip("　") for text in body]}


def two_columns() -> Case:
    sheet = Sheet()
    sheet.text(60, 60, "水と道と森の見張り", 16)
    foot = sheet.paragraph(60, 100, RIVER, 20)
    sheet.paragraph(60, foot, BRIDGE, 20)
    foot = sheet.paragraph(315, 100, FOREST, 20)
    sheet.paragraph(315, foot, HARBOUR, 20)
    gold = page("水と道と森の見張り", RIVER, BRIDGE, FOREST, HARBOUR)
    return sheet.pdf(), {"what": "two columns, drawn one after the other", "pages": [gold]}


def columns_row_by_row() -> Case:
    sheet = Sheet()
    left, right = wrap(RIVER, 20), wrap(FOREST, 20)
    for place, pair in enumerate(zip_longest(left, right, fillvalue="")):
        for x, line, lines in ((60, pair[0], left), (315, pair[1], right)):
            sheet.text(x, 100 + 17 * place, line, width=210 if place + 1 < len(lines) else None)
    gold = page(RIVER, FOREST)
    return sheet.pdf(), {"what": "two columns, drawn line by line across the page", "pages": [gold]}


def vertical() -> Case:
    """Vertical writing (縦書き): columns from the right, characters placed one by one from the top."""
    sheet = Sheet()
    title, texts, right = "第一章　見張りの柱", (RIVER, LIBRARY), 520.0
    _column(sheet, right, title, 14)
    for text in texts:
        for line in wrap(text.replace("８", "八"), 40):
            right -= 22
            _column(sheet, right, line, 11)
    return sheet.pdf(), {
        "what": "vertical writing",
        "pages": [page(title, *(text.replace("８", "八") for text in texts))],
    }


def _column(sheet: Sheet, x: float, text: str, size: float) -> None:
    for place, char in enumerate(text):
        # punctuation of horizontal type sits bottom left in its square; in vertical lines it sits top right
        shift = size * 0.6 if char in "、。" else 0.0
        sheet.text(x + shift, 70 + place * size * 1.15 - shift, char, size)


def fake_bold() -> Case:
    """Bold by overprinting. PDFium itself drops a repeat that is cut like the original, so one heading is cut
    otherwise each time, as word processors do."""
    sheet = Sheet()
    headings = ("１．橋の点検をここから変える", "２．港の港による港のための工夫")
    top = 80.0
    for cuts, heading, text in zip(((0, 0), (0, 5, 8)), headings, (BRIDGE, HARBOUR), strict=True):
        for copy, cut in enumerate(cuts):
            sheet.text(60 + 0.3 * copy, top, heading[:cut], 14)
            sheet.text(60 + 0.3 * copy + 14 * cut, top, heading[cut:], 14)
        top = sheet.paragraph(60, top + 30, text, 42) + 20
    gold = page(headings[0], BRIDGE, headings[1], HARBOUR)
    return sheet.pdf(), {"what": "bold made by printing twice or three times 0.3 pt apart", "pages": [gold]}


def radicals() -> Case:
    sheet = Sheet()
    sheet.paragraph(60, 80, ERRAND, 42)
    return kangxi(sheet.pdf()), {"what": "Kangxi and CJK radicals in the text layer", "pages": [page(ERRAND)]}


def ruby() -> Case:
    """Furigana (ルビ), each drawn right after its word, between the characters of the line."""
    sheet = Sheet()
    lines = (
        (
            ("　", ""),
            ("堰", "せき"),
            ("の開け閉めは、", ""),
            ("水利", "すいり"),
            ("組合が", ""),
            ("輪番", "りんばん"),
            ("で長く行ってきた。", ""),
        ),
        (
            ("役場は、組合の", ""),
            ("古老", "ころう"),
            ("から聞き取った", ""),
            ("勘所", "かんどころ"),
            ("を記録に残し、", ""),
        ),
        (("新しい自動の", ""), ("水門", "すいもん"), ("に生かす。", "")),
    )
    for row, line in enumerate(lines):
        x, top = 60.0, 90.0 + 28 * row
        for word, reading in line:
            sheet.text(x, top, word, 12)
            if reading:
                sheet.text(x + (len(word) * 12 - len(reading) * 5) / 2, top - 6.5, reading, 5)
            x += len(word) * 12
    base = "".join(word for line in lines for word, _ in line)
    readings = [reading for line in lines for _, reading in line if reading]
    return sheet.pdf(), {
        "what": "ruby drawn between the characters of its line",
        "pages": [page(base)],
        "ruby": readings,
    }


def merged_table() -> Case:
    sheet = Sheet()
    rows = [
        ["分野", "施策", "年度", "<"],
        ["^", "^", "開始", "終了"],
        ["川", "水位を測る柱の増設", "令和８年度", "令和10年度"],
        ["^", "水門の自動化", "令和９年度", "令和12年度"],
        ["道", "橋の裏側の撮影による点検", "令和９年度", "<"],
    ]
    sheet.text(60, 60, "表１　見張りの施策", 11)
    widths, height = (60.0, 200.0, 90.0, 90.0), 24.0
    for row, cells in enumerate(rows):
        for column, text in enumerate(cells):
            if text not in "<^":
                across = 2 if cells[column + 1 : column + 2] == ["<"] else 1
                down = 2 if row + 1 < len(rows) and rows[row + 1][column] == "^" else 1
                x, top = 60 + sum(widths[:column]), 84 + row * height
                sheet.box(x, top, sum(widths[column : column + across]), height * down)
                sheet.text(x + 4, top + 6, text, 10)
    caption = page("表１　見張りの施策")
    return sheet.pdf(), {
        "what": "ruled table with merged cells",
        "pages": [caption],
        "table": rows,
        "header_rows": 2,
    }


def image_only() -> Case:
    sheet = Sheet()
    sheet.paragraph(60, 80, LIBRARY, 42)
    sheet.turn()
    sheet.picture(as_picture([*wrap(RIVER, 30), *wrap(HARBOUR, 30)]), 60, 80, 475, 300)
    pages = [page(LIBRARY), page(state="image")]
    return sheet.pdf(), {"what": "the second page is a picture of text", "pages": pages}


def slide() -> Case:
    """A slide whose boxes are drawn from the back to the front, not in reading order."""
    sheet = Sheet(size=SLIDE)
    texts = {
        "left": "現在：月に一度、目で見る",
        "right": "これから：十分ごとに電波で知る",
        "bottom": "令和10年度に全ての川で",
    }
    sheet.box(40, 400, 640, 90, 0.9)
    sheet.text(60, 430, texts["bottom"], 20)
    sheet.box(380, 130, 300, 230, 0.95)
    sheet.paragraph(395, 150, texts["right"], 13, 20)
    sheet.box(40, 130, 300, 230, 0.95)
    sheet.paragraph(55, 150, texts["left"], 13, 20)
    sheet.text(40, 50, "川の見張りの移り変わり", 28)
    gold = page("川の見張りの移り変わり", texts["left"], texts["right"], texts["bottom"])
    return sheet.pdf(), {"what": "slide with boxes in z-order", "pages": [gold]}


def heads_and_tabs() -> Case:
    """Six pages with running heads, page numbers on alternating sides and a side tab."""
    sheet, pages = Sheet(), []
    texts = (RIVER, BRIDGE, FOREST, HARBOUR, LIBRARY, RIVER.replace("川", "湖"))
    for number, text in enumerate(texts, start=1):
        sheet.text(60 if number % 2 else 420, 30, "見張りの手引き" if number % 2 else "第２章　土地", 8)
        for place, char in enumerate("土地と水"):
            sheet.text(572, 200 + 12 * place, char, 9)
        sheet.paragraph(60, 80, text, 42)
        sheet.text(290, 800, f"- {number} -", 9)
        sheet.turn()
        pages.append(page(text))
    furniture = ["見張りの手引き", "第２章　土地", "土地と水", *(f"- {number} -" for number in range(1, 7))]
    return sheet.pdf(), {
        "what": "running heads, page numbers and side tabs",
        "pages": pages,
        "furniture": furniture,
    }


def encrypted() -> Case:
    plain, gold = two_columns()
    return locked(plain, "mihari"), {
        **gold,
        "what": "needs a password to open",
        "password": "mihari",
        "error": "encrypted",
    }


def truncated_tail() -> Case:
    plain, gold = two_columns()
    return truncated(plain, before=b"startxref"), {
        **gold,
        "what": "ends before the place of its index is told",
    }


def damaged() -> Case:
    plain, _ = two_columns()
    return truncated(plain, before=b"/Catalog"), {
        "what": "ends before its catalogue",
        "error": "damaged",
        "pages": [],
    }
