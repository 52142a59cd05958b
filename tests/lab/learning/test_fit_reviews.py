"""Learning from people's answers from end to end, on answers of planted truth."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from policyalign.cli.app import app
from policyalign.export import load_run
from policyalign.lab.learning.answers import answered_plans
from policyalign.match.lessons import LESSONS
from policyalign.review.applying import up_to_date
from policyalign.review.store import STORE, ReviewStore

from support.answers import answer_all, answerable, planted
from support.reviews import answer

RUNNER = CliRunner()


def fit(*args: object) -> Result:
    return RUNNER.invoke(app, ["fit", *map(str, args)])


@pytest.fixture(scope="module")
def answered(sample_results: Path, samples: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Results of the sample plans on which a person has answered everything."""
    folder = tmp_path_factory.mktemp("answered") / "out"
    shutil.copytree(sample_results, folder)
    truth = planted(samples)
    answer_all(folder, lambda item: truth.get((item.proposal_id, item.plans[0])))
    return folder


@pytest.fixture(scope="module")
def learned(answered: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    out = tmp_path_factory.mktemp("model")
    result = fit("--reviews", answered, "--genre", "見本", "-o", out)
    assert result.exit_code == 0, result.output
    return out / LESSONS, result.stdout


def test_it_tells_what_changes_on_plans_left_out(learned: tuple[Path, str]) -> None:
    told = learned[1]
    assert "3計画の、答えのある141升目" in told
    assert all(name in told for name in ("AUC", "Brier", "付属の採点器", "ほかの計画の答えのあと"))
    assert "あと" in told  # how many answers more the genre takes


def test_the_same_answers_change_nothing(answered: Path, learned: tuple[Path, str]) -> None:
    assert fit("--reviews", answered, "--genre", "見本", "-o", learned[0].parent, "--check").exit_code == 0


def test_what_reviewers_do_not_agree_on_is_no_label(sample_results: Path, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    shutil.copytree(sample_results, folder)
    first, second, third, *_ = answerable(load_run(folder))
    ReviewStore(folder).add(
        [
            *(answer(first, verdict, name) for verdict, name in (("absent", "山田"), ("covered", "佐藤"))),
            *(answer(second, verdict, name) for verdict, name in (("absent", "山田"), ("covered", "佐藤"))),
            answer(second, "partial", "鈴木", stage="settling"),
            answer(third, "unsure"),
        ]
    )
    run, _ = up_to_date(load_run(folder), folder)
    plans = answered_plans([run], {})
    assert sum(one.labels for one in plans) == 1
    assert sorted(cell.check for one in plans for cell in one.cells if cell.check) == ["disputed", "partial", "unsure"]


def test_results_without_answers_or_damaged_are_told(sample_results: Path, tmp_path: Path) -> None:
    none = fit("--reviews", sample_results, "-o", tmp_path / "model")
    assert (none.exit_code, "答え" in none.stderr) == (1, True)
    folder = tmp_path / "out"
    shutil.copytree(sample_results, folder)
    (folder / STORE).write_bytes(b"no database at all" * 100)
    broken = fit("--reviews", folder, "-o", tmp_path / "model")
    assert (broken.exit_code, STORE in broken.stderr) == (1, True)
    missing = fit("--reviews", tmp_path / "nothing", "-o", tmp_path / "model")
    assert (missing.exit_code, "nothing" in missing.stderr) == (1, True)
    assert not (tmp_path / "model").exists()


@pytest.mark.parametrize(
    "args",
    [[], ["gold"], ["--genre", "白書", "gold", "--pdf", "pdf"], ["--reviews", "out", "--pdf", "pdf"]],
)
def test_wrong_usage(args: list[str]) -> None:
    assert fit(*args).exit_code == 2
