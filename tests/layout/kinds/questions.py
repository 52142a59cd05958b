"""Questions and answers (Q&A), and opinions with what the town thinks of them (意見と考え方)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from layout.kinds.base import TEXTS, CellAt, Made, draw_grid, new_sheet, set_text, shade
from layout.sheet import A4, FONT
from layout.styled_pages import BOLD, break_lines

_QUESTIONS = (
    "空き店舗を借りたいときは、どこへ行けばよいですか。",
    "見守りの旗や上着は、だれがもらえますか。",
    "井戸の水の検査には、お金が掛かりますか。",
    "集会所は、いつから使えますか。建て替えの間はどうなりますか。",
    "バスの予約は、何時まで受け付けていますか。",
    "給食の野菜は、だれが選んでいるのですか。",
)


@dataclass(frozen=True)
class _Way:
    page: tuple[float, float] = A4
    size: float = 10.5
    ask: str = "Q{}"
    answer: str = "A"
    bold: bool = True
    gap: float = 2.5
    ground: bool = False
    own_run: bool = True
    paragraphs: int = 1


def _draw(way: _Way) -> Made:
    sheet, made = new_sheet(way.page), Made()
    em, left, top = way.size, 60.0, 60.0
    width = ((way.page[0] - 130) // em - way.gap) * em
    for place, question in enumerate(_QUESTIONS):
        answers = TEXTS[place : place + way.paragraphs]
        if top > way.page[1] - 190:
            sheet.turn()
            top = 60.0
        ask, answer = way.ask.format(place + 1), way.answer.format(place + 1)
        lines = break_lines(question, width, em, 0, 0, "ragged")
        if way.ground:
            shade(sheet, left - 4, top - 3, width + way.gap * em + 8, len(lines) * 1.6 * em + 4)
        sheet.text(left, top, ask, em, font=BOLD if way.bold else FONT)
        for text, _, _ in lines:
            sheet.text(left + way.gap * em, top, text, em, font=BOLD if way.bold else FONT)
            top += 1.6 * em
        made.texts.append(f"{ask}　{question}")
        top += 0.4 * em
        sheet.text(left, top, answer, em)
        for count, text in enumerate(answers):
            top = set_text(sheet, left + way.gap * em, top, text, width, em, indent=1.0 if way.paragraphs > 1 else 0.0)
            made.texts.append(f"{answer}　{text}" if count == 0 else text)
        top += em
    made.pdf = sheet.pdf()
    return made


def _opinions(numbers: bool = True) -> Made:
    sheet = new_sheet()
    top = set_text(sheet, 60, 50, TEXTS[7], 470) + 12
    heads = ("番号", "意見の概要", "町の考え方") if numbers else ("意見の概要", "町の考え方")
    cells = [CellAt(0, place, head) for place, head in enumerate(heads)]
    made = Made(texts=[TEXTS[7], TEXTS[9]])
    for place, question in enumerate(_QUESTIONS[:4]):
        values = (str(place + 1), question, TEXTS[place]) if numbers else (question, TEXTS[place])
        cells += [CellAt(place + 1, column, text) for column, text in enumerate(values)]
        made.rows.append("；".join(f"{head}：{text}" for head, text in zip(heads, values, strict=True)))
    top = draw_grid(sheet, 60, top, [40, 180, 250] if numbers else [200, 270], cells, size=9)
    set_text(sheet, 60, top + 16, TEXTS[9], 470)
    made.pdf = sheet.pdf()
    return made


_WAYS = {
    "Q1 and A": _Way(),
    "Q1 and A1": _Way(answer="A{}", bold=False),
    "問 and 答": _Way(ask="問{}", answer="答", gap=3),
    "on a ground": _Way(ground=True, bold=False),
    "answers of two paragraphs": _Way(paragraphs=2),
    "Ｑ and Ａ, full width": _Way(ask="Ｑ{}", answer="Ａ", bold=False),
    "問 with gap, small": _Way(ask="問{}", answer="答", size=9, gap=3.5, paragraphs=2),
}
VARIANTS: Mapping[str, Callable[[], Made]] = {
    **{name: partial(_draw, way) for name, way in _WAYS.items()},
    "opinions": _opinions,
    "opinions, without numbers": partial(_opinions, numbers=False),
}
