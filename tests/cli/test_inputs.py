"""``compare`` and ``extract`` on folders, archives and several formats: one line for what cannot be used, and the
others go on."""

from __future__ import annotations

import csv
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from policyalign.cli.app import app
from policyalign.config import ReadSettings
from policyalign.domain import Plan
from policyalign.services import Reader

from support.helpers import Helpers

SENTENCES = [
    f"町は、{place}の{work}を2028年度までに終え、その結果を毎年公表することとする。"
    for place in ("東の浜", "西の浜", "北の入江", "南の岬", "沖の島", "川の口")
    for work in ("藻場の再生", "護岸の点検", "漂着物の回収", "稚魚の放流")
]
PLAN = "浜の計画\n\n第1章 施策\n（1）浜の手入れ\n" + "\n".join(SENTENCES)
PAGE = "<!DOCTYPE html><h1>浜の計画（案）</h1><h2>施策</h2>" + "".join(f"<p>{one}</p>" for one in SENTENCES)


class InThisProcess(Helpers):
    """Reads files in this process; nothing is matched."""

    def reader(self, lane: int = 0) -> Any:
        return self

    def submit(self, *asked: object) -> None:
        pass

    def _describe(self) -> dict[str, str]:
        return {}

    def _outline(self, path: Path, plan_id: str) -> Plan:
        return Reader(ReadSettings()).outline(path, plan_id)


@pytest.fixture
def command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """Runs ``policyalign`` in an empty folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("policyalign.pipeline.Runtime", InThisProcess)
    return lambda *args: CliRunner().invoke(app, [*map(str, args), "--no-cache"])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    plans = tmp_path / "plans"
    plans.mkdir()
    (plans / "hama.txt").write_bytes(PLAN.encode("cp932"))
    (plans / "hama-copy.txt").write_bytes(PLAN.encode("cp932"))
    (plans / "hama-page.html").write_text(PAGE)
    (plans / "broken.docx").write_bytes(b"PK\x03\x04 cut")
    (plans / "list.csv").write_text("1,2")
    with zipfile.ZipFile(plans / "more.zip", "w") as file:
        file.writestr("inner/yama.md", "# 山の計画\n\n山の木を植え、林道を直す。\n")
        file.writestr("inner/empty.pdf", "")
    return plans


def records(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_a_folder_is_compared_and_all_that_is_not_a_plan_of_its_own_is_told(
    command: Callable[..., Result], folder: Path, tmp_path: Path
) -> None:
    result = command("compare", folder, "https://example.go.jp/a.pdf", "nothing-*.pdf", "-o", "out")
    assert result.exit_code == 0
    assert "https://example.go.jp/a.pdf: " in result.stderr, result.output
    told = result.stderr.splitlines()
    assert f"{folder}: 読む形式でない1件は使いません（list.csv）" in told
    assert any("hama.txt: hama-copy と同じ内容" in line for line in told)
    assert any(line.startswith("hama-copy、hama-page は同じ計画の別の版とみます") for line in told)
    assert any("example.go.jp" in line and "policyalign plans fetch" in line for line in told)
    for name, word in (
        ("nothing-*.pdf", "合うファイル"),
        ("broken.docx", "壊れて"),
        ("more.zip/inner/empty.pdf", "空"),
    ):
        assert any(name in line and word in line for line in told), name
    run = json.loads((tmp_path / "out" / "run.json").read_text())
    assert [one["plan_id"] for one in run["inputs"] if "plan_id" in one] == ["hama-copy", "hama-page", "yama"]
    assert run["repeated"] == [{"file": str(folder / "hama.txt"), "plan_id": "hama-copy"}]
    (editions,) = run["editions"]
    assert editions["plans"] == ["hama-copy", "hama-page"]
    assert editions["shared"] == 1
    assert records(tmp_path / "out" / "overlaps.csv") == []
    problems = records(tmp_path / "out" / "problems.csv")
    assert f"{folder}/more.zip/inner/empty.pdf" in [one["file"] for one in problems]


def test_names_are_counted_against_the_files_that_are_found(command: Callable[..., Result], folder: Path) -> None:
    result = command("compare", folder, "--id", "one")
    assert result.exit_code == 2
    assert "計画6本に対して1件" in result.stderr


def test_nothing_to_compare_ends_with_one(command: Callable[..., Result], tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    result = command("compare", "empty", "-o", "out")
    assert result.exit_code == 1
    assert result.stderr.startswith("policyalign: empty: フォルダの中に、読める形式のファイルがありません")


@pytest.mark.parametrize(
    ("given", "word"),
    [
        ("https://example.go.jp/a.pdf", "policyalign plans fetch"),
        ("plans/*.txt", "2件のファイルに当たります"),
        ("plans", "件のファイルに当たります"),
        ("none.docx", "ファイルがありません"),
    ],
)
def test_extract_wants_one_file_and_says_so(
    command: Callable[..., Result], folder: Path, given: str, word: str
) -> None:
    result = command("extract", given)
    assert result.exit_code == 1
    assert word in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_extract_tells_places_as_people_cite_them(command: Callable[..., Result], folder: Path) -> None:
    page = command("extract", folder / "hama-page.html", "-o", "out")
    assert page.exit_code == 0, page.output
    assert "段落数: 26" in page.stdout
    assert "「施策」 2段落" in page.stdout
    assert [row["place"] for row in records(Path("out/sections.csv"))] == ["冒頭", "「施策」"]
    text = command("extract", folder / "hama.txt", "--lang", "en")
    assert "第1章（1）, line 6" in text.stdout
