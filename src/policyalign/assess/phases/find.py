"""All faults of a run: the measures are put together, tied and held against proposals and window."""

from __future__ import annotations

from itertools import chain

from policyalign.assess.matrix import GapMatrix
from policyalign.assess.measures.answers import find_answers
from policyalign.assess.measures.reading import read_measures
from policyalign.assess.measures.reliance import find_reliances
from policyalign.assess.measures.words import Words
from policyalign.assess.phases.ends import find_missing_ends
from policyalign.assess.phases.order import find_inversions
from policyalign.assess.phases.parallel import find_parallels
from policyalign.assess.phases.periods import find_misfits, find_undated, old_plans, plan_notes
from policyalign.assess.phases.records import Fault, Phases, PhaseSettings
from policyalign.assess.phases.survey import Survey
from policyalign.assess.phases.valley import find_valleys
from policyalign.config import AssessSettings
from policyalign.domain import Proposal
from policyalign.errors import ProposalError
from policyalign.match.term_statistics import TermStatistics, load_term_statistics

_ORDER = ("inversion", "valley", "no_exit", "no_entry", "parallel", "period", "undated")


def find_phases(
    matrix: GapMatrix,
    settings: PhaseSettings | None = None,
    background: TermStatistics | None = None,
    reading: AssessSettings | None = None,
) -> Phases:
    """The stages of all measures in time, and where they do not fit.

    ``background`` tells which words are rare beyond the plans of the run (by default what comes along);
    ``reading`` says when a plan was read well enough to conclude anything from what was not found in it.
    """
    settings = settings or PhaseSettings()
    survey = _survey(matrix, settings, background or load_term_statistics(), reading or AssessSettings())
    kinds = (find_inversions, find_valleys, find_missing_ends, find_parallels, find_misfits, find_undated)
    faults = sorted(chain.from_iterable(find(survey) for find in kinds), key=_place)
    notes = plan_notes(matrix.plans, settings)
    return Phases(settings, survey.measures, survey.answered, tuple(faults), notes)


def proposal_of(matrix: GapMatrix, wanted: str) -> Proposal:
    """The proposal with this id, whatever its case. Raises :class:`~policyalign.errors.ProposalError`."""
    for proposal in matrix.proposals:
        if proposal.id.casefold() == wanted.strip().casefold():
            return proposal
    raise ProposalError("proposal_unknown", item=wanted)


def _survey(
    matrix: GapMatrix, settings: PhaseSettings, background: TermStatistics, reading: AssessSettings
) -> Survey:
    measures = tuple(one for plan in matrix.plans for one in read_measures(plan))
    words = Words(measures, background)
    answers = find_answers(matrix, {(one.plan_id, one.key): one for one in measures}, reading)
    return Survey(
        measures,
        words.ties(),
        find_reliances(measures, words),
        answers,
        settings,
        _half_read(matrix, reading),
        old_plans(matrix.plans, settings),
    )


def _half_read(matrix: GapMatrix, reading: AssessSettings) -> tuple[str, ...]:
    """The plans of which so many pages were not read that what takes a fault back may stand there."""
    limit = reading.unread_share_limit
    return tuple(plan.id for plan in matrix.plans if len(plan.unread_pages) > limit * plan.page_count)


def _place(fault: Fault) -> int:
    """By kind; within a kind the order in which they were found stays."""
    return _ORDER.index(fault.kind)
