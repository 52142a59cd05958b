"""Pictures drawn side by side by helper processes: loading matplotlib and drawing take longer than all the rest of
what is done once a plan is matched."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from concurrent.futures import Future
from contextlib import ExitStack, suppress

from policyalign.assess.drawing.shapes import Drawing
from policyalign.errors import WorkerError
from policyalign.fonts import japanese_font_file
from policyalign.interrupts import awaited
from policyalign.lanes import chosen_lanes
from policyalign.values import Workers
from policyalign.workers import Worker

_DRAWER = "policyalign.assess.drawing.rendering:Drawer"


def drawn_side_by_side(drawings: Sequence[Drawing], kinds: Collection[str], workers: Workers) -> list[dict[str, bytes]]:
    """The files of pictures by kind; drawn here where there is one, no room for helpers, or where one of them ends.

    Raises :class:`~policyalign.errors.MissingExtra` without the extra ``plot``.
    """
    japanese_font_file()  # no process need start to say that it is missing
    if len(drawings) > 1 and (lanes := min(chosen_lanes(workers), len(drawings))) > 1:
        with suppress(WorkerError), ExitStack() as stack:
            return _drawn_by([stack.enter_context(Worker(_DRAWER)) for _ in range(lanes)], drawings, kinds)
    from policyalign.assess.drawing.rendering import draw

    return [draw(drawing, kinds) for drawing in drawings]


def _drawn_by(helpers: Sequence[Worker], drawings: Sequence[Drawing], kinds: Collection[str]) -> list[dict[str, bytes]]:
    """Each picture goes to the helper with the least to draw so far, the largest first."""
    loads = [0] * len(helpers)
    futures: dict[int, Future[dict[str, bytes]]] = {}
    for place in sorted(range(len(drawings)), key=lambda one: -len(drawings[one].shapes)):
        helper = loads.index(min(loads))
        loads[helper] += len(drawings[place].shapes)
        futures[place] = helpers[helper].submit("draw", drawings[place], tuple(kinds))
    return [awaited(futures[place]) for place in range(len(drawings))]
