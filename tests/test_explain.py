"""Explanations of a real comparison of a sample plan, and how a proposal is named."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

import policyalign as pa
from policyalign.api import Matrix
from policyalign.assess.run import Run
from policyalign.choice import choose_proposal
from policyalign.cli.app import app
from policyalign.corpora import load_proposals
from policyalign.errors import InputError, ProposalError
from policyalign.pipeline import compare_files

PROPOSALS = load_proposals()


@pytest.fixture(scope="module")
def run(sample_plans: tuple[Path, ...]) -> Run:
    (space,) = (path for path in sample_plans if path.stem == "space")
    return compare_files([space], pa.Settings(encoder="use"))


@pytest.fixture
def command(run: Run, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    monkeypatch.setattr("policyalign.pipeline.compare_files", lambda *_, **__: run)
    return lambda *args: CliRunner().invoke(app, ["explain", *args])


def covered_and_gap(run: Run) -> tuple[str, str]:
    found = {finding.status: finding.proposal_id for finding in reversed(run.matrix.findings)}
    return found["covered"], found["gap"]


def test_the_explanation_of_a_cell_that_is_covered(run: Run) -> None:
    proposal, _ = covered_and_gap(run)
    told = Matrix(run).explain(proposal, "space", count=2)
    record = told.to_dict()
    assert record["status"] == "covered"
    assert 1 <= len(record["accepted"]) <= 2
    assert all(
        one["probability"] >= record["limit"] > two["probability"]
        for one, two in zip(record["accepted"], record["rejected"], strict=False)
    )
    best = record["accepted"][0]
    assert best["passage_id"] == run.matrix.finding(proposal, "space").passage_id
    assert best["phrases"]
    text = best["text"]
    assert all(pair["passage"] in text for pair in best["phrases"])
    assert f"p.{best['page']}" in str(told)
    assert f"「{best['phrases'][0]['passage']}」" in str(told)


def test_the_explanation_of_a_gap_shows_the_counter_evidence(run: Run) -> None:
    _, proposal = covered_and_gap(run)
    record = Matrix(run).explain(proposal, "space").to_dict()
    assert (record["status"], record["accepted"]) == ("gap", [])
    measures = [tuple(one["section_path"]) for one in record["rejected"]]
    assert len(set(measures)) == len(measures) == 3
    probabilities = [one["probability"] for one in record["rejected"]]
    assert probabilities == sorted(probabilities, reverse=True)


def test_the_phrases_stand_in_the_proposal_or_its_profile(run: Run) -> None:
    for finding in run.matrix.findings[:6]:
        record = Matrix(run).explain(finding.proposal_id, "space", count=1).to_dict()
        wording = record["proposal"]["label"] + record["proposal"]["text"]
        for one in (*record["accepted"], *record["rejected"]):
            assert all(pair["from_profile"] or pair["proposal"] in wording for pair in one["phrases"])


def test_a_plan_or_proposal_that_is_not_there(run: Run) -> None:
    with pytest.raises(InputError, match="sea"):
        Matrix(run).explain("1-P1", "sea")
    with pytest.raises(ProposalError, match="9-P9"):
        Matrix(run).explain("9-P9", "space")


@pytest.mark.parametrize(
    ("wanted", "found"),
    [("5.2-P4", "5.2-P4"), ("５.2-p4 ", "5.2-P4"), ("輸出管理", "5.2-P4"), ("国際共同研究", "5.2-P2")],
)
def test_a_proposal_goes_by_id_or_a_part_of_its_label(wanted: str, found: str) -> None:
    assert choose_proposal(PROPOSALS, wanted).id == found


@pytest.mark.parametrize(
    ("wanted", "code", "candidate"),
    [
        ("5.2-P44", "explain_unknown", "5.2-P4 "),
        ("人材", "explain_ambiguous", "4.2-P4 "),
        ("輸出管利", "explain_unknown", "5.2-P4 "),
        ("xyz", "explain_unknown", "–"),
        ("", "explain_unknown", "–"),
    ],
)
def test_a_name_that_fits_none_or_many_is_answered_with_suggestions(wanted: str, code: str, candidate: str) -> None:
    with pytest.raises(ProposalError) as caught:
        choose_proposal(PROPOSALS, wanted)
    assert caught.value.code == code
    assert candidate in caught.value.detail["candidates"]


def test_the_command_prints_text_or_one_object(command: Callable[..., Result], run: Run) -> None:
    _, proposal = covered_and_gap(run)
    text = command(proposal, "space.pdf", "--top", "1")
    assert text.exit_code == 0, text.output
    assert text.stdout.startswith(f"{proposal} ")
    assert "退けた箇所のうち最も近いもの（30%未満" in text.stdout
    record = json.loads(command(proposal, "space.pdf", "--json", "--lang", "en").stdout)
    assert record["proposal"]["id"] == proposal
    assert record["plan"]["file"] == "space.pdf"


def test_a_wrong_name_is_wrong_usage(command: Callable[..., Result]) -> None:
    result = command("5.2-P44", "space.pdf")
    assert (result.exit_code, result.stdout) == (2, "")
    assert len(result.stderr.splitlines()) == 1
    assert "5.2-P4 輸出管理" in result.stderr
