"""Real documents that are no plans of the measured kind: nothing is claimed to be missing from them."""

from __future__ import annotations

from pathlib import Path

import pytest

from policyalign.assess.run import Run
from policyalign.config import Settings
from policyalign.pipeline import compare_files

PLAN, WHITE_PAPER = "rs-space", "sti-hakusho-r6-ch1"


@pytest.fixture(scope="module")
def run(real_corpus: Path) -> Run:
    return compare_files([real_corpus / "pdf" / f"{name}.pdf" for name in (PLAN, WHITE_PAPER)], Settings())


def test_nothing_is_missing_from_a_white_paper(run: Run) -> None:
    found = [one for one in run.matrix.findings if one.plan_id == WHITE_PAPER]
    assert {one.status for one in found} == {"undetermined"}
    assert "plan_untypical" in {one.reason for one in found}


def test_a_labelled_plan_keeps_its_gaps(run: Run) -> None:
    found = [one for one in run.matrix.findings if one.plan_id == PLAN]
    assert sum(one.status == "gap" for one in found) >= 25
    assert "plan_untypical" not in {one.reason for one in found}
