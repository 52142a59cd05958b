"""Verdicts on proposals that nobody labelled plans for: the requests of ``models/labels/requests.csv``.

Every request is asked of its own document through the real pipeline, scored by a model that was fitted without that
document. There is no figure over all variants: a request for the same act is answered, its opposite is not, so that any
sum would say how many of each were written.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

import numpy as np

from policyalign.config import Settings
from policyalign.domain import Finding, Plan
from policyalign.lab.evaluation.cells import CellTable, Record, figures_of
from policyalign.lab.gold.requests import LabelledDocument, LabelledRequest, as_proposal
from policyalign.pipeline import compare_plans

Answered = tuple[LabelledRequest, Finding]


def answer_requests(
    requests: Sequence[LabelledRequest], plans: Mapping[str, Plan], settings: Settings
) -> list[Answered]:
    """What is said of every request to one of the plans."""
    settings = replace(settings, held_out=True, encoder=Settings().encoder)
    answered: list[Answered] = []
    for name, plan in plans.items():
        own = [request for request in requests if request.document == name]
        if own:
            run = compare_plans([plan], settings, proposals=[as_proposal(one) for one in own], scope="none")
            answered += [(one, run.matrix.finding(one.id, name)) for one in own]
    return answered


def score_requests(answered: Sequence[Answered], documents: Mapping[str, LabelledDocument]) -> Record | None:
    """The figures of ``requests``: by variant, by genre and by document; None without any."""
    if not answered:
        return None
    return {
        "by_variant": _grouped(answered, lambda one: one.variant),
        "by_genre": _grouped(answered, lambda one: documents[one.document].genre),
        "by_document": _grouped(answered, lambda one: one.document),
    }


def _grouped(answered: Sequence[Answered], group: Callable[[LabelledRequest], str]) -> Record:
    names = dict.fromkeys(group(request) for request, _ in answered)
    return {name: _figures([one for one in answered if group(one[0]) == name]) for name in names}


def _figures(answered: Sequence[Answered]) -> Record:
    findings = [finding for _, finding in answered]
    cells = CellTable(
        np.zeros(len(answered), dtype=np.intp),
        np.arange(len(answered)),
        np.array([request.grade for request, _ in answered]),
        np.array([finding.status for finding in findings]),
        np.array([finding.probability or 0.0 for finding in findings]),
    )
    return {"requests": len(cells), **figures_of(cells)}
