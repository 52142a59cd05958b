"""Sets a text whose paragraphs are known as pages of a given style, to see whether the paragraphs are found again.

    from layout.styled_pages import STYLES, set_pages
    pdf, truth = set_pages(texts, STYLES["ragged"])

The lines are broken as Word breaks them: between any two characters, save before 、。） and behind （, and not
inside Latin words and numbers; ``phrases`` breaks only where a phrase (文節) seems to end, as browsers do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from reportlab.pdfbase.pdfmetrics import getRegisteredFontNames, registerFont, stringWidth
from reportlab.pdfbase.ttfonts import TTFont

from layout.sheet import A4, FONT, SLIDE, Sheet, font_path

Kind = Literal["heading", "text", "item", "note", "figure"]
Align = Literal["justified", "ragged", "phrases", "centred"]


@dataclass(frozen=True)
class Text:
    """A paragraph, item or heading; a figure's text is its labels and caption, parted by strokes."""

    kind: Kind
    text: str
    level: int = 0


@dataclass(frozen=True)
class Style:
    """How a text is set; lengths in em of the text's type unless they say points.

    ``indent`` sets first lines in, ``hang`` the further lines of items, ``between`` is the white space between
    paragraphs in lines, ``leading`` from line to line; ``line_numbers`` stand in the margin every so many lines;
    ``breaks`` begins a new page after so many lines; ``figures_in_text`` sets a figure behind the second line of
    the paragraph that follows it.
    """

    size: float = 10.5
    measure: float = 40.0
    leading: float = 1.62
    align: Align = "justified"
    indent: float = 1.0
    hang: float = 1.0
    item_inset: float = 0.0
    between: float = 0.0
    columns: int = 1
    line_numbers: int = 0
    heading_scale: float = 1.15
    heading_bold: bool = True
    heading_hang: float = 2.0
    hanging_stops: bool = False
    page: tuple[float, float] = A4
    breaks: int = 1000
    figures_in_text: bool = False


@dataclass
class Truth:
    """What was set: paragraphs and items, headings, and the words that stand beside the text."""

    paragraphs: list[str] = field(default_factory=list)
    headings: list[str] = field(default_factory=list)
    asides: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class _Line:
    """A line ready to be drawn: its left edge in points from the column's, the width it is spread to, and how many
    lines after it stay in its column (a heading is not parted, nor parted from its text)."""

    text: str
    size: float
    left: float = 0.0
    spread: float = 0.0
    bold: bool = False
    above: float = 0.0
    figure: tuple[str, ...] = ()
    note: str = ""
    kept: int = 0


BOLD = "IPAexGothicBold"
_NOT_FIRST = frozenset("、。，．・：；？！）)」』】〕］〉》％ーぁぃぅぇぉっゃゅょァィゥェォッャュョ々～")
_NOT_LAST = frozenset("（(「『【〔［〈《")
_WORD = re.compile(r"[0-9A-Za-z][0-9A-Za-z.,%+/&'-]*|.", re.DOTALL)
# A phrase ends behind 、, or where kana are followed by something else.
_PHRASE = re.compile(r".+?(?:[、。」）]+|[ぁ-ん](?=[^ぁ-ん、。」）ー])|$)", re.DOTALL)
_MARGIN = 60.0
_GUTTER = 24.0
_NOTE_SIZE = 0.76
_FIGURE_LINES = 8


def set_pages(texts: Sequence[Text], style: Style) -> tuple[bytes, Truth]:
    """The pages as PDF and what stands on them."""
    sheet, truth = Sheet(style.page), Truth()
    lines = [line for text in texts for line in _lines(text, style, truth)]
    _Setter(sheet, style).draw(lines)
    return sheet.pdf(), truth


def _lines(text: Text, style: Style, truth: Truth) -> Iterator[_Line]:
    em, width = style.size, style.measure * style.size
    if text.kind == "heading":
        plain = style.heading_scale == 1 and not style.heading_bold and not re.match(r"[第0-9０-９（(①-⑳]", text.text)
        (truth.asides if plain else truth.headings).append(text.text)
        size = style.size * (style.heading_scale if text.level < 3 else 1.0)
        spaced = 0.0 if style.between == 0 else style.between * style.leading * em
        broken = break_lines(text.text, width, size, 0.0, style.heading_hang * size, "ragged", style.hanging_stops)
        for place, (line, left, _) in enumerate(broken):
            above = max(spaced, 0.5 * style.leading * em) if place == 0 else 0.0
            yield _Line(line, size, left, 0.0, style.heading_bold, above, kept=len(broken) - place)
        return
    if text.kind == "figure":
        truth.asides += text.text.split("|")
        yield _Line("", em, figure=tuple(text.text.split("|")))
        return
    if text.kind == "note":
        truth.asides.append(text.text)
        yield _Line("", em, note=text.text)
        return
    truth.paragraphs.append(text.text)
    item = text.kind == "item"
    first = style.item_inset * em if item else style.indent * em
    rest = (style.item_inset + style.hang) * em if item else 0.0
    broken = break_lines(text.text, width, em, first, rest, style.align, style.hanging_stops)
    for place, (line, left, spread) in enumerate(broken):
        yield _Line(line, em, left, spread, False, style.between * style.leading * em if place == 0 else 0.0)


def break_lines(
    text: str, width: float, size: float, first: float, rest: float, align: Align, hanging: bool = False
) -> list[tuple[str, float, float]]:
    """Lines as text, left edge and the width to spread them to (0: as they come); lengths in points."""
    units = _phrases(text, width - max(first, rest), size) if align == "phrases" else _WORD.findall(text)
    lines: list[tuple[str, float, float]] = []
    while units:
        left = rest if lines else first
        count = _fitting(units, width - left, size, hanging)
        line = "".join(units[:count])
        units = units[count:]
        spread = width - left if align == "justified" and units else 0.0
        if align == "centred":
            left = (width - stringWidth(line, FONT, size)) / 2
        lines.append((line, left, spread))
    return lines


def first_phrase(text: str) -> str:
    """The words at the head of a text that stay on one line where lines are broken by phrase."""
    return next(iter(_PHRASE.findall(text)), "")


def _phrases(text: str, width: float, size: float) -> list[str]:
    """The phrases of a text; one longer than a line is broken anywhere, as browsers do."""
    found: list[str] = []
    for phrase in _PHRASE.findall(text):
        found += [phrase] if stringWidth(phrase, FONT, size) <= width else _WORD.findall(phrase)
    return found


def _fitting(units: Sequence[str], width: float, size: float, hanging: bool) -> int:
    used, count = 0.0, 0
    while count < len(units) and (used := used + stringWidth(units[count], FONT, size)) <= width + 0.01:
        count += 1
    if count == len(units):
        return count
    if hanging and units[count] in "、。":
        return count + 1
    legal = max(count, 1)
    while legal > 1 and (units[legal - 1][-1] in _NOT_LAST or units[legal][0] in _NOT_FIRST):
        legal -= 1
    return legal


def _with_figures_moved(lines: Sequence[_Line]) -> list[_Line]:
    """Every figure behind the second line after it."""
    moved = list(lines)
    for place in reversed([place for place, line in enumerate(moved) if line.figure]):
        moved.insert(place + 2, moved.pop(place))
    return moved


class _Setter:
    """Fills columns and pages with lines."""

    def __init__(self, sheet: Sheet, style: Style) -> None:
        self.sheet, self.style = sheet, style
        if BOLD not in getRegisteredFontNames():
            bold = TTFont(BOLD, str(font_path()))
            bold.face.name = b"IPAexGothic-Bold"  # the same letters under a name that says bold
            registerFont(bold)
        self.column, self.page, self.counted = 0, 1, 0
        self.notes: list[str] = []
        self.later: list[str] = []
        self.top = _MARGIN

    @property
    def _left(self) -> float:
        width = self.style.measure * self.style.size
        whole = self.style.columns * width + (self.style.columns - 1) * _GUTTER
        return (self.style.page[0] - whole) / 2 + self.column * (width + _GUTTER)

    @property
    def _bottom(self) -> float:
        return self.style.page[1] - _MARGIN - (len(self.notes) + bool(self.notes)) * 1.4 * self._note_size * 2

    @property
    def _note_size(self) -> float:
        return self.style.size * _NOTE_SIZE

    def draw(self, lines: Sequence[_Line]) -> None:
        for line in _with_figures_moved(lines) if self.style.figures_in_text else lines:
            if line.note:
                self._note(line.note)
            elif line.figure:
                self._figure(line.figure)
            else:
                self._text(line)
        self._turn()
        if self.notes:
            self._turn()

    def _note(self, text: str) -> None:
        """A note stands at the foot of this page, or of the next where the text has taken its place."""
        self.notes.append(text)
        if self.top > self._bottom:
            self.later.append(self.notes.pop())

    def _text(self, line: _Line) -> None:
        pitch = self.style.leading * line.size
        at_head = self.top == _MARGIN
        self.top += 0 if at_head else line.above
        if self.top + pitch * (1 + line.kept) > self._bottom or self.counted >= self.style.breaks:
            self._next_column()
        font = BOLD if line.bold else FONT
        self.sheet.text(self._left + line.left, self.top, line.text, line.size, width=line.spread or None, font=font)
        self.counted += 1
        if self.style.line_numbers and self.counted % self.style.line_numbers == 0:
            self.sheet.text(self._left - 28, self.top + 2, str(self.counted), 7.0)
        self.top += pitch

    def _figure(self, words: Sequence[str]) -> None:
        """A ruled box with labels in it and a caption below."""
        *labels, caption = words
        em, width = self.style.size, self.style.measure * self.style.size
        height = _FIGURE_LINES * em
        if self.top + height + 3 * em > self._bottom:
            self._next_column()
        self.top += 0.6 * em
        self.sheet.box(self._left, self.top, width, height)
        for place, label in enumerate(labels):
            x = self._left + em + place * (width - 2 * em) / max(len(labels), 1)
            self.sheet.text(x, self.top + em * (0.6 + 1.8 * place), label, 0.8 * em)
        self.sheet.text(self._left + 2 * em, self.top + height + 0.5 * em, caption, 0.85 * em)
        self.top += height + 2.2 * em

    def _next_column(self) -> None:
        self.column += 1
        if self.column == self.style.columns:
            self._turn()
        self.top, self.counted = _MARGIN, 0

    def _turn(self) -> None:
        """Set the notes of the page at its foot, its number below, and begin the next."""
        width, size = self.style.measure * self.style.size, self._note_size
        self.column = 0
        top = self._bottom + size
        if self.notes:
            self.sheet.box(self._left, top - 0.6 * size, width / 3, 0.4, grey=0)
        for note in self.notes:
            for line, left, _ in break_lines(note, width, size, 0, size, "ragged"):
                self.sheet.text(self._left + left, top, line, size)
                top += 1.4 * size
        self.sheet.text(self.style.page[0] / 2 - 8, self.style.page[1] - 36, f"- {self.page} -", 9.0)
        self.sheet.turn()
        self.page, self.top, self.counted = self.page + 1, _MARGIN, 0
        self.notes, self.later = self.later, []


_PLAIN = Style()
STYLES: dict[str, Style] = {
    "justified": _PLAIN,
    "justified, stops hang": replace(_PLAIN, hanging_stops=True, measure=38),
    "justified, not indented, spaced": replace(_PLAIN, indent=0, between=0.6),
    "ragged": replace(_PLAIN, align="ragged", measure=39),
    "ragged, not indented, spaced": replace(_PLAIN, align="ragged", indent=0, between=1.0, measure=41),
    "ragged, larger type": replace(_PLAIN, align="ragged", size=14, measure=32, leading=1.8),
    "phrases": replace(_PLAIN, align="phrases", indent=0, between=0.8),
    "phrases, indented": replace(_PLAIN, align="phrases", measure=36),
    "two columns": replace(_PLAIN, columns=2, size=9.5, measure=22, hang=1),
    "two columns, ragged": replace(_PLAIN, columns=2, size=9.5, measure=22, align="ragged"),
    "centred": replace(_PLAIN, align="centred", indent=0, between=1.0, measure=34),
    "items not hanging": replace(_PLAIN, hang=0, item_inset=1),
    "three columns, phrases": replace(_PLAIN, columns=3, align="phrases", size=8.5, measure=17.5),
    "three columns, phrases, spaced": replace(
        _PLAIN, columns=3, align="phrases", size=8.5, measure=17.5, indent=0, between=0.7
    ),
}
"""Styles that the points of :mod:`policyalign.segment.joining` were set on."""

UNSEEN: dict[str, Style] = {
    "wide leading, ragged": replace(_PLAIN, align="ragged", leading=2.3, measure=37, size=11),
    "three columns": replace(_PLAIN, columns=3, size=8.5, measure=17.5, leading=1.5),
    "two columns, phrases": replace(_PLAIN, columns=2, align="phrases", size=9, measure=23, indent=0, between=0.7),
    "narrow, ragged, not indented": replace(_PLAIN, align="ragged", measure=24, indent=0, between=0.5, size=12),
    "slide": replace(
        _PLAIN, page=SLIDE, size=16, measure=38, align="phrases", indent=0, hang=1.2, between=0.4, leading=1.35
    ),
    "headings in the type of the text": replace(_PLAIN, heading_scale=1.0, heading_bold=False, measure=40.5),
    "items deep inside": replace(_PLAIN, item_inset=2, hang=1, align="ragged", measure=38),
    "tight leading, justified": replace(_PLAIN, leading=1.3, size=9, measure=48),
    "centred, short lines": replace(_PLAIN, align="centred", indent=0, between=1.2, measure=26, size=13),
}
"""Styles that were not looked at when the points were set."""

NUMBERED: dict[str, Style] = {
    "numbered lines": replace(_PLAIN, line_numbers=5, leading=1.9),
    "numbered lines, ragged": replace(_PLAIN, line_numbers=1, align="ragged", measure=35, leading=1.75),
}
"""Line numbers in the margin, which the reader must leave out before anything is joined."""
