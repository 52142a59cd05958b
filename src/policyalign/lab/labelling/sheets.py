"""Labelling sheets (ラベル付け用紙): made for new plans, and turned into gold when filled in."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from policyalign.assess.run import Run
from policyalign.config import Settings
from policyalign.domain import Passage, Plan, PlanMatches, Proposal
from policyalign.export.csv_format import csv_chunks
from policyalign.export.folder import write_files
from policyalign.export.json_format import jsonl_chunks
from policyalign.lab.evaluation.baselines import BASELINES
from policyalign.lab.evaluation.evaluated_plan import match_matrices
from policyalign.lab.gold import Unit
from policyalign.lab.gold.json_lines import read_lines
from policyalign.lab.gold.plan_units import plan_units
from policyalign.lab.gold.relevance import RELEVANCE, UNITS, PlanUnit
from policyalign.lab.gold.unit_matching import Matrix, unit_scores
from policyalign.lab.labelling.drawing import DrawnUnit, draw_units
from policyalign.lab.labelling.sheet_files import (
    KEY,
    SHEET,
    KeyRow,
    SheetRow,
    check_against_key,
    fingerprint,
    key_path,
    read_key,
    read_sheet,
    units_path,
)
from policyalign.pipeline import compare_files
from policyalign.runtime import Report
from policyalign.tables import Column, Row

METHODS = tuple(features[0] for features in BASELINES.values() if len(features) == 1)
"""The features whose best units are pooled, besides the scorer's probability: each errs in its own way."""
PER_PROPOSAL = 15

_COLUMNS = tuple(Column(name, "integer" if name == "page" else "text") for name in SHEET)
_CELL = 8000
"""Characters of a measure shown in a cell; a spreadsheet takes 32,767 in UTF-16, and a person fewer."""


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
        scores = _scores(run, plan, matches, [passages for _, passages in measures])
        for number, proposal in enumerate(run.matrix.proposals):
            own = {name: matrix[number] for name, matrix in scores.items()}
            for draw in draw_units(own, per_proposal, seed=f"{seed} {plan.id} {proposal.id}"):
                row = _sheet_row(plan.id, proposal, *measures[draw.unit])
                rows.append(row)
                keys.append(_key_row(row, draw))
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
    units: dict[str, list[Row]] = {}
    for unit in read_lines(units_path(key_file), PlanUnit):
        units.setdefault(unit.plan, []).append(_unit_row(unit))
    ordered = sorted(rows, key=lambda row: row.pair)
    pairs = {plan: [_pair_row(row, key[row.pair]) for row in ordered if row.pair[0] == plan] for plan in units}
    files = {f"{plan}{UNITS}": jsonl_chunks(own) for plan, own in units.items()}
    files |= {f"{plan}{RELEVANCE}": jsonl_chunks(own) for plan, own in pairs.items()}
    write_files(gold_dir, files)
    return {plan: len(own) for plan, own in pairs.items()}


def _pair_row(row: SheetRow, drawn: KeyRow) -> Row:
    _, proposal, unit = row.pair
    chance = drawn.inclusion_probability
    return {"proposal": proposal, "unit": unit, "grade": row.grade, "inclusion_probability": chance}


def _scores(run: Run, plan: Plan, matches: PlanMatches, members: Sequence[Sequence[Passage]]) -> dict[str, Matrix]:
    """By method, proposals × units: the score of the best passage."""
    probability, features = match_matrices(run, plan, matches)
    methods = {"probability": probability, **{name: features[name] for name in METHODS if name in features}}
    units = {passage.id: unit for unit, passages in enumerate(members) for passage in passages}
    unit_of = np.array([units.get(passage.id, -1) for passage in plan.passages], dtype=np.intp)
    return {name: unit_scores(matrix, unit_of, len(members)) for name, matrix in methods.items()}


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


def _key_row(row: Row, draw: DrawnUnit) -> Row:
    return {
        **row,
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
