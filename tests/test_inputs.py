"""What a user names, as files: nothing is lost without a word, and nothing harmful is unpacked."""

from __future__ import annotations

import os
import zipfile
from pathlib import Path

import pytest

from policyalign.errors import UnreadableFile
from policyalign.extract.raw_files import read_raw
from policyalign.inputs import Inputs, expanded


def inputs(*given: str | Path) -> tuple[Inputs, list[str]]:
    """What is found, and the content of every file while it is there."""
    with expanded([Path(one) for one in given]) as found:
        return found, [path.read_text(errors="replace") if path.exists() else "" for path in found.files]


def codes(found: Inputs) -> list[tuple[str, str]]:
    return [(failure.path.name, failure.problem.code) for failure in found.failures]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    top = tmp_path / "plans"
    for name in ("b.pdf", "a.docx", "deep/c.txt", ".hidden.pdf", "~$a.docx", "list.csv", "deep/Thumbs.db"):
        path = top / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)
    for name in ("run.json", "matrix.json", "notes.txt"):
        (top / "out").mkdir(exist_ok=True)
        (top / "out" / name).write_text("{}")
    return top


def archive(path: Path, entries: dict[str, str]) -> Path:
    with zipfile.ZipFile(path, "w") as file:
        for name, content in entries.items():
            file.writestr(name, content)
    return path


def test_a_folder_gives_its_plans_by_name_and_tells_the_rest(folder: Path) -> None:
    found, contents = inputs(folder)
    assert contents == ["a.docx", "b.pdf", "deep/c.txt"]
    assert found.ignored == {str(folder): ["list.csv"]}
    assert not found.failures


def test_patterns_are_expanded_and_files_are_taken_as_they_are(folder: Path) -> None:
    found, contents = inputs(folder / "list.csv", folder / "*.pdf", folder / "**" / "*.txt", folder / "nothing.pdf")
    assert contents == ["list.csv", "b.pdf", "deep/c.txt", "{}", ""]
    assert not found.failures, "what is missing is for the reader to tell"


def test_what_stands_for_nothing_is_told(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    found, contents = inputs(tmp_path / "empty", tmp_path / "*.pdf", "https://example.go.jp/keikaku.pdf")
    assert contents == []
    assert codes(found) == [
        ("empty", "folder_without_plans"),
        ("*.pdf", "pattern_unmatched"),
        ("keikaku.pdf", "address_given"),
    ]


def test_an_archive_gives_its_plans_each_by_its_own_name(tmp_path: Path) -> None:
    path = archive(tmp_path / "all.zip", {"b/x.txt": "one", "a/x.txt": "two", "a/y.csv": "", "__MACOSX/._x.txt": ""})
    found, contents = inputs(path)
    assert contents == ["two", "one"]
    assert [file.name for file in found.files] == ["x.txt", "x.txt"]
    assert sorted(str(one) for one in found.unpacked.values()) == [f"{path}/a/x.txt", f"{path}/b/x.txt"]
    assert found.ignored == {str(path): ["a/y.csv"]}
    assert not any(file.exists() for file in found.files), "what was unpacked is gone afterwards"


def test_no_path_of_an_archive_leads_out(tmp_path: Path) -> None:
    path = archive(
        tmp_path / "evil.zip",
        {"../../out.txt": "up", "/etc/abs.txt": "root", "c:\\windows\\win.txt": "drive", "..\\back.txt": "back"},
    )
    before = set(tmp_path.rglob("*"))
    with expanded([path]) as found:
        assert {file.name for file in found.files} == {"out.txt", "abs.txt", "win.txt", "back.txt"}
        assert all("policyalign-" in str(file) for file in found.files)
    assert set(tmp_path.rglob("*")) == before


def test_archives_in_archives_and_those_too_large_or_broken_are_refused(tmp_path: Path) -> None:
    archive(tmp_path / "nested.zip", {"inner.zip": "PK", "a.txt": "text"})
    with zipfile.ZipFile(tmp_path / "bomb.zip", "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("a.txt", bytes(80 * 2**20))
    archive(tmp_path / "many.zip", {f"{number}.txt": "" for number in range(10_001)})
    archive(tmp_path / "none.zip", {"a.csv": "1"})
    (tmp_path / "cut.zip").write_bytes((tmp_path / "nested.zip").read_bytes()[:60])
    found, contents = inputs(*(tmp_path / f"{name}.zip" for name in ("nested", "bomb", "many", "none", "cut")))
    assert contents == ["text"]
    assert codes(found) == [
        ("inner.zip", "zip_nested"),
        ("bomb.zip", "zip_too_large"),
        ("many.zip", "zip_too_large"),
        ("none.zip", "zip_without_plans"),
        ("cut.zip", "zip_damaged"),
    ]


def test_names_written_by_windows_in_japan_are_read(tmp_path: Path) -> None:
    path = tmp_path / "win.zip"
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("XXXX.txt", "text")
    path.write_bytes(path.read_bytes().replace(b"XXXX", "計画".encode("cp932")))
    found, _ = inputs(path)
    assert [file.name for file in found.files] == ["計画.txt"]


def test_an_office_file_is_no_archive_of_plans(tmp_path: Path) -> None:
    path = archive(tmp_path / "plan.docx", {"[Content_Types].xml": "", "word/document.xml": ""})
    assert inputs(path)[0].files == [path]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no such files on this system")
def test_pipes_and_devices_are_told_and_never_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.pdf")
    (tmp_path / "plan.pdf").write_bytes(b"%PDF")
    with expanded([tmp_path / "pipe.pdf", Path("/dev/zero"), tmp_path]) as inputs:
        assert inputs.files == [tmp_path / "plan.pdf"]
        assert [(one.path, one.problem.code) for one in inputs.failures] == [
            (tmp_path / "pipe.pdf", "not_a_file"),
            (Path("/dev/zero"), "not_a_file"),
        ]
    with pytest.raises(UnreadableFile):
        read_raw(tmp_path / "pipe.pdf")
