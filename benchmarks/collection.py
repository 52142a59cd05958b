"""How fast a collection of plans is read and compared, and what it takes on the disk.

    python benchmarks/collection.py [--plans 2000] [--pages 10-60] [--seed 1] [--workers 1,2] [--engine both] [--json]

Makes so many PDFs in a temporary folder: chapters of the sample plans in random order, as many as fill a number of
pages drawn evenly from ``--pages``, with other numbers in their sentences. The same seed gives the same plans. Then,
for every number of workers, ``policyalign collection add`` and ``compare`` in processes of their own, without the
cache, so that no plan profits from the sentences that it shares with others: on this machine, then (``--engine ray``
or ``both``; ``policyalign[cluster]``) on a Ray cluster of as many nodes of one core each, which is started here, or is
that at ``--address``. Printed are plans per hour, the seconds of the processor per page, the efficiency (plans per hour
by worker, against one worker of this engine) and the bytes of the tables per plan; tables that differ between two
settings are told.

The projection for 100,000 plans of the mean length made here divides the seconds of the processor per plan, with the
most workers, among the cores: it assumes that every core is busy all the time, and as fast as these. It leaves out
fetching and the network between machines; the efficiency tells what a machine of one's own loses to waiting. On a
machine busy with other things only the seconds of the processor mean anything. The start of the models (some 15 seconds
of the processor for each worker and stage) is in all figures, so that few plans make them look worse. With Ray its own
processes are counted, all looked at every half second; the start of the cluster is not in the seconds on the clock, and
of a cluster at ``--address`` the seconds of the processor are not known.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import random
import re
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import psutil

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = ROOT / "corpora" / "samples"
sys.path.insert(0, str(SAMPLES))

from maker.book import set_pages, write_book  # noqa: E402
from maker.content import Block, PlanContent, read_content  # noqa: E402
from maker.looks import LOOKS  # noqa: E402

PLANS = ("space", "digital", "education")
CORES = (1, 16, 128)
MANY = 100_000
ENGINES = {"local": ("local",), "ray": ("ray",), "both": ("local", "ray")}
HEADINGS = "engine  stage     workers  plans/h  s/plan  CPU s/plan  CPU s/page  efficiency"
NODE = {"num_cpus": 1, "object_store_memory": 200 * 2**20, "include_dashboard": False}
_NUMBER = re.compile(r"[1-9][0-9]+(?![0-9]*(?:年|月|日|条|号|章|節))")


@dataclass(frozen=True, slots=True)
class Measured:
    """One stage by an engine with so many workers: seconds on the clock and of the processor (None: not known)."""

    engine: str
    stage: str
    workers: int
    seconds: float
    cpu_seconds: float | None


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--plans", type=int, default=2000)
    parser.add_argument("--pages", default="10-60")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--workers", default="1,2", help="on this machine; with Ray as many nodes of one core")
    parser.add_argument("--engine", choices=sorted(ENGINES), default="both")
    parser.add_argument("--address", default="", help="of a cluster, instead of one started here")
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    least, most = map(int, asked.pages.split("-"))
    with tempfile.TemporaryDirectory(prefix="policyalign-benchmark-") as name:
        folder = Path(name)
        pages = make_plans(folder / "plans", asked.plans, (least, most), random.Random(asked.seed))
        found: list[Measured] = []
        size, tables = 0, ""
        if not asked.json:
            print(HEADINGS, flush=True)
        for engine in ENGINES[asked.engine]:
            for workers in map(int, asked.workers.split(",")):
                collection = folder / f"{engine}-{workers}"
                for one in measure(folder / "plans", collection, engine, workers, asked.address):
                    found.append(one)
                    if not asked.json:
                        print(row(one, found, asked.plans, sum(pages)), flush=True)
                size, made = tables_of(collection)
                if tables not in ("", made):
                    raise SystemExit(f"{collection.name}: other tables than before")
                tables = made
    told = {"plans": asked.plans, "pages": sum(pages), "bytes_per_plan": round(size / asked.plans)}
    if asked.json:
        print(json.dumps({**told, "measured": [asdict(one) for one in found]}))
    else:
        print("\n".join(lines(told, found)))


def measure(plans: Path, collection: Path, engine: str, workers: int, address: str) -> Iterator[Measured]:
    """Both stages of a collection made anew."""
    run("create", collection)
    stages = ("add", [plans]), ("compare", [])
    if engine == "local":
        for stage, words in stages:
            line = stage, collection, *words, "--workers", workers, "--no-cache"
            yield Measured(engine, stage, workers, *run(*line))
        return
    with known_cluster(address) if address else local_cluster(workers) as there:
        for stage, words in stages:
            line = stage, collection, *words, "--workers", workers, "--no-cache", "--engine", "ray", "--address", there
            with descendants_watched() as times:
                seconds, _ = run(*line)
            yield Measured(engine, stage, workers, seconds, None if address else sum(times.values()))


@contextmanager
def known_cluster(address: str) -> Iterator[str]:
    yield address


@contextmanager
def local_cluster(nodes: int) -> Iterator[str]:
    """The address of a Ray cluster of so many nodes of one core on this machine. It tells nobody that it is used."""
    os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
    os.environ["RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO"] = "0"
    from ray.cluster_utils import Cluster

    cluster = Cluster(initialize_head=True, head_node_args=NODE)
    try:
        for _ in range(nodes - 1):
            cluster.add_node(**NODE)
        yield cluster.address
    finally:
        cluster.shutdown()


@contextmanager
def descendants_watched() -> Iterator[dict[tuple[int, float], float]]:
    """The seconds of the processor, by process, that all below this one take meanwhile."""
    times: dict[tuple[int, float], float] = {}
    before: dict[tuple[int, float], float] = {}

    def look(into: dict[tuple[int, float], float]) -> None:
        for one in psutil.Process().children(recursive=True):
            try:
                used, key = one.cpu_times(), (one.pid, one.create_time())
            except psutil.NoSuchProcess:
                continue
            into[key] = used.user + used.system - before.get(key, 0.0)

    def watch() -> None:
        while not over.wait(0.5):
            look(times)

    look(before)
    over, watcher = threading.Event(), threading.Thread(target=watch, daemon=True)
    watcher.start()
    yield times
    over.set()
    watcher.join()


def tables_of(collection: Path) -> tuple[int, str]:
    """The bytes of all tables, and a hash of their names and contents."""
    size, digest = 0, hashlib.sha256()
    for path in sorted(collection.rglob("*.parquet")):
        size += path.stat().st_size
        digest.update(f"{path.relative_to(collection).as_posix()} ".encode() + path.read_bytes())
    return size, digest.hexdigest()


def make_plans(folder: Path, count: int, pages: tuple[int, int], chance: random.Random) -> list[int]:
    """Write so many PDFs, and tell their pages: those of their chapters, each by itself."""
    folder.mkdir()
    books = [(book, _chapters(book)) for book in (read_content(SAMPLES / f"{name}.yaml") for name in PLANS)]
    made = []
    for number in range(count):
        book, chapters = chance.choice(books)
        blocks: list[Block] = []
        size, wanted = 0, chance.randint(*pages)
        while size < wanted:
            chapter, own = chance.choice(chapters)
            blocks += (replace(one, value=_other_numbers(one.value, chance)) for one in chapter)
            size += own
        name = f"plan-{number:05}"
        content = replace(book, id=name, title=f"{book.title} その{number}", blocks=tuple(blocks))
        write_book(content, folder / f"{name}.pdf")
        made.append(size)
    return made


def _chapters(book: PlanContent) -> list[tuple[list[Block], int]]:
    """The blocks of every chapter, its heading first, and the pages that they fill."""
    chapters: list[list[Block]] = []
    for block in book.blocks:
        if block.level == 1:
            chapters.append([])
        chapters[-1].append(block)
    look = LOOKS[book.look]
    return [(one, len(set_pages(replace(book, blocks=tuple(one)), look))) for one in chapters]


def _other_numbers(value: Any, chance: random.Random) -> Any:
    if isinstance(value, str):
        return _NUMBER.sub(lambda found: str(chance.randint(10 ** (len(found[0]) - 1), 10 ** len(found[0]) - 1)), value)
    if isinstance(value, list):
        return [_other_numbers(one, chance) for one in value]
    if isinstance(value, tuple):
        return tuple(replace(one, value=_other_numbers(one.value, chance)) for one in value)
    return value


def run(*words: object) -> tuple[float, float]:
    """Run a command of collections: seconds on the clock, and of the processor in all its processes."""
    started = time.monotonic()
    line = [sys.executable, "-m", "policyalign", "collection", *map(str, words), "--lang", "en"]
    process = subprocess.Popen(line, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"{' '.join(line)} ended with {os.waitstatus_to_exitcode(status)}")
    return time.monotonic() - started, used.ru_utime + used.ru_stime


def row(one: Measured, found: Sequence[Measured], plans: int, pages: int) -> str:
    """A line of the table; ``found`` holds what the engine did with one worker, if anything."""
    alone = {(each.engine, each.stage): each.seconds for each in found if each.workers == 1}
    first = alone.get((one.engine, one.stage))
    efficiency = f"{first / one.seconds / one.workers:.2f}" if first else "–"
    per_plan, per_page = (
        "–" if one.cpu_seconds is None else f"{one.cpu_seconds / count:.{digits}f}"
        for count, digits in ((plans, 2), (pages, 3))
    )
    return (
        f"{one.engine:<6}  {one.stage:<8}  {one.workers:>7}  {3600 * plans / one.seconds:>7.0f}  "
        f"{one.seconds / plans:>6.2f}  {per_plan:>10}  {per_page:>10}  {efficiency:>10}"
    )


def lines(told: dict[str, int], found: Sequence[Measured]) -> Iterator[str]:
    """What is printed below the table."""
    plans, pages = told["plans"], told["pages"]
    yield f"{plans} plans, {pages} pages; {told['bytes_per_plan'] / 1e6:.2f} MB of tables per plan"
    for engine in dict.fromkeys(one.engine for one in found if one.cpu_seconds is not None):
        own = [one for one in found if one.engine == engine]
        most = max(one.workers for one in own)
        cpu = sum(one.cpu_seconds or 0.0 for one in own if one.workers == most) / plans
        tables = f"{MANY * told['bytes_per_plan'] / 1e9:.0f} GB of tables"
        yield f"{MANY:,} plans of {pages / plans:.0f} pages ({engine}): {tables}, and"
        for cores in CORES:
            yield f"  {cores:>4} cores: {MANY * cpu / cores / 3600:,.0f} hours"


if __name__ == "__main__":
    main()
