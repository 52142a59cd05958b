from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from policyalign.cli.app import app
from policyalign.corpora import corpora_path

from support.runs import run


@pytest.fixture
def command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    monkeypatch.chdir(tmp_path)
    return lambda *args: CliRunner().invoke(app, list(args))


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """What the pipeline is asked for; it gives a small run."""
    calls: list[dict[str, Any]] = []

    def compare_files(*_: object, **others: Any) -> Any:
        calls.append(others)
        return run()

    monkeypatch.setattr("policyalign.pipeline.compare_files", compare_files)
    return calls


def test_the_levels_of_all_domains_are_shown(command: Callable[..., Result]) -> None:
    result = command("proposals", "scope")
    assert result.exit_code == 0, result.stderr
    assert "期=期待  任=任意  外=対象外" in result.stdout
    assert "エネルギー" in result.stdout
    assert sum(line.startswith(("1-P", "2.", "3.", "4.", "5.")) for line in result.stdout.splitlines()) == 47


def test_one_domain_is_shown_with_reasons(command: Callable[..., Result]) -> None:
    lines = command("proposals", "scope", "--domain", "防災").stdout.splitlines()
    (line,) = [line for line in lines if line.startswith("5.2-P6")]
    assert "対象外" in line
    assert "研究インテグリティは" in line
    english = command("proposals", "scope", "--domain", "防災", "--chapter", "5", "--lang", "en").stdout
    assert "out of scope" in english
    assert "1-P1" not in english


def test_a_file_of_the_users_own_is_shown_and_its_errors_named(command: Callable[..., Result], tmp_path: Path) -> None:
    text = corpora_path("cocn", "scope.yaml").read_text(encoding="utf-8")
    Path(tmp_path, "mine.yaml").write_text(text.replace("  防災:", "  農業:", 1), encoding="utf-8")
    assert "農業" in command("proposals", "scope", "--scope", "mine.yaml").stdout
    Path(tmp_path, "broken.yaml").write_text(text.replace("level: 任意", "level: 随意", 1), encoding="utf-8")
    result = command("proposals", "scope", "--scope", "broken.yaml")
    assert (result.exit_code, len(result.stderr.splitlines())) == (1, 1)
    assert "随意" in result.stderr


@pytest.mark.parametrize(
    "options", [["--domain", "宇中"], ["--kind", "issue"]], ids=["no such domain", "nothing to expect"]
)
def test_what_is_not_there_is_an_error_in_one_line(command: Callable[..., Result], options: list[str]) -> None:
    result = command("proposals", "scope", *options)
    assert (result.exit_code, len(result.stderr.splitlines())) == (1, 1)


@pytest.mark.parametrize(
    ("options", "domains"),
    [
        ([], {}),
        (["--plan-domain", "宇宙", "--plan-domain", "海洋"], {"a": "宇宙", "b": "海洋"}),
        (["--plan-domain", "b=海洋"], {"b": "海洋"}),
        (["--id", "x", "--id", "y", "--plan-domain", "y=海洋"], {"y": "海洋"}),
    ],
)
def test_the_domains_of_plans_are_given_in_order_or_by_name(
    command: Callable[..., Result],
    asked: list[dict[str, Any]],
    options: list[str],
    domains: dict[str, str],
) -> None:
    result = command("compare", "a.pdf", "b.pdf", *options, "--scope", "none", "-q")
    assert result.exit_code == 0, result.stderr
    assert (asked[0]["domains"], asked[0]["scope"]) == (domains, "none")


@pytest.mark.parametrize(
    "given",
    [["宇宙"], ["c=宇宙"], ["a="], ["a=宇宙", "a=海洋"], ["a=宇宙", "海洋"]],
    ids=lambda given: " ".join(given),
)
def test_domains_that_fit_no_plans_are_wrong_usage(
    command: Callable[..., Result], asked: list[dict[str, Any]], given: list[str]
) -> None:
    options = [word for one in given for word in ("--plan-domain", one)]
    result = command("compare", "a.pdf", "b.pdf", *options)
    assert result.exit_code == 2
    assert not asked
