"""What a user names, as files: folders and patterns expanded, archives unpacked, each file that cannot be one told.

Nothing here reads a plan. Files in folders and archives are taken by the endings of the formats that are read; a file
named by itself is taken as it is.
"""

from __future__ import annotations

import glob
import os
import re
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath

from policyalign.archives import SIGNATURE, Archive, opened_archive
from policyalign.assess.run import Failure, Run
from policyalign.domain import Problem
from policyalign.errors import InputError
from policyalign.extract.readers import SUFFIXES
from policyalign.files import is_special
from policyalign.messages import ReadingCode
from policyalign.values import Code

_ADDRESS = re.compile(r"https?:[/\\]", re.IGNORECASE)
_PATTERN = re.compile(r"[*?\[]")
# A folder with these was written by compare.
_RESULTS = ("run.json", "matrix.json")
_FORBIDDEN = re.compile(r'[\x00-\x1f<>:"/\\|?*]')


@dataclass(slots=True)
class Inputs:
    """``ignored`` are files beside the plans of a folder or archive, by the place that they lie in; ``unpacked`` tells
    of files from archives where they come from (plans.zip/space.pdf)."""

    files: list[Path] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)
    ignored: dict[str, list[str]] = field(default_factory=dict)
    unpacked: dict[str, Path] = field(default_factory=dict)

    def as_given(self, run: Run) -> Run:
        """The run with files from archives told by the archive, not by where they were unpacked."""
        failures = tuple(map(self.told, run.failures))
        told = {
            name: [{**one, "file": str(self.unpacked.get(one["file"], one["file"]))} for one in run.record[name]]
            for name in ("inputs", "repeated")
            if name in run.record
        }
        return replace(run, failures=failures, record={**run.record, **told})

    def told(self, failure: Failure) -> Failure:
        """A failure with a file from an archive told by the archive."""
        return replace(failure, path=self.unpacked.get(str(failure.path), failure.path))

    def fail(self, path: Path, code: Code, **detail: str) -> None:
        self.failures.append(Failure(path, Problem(code, "fatal", None, detail)))


@contextmanager
def expanded(given: Sequence[Path]) -> Iterator[Inputs]:
    """The files that ``given`` paths, patterns, folders and archives stand for, in the order given and by name
    within each. What is unpacked lies in a folder that is gone afterwards."""
    inputs = Inputs()
    with ExitStack() as stack:
        for path in given:
            for one in _matching(path, inputs):
                _expand(one, inputs, stack)
        yield inputs


def is_results(path: Path) -> bool:
    """Whether a path is a folder that compare wrote, or what is left of one."""
    return path.is_dir() and any((path / name).is_file() for name in _RESULTS)


def _matching(path: Path, inputs: Inputs) -> list[Path]:
    """The paths that a pattern stands for; shells of Windows leave that to the program."""
    text = str(path)
    if _ADDRESS.match(text):
        inputs.fail(path, ReadingCode.address_given)
        return []
    if path.exists() or not _PATTERN.search(text):
        return [path]
    found = sorted(glob.glob(text, recursive=True))
    if not found:
        inputs.fail(path, ReadingCode.pattern_unmatched)
    return [Path(one) for one in found]


def _expand(path: Path, inputs: Inputs, stack: ExitStack) -> None:
    if path.is_dir():
        _expand_folder(path, inputs, stack)
    elif is_special(path):
        inputs.fail(path, ReadingCode.not_a_file)
    elif (data := _zip_bytes(path)) is not None:
        _expand_archive(path, data, inputs, stack)
    else:
        inputs.files.append(path)  # what is wrong with it, its reader will tell


def _expand_folder(folder: Path, inputs: Inputs, stack: ExitStack) -> None:
    before = len(inputs.files), len(inputs.failures)
    for path in _files_below(folder):
        if path.suffix.lower() in SUFFIXES:
            inputs.files.append(path)
        elif path.suffix.lower() == ".zip":
            _expand(path, inputs, stack)
        else:
            inputs.ignored.setdefault(str(folder), []).append(str(path.relative_to(folder)))
    if before == (len(inputs.files), len(inputs.failures)):
        inputs.fail(folder, ReadingCode.folder_without_plans)


def _files_below(folder: Path) -> Iterator[Path]:
    """Files by name, deeper ones after; hidden ones, those of open programs and folders of results left out."""
    for place, folders, names in os.walk(folder):
        if place != str(folder) and all(name in names for name in _RESULTS):
            folders.clear()
            continue
        folders[:] = sorted(name for name in folders if not _is_hidden(name))
        found = (Path(place, name) for name in sorted(names) if not _is_hidden(name))
        yield from (path for path in found if not is_special(path))


def _is_hidden(name: str) -> bool:
    return name.startswith((".", "~$")) or name in ("__MACOSX", "Thumbs.db", "desktop.ini")


def _zip_bytes(path: Path) -> bytes | None:
    """The content of a file that is packed as ZIP; None of all others."""
    try:
        with path.open("rb") as file:
            return path.read_bytes() if file.read(len(SIGNATURE)) == SIGNATURE else None
    except OSError:
        return None


# Office and OpenDocument files are archives too.
_DOCUMENT_PARTS = ("[Content_Types].xml", "mimetype")


def _expand_archive(path: Path, data: bytes, inputs: Inputs, stack: ExitStack) -> None:
    try:
        with opened_archive(data, path.name) as archive:
            if any(part in archive for part in _DOCUMENT_PARTS):
                inputs.files.append(path)
            else:
                _unpack(path, archive, inputs, stack)
    except InputError as error:
        inputs.fail(path, error.code, **error.detail)


def _unpack(path: Path, archive: Archive, inputs: Inputs, stack: ExitStack) -> None:
    """Write the plans of an archive to a folder of our own, each under its bare name: no path leads out."""
    folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="policyalign-")))
    found = 0
    for number, entry in enumerate(sorted(archive.entries)):
        parts = PurePosixPath(entry.replace("\\", "/")).parts
        if any(_is_hidden(part) for part in parts if part not in (".", "..")):
            continue
        name = _FORBIDDEN.sub("_", parts[-1])
        suffix = Path(name).suffix.lower()
        if suffix == ".zip":
            inputs.fail(path / name, ReadingCode.zip_nested)
        elif suffix in SUFFIXES:
            target = folder / str(number) / name
            target.parent.mkdir()
            target.write_bytes(archive.read(entry))
            inputs.files.append(target)
            inputs.unpacked[str(target)] = path / entry
            found += 1
        else:
            inputs.ignored.setdefault(str(path), []).append(entry)
    if not found:
        inputs.fail(path, ReadingCode.zip_without_plans)
