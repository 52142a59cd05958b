"""Explanations of a real comparison of a sample plan, and how a proposal is named."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from policyalign.api import Matrix
from policyalign.assess.run import Run
from policyalign.choice import choose_proposal
from policyalign.cli.app import app
from policyalign.corpora import load_proposals
from policyalign.errors import InputError, ProposalError

PROPOSALS = load_proposals()


Command = Callable[..., Result]


@pytest.fixture
def command() -> Command:
    return lambda *args: CliRunner().invoke(app, ["explain", *map(str, args)])


@pytest.fixture(scope="session")
def space(sample_run: Run, samples: Path) -> Path:
    """The PDF of a sample plan that the cache knows all about."""
    return samples / "pdf" / "space.pdf"


def covered_and_gap(run: Run) -> tuple[str, str]:
    own = [finding for finding in run.matrix.findings if finding.plan_id == "space"]
    found = {finding.status: finding.proposal_id for finding in reversed(own)}
    return found["covered"], found["gap"]


def test_the_explanation_of_a_cell_that_is_covered(sample_run: Run) -> None:
    proposal, _ = covered_and_gap(sample_run)
    told = Matrix(sample_run).explain(proposal, "space", count=2)
    record = told.to_dict()
    assert record["status"] == "covered"
    assert 1 <= len(record["accepted"]) <= 2
    assert all(
        one["probability"] >= record["limit"] > two["probability"]
        for one, two in zip(record["accepted"], record["rejected"], strict=False)
    )
    best = record["accepted"][0]
    assert best["passage_id"] == sample_run.matrix.finding(proposal, "space").passage_id
    assert best["phrases"]
    text = best["text"]
    assert all(pair["passage"] in text for pair in best["phrases"])
    assert f"p.{best['page']}" in str(told)
    assert "".join(best["sentence"].split())[:100] in "".join(str(told).split())
    assert f"「{best['phrases'][0]['passage']}」" in told.details()


def test_the_explanation_of_a_gap_shows_the_counter_evidence(sample_run: Run) -> None:
    _, proposal = covered_and_gap(sample_run)
    record = Matrix(sample_run).explain(proposal, "space").to_dict()
    assert (record["status"], record["accepted"]) == ("gap", [])
    measures = [tuple(one["section_path"]) for one in record["rejected"]]
    assert len(set(measures)) == len(measures) == 3
    probabilities = [one["probability"] for one in record["rejected"]]
    assert probabilities == sorted(probabilities, reverse=True)


def test_the_phrases_stand_in_the_proposal_or_its_profile(sample_run: Run) -> None:
    for finding in [one for one in sample_run.matrix.findings if one.plan_id == "space"][:6]:
        record = Matrix(sample_run).explain(finding.proposal_id, "space", count=1).to_dict()
        wording = record["proposal"]["label"] + record["proposal"]["text"]
        for one in (*record["accepted"], *record["rejected"]):
            assert all(pair["from_profile"] or pair["proposal"] in wording for pair in one["phrases"])


def test_a_plan_or_proposal_that_is_not_there(sample_run: Run) -> None:
    with pytest.raises(InputError, match="sea"):
        Matrix(sample_run).explain("1-P1", "sea")
    with pytest.raises(ProposalError, match="9-P9"):
        Matrix(sample_run).explain("9-P9", "space")


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


def test_the_command_prints_text_or_one_object(command: Command, sample_run: Run, space: Path) -> None:
    _, proposal = covered_and_gap(sample_run)
    text = command(proposal, space, "--limit", "1")
    assert text.exit_code == 0, text.output
    assert text.stdout.startswith(f"{proposal} ")
    assert "退けた箇所のうち最も近いもの（30%未満" in text.stdout
    record = json.loads(command(proposal, space, "--json", "--lang", "en").stdout)
    assert record["proposal"]["id"] == proposal
    assert record["plan"]["file"] == "space.pdf"


def test_a_wrong_name_is_wrong_usage(command: Command, space: Path, sample_results: Path) -> None:
    for source in (space, sample_results):
        result = command("5.2-P44", source)
        assert (result.exit_code, result.stdout) == (2, "")
        assert len(result.stderr.splitlines()) == 1
        assert "5.2-P4 輸出管理" in result.stderr
    result = command("5.2-P4", sample_results, "--plan", "sea")
    assert (result.exit_code, result.stdout) == (2, "")


def test_a_folder_tells_what_the_pdf_tells(
    command: Command, sample_run: Run, space: Path, sample_results: Path
) -> None:
    for proposal in covered_and_gap(sample_run):
        told = command(proposal, sample_results, "--plan", "space")
        assert told.exit_code == 0, told.stderr
        assert told.stdout == command(proposal, space).stdout


def test_a_folder_tells_of_all_its_plans(command: Command, sample_run: Run, sample_results: Path) -> None:
    proposal, _ = covered_and_gap(sample_run)
    records = json.loads(command(proposal, sample_results, "--json").stdout)
    assert [one["plan"]["id"] for one in records] == [plan.id for plan in sample_run.plans]
    text = command("産のSTEAM", sample_results, "--plan", "education").stdout
    assert text.startswith("4.2-P10 ")


def test_what_stands_in_a_folder_is_told_without_models(sample_results: Path) -> None:
    code = (
        "import sys\n"
        f"sys.argv = ['policyalign', 'explain', '1-P1', {str(sample_results)!r}]\n"
        "from policyalign.cli.app import main\n"
        "try:\n"
        "    main()\n"
        "finally:\n"
        "    print(sorted({'torch', 'spacy', 'sklearn', 'matplotlib'} & set(sys.modules)), file=sys.stderr)\n"
    )
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    done = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True, check=False)
    assert done.stdout.startswith("1-P1 ")
    assert done.stderr == "[]\n"
