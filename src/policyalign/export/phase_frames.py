"""Faults and schedules for notebooks: the tables of ``phases.csv`` and ``schedule.csv`` as data frames."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, overload

from policyalign.assess.gaps.records import GapMatrix
from policyalign.assess.phases.records import Fault, Phases

if TYPE_CHECKING:
    import pandas as pd


class PhaseTable(Sequence[Fault]):
    """The faults of a run, in the order of ``phases.csv``; ``record`` holds all that they were found in."""

    def __init__(self, matrix: GapMatrix, record: Phases, lang: str) -> None:
        self.record = record
        self._matrix = matrix
        self._lang = lang

    @overload
    def __getitem__(self, index: int) -> Fault: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Fault]: ...
    def __getitem__(self, index: int | slice) -> Fault | Sequence[Fault]:
        return self.record.faults[index]

    def __len__(self) -> int:
        return len(self.record.faults)

    def to_frame(self) -> pd.DataFrame:
        """The columns of ``phases.csv``: one row per fault, then one per note on a plan."""
        from policyalign.export.columns import PHASES
        from policyalign.export.frames import table_frame
        from policyalign.assess.phases.rows import fault_rows

        return table_frame(PHASES, fault_rows(self._matrix, self.record, self._lang))

    def schedule(self) -> pd.DataFrame:
        """The columns of ``schedule.csv``: one row per measure, stage and time."""
        from policyalign.export.columns import SCHEDULE
        from policyalign.export.frames import table_frame
        from policyalign.assess.phases.rows import schedule_rows

        return table_frame(SCHEDULE, schedule_rows(self.record, self._lang))

    def __repr__(self) -> str:
        return f"<PhaseTable {len(self.record.alarms)} alarms, {len(self)} faults>"
