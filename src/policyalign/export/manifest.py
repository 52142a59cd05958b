"""Which files a run has left in a folder, so that the next one leaves none of them behind, out of date."""

from __future__ import annotations

import re
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from policyalign.export.saved import RECORD
from policyalign.serialize import from_json

_OURS = re.compile(r"(?:[\w.-]+/)?[\w-][\w.-]*\.(?:csv|json|jsonl|svg|png|graphml)")


def earlier_files(out_dir: Path) -> set[str]:
    """The names in ``run.json``; none where there is no such file. Whatever else it may name is left alone."""
    try:
        names = from_json((out_dir / RECORD).read_bytes(), dict[str, object]).get("files", [])
    except (OSError, ValueError):
        return set()
    found = names if isinstance(names, list) else []
    return {one for one in found if isinstance(one, str) and _OURS.fullmatch(one) and not one.startswith("..")}


def remove_stale(out_dir: Path, names: Iterable[str]) -> None:
    """Remove files of an earlier run, as far as that is allowed."""
    for name in names:
        with suppress(OSError):
            (out_dir / name).unlink()
