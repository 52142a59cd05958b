"""What the README shows is what happens."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from policyalign.cli.app import app


@pytest.fixture(scope="module")
def readme(root: Path) -> str:
    return (root / "README.md").read_text("utf-8")


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


def test_commands_named_exist(readme: str) -> None:
    names = {
        command.name or command.callback.__name__ for command in app.registered_commands if command.callback
    }
    names |= {group.name for group in app.registered_groups if group.name}
    shown = set(re.findall(r"^ +policyalign (\w+)", readme, re.MULTILINE))
    assert shown
    assert shown <= names


def test_files_linked_exist(readme: str, root: Path) -> None:
    links = re.findall(r"\]\(([^)#]+)\)", readme)
    assert links
    assert all((root / link).exists() for link in links)


def test_nothing_is_left_to_fill_in(readme: str) -> None:
    assert "@@" not in readme
