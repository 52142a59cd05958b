"""Which stages and schedules of the plans do not fit (フェーズ不整合)?"""

from __future__ import annotations

from collections.abc import Mapping

from policyalign.assess.phases.ends import find_missing_ends
from policyalign.assess.phases.order import find_inversions
from policyalign.assess.phases.parallel import find_parallels
from policyalign.assess.phases.periods import find_misfits, find_undated, plan_notes
from policyalign.assess.phases.records import KINDS, Phases
from policyalign.assess.phases.valley import find_valleys
from policyalign.assess.survey import Survey
from policyalign.config import Settings


def find(survey: Survey, settings: Settings, found: Mapping[str, object] | None = None) -> Phases:
    """The faults between the stages of all measures and their times, by kind, within a kind as found."""
    window = settings.phases
    faults = [
        *find_inversions(survey),
        *find_valleys(survey, window),
        *find_missing_ends(survey, window),
        *find_parallels(survey),
        *find_misfits(survey, window),
        *find_undated(survey),
    ]
    faults.sort(key=lambda fault: KINDS.index(fault.kind))
    return Phases(window, tuple(faults), tuple(plan_notes(survey.plans, window)))
