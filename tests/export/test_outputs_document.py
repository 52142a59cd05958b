"""``docs/outputs.md`` is what users build on: it must say what the files really hold."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path

import pytest

from policyalign.assess.questions import QUESTIONS
from policyalign.export import every_table, write_plan, write_run
from policyalign.export.rows import PROBLEMS, RECORDS, SECTIONS
from policyalign.messages import label
from policyalign.messages.labels import ROLES, STATUSES
from policyalign.values import Status

from support.runs import plan, run

FILES = {table.file: table for table in (*every_table(), PROBLEMS, SECTIONS, *RECORDS)}


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All that ``compare`` and ``extract`` write."""
    folder = tmp_path_factory.mktemp("outputs")
    write_run(run(), folder)
    write_plan(plan("space"), folder)
    return folder


def documented(root: Path) -> dict[str, list[list[str]]]:
    """The rows of the column tables by file name: column, title, type, unit, content, example."""
    text = (root / "docs" / "outputs.md").read_text(encoding="utf-8")
    tables: dict[str, list[list[str]]] = {}
    for heading, body in re.findall(r"^## (\S+\.\S+)$(.*?)(?=^## |\Z)", text, flags=re.MULTILINE | re.DOTALL):
        lines = [line for line in body.splitlines() if line.startswith("| `")]
        tables[heading] = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    return tables


@pytest.mark.parametrize("name", FILES)
def test_columns_and_types_are_documented_in_order(root: Path, name: str) -> None:
    rows = documented(root)[name]
    assert [(row[0].strip("`"), row[2]) for row in rows] == [(one.name, one.type) for one in FILES[name].columns]
    assert all(len(row) == 6 and all(row) for row in rows), "every column has a title, unit, content, example"


@pytest.mark.parametrize("name", FILES)
def test_files_have_these_columns(written: Path, name: str) -> None:
    names = [column.name for column in FILES[name].columns]
    if name == "gap_matrix.csv":
        names += ["space", "digital"]
    if name == "responsibility_matrix.csv":
        names += ["文部科学省", "経済産業省", "担当不明"]
    if name.endswith(".csv"):
        with (written / name).open(encoding="utf-8-sig", newline="") as file:
            assert next(csv.reader(file)) == names
    else:
        for line in (written / name).read_text(encoding="utf-8").splitlines():
            assert list(json.loads(line)) == sorted(names)


def test_the_words_of_status_and_role_are_documented(root: Path) -> None:
    text = (root / "docs" / "outputs.md").read_text(encoding="utf-8")
    for status in Status.__args__:  # type: ignore[attr-defined]
        assert f"| {label(STATUSES, status, 'ja')} | {label(STATUSES, status, 'en')} |" in text
    for role in ("measure", "target", "background", "issue", "principle"):
        assert f"{role} {label(ROLES, role)}" in text


def test_every_written_file_is_documented(root: Path, written: Path) -> None:
    text = (root / "docs" / "outputs.md").read_text(encoding="utf-8")
    answers = {f"{question.name}.json" for question in QUESTIONS}
    others = {"links.graphml", "matrix.json", "run.json"}
    assert {path.name for path in written.iterdir()} == FILES.keys() | answers | others
    for path in written.iterdir():
        if path.name in answers:
            assert f"`{path.name}`" in text.split("## 問いごとの答え")[1].split("\n## ")[0]
        else:
            assert f"## {path.name}" in text
