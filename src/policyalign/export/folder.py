"""Writing a folder of files so that none is ever seen half-written."""

from __future__ import annotations

import errno
import os
import shutil
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from uuid import uuid4

from policyalign.errors import OutputError, cause
from policyalign.files import PARTIAL, held_alone
from policyalign.interrupts import interrupts_held
from policyalign.messages import ErrorCode


def check_output(out_dir: Path) -> None:
    """Raise :class:`OutputError` now, not after minutes of work, if ``out_dir`` cannot be a folder."""
    if out_dir.exists() and not out_dir.is_dir():
        raise OutputError(ErrorCode.output_not_a_folder, path=out_dir)


def write_files(out_dir: Path, files: Mapping[str, Iterable[bytes]]) -> None:
    """Write all files to a hidden folder inside ``out_dir``, then move each into place, in the order given.

    What else stands in ``out_dir`` is left alone, but for hidden folders of runs that were killed as they wrote.
    Raises :class:`OutputError`, and then leaves every file of before as it was, unless one of the moves itself fails.
    """
    check_output(out_dir)
    existed = out_dir.exists()
    try:
        with ExitStack() as stack:
            with interrupts_held():
                out_dir.mkdir(parents=True, exist_ok=True)
                _remove_leftovers(out_dir)
                partial = stack.enter_context(_partial_folder(out_dir))
            for name, chunks in files.items():
                _write(partial / name, chunks)
            for name in files:  # all at once: the disk is then waited for once, not for every file
                _make_durable(partial / name)
                _check_target(out_dir / name)
            with interrupts_held():
                for name in files:
                    (out_dir / name).parent.mkdir(exist_ok=True)
                    os.replace(partial / name, out_dir / name)
                stack.close()
    except OSError as error:
        path = error.filename if isinstance(error, IsADirectoryError) else out_dir
        raise OutputError(ErrorCode.output_unwritable, path=path, error=cause(error)) from error
    finally:
        if not existed:
            with suppress(OSError):
                out_dir.rmdir()  # only if nothing came of it


@contextmanager
def _partial_folder(out_dir: Path) -> Iterator[Path]:
    """A hidden folder, gone afterwards. A lock beside it, made before and held all the time, tells other runs that it
    is somebody's."""
    folder = out_dir / f"{PARTIAL}{uuid4().hex}"
    with held_alone(_lock_of(folder), 0):
        try:
            folder.mkdir()
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)


def _lock_of(folder: Path) -> Path:
    return folder.with_name(f"{folder.name}.lock")


def _remove_leftovers(out_dir: Path) -> None:
    """Remove the hidden folders of processes that are gone: nobody holds their lock."""
    for name in {path.name.removesuffix(".lock") for path in out_dir.glob(f"{PARTIAL}*")}:
        folder = out_dir / name
        with suppress(OSError), held_alone(_lock_of(folder), 0):  # a TimeoutError where another process has it
            if folder.is_dir() and not folder.is_symlink():
                shutil.rmtree(folder)


def _check_target(path: Path) -> None:
    """Raise ``OSError`` where a file could not be moved to: a folder is there, or a program holds the file open, as
    Excel does on Windows."""
    if path.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    if sys.platform == "win32" and path.exists():
        path.open("r+b").close()


def _write(path: Path, chunks: Iterable[bytes]) -> None:
    path.parent.mkdir(exist_ok=True)
    with path.open("wb") as file:
        file.writelines(chunks)


def _make_durable(path: Path) -> None:
    with path.open("r+b") as file:
        os.fsync(file.fileno())
