"""What the makers of pages share: words, fonts, and paragraphs set line by line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from reportlab.pdfbase.pdfmetrics import getRegisteredFontNames, registerFont, stringWidth
from reportlab.pdfbase.ttfonts import TTFont

from layout.sheet import A4, FONT, Sheet, font_path
from layout.styled_pages import BOLD, Align, break_lines

A3_WIDE = (1190.55, 841.89)
A4_WIDE = (841.89, 595.28)
B5 = (515.91, 728.5)

TEXTS: tuple[str, ...] = (
    "商店街の空き店舗は、十年前の二倍に増えた。持ち主の多くは町の外に住み、貸す相手を探す手立てを持たない。"
    "町は、空き店舗の図面と家賃を一つの台帳にまとめ、借りたい人がいつでも見られるようにする。",
    "通学路の見守りは、老人会の有志が朝だけ行っている。夕方は車の数が朝の三割増しになるため、"
    "下校の時刻に合わせて横断歩道に立つ人を募り、旗と上着を町が用意する。",
    "井戸水の検査は、年に二回、保健所が無料で引き受ける。硝酸の値が基準を超えた井戸には札を掛け、"
    "上水道へつなぐ工事の費用の半分を補助する。",
    "古い公民館は、耐震の診断で三棟が倒れるおそれありとされた。建て替えは一棟にまとめ、残る二棟の跡地には、"
    "避難所を兼ねた平屋の集会所を置く。",
    "乗合の小型バスは、予約のない日には走らせない。予約は電話と携帯の端末で受け、運転手の手元の画面に、"
    "乗る順番と道順を映し出す。",
    "保育所の給食は、地元の野菜を週に三日使うことを目指す。農家と献立の係が月に一度集まり、"
    "翌月に採れる量を持ち寄って決める。",
    "冬の除雪は、建設業者の人手が足りず、夜明けまでに終わらない地区がある。農家の持つ大型の機械を借り上げ、"
    "作業の記録は衛星の測位で自動につける。",
    "町の広報は、紙の冊子を月に一度、全ての家に配る。目の見えにくい人には音声の版を作り、"
    "外国語を話す人には、やさしい言葉に直した版を同じ日に届ける。",
    "山の獣が畑を荒らす被害は、五年で四割増えた。柵を集落ごとに囲い、わなに掛かった知らせを電波で受け取る仕組みを、"
    "令和９年度までに全ての集落に広げる。",
    "救急車が着くまでの時間は、県の平均より三分長い。分署を一つ増やし、谷あいの集落には、応急の手当てを習った住民を"
    "二人ずつ置く。",
)
"""Paragraphs of two or three sentences."""

TITLES: tuple[str, ...] = (
    "商いのにぎわい",
    "子供の安全",
    "飲み水の検査",
    "集会所の建て替え",
    "乗合バスの運行",
    "給食と農業",
    "冬の道の確保",
    "分かりやすい広報",
    "獣害への備え",
    "救急の体制",
)
"""A title for each of the paragraphs."""

MEASURES: tuple[str, ...] = (
    "空き店舗の台帳の作成",
    "開業の相談窓口の設置",
    "横断歩道の見守り",
    "通学路の街灯の増設",
    "井戸水の検査",
    "上水道への切替えの補助",
    "集会所の建て替え",
    "避難所の備蓄の点検",
    "乗合バスの予約の受付",
    "停留所の屋根の設置",
    "地元の野菜の買入れ",
    "献立の会議の開催",
)
BUREAUS = ("商工課", "学校教育課", "環境課", "総務課", "交通政策室", "農林課")


@dataclass
class Made:
    """A PDF and what stands on it: headings, paragraphs and items, and the rows of tables as they are to be told, each
    in reading order. ``beside`` are words that may be read or not (heads of columns, labels of drawings)."""

    pdf: bytes = b""
    headings: list[str] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    rows: list[str] = field(default_factory=list)
    beside: list[str] = field(default_factory=list)


def new_sheet(size: tuple[float, float] = A4) -> Sheet:
    """A page, with the bold font at hand."""
    sheet = Sheet(size)
    if BOLD not in getRegisteredFontNames():
        bold = TTFont(BOLD, str(font_path()))
        bold.face.name = b"IPAexGothic-Bold"  # the same letters under a name that says bold
        registerFont(bold)
    return sheet


def set_text(
    sheet: Sheet,
    x: float,
    top: float,
    text: str,
    width: float,
    size: float = 10.5,
    *,
    indent: float = 1.0,
    hang: float = 0.0,
    leading: float = 1.6,
    align: Align = "justified",
    font: str = FONT,
) -> float:
    """Set a paragraph ``width`` points wide; lengths in em but for the places. Returns where the next begins."""
    for line, left, spread in break_lines(text, width, size, indent * size, hang * size, align):
        sheet.text(x + left, top, line, size, width=spread or None, font=font)
        top += leading * size
    return top


def height_of(text: str, width: float, size: float, leading: float = 1.6) -> float:
    """How high a paragraph without indent stands, in points."""
    return len(break_lines(text, width, size, 0, 0, "ragged")) * leading * size


def shade(sheet: Sheet, x: float, top: float, width: float, height: float, grey: float = 0.85) -> None:
    """A coloured ground without a frame."""
    sheet.canvas.setFillGray(grey)
    sheet.canvas.rect(x, sheet.size[1] - top - height, width, height, fill=1, stroke=0)
    sheet.canvas.setFillGray(0)


def line(sheet: Sheet, x0: float, y0: float, x1: float, y1: float, width: float = 0.6) -> None:
    """A stroke, from the top of the page."""
    sheet.canvas.setLineWidth(width)
    sheet.canvas.line(x0, sheet.size[1] - y0, x1, sheet.size[1] - y1)


def width_of(text: str, size: float) -> float:
    return stringWidth(text, FONT, size)


@dataclass(frozen=True)
class CellAt:
    """A cell with its first row and column, how many of both it spans, and its paragraphs."""

    row: int
    column: int
    text: str
    rows: int = 1
    columns: int = 1


def draw_grid(
    sheet: Sheet,
    x: float,
    top: float,
    widths: Sequence[float],
    cells: Sequence[CellAt],
    *,
    size: float = 9.0,
    pad: float = 4.0,
    leading: float = 1.4,
    borders: str = "strokes",
    middle: bool = False,
    shaded_rows: int = 0,
) -> float:
    """A ruled table; rows are as high as what stands in them. ``borders`` are strokes around each cell (``strokes``),
    thin filled bars (``bars``), level rules only (``level``) or rules without the outer uprights (``open sides``).
    A text of several paragraphs has them parted by a line break, each set in by one em."""
    count = max(cell.row + cell.rows for cell in cells)
    lefts = [x + sum(widths[:place]) for place in range(len(widths) + 1)]
    broken = {
        cell: [
            (text, left)
            for part in cell.text.split("\n")
            for text, left, _ in break_lines(
                part.lstrip("　"),
                sum(widths[cell.column : cell.column + cell.columns]) - 2 * pad,
                size,
                size if part.startswith("　") else 0.0,
                size if part.startswith("・") else 0.0,
                "ragged",
            )
        ]
        for cell in cells
    }
    heights = [
        max([len(broken[cell]) * leading * size for cell in cells if cell.row == row and cell.rows == 1], default=0.0)
        + 2 * pad
        for row in range(count)
    ]
    for cell in cells:
        inside = sum(heights[cell.row : cell.row + cell.rows])
        wanted = len(broken[cell]) * leading * size + 2 * pad
        if wanted > inside:
            heights[cell.row + cell.rows - 1] += wanted - inside
    tops = [top + sum(heights[:place]) for place in range(count + 1)]
    if shaded_rows:
        shade(sheet, x, top, sum(widths), tops[shaded_rows] - top)
    for cell in cells:
        x0, x1 = lefts[cell.column], lefts[cell.column + cell.columns]
        y0, y1 = tops[cell.row], tops[cell.row + cell.rows]
        _border(sheet, (x0, y0, x1, y1), borders, x, x + sum(widths))
        lines = broken[cell]
        spare = (y1 - y0 - 2 * pad - len(lines) * leading * size) / 2 if middle else 0.0
        for place, (text, left) in enumerate(lines):
            sheet.text(x0 + pad + left, y0 + pad + spare + place * leading * size + 0.15 * size, text, size)
    return tops[-1]


def _border(sheet: Sheet, box: tuple[float, float, float, float], borders: str, left: float, right: float) -> None:
    x0, y0, x1, y1 = box
    sides = [(x0, y0, x1, y0), (x0, y1, x1, y1), (x0, y0, x0, y1), (x1, y0, x1, y1)]
    for ax, ay, bx, by in sides:
        upright = ax == bx
        if upright and (borders == "level" or (borders == "open sides" and ax in (left, right))):
            continue
        if borders == "bars":
            high = by - ay if upright else 0.5
            sheet.canvas.setFillGray(0)
            sheet.canvas.rect(ax, sheet.size[1] - ay - high, 0.5 if upright else bx - ax, high, fill=1, stroke=0)
        else:
            line(sheet, ax, ay, bx, by)
