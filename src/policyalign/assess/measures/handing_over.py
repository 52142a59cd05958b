"""Whether a measure hands its results over to another that it names: …を「○○事業」に導出する, …事業へ引き継ぐ."""

from __future__ import annotations

import re

from policyalign.assess.measures.dependencies import SHORTEST_NAME
from policyalign.domain import Measure
from policyalign.text.normalize import nfkc_key

HANDS_OVER = (
    r"」?(?:\([^()]{0,20}\))?(?:など|等)?(?:に|へと?)(?:も|は)?(?:[^。、」に]{0,8}を)?"
    r"(?:導出|引き?継|橋渡し|つな[がぎぐげ]|繋[がぎぐげ]|移管|移行|受け渡)"
)
"""What follows the name, in the key of a text."""


def hands_over(one: Measure, other: Measure) -> bool:
    """Whether ``one`` says that what it achieves goes over to ``other``, by its name."""
    name = nfkc_key(other.name)
    if len(name) < SHORTEST_NAME or name in nfkc_key(one.name):
        return False
    return re.search(re.escape(name) + HANDS_OVER, nfkc_key(one.text)) is not None
