"""Responsibilities and what is expected of domains, through the PDFs of the sample plans."""

from __future__ import annotations

from pathlib import Path

import pytest

import policyalign as pa
from policyalign.assess.responsibility.records import Cell, Responsibilities
from policyalign.assess.run import Run
from policyalign.export import load_run
from policyalign.pipeline import compare_files
from policyalign.values import UNNAMED

DOMAINS = {"digital": "デジタル", "education": "教育", "space": "宇宙"}


@pytest.fixture(scope="module")
def scoped(sample_run: Run, sample_plans: tuple[Path, ...]) -> Run:
    return compare_files(sample_plans, domains=DOMAINS)


@pytest.fixture(scope="module")
def found(sample_run: Run) -> Responsibilities:
    record: Responsibilities = pa.Matrix(sample_run).responsibility.record
    return record


def cell(found: Responsibilities, proposal: str, ministry: str) -> Cell:
    return next(one for one in found.cells if (one.proposal_id, one.ministry) == (proposal, ministry))


@pytest.mark.parametrize(
    ("proposal", "ministry", "role", "plan", "basis"),
    [
        ("5.2-P4", "経済産業省", "lead", "space", "sole"),
        ("1-P2", "内閣府", "lead", "digital", "sole"),
        ("2.3-T2", "厚生労働省", "lead", "digital", "doer"),
        ("2.3-T10", "総務省", "lead", "digital", "first"),
        ("2.3-T10", "厚生労働省", "support", "digital", "listed"),
        ("4.2-P10", "文部科学省", "lead", "education", "first"),
        ("4.2-P10", "経済産業省", "support", "education", "listed"),
        ("2.2-P3", "文部科学省", "lead", "education", "sole"),
    ],
)
def test_who_is_said_to_be_in_charge_is_found(
    found: Responsibilities, proposal: str, ministry: str, role: str, plan: str, basis: str
) -> None:
    one = cell(found, proposal, ministry)
    assert (one.role, one.parts[0].measure.plan_id, one.parts[0].assignment.basis) == (role, plan, basis)


def test_every_phrase_stands_in_the_passage_that_it_is_said_to_stand_in(
    sample_run: Run, found: Responsibilities
) -> None:
    texts = {passage.id: passage for plan in sample_run.plans for passage in plan.passages}
    assignments = [part.assignment for one in found.cells for part in one.parts if part.assignment.phrase]
    assert len(assignments) > 50
    for assignment in assignments:
        passage = texts[assignment.passage_id]
        words = "".join(assignment.phrase.rstrip("…").split())
        assert words in "".join(passage.text.split())
        assert assignment.page == passage.page_start


def test_bodies_of_the_fictional_country_are_no_ministries(found: Responsibilities) -> None:
    unknown = [part for one in found.cells if one.ministry == UNNAMED for part in one.parts]
    assert {part.measure.plan_id for part in unknown} >= {"space"}
    assert all(name.endswith(("省", "庁", "内閣府", "内閣官房")) for name in found.ministries)


def test_the_domains_of_the_sample_plans_are_unknown_unless_given(sample_run: Run) -> None:
    assert all(found == {} for found in sample_run.record["scope"]["domains"].values())
    assert {finding.expected for finding in sample_run.matrix.findings} == {""}
    assert "out_of_scope" not in {finding.status for finding in sample_run.matrix.findings}


def test_domains_take_gaps_away_and_nothing_else(sample_run: Run, scoped: Run) -> None:
    assert scoped.record["scope"]["domains"]["space"] == {"domain": "宇宙", "by": "given"}
    changed = 0
    for before, after in zip(sample_run.matrix.findings, scoped.matrix.findings, strict=True):
        assert after.expected
        if before.status != after.status:
            changed += 1
            assert before.status in ("gap", "undetermined")
            assert (after.status, after.expected) == ("out_of_scope", "out_of_scope")
        assert (before.probability, before.passage_id) == (after.probability, after.passage_id)
    assert changed > 5


def test_saved_results_bring_scope_and_expectations_back(scoped: Run, tmp_path: Path) -> None:
    pa.Matrix(scoped).save(tmp_path)
    again = load_run(tmp_path)
    assert [(one.status, one.expected) for one in again.matrix.findings] == [
        (one.status, one.expected) for one in scoped.matrix.findings
    ]
    assert again.record["scope"] == scoped.record["scope"]
    assert pa.Matrix(again).responsibility.record.cells == pa.Matrix(scoped).responsibility.record.cells
