"""Overlaps for notebooks: the tables of ``overlaps.csv`` and ``overlap_clusters.csv`` as data frames."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, overload

from policyalign.assess.gaps.records import GapMatrix
from policyalign.assess.overlaps.records import Cluster, Overlap, Overlaps, Repeat

if TYPE_CHECKING:
    import pandas as pd


class OverlapTable(Sequence[Overlap]):
    """The overlaps of a run, in the order of ``overlaps.csv``; ``record`` holds all that was found."""

    def __init__(self, matrix: GapMatrix, record: Overlaps, lang: str) -> None:
        self.record = record
        self._matrix = matrix
        self._lang = lang

    @overload
    def __getitem__(self, index: int) -> Overlap: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Overlap]: ...
    def __getitem__(self, index: int | slice) -> Overlap | Sequence[Overlap]:
        return self.record.overlaps[index]

    def __len__(self) -> int:
        return len(self.record.overlaps)

    @property
    def clusters(self) -> tuple[Cluster, ...]:
        """Where more than two measures meet."""
        return self.record.clusters

    @property
    def repeats(self) -> tuple[Repeat, ...]:
        """What is described more than once (再掲)."""
        return self.record.repeats

    def to_frame(self) -> pd.DataFrame:
        """The columns of ``overlaps.csv``: one row per overlap."""
        from policyalign.export.columns import OVERLAPS
        from policyalign.export.frames import table_frame
        from policyalign.assess.overlaps.rows import overlap_rows

        return table_frame(OVERLAPS, overlap_rows(self._matrix, self.record, self._lang))

    def groups(self) -> pd.DataFrame:
        """The columns of ``overlap_clusters.csv``: one row per measure of a cluster or of what is 再掲."""
        from policyalign.export.columns import OVERLAP_CLUSTERS
        from policyalign.export.frames import table_frame
        from policyalign.assess.overlaps.rows import cluster_rows

        return table_frame(OVERLAP_CLUSTERS, cluster_rows(self.record, self._lang))

    def __repr__(self) -> str:
        return f"<OverlapTable {len(self)} overlaps, {len(self.clusters)} clusters>"
