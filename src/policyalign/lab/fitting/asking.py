"""What documents are asked by proposals that they were not labelled for, as the fit sees it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from functools import cache

import numpy as np

from policyalign.domain import Plan, Proposal
from policyalign.lab.fitting.samples import LabelledPlan, unit_of_contexts
from policyalign.lab.fitting.unlabelled import FOREIGN, LABELLED, Asked, fold_of
from policyalign.lab.gold import grade_table, units_of
from policyalign.lab.gold.passage_keys import passage_key
from policyalign.lab.gold.requests import LabelledDocument, LabelledRequest, as_proposal
from policyalign.lab.gold.unit_matching import Matrix
from policyalign.match import features as stages
from policyalign.match.encoder import Encoder
from policyalign.match.objects import ObjectJudge
from policyalign.match.queries import build_queries, embed_queries
from policyalign.match.term_statistics import TermStatistics
from policyalign.segment.requests import Request

ELSEWHERE = 2
"""Documents of another field that a request is also asked of, where it is taken for absent."""
FOREIGN_WEIGHT = 0.5
"""What such a cell counts against one that was judged: nobody read these documents for the request."""


def asked_of(
    embedded: stages.EmbeddedPlan,
    requests: Sequence[LabelledRequest],
    read: Mapping[str, Request],
    documents: Mapping[str, LabelledDocument],
    statistics: TermStatistics,
    encoder: Encoder,
) -> Asked:
    """A plan with the requests to it, and some to documents of another field. ``read`` are the analysed requests; a
    passage that does the opposite counts as grade 0."""
    plan = embedded.plan
    own = [request for request in requests if request.document == plan.id]
    foreign = [request for request in requests if plan.id in foreign_documents(request, documents)]
    posed = [*own, *foreign]
    features = passage_features(embedded, [as_proposal(one) for one in posed], read, statistics, encoder)
    grades = np.full((len(posed), len(plan.passages)), -1, dtype=np.intp)
    keys = [passage_key(passage.text) for passage in plan.passages]
    for row, request in enumerate(own):
        grades[row] = [max(request.grades[key], 0) if key in request.grades else -1 for key in keys]
    best = [request.grade for request in own] + [0] * len(foreign)
    return Asked(
        plan.id,
        tuple(request.id for request in posed),
        (*(request.variant for request in own), *(FOREIGN for _ in foreign)),
        features,
        embedded.context_of,
        grades,
        np.array(best, dtype=np.intp),
        np.array([fold_of(request.source) for request in posed], dtype=np.intp),
        np.array([1.0] * len(own) + [FOREIGN_WEIGHT] * len(foreign)),
        _bearing_out(plan, [(index,) for index in range(len(plan.passages))], read, statistics, encoder),
    )


def asked_for_labels(
    labelled: LabelledPlan,
    embedded: stages.EmbeddedPlan,
    proposals: Sequence[Proposal],
    read: Mapping[str, Request],
    statistics: TermStatistics,
    encoder: Encoder,
) -> Asked:
    """A plan with the proposals that it was labelled for, as if nobody had: without their profiles. Its columns are
    contexts, since labels are of whole measures."""
    features = _best_of_contexts(embedded, passage_features(embedded, proposals, read, statistics, encoder))
    units = unit_of_contexts(embedded, units_of(labelled.plan, labelled.gold))
    table = grade_table(labelled.gold, proposals)
    grades = np.where(units >= 0, table[:, np.maximum(units, 0)], -1)
    judged = (table >= 0).any(axis=1)
    return Asked(
        labelled.plan.id,
        tuple(proposal.id for proposal in proposals),
        tuple(LABELLED for _ in proposals),
        features,
        np.arange(len(embedded.contexts)),
        grades,
        np.maximum(table.max(axis=1), 0),
        np.array([fold_of(proposal.id) for proposal in proposals], dtype=np.intp),
        judged.astype(float),
        _bearing_out(labelled.plan, [one.evidence for one in embedded.contexts], read, statistics, encoder),
    )


def _bearing_out(
    plan: Plan,
    columns: Sequence[Sequence[int]],
    read: Mapping[str, Request],
    statistics: TermStatistics,
    encoder: Encoder,
) -> Callable[[str, int], bool]:
    """Of a proposal and a column, which stands for these passages, whether any has a sentence that does what is asked,
    as :meth:`MatchService.match` looks for it."""

    @cache
    def judge(key: str) -> ObjectJudge:
        return ObjectJudge(read[key], statistics.weight, lambda words: encoder.encode(words, "passage"))

    def bears_out(key: str, column: int) -> bool:
        return any(judge(key)(plan.passages[index]) is not None for index in columns[column])

    return bears_out


_DOUBTS = ("contrary", "short", "background")


def _best_of_contexts(embedded: stages.EmbeddedPlan, features: Mapping[str, Matrix]) -> dict[str, Matrix]:
    """The best of the evidence of every context; what speaks against passages only where it does against all."""
    signs = {name: -1.0 if name in _DOUBTS else 1.0 for name in features}
    return {
        name: signs[name] * stages.best_of_contexts(embedded, signs[name] * values) for name, values in features.items()
    }


def foreign_documents(request: LabelledRequest, documents: Mapping[str, LabelledDocument]) -> list[str]:
    """The documents of another field that a request is also asked of, by its name alone."""
    domain = documents[request.document].domain
    others = sorted(name for name, one in documents.items() if one.domain not in (domain, ""))
    return sorted(others, key=lambda name: hashlib.sha256(f"{request.id} {name}".encode()).hexdigest())[:ELSEWHERE]


def passage_features(
    embedded: stages.EmbeddedPlan,
    proposals: Sequence[Proposal],
    read: Mapping[str, Request],
    statistics: TermStatistics,
    encoder: Encoder,
) -> dict[str, Matrix]:
    """All features of a plan's passages for proposals without a profile: P × N, as they are scored."""
    queries = build_queries(proposals, read, {}, {})
    first = stages.first_stage(embedded, queries, embed_queries(queries, encoder))
    return stages.of_passages(embedded, queries, first, statistics)
