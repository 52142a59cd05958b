"""The gap matrix as a picture: proposals down, plans across, one cell each."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from policyalign.assess.drawing.colours import BLUE, GREY, ORANGE, PAPER, RULE, SKY, SOFT, VERMILION, ink_on
from policyalign.assess.drawing.grid import Grid, Row
from policyalign.assess.drawing.lettering import told_apart
from policyalign.assess.drawing.shapes import Box, Drawing, Shape, Text
from policyalign.assess.drawing.sheet import Entry, Frame
from policyalign.messages import label
from policyalign.messages.labels import HEATMAP, STATUS_MARKS, STATUSES
from policyalign.values import Status

if TYPE_CHECKING:
    from policyalign.assess.gaps.records import GapMatrix
    from policyalign.assess.questions import Draw
    from policyalign.assess.run import Run

COLOURS: Mapping[Status, str] = {
    "covered": BLUE,
    "partial": SKY,
    "gap": ORANGE,
    "undetermined": GREY,
    "out_of_scope": PAPER,
    "observed": VERMILION,
}
"""Each also has its mark in the cell: for a print in grey, and for whoever sees no difference."""


def figures(run: Run, chosen: Collection[str] | None = None) -> Mapping[str, Draw]:
    """The one picture."""
    return {"gap_matrix": partial(draw_heatmap, run.matrix, run.settings.lang)}


def draw_heatmap(matrix: GapMatrix, lang: str = "ja") -> tuple[Drawing, ...]:
    """Proposals down, plans across by their titles, on as many sheets as the proposals need."""
    used = {finding.status for finding in matrix.findings}
    legend = [
        Entry(words.text(lang), COLOURS[status], RULE, mark=label(STATUS_MARKS, status, lang), ink=_ink(status))
        for status, words in STATUSES.items()
        if status in used
    ]
    notes = [label(HEATMAP, "note", lang)]
    names = told_apart(plan.title or plan.id for plan in matrix.plans)
    grid = Grid(Frame(label(HEATMAP, "title", lang), notes, legend), names, partial(_cells, lang=lang))
    statuses = {(one.proposal_id, one.plan_id): one.status for one in matrix.findings}
    return grid.pages(
        [
            Row(f"{one.id}  {one.label}", [statuses[one.id, plan.id] for plan in matrix.plans])
            for one in matrix.proposals
        ]
    )


def _cells(cells: Sequence[tuple[Box, Status]], lang: str) -> Iterator[Shape]:
    for box, status in cells:
        yield replace(box, fill=COLOURS[status], edge=PAPER)
    for box, status in cells:
        yield Text(*box.middle, label(STATUS_MARKS, status, lang), 6.0, "middle", _ink(status))


def _ink(status: Status) -> str:
    """Soft where nothing could be told, so that what could stands out."""
    return SOFT if status == "undetermined" else ink_on(COLOURS[status])
