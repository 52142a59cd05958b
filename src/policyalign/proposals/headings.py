"""Which units are headings: those that the file states, and items that only give the title of what follows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from policyalign.proposals.actors import without_actors
from policyalign.proposals.records import Unit
from policyalign.proposals.requests import asks
from policyalign.proposals.units import BULLETS, NAMED, is_closing, is_label
from policyalign.segment.markers import RANK

ALWAYS = frozenset(("named", "part", "chapter", "section", "bracket", "angle", "symbol"))
"""Styles of numbers and signs that head what follows, however much that is."""
_RANKS: dict[str, int] = {**dict(RANK.items()), NAMED: RANK["article"]}
_FIRST = re.compile(r"[(（]?(?:1|１|一|ア|a|ⅰ|i)(?![0-9０-９])|①|⑴")


def with_headings(units: Sequence[Unit]) -> list[Unit]:
    """The units, items that are titles made headings below those that the file states, the title of the whole left
    out."""
    deepest = max((unit.level for unit in units if unit.kind == "heading"), default=0)
    styles: list[str] = []
    found: list[Unit] = []
    for number, unit in enumerate(units):
        following = units[number + 1] if number + 1 < len(units) else None
        if following is not None and _labels(unit, following):
            unit = replace(unit, kind="heading", level=deepest + 1 + len(styles))
        elif unit.kind == "item" and _heads(unit, following, styles):
            _open(styles, unit.style)
            unit = replace(unit, kind="heading", level=deepest + 1 + styles.index(unit.style))
        elif unit.kind == "heading":
            styles.clear()
        found.append(unit)
    return _without_title(found)


def path_before(units: Sequence[Unit], place: int) -> list[Unit]:
    """The headings that a place stands below, the outermost first."""
    path: list[Unit] = []
    for unit in with_headings(units):
        if unit.kind == "heading" and unit.place < place:
            path = [*(one for one in path if one.level < unit.level), unit]
    return path


def _open(styles: list[str], style: str) -> None:
    """Make a style the innermost of those that are open."""
    if style in styles:
        del styles[styles.index(style) + 1 :]
        return
    while styles and _RANKS[styles[-1]] > _RANKS[style]:
        styles.pop()
    styles.append(style)


def _without_title(units: list[Unit]) -> list[Unit]:
    if not units or units[0].kind != "heading" or units[0].mark:
        return units
    others = [unit.level for unit in units[1:] if unit.kind == "heading"]
    titled = units[0].level < min(others) if others else units[0].level == 0
    return units[1:] if titled else units


def _labels(unit: Unit, following: Unit) -> bool:
    """Whether a line without a number is the label of the text below: a title that says whom it is addressed to."""
    if unit.kind == "heading" or unit.style not in BULLETS:
        return False
    title, actors = without_actors(unit.text)
    return bool(actors) and following.kind == "text" and is_label(title, following.text)


def _heads(unit: Unit, following: Unit | None, styles: Sequence[str]) -> bool:
    """Whether an item is the title of what follows; ``styles`` are those of the headings that are open."""
    if following is None or unit.style in BULLETS:
        return False
    if not is_label(unit.text, following.text if following.kind == "text" else ""):
        return False
    if unit.style in ALWAYS:
        return True
    if following.kind == "text":
        return not is_closing(following.text)
    if following.kind != "item":
        return False
    if following.style in BULLETS:
        return asks(following.text)
    if following.style == unit.style:  # a list within a list counts anew
        return bool(_FIRST.match(following.mark))
    above = styles[: styles.index(unit.style)] if unit.style in styles else styles
    return following.style not in above
