"""The library for notebooks: plans in, pandas out.

import policyalign as pa
plan = pa.read_plan("plan.pdf")
matrix = pa.compare([plan])
matrix.to_frame()
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, overload

from policyalign.config import DEFAULT_KINDS, Lang, ReadSettings, Settings
from policyalign.domain import Finding, Kind, Plan, Proposal
from policyalign.pipeline import Run, compare_files, compare_plans, read_file, unique_ids

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure


def read_plan(path: str | Path, *, plan_id: str = "", ocr: bool = False, cache: bool = True) -> Plan:
    """Read a basic plan (基本計画) from a PDF file.

    ``plan_id`` names it in results (the file's name without its ending by default); ``ocr`` has scanned pages
    recognised.

    Raises:
        InputError: the file cannot be used, and why.
        MissingExtra: ``ocr`` is asked for and not installed.
    """
    settings = Settings(read=ReadSettings(ocr=ocr), cache=cache)
    return read_file(Path(path), settings, plan_id=plan_id)


def compare(
    plans: Sequence[Plan | str | Path],
    *,
    proposals: str | Sequence[Proposal] = "cocn",
    kinds: Sequence[Kind] = DEFAULT_KINDS,
    encoder: str = Settings().encoder,
    cache: bool = True,
    lang: Lang = "ja",
) -> Matrix:
    """Hold plans (or the PDF files of plans) against proposals.

    ``proposals`` is ``"cocn"``, a YAML file, or statements of your own; ``kinds`` chooses among those of
    a file.

    Raises:
        InputError: a file given cannot be used; read files one by one, or use the command, to go on without.
        ProposalError, EncoderError: the proposals or the encoder cannot be loaded.
    """
    settings = Settings(encoder=encoder, cache=cache, lang=lang, kinds=tuple(kinds))
    read = [plan if isinstance(plan, Plan) else read_plan(plan, cache=cache) for plan in plans]
    return Matrix(compare_plans(_with_own_ids(read), settings, proposals=proposals), lang)


def compare_pdfs(
    paths: Sequence[str | Path], settings: Settings | None = None, *, proposals: str = "cocn"
) -> Matrix:
    """Read and compare many files at once; those that cannot be used are listed in ``Matrix.failures``."""
    settings = settings or Settings()
    return Matrix(
        compare_files([Path(path) for path in paths], settings, proposals_source=proposals), settings.lang
    )


def _with_own_ids(plans: Sequence[Plan]) -> list[Plan]:
    """Two plans of one name would share a column and the ids of their passages."""
    names = unique_ids([Path(plan.source) for plan in plans], [plan.id for plan in plans])
    return [
        plan if name == plan.id else _renamed(plan, name) for plan, name in zip(plans, names, strict=True)
    ]


def _renamed(plan: Plan, name: str) -> Plan:
    passages = tuple(
        replace(passage, plan_id=name, id=name + passage.id.removeprefix(plan.id))
        for passage in plan.passages
    )
    return replace(plan, id=name, passages=passages)


class Findings(Sequence[Finding]):
    """The findings of a comparison, one per proposal and plan, in order."""

    def __init__(self, run: Run, lang: Lang) -> None:
        self._run = run
        self._lang = lang

    @overload
    def __getitem__(self, index: int) -> Finding: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Finding]: ...
    def __getitem__(self, index: int | slice) -> Finding | Sequence[Finding]:
        return self._run.matrix.findings[index]

    def __len__(self) -> int:
        return len(self._run.matrix.findings)

    def to_frame(self) -> pd.DataFrame:
        """The columns of ``findings.csv``."""
        from policyalign.export.frames import findings_frame

        return findings_frame(self._run.matrix, self._lang)


class Matrix:
    """Proposals × plans: coverage and gaps with their evidence."""

    def __init__(self, run: Run, lang: Lang = "ja") -> None:
        self.run = run
        self.lang = lang

    @property
    def plans(self) -> tuple[Plan, ...]:
        return self.run.matrix.plans

    @property
    def proposals(self) -> tuple[Proposal, ...]:
        return self.run.matrix.proposals

    @property
    def findings(self) -> Findings:
        return Findings(self.run, self.lang)

    @property
    def failures(self) -> Sequence[object]:
        """Files that could not be used."""
        return self.run.failures

    def to_frame(self) -> pd.DataFrame:
        """The columns of ``gap_matrix.csv``: one row per proposal, one column per plan."""
        from policyalign.export.frames import matrix_frame

        return matrix_frame(self.run.matrix, self.lang)

    def plot(self) -> Figure:
        """The matrix as a heat map (needs ``policyalign[plot]``)."""
        from policyalign.export.heatmap import draw_heatmap

        return draw_heatmap(self.run.matrix, self.lang)

    def save(self, folder: str | Path) -> None:
        """Write the CSV, JSONL and JSON files of ``docs/outputs.md``.

        Raises:
            OutputError: the folder cannot be written.
        """
        from policyalign.export import write_all

        write_all(self.run, Path(folder), self.lang)

    def __repr__(self) -> str:
        return f"<Matrix {len(self.proposals)} proposals × {len(self.plans)} plans>"
