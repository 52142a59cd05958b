"""Do the plans bear out what COCN complains of: phases and exits that do not fit, duplication, no scenario?

The complaints are about the plans together, and no passage of a plan answers them: they are answered by what was
found across the plans, with the same caution.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from policyalign.assess.governance.messages import GovernanceCode
from policyalign.assess.governance.records import DUPLICATION, PHASES, SCENARIO, Complaint, Evidence, Governance
from policyalign.assess.links.records import Links
from policyalign.assess.measures.side import Side
from policyalign.assess.overlaps.records import Overlaps
from policyalign.assess.phases.records import Phases
from policyalign.assess.survey import Survey
from policyalign.config import Settings

_FEWEST_PLANS = 2
"""Of one plan alone nobody can say how it fits others, whatever was found in it."""
_AGAINST_THE_REST = frozenset(("period", "no_exit", "no_entry"))
"""Faults that hold a plan against the STI plan, or are looked for over all plans."""
_OF_A_SCENARIO = frozenset(("valley", "no_exit", "undated"))
_UNLINKED = frozenset(("open", "no_taker", "no_source"))


def find(survey: Survey, settings: Settings, found: Mapping[str, Any]) -> Governance:
    """The three complaints, from the faults, exit links and overlaps that were found."""
    phases: Phases = found["phases"]
    links: Links = found["links"]
    overlaps: Overlaps = found["overlaps"]
    faults = [
        Evidence("phases", number, one.kind, one.confidence, one.sides) for number, one in enumerate(phases.faults, 1)
    ]
    exits = [
        Evidence("exits", number, one.kind, one.confidence, one.sides)
        for number, one in enumerate(links.exits, 1)
        if one.kind in _UNLINKED and one.across_plans
    ]
    pairs = [
        Evidence("overlaps", number, one.relation, one.confidence, (Side(one.first), Side(one.second)))
        for number, one in enumerate(overlaps.overlaps, 1)
        if one.coordination is None
    ]
    coordinated = sum(one.coordination is not None for one in overlaps.overlaps)
    across = [one for one in faults if len(one.plans) > 1 or one.type in _AGAINST_THE_REST]
    several = len(survey.plans) >= _FEWEST_PLANS
    return Governance(
        (
            _across_plans(PHASES, [*(one for one in across if one.type != "undated"), *exits], several),
            _with_coordinated(_across_plans(DUPLICATION, pairs, several), coordinated),
            _scenario([one for one in faults if one.type in _OF_A_SCENARIO]),
        )
    )


def _across_plans(statement: str, evidence: Iterable[Evidence], several: bool) -> Complaint:
    found = _certain_first(evidence)
    certain = sum(one.certain for one in found)
    detail = {"certain": str(certain), "check": str(len(found) - certain)}
    if certain and several:
        return Complaint(statement, "observed", GovernanceCode.governance_observed, detail, found)
    reason = GovernanceCode.governance_nothing_certain if several else GovernanceCode.governance_one_plan
    return Complaint(statement, "undetermined", reason, detail, found)


def _with_coordinated(complaint: Complaint, count: int) -> Complaint:
    """The complaint with how many overlaps do not bear it out, since the plans tell how they are coordinated."""
    return replace(complaint, detail={**complaint.detail, "coordinated": str(count)}) if count else complaint


def _scenario(evidence: Iterable[Evidence]) -> Complaint:
    """Whether priorities are set cannot be told from stages and times; what speaks of a scenario is counted."""
    found = _certain_first(evidence)
    undated = sum(one.type == "undated" for one in found)
    detail = {"undated": str(undated), "broken": str(len(found) - undated)}
    return Complaint(SCENARIO, "undetermined", GovernanceCode.governance_scenario, detail, found)


def _certain_first(evidence: Iterable[Evidence]) -> tuple[Evidence, ...]:
    return tuple(sorted(evidence, key=lambda one: not one.certain))
