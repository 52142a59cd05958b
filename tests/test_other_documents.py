"""Real documents that are no plans of the measured kind: nothing is claimed to be missing from them."""

from __future__ import annotations

from policyalign.assess.run import Run

PLAN, WHITE_PAPER = "rs-space", "sti-hakusho-r6-ch1"


def test_nothing_is_missing_from_a_white_paper(real_run: Run) -> None:
    found = [one for one in real_run.matrix.findings if one.plan_id == WHITE_PAPER]
    assert {one.status for one in found} == {"undetermined"}
    assert {"plan_untypical", "too_many_unread"} & {one.reason for one in found}


def test_a_labelled_plan_keeps_its_gaps(real_run: Run) -> None:
    found = [one for one in real_run.matrix.findings if one.plan_id == PLAN]
    assert sum(one.status == "gap" for one in found) >= 20
    assert "plan_untypical" not in {one.reason for one in found}
