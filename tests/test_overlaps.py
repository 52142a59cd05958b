"""Overlaps through the PDFs of the sample plans: those planted are found, the controls are not called so."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from policyalign.assess.overlaps.records import Overlap, Overlaps
from policyalign.assess.overlaps.rows import cluster_rows, overlap_rows
from policyalign.assess.run import Run
from policyalign.text.normalize import nfkc_key

from support.yaml_data import read_yaml

SAMPLES = Path(__file__).resolve().parents[1] / "corpora" / "samples"
TRUTH: dict[str, Any] = read_yaml(SAMPLES / "truth.yaml")
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


def test_what_a_row_shows_of_a_measure_begins_on_the_page_that_it_names(sample_run: Run) -> None:
    pairs, groups = list(overlap_rows(sample_run, "ja")), list(cluster_rows(sample_run, "ja"))
    shown = ("plan_id", "passage_id", "page", "text")
    sides = [[row[f"{name}{side}"] for name in shown] for row in pairs for side in ("", "_2")]
    sides += [[row[name] for name in shown] for row in groups]
    assert len(sides) > 10
    for plan, passage, page, text in sides:
        cited = sample_run.passages[plan, passage]
        assert (page, text[: len(cited.text)]) == (cited.page_start, cited.text)
