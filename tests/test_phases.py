"""Phases through the PDFs of the sample plans: every planted fault is found, and nothing else alarmed."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import policyalign as pa
from policyalign.assess.phases.records import Fault, Phases
from policyalign.assess.run import Run
from policyalign.text.normalize import nfkc_key

from support.yaml_data import read_yaml

SAMPLES = Path(__file__).resolve().parents[1] / "corpora" / "samples"
TRUTH: dict[str, Any] = read_yaml(SAMPLES / "truth.yaml")
PLANTED = TRUTH["phase_faults"]


@pytest.fixture(scope="module")
def matrix(sample_run: Run) -> pa.Matrix:
    return pa.Matrix(sample_run)


@pytest.fixture(scope="module")
def found(matrix: pa.Matrix) -> Phases:
    record: Phases = matrix.phases.record
    return record


def told(fault: Fault) -> tuple[str, tuple[tuple[str, str], ...]]:
    """Kind, and plan and heading of each side in the order that does not depend on the fault."""
    places = {(side.measure.plan_id, nfkc_key(side.measure.heading)) for side in fault.sides}
    return fault.kind, tuple(sorted(places))


def planted(relation: dict[str, Any]) -> tuple[str, tuple[tuple[str, str], ...]]:
    places = {(side["plan"], nfkc_key(side["heading"])) for side in relation["sides"]}
    return relation["kind"], tuple(sorted(places))


@pytest.mark.parametrize("relation", PLANTED, ids=lambda relation: relation["id"])
def test_every_planted_fault_is_found(found: Phases, relation: dict[str, Any]) -> None:
    assert planted(relation) in [told(fault) for fault in found.faults]


def test_nothing_else_is_alarmed(found: Phases) -> None:
    expected = {planted(relation) for relation in PLANTED}
    assert [told(fault) for fault in found.alarms if told(fault) not in expected] == []


@pytest.mark.parametrize("relation", TRUTH["near_faults"], ids=lambda relation: relation["id"])
def test_what_only_looks_like_a_fault_is_none(sample_run: Run, found: Phases, relation: dict[str, Any]) -> None:
    """Its measures are read, and none of them stands in a fault of that kind."""
    places = {(side["plan"], nfkc_key(side["heading"])) for side in relation["sides"]}
    read = {(measure.plan_id, nfkc_key(measure.heading)) for measure in sample_run.measures}
    assert places <= read
    for fault in found.faults:
        if fault.kind == relation["kind"]:
            assert not places & set(told(fault)[1])


def test_planted_stages_and_years_are_told(found: Phases) -> None:
    """Where a stage and its years are sure, they are those that were planted."""
    steps = {
        (plan, nfkc_key(measure["heading"])): {(s["stage"], s["start_fy"]) for s in measure["steps"]}
        | {(s["stage"], s["end_fy"]) for s in measure["steps"]}
        for plan, content in TRUTH["plans"].items()
        for measure in content["measures"]
    }
    for fault in found.alarms:
        for side in fault.sides:
            if side.period is not None and side.period.certain:
                years = {(side.period.stage, side.period.start), (side.period.stage, side.period.end)}
                assert years & steps[side.measure.plan_id, nfkc_key(side.measure.heading)], side


def test_proposals_of_planted_faults_are_named(found: Phases) -> None:
    by_place = {told(fault): set(fault.proposal_ids) for fault in found.faults}
    for relation in PLANTED:
        assert set(relation["proposals"]) <= by_place[planted(relation)], relation["id"]


def test_evidence_stands_on_the_page_that_is_told(sample_run: Run, found: Phases) -> None:
    for fault in found.faults:
        for side in fault.sides:
            passage = sample_run.passages[side.measure.plan_id, side.passage_id]
            assert passage.page_start <= side.page <= passage.page_end


def test_the_window_is_a_setting(matrix: pa.Matrix) -> None:
    wide = matrix.with_window(2026, 2035).phases.record
    assert "exit_after" not in {fault.reason for fault in wide.faults}
    assert [note.plan_id for note in wide.notes] == ["digital", "education"]


def test_frames_hold_every_fault_and_every_stage(matrix: pa.Matrix, found: Phases) -> None:
    frame = matrix.phases.to_frame()
    assert len(frame) == len(found.faults) + len(found.notes)
    assert frame["explanation"].str.len().min() > 10
    assert not frame["explanation"].str.contains(r"[?{}]", regex=True).any()
    schedule = matrix.phases.to_frame("schedule")
    assert set(schedule["stage"].dropna()) <= set(range(1, 7))
    assert set(schedule["plan_id"]) == set(TRUTH["plans"])


def test_sentences_in_english_hold_no_japanese_but_names(sample_run: Run) -> None:
    english = replace(sample_run, settings=replace(sample_run.settings, lang="en"))
    frame = pa.Matrix(english).phases.to_frame()
    for sentence in frame["explanation"]:
        bare = re.sub(r"“[^”]*”|\([^)]*\)", "", sentence)
        assert not re.search(r"[ぁ-んァ-ヶ一-龠]", bare), sentence


def test_a_timeline_of_one_proposal(matrix: pa.Matrix) -> None:
    pytest.importorskip("matplotlib")
    texts = [text.get_text() for text in matrix.phases.plot("2.3-T7").axes[0].texts]
    assert {"みずほ国宇宙基本計画", "（6）トポロジカル物質の耐放射線素子", "文部科学省 p.7（紙面 5）"} <= set(texts)
    assert {"3", "4", "5"} <= set(texts)
