"""Everything that a folder of labels allows to measure, through the real pipeline."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TypeVar

from policyalign.assess.run import Failure, Run
from policyalign.config import Settings
from policyalign.domain import Plan, Problem
from policyalign.errors import GoldError, PolicyAlignError
from policyalign.lab.evaluation.attributes import annotate_texts, score_attributes
from policyalign.lab.evaluation.cells import Record, cell_figures
from policyalign.lab.evaluation.evaluated_plan import EvaluatedPlan, evaluated_plans
from policyalign.lab.evaluation.figures import calibration_record, cells_record, ranking_record
from policyalign.lab.evaluation.mistakes import Mistake, find_mistakes
from policyalign.lab.evaluation.pairs import judge_pairs, score_pairs
from policyalign.lab.evaluation.prose import score_prose
from policyalign.lab.evaluation.requests import answer_requests, score_requests
from policyalign.lab.evaluation.structure import read_outline, score_structure, structure_record
from policyalign.lab.evaluation.unit_attributes import score_units
from policyalign.lab.gold import Gold, read_gold
from policyalign.lab.gold.attributes import ATTRIBUTES, Attributes
from policyalign.lab.gold.blocks import BLOCKS, block_names, read_blocks
from policyalign.lab.gold.json_lines import Struct, read_lines
from policyalign.lab.gold.pairs import PAIRS, Pair
from policyalign.lab.gold.prose import read_prose
from policyalign.lab.gold.prose_pairs import prose_documents, read_prose_pairs
from policyalign.lab.gold.relevance import RELEVANCE, gold_names
from policyalign.lab.gold.requests import gold_by_key, read_documents, read_relevance, read_requests
from policyalign.messages import LabCode, ReadingCode
from policyalign.pipeline import compare_files, compare_plans, read_file
from policyalign.runtime import Report
from policyalign.values import Code

T = TypeVar("T")
MeasurePairs = Callable[[Mapping[str, Plan]], Record | None]
"""The figures of labelled pairs of prose whose documents are among these plans, by name."""


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What was measured: ``figures`` is the object that ``docs/evaluation.md`` describes, with None under the
    keys for which there are no labels. ``unusable`` are files of labels, and PDFs, with what is wrong with
    them."""

    figures: Record
    plans: tuple[EvaluatedPlan, ...]
    mistakes: tuple[Mistake, ...]
    unusable: tuple[Failure, ...]
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
    prose_pairs: MeasurePairs | None = None,
) -> Evaluation:
    """Run the pipeline on the PDFs of all labelled plans, and hold what it says against the labels.

    ``gold_dir`` is searched for the files of ``docs/gold.md``, ``pdf_dir`` for a PDF of the same name. Labels
    or PDFs that cannot be used are listed and do not stop the others. Pairs of prose are measured by ``prose_pairs``,
    which needs a collection of projects besides.

    Raises:
        GoldError: ``gold_dir`` is no folder with labels.
        EncoderError, MissingExtra: the encoder cannot be loaded.
    """
    settings = settings or Settings()
    # The labels are those of the file, be it a part of the plan.
    settings = replace(settings, top_k=None, held_out=True, assess=replace(settings.assess, excerpts=True))
    folder = _Folder(gold_dir, pdf_dir)
    golds = folder.golds()
    run = _run(folder, golds, settings, progress) if golds else None
    plans = evaluated_plans(run, golds) if run else []
    figures: Record = {
        "ranking": ranking_record(plans) if plans else None,
        "cells": cells_record(plans) if plans else None,
        "calibration": calibration_record(plans) if plans else None,
        "structure": structure_record(folder.structures(settings)),
        "attributes": _attributes(folder, plans, settings),
        "prose": _prose(folder, settings),
        "prose_cells": _prose_cells(folder, settings),
        "requests": _requests(folder, settings),
        "pairs": _pairs(folder, settings),
        "prose_pairs": prose_pairs(folder.plans(prose_documents(read_prose_pairs()), settings))
        if prose_pairs
        else None,
    }
    return Evaluation(figures, tuple(plans), tuple(find_mistakes(plans)), tuple(folder.unusable), run)


class _Folder:
    """The labels of a folder and the PDFs that they are of; keeps what cannot be used."""

    def __init__(self, gold_dir: Path, pdf_dir: Path) -> None:
        self.gold, self.pdf = gold_dir, pdf_dir
        self.unusable: list[Failure] = []
        self._plans: dict[str, Plan | None] = {}
        if not gold_dir.is_dir():
            raise GoldError(LabCode.gold_folder, folder=gold_dir)
        others = (gold_dir / name for name in (ATTRIBUTES, PAIRS))
        if not (gold_names(gold_dir) or block_names(gold_dir) or any(path.is_file() for path in others)):
            raise GoldError(LabCode.gold_none, folder=gold_dir)

    def pdf_of(self, name: str) -> Path:
        return self.pdf / f"{name}.pdf"

    def golds(self) -> dict[str, Gold]:
        """The grades of measures by the name of their plan."""
        golds = self._by_plan(gold_names(self.gold), RELEVANCE, partial(read_gold, self.gold))
        for name, gold in golds.items():
            if gold.unknown_units:
                count, first = str(len(gold.unknown_units)), gold.unknown_units[0]
                self.note(f"{name}{RELEVANCE}", LabCode.gold_unknown_units, {"count": count, "first": first})
        return golds

    def structures(self, settings: Settings) -> Mapping[str, Mapping[str, Mapping[str, float]]]:
        """How well the structure of every plan that has such labels is read."""

        def score(name: str) -> Mapping[str, Mapping[str, float]]:
            plan = read_outline(self.pdf_of(name), name, settings)
            return score_structure(plan, read_blocks(self.gold, name))

        return self._by_plan(block_names(self.gold), BLOCKS, score)

    def plan(self, name: str, settings: Settings) -> Plan | None:
        """A plan as the pipeline reads it, once; None where there is no PDF, or no usable one."""
        path = self.pdf_of(name)
        if name not in self._plans:
            read = partial(read_file, path, settings, plan_id=name)
            self._plans[name] = self._attempt(path.name, read) if path.is_file() else None
        return self._plans[name]

    def plans(self, names: Sequence[str], settings: Settings) -> dict[str, Plan]:
        """Those plans of these names that can be read."""
        return {name: plan for name in names if (plan := self.plan(name, settings)) is not None}

    def records(self, file: str, kind: type[Struct]) -> tuple[Struct, ...]:
        """The labels of a file that is not of one plan; none where it is not there or cannot be used."""
        path = self.gold / file
        return (self._attempt(file, lambda: read_lines(path, kind)) or ()) if path.is_file() else ()

    def _by_plan(self, names: Sequence[str], ending: str, read: Callable[[str], T]) -> dict[str, T]:
        """What ``read`` gives for every plan whose PDF is there and whose labels are of the right form."""
        found: dict[str, T] = {}
        for name in names:
            if not self.pdf_of(name).is_file():
                self.note(f"{name}{ending}", LabCode.gold_pdf_missing, {"pdf": str(self.pdf_of(name))})
            elif (one := self._attempt(f"{name}{ending}", partial(read, name))) is not None:
                found[name] = one
        return found

    def _attempt(self, file: str, work: Callable[[], T]) -> T | None:
        """The result of the work; None, and a note, where it raises an error meant for the user."""
        try:
            return work()
        except PolicyAlignError as error:
            self.note(file, error.code, error.detail)
            return None

    def note(self, file: str, code: Code, detail: dict[str, str]) -> None:
        self.unusable.append(Failure(Path(file), Problem(code, "fatal", None, detail)))


def _run(folder: _Folder, golds: Mapping[str, Gold], settings: Settings, progress: Report | None) -> Run:
    paths = [folder.pdf_of(name) for name in golds]
    run = compare_files(paths, settings, ids=list(golds), progress=progress)
    for failure in run.failures:
        folder.note(failure.path.name, failure.problem.code, failure.problem.detail)
    for plan in run.plans:
        if not plan.passages:
            folder.note(plan.source, ReadingCode.no_text, {})
    return run


def _attributes(folder: _Folder, plans: Sequence[EvaluatedPlan], settings: Settings) -> Record | None:
    """The figures of labelled passages, and of whole units under ``units``; None without either."""
    golds = folder.records(ATTRIBUTES, Attributes)
    of_passages = score_attributes(golds, annotate_texts(golds, settings)) if golds else {}
    of_units = score_units(plans)
    return {**of_passages, "units": of_units} if of_passages or of_units else None


def _prose(folder: _Folder, settings: Settings) -> Record | None:
    """The figures of the prose labels that ship with the package, for those of their documents whose PDF is there."""
    documents = read_prose()
    return score_prose(documents, folder.plans([one.name for one in documents], settings))


def _prose_cells(folder: _Folder, settings: Settings) -> Record | None:
    """The cells of documents of running prose, document by document; None where no PDF is there."""
    labels = read_relevance()
    plans = folder.plans(list(labels), settings)
    if not plans:
        return None
    run = compare_plans(list(plans.values()), settings)
    golds = {name: gold_by_key(plan, labels[name]) for name, plan in plans.items()}
    found = evaluated_plans(run, golds)
    return {plan.plan.id: cell_figures([plan]) for plan in found}


def _requests(folder: _Folder, settings: Settings) -> Record | None:
    """The figures of the requests that ship with the package, for those of their documents whose PDF is there."""
    requests, documents = read_requests(), read_documents()
    plans = folder.plans(list(dict.fromkeys(request.document for request in requests)), settings)
    return score_requests(answer_requests(requests, plans, settings), documents)


def _pairs(folder: _Folder, settings: Settings) -> Record | None:
    """The figures of pairs; those on which the coders differ are left out."""
    settled = [pair for pair in folder.records(PAIRS, Pair) if pair.label is not None]
    return score_pairs(settled, *judge_pairs(settled, settings)) if settled else None
