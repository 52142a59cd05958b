"""Statements (提言) from headings, items and paragraphs, as people lay them out in documents.

    1 研究投資の拡大        a title with a number, and a paragraph below: the label of one statement
    （1）…すべきである。    an item: a statement
    ・…してほしい           an item: a statement
    …すべきである。         a paragraph that asks for something: a statement
    …が不足している。       another paragraph: left out and told, where the file has numbers or requests elsewhere

A paragraph is parted only into list items that stand in it one after the other and each ask for something.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from policyalign.proposals.actors import actor_line, read_actors, without_actors
from policyalign.proposals.headings import ALWAYS, path_before, with_headings
from policyalign.proposals.letters import is_frame, is_reason_title
from policyalign.proposals.records import Drafted, LeftOut, Unit
from policyalign.proposals.requests import SECTORS, asks
from policyalign.proposals.units import (
    BULLETS,
    is_closing,
    is_front,
    is_lead,
    kind_of_heading,
    parted,
    statement_number,
    without_contents,
)
from policyalign.text.normalize import nfkc_key
from policyalign.values import Kind

_INNERMOST = 99
"""The level of 【理由】 in a line of its own, which is no heading by its form."""


def statements_of(units: Sequence[Unit], place: str) -> tuple[list[tuple[int, Drafted]], list[LeftOut], int]:
    """The statements of a file with the numbers of their places, what was left out, and how many paragraphs were
    parted into the items in them. ``place`` is the wording of a place, with a blank ``{number}``."""
    contents, body = without_contents(units)
    pieces = [parted(unit) for unit in body]
    walk = _Walk(with_headings([piece for some in pieces for piece in some]), place)
    walk.run()
    titles = {title for _, one in walk.found for title in (one.chapter, one.section)}
    unused = [unit for unit in walk.opened if _title(unit) not in titles]
    first = body[:1] if body and body[0].kind == "heading" and body[0] not in walk.units else []  # that of the whole
    left = sorted([*walk.left, *contents, *unused, *first], key=lambda unit: unit.place)
    told = [LeftOut(_title(one), place.format(number=one.place), walk.before(one)) for one in left]
    return walk.found, told, sum(len(some) > 1 for some in pieces)


def headings_before(units: Sequence[Unit], place: int) -> tuple[str, str]:
    """The titles of the chapter and the section that a place stands in."""
    return _chapter_and_section(path_before(units, place))


@dataclass
class _Walk:
    """One pass over the units, from top to bottom; ``path`` are the headings that are open, ``opened`` those that
    were and are no labels, ``left`` the units that are part of no statement."""

    units: Sequence[Unit]
    place: str
    path: list[Unit] = field(default_factory=list)
    opened: list[Unit] = field(default_factory=list)
    found: list[tuple[int, Drafted]] = field(default_factory=list)
    left: list[Unit] = field(default_factory=list)

    def run(self) -> None:
        # Where nothing is numbered and nothing asks, every paragraph is a statement: a list of nouns, say.
        everything = not any(unit.kind == "item" or (unit.kind == "text" and asks(unit.text)) for unit in self.units)
        at = 0
        while at < len(self.units):
            unit = self.units[at]
            if unit.kind == "heading":
                at = self._heading(at)
            elif unit.kind == "item":
                at = self._item(at)
            else:
                if unit.kind == "text" and self._is_taken(unit, everything):
                    self._take([unit])
                elif unit.kind == "text":
                    self.left.append(unit)
                    if is_reason_title(unit.text):
                        self.path.append(replace(unit, kind="heading", level=_INNERMOST))
                at += 1

    def before(self, unit: Unit) -> int:
        """How many statements stand ahead of a unit."""
        return sum(place < unit.place for place, _ in self.found)

    def _heading(self, at: int) -> int:
        """Open a heading, or take it with what stands below it for one statement; where to go on."""
        heading = self.units[at]
        later = range(at + 1, len(self.units))
        end = next((place for place in later if _ends(self.units[place])), len(self.units))
        below = self.units[at + 1 : end]
        self.path = [*(one for one in self.path if one.level < heading.level), heading]
        if is_reason_title(heading.text) or is_front(heading.text):
            self.opened.append(heading)
            return at + 1
        if _names_one(heading, below):
            self._take(below, label=heading)
            return end
        deeper = end < len(self.units) and self.units[end].level > heading.level
        if not deeper and self._kind() is None and _is_explained(heading, below):
            self.path.pop()
            self._take([heading, *below])
            return end
        self.opened.append(heading)
        return at + 1

    def _item(self, at: int) -> int:
        """Take an item with the paragraphs right below it that ask for nothing, a numbered one with bullets too."""
        item = self.units[at]
        if item.style not in BULLETS:  # the next of the list: reasons do not go on past it
            self.path = [one for one in self.path if one.level != _INNERMOST]
        following = self.units[at + 1] if at + 1 < len(self.units) else None
        if is_lead(item, following) or is_frame(item.text) or self._is_under(is_reason_title):
            self.left.append(item)
            return at + 1
        numbered = item.style not in BULLETS
        end = at + 1
        while end < len(self.units):
            unit = self.units[end]
            goes_on = unit.kind == "text" or (numbered and unit.kind == "item" and unit.style in BULLETS)
            if not goes_on or unit.apart or asks(unit.text) or _is_around(unit):
                break
            end += 1
        self._take(self.units[at:end])
        return end

    def _is_taken(self, unit: Unit, everything: bool) -> bool:
        wanted = everything or self._kind() is not None or asks(unit.text)
        if _is_around(unit) or self._is_under(is_reason_title) or (self._is_under(is_front) and not everything):
            return False
        return wanted

    def _is_under(self, told: Callable[[str], bool]) -> bool:
        """Whether the innermost heading is of a kind."""
        return bool(self.path) and told(_title(self.path[-1]))

    def _take(self, units: Sequence[Unit], label: Unit | None = None) -> None:
        """One statement of some units. A line 主体：… among them is no part of the text."""
        lines: list[str] = []
        actors: set[str] = set()
        for unit in units:
            line = actor_line(unit.text) if len(units) > 1 else None
            text, stated = without_actors(unit.text)
            actors |= {*stated, *(read_actors(line)[0] if line else ())}
            if line is None:
                lines.append(f"{unit.mark} {text}".strip() if unit is not units[0] or label else text)
        title, stated = without_actors(label.text) if label else ("", ())
        number = statement_number(label or units[0])
        chapter, section = _chapter_and_section(self.path[:-1] if label else self.path)
        drafted = Drafted(
            "\n".join(lines),
            self.place.format(number=(label or units[0]).place),
            number,
            "" if nfkc_key(title).strip("【】<>〈〉《》[]") == number else title,
            chapter,
            section,
            self._kind(),
            tuple(one for one in SECTORS if one in actors | {*stated}),
        )
        self.found.append(((label or units[0]).place, drafted))

    def _kind(self) -> Kind | None:
        """What the innermost heading that says so makes of the statements below it."""
        return next((kind for one in reversed(self.path) if (kind := kind_of_heading(one.text))), None)


def _ends(unit: Unit) -> bool:
    """Whether what stands below a heading ends ahead of a unit."""
    return unit.kind == "heading" or (unit.kind == "text" and _is_around(unit))


def _is_around(unit: Unit) -> bool:
    """Whether a text is of the letter around the requests."""
    return is_closing(unit.text) or is_frame(unit.text)


def _names_one(heading: Unit, below: Sequence[Unit]) -> bool:
    """Whether a heading is the label of one statement: it says so, or one of the texts below it asks for something,
    and it has a number by hand or nothing else below it."""
    if not any(one.kind != "table" and actor_line(one.text) is None for one in below):
        return False
    if any(
        one.kind == "table" or (one.kind == "item" and (one.style not in BULLETS or asks(one.text))) for one in below
    ):
        return False
    asking = sum(asks(one.text) for one in below)
    return bool(statement_number(heading)) or (asking == 1 and (bool(heading.style) or len(below) == 1))


def _is_explained(heading: Unit, below: Sequence[Unit]) -> bool:
    """Whether a heading with a number by hand is itself the statement (体言止め), and explained below."""
    if not heading.style or heading.style in (*ALWAYS, *BULLETS) or is_front(heading.text):
        return False
    return all(one.kind == "text" and not asks(one.text) for one in below)


def _chapter_and_section(path: Sequence[Unit]) -> tuple[str, str]:
    titles = [*map(_title, path), "", ""]
    return titles[0], titles[1]


def _title(unit: Unit) -> str:
    return f"{unit.mark} {unit.text}".strip()
