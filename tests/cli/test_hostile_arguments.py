"""Every command with arguments that are none: one line that says so, exit 1 or 2, and never an unforeseen error."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from openpyxl import Workbook
from typer.testing import CliRunner

from policyalign.cli.app import app
from policyalign.export import write_run

from support.runs import run

FILES = {
    "missing": None,
    "empty": b"",
    "binary": bytes(range(256)) * 40,
    "cp932": "確認,表\r\n".encode("cp932") * 9,
    "nul": b"number,verdict\0,proposal_id\r\n\0\r\n",
    "deep": b"[" * 100_000,
    "long": b"a" * 140_000 + b',"' + b"b" * 140_000,  # the csv module takes 131,072 in a field
    "json": b'{"id": 1e999, "a": NaN}',
    "zip": b"PK\x03\x04" + b"\0" * 100,
}
"""Contents of files; ``folder`` is an empty one."""
NUMBERS = ("-1", "1e3", "99999999999999999999999999", "0x10", "nan", "", "１２", "9" * 5000)


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile") / "out"
    write_run(run(), folder)
    return folder


@pytest.fixture
def place(tmp_path: Path, written: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with sound results in ``out``, and all kinds of files."""
    monkeypatch.chdir(tmp_path)
    shutil.copytree(written, "out")
    Path("folder").mkdir()
    for name, content in FILES.items():
        if content is not None:
            Path(name).write_bytes(content)
    book = Workbook()
    book.active["XFD1048576"] = "x"
    book.save("corner.xlsx")
    return tmp_path


def told(*words: str) -> None:
    """The command ends by itself, in words of its own."""
    result = CliRunner().invoke(app, list(words))
    assert result.exception is None or isinstance(result.exception, SystemExit), repr(result.exception)
    assert result.exit_code in (0, 1, 2)
    assert "予期しない" not in result.output
    assert "Traceback" not in result.output
    if result.exit_code:
        lines = result.stderr.splitlines()
        assert len(lines) <= 3, lines
        assert any(line.startswith("policyalign: ") for line in lines)


GIVEN = [*FILES, "folder", "corner.xlsx", "/dev/full" if os.name == "posix" else "NUL", "a\x1b[2Jb", "x" * 5000, ""]


@pytest.mark.parametrize("given", GIVEN, ids=range(len(GIVEN)))
@pytest.mark.usefixtures("place")
def test_files_that_are_none(given: str) -> None:
    for words in (
        ("gaps", given),
        ("phases", given),
        ("overlaps", given),
        ("links", given),
        ("responsibility", given),
        ("governance", given),
        ("search", "計画", given),
        ("report", given),
        ("audit", given),
        ("audit", "out", "--answers", given),
        ("review", "import", given, "out"),
        ("review", "import", "corner.xlsx", given),
        ("report", "out", "--check", given),
        ("proposals", "--proposals", given),
        ("proposals", "scope", "--scope", given),
        ("gold", "agreement", given, given),
        ("gold", "import", given),
        ("evaluate", given, "--pdf", given),
        ("fit-relations", "--projects", given, "--check"),
        ("plans", "show", given),
        ("plans", "fetch", given, "--yes"),
        ("plans", "fetch", f"https://{given}", "--yes"),
        ("compare", given, "--scope", "missing"),
        ("compare", "missing", "-o", given),
        ("extract", "missing", "-o", given),
    ):
        told(*words)


@pytest.mark.parametrize("out", ["empty", "empty/below", "a\0b", "x" * 5000, ""], ids=range(5))
@pytest.mark.usefixtures("place")
def test_places_that_cannot_be_written(out: str) -> None:
    for words in (
        ("audit", "out", "-o", out),
        ("search", "計画", "out", "--csv", out),
        ("report", "out", "-o", out),
        ("compare", "missing", "-o", out),
    ):
        told(*words)


@pytest.mark.parametrize("number", NUMBERS, ids=range(len(NUMBERS)))
@pytest.mark.usefixtures("place")
def test_numbers_that_are_none(number: str) -> None:
    for words in (
        ("gaps", "out", "--limit", number),
        ("search", "計画", "out", "--limit", number),
        ("explain", "1-P1", "out", "--limit", number),
        ("phases", "out", "--gap-years", number),
        ("phases", "out", "--window", f"{number}-{number}"),
        ("audit", "out", "--seed", number),
        ("audit", "out", "--tolerate", number),
        ("audit", "out", "--target", number),
        ("audit", "out", "--confidence", number),
        ("compare", "missing", "--workers", number),
    ):
        told(*words)


@pytest.mark.parametrize("name", ["", "\x1b]0;x\x07", "[/red]", "a" * 9000, "\ud800", "$(x)", "%s{0}{x}", "(((", "\0"])
@pytest.mark.usefixtures("place")
def test_names_that_are_unknown(name: str) -> None:
    for words in (
        (name,),
        ("gaps", "out", "--plan", name),
        ("gaps", "out", "--proposal", name),
        ("gaps", "out", "--type", name),
        ("search", name, "out"),
        ("explain", name, "out"),
        ("proposals", "show", name),
        ("proposals", "--chapter", name),
        ("proposals", "scope", "--domain", name),
        ("plans", "list", "--domain", name),
        ("plans", "show", name),
        ("plans", "add", "missing", "--id", name, "--yes"),
        ("compare", "--domain", name),
        ("compare", "missing", "--id", name),
        ("compare", "missing", "--plan-domain", name),
        ("report", "out", "--format", name),
        ("cache", name),
        ("gaps", "out", f"--{name}"),
        ("gaps", "out", "--lang", name),
    ):
        told(*words)
