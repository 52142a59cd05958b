"""Who is in charge of what as a picture: proposals down, ministries across, the role in every cell."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial

from policyalign.assess.drawing.colours import BLUE, GREY, ORANGE, PAPER, RULE, SKY, SOFT, VERMILION, ink_on, tint
from policyalign.assess.drawing.grid import Grid, Row
from policyalign.assess.drawing.shapes import Box, Drawing, Shape, Text
from policyalign.assess.drawing.sheet import Entry, Frame
from policyalign.assess.questions import Draw
from policyalign.assess.responsibility.messages import CERTAINTIES, FIGURE, ROLE_MARKS, ROLES, Role
from policyalign.assess.responsibility.records import Cell, Responsibilities
from policyalign.assess.responsibility.rows import UNNAMED_LABEL, columns_of, role_in_legend, role_label
from policyalign.assess.run import Run
from policyalign.messages import label

COLOURS: Mapping[Role, str] = {
    "lead": BLUE,
    "several": VERMILION,
    "support": SKY,
    "unknown": ORANGE,
    "undetermined": GREY,
    "none": PAPER,
    "out_of_scope": PAPER,
}
"""Each also has its mark in the cell; what is not sure is light, with a dotted edge, as in the timelines."""
_QUIET = frozenset(("undetermined",))
"""Roles whose cell has its colour alone: they fill most of the picture, and would drown the others."""


def figures(run: Run, chosen: Collection[str] | None = None) -> Mapping[str, Draw]:
    """The one picture."""
    return {"responsibility": partial(draw_responsibility, run, run.settings.lang)}


def draw_responsibility(run: Run, lang: str = "ja") -> tuple[Drawing, ...]:
    """The roles of ministries, on as many sheets as the proposals need."""
    found: Responsibilities = run.results["responsibility"]
    names = columns_of(found)
    cells = {(cell.proposal_id, cell.ministry or UNNAMED_LABEL): cell for cell in found.cells}
    proposals = dict.fromkeys(view.proposal_id for view in found.sectors)
    rows: list[Row[Cell | None]] = [
        Row(f"{proposal}  {run.labels[proposal]}", [cells.get((proposal, name)) for name in names])
        for proposal in proposals
    ]
    notes = [label(FIGURE, "note", lang), "" if names else label(FIGURE, "none", lang)]
    frame = Frame(label(FIGURE, "title", lang), notes, _legend(found, lang))
    return Grid(frame, names, partial(_cells, lang=lang)).pages(rows if names else ())


def _legend(found: Responsibilities, lang: str) -> list[Entry]:
    used = {cell.role for cell in found.cells}
    entries = [
        Entry(role_in_legend(role, lang), COLOURS[role], RULE, mark=_mark(role, lang), ink=ink_on(COLOURS[role]))
        for role in ROLES
        if role in used
    ]
    return [*entries, Entry(label(CERTAINTIES, "check", lang), tint(BLUE), SOFT, dotted=True)]


def _cells(cells: Sequence[tuple[Box, Cell | None]], lang: str) -> Iterator[Shape]:
    told = [(box, cell) for box, cell in cells if cell is not None]
    for box, cell in sorted(told, key=lambda one: one[1].certainty == "check"):
        unsure = cell.certainty == "check"
        tip = f"{cell.ministry or UNNAMED_LABEL}  {role_label(cell, lang)}"
        yield replace(box, fill=_fill(cell), edge=SOFT if unsure else PAPER, dotted=unsure, tip=tip)
    for box, cell in told:
        yield Text(*box.middle, _mark(cell.role, lang), 6.0, "middle", ink_on(_fill(cell)))


def _fill(cell: Cell) -> str:
    return tint(COLOURS[cell.role]) if cell.certainty == "check" else COLOURS[cell.role]


def _mark(role: Role, lang: str) -> str:
    return "" if role in _QUIET else label(ROLE_MARKS, role, lang)
