"""The library for notebooks: plans in, pandas out.

import policyalign as pa
plan = pa.read_plan("plan.pdf")
matrix = pa.compare([plan])
matrix.to_frame()
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, overload

from policyalign.config import DEFAULT_KINDS, Lang, ReadSettings, Settings
from policyalign.domain import Finding, Kind, Plan, Proposal
from policyalign.errors import InputError
from policyalign.pipeline import compare_files, compare_plans, read_file, unique_ids
from policyalign.assess.run import Run

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

    from policyalign.assess.explain.records import Explanation
    from policyalign.export.link_frames import LinkTable
    from policyalign.export.overlap_frames import OverlapTable
    from policyalign.export.phase_frames import PhaseTable
    from policyalign.export.responsibility_frames import ResponsibilityTable


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
    scope: str = "",
    domains: Mapping[str, str] | None = None,
    encoder: str = Settings().encoder,
    cache: bool = True,
    lang: Lang = "ja",
) -> Matrix:
    """Hold plans (or the PDF files of plans) against proposals.

    ``proposals`` is ``"cocn"``, a YAML file, or statements of your own; ``kinds`` chooses among those of
    a file. ``scope`` says what is expected of plans of a domain (期待度): ``"cocn"``, ``"none"`` or a YAML
    file, by default what goes with the proposals; ``domains`` gives domains (分野) by the ids of plans, where
    the catalogue does not know them.

    Raises:
        InputError: a file given cannot be used; read files one by one, or use the command, to go on without.
        ProposalError, EncoderError: the proposals or the encoder cannot be loaded.
        CatalogueError: the scope cannot be read, or has no such domain.
    """
    settings = Settings(encoder=encoder, cache=cache, lang=lang, kinds=tuple(kinds))
    read = [plan if isinstance(plan, Plan) else read_plan(plan, cache=cache) for plan in plans]
    run = compare_plans(_with_own_ids(read), settings, proposals=proposals, scope=scope, domains=domains)
    return Matrix(run, lang)


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


class Explained:
    """An explanation of one cell; as a text it is what ``policyalign explain`` prints."""

    def __init__(self, record: Explanation, lang: Lang) -> None:
        self.record = record
        self._lang = lang

    def to_dict(self) -> dict[str, Any]:
        """The object that ``policyalign explain --json`` prints."""
        from policyalign.assess.explain.rows import explanation_record

        return explanation_record(self.record, self._lang)

    def __str__(self) -> str:
        from policyalign.assess.explain.rows import explanation_lines

        return "\n".join(explanation_lines(self.record, self._lang))

    def __repr__(self) -> str:
        return f"<Explained {self.record.proposal.id} × {self.record.plan.id}>"


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

    def explain(self, proposal: str, plan: str, *, count: int = 3) -> Explained:
        """Why a cell has its verdict: print it, or see its ``record``. ``proposal`` is an id or a part of a
        label, ``plan`` the id of a plan; ``count`` is that of accepted and of rejected passages.

        Raises:
            ProposalError: no such proposal, or several.
            InputError: no such plan.
        """
        from policyalign.assess.explain.find import choose_proposal, explain

        chosen = choose_proposal(self.proposals, proposal)
        known = [one.id for one in self.plans]
        if plan not in known:
            raise InputError("plan_unknown", plan=plan, known=", ".join(known))
        return Explained(explain(self.run.matrix, chosen.id, plan, count), self.lang)

    def plot(self) -> Figure:
        """The matrix as a heat map (needs ``policyalign[plot]``)."""
        from policyalign.assess.gaps.figure import draw_heatmap

        return draw_heatmap(self.run.matrix, self.lang)

    @cached_property
    def phases(self) -> PhaseTable:
        """Where the stages and schedules of the plans do not fit, within the window of the 7th STI plan."""
        return self.find_phases()

    def find_phases(self, *, window: tuple[int, int] = (2026, 2030), gap_years: int = 3) -> PhaseTable:
        """As :attr:`phases`, with another reference window (fiscal years, first and last) and longest gap."""
        from policyalign.assess.phases.find import find_phases
        from policyalign.assess.phases.records import PhaseSettings
        from policyalign.export.phase_frames import PhaseTable

        record = find_phases(self.run.matrix, PhaseSettings(window, gap_years))
        return PhaseTable(self.run.matrix, record, self.lang)

    @cached_property
    def responsibility(self) -> ResponsibilityTable:
        """Which ministry (府省) leads or supports which proposal, and which of 産・官・学 are addressed."""
        from policyalign.assess.responsibility.find import find_responsibilities
        from policyalign.export.responsibility_frames import ResponsibilityTable

        found = find_responsibilities(self.run.matrix)
        return ResponsibilityTable(self.run.matrix, found, self.lang)

    @cached_property
    def overlaps(self) -> OverlapTable:
        """Measures of different plans or ministries that do the same (重複・類似) or should be linked (補完).

        Raises:
            InputError: the comparison did not look for them.
        """
        from policyalign.export.overlap_frames import OverlapTable

        if self.run.overlaps is None:
            raise InputError("overlaps_missing")
        return OverlapTable(self.run.matrix, self.run.overlaps, self.lang)

    @cached_property
    def links(self) -> LinkTable:
        """Who cites whom, and which results of one plan have their users in another (出口の連携)."""
        from policyalign.assess.links.find import find_links
        from policyalign.export.link_frames import LinkTable

        found = find_links(self.run.matrix, missing=len(self.run.failures))
        return LinkTable(self.run.matrix, found, self.lang)

    def plot_phases(self, proposal: str = "") -> Figure:
        """The timeline of the measures that answer a proposal, by its id; without one, of all plans (needs
        ``policyalign[plot]``).

        Raises:
            ProposalError: no such proposal.
        """
        from policyalign.assess.phases.find import proposal_of
        from policyalign.assess.phases.figure import draw_overview, draw_proposal

        matrix, phases = self.run.matrix, self.phases.record
        if not proposal:
            return draw_overview(matrix, phases, self.lang)
        return draw_proposal(matrix, phases, proposal_of(matrix, proposal).id, self.lang)

    def save(self, folder: str | Path) -> None:
        """Write the CSV, JSONL and JSON files of ``docs/outputs.md``.

        Raises:
            OutputError: the folder cannot be written.
        """
        from policyalign.export import write_all

        write_all(self.run, Path(folder), self.lang)

    def __repr__(self) -> str:
        return f"<Matrix {len(self.proposals)} proposals × {len(self.plans)} plans>"
