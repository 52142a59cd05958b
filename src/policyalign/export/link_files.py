"""Writes citations and exit links: two tables, the graph, and the figure.

Who cites whom and the exit links are two tables, since a row of the one is a name and a row of the other two
measures: in one table half of the columns of every row would be empty.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

from policyalign.assess.links.records import Links
from policyalign.assess.gaps.records import GapMatrix
from policyalign.export.columns import EXITS, LINKS
from policyalign.export.csv_format import csv_chunks
from policyalign.export.folder import write_files
from policyalign.assess.links.graph import graphml_bytes, link_graph
from policyalign.assess.links.rows import exit_rows, link_rows
from policyalign.export.timeline_files import figure_bytes
from policyalign.store import Store, cache_key

GRAPH = "links.graphml"

_KINDS = ("svg", "png")
_PACKAGES = ("matplotlib", "matplotlib-fontja")


def link_files(matrix: GapMatrix, links: Links, lang: str = "ja") -> dict[str, Iterable[bytes]]:
    """The content of every file by its name, the figure excepted."""
    return {
        "links.csv": csv_chunks(LINKS, link_rows(matrix, links, lang)),
        "exits.csv": csv_chunks(EXITS, exit_rows(matrix, links, lang)),
        GRAPH: [graphml_bytes(link_graph(matrix, links))],
    }


def write_links(matrix: GapMatrix, links: Links, out_dir: Path, lang: str = "ja") -> None:
    """Write ``links.csv``, ``exits.csv`` and ``links.graphml``.

    Raises :class:`~policyalign.errors.OutputError`.
    """
    write_files(out_dir, link_files(matrix, links, lang))


def write_link_figure(
    matrix: GapMatrix, links: Links, out_dir: Path, lang: str = "ja", store: Store | None = None
) -> None:
    """Write ``links.svg`` and ``links.png``; from ``store``, where they were drawn before.

    Raises :class:`~policyalign.errors.MissingExtra` without the extra ``plot``, :class:`OutputError`.
    """
    shown = b"".join(chunk for chunks in link_files(matrix, links, lang).values() for chunk in chunks)
    plans = repr([(plan.id, plan.title) for plan in matrix.plans]).encode()
    content = hashlib.sha256(shown + plans).hexdigest()
    keys = {kind: cache_key(f"links.{kind}", [content], lang, _PACKAGES) for kind in _KINDS}
    files = {kind: found for kind, key in keys.items() if store and (found := store.get(key))}
    if len(files) < len(keys):
        from policyalign.assess.links.figure import draw_links

        figure = draw_links(matrix, links, lang)
        files = {kind: figure_bytes(figure, kind) for kind in _KINDS}
        if store:
            for kind, key in keys.items():
                store.put(key, files[kind])
    write_files(out_dir, {f"links.{kind}": [content] for kind, content in files.items()})
