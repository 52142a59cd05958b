"""Timelines: one picture of all plans, and one of every proposal that is asked for."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import partial

from policyalign.assess.phases.figure_overview import draw_overview
from policyalign.assess.phases.figure_proposal import draw_proposal
from policyalign.assess.phases.records import Phases
from policyalign.assess.questions import Draw
from policyalign.assess.run import Run
from policyalign.text.file_names import file_names


def figures(run: Run, chosen: Collection[str] | None = None) -> Mapping[str, Draw]:
    """The overview and, with ``chosen``, a timeline of each of these proposals, or of all with an alarm."""
    lang = run.settings.lang
    drawn: dict[str, Draw] = {"phases": partial(draw_overview, run, lang)}
    if chosen is not None:
        phases: Phases = run.results["phases"]
        wanted = chosen or {proposal for fault in phases.alarms for proposal in fault.proposal_ids}
        files = file_names(proposal.id for proposal in run.matrix.proposals)
        for proposal in run.matrix.proposals:
            if proposal.id in wanted:
                drawn[f"phases/{files[proposal.id]}"] = partial(draw_proposal, run, proposal.id, lang)
    return drawn
