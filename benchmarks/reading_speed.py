"""How many pages a second are read, beside ``pdftotext``, and what share of that the checks take.

    python benchmarks/reading_speed.py [PLAN.pdf ...]

Of every file (the sample plans by default) the pages without tables are put into a file of their own, which is read by
this reader, by this reader without its checks (is every part whole, is all ink read, is what is read seen, are they
words), and by ``pdftotext`` where that is installed. Pages per second of processor time on one core, the best of
three runs; so is the rate for the whole file. The ratio is the rate with the checks over the rate without. Below it,
the milliseconds that a page without tables takes, by stage; timing them takes some time itself.
"""

from __future__ import annotations

import argparse
import os
import pkgutil
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

import pikepdf

from policyalign.config import ReadSettings
from policyalign.extract.document import extract
from policyalign.extract.streams import Damage

SAMPLES = Path(__file__).resolve().parent.parent / "corpora" / "samples" / "pdf"
_RUNS = 3
_CHECKS: dict[str, Callable[..., object]] = {
    "policyalign.extract.page_contents.draw": lambda *_: None,
    "policyalign.extract.document.find_damage": lambda *_: Damage(),
    "policyalign.extract.document.without_nonsense": lambda content: content,
    "policyalign.extract.document.unreadable": lambda _: 0,
}
_STAGES = {
    "pypdfium2.PdfDocument.__getitem__": "parse",
    "pypdfium2.PdfPage.get_textpage": "order of text",
    "policyalign.extract.page_contents.read_characters": "characters",
    "policyalign.extract.page_contents.read_drawing": "rules",
    "policyalign.extract.document.lay_out": "lines",
    "policyalign.extract.page_contents.draw": "check: rendering",
    "policyalign.extract.characters.Characters.drop_unseen": "check: seen",
    "policyalign.extract.document._pictured": "check: pictured",
    "policyalign.extract.document.without_nonsense": "check: words",
    "policyalign.extract.document.find_damage": "check: whole",
}


@dataclass(frozen=True, slots=True)
class Rates:
    """Pages per second of processor time: of the whole file, and of its pages without tables, of which there are
    ``plain_pages``; 0 where there was nothing to measure."""

    pages: int
    whole: float
    plain_pages: int
    plain: float
    unchecked: float
    pdftotext: float
    stages: dict[str, float]

    @property
    def ratio(self) -> float:
        return self.plain / self.unchecked if self.unchecked else 0.0


def measure_reading(path: Path) -> Rates:
    document = extract(path, ReadSettings())
    plain = [page.number for page in document.pages if not page.tables]
    whole = len(document.pages) / _best(lambda: extract(path, ReadSettings()))
    if not plain:
        return Rates(len(document.pages), whole, 0, 0.0, 0.0, 0.0, {})
    with tempfile.TemporaryDirectory() as folder:
        part = Path(folder, path.name)
        _write_pages(path, plain, part)
        checked = len(plain) / _best(lambda: extract(part, ReadSettings()))
        with ExitStack() as stack:
            for name, instead in _CHECKS.items():
                stack.enter_context(patch(name, instead))
            unchecked = len(plain) / _best(lambda: extract(part, ReadSettings()))
        program = shutil.which("pdftotext")
        beside = len(plain) / _best(lambda: _run([program, str(part), os.devnull])) if program else 0.0
        stages = {stage: 1000 * seconds / len(plain) for stage, seconds in _stages(part).items()}
    return Rates(len(document.pages), whole, len(plain), checked, unchecked, beside, stages)


def _stages(path: Path) -> dict[str, float]:
    """Seconds of processor time by stage, of each without the stages within it."""
    spent = dict.fromkeys((*_STAGES.values(), "rest"), 0.0)
    running = ["rest"]
    since = time.process_time()

    def switch() -> None:
        nonlocal since
        now = time.process_time()
        spent[running[-1]] += now - since
        since = now

    def timed(name: str, stage: str) -> Callable[..., object]:
        function = pkgutil.resolve_name(name)

        def run(*args: object, **options: object) -> object:
            switch()
            running.append(stage)
            try:
                return function(*args, **options)
            finally:
                switch()
                running.pop()

        return run

    with ExitStack() as stack:
        for name, stage in _STAGES.items():
            stack.enter_context(patch(name, timed(name, stage)))
        extract(path, ReadSettings())
    switch()
    return spent


def _write_pages(path: Path, numbers: list[int], target: Path) -> None:
    """The file with some of its pages only, in which all else stays as it was."""
    kept = set(numbers)
    with pikepdf.open(path) as pdf:
        for number in range(len(pdf.pages), 0, -1):
            if number not in kept:
                del pdf.pages[number - 1]
        pdf.save(target)


def _run(command: list[str]) -> None:
    subprocess.run(command, check=True, stderr=subprocess.DEVNULL)


def _best(work: Callable[[], object]) -> float:
    """The least processor time that some runs took, that of programs they started included, in seconds."""
    return min(_seconds(work) for _ in range(_RUNS))


def _seconds(work: Callable[[], object]) -> float:
    before, started = os.times(), time.process_time()
    work()
    ended, after = time.process_time(), os.times()
    programs = after.children_user + after.children_system - before.children_user - before.children_system
    return max(ended - started + programs, 1e-6)


def line(rates: Rates) -> str:
    """The rates of one file in words."""
    if not rates.plain_pages:
        return f"reading alone: {rates.whole:.0f} pages/s of CPU; every page has tables"
    beside = f"pdftotext {rates.pdftotext:.0f}, " if rates.pdftotext else ""
    return (
        f"reading alone: {rates.whole:.0f} pages/s of CPU; {rates.plain_pages} pages without tables {rates.plain:.0f} "
        f"({beside}without checks {rates.unchecked:.0f}, ratio {rates.ratio:.2f})"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pdfs", nargs="*", type=Path, metavar="PLAN.pdf")
    for path in parser.parse_args().pdfs or sorted(SAMPLES.glob("*.pdf")):
        rates = measure_reading(path)
        print(f"{path.name}: {line(rates)}")
        print("  ms a page: " + ", ".join(f"{stage} {taken:.2f}" for stage, taken in rates.stages.items()), flush=True)


if __name__ == "__main__":
    main()
