"""Everything that a folder of labels allows to measure, through the real pipeline."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from policyalign.config import Settings
from policyalign.domain import Problem
from policyalign.errors import GoldError, PolicyAlignError
from policyalign.evaluate.attributes import annotate_texts, score_attributes
from policyalign.evaluate.cells import Record
from policyalign.evaluate.labelled import Labelled, labelled_plans
from policyalign.evaluate.mistakes import Mistake, find_mistakes
from policyalign.evaluate.pairs import PairJudge, score_pairs, shipped_judge
from policyalign.evaluate.report import calibration_record, cells_record, ranking_record
from policyalign.evaluate.structure import read_outline, score_structure, structure_record
from policyalign.evaluate.unit_facts import score_units
from policyalign.gold import Gold, read_gold
from policyalign.gold.attributes import ATTRIBUTES, read_attributes
from policyalign.gold.blocks import BLOCKS, block_names, read_blocks
from policyalign.gold.files import RELEVANCE, gold_names
from policyalign.gold.pairs import PAIRS, read_pairs
from policyalign.pipeline import compare_files
from policyalign.run import Run
from policyalign.runtime import Report

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Unusable:
    """Labels that could not be used, by file, and why."""

    file: str
    problem: Problem


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What was measured: ``figures`` is the object that ``docs/evaluation.md`` describes, with None under the
    keys for which there are no labels."""

    figures: Record
    plans: tuple[Labelled, ...]
    mistakes: tuple[Mistake, ...]
    unusable: tuple[Unusable, ...]
    run: Run | None

    @property
    def usable(self) -> bool:
        """Whether anything could be measured."""
        return any(value is not None for value in self.figures.values())


def evaluate(
    gold_dir: Path,
    pdf_dir: Path,
    settings: Settings | None = None,
    *,
    progress: Report | None = None,
    pair_judge: PairJudge | None = None,
) -> Evaluation:
    """Run the pipeline on the PDFs of all labelled plans, and hold what it says against the labels.

    ``gold_dir`` is searched for the files of ``docs/gold.md``, ``pdf_dir`` for a PDF of the same name. Labels
    or PDFs that cannot be used are listed and do not stop the others.

    Raises:
        GoldError: ``gold_dir`` is no folder with labels.
        EncoderError, MissingExtra: the encoder cannot be loaded.
    """
    settings = replace(settings or Settings(), top_k=None, held_out=True)
    folder = _Folder(gold_dir, pdf_dir)
    golds = folder.golds()
    run = _run(folder, golds, settings, progress)
    plans = labelled_plans(run, golds) if run else []
    figures: Record = {
        "ranking": ranking_record(plans) if plans else None,
        "cells": cells_record(plans) if plans else None,
        "calibration": calibration_record(plans) if plans else None,
        "structure": _structure(folder, settings),
        "attributes": _attributes(folder, plans, settings),
        "pairs": _pairs(folder, pair_judge or shipped_judge(settings)),
    }
    return Evaluation(figures, tuple(plans), tuple(find_mistakes(plans)), tuple(folder.unusable), run)


class _Folder:
    """The labels of a folder; keeps what cannot be used."""

    def __init__(self, gold_dir: Path, pdf_dir: Path) -> None:
        self.gold, self.pdf = gold_dir, pdf_dir
        self.unusable: list[Unusable] = []
        if not gold_dir.is_dir():
            raise GoldError("gold_folder", folder=str(gold_dir))
        self.names, self.structures = gold_names(gold_dir), block_names(gold_dir)
        others = [gold_dir / name for name in (ATTRIBUTES, PAIRS)]
        if not (self.names or self.structures or any(path.is_file() for path in others)):
            raise GoldError("gold_none", folder=str(gold_dir))

    def golds(self) -> dict[str, Gold]:
        """The labels of those plans whose PDF is there, by name."""
        read = {
            name: self.tried(f"{name}{RELEVANCE}", lambda name=name: read_gold(self.gold, name))  # type: ignore[misc]
            for name in self.names
            if self.has_pdf(name, RELEVANCE)
        }
        for name, gold in read.items():
            if gold is not None and gold.unknown_units:
                detail = {"count": str(len(gold.unknown_units)), "first": gold.unknown_units[0]}
                self.note(f"{name}{RELEVANCE}", "gold_unknown_units", detail)
        return {name: gold for name, gold in read.items() if gold is not None}

    def has_pdf(self, name: str, ending: str) -> bool:
        """Whether there is a PDF for labels; noted where not."""
        if self.path(name).is_file():
            return True
        self.note(f"{name}{ending}", "gold_pdf_missing", {"pdf": str(self.path(name))})
        return False

    def path(self, name: str) -> Path:
        return self.pdf / f"{name}.pdf"

    def tried(self, file: str, work: Callable[[], T]) -> T | None:
        """The result of the work; None, and a note, where it raises an error meant for the user."""
        try:
            return work()
        except PolicyAlignError as error:
            self.note(file, error.code, error.detail)
            return None

    def note(self, file: str, code: str, detail: dict[str, str]) -> None:
        self.unusable.append(Unusable(file, Problem(code, "fatal", None, detail)))


def _run(folder: _Folder, golds: dict[str, Gold], settings: Settings, progress: Report | None) -> Run | None:
    if not golds:
        return None
    names = list(golds)
    paths = [folder.path(name) for name in names]
    run = compare_files(paths, settings, ids=names, progress=progress)
    for failure in run.failures:
        folder.note(failure.path.name, failure.problem.code, failure.problem.detail)
    for plan in run.plans:
        if not plan.passages:
            folder.note(plan.source, "no_text", {})
    return run


def _structure(folder: _Folder, settings: Settings) -> Record | None:
    scores = {
        name: folder.tried(
            f"{name}{BLOCKS}",
            lambda name=name: score_structure(  # type: ignore[misc]
                read_outline(folder.path(name), name, settings), read_blocks(folder.gold, name)
            ),
        )
        for name in folder.structures
        if folder.has_pdf(name, BLOCKS)
    }
    known = {name: score for name, score in scores.items() if score is not None}
    return structure_record(known) if known else None


def _attributes(folder: _Folder, plans: Sequence[Labelled], settings: Settings) -> Record | None:
    """The figures of labelled passages, and of whole units under ``units``; None without either."""
    path = folder.gold / ATTRIBUTES
    golds = folder.tried(ATTRIBUTES, lambda: read_attributes(path)) if path.is_file() else None
    of_passages = score_attributes(golds, annotate_texts(golds, settings)) if golds else None
    of_units = score_units(plans)
    if of_passages is None and of_units is None:
        return None
    return {**(of_passages or {}), "units": of_units}


def _pairs(folder: _Folder, judge: PairJudge) -> Record | None:
    path = folder.gold / PAIRS
    if not path.is_file():
        return None
    pairs = folder.tried(PAIRS, lambda: read_pairs(path))
    settled = [pair for pair in pairs or () if pair.label is not None]
    return score_pairs(settled, judge) if settled else None
