"""Citations and exit links for notebooks: the tables of ``links.csv`` and ``exits.csv`` as data frames."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, overload

from policyalign.assess.links.records import Citation, Exit, Links
from policyalign.assess.gaps.records import GapMatrix

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd
    from matplotlib.figure import Figure


class LinkTable(Sequence[Citation]):
    """The citations of a run in reading order; ``record`` holds all that was found, ``exits`` the exit links
    (出口の連携)."""

    def __init__(self, matrix: GapMatrix, record: Links, lang: str) -> None:
        self.record = record
        self._matrix = matrix
        self._lang = lang

    @property
    def exits(self) -> tuple[Exit, ...]:
        return self.record.exits

    @overload
    def __getitem__(self, index: int) -> Citation: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Citation]: ...
    def __getitem__(self, index: int | slice) -> Citation | Sequence[Citation]:
        return self.record.citations[index]

    def __len__(self) -> int:
        return len(self.record.citations)

    def to_frame(self) -> pd.DataFrame:
        """The columns of ``links.csv``: one row per citing plan and what it cites."""
        from policyalign.export.columns import LINKS
        from policyalign.export.frames import table_frame
        from policyalign.assess.links.rows import link_rows

        return table_frame(LINKS, link_rows(self._matrix, self.record, self._lang))

    def exits_frame(self) -> pd.DataFrame:
        """The columns of ``exits.csv``: one row per exit link."""
        from policyalign.export.columns import EXITS
        from policyalign.export.frames import table_frame
        from policyalign.assess.links.rows import exit_rows

        return table_frame(EXITS, exit_rows(self._matrix, self.record, self._lang))

    def to_graph(self) -> nx.MultiDiGraph[str]:
        """The graph of ``links.graphml``."""
        from policyalign.assess.links.graph import link_graph

        return link_graph(self._matrix, self.record)

    def plot(self) -> Figure:
        """Plans and what they cite (needs ``policyalign[plot]``)."""
        from policyalign.assess.links.figure import draw_links

        return draw_links(self._matrix, self.record, self._lang)

    def __repr__(self) -> str:
        return f"<LinkTable {len(self)} citations, {len(self.exits)} exit links>"
