"""The files that an evaluation writes, described in ``docs/evaluation.md``."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any, cast

from policyalign.errors import MissingExtra
from policyalign.export.csv_format import csv_chunks
from policyalign.export.folder import write_files
from policyalign.export.json_format import json_bytes
from policyalign.lab.evaluation.evaluate import Evaluation
from policyalign.lab.evaluation.pictures import calibration_pictures
from policyalign.lab.evaluation.ranking import rank_units
from policyalign.lab.evaluation.rows import CELLS, ERRORS, RANKING, cell_rows, error_rows, ranking_rows


def write_evaluation(evaluation: Evaluation, out_dir: Path, lang: str = "ja") -> bool:
    """Write ``evaluation.json``, the tables, the pictures, and the record of the run to ``out_dir``; False
    where the pictures had to be left out for want of the extra ``plot``.

    Raises :class:`~policyalign.errors.OutputError`.
    """
    files: dict[str, Iterable[bytes]] = {"evaluation.json": [json_bytes(evaluation.figures)]}
    if evaluation.plans:
        plans = evaluation.plans
        table = rank_units(plans, [plan.probability for plan in plans])
        files |= {
            "cells.csv": csv_chunks(CELLS, cell_rows(plans, table, lang)),
            "ranking.csv": csv_chunks(RANKING, ranking_rows(plans)),
            "errors.csv": csv_chunks(ERRORS, error_rows(evaluation.mistakes, lang)),
        }
    if evaluation.run is not None:
        files["run.json"] = [json_bytes(evaluation.run.record)]
    calibration = cast(dict[str, Any] | None, evaluation.figures["calibration"])
    drawn = True
    try:
        pictures = calibration_pictures(calibration, lang) if calibration else {}
        files |= {name: [picture] for name, picture in pictures.items()}
    except MissingExtra:
        drawn = False
    write_files(out_dir, files)
    return drawn
