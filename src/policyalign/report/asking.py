"""Which excerpt of a run is meant by what somebody asked for."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence

from policyalign.assess.questions import QUESTIONS
from policyalign.assess.run import Run
from policyalign.choice import choose_plans, choose_proposal
from policyalign.domain import Proposal
from policyalign.errors import ProposalError
from policyalign.messages import ErrorCode
from policyalign.report.excerpt import Excerpt
from policyalign.text.normalize import nfkc_key

GOVERNANCE = next(one for one in QUESTIONS if one.name == "governance")


def excerpt_asked(
    run: Run,
    plans: Sequence[str] = (),
    proposals: Sequence[str] = (),
    chapters: Collection[str] = (),
    choose: Callable[[str], Proposal] | None = None,
) -> Excerpt:
    """The excerpt on these plans (ids), proposals (ids, also in lists such as ``1-P2,2.2-P2``, or parts of labels) and
    chapters; the whole where nothing is named. ``choose`` finds a proposal by what was typed.

    Raises :class:`~policyalign.errors.UnknownPlan`, :class:`~policyalign.errors.UnknownProposal` or, where no proposal
    is of a chapter, :class:`~policyalign.errors.ProposalError`.
    """
    every = {one.id: one for one in (*run.matrix.proposals, *GOVERNANCE.statements)}
    proposals = [one for text in proposals for one in _ids_in(text, every)]
    find = choose or (lambda wanted: choose_proposal(tuple(every.values()), wanted))
    chosen = [find(one) for one in proposals] or every.values()
    told = [one.id for one in chosen if not chapters or one.chapter in chapters]
    if not told:
        raise ProposalError(ErrorCode.proposals_none_selected)
    asked = bool(proposals or chapters)
    return Excerpt(choose_plans([plan.id for plan in run.plans], plans), tuple(dict.fromkeys(told)) if asked else ())


def _ids_in(text: str, known: Collection[str]) -> list[str]:
    """The ids that a text lists; the text itself where it is anything else, for labels have commas too."""
    ids = {nfkc_key(one).casefold() for one in known}
    parts = [part for part in re.split("[,、，]", text) if part.strip()]
    return parts if all(nfkc_key(part).casefold() in ids for part in parts) else [text]
