"""What the README shows is what happens."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from support.commands import sub_commands


@pytest.fixture(scope="module")
def readme(root: Path) -> str:
    return (root / "README.md").read_text("utf-8")


@pytest.mark.usefixtures("sample_run")
def test_the_python_lines_run(
    readme: str,
    root: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (tmp_path / "corpora").symlink_to(root / "corpora")
    monkeypatch.chdir(tmp_path)
    (code,) = re.findall(r"```python\n(.*?)```", readme, re.DOTALL)
    exec(compile(code, "README.md", "exec"), {})
    assert "1-P1" in capsys.readouterr().out
    assert (tmp_path / "out-space" / "gap_matrix.csv").is_file()


def commands_named(text: str) -> set[tuple[str, str]]:
    """Every command that is shown on a line of its own, after a prompt or between backticks, and the word
    behind it (empty where that is none)."""
    found = re.findall(r"(?:^ +|^\$ |`)policyalign ([a-z][a-z-]*)(?: ([a-z]+))?", text, re.MULTILINE)
    return set(found)


def test_commands_are_found_by_their_whole_names() -> None:
    text = "    policyalign fit-relations --projects F\n$ policyalign audit out/\nsee `policyalign gold new`"
    assert commands_named(text) == {("fit-relations", ""), ("audit", "out"), ("gold", "new")}


def test_commands_named_exist(readme: str) -> None:
    shown = commands_named(readme)
    assert shown
    for name, word in shown:
        assert name in sub_commands()
        group = sub_commands(name)
        assert not group or word in group, f"{name} {word}"


def test_files_linked_exist(readme: str, root: Path) -> None:
    links = re.findall(r"\]\(([^)#]+)\)", readme)
    assert links
    assert all((root / link).exists() for link in links)


def test_nothing_is_left_to_fill_in(readme: str) -> None:
    assert "@@" not in readme
