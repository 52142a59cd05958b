"""Overlaps through the PDFs of the sample plans: those planted are found, the controls are not called so."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from policyalign.assess.overlaps.records import Overlap, Overlaps
from policyalign.assess.run import Run
from policyalign.text.normalize import nfkc_key

SAMPLES = Path(__file__).resolve().parents[1] / "corpora" / "samples"
TRUTH: dict[str, Any] = yaml.safe_load((SAMPLES / "truth.yaml").read_text("utf-8"))
CONTROLS = [one for one in TRUTH["controls"] if "measures" in one]
SAME = ("duplicate", "similar")

Places = frozenset[tuple[str, str]]


@pytest.fixture(scope="module")
def found(sample_run: Run) -> Overlaps:
    record: Overlaps = sample_run.results["overlaps"]
    return record


def places(overlap: Overlap) -> Places:
    return frozenset((one.plan_id, nfkc_key(one.heading)) for one in (overlap.first, overlap.second))


def planted(relation: dict[str, Any]) -> Places:
    return frozenset((one["plan"], nfkc_key(one["heading"])) for one in relation["measures"])


def of(found: Overlaps, relation: dict[str, Any]) -> list[Overlap]:
    return [one for one in found.overlaps if places(one) == planted(relation)]


@pytest.mark.parametrize("relation", TRUTH["overlaps"], ids=lambda relation: relation["id"])
def test_every_planted_overlap_is_found(found: Overlaps, relation: dict[str, Any]) -> None:
    (one,) = of(found, relation)
    assert one.relation in SAME
    assert one.coordination is None
    assert one.same_ministry is False


@pytest.mark.parametrize("relation", CONTROLS, ids=lambda relation: relation["id"])
def test_no_control_is_called_the_same(found: Overlaps, relation: dict[str, Any]) -> None:
    assert [one for one in of(found, relation) if one.relation in SAME] == []


def test_no_other_overlap_is_invented(found: Overlaps) -> None:
    expected = {planted(relation) for relation in TRUTH["overlaps"]}
    claimed = [one for one in found.findings if one.relation in SAME]
    assert [places(one) for one in claimed if places(one) not in expected] == []


def test_measures_that_name_each_other_s_ministry_are_coordinated(found: Overlaps) -> None:
    fibres = [one for one in found.overlaps if all("光回線の増強" in heading for _, heading in places(one))]
    assert fibres
    assert all(one.coordination is not None and "と共に" in one.coordination.phrase for one in fibres)


def test_nothing_is_described_twice(found: Overlaps) -> None:
    assert found.repeats == (), "O2 has one name in two plans, but two ministries: no 再掲"
