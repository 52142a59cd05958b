"""Citations and exit links through the PDFs of the sample plans, and over real plans."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import policyalign as pa
from policyalign.assess.links.records import Links
from policyalign.assess.measures.side import Side
from policyalign.assess.run import Run
from policyalign.text.normalize import nfkc_key
from policyalign.values import Lang

from support.yaml_data import read_yaml

SAMPLES = Path(__file__).resolve().parents[1] / "corpora" / "samples"
TRUTH: dict[str, Any] = read_yaml(SAMPLES / "truth.yaml")
FAULTS = {fault["id"]: fault for fault in (*TRUTH["phase_faults"], *TRUTH["near_faults"])}


@pytest.fixture(scope="module")
def matrix(sample_run: Run) -> pa.Matrix:
    return pa.Matrix(sample_run)


@pytest.fixture(scope="module")
def links(matrix: pa.Matrix) -> Links:
    record: Links = matrix.links.record
    return record


def places(*sides: Side | None) -> list[tuple[str, str]]:
    return [(side.measure.plan_id, nfkc_key(side.measure.heading)) for side in sides if side]


def planted(fault: str) -> list[tuple[str, str]]:
    return [(side["plan"], nfkc_key(side["heading"])) for side in FAULTS[fault]["sides"]]


@pytest.mark.parametrize(("fault", "kind"), [("F1", "open"), ("N1", "open"), ("F2", "joined"), ("F3", "joined")])
def test_planted_chains_over_two_plans_are_exit_links(links: Links, fault: str, kind: str) -> None:
    """The planted faults between two plans stand on a result here and its use there; N1 is such a chain in
    good order. Of F3 the same ministry stands on both sides, once in a list with a body that is not listed."""
    found = [places(one.source, one.user) for one in links.exits if one.kind == kind]
    assert planted(fault) in found


def test_no_other_measures_are_linked(links: Links) -> None:
    expected = [planted(fault) for fault in ("F1", "F2", "F3", "N1")]
    linked = [places(one.source, one.user) for one in links.exits if one.source and one.user]
    assert sorted(linked) == sorted(expected)


@pytest.mark.parametrize("fault", ["F6", "F10"])
def test_planted_results_that_nobody_uses_have_no_taker_found(links: Links, fault: str) -> None:
    alone = [places(one.source) for one in links.exits if one.kind == "no_taker"]
    assert planted(fault) in alone


def test_what_was_not_found_is_never_certain_nor_called_absent(matrix: pa.Matrix) -> None:
    frame = matrix.links.to_frame("exits")
    ends = frame[frame["kind"].isin(["no_taker", "no_source"])]
    assert not ends.empty
    assert (ends["confidence"] != "確実").all()
    assert ends["explanation"].str.contains("この3計画の中に見つけられなかった").all()


def test_names_in_the_samples_are_cited_where_they_stand(sample_run: Run, links: Links) -> None:
    targets = {(one.plan_id, links.targets[one.target].title) for one in links.citations}
    assert ("digital", "デジタル社会形成法") in targets
    assert ("education", "中央教育審議会") in targets
    assert any(plan == "space" and "宇宙開発及び宇宙利用の推進に関する法律" in title for plan, title in targets)
    for one in links.citations:
        passage = sample_run.passages[one.plan_id, one.passage_id]
        assert one.name in passage.text
        assert one.page == passage.page_start


def test_a_plan_that_speaks_of_itself_is_led_to_itself(links: Links) -> None:
    own = {one.plan_id for one in links.citations if one.via == "self"}
    assert own == set(TRUTH["plans"])


def test_sentences_are_whole_in_both_languages(sample_run: Run) -> None:
    langs: tuple[Lang, ...] = ("ja", "en")
    for lang in langs:
        settings = replace(sample_run.settings, lang=lang)
        frame = pa.Matrix(replace(sample_run, settings=settings)).links.to_frame("exits")
        assert not frame["explanation"].str.contains(r"[?{}]", regex=True).any()


def test_real_plans_lead_to_the_catalogue(real_run: Run) -> None:
    record: Links = pa.Matrix(real_run).links.record
    assert sum(one.target == "known:space" for one in record.citations if one.plan_id == "rs-space") >= 5
    assert all(record.targets[one.target].plan_id == one.plan_id for one in record.citations if one.via == "self")
