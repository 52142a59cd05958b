"""How long a comparison takes and how much memory, beside the chain that anybody would write.

    python benchmarks/speed.py [PLAN.pdf ...] [--repeat 3] [--before COMMAND] [--json] [--ours-only]

Every file by itself (the sample plans by default): ``policyalign compare`` cold, with an empty cache, then
warm, then ``front_page_chain.py``, all in processes of their own; then reading alone, as ``reading_speed.py``
measures it by itself: pages per second with and without the checks, beside ``pdftotext``. Then all files together, cold
and warm, and with ``--before`` (the ``policyalign`` of another version) cold by that, too; then ``--help``. Each is the
median of ``--repeat`` runs, with the seconds of the processor of all its processes: on a busy machine only these can be
compared.

Memory is that of a process and all its children, sampled every 100 ms: ``peak MB`` the resident memory summed, so that
pages which several share (a dictionary in a file, libraries) count several times, ``shared once`` what they take
together, each page counted once (Linux).

Wants psutil, which ``make setup`` installs into ``.venv`` (or ``pip install psutil``); the other benchmarks run with
what ``make demo`` installs.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from statistics import median_low
from typing import TypeVar

import psutil
from reading_speed import Rates, line, measure_reading

HERE = Path(__file__).resolve().parent
SAMPLES = HERE.parent / "corpora" / "samples" / "pdf"
SAMPLING_SECONDS = 0.1
T = TypeVar("T")
OURS = (sys.executable, "-m", "policyalign")


@dataclass(frozen=True, slots=True)
class Measurement:
    """Wall-clock seconds, those of the processor, the highest memory of the process tree (MiB; summed, and with shared
    pages counted once), and seconds by stage."""

    seconds: float
    cpu_seconds: float
    peak_mb: float
    peak_once_mb: float
    stages: dict[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Result:
    """All that was measured of one file."""

    file: str
    pages: int
    cold: Measurement
    warm: Measurement
    front_page: Measurement | None
    reading: Rates


@dataclass(frozen=True, slots=True)
class Together:
    """All files in one run: cold, warm, and cold by the version before."""

    files: int
    cold: Measurement
    warm: Measurement
    before: Measurement | None


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("pdfs", nargs="*", type=Path, metavar="PLAN.pdf")
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    parser.add_argument("--ours-only", action="store_true", help="leave the front-page chain out")
    parser.add_argument("--repeat", type=int, default=3, metavar="N", help="runs of which the median counts")
    parser.add_argument("--before", metavar="COMMAND", help="the policyalign of another version, for all together")
    arguments = parser.parse_args()
    pdfs = arguments.pdfs or sorted(SAMPLES.glob("*.pdf"))
    results = [measure(path, arguments.ours_only, arguments.repeat) for path in pdfs]
    together = measure_together(pdfs, arguments.before, arguments.repeat)
    help_page = median([watched([*OURS, "--help"], {})[0] for _ in range(arguments.repeat)])
    if arguments.json:
        told = {"plans": [asdict(one) for one in results], "together": asdict(together), "help": asdict(help_page)}
        print(json.dumps(told, indent=2))
    else:
        print("\n\n".join((*map(table, results), together_table(together), f"--help: {help_page.seconds:.2f} s")))


def measure(path: Path, ours_only: bool, repeat: int) -> Result:
    runs = [cold_and_warm([path]) for _ in range(repeat)]
    front_page = None if ours_only else median([measure_front_page(path) for _ in range(repeat)])
    pages = runs[0][2]
    return Result(
        file=path.name,
        pages=pages,
        cold=median([run[0] for run in runs]),
        warm=median([run[1] for run in runs]),
        front_page=front_page,
        reading=measure_reading(path),
    )


def measure_together(pdfs: Sequence[Path], before: str | None, repeat: int) -> Together:
    runs = [cold_and_warm(pdfs) for _ in range(repeat)]
    earlier = [in_folder(lambda folder: measure_ours(pdfs, folder, [before])) for _ in range(repeat) if before]
    cold, warm = (median([run[part] for run in runs]) for part in (0, 1))
    return Together(len(pdfs), cold, warm, median(earlier) if earlier else None)


def median(runs: Sequence[Measurement]) -> Measurement:
    """The run that took the median of the seconds."""
    middle = median_low(run.seconds for run in runs)
    return next(run for run in runs if run.seconds == middle)


def cold_and_warm(pdfs: Sequence[Path]) -> tuple[Measurement, Measurement, int]:
    """With an empty cache and with what that run left in it; and how many pages the first plan has."""

    def both(folder: Path) -> tuple[Measurement, Measurement, int]:
        cold, warm = measure_ours(pdfs, folder), measure_ours(pdfs, folder)
        record = json.loads(Path(folder, "out", "run.json").read_text(encoding="utf-8"))
        if not record["from_cache"]:
            raise SystemExit("the warm run found nothing in the cache: was the code changed meanwhile?")
        return cold, warm, record["inputs"][0]["pages"]

    return in_folder(both)


def in_folder(action: Callable[[Path], T]) -> T:
    with tempfile.TemporaryDirectory() as folder:
        return action(Path(folder))


def measure_ours(pdfs: Sequence[Path], folder: Path, command: Sequence[str] = OURS) -> Measurement:
    """``policyalign compare`` from start to end, with a cache and an output of its own."""
    out = folder / "out"
    asked = [*command, "compare", *map(str, pdfs), "-o", str(out), "-q"]
    measured, _ = watched(asked, {"POLICYALIGN_CACHE_DIR": str(folder / "cache")})
    stages = json.loads((out / "run.json").read_text(encoding="utf-8"))["seconds"]
    return replace(measured, stages={name: value for name, value in stages.items() if name != "total"})


def measure_front_page(path: Path) -> Measurement:
    measured, output = watched([sys.executable, str(HERE / "front_page_chain.py"), str(path)], {})
    return replace(measured, stages=json.loads(output.splitlines()[-1])["seconds"])


def watched(command: Sequence[str], env: dict[str, str]) -> tuple[Measurement, str]:
    """Run a command: what it took, and what it printed."""
    before, started = cpu_seconds(), time.perf_counter()
    # As where it is installed: else each of the many processes of a run would compile all modules anew.
    around = {**os.environ, **env, "PYTHONDONTWRITEBYTECODE": ""}
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=around)
    peak = [0.0, 0.0]
    watcher = threading.Thread(target=watch, args=(process.pid, peak), daemon=True)
    watcher.start()
    output, _ = process.communicate()
    seconds = time.perf_counter() - started
    if process.returncode:
        raise SystemExit(f"{' '.join(command)} ended with {process.returncode}")
    watcher.join()
    return Measurement(
        round(seconds, 2), round(cpu_seconds() - before, 2), round(peak[0], 1), round(peak[1], 1)
    ), output


def cpu_seconds() -> float:
    """What all processes that were started here and have ended took of the processor."""
    times = os.times()
    return times.children_user + times.children_system


def watch(pid: int, peak: list[float]) -> None:
    """Keep the highest sums of resident memory, and of memory with shared pages counted once, until the process
    ends."""
    try:
        root = psutil.Process(pid)
        while root.is_running() and root.status() != psutil.STATUS_ZOMBIE:
            peak[:] = map(max, peak, (found / 1024**2 for found in tree_memory(root)))
            time.sleep(SAMPLING_SECONDS)
    except psutil.NoSuchProcess:
        return


def tree_memory(root: psutil.Process) -> tuple[int, int]:
    total = once = 0
    for process in (root, *root.children(recursive=True)):
        try:
            found = process.memory_full_info()
        except psutil.NoSuchProcess:  # it ended between the listing and the look
            continue
        total += found.rss
        once += getattr(found, "pss", 0)
    return total, once


def table(result: Result) -> str:
    """The figures of one file, side by side."""
    chains = {"cold": result.cold, "warm": result.warm, "front page": result.front_page}
    lines = [
        f"{result.file}: {result.pages} pages",
        f"  {'':12}{'seconds':>9}{'CPU':>8}{'times':>7}{'peak MB':>9}{'shared once':>13}  seconds by stage",
    ]
    for name, measured in chains.items():
        if measured is not None:
            lines.append(row(name, measured, result.cold))
    lines.append(f"  {line(result.reading)}")
    return "\n".join(lines)


def together_table(together: Together) -> str:
    """The figures of all files in one run."""
    chains = {"cold": together.cold, "warm": together.warm, "before, cold": together.before}
    rows = [row(name, measured, together.cold) for name, measured in chains.items() if measured is not None]
    return "\n".join((f"{together.files} plans together", *rows))


def row(name: str, measured: Measurement, cold: Measurement) -> str:
    stages = "  ".join(f"{stage} {value:.2f}" for stage, value in measured.stages.items())
    times = measured.seconds / cold.seconds
    figures = f"{measured.seconds:9.2f}{measured.cpu_seconds:8.2f}{times:7.2f}{measured.peak_mb:9.0f}"
    return f"  {name:12}{figures}{measured.peak_once_mb:13.0f}  {stages}"


if __name__ == "__main__":
    main()
