"""What becomes of exit links once people have looked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from policyalign.assess.links.records import Links
from policyalign.assess.measures.checked import told_apart
from policyalign.domain import Measure

if TYPE_CHECKING:
    from policyalign.assess.questions import Said


def checked(found: Links, said: Said, measures: Sequence[Measure]) -> Links:
    """The exit links as people see them."""
    exits, aside = told_apart(found.exits, said)
    return replace(found, exits=exits, set_aside=aside)
