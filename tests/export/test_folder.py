from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from policyalign.errors import OutputError
from policyalign.export.folder import check_output, write_files

OLD = {"a.csv": [b"old a"], "b.csv": [b"old b"]}


def content(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def breaking() -> Iterator[bytes]:
    yield b"new"
    raise OSError(28, "No space left on device")


def test_a_new_folder_is_made_with_its_parents(tmp_path: Path) -> None:
    write_files(tmp_path / "x" / "out", OLD)
    assert content(tmp_path / "x" / "out") == {"a.csv": b"old a", "b.csv": b"old b"}


def test_files_are_replaced_and_others_left_alone(tmp_path: Path) -> None:
    write_files(tmp_path, OLD)
    (tmp_path / "notes.txt").write_text("mine")
    write_files(tmp_path, {"a.csv": [b"new ", b"a"]})
    assert content(tmp_path) == {"a.csv": b"new a", "b.csv": b"old b", "notes.txt": b"mine"}


def test_a_failure_leaves_everything_as_it_was(tmp_path: Path) -> None:
    write_files(tmp_path, OLD)
    with pytest.raises(OutputError) as caught:
        write_files(tmp_path, {"a.csv": [b"new"], "b.csv": breaking()})
    assert caught.value.detail["error"] == "No space left on device"
    assert content(tmp_path) == {"a.csv": b"old a", "b.csv": b"old b"}


def test_a_failure_leaves_no_new_folder_behind(tmp_path: Path) -> None:
    with pytest.raises(OutputError):
        write_files(tmp_path / "out", {"a.csv": breaking()})
    assert not (tmp_path / "out").exists()


def test_an_interrupt_leaves_nothing_either(tmp_path: Path) -> None:
    def interrupted() -> Iterator[bytes]:
        yield b"new"
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_files(tmp_path / "out", {"a.csv": interrupted()})
    assert not (tmp_path / "out").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="file size limits are POSIX")
def test_a_write_that_the_system_refuses_half_way(tmp_path: Path) -> None:
    write_files(tmp_path / "out", OLD)
    script = (
        "import resource, sys\n"
        "from pathlib import Path\n"
        "from policyalign.errors import OutputError\n"
        "from policyalign.export.folder import write_files\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))\n"
        "try:\n"
        "    write_files(Path(sys.argv[1]), {'a.csv': [b'new'], 'b.csv': [b'x' * 600] * 9})\n"
        "except OutputError:\n"
        "    sys.exit(7)\n"
    )
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run([sys.executable, "-c", script, str(tmp_path / "out")], env=env, check=False)
    assert done.returncode == 7
    assert content(tmp_path / "out") == {"a.csv": b"old a", "b.csv": b"old b"}


def test_a_file_in_the_place_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("")
    for refused in (check_output, lambda path: write_files(path, OLD)):
        with pytest.raises(OutputError) as caught:
            refused(tmp_path / "out")
        assert caught.value.code == "output_not_a_folder"


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_without_permission(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(OutputError):
        write_files(tmp_path / "out", OLD)
    tmp_path.chmod(0o700)


def test_a_path_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError) as caught:
        write_files(tmp_path / "file" / "out", OLD)
    assert caught.value.code == "output_unwritable"


def test_new_files_are_as_readable_as_any(tmp_path: Path) -> None:
    (tmp_path / "plain").write_text("")
    write_files(tmp_path / "out", OLD)
    assert (tmp_path / "out" / "a.csv").stat().st_mode == (tmp_path / "plain").stat().st_mode


KILLED = """
import os, signal, sys
from pathlib import Path
from policyalign.export.folder import write_files

def chunks():
    yield b"new"
    os.kill(os.getpid(), signal.SIGKILL)

write_files(Path(sys.argv[1]), {"a.csv": chunks()})
"""


@pytest.mark.skipif(sys.platform == "win32", reason="kills itself by a signal")
def test_what_a_killed_run_left_is_removed_by_the_next(tmp_path: Path) -> None:
    write_files(tmp_path, OLD)
    subprocess.run([sys.executable, "-c", KILLED, str(tmp_path)], check=False)
    assert sorted(path.name for path in tmp_path.iterdir())[0].startswith(".partial-")
    write_files(tmp_path, {"a.csv": [b"new a"]})
    assert content(tmp_path) == {"a.csv": b"new a", "b.csv": b"old b"}


def test_what_another_run_is_writing_is_left_alone(tmp_path: Path) -> None:
    def writing() -> Iterator[bytes]:
        yield b"outer "
        write_files(tmp_path, {"b.csv": [b"inner"]})
        yield b"a"

    write_files(tmp_path, {"a.csv": writing()})
    assert content(tmp_path) == {"a.csv": b"outer a", "b.csv": b"inner"}


def test_a_folder_in_the_place_of_a_file_is_named_and_nothing_changes(tmp_path: Path) -> None:
    write_files(tmp_path, OLD)
    (tmp_path / "c.csv").mkdir()
    with pytest.raises(OutputError) as caught:
        write_files(tmp_path, {"a.csv": [b"new"], "c.csv": [b"new"]})
    assert caught.value.detail["path"] == str(tmp_path / "c.csv")
    (tmp_path / "c.csv").rmdir()
    assert content(tmp_path) == {"a.csv": b"old a", "b.csv": b"old b"}
