"""Which excerpt of a run is meant by what somebody asked for."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from policyalign.assess.questions import QUESTIONS
from policyalign.assess.run import Run
from policyalign.choice import choose_plans, choose_proposal
from policyalign.domain import Proposal
from policyalign.errors import ProposalError
from policyalign.messages import ErrorCode
from policyalign.report.excerpt import Excerpt

GOVERNANCE = next(one for one in QUESTIONS if one.name == "governance")


def excerpt_asked(
    run: Run,
    plans: Sequence[str] = (),
    proposals: Sequence[str] = (),
    chapters: Collection[str] = (),
    choose: Callable[[str], Proposal] | None = None,
) -> Excerpt:
    """The excerpt on these plans (ids), proposals (ids, or parts of labels) and chapters; the whole where nothing is
    named. ``choose`` finds a proposal by what was typed.

    Raises :class:`~policyalign.errors.UnknownPlan`, :class:`~policyalign.errors.UnknownProposal` or, where no proposal
    is of a chapter, :class:`~policyalign.errors.ProposalError`.
    """
    every = {one.id: one for one in (*run.matrix.proposals, *GOVERNANCE.statements)}
    find = choose or (lambda wanted: choose_proposal(tuple(every.values()), wanted))
    chosen = [find(one) for one in proposals] or every.values()
    told = [one.id for one in chosen if not chapters or one.chapter in chapters]
    if not told:
        raise ProposalError(ErrorCode.proposals_none_selected)
    asked = bool(proposals or chapters)
    return Excerpt(choose_plans([plan.id for plan in run.plans], plans), tuple(dict.fromkeys(told)) if asked else ())
