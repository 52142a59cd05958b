"""Statements from the rows of a table, a row at a time, whatever stands in its cell."""

from __future__ import annotations

from policyalign.extract.sheets import Grid
from policyalign.messages import OwnCode
from policyalign.proposals.actors import read_actors, without_actors
from policyalign.proposals.columns import KIND_WORDS, Columns
from policyalign.proposals.letters import is_frame
from policyalign.proposals.records import Drafted, LeftOut, Note
from policyalign.proposals.requests import SECTORS
from policyalign.proposals.units import kind_of_heading
from policyalign.text.normalize import nfkc_key

_NAMED = 3
"""So many places are named, of all that there are."""


def statements_of_rows(grid: Grid, columns: Columns, place: str) -> tuple[list[Drafted], list[Note], list[LeftOut]]:
    """One statement per row with a text, what is to be told, and the rows that are of the letter around them (以上, a
    signature); ``place`` is the wording of a place, with a blank ``{number}``."""
    found: list[Drafted] = []
    notes: list[Note] = []
    left: list[LeftOut] = []
    unknown: dict[str, None] = {}
    empty: list[str] = []
    for number, cells in grid.rows[columns.first_row :]:
        if (number, columns.of["text"]) in grid.continued:
            continue
        got = {field: cells[at].strip() if at < len(cells) else "" for field, at in columns.of.items()}
        if not got["text"]:
            if any(got.values()):
                empty.append(place.format(number=number))
            continue
        if is_frame(got["text"]):
            left.append(LeftOut(got["text"], place.format(number=number), len(found)))
            continue
        text, stated = without_actors(got["text"])
        actors, strange = read_actors(got.get("actors", ""))
        unknown |= dict.fromkeys(strange)
        ticked = [sector for at, sector in columns.sectors.items() if _is_tick(cells[at])]
        sectors = tuple(one for one in SECTORS if one in {*actors, *stated, *ticked})
        kind = KIND_WORDS.get(nfkc_key(got.get("kind", "")).casefold()) or kind_of_heading(got.get("kind", "") or "　")
        found.append(
            Drafted(
                text,
                place.format(number=number),
                nfkc_key(got.get("number", "")),
                got.get("label", ""),
                got.get("chapter", ""),
                got.get("section", ""),
                kind,
                sectors,
                got.get("field", ""),
            )
        )
    if empty:
        places = ", ".join(empty[:_NAMED]) + (" …" if len(empty) > _NAMED else "")
        notes.append(Note(OwnCode.own_rows_without_text, {"count": len(empty), "places": places}))
    if unknown:
        notes.append(Note(OwnCode.own_actors_unknown, {"words": "、".join(unknown)}))
    return found, notes, left


def _is_tick(cell: str) -> bool:
    """Whether a cell says yes: ○, ◎, 1, 主; no stroke, cross or nought."""
    return bool(nfkc_key(cell).strip("-‐–—―ー×xX✕0無なし"))
