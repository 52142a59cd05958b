"""Read the damaged files as ``compare`` does, and see whether each is told of."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from policyalign.assess.gaps.find import reading_doubt
from policyalign.config import Settings
from policyalign.corpora import corpora_path
from policyalign.errors import InputError
from policyalign.pipeline import read_outline
from policyalign.selftest.faults import FAULTS
from policyalign.values import Code

SOUND = "sound"
"""The name of the file that is not damaged."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one file: ``told`` are the codes that it was told by, and ``passed`` says that this is right: of
    the damaged ones none leaves anything to be called 欠落, and the sound one is not doubted."""

    name: str
    told: tuple[Code, ...]
    passed: bool


def run_selftest(settings: Settings | None = None) -> Iterator[Outcome]:
    """Read the sound file and each damaged one. Takes some seconds; writes to a folder that is gone afterwards."""
    settings = settings or Settings(cache=False)
    sound = corpora_path("samples", "pdf", "space.pdf").read_bytes()
    with tempfile.TemporaryDirectory(prefix="policyalign-") as folder:
        for name, fault in {SOUND: bytes, **FAULTS}.items():
            path = Path(folder, f"{name}.pdf")
            path.write_bytes(fault(sound))
            yield _outcome(name, path, settings)


def _outcome(name: str, path: Path, settings: Settings) -> Outcome:
    try:
        plan = read_outline(path, settings)
    except InputError as error:
        return Outcome(name, (error.code,), name != SOUND)
    told = tuple(dict.fromkeys(problem.code for problem in plan.problems))
    doubted = reading_doubt(plan, settings.assess) is not None
    if name == SOUND:
        return Outcome(name, told, not doubted)
    # What nobody sees need not forbid a 欠落: it is enough that it is told of and no evidence.
    left_out = name == "print_in_white" and "text_unseen" in told
    return Outcome(name, told, left_out or (doubted and bool(told)))
