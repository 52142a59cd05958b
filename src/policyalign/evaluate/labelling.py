"""Labelling sheets (ラベル付け用紙): made for new plans, and turned into gold when filled in."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from policyalign.config import Settings
from policyalign.domain import Passage, Plan, PlanMatches, Proposal
from policyalign.evaluate.agreement import Agreement
from policyalign.evaluate.baselines import BASELINES
from policyalign.evaluate.drawing import Draw, draw_units, plan_units
from policyalign.evaluate.labelled import Matrix, match_matrices
from policyalign.export.columns import Column
from policyalign.export.csv_format import csv_chunks
from policyalign.export.folder import write_files
from policyalign.export.json_format import jsonl_chunks
from policyalign.gold import Unit
from policyalign.gold.files import RELEVANCE, UNITS, PlanUnit
from policyalign.gold.lines import read_lines
from policyalign.gold.sheet import (
    KEY,
    SHEET,
    SHEET_TEXTS,
    Drawn,
    Place,
    check_against_key,
    fingerprint,
    key_path,
    read_key,
    read_sheet,
    units_path,
)
from policyalign.pipeline import compare_files
from policyalign.run import Run
from policyalign.runtime import Report

DISAGREEMENTS = (
    *(Column(name) for name in SHEET_TEXTS),
    Column("grade_a", "integer"),
    Column("grade_b", "integer"),
    Column("note_a"),
    Column("note_b"),
)
"""The rows on which two labellers differ, to be settled by a third."""
METHODS = tuple(features[0] for features in BASELINES.values() if len(features) == 1)
"""The features whose best units are pooled, besides the scorer's probability: each errs in its own way."""
PER_PROPOSAL = 15

_COLUMNS = tuple(Column(name, "integer" if name == "page" else "text") for name in SHEET)
_CELL = 8000
"""Characters of a measure shown in a cell; a spreadsheet takes 32,767 in UTF-16, and a person fewer."""

Row = dict[str, object]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet that was drawn: its rows, their key, and the measures of its plans."""

    rows: tuple[Row, ...]
    key: tuple[Row, ...]
    units: tuple[Row, ...]
    run: Run


def draw_sheet(
    plans: Sequence[Path],
    settings: Settings | None = None,
    *,
    per_proposal: int = PER_PROPOSAL,
    seed: int = 0,
    progress: Report | None = None,
) -> Sheet:
    """Read plans and draw what is to be judged: ``per_proposal`` measures for every proposal and plan.

    Files that cannot be used are listed in the run. The same files and ``seed`` give the same sheet.

    Raises:
        EncoderError, MissingExtra: the encoder cannot be loaded.
    """
    run = compare_files(plans, replace(settings or Settings(), top_k=None), progress=progress)
    rows: list[Row] = []
    keys: list[Row] = []
    units: list[Row] = []
    for plan, matches in zip(run.plans, run.matrix.matches, strict=True):
        measures = plan_units(plan)
        units += [{"plan": plan.id, **_unit_row(unit)} for unit, _ in measures]
        scores = _unit_scores(run, plan, matches, [passages for _, passages in measures])
        for number, proposal in enumerate(run.matrix.proposals):
            own = {name: matrix[number] for name, matrix in scores.items()}
            draws = draw_units(own, per_proposal, seed=f"{seed} {plan.id} {proposal.id}")
            drawn = [_sheet_row(plan.id, proposal, *measures[draw.unit]) for draw in draws]
            rows += drawn
            keys += [_key_row(row, draw) for row, draw in zip(drawn, draws, strict=True)]
    return Sheet(tuple(rows), tuple(keys), tuple(units), run)


def write_sheet(sheet: Sheet, path: Path) -> None:
    """Write ``NAME.csv``, ``NAME.key.csv`` and ``NAME.units.jsonl`` side by side.

    Raises :class:`~policyalign.errors.OutputError`.
    """
    files: dict[str, Iterable[bytes]] = {
        path.name: csv_chunks(_COLUMNS, sheet.rows),
        key_path(path).name: csv_chunks([Column(name) for name in KEY], sheet.key),
        units_path(key_path(path)).name: jsonl_chunks(sheet.units),
    }
    write_files(path.parent, files)


def import_sheet(path: Path, gold_dir: Path, key_file: Path | None = None) -> dict[str, int]:
    """Turn a sheet that is filled in into ``PLAN.units.jsonl`` and ``PLAN.relevance.jsonl``; the number of
    pairs judged by plan. The key and the measures are those beside the sheet, or beside ``key_file``.

    Raises:
        GoldError: the sheet, its key or its measures are not what was drawn, or not filled in; it names row
            and column.
        OutputError: the folder cannot be written.
    """
    key_file = key_file or key_path(path)
    rows, key = read_sheet(path), read_key(key_file)
    check_against_key(path, rows, key)
    grades = {row.place: row.grade for row in rows}
    units = read_lines(units_path(key_file), PlanUnit)
    plans = list(dict.fromkeys(unit.plan for unit in units))
    pairs = {
        plan: [_pair_row(place, grades[place], key[place]) for place in sorted(key) if place[0] == plan]
        for plan in plans
    }
    files: dict[str, Iterable[bytes]] = {}
    for plan in plans:
        files[f"{plan}{UNITS}"] = jsonl_chunks([_unit_row(unit) for unit in units if unit.plan == plan])
        files[f"{plan}{RELEVANCE}"] = jsonl_chunks(pairs[plan])
    write_files(gold_dir, files)
    return {plan: len(pairs[plan]) for plan in plans}


def _pair_row(place: Place, grade: int | None, drawn: Drawn) -> Row:
    return {
        "proposal": place[1],
        "unit": place[2],
        "grade": grade,
        "inclusion_probability": drawn.inclusion_probability,
    }


def disagreement_rows(agreement: Agreement) -> Iterator[Row]:
    """One row per disagreement, the widest first."""
    for first, second in agreement.disagreements:
        texts = {name: first.cells[name].removeprefix("'") for name in SHEET_TEXTS}
        notes = {"note_a": first.note, "note_b": second.note}
        yield {**texts, "grade_a": first.grade, "grade_b": second.grade, **notes}


def _unit_scores(
    run: Run, plan: Plan, matches: PlanMatches, members: Sequence[Sequence[Passage]]
) -> dict[str, Matrix]:
    """By method, proposals × units: the score of the best passage."""
    probability, features = match_matrices(run, plan, matches)
    places = {passage.id: place for place, passage in enumerate(plan.passages)}
    columns = [[places[passage.id] for passage in passages] for passages in members]
    methods = {"probability": probability, **{name: features[name] for name in METHODS if name in features}}
    return {name: _best(matrix, columns) for name, matrix in methods.items()}


def _best(matrix: Matrix, columns: Sequence[Sequence[int]]) -> Matrix:
    filled = np.where(np.isfinite(matrix), matrix, -np.inf)
    best = np.full((len(matrix), len(columns)), -np.inf)
    for unit, places in enumerate(columns):
        best[:, unit] = filled[:, places].max(axis=1)
    return best


def _sheet_row(plan_id: str, proposal: Proposal, unit: Unit, passages: Sequence[Passage]) -> Row:
    return {
        "plan_id": plan_id,
        "proposal_id": proposal.id,
        "label": proposal.label,
        "proposal": proposal.text,
        "unit": unit.id,
        "heading": unit.heading,
        "page": passages[0].page_start,
        "text": unit.text if len(unit.text) <= _CELL else f"{unit.text[:_CELL]}…",
    }


def _key_row(row: Row, draw: Draw) -> Row:
    return {
        "plan_id": row["plan_id"],
        "proposal_id": row["proposal_id"],
        "unit": row["unit"],
        "stratum": draw.stratum,
        "inclusion_probability": repr(draw.inclusion_probability),
        "fingerprint": fingerprint(_as_written(row)),
    }


def _as_written(row: Row) -> Mapping[str, str]:
    """The cells of a row as they will be read back."""
    header, line = csv_chunks(_COLUMNS, [row])
    table = io.StringIO((header + line).decode("utf-8-sig"), newline="")
    return next(csv.DictReader(table))


def _unit_row(unit: Unit) -> Row:
    return {"unit": unit.id, "heading": unit.heading, "text": unit.text}
