"""The library for notebooks: plans in, pandas out.

import policyalign as pa
plan = pa.read_plan("plan.pdf")
matrix = pa.compare([plan])
matrix.to_frame()
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, overload

from policyalign.assess.run import Run
from policyalign.config import DEFAULT_KINDS, PhaseSettings, ReadSettings, Settings
from policyalign.corpora import load_proposals
from policyalign.domain import Finding, Plan, Proposal
from policyalign.errors import InputError
from policyalign.match.profiles import load_profiles
from policyalign.messages import AuditCode
from policyalign.pipeline import ask_again, compare_files, compare_plans, read_file, with_own_ids
from policyalign.values import Kind, Lang

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

    from policyalign.assess.explain.records import Explanation
    from policyalign.assess.questions import Question


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
    profiles: str | Path | None = None,
    kinds: Sequence[Kind] = DEFAULT_KINDS,
    scope: str = "",
    domains: Mapping[str, str] | None = None,
    encoder: str = Settings().encoder,
    model: str | Path = "",
    genres: Mapping[str, str] | None = None,
    cache: bool = True,
    lang: Lang = "ja",
) -> Matrix:
    """Hold plans (or the PDF files of plans) against proposals.

    ``proposals`` is ``"cocn"``, a YAML file, or statements of your own, ``profiles`` a YAML file of their
    profiles, of which drafts are not used; ``kinds`` chooses among those of a file. ``scope`` says what is
    expected of plans of a domain (期待度): ``"cocn"``, ``"none"`` or a YAML file, by default what goes with the
    proposals; ``domains`` gives domains (分野) by the ids of plans, where the catalogue does not know them. ``model``
    is a folder that ``policyalign fit --reviews`` has written, ``genres`` are the kinds of documents (種類) by the ids
    of plans, that of an empty id for all others.

    Raises:
        InputError: a file given, or the model, cannot be used; read files one by one, or use the command, to go on
            without.
        ProposalError, EncoderError: the proposals or the encoder cannot be loaded.
        CatalogueError: the scope cannot be read, or has no such domain.
    """
    named = tuple((genres or {}).items())
    settings = Settings(
        encoder=encoder, cache=cache, lang=lang, kinds=tuple(kinds), model=str(model) if model else "", genres=named
    )
    given = [plan if isinstance(plan, Plan) else read_plan(plan, cache=cache) for plan in plans]
    statements = load_proposals(proposals) if isinstance(proposals, str) else proposals
    known = load_profiles(Path(profiles), statements) if profiles else None
    read = with_own_ids(given)
    return Matrix(compare_plans(read, settings, proposals=proposals, profiles=known, scope=scope, domains=domains))


def compare_pdfs(paths: Sequence[str | Path], settings: Settings | None = None, *, proposals: str = "cocn") -> Matrix:
    """Read and compare many files at once; those that cannot be used are listed in ``Matrix.failures``."""
    settings = settings or Settings()
    return Matrix(compare_files([Path(path) for path in paths], settings, proposals_source=proposals))


def search(
    query: str,
    sources: Sequence[Plan | str | Path],
    *,
    how: Sequence[str] = (),
    plans: Sequence[str] = (),
    ocr: bool = False,
    cache: bool = True,
    lang: Lang = "ja",
) -> pd.DataFrame:
    """Which plan says something, and where, in plans, their files and folders of results.

    One row per passage, the closest in wording first, with the columns of ``policyalign search --csv``. ``how`` are
    the ways that count (``"exact"``, ``"folded"``, ``"words"``, ``"near"``, or their words in the column; all by
    default), ``plans`` the ids of those that are searched. Rows of ``"near"`` are near in meaning, which is not to
    say it; an empty frame is no proof that no plan says it: ``frame.attrs`` tells of ``failures``, what could not be
    used, and ``unread_pages`` by plan.

    Raises:
        ValueError: there is no such way.
        UnknownPlan: there is no such plan.
    """
    import pandas as pd

    from policyalign.assess.search.messages import hows_named
    from policyalign.assess.search.rows import COLUMNS, hit_rows
    from policyalign.choice import choose_plans
    from policyalign.pipeline import search_plans
    from policyalign.searching import gather

    chosen = hows_named(how)
    settings = Settings(read=ReadSettings(ocr=ocr), cache=cache, lang=lang)
    read = [source for source in sources if isinstance(source, Plan)]
    searched = gather([Path(source) for source in sources if not isinstance(source, Plan)], settings, read=read)
    searched = searched.only(choose_plans([plan.id for plan in searched.plans], plans))
    hits = search_plans(query, searched.plans, chosen, settings)
    frame = pd.DataFrame(hit_rows(searched.plans, hits, lang), columns=[column.name for column in COLUMNS])
    frame.attrs.update(failures=searched.failures, unread_pages=dict(searched.unread))
    return frame


class Findings(Sequence[Finding]):
    """The findings of a comparison, one per proposal and plan, in order."""

    def __init__(self, run: Run) -> None:
        self._run = run

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
        from policyalign.assess.questions import GAPS
        from policyalign.export.frames import table_frame

        return table_frame(GAPS.tables[1], self._run, self._run.settings.lang)


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

    def details(self) -> str:
        """The same with whole passages, phrases and what the probability is made of."""
        from policyalign.assess.explain.rows import explanation_lines

        return "\n".join(explanation_lines(self.record, self._lang, details=True))

    def __repr__(self) -> str:
        return f"<Explained {self.record.proposal.id} × {self.record.plan.id}>"


class Answer:
    """The answer to one question about a run; ``record`` holds all that was found."""

    def __init__(self, run: Run, question: Question) -> None:
        self._run = run
        self._question = question

    @property
    def record(self) -> Any:
        return self._run.results[self._question.name]

    def to_frame(self, table: str = "") -> pd.DataFrame:
        """A table by its name, such as ``"schedule"``: the columns of ``schedule.csv``. By default the first.

        Raises ``KeyError`` where there is no such table.
        """
        from policyalign.export.frames import table_frame

        tables = {one.file.removesuffix(".csv"): one for one in self._question.tables}
        chosen = tables[table] if table else next(iter(tables.values()))
        return table_frame(chosen, self._run, self._run.settings.lang)

    def plot(self, proposal: str = "") -> Figure:
        """The picture of the answer or, where there is one, that of a proposal by its id (needs
        ``policyalign[plot]``).

        Raises ``KeyError`` where there is none.
        """
        from policyalign.assess.drawing.rendering import figure_of
        from policyalign.assess.drawing.shapes import stacked

        figures = self._question.figures(self._run, (proposal,) if proposal else None)
        draw = next((draw for name, draw in figures.items() if proposal and "/" in name), None)
        return figure_of(stacked((draw or figures[self._question.name])()))

    def __repr__(self) -> str:
        return f"<Answer {self._question.name}: {', '.join(one.file for one in self._question.tables)}>"


class Matrix:
    """Proposals × plans: coverage and gaps with their evidence."""

    def __init__(self, run: Run) -> None:
        self.run = run

    @property
    def plans(self) -> tuple[Plan, ...]:
        return self.run.matrix.plans

    @property
    def proposals(self) -> tuple[Proposal, ...]:
        return self.run.matrix.proposals

    @property
    def findings(self) -> Findings:
        return Findings(self.run)

    @property
    def failures(self) -> Sequence[object]:
        """Files that could not be used."""
        return self.run.failures

    def report(
        self,
        out: str | Path,
        formats: Sequence[str] = (),
        *,
        pdfs: str | Path | None = None,
        budget: str | Path | None = None,
        budget_year: int | None = None,
        proposals: Sequence[str] = (),
        plans: Sequence[str] = (),
        chapters: Sequence[str] = (),
    ) -> list[Path]:
        """Write the report, in ``xlsx``, ``docx`` and ``html`` or some of these, and tell where it is. With the folder
        of the PDFs it gets pictures of pages, with a budget file (docs/report.md) amounts. With ``proposals`` (ids, or
        parts of labels), ``plans`` (ids) or ``chapters`` it is an excerpt on these, under a name of its own.

        Raises ``ValueError`` for another format, :class:`~policyalign.errors.UnknownProposal`,
        :class:`~policyalign.errors.UnknownPlan` or :class:`~policyalign.errors.ProposalError` for what is not there,
        :class:`~policyalign.errors.InputError` for a budget file that cannot be understood, and
        :class:`~policyalign.errors.OutputError` where nothing can be written or a report that somebody has edited
        would be overwritten.
        """
        from policyalign.report import (
            FORMATS,
            Material,
            chapter_figures,
            formats_of,
            place_of,
            report_files,
            write_report,
        )
        from policyalign.report.asking import excerpt_asked
        from policyalign.report.budget_file import read_budget
        from policyalign.report.earlier import check_not_edited

        chosen = formats_of(Path(out), formats)
        if unknown := set(chosen) - set(FORMATS):
            raise ValueError(f"unknown formats: {', '.join(sorted(unknown))}")
        read = read_budget(Path(budget), budget_year) if budget else None
        lang = self.run.settings.lang
        excerpt = excerpt_asked(self.run, plans, proposals, chapters)
        figures = chapter_figures(self.run, lang, excerpt=excerpt) if "docx" in chosen else {}
        material = Material(pdfs=Path(pdfs) if pdfs else None, figures=figures, budget=read, excerpt=excerpt)
        folder, name = place_of(Path(out), chosen, excerpt)
        check_not_edited(folder, [f"{name}.{one}" for one in chosen])
        return list(write_report(report_files(self.run, material, chosen, lang, name), folder))

    def search(self, query: str, *, how: Sequence[str] = (), plans: Sequence[str] = ()) -> pd.DataFrame:
        """Which plan says something, and where: :func:`search` in the plans of this comparison."""
        return search(
            query, self.plans, how=how, plans=plans, cache=self.run.settings.cache, lang=self.run.settings.lang
        )

    def to_frame(self) -> pd.DataFrame:
        """The columns of ``gap_matrix.csv``: one row per proposal, one column per plan."""
        from policyalign.assess.questions import GAPS
        from policyalign.export.frames import table_frame

        return table_frame(GAPS.tables[0], self.run, self.run.settings.lang)

    def explain(self, proposal: str, plan: str, *, count: int = 3) -> Explained:
        """Why a cell has its verdict: print it, or see its ``record``. ``proposal`` is an id or a part of a
        label, ``plan`` the id of a plan; ``count`` is that of accepted and of rejected passages.

        Raises:
            ProposalError: no such proposal, or several.
            InputError: no such plan.
        """
        from policyalign.assess.explain.find import explain
        from policyalign.choice import choose_proposal

        chosen = choose_proposal(self.proposals, proposal)
        known = [one.id for one in self.plans]
        if plan not in known:
            raise InputError(AuditCode.plan_unknown, plan=plan, known=", ".join(known))
        return Explained(explain(self.run, chosen.id, plan, count), self.run.settings.lang)

    def plot(self) -> Figure:
        """The matrix as a heat map (needs ``policyalign[plot]``)."""
        from policyalign.assess.drawing.rendering import figure_of
        from policyalign.assess.drawing.shapes import stacked
        from policyalign.assess.gaps.figure import draw_heatmap

        return figure_of(stacked(draw_heatmap(self.run.matrix, self.run.settings.lang)))

    @property
    def phases(self) -> Answer:
        """Where the stages and schedules of the plans do not fit; tables ``phases`` and ``schedule``."""
        return self.answer("phases")

    @property
    def overlaps(self) -> Answer:
        """Measures of different plans or ministries that do the same (重複・類似) or should be linked (補完);
        tables ``overlaps`` and ``overlap_clusters``."""
        return self.answer("overlaps")

    @property
    def links(self) -> Answer:
        """Who cites whom, and which results of one plan have their users in another (出口の連携); tables ``links``
        and ``exits``."""
        return self.answer("links")

    @property
    def responsibility(self) -> Answer:
        """Which ministry (府省) leads or supports which proposal, and which of 産・官・学 are addressed; tables
        ``responsibility``, ``responsibility_matrix`` and ``sectors``."""
        return self.answer("responsibility")

    @property
    def governance(self) -> Answer:
        """What the plans together show of COCN's complaints 1-I1 to 1-I3; table ``governance``."""
        return self.answer("governance")

    def answer(self, question: str) -> Answer:
        """The answer to a question by its name. Raises ``KeyError`` for an unknown one."""
        from policyalign.assess.questions import QUESTIONS

        return Answer(self.run, {one.name: one for one in QUESTIONS}[question])

    def with_window(self, first: int, last: int, gap_years: int = 3) -> Matrix:
        """The same comparison with another reference window for phases (fiscal years), and longest gap."""
        phases = PhaseSettings((first, last), gap_years)
        return Matrix(ask_again(self.run, replace(self.run.settings, phases=phases)))

    def save(self, folder: str | Path) -> None:
        """Write the CSV, JSONL and JSON files of ``docs/outputs.md``; answers of people that the folder holds count.

        Raises:
            InputError: the answers cannot be read.
            OutputError: the folder cannot be written.
        """
        from policyalign.export import write_run
        from policyalign.review.folder import arrived

        out = Path(folder)
        write_run(arrived(self.run, out).run, out)

    def __repr__(self) -> str:
        return f"<Matrix {len(self.proposals)} proposals × {len(self.plans)} plans>"
