"""A further question is a folder and one line: a copy of the package is given one, and asked."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

FILES = {
    "__init__.py": """
from policyalign.messages.wording import Wording

HELP = Wording("計画の題名を示す", "Show the titles of the plans")
ABOUT = Wording("見本の問いです", "A question made for a test")
""",
    "records.py": """
from dataclasses import dataclass


@dataclass(frozen=True)
class Titles:
    titles: tuple[str, ...]
""",
    "find.py": """
from policyalign.assess.titles.records import Titles


def find(survey, settings, found):
    return Titles(tuple(plan.title for plan in survey.plans))
""",
    "rows.py": """
from policyalign.tables import Table, columns

TYPES = {}


def title_rows(run, lang):
    for number, title in enumerate(run.results["titles"].titles, 1):
        yield {"number": number, "title": title}


TABLES = (Table("titles.csv", columns("number:int title"), title_rows),)
""",
    "table.py": """
import typer


def show(run, selection, lang):
    for title in run.results["titles"].titles[: selection.limit]:
        typer.echo(f"題名: {title}")
""",
}
LAST = '    Question("governance", "Governance"),\n'
ASK = """
import sys
from pathlib import Path

from policyalign.export import load_run, write_run
from policyalign.pipeline import ask_again

sys.path.insert(0, sys.argv[2])
from support.runs import run

write_run(ask_again(run()), Path(sys.argv[1]))
assert load_run(Path(sys.argv[1])).results["titles"].titles == ("宇宙計画", "")
"""

Python = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def python(root: Path, tmp_path: Path) -> Python:
    """Python with a copy of the package that has the further question."""
    package = tmp_path / "src" / "policyalign"
    shutil.copytree(root / "src" / "policyalign", package, ignore=shutil.ignore_patterns("__pycache__"))
    for data in ("corpora", "models"):
        (tmp_path / data).symlink_to(root / data)
    (package / "assess" / "titles").mkdir()
    for name, content in FILES.items():
        (package / "assess" / "titles" / name).write_text(content, "utf-8")
    table = package / "assess" / "questions.py"
    lines = table.read_text("utf-8")
    assert LAST in lines
    table.write_text(lines.replace(LAST, LAST + '    Question("titles", "Titles"),\n'), "utf-8")
    env = {**os.environ, "PYTHONPATH": str(tmp_path / "src"), "POLICYALIGN_CACHE_DIR": str(tmp_path / "cache")}

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, *arguments], env=env, capture_output=True, text=True, encoding="utf-8", check=False
        )

    return run


def test_a_folder_and_a_line_are_written_read_back_shown_and_explained(
    python: Python, root: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    made = python("-c", ASK, str(out), str(root / "tests"))
    assert made.returncode == 0, made.stderr
    assert (out / "titles.csv").read_text("utf-8-sig").splitlines() == ["number,title", "1,宇宙計画", "2,"]
    shown = python("-m", "policyalign", "titles", str(out), "--limit", "1")
    assert (shown.returncode, shown.stdout) == (0, "題名: 宇宙計画\n"), shown.stderr
    assert "計画の題名を示す" in python("-m", "policyalign", "--help").stdout
    assert "A question made for a test" in python("-m", "policyalign", "titles", "--help", "--lang", "en").stdout
