"""How long a comparison takes and how much memory, beside the chain that anybody would write.

    python benchmarks/speed.py [PLAN.pdf ...] [--json] [--ours-only]

Every file by itself (the sample plans by default): ``policyalign compare`` cold, with an empty cache, then
warm, then ``front_page_chain.py``, all in processes of their own; then pages per second of reading alone
beside ``pdftotext``, where that is installed. Memory is the resident memory of a process and all its children
summed, sampled every 50 ms, so that pages shared between them count several times: an upper bound.

Wants psutil, which ``make setup`` installs into ``.venv`` (or ``pip install psutil``); the other benchmarks run with
what ``make demo`` installs.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import asdict, dataclass
from pathlib import Path

import psutil

HERE = Path(__file__).resolve().parent
SAMPLES = HERE.parent / "corpora" / "samples" / "pdf"
SAMPLING_SECONDS = 0.05


@dataclass(frozen=True, slots=True)
class Measurement:
    """Wall-clock seconds, the highest memory of the process tree (MiB), and seconds by stage."""

    seconds: float
    peak_mb: float
    stages: dict[str, float]


@dataclass(frozen=True, slots=True)
class Result:
    """All that was measured of one file; pages per second are 0 where there was nothing to measure."""

    file: str
    pages: int
    cold: Measurement
    warm: Measurement
    front_page: Measurement | None
    pages_per_second: float
    pdftotext_pages_per_second: float


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("pdfs", nargs="*", type=Path, metavar="PLAN.pdf")
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    parser.add_argument("--ours-only", action="store_true", help="leave the front-page chain out")
    arguments = parser.parse_args()
    results = [measure(path, arguments.ours_only) for path in arguments.pdfs or sorted(SAMPLES.glob("*.pdf"))]
    if arguments.json:
        print(json.dumps([asdict(result) for result in results], indent=2))
    else:
        print("\n\n".join(table(result) for result in results))


def measure(path: Path, ours_only: bool) -> Result:
    with tempfile.TemporaryDirectory() as folder:
        cold = measure_ours(path, Path(folder))
        warm = measure_ours(path, Path(folder))
        record = json.loads(Path(folder, "out", "run.json").read_text(encoding="utf-8"))
        if not record["from_cache"]:
            raise SystemExit("the warm run found nothing in the cache: was the code changed meanwhile?")
    pages = record["inputs"][0]["pages"]
    front_page = None if ours_only else measure_front_page(path)
    reading = read_seconds(path)
    pdftotext = pdftotext_seconds(path)
    return Result(
        file=path.name,
        pages=pages,
        cold=cold,
        warm=warm,
        front_page=front_page,
        pages_per_second=round(pages / reading, 1),
        pdftotext_pages_per_second=round(pages / pdftotext, 1) if pdftotext else 0.0,
    )


def measure_ours(path: Path, folder: Path) -> Measurement:
    """``policyalign compare`` from start to end, with a cache and an output of its own."""
    out = folder / "out"
    command = [sys.executable, "-m", "policyalign", "compare", str(path), "-o", str(out), "-q"]
    seconds, peak, _ = watched(command, {"POLICYALIGN_CACHE_DIR": str(folder / "cache")})
    stages = json.loads((out / "run.json").read_text(encoding="utf-8"))["seconds"]
    return Measurement(seconds, peak, {name: value for name, value in stages.items() if name != "total"})


def measure_front_page(path: Path) -> Measurement:
    seconds, peak, output = watched([sys.executable, str(HERE / "front_page_chain.py"), str(path)], {})
    return Measurement(seconds, peak, json.loads(output.splitlines()[-1])["seconds"])


def watched(command: list[str], env: dict[str, str]) -> tuple[float, float, str]:
    """Run a command; its seconds, the peak memory of its process tree in MiB, and what it printed."""
    started = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env={**os.environ, **env})
    peak = [0.0]
    watcher = threading.Thread(target=watch, args=(process.pid, peak), daemon=True)
    watcher.start()
    output, _ = process.communicate()
    seconds = time.perf_counter() - started
    if process.returncode:
        raise SystemExit(f"{' '.join(command)} ended with {process.returncode}")
    watcher.join()
    return round(seconds, 2), round(peak[0], 1), output


def watch(pid: int, peak: list[float]) -> None:
    """Keep the highest sum of resident memory in ``peak[0]`` until the process ends."""
    try:
        root = psutil.Process(pid)
        while root.is_running() and root.status() != psutil.STATUS_ZOMBIE:
            peak[0] = max(peak[0], tree_memory(root) / 1024**2)
            time.sleep(SAMPLING_SECONDS)
    except psutil.NoSuchProcess:
        return


def tree_memory(root: psutil.Process) -> int:
    total = 0
    for process in (root, *root.children(recursive=True)):
        try:
            total += process.memory_info().rss
        except psutil.NoSuchProcess:  # it ended between the listing and the look
            continue
    return total


def read_seconds(path: Path) -> float:
    """Reading alone, in this process, its libraries already imported."""
    from policyalign.config import ReadSettings
    from policyalign.extract.document import extract

    started = time.perf_counter()
    extract(path, ReadSettings())
    return time.perf_counter() - started


def pdftotext_seconds(path: Path) -> float:
    program = shutil.which("pdftotext")
    if program is None:
        return 0.0
    started = time.perf_counter()
    subprocess.run([program, str(path), os.devnull], check=True)
    return time.perf_counter() - started


def table(result: Result) -> str:
    """The figures of one file, side by side."""
    chains = {"cold": result.cold, "warm": result.warm, "front page": result.front_page}
    lines = [
        f"{result.file}: {result.pages} pages",
        f"  {'':12}{'seconds':>9}{'times':>7}{'peak MB':>9}  seconds by stage",
    ]
    for name, measured in chains.items():
        if measured is not None:
            times = measured.seconds / result.cold.seconds
            stages = "  ".join(f"{stage} {value:.2f}" for stage, value in measured.stages.items())
            lines.append(f"  {name:12}{measured.seconds:9.2f}{times:7.2f}{measured.peak_mb:9.0f}  {stages}")
    lines.append(f"  reading alone: {result.pages_per_second} pages/s")
    if result.pdftotext_pages_per_second:
        lines[-1] += f" (pdftotext: {result.pdftotext_pages_per_second})"
    return "\n".join(lines)


if __name__ == "__main__":
    main()
