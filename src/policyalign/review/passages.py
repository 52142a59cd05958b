"""Where the text that a reviewer chose stands in a plan, now."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from policyalign.assess.run import Run
from policyalign.domain import Passage
from policyalign.text.normalize import nfkc_key


class PassageFinder:
    """Finds passages of the plans of a run by their text, whatever their ids are now; widths and spaces are alike."""

    def __init__(self, run: Run) -> None:
        self._run = run
        self._texts = cache(self._texts_of)

    def passage(self, plan_id: str, text: str, passage_id: str = "") -> Passage | None:
        """The passage that holds a text: that of the id, where it does, else the first that does. Without a text, that
        of the id. None where there is none."""
        known = self._run.passages.get((plan_id, passage_id))
        wanted = nfkc_key(text)
        if not wanted or (known is not None and wanted in nfkc_key(known.text)):
            return known
        holders = (one for one, told in self._texts(plan_id).items() if wanted in told)
        found = next(holders, None)
        return self._run.passages[plan_id, found] if found else None

    def _texts_of(self, plan_id: str) -> Mapping[str, str]:
        plan = next(one for one in self._run.plans if one.id == plan_id)
        return {one.id: nfkc_key(one.text) for one in plan.passages}
