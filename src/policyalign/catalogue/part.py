"""A file that is still being received, kept so that a later attempt can go on from it."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from policyalign.errors import FetchError, cause
from policyalign.files import held_alone
from policyalign.messages import CatalogueCode


@contextmanager
def _disk_errors_told() -> Iterator[None]:
    """A full disk is no broken connection: trying again would not help."""
    try:
        yield
    except OSError as error:
        raise FetchError(CatalogueCode.fetch_unwritable, error=cause(error)) from error


class Part:
    """What has been received from one address, and the server's mark (ETag or date) of that version.

    All methods raise :class:`FetchError` when the disk does not let them.
    """

    def __init__(self, folder: Path, url: str) -> None:
        name = hashlib.sha256(url.encode("utf-8", "replace")).hexdigest()[:16]
        self._folder = folder
        self._path = folder / f"{name}.part"
        self._mark_path = folder / f"{name}.mark"
        self._whole = folder / f"{name}-{os.getpid()}"
        self._lock = folder / f"{name}.lock"

    @contextmanager
    def held(self) -> Iterator[None]:
        """Keep others from receiving the same file at the same time, which would mix the two."""
        with ExitStack() as stack:
            with _disk_errors_told():
                self._folder.mkdir(parents=True, exist_ok=True)
                try:
                    stack.enter_context(held_alone(self._lock, 0))
                except TimeoutError as error:
                    raise FetchError(CatalogueCode.fetch_busy) from error
            yield

    def range_headers(self) -> dict[str, str]:
        """Asks for the rest if the file is still the same; for all of it where nobody can tell."""
        with suppress(OSError):
            size, mark = self._path.stat().st_size, self._mark_path.read_text(encoding="latin-1")
            if size and mark:
                return {"Range": f"bytes={size}-", "If-Range": mark}
        return {}

    @_disk_errors_told()
    def start(self, mark: str) -> None:
        """Forget what there was; the version with this mark comes now, from its first byte."""
        self._folder.mkdir(parents=True, exist_ok=True)
        self.drop()
        self._path.touch()
        self._mark_path.write_text(mark, encoding="latin-1", errors="replace")

    @_disk_errors_told()
    def append(self, chunk: bytes) -> None:
        """Add what was received."""
        with self._path.open("ab") as file:
            file.write(chunk)

    @_disk_errors_told()
    def head(self, length: int) -> bytes:
        """The first bytes received."""
        with self._path.open("rb") as file:
            return file.read(length)

    def size(self) -> int:
        """How many bytes have been received."""
        return self._path.stat().st_size if self._path.exists() else 0

    @_disk_errors_told()
    def drop(self) -> None:
        """Forget all that was received."""
        self._path.unlink(missing_ok=True)
        self._mark_path.unlink(missing_ok=True)

    @_disk_errors_told()
    def finish(self, ending: str) -> Path:
        """Give the whole file its name with this ending, and tell it."""
        with self._path.open("rb+") as file:
            os.fsync(file.fileno())
        whole = self._whole.with_name(f"{self._whole.name}{ending}")
        os.replace(self._path, whole)
        self._mark_path.unlink(missing_ok=True)
        return whole
