"""What becomes of responsibilities once people have looked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from policyalign.assess.responsibility.records import Cell, Responsibilities
from policyalign.domain import Measure

if TYPE_CHECKING:
    from policyalign.assess.questions import Said


def checked(found: Responsibilities, said: Said, measures: Sequence[Measure]) -> Responsibilities:
    """The roles as people see them; a wrong one is 判定不能, since nobody asked what the ministry does instead."""
    told = [(one, replace(one, checked=said(one)) if one.parts and one.ministry else one) for one in found.cells]
    wrong = tuple(before for before, after in told if after.checked == "wrong")
    return replace(found, cells=tuple(_refuted(one) for _, one in told), set_aside=wrong)


def _refuted(cell: Cell) -> Cell:
    return replace(cell, role="undetermined", parts=(), rivals=()) if cell.checked == "wrong" else cell
