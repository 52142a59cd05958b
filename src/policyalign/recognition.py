"""Recognition (OCR) of the pages of a file, side by side, each kept in the cache."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from policyalign.errors import LimitExceeded, WorkerError
from policyalign.extract.ocr.engines import required_engines
from policyalign.extract.ocr.records import Recognised, RecognisedPage
from policyalign.files import sha256_of
from policyalign.lanes import usable_cores
from policyalign.runtime import Runtime, in_lanes
from policyalign.store import cache_key
from policyalign.text.file_names import readable_name
from policyalign.versions import RECOGNISE

# Each process takes about a gigabyte.
_MOST_PROCESSES = 4


def recognise_pages(runtime: Runtime, path: Path, pages: Sequence[int]) -> Recognised:
    """What is printed on these pages of a PDF, counted from 1. A page that takes too much time or memory is
    ``failed``, and the others go on.

    Raises:
        MissingExtra: there are pages, and nothing is installed that could recognise them.
    """
    if not pages:
        return {}
    engines, plan = required_engines(), readable_name(path.stem)
    sha256 = sha256_of(path)
    runtime.expect(len(pages))

    def recognise(number: int, lane: int) -> RecognisedPage:
        runtime.tell("recognise", plan)
        key = cache_key(RECOGNISE, [sha256, str(number), *engines.identity])
        page = runtime.cached_or(
            "recognise",
            key,
            RecognisedPage,
            lambda: _anew(runtime, path, number, lane),
            # A file that was replaced meanwhile is not kept as what it was before.
            keep=lambda page: page.outcome != "failed" and sha256_of(path) == sha256,
        )
        runtime.tell("recognise", plan, step=1)
        return page

    with runtime.timed("recognise"):
        found = in_lanes(runtime, min(usable_cores(), _MOST_PROCESSES), pages, recognise)
    return dict(zip(pages, found, strict=True))


def _anew(runtime: Runtime, path: Path, number: int, lane: int) -> RecognisedPage:
    try:
        page: RecognisedPage = runtime.ask(
            runtime.recogniser(lane), "page", path, number, timeout=runtime.settings.read.ocr_seconds
        )
        return page
    except (LimitExceeded, WorkerError):
        if runtime.closed:
            raise
        return RecognisedPage((), "failed")
