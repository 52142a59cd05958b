"""Timelines as files: the same bytes for the same run, Japanese drawn as outlines that show everywhere."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from policyalign.assess.gaps.records import GapMatrix
from policyalign.assess.phases.records import Phases
from policyalign.export.columns import PHASES, SCHEDULE
from policyalign.export.csv_format import csv_chunks
from policyalign.export.folder import write_files
from policyalign.assess.phases.rows import fault_rows, schedule_rows
from policyalign.store import Store, cache_key

if TYPE_CHECKING:
    from matplotlib.figure import Figure

FOLDER = "phases"
"""Holds one timeline per proposal, below the results."""

_DPI = 150
_KINDS = ("svg", "png")
_PACKAGES = ("matplotlib", "matplotlib-fontja")


def write_overview(
    matrix: GapMatrix, phases: Phases, out_dir: Path, lang: str = "ja", store: Store | None = None
) -> None:
    """Write ``phases.svg`` and ``phases.png``; from ``store``, where they were drawn before: loading
    matplotlib and drawing take longer than all the rest of a second run.

    Raises :class:`~policyalign.errors.MissingExtra` without the extra ``plot``, :class:`OutputError`.
    """
    content = hashlib.sha256(b"".join(_tables(matrix, phases, lang))).hexdigest()
    keys = {kind: cache_key(f"overview.{kind}", [content], lang, _PACKAGES) for kind in _KINDS}
    files = {kind: found for kind, key in keys.items() if store and (found := store.get(key))}
    if len(files) < len(keys):
        files = _draw_anew(matrix, phases, lang)
        if store:
            for kind, key in keys.items():
                store.put(key, files[kind])
    write_files(out_dir, {f"phases.{kind}": [content] for kind, content in files.items()})


def _tables(matrix: GapMatrix, phases: Phases, lang: str) -> Iterator[bytes]:
    """All that the overview shows, and more."""
    yield from csv_chunks(PHASES, fault_rows(matrix, phases, lang))
    yield from csv_chunks(SCHEDULE, schedule_rows(phases, lang))
    yield repr((phases.settings, [plan.id for plan in matrix.plans])).encode()


def _draw_anew(matrix: GapMatrix, phases: Phases, lang: str) -> dict[str, bytes]:
    from policyalign.assess.phases.figure import draw_overview

    figure = draw_overview(matrix, phases, lang)
    return {kind: figure_bytes(figure, kind) for kind in _KINDS}


def write_proposals(
    matrix: GapMatrix, phases: Phases, proposals: Iterable[str], out_dir: Path, lang: str = "ja"
) -> None:
    """Write one timeline for each of the proposals to ``phases/``.

    Raises :class:`~policyalign.errors.MissingExtra` without the extra ``plot``, :class:`OutputError`.
    """
    from policyalign.assess.phases.figure import draw_proposal

    files: dict[str, list[bytes]] = {}
    for proposal in proposals:
        figure = draw_proposal(matrix, phases, proposal, lang)
        files |= {f"{_file_name(proposal)}.{kind}": [figure_bytes(figure, kind)] for kind in _KINDS}
    write_files(out_dir / FOLDER, files)


def figure_bytes(figure: Figure, kind: str) -> bytes:
    """A figure as ``svg`` or ``png``, without date and with ids that do not change."""
    import matplotlib

    page = io.BytesIO()
    metadata = {"Date": None} if kind == "svg" else {"Software": None}
    with matplotlib.rc_context({"svg.fonttype": "path", "svg.hashsalt": "policyalign"}):
        figure.savefig(page, format=kind, dpi=_DPI, metadata=metadata)
    return page.getvalue()


def _file_name(proposal: str) -> str:
    """The id of a proposal with what file systems do not take replaced.

    >>> _file_name("2.3-T9"), _file_name("a/b")
    ('2.3-T9', 'a_b')
    """
    return "".join(char if char.isalnum() or char in "-_." else "_" for char in proposal)
