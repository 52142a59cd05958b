"""Outcomes that are not in the tables yet: one file each, so that a run that is broken off loses none of them."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from policyalign.collection.engine import Failed, Outcome
from policyalign.collection.folder import WORK
from policyalign.collection.parts import unpack_tables
from policyalign.files import PARTIAL, write_whole
from policyalign.serialize import from_json, text_hash, to_json

_ENDING = ".plan"
_SIZE = 4  # bytes that tell how long the head is


def bucket_of(plan_id: str) -> str:
    """The bucket (00 to ff) of a plan: always the same, whatever else is in the collection."""
    return text_hash(plan_id)[:2]


@dataclass(frozen=True, slots=True)
class About:
    """What the collection knows of a plan besides what is read of it: ``origin`` is the file or address that it comes
    from, ``source`` the name of the file; ``domain`` (分野) and ``prefecture`` (都道府県) are empty where unknown."""

    origin: str = ""
    source: str = ""
    sha256: str = ""
    domain: str = ""
    prefecture: str = ""


@dataclass(frozen=True, slots=True)
class Kept:
    """An outcome in its file: ``failed`` or ``parts``."""

    key: str
    plan_id: str
    about: About = field(default_factory=About)
    failed: Failed | None = None
    parts: bytes = b""


@dataclass(frozen=True, slots=True)
class Spool:
    """The outcomes of one stage: of reading, or of comparing with some proposals (``name``)."""

    folder: Path

    @classmethod
    def of(cls, collection: Path, stage: str, name: str = "") -> Spool:
        return cls(collection / WORK / stage / name if name else collection / WORK / stage)

    def put(self, outcome: Outcome, about: About) -> None:
        """Keep an outcome, whole or not at all. Raises ``OSError``."""
        failed = outcome if isinstance(outcome, Failed) else None
        parts = b"" if isinstance(outcome, Failed) else outcome.parts
        head = to_json(Kept(outcome.key, outcome.plan_id, about, failed))
        path = self.folder / bucket_of(outcome.plan_id) / f"{outcome.key}{_ENDING}"
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, len(head).to_bytes(_SIZE, "big") + head + parts)

    def keys(self) -> set[str]:
        """The keys of all outcomes."""
        return {path.stem for path in self._paths("*")}

    def buckets(self) -> list[str]:
        """The buckets with outcomes, in order."""
        return sorted({path.parent.name for path in self._paths("*")})

    def outcomes(self, bucket: str) -> Mapping[str, Path]:
        """The newest outcome of every plan of a bucket, where it lies. What is damaged is removed: it is done again."""
        found: dict[str, Path] = {}
        for path in sorted(self._paths(bucket), key=lambda path: (path.stat().st_mtime_ns, path.name)):
            with suppress(ValueError):
                found[read_kept(path).plan_id] = path
                continue
            path.unlink(missing_ok=True)
        return found

    def forget(self, bucket: str) -> None:
        """Remove the outcomes of a bucket: the tables hold them."""
        with suppress(OSError):
            shutil.rmtree(self.folder / bucket)

    def _paths(self, bucket: str) -> list[Path]:
        found = self.folder.glob(f"{bucket}/*{_ENDING}")
        return sorted(path for path in found if not path.name.startswith(PARTIAL))


def read_kept(path: Path) -> Kept:
    """The outcome in a file. Raises ``OSError``, and ``ValueError`` where the file was cut off."""
    content = path.read_bytes()
    start = _SIZE + int.from_bytes(content[:_SIZE], "big")
    kept = from_json(content[_SIZE:start], Kept)
    if kept.failed is not None:
        return kept
    unpack_tables(content[start:], ("plans", "compared"))
    return Kept(kept.key, kept.plan_id, kept.about, None, content[start:])
