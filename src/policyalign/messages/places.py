"""How a place in a plan is told: the one home of 「p.62（紙面 60）」, 「第2章 3段落」, 「スライド4」, 「Sheet1!B7」."""

from __future__ import annotations

from collections.abc import Sequence

from policyalign.domain import Place
from policyalign.messages.wording import Wording
from policyalign.values import PlaceUnit

_WORDS: dict[PlaceUnit, Wording] = {
    "page": Wording("p.{page}（紙面 {number}）", "p.{page} (printed {number})"),
    "slide": Wording("スライド{page}", "slide {page}"),
    "cell": Wording("{within}!{number}", "{within}!{number}"),
    "heading": Wording("{within}", "{within}"),
    "paragraph": Wording("{within} {number}段落", "{within}, par. {number}"),
    "row": Wording("{within} 表{table}の{number}行目", "{within}, table {table}, row {number}"),
    "line": Wording("{within} {number}行目", "{within}, line {number}"),
    "note": Wording("注{number}", "note {number}"),
}
_FRONT = Wording("冒頭", "front")
"""Ahead of the first heading."""
_UNITS: dict[PlaceUnit, Wording] = {
    "page": Wording("ページ数", "Pages"),
    "slide": Wording("スライド数", "Slides"),
    "cell": Wording("行数", "Rows"),
    "line": Wording("段落数", "Paragraphs"),
    "paragraph": Wording("段落数", "Paragraphs"),
}


def place_told(places: Sequence[Place], page: int, lang: str = "ja") -> str:
    """A page of a plan as people cite it; ``places`` are those of the plan.

    >>> place_told((), 62), place_told([Place("paragraph", "3", "第2章")], 1)
    ('p.62', '第2章 3段落')
    """
    if not 1 <= page <= len(places):
        return f"p.{page}"
    place = places[page - 1]
    if place.unit == "page" and place.number in ("", str(page)):
        return f"p.{page}"
    within = place.within or _FRONT.text(lang)
    return _WORDS[place.unit].text(lang).format(page=page, number=place.number, within=within, table=place.table)


def places_told(places: Sequence[Place], first: int, last: int, lang: str = "ja") -> str:
    """From one page to another: 「p.3-4」; where they have names of their own, the first and the last."""
    if first == last:
        return place_told(places, first, lang)
    if not places:
        return f"p.{first}-{last}"
    return "～".join(place_told(places, page, lang) for page in (first, last))


def count_told(places: Sequence[Place], lang: str = "ja") -> str:
    """What the number of pages of a plan counts: ページ数, スライド数, 行数, 段落数."""
    return unit_told(counted_unit(places), lang)


def counted_unit(places: Sequence[Place]) -> PlaceUnit:
    """The unit that the number of pages of a plan counts."""
    units = {place.unit for place in places}
    order: tuple[PlaceUnit, ...] = ("slide", "cell", "line", "paragraph")
    return next((unit for unit in order if unit in units), "page")


def unit_told(unit: PlaceUnit, lang: str = "ja") -> str:
    """The words for a number of such units."""
    return _UNITS[unit].text(lang)
