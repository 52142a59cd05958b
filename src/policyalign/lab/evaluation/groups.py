"""Weights that pick out parts of the cells: one plan, one chapter, one kind of statement."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from policyalign.domain import Proposal
from policyalign.lab.evaluation.evaluated_plans import Matrix


def plan_groups(names: Sequence[str], proposals: int) -> dict[str, Matrix]:
    """For every plan, weights (plans × proposals) of 1 in its row and 0 elsewhere."""
    weights = np.repeat(np.eye(len(names))[:, :, None], proposals, axis=2)
    return dict(zip(names, weights, strict=True))


def proposal_groups(plans: int, proposals: Sequence[Proposal], by: str) -> dict[str, Matrix]:
    """The same for every value of a field of the proposals (``chapter``, ``kind``), in their order."""
    values = np.array([getattr(proposal, by) for proposal in proposals])
    return {
        str(value): np.tile((values == value).astype(np.float64), (plans, 1))
        for value in dict.fromkeys(values.tolist())
    }
