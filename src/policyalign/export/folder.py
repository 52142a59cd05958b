"""Writing a folder of files so that none is ever seen half-written."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Mapping
from contextlib import ExitStack, suppress
from pathlib import Path

from policyalign.errors import OutputError, cause
from policyalign.interrupts import interrupts_held
from policyalign.messages import ErrorCode


def check_output(out_dir: Path) -> None:
    """Raise :class:`OutputError` now, not after minutes of work, if ``out_dir`` cannot be a folder."""
    if out_dir.exists() and not out_dir.is_dir():
        raise OutputError(ErrorCode.output_not_a_folder, path=out_dir)


def write_files(out_dir: Path, files: Mapping[str, Iterable[bytes]]) -> None:
    """Write all files to a hidden folder inside ``out_dir``, then move each into place, in the order given.

    What else stands in ``out_dir`` is left alone. Raises :class:`OutputError`, and then leaves every file of
    before as it was, unless one of the moves itself fails.
    """
    check_output(out_dir)
    existed = out_dir.exists()
    try:
        with ExitStack() as stack:
            with interrupts_held():
                out_dir.mkdir(parents=True, exist_ok=True)
                folder = tempfile.TemporaryDirectory(prefix=".partial-", dir=out_dir)
                partial = Path(stack.enter_context(folder))
            for name, chunks in files.items():
                _write(partial / name, chunks)
            with interrupts_held():
                for name in files:
                    (out_dir / name).parent.mkdir(exist_ok=True)
                    os.replace(partial / name, out_dir / name)
                stack.close()
    except OSError as error:
        raise OutputError(ErrorCode.output_unwritable, path=out_dir, error=cause(error)) from error
    finally:
        if not existed:
            with suppress(OSError):
                out_dir.rmdir()  # only if nothing came of it


def _write(path: Path, chunks: Iterable[bytes]) -> None:
    path.parent.mkdir(exist_ok=True)
    with path.open("wb") as file:
        file.writelines(chunks)
        file.flush()
        os.fsync(file.fileno())
