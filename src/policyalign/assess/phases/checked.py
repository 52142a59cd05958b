"""What becomes of faults once people have looked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from policyalign.assess.measures.checked import told_apart
from policyalign.assess.phases.records import Phases
from policyalign.domain import Measure

if TYPE_CHECKING:
    from policyalign.assess.questions import Said


def checked(found: Phases, said: Said, measures: Sequence[Measure]) -> Phases:
    """The faults as people see them."""
    faults, aside = told_apart(found.faults, said)
    return replace(found, faults=faults, set_aside=aside)
