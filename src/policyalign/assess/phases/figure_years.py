"""Years across a picture: the ruler above, the reference window, and bars that are stated or inferred."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from policyalign.assess.drawing.colours import GREY, PAPER, RULE, SOFT, STEPS, VERMILION, ink_on, tint
from policyalign.assess.drawing.lettering import width_of
from policyalign.assess.drawing.shapes import WIDTH, Box, Disc, Line, Shape, Text
from policyalign.assess.drawing.sheet import Entry
from policyalign.assess.phases.figure_bars import years_shown
from policyalign.assess.phases.messages import FIGURE
from policyalign.assess.phases.records import Phases
from policyalign.domain import HIGHEST
from policyalign.messages import label
from policyalign.messages.measures import LADDER
from policyalign.messages.wording import Wording

RULER = 14.0
"""Points that the ruler takes above the first line."""
FAULTS = 40.0
"""Points at the right edge, for the numbers of faults."""
WINDOW = "#e8f1fa"

TARGET_MARK = "◆"

_INSET, _NUMBER = 1.2, 6.5
_LABEL = 18.0
"""Points that the number of a year takes, with some paper around it."""


@dataclass(frozen=True, slots=True)
class Years:
    """The fiscal years from ``first`` to before ``after``, between two places in points."""

    first: int
    after: int
    window: tuple[int, int]
    left: float
    right: float = WIDTH - FAULTS

    def x(self, year: float) -> float:
        """Where a year begins."""
        return self.left + (year - self.first) * self.width

    @property
    def width(self) -> float:
        """Of a year in points."""
        return (self.right - self.left) / (self.after - self.first)

    def ground(self, top: float, bottom: float, lang: str) -> Iterator[Shape]:
        """Ruler, years and window, from the ruler's top down to ``bottom``."""
        start = top + RULER
        begin, end = (self.x(year) for year in (self.window[0], self.window[1] + 1))
        yield Box(begin, start, end - begin, bottom - start, WINDOW)
        for year in range(self.first, self.after + 1):
            # The edges of the window are seen in grey, too.
            edge = year in (self.window[0], self.window[1] + 1)
            yield Line(self.x(year), start, self.x(year), bottom, SOFT if edge else RULE, 0.9 if edge else 0.3)
        step = 1 if self.width >= _LABEL else 2
        for year in range(self.first + (self.window[0] - self.first) % step, self.after, step):
            yield Text(self.x(year + 0.5), top + RULER / 2, str(year), 6.0, "middle")
        yield Text(self.left - 4, top + RULER / 2, label(FIGURE, "fiscal_year", lang), 6.0, "end", SOFT)
        yield Text(WIDTH - 4, top + RULER / 2, label(FIGURE, "faults", lang), 6.0, "end", SOFT)

    def bar(self, stage: int, first: float, after: float, top: float, height: float, *, stated: bool) -> Box:
        """A bar on a track: full where the plan states the time, else a light band with a dotted edge."""
        colour = colour_of(stage)
        box = (self.x(first), top + _INSET, self.x(after) - self.x(first), height - 2 * _INSET)
        return Box(*box, colour, PAPER) if stated else Box(*box, tint(colour), SOFT, dotted=True)

    def target(self, year: int, middle: float, words: str, size: float) -> Text:
        """The year of a target: told apart by its shape, not by a colour."""
        return Text(self.x(year + 0.5), middle, f"{TARGET_MARK}{words}", size, "middle")

    def numbers(self, told: Collection[int], middle: float) -> Text:
        """The numbers of faults at the right edge; how many they are, where there is no room for them."""
        words = ",".join(map(str, sorted(told)))
        if width_of(words, _NUMBER) > WIDTH - self.right - 8:
            words = f"({len(told)})"
        return Text(WIDTH - 4, middle, words, _NUMBER, "end")

    def mark(self, year: int, top: float) -> Disc:
        """The spot of a fault, at the upper right of a year on a track."""
        return Disc(self.x(year + 1) - 1.5, top + 1.2, 1.9, VERMILION, PAPER)


def years_of(phases: Phases, left: float) -> Years:
    """The years that a run's timelines show, from ``left`` on."""
    return Years(*years_shown(phases.settings), phases.settings.window, left)


def ink_of(stage: int, *, stated: bool) -> str:
    """The colour of type on a bar."""
    return ink_on(colour_of(stage) if stated else tint(colour_of(stage)))


def colour_of(stage: int) -> str:
    return STEPS[stage - 1] if stage else GREY


def stage_name(stage: int, lang: str, words: Mapping[str, Wording] = LADDER) -> str:
    """A stage with its number, in words of a table."""
    return f"{stage} {label(words, str(stage), lang)}" if stage else label(words, "", lang)


def legend(lang: str, stages: Iterable[int] = ()) -> list[Entry]:
    """What bars, grounds and spots stand for; the stages too, where nothing else names them."""
    entries = [Entry(stage_name(stage, lang), colour_of(stage)) for stage in stages]
    words = {name: label(FIGURE, name, lang) for name in ("stated", "inferred", "target", "window", "fault")}
    sample = HIGHEST // 2
    return [
        *entries,
        Entry(words["stated"], colour_of(sample), mark="3", ink=ink_of(sample, stated=True)),
        Entry(words["inferred"], tint(colour_of(sample)), SOFT, dotted=True, mark="+2"),
        Entry(words["target"], mark=TARGET_MARK),
        Entry(words["window"], WINDOW, SOFT),
        Entry(words["fault"], VERMILION, round=True),
    ]
