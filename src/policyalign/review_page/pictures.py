"""Pages of the plans of a run, drawn on demand by one helper process and kept in a bounded cache."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from contextlib import suppress
from pathlib import Path
from typing import Any

from policyalign.catalogue.library import Library
from policyalign.domain import Box, Plan
from policyalign.errors import PolicyAlignError
from policyalign.files import sha256_of
from policyalign.review_page.drawing import PageMarks
from policyalign.workers import Worker

_MOST_BYTES = 60_000_000
"""Of pictures kept: some 300 pages."""
_SECONDS = 20.0
"""For one page; a page that takes longer is given up, and the helper started anew."""
_MEGABYTES = 2000
"""Of address space for the helper (Linux)."""


class PagePictures:
    """Pictures of pages; ``files`` are the PDFs by the SHA-256 of their content (:func:`find_pdfs`)."""

    def __init__(self, files: Mapping[str, Path]) -> None:
        self._files = files
        self._worker = Worker("policyalign.review_page.drawing:PageDrawer", memory_mb=_MEGABYTES) if files else None
        self._kept: OrderedDict[tuple[str, int], bytes] = OrderedDict()
        self._lock = threading.Lock()
        self._restart = threading.Lock()

    def shows(self, plan: Plan) -> bool:
        """Whether the very file of a plan is at hand."""
        return plan.document_id in self._files

    def picture(self, plan: Plan, page: int) -> bytes | None:
        """A page as JPEG; None where it cannot be had."""
        key = plan.document_id, page
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        content: bytes | None = self._ask("picture", plan, page)
        if content is not None:
            self._keep(key, content)
        return content

    def marks(self, plan: Plan, page: int, boxes: Iterable[Box], sentence: str) -> PageMarks | None:
        """The size of a page and where a sentence stands on it; None where it cannot be had."""
        found: PageMarks | None = self._ask("marks", plan, page, tuple(boxes), sentence)
        return found

    def close(self) -> None:
        """End the helper."""
        if self._worker is not None:
            self._worker.close()

    def _ask(self, method: str, plan: Plan, *args: object) -> Any:
        path = self._files.get(plan.document_id)
        if path is None or self._worker is None:
            return None
        try:
            return self._worker.call(method, path, plan.document_id, *args, timeout=_SECONDS)
        except PolicyAlignError:
            self._start_anew()
            return None

    def _start_anew(self) -> None:
        with self._restart:
            if self._worker is not None and not self._worker.alive:
                with suppress(PolicyAlignError):  # closed meanwhile
                    self._worker.restart()

    def _keep(self, key: tuple[str, int], content: bytes) -> None:
        with self._lock:
            self._kept[key] = content
            while sum(map(len, self._kept.values())) > _MOST_BYTES:
                self._kept.popitem(last=False)


def find_pdfs(plans: Iterable[Plan], given: Path | None, results: Path) -> dict[str, Path]:
    """The PDFs of plans by their SHA-256: in the folder ``given``, else in the results, beside them or in the current
    folder by the name that the run knows, else among the user's plans of the catalogue.

    A file counts by its content alone. Links in and beside the results are not followed: whoever hands on a folder
    must not choose what else is opened.
    """
    wanted = {plan.document_id: Path(plan.source).name for plan in plans}
    names = frozenset(wanted.values())
    places: tuple[Callable[[], Iterable[Path]], ...] = (
        lambda: (path for path in _pdfs(given) if path.is_file()),
        lambda: filter(_is_own, _pdfs(results)),
        lambda: filter(_is_own, (folder / name for folder in (results.parent, Path()) for name in sorted(names))),
        lambda: _catalogued(wanted),
    )
    found: dict[str, Path] = {}
    for paths in places:
        missing = wanted.keys() - found.keys()
        if missing:
            found |= _matching(paths(), missing, names)
    return found


def _pdfs(folder: Path | None) -> list[Path]:
    if folder is None or not folder.is_dir():
        return []
    return [path for path in sorted(folder.iterdir()) if path.suffix.lower() == ".pdf"]


def _is_own(path: Path) -> bool:
    return path.is_file() and not path.is_symlink()


def _catalogued(wanted: Iterable[str]) -> Iterator[Path]:
    library = Library()
    with suppress(PolicyAlignError):  # an index that is damaged is told of by the commands of the catalogue
        for sha256 in wanted:
            if stored := library.holding(sha256):
                yield library.folder / stored.file


def _matching(paths: Iterable[Path], missing: AbstractSet[str], names: AbstractSet[str]) -> dict[str, Path]:
    """Files by content; those whose names are known first, so that a large folder is not read in vain."""
    found: dict[str, Path] = {}
    for path in sorted(paths, key=lambda path: (path.name not in names, path.name)):
        if found.keys() == missing:
            break
        with suppress(OSError):
            sha256 = sha256_of(path)
            if sha256 in missing:
                found.setdefault(sha256, path)
    return found
