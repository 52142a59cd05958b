"""How a table tells where what it cites stands: beside every page of a plan the place in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from policyalign.assess.measures.side import Side
from policyalign.assess.run import Run
from policyalign.tables import Column, Row, Table

_SIDES = ("", "_2")


def with_places(table: Table) -> Table:
    """The table with a column ``place`` behind every ``page`` of a plan, on either side."""
    names = {column.name for column in table.columns}
    sides = [side for side in _SIDES if {f"plan_id{side}", f"page{side}"} <= names]
    if not sides:
        return table

    def rows(run: Run, lang: str) -> Iterator[Row]:
        for row in table.rows(run, lang):
            yield {**row, **{f"place{side}": _place(run, row, side, lang) for side in sides}}

    added = {f"page{side}": Column(f"place{side}") for side in sides}
    columns = tuple(one for column in table.columns for one in (column, added.get(column.name)) if one is not None)
    return replace(table, columns=columns, rows=rows)


def sides_told(run: Run, sides: Iterable[Side], lang: str) -> str:
    """Plan and place of every side."""
    return " / ".join(side_told(run, side, lang) for side in sides)


def side_told(run: Run, side: Side, lang: str) -> str:
    """Plan and place of a side."""
    return f"{side.measure.plan_id} {run.place(side.measure.plan_id, side.page, lang)}"


def _place(run: Run, row: Row, side: str, lang: str) -> str:
    plan, page = row.get(f"plan_id{side}"), row.get(f"page{side}")
    return run.place(plan, page, lang) if isinstance(plan, str) and isinstance(page, int) else ""
