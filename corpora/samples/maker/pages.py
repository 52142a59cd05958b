"""Fills pages with strips, footnotes at the foot of the column that cites them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from maker.content import PlanContent
from maker.lines import break_lines
from maker.looks import Look
from maker.strips import Strip, line_strips

A4 = (595.28, 841.89)
NOTE_GAP = 8.0


@dataclass(frozen=True)
class Frame:
    """A column of text; ``top`` is measured from the bottom of the page, as PDF does."""

    x: float
    top: float
    width: float
    height: float


@dataclass(frozen=True)
class Layout:
    """A page size and its columns in reading order."""

    size: tuple[float, float]
    frames: tuple[Frame, ...]


@dataclass(frozen=True)
class Placed:
    """A strip and where its top left corner stands."""

    strip: Strip
    x: float
    top: float


@dataclass
class PageContent:
    """A filled page: what stands on it, and where a rule sets the footnotes apart."""

    layout: Layout
    body: list[Placed] = field(default_factory=list)
    notes: list[Placed] = field(default_factory=list)
    rules: list[tuple[float, float]] = field(default_factory=list)


def layout(look: Look, kind: str = "one") -> Layout:
    """The page ``kind``: ``one`` column, two ``columns``, or one wide column on a ``landscape`` page."""
    width, height = (A4[1], A4[0]) if kind == "landscape" else A4
    inner = width - 2 * look.margin
    top, tall = height - 68.0, height - 68.0 - 62.0
    if kind != "columns":
        return Layout((width, height), (Frame(look.margin, top, inner, tall),))
    gutter = 24.0
    column = (inner - gutter) / 2
    return Layout(
        (width, height),
        (Frame(look.margin, top, column, tall), Frame(look.margin + column + gutter, top, column, tall)),
    )


def fill(strips: Sequence[Strip], place: Layout, content: PlanContent, look: Look) -> list[PageContent]:
    """Set ``strips`` on as many pages of one layout as they need; raises if one is higher than its frame."""
    pages = [PageContent(place)]
    column = _Column(place.frames[0])
    queue = list(place.frames[1:])
    for group in _groups(strips):
        footnotes = _note_strips(group, column.frame.width, content, look)
        if column.used and (group[0].break_before or not column.fits(group, footnotes)):
            column.close(pages[-1])
            if not queue or group[0].break_before:
                pages.append(PageContent(place))
                queue = list(place.frames)
            column = _Column(queue.pop(0))
        column.add(group, footnotes)
    column.close(pages[-1])
    return pages


@dataclass
class _Column:
    """A frame being filled."""

    frame: Frame
    strips: list[Strip] = field(default_factory=list)
    footnotes: list[Strip] = field(default_factory=list)
    used: float = 0.0

    def fits(self, group: Sequence[Strip], footnotes: Sequence[Strip]) -> bool:
        return self.used + self._need(group, footnotes) <= self.frame.height

    def add(self, group: Sequence[Strip], footnotes: Sequence[Strip]) -> None:
        self.used += self._need(group, footnotes)
        if self.used > self.frame.height:
            raise ValueError(f"{self.used - self.frame.height:.0f} points too high for its page")
        self.strips.extend(group)
        self.footnotes.extend(footnotes)

    def close(self, page: PageContent) -> None:
        """Place all strips on ``page``: the text from the top down, the footnotes at the foot."""
        page.body.extend(_stack(self.strips, self.frame.x, self.frame.top))
        if self.footnotes:
            foot = self.frame.top - self.frame.height + sum(strip.height for strip in self.footnotes)
            page.rules.append((self.frame.x, foot + NOTE_GAP / 2))
            page.notes.extend(_stack(self.footnotes, self.frame.x, foot))

    def _need(self, group: Sequence[Strip], footnotes: Sequence[Strip]) -> float:
        gap = NOTE_GAP if footnotes and not self.footnotes else 0.0
        first = 0.0 if self.strips else -group[0].before
        return first + gap + sum(s.before + s.height for s in group) + sum(s.height for s in footnotes)


def _stack(strips: Sequence[Strip], x: float, top: float) -> list[Placed]:
    placed = []
    for place, strip in enumerate(strips):
        top -= strip.before if place else 0.0
        placed.append(Placed(strip, x, top))
        top -= strip.height
    return placed


def _groups(strips: Sequence[Strip]) -> list[list[Strip]]:
    """Strips that must stay together: a heading or caption goes with what follows it."""
    groups: list[list[Strip]] = [[]]
    for strip in strips:
        groups[-1].append(strip)
        if not strip.keep_with_next:
            groups.append([])
    return [group for group in groups if group]


def _note_strips(group: Sequence[Strip], width: float, content: PlanContent, look: Look) -> list[Strip]:
    strips = []
    for number in (number for strip in group for number in strip.notes):
        text = f"{number} {content.notes[number - 1]}"
        lines = break_lines(text, width, look.note.size, rest=look.note.size)
        strips += line_strips(lines, look.note.leading)
    return strips
