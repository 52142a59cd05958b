"""A results folder that somebody or something altered: it is read back with the same meaning, or the file is named."""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from policyalign.assess.run import Run
from policyalign.cli.app import app
from policyalign.errors import InputError
from policyalign.export import load_run, write_run
from policyalign.export.saved import READ_BACK, RECORD
from policyalign.messages import message, remedy
from policyalign.pipeline import with_answers

from support.audits import fill_in, run_with_gaps

FILES = (*READ_BACK, RECORD, "audit.json")


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Results with answers of people among them."""
    folder = tmp_path_factory.mktemp("altered") / "out"
    write_run(with_answers(run_with_gaps(12), ()), folder)
    command = CliRunner()
    assert command.invoke(app, ["audit", str(folder)]).exit_code == 0
    sheet = fill_in(folder / "audit-sheet.csv", lambda row: "あり" if row["number"] == "1" else "なし")
    assert command.invoke(app, ["audit", str(folder), "--answers", str(sheet)]).exit_code == 0
    return folder


@pytest.fixture(scope="module")
def meant(written: Path) -> Run:
    return load_run(written)


@pytest.fixture(scope="module")
def others(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Results of the same form and size on other wordings."""
    folder = tmp_path_factory.mktemp("altered") / "others"
    write_run(with_answers(run_with_gaps(12, salt="こと"), ()), folder)
    command = CliRunner()
    command.invoke(app, ["audit", str(folder)])
    sheet = fill_in(folder / "audit-sheet.csv")
    assert command.invoke(app, ["audit", str(folder), "--answers", str(sheet)]).exit_code == 0
    return folder


def same_or_named(folder: Path, name: str, meant: Run) -> None:
    """Either nothing changed, or there is an error that names the file, in one line and with a remedy."""
    found = outcome(folder)
    if isinstance(found, InputError):
        assert Path(found.detail["file"]).name in FILES
        if found.code == "saved_broken":
            assert Path(found.detail["file"]).name == name
        assert all(message(found.code, lang, **found.detail) and remedy(found.code, lang) for lang in ("ja", "en"))
    else:
        assert found == meant


def outcome(folder: Path) -> Run | InputError:
    try:
        return load_run(folder)
    except InputError as error:
        return error


# Whole files ---------------------------------------------------------------------------------------------

Change = Callable[[Path], None]


def _lines(path: Path, change: Callable[[list[bytes]], list[bytes]]) -> None:
    path.write_bytes(b"".join(change(path.read_bytes().splitlines(keepends=True))))


CHANGES: dict[str, Change] = {
    "emptied": lambda path: path.write_bytes(b"") and None,
    "cut in half": lambda path: path.write_bytes(path.read_bytes()[: path.stat().st_size // 2]) and None,
    "cut by a byte": lambda path: path.write_bytes(path.read_bytes()[:-2]) and None,
    "a line lost": lambda path: _lines(path, lambda lines: [*lines[:1], *lines[2:]]),
    "a line doubled": lambda path: _lines(path, lambda lines: [lines[0], *lines]),
    "a line in the place of another": lambda path: _lines(path, lambda lines: [lines[-1], *lines[1:]]),
    "lines turned round": lambda path: _lines(path, lambda lines: lines[::-1]),
    "a line of nonsense": lambda path: _lines(path, lambda lines: [*lines, b"{nonsense\n"]),
    "bytes that are no text": lambda path: _lines(path, lambda lines: [lines[0], b"\xff\xfe\n", *lines[1:]]),
    "zeros, as after a crash": lambda path: path.write_bytes(b"\0" * path.stat().st_size) and None,
    "a byte order mark": lambda path: path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes()) and None,
    "very deep": lambda path: path.write_bytes(b"[" * 200_000) and None,
    "deep within": lambda path: path.write_bytes(b'{"format": ' + b'{"a":' * 100_000) and None,
    "NaN": lambda path: path.write_bytes(path.read_bytes().replace(b"0.", b"NaN, 0.", 1)) and None,
    "a number of many digits": lambda path: path.write_bytes(b'{"format": ' + b"9" * 5000 + b"}") and None,
    "another version": lambda path: path.write_bytes(b'{"format": 99}') and None,
    "a list": lambda path: path.write_bytes(b"[]\n") and None,
    "null": lambda path: path.write_bytes(b"null\n") and None,
    "other digits": lambda path: path.write_bytes(path.read_bytes().translate(bytes.maketrans(b"12", b"21"))) and None,
    "gone": lambda path: path.unlink(),
}


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("name", FILES)
def test_an_altered_file_is_named(written: Path, meant: Run, tmp_path: Path, name: str, change: str) -> None:
    if (name, change) == ("audit.json", "gone"):
        pytest.skip("whoever moves the answers away goes on without them")
    folder = Path(shutil.copytree(written, tmp_path / "out"))
    CHANGES[change](folder / name)
    same_or_named(folder, name, meant)


@pytest.mark.parametrize("name", FILES)
def test_a_file_of_another_run_is_noticed(written: Path, others: Path, meant: Run, tmp_path: Path, name: str) -> None:
    folder = Path(shutil.copytree(written, tmp_path / "out"))
    shutil.copyfile(others / name, folder / name)
    if name == "audit.json":  # answers serve every run that makes the same claims, and no other
        assert not any(audit.of_this_run for audit in load_run(folder).audits)
        return
    if (folder / name).read_bytes() != (written / name).read_bytes():
        with pytest.raises(InputError):
            load_run(folder)


@pytest.mark.parametrize("name", FILES)
def test_a_folder_or_a_device_is_no_file(written: Path, tmp_path: Path, name: str) -> None:
    folder = Path(shutil.copytree(written, tmp_path / "out"))
    (folder / name).unlink()
    (folder / name).mkdir()
    with pytest.raises(InputError) as caught:
        load_run(folder)
    assert caught.value.detail["file"] == str(folder / name)
    if sys.platform != "win32":
        (folder / name).rmdir()
        (folder / name).symlink_to(os.devnull if name == "audit.json" else "/dev/zero")
        with pytest.raises(InputError) as caught:
            load_run(folder)
        assert caught.value.detail["file"] == str(folder / name)


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
@pytest.mark.parametrize("name", FILES)
def test_a_link_to_the_same_content_serves(written: Path, meant: Run, tmp_path: Path, name: str) -> None:
    folder = Path(shutil.copytree(written, tmp_path / "out"))
    (folder / name).unlink()
    (folder / name).symlink_to(written / name)
    assert load_run(folder) == meant


# Single values -------------------------------------------------------------------------------------------


def _places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The ways to all values within a value."""
    entries = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, entry in entries:
        yield (*path, key)
        yield from _places(entry, (*path, key))


VALUES = (
    None,
    True,
    -1,
    0,
    10**30,
    10**400,
    1e308,
    "",
    "あ",
    "\ud800",
    [],
    {},
    [[[]]],
    {"plan_id": [], "measure_id": {}},
)
_GONE = object()


@given(st.data())
def test_any_value_altered_is_noticed(
    written: Path, meant: Run, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    name = data.draw(st.sampled_from(FILES))
    content = (written / name).read_bytes()
    lines = content.splitlines() if name.endswith(".jsonl") else [content]
    if not lines:
        return
    number = data.draw(st.integers(0, len(lines) - 1))
    record = json.loads(lines[number])
    *way, last = data.draw(st.sampled_from(list(_places(record))))
    inner = record
    for key in way:
        inner = inner[key]
    value = data.draw(st.sampled_from((*VALUES, _GONE)))
    if value is _GONE:
        del inner[last]
    else:
        inner[last] = value
    lines[number] = json.dumps(record).encode()
    folder = tmp_path_factory.mktemp("value")
    for one in FILES:
        (folder / one).write_bytes(b"\n".join(lines) + b"\n" if one == name else (written / one).read_bytes())
    found = outcome(folder)
    if isinstance(found, InputError):
        assert Path(found.detail["file"]).parent == folder
    else:
        assert found == meant


# Commands ------------------------------------------------------------------------------------------------

VIEWS = (
    ("gaps",),
    ("phases",),
    ("phases", "--window", "2026-2030"),
    ("overlaps",),
    ("links",),
    ("responsibility",),
    ("governance",),
    ("audit",),
)


@pytest.mark.parametrize("name", [READ_BACK[0], READ_BACK[1], RECORD, "audit.json"])
@pytest.mark.parametrize("view", [*VIEWS, ("explain", "1-P1")], ids=" ".join)
def test_every_command_says_so_in_one_line(written: Path, tmp_path: Path, view: tuple[str, ...], name: str) -> None:
    folder = Path(shutil.copytree(written, tmp_path / "out"))
    (folder / name).write_bytes((folder / name).read_bytes().replace(b"1", b"7", 3))
    before = {path: path.read_bytes() for path in folder.iterdir()}
    result = CliRunner().invoke(app, [view[0], *view[1:], str(folder)])
    assert result.exit_code == 1
    assert isinstance(result.exception, SystemExit)
    (line,) = result.stderr.splitlines()
    assert name in line
    assert before == {path: path.read_bytes() for path in folder.iterdir()}
