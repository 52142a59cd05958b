"""計画の体系 as lists: numbers and insets, dotted lines to the pages, and 重点 marks behind the names."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from layout.kinds.base import MEASURES, TEXTS, Made, new_sheet, set_text, width_of
from layout.sheet import A4, FONT
from layout.styled_pages import BOLD

_GOALS = (("暮らしを支える", ("商いの再生", "子供の見守り")), ("命を守る", ("水の安全", "災害への備え")))


def _draw(
    leaders: bool, mark: str = "", size: float = 10.0, signs: tuple[str, str, str] = ("{}　", "（{}）", "・")
) -> Made:
    sheet, made = new_sheet(A4), Made()
    sheet.text(60, 56, "第３章　計画の体系", 1.3 * size, font=BOLD)
    made.headings.append("第３章　計画の体系")
    top = set_text(sheet, 60, 84, TEXTS[0], 46 * size, size) + size
    made.texts.append(TEXTS[0])
    names = iter(MEASURES)
    page = 20
    for number, (goal, pillars) in enumerate(_GOALS, start=1):
        entries = [(0.0, signs[0].format(number) + goal, BOLD)]
        for count, pillar in enumerate(pillars, start=1):
            entries.append((2.0, signs[1].format(count) + pillar, FONT))
            entries += [(4.0, signs[2] + next(names) + (mark if step else ""), FONT) for step in range(2)]
        for inset, text, font in entries:
            x = 60 + inset * size
            sheet.text(x, top, text, size, font=font)
            if leaders:
                start = x + width_of(text, size) + 4
                sheet.text(start, top, "・" * int((490 - start) / size), size)
                sheet.text(505, top, str(page), size)
                page += 1
            else:  # a number over items heads them
                (made.headings if text[0] in "12（" else made.texts).append(text)
            top += 1.8 * size
    top = set_text(sheet, 60, top + size, TEXTS[2], 46 * size, size)
    made.texts.append(TEXTS[2])
    made.pdf = sheet.pdf()
    return made


VARIANTS: Mapping[str, Callable[[], Made]] = {
    "numbers and bullets": partial(_draw, False),
    "marks behind the names": partial(_draw, False, "【重点】"),
    "dotted lines": partial(_draw, True),
    "signs": partial(_draw, False, signs=("■", "◇", "－")),
}
