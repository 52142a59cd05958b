"""Which statement of a run is meant by what was typed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from policyalign.choice import choose_proposal
from policyalign.errors import UnknownProposal
from policyalign.messages import ExplainCode

if TYPE_CHECKING:
    from policyalign.assess.questions import Question
    from policyalign.assess.run import Run
    from policyalign.domain import Proposal


def choose_statement(run: Run, results: Path, wanted: str, question: Question | None = None) -> Proposal:
    """A proposal of the run, or a statement that the question itself answers.

    Raises :class:`~policyalign.errors.UnknownProposal`: for a statement that another question answers, with the
    command that shows it.
    """
    from policyalign.assess.questions import QUESTIONS

    here = {one.id: one for one in (*run.matrix.proposals, *(question.statements if question else ()))}
    elsewhere = {one.id: other for other in QUESTIONS for one in other.statements if one.id not in here}
    others = [one for other in QUESTIONS for one in other.statements if one.id in elsewhere]
    chosen = choose_proposal((*here.values(), *others), wanted)
    if chosen.id in elsewhere:
        detail = {"id": chosen.id, "label": chosen.label, "command": elsewhere[chosen.id].name, "results": results}
        raise UnknownProposal(ExplainCode.explain_elsewhere, **detail)
    return chosen
