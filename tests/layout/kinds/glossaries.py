"""用語集: terms with what they mean, beside each other, below each other, or run in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from layout.kinds.base import B5, CellAt, Made, draw_grid, new_sheet, set_text
from layout.sheet import A4, FONT
from layout.styled_pages import BOLD

_TERMS = (
    ("空き店舗台帳", "貸すことのできる店の図面と家賃をまとめた帳面。町の役場と商工会の窓口で見ることができる。"),
    ("応急手当員", "救急車が着く前に手当てをするため、講習を受けて町に名を届けた住民をいう。"),
    ("小型乗合バス", "予約のある停留所だけを回る、九人乗りの車。"),
    (
        "集落囲い柵",
        "集落を丸ごと囲う、獣よけの柵のこと。高さは二メートルを超え、"
        "電気を流す段と網の段とを重ねて作る。見回りは集落の当番が月に二度行う。",
    ),
    ("硝酸", "肥料や家畜の糞から地下の水に染み込む成分。多く飲むと乳児の体に障る。"),
    ("地区防災係", "避難の声掛けと名簿の更新を受け持つ、地区ごとの係。"),
    ("見守り隊", "登下校の道に立つ有志の集まり。"),
    ("やさしい日本語", "外国語を話す人や子供にも伝わるように、短い文と易しい言葉で書き直した日本語。"),
)


@dataclass(frozen=True)
class _Way:
    page: tuple[float, float] = A4
    size: float = 9.5
    form: str = "below"
    bold: bool = True
    columns: int = 1
    rows: bool = False


def _draw(way: _Way) -> Made:
    sheet, made = new_sheet(way.page), Made()
    em = way.size
    sheet.text(60, 50, "用語集", 15, font=BOLD)
    made.headings.append("用語集")
    gutter = 24.0
    width = ((way.page[0] - 120 - (way.columns - 1) * gutter) / way.columns // em) * em
    if way.form == "ruled":
        cells = [CellAt(0, 0, "用語"), CellAt(0, 1, "説明")]
        for place, (term, meaning) in enumerate(_TERMS, start=1):
            cells += [CellAt(place, 0, term), CellAt(place, 1, meaning)]
            made.rows.append(f"用語：{term}；説明：{meaning}")
        draw_grid(sheet, 60, 90, [110, width - 110], cells)
        made.pdf = sheet.pdf()
        return made
    column, top = 0, 90.0
    for place, (term, meaning) in enumerate(_TERMS):
        if way.columns == 2 and place == 4:
            column, top = 1, 90.0
        x = 60 + column * (width + gutter)
        font = BOLD if way.bold else FONT
        if way.form == "below":
            sheet.text(x, top, term, em, font=font)
            top = set_text(sheet, x, top + 1.6 * em, meaning, width, em) + 0.6 * em
            (made.headings if way.bold else made.texts).append(term)
            made.texts.append(meaning)
        elif way.form == "beside":
            sheet.text(x, top, term, em, font=font)
            top = set_text(sheet, x + 10 * em, top, meaning, width - 10 * em, em, indent=0) + 0.8 * em
            made.rows.append(f"{term}；{meaning}")
        else:
            top = (
                set_text(
                    sheet,
                    x,
                    top,
                    f"・{term}：{meaning}" if way.form == "run in" else f"【{term}】{meaning}",
                    width,
                    em,
                    indent=0,
                    hang=1,
                )
                + 0.4 * em
            )
            made.texts.append(f"・{term}：{meaning}" if way.form == "run in" else f"【{term}】{meaning}")
    made.pdf = sheet.pdf()
    return made


_WAYS = {
    "below, bold": _Way(),
    "below, bold, two columns": _Way(columns=2, page=A4),
    "beside": _Way(form="beside", bold=False),
    "beside, bold": _Way(form="beside"),
    "run in": _Way(form="run in"),
    "run in, two columns": _Way(form="run in", columns=2, size=9),
    "brackets": _Way(form="brackets", page=B5, size=9),
    "ruled": _Way(form="ruled"),
    "below, plain": _Way(bold=False, size=10.5),
    "beside, B5": _Way(form="beside", page=B5, size=8, bold=False),
    "brackets, two columns": _Way(form="brackets", columns=2, size=8.5),
}
VARIANTS: Mapping[str, Callable[[], Made]] = {name: partial(_draw, way) for name, way in _WAYS.items()}
