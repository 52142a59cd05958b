"""How the search for overlaps grows with the number of measures, judged by the model that the product judges by.

    python benchmarks/pairs.py [--sizes 1000,10000,100000] [--projects FILE.jsonl.gz] [--judged 10000] [--json]

Measures are made of two to five random sentences each, in 13 plans and eight ministries. Without ``--projects`` the
sentences are those of the sample plans; with it ``--sentences`` random ones of a file of project descriptions
(``policyalign.projects``), their terms being the words of ``models/terms.json`` that stand in them. Every different
sentence is encoded once (kept in the cache); the vector of a measure is the mean of its sentences'. They lie in a file
(``numpy.memmap``), and no sentence is written anywhere.

``exact`` or ``graph`` says by what the nearest are found (see ``policyalign.assess.overlaps.neighbours``; ``--graph``
takes the graph at every size). ``build`` are the CPU seconds that making it takes, ``search`` those of finding the
nearest of all measures, worked out from 300 random ones, ``ms`` both per measure. ``compared`` is the number of vectors
that a measure is compared with in a search, ``/log2 n`` the same by log2 n: it stays where it is when the cost grows
like n log n. ``recall`` is the share of the ten nearest apart that are found from the 300, against looking at
everything with the true similarities; a pair may be found from its other side, too. ``judge`` is what
``policyalign collection overlaps`` does once plans are read: measures written to files, pairs found, traits and words
read, the model's verdicts; up to ``--judged`` measures. Every size has a process of its own; memory is the most that
was resident before the judging and at its end, in MiB, the pages of the files among it and the list of what the
measures are made of.
"""

from __future__ import annotations

import argparse
import json
import math
import multiprocessing
import random
import re
import resource
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from policyalign.assess.overlaps.candidates import FIRST_FETCH, NEIGHBOURS, Origin, find_pairs, is_apart
from policyalign.assess.overlaps.neighbours import MOST_EXACT, neighbours_of
from policyalign.collection.measure_files import measure_files
from policyalign.collection.overlaps import judged_pairs
from policyalign.domain import Measure
from policyalign.match.term_statistics import load_term_statistics

SAMPLES = Path(__file__).resolve().parent.parent / "corpora" / "samples" / "pdf"
SIZES = (1_000, 3_000, 10_000, 30_000, 100_000)
ASKED = 300
MINISTRIES = ("内閣府", "総務省", "文部科学省", "厚生労働省", "農林水産省", "経済産業省", "国土交通省", "環境省")
PLANS = tuple(f"plan{number}" for number in range(13))

HEADINGS = "       n     by  build s  search s     ms  compared  /log2 n  recall  peak MiB  judge s  overlaps  peak MiB"

Rows = NDArray[np.float32]
Sentence = tuple[str, tuple[str, ...]]
"""A text, and the content words that it holds."""
Made = tuple[tuple[int, ...], str, str]
"""The sentences of a measure, its plan and its ministry."""


@dataclass(frozen=True, slots=True)
class Result:
    """What was measured at one size; what was not is None."""

    measures: int
    by: str
    build_seconds: float
    search_seconds: float
    compared: float
    recall: float
    peak_mb: float
    judge_seconds: float | None = None
    overlaps: int | None = None
    judge_peak_mb: float | None = None


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sizes", default=",".join(map(str, SIZES)))
    parser.add_argument("--projects", type=Path, help="a file of project descriptions")
    parser.add_argument("--sentences", type=int, default=12_000, help="of the projects")
    parser.add_argument("--judged", type=int, default=10_000, help="the most measures that are judged, too")
    parser.add_argument("--graph", action="store_true", help="the graph at every size")
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    arguments = parser.parse_args()
    chosen = of_projects(arguments.projects, arguments.sentences) if arguments.projects else of_samples()
    vectors = encode([text for text, _ in chosen])
    if not arguments.json:
        head = "       n     by  build s  search s     ms  compared  /log2 n  recall  peak MiB"
        print(f"{head}  judge s  overlaps  peak MiB")
    for size in map(int, arguments.sizes.split(",")):
        context = multiprocessing.get_context("spawn")
        with ProcessPoolExecutor(1, mp_context=context) as pool:
            most = 0 if arguments.graph else MOST_EXACT
            result = pool.submit(measure, size, chosen, vectors, most, size <= arguments.judged).result()
        print(json.dumps(asdict(result)) if arguments.json else line(result), flush=True)


def of_samples() -> list[Sentence]:
    from policyalign.pipeline import read_file

    passages = [one for path in sorted(SAMPLES.glob("*.pdf")) for one in read_file(path).passages]
    told = {
        one.text[start:end]: tuple(term for term in one.terms if term in one.text[start:end])
        for one in passages
        for start, end in one.sentences
    }
    return sorted(told.items())


def of_projects(path: Path, count: int) -> list[Sentence]:
    from policyalign.projects import read_projects

    texts = [str(one.get(name) or "") for one in read_projects(path).values() for name in ("purpose", "overview")]
    told = sorted({part.strip() for text in texts for part in re.split(r"(?<=。)|[/\n]", text)})
    fit = [one for one in told if 15 <= len(one) <= 250]
    known = sorted(load_term_statistics().frequencies, key=lambda term: (-len(term), term))
    words = re.compile("|".join(map(re.escape, known)))
    chosen = random.Random(5).sample(fit, min(count, len(fit)))
    return [(text, tuple(words.findall(text))) for text in sorted(chosen)]


def encode(texts: Sequence[str]) -> Rows:
    from policyalign.match.encoder_kept import KeptEncoder
    from policyalign.match.encoders import load_encoder
    from policyalign.store import Store

    vectors: Rows = KeptEncoder(load_encoder("use"), Store()).encode(texts, "passage")
    return vectors


def measure(size: int, sentences: Sequence[Sentence], vectors: Rows, most_exact: int, judged: bool) -> Result:
    made = recombined(size, len(sentences))
    with tempfile.TemporaryDirectory() as folder:
        rows = pooled(made, vectors, Path(folder) / "rows.npy")
        origins = [Origin(plan, frozenset((ministry,))) for _, plan, ministry in made]
        asked = np.random.default_rng(1).choice(size, min(ASKED, size), replace=False)
        started = time.process_time()
        neighbours = neighbours_of(rows, most_exact)
        built = time.process_time()
        found = neighbours.of(asked, FIRST_FETCH * NEIGHBOURS)
        result = Result(
            size,
            "exact" if size <= most_exact else "graph",
            built - started,
            (time.process_time() - built) / len(asked) * size,
            neighbours.comparisons / len(asked),
            recall(rows, origins, asked, found),
            resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        )
        return judged_as_well(result, made, sentences, rows) if judged else result


def judged_as_well(result: Result, made: Sequence[Made], sentences: Sequence[Sentence], rows: Rows) -> Result:
    """The measures in files, plan by plan as a collection holds them; rows of the vectors are put into this order."""
    started = time.process_time()
    with tempfile.TemporaryDirectory() as name, measure_files(Path(name) / "measures", load_term_statistics()) as files:
        for plan in PLANS:
            own = [number for number, one in enumerate(made) if one[1] == plan]
            measures = [as_measure(number, made[number], sentences) for number in own]
            files.add(measures, rows[own], rows[own])
        pairs = find_pairs(files.vectors()[0], files.origins)
        found = sum(1 for _ in judged_pairs(pairs, files))
    seconds = time.process_time() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return replace(result, judge_seconds=seconds, overlaps=found, judge_peak_mb=peak)


def recombined(size: int, sentences: int) -> list[Made]:
    """The sentences, plans and ministries of measures, the same at every call."""
    chance = random.Random(5)
    return [
        (
            tuple(chance.sample(range(sentences), chance.randint(2, 5))),
            chance.choice(PLANS),
            chance.choice(MINISTRIES),
        )
        for _ in range(size)
    ]


def pooled(made: Sequence[Made], vectors: Rows, path: Path) -> Rows:
    """The mean vectors of the measures, of length one, in a file."""
    rows = np.lib.format.open_memmap(path, "w+", np.float32, (len(made), vectors.shape[1]))
    for number, (chosen, _, _) in enumerate(made):
        row = vectors[list(chosen)].sum(axis=0)
        rows[number] = row / np.linalg.norm(row)
    rows.flush()
    return np.load(path, mmap_mode="r")


def recall(rows: Rows, origins: Sequence[Origin], asked: NDArray[np.int64], found: NDArray[np.int64]) -> float:
    """The share of the nearest apart of the measures asked for that are ``found``."""
    wanted = hits = 0
    for row, near in zip(asked.tolist(), found.tolist(), strict=True):
        order = np.argsort(-(rows @ rows[row]))[: 40 * NEIGHBOURS].tolist()
        nearest = [there for there in order if is_apart(origins[row], origins[there])][:NEIGHBOURS]
        wanted += len(nearest)
        hits += len(set(nearest) & set(near))
    return hits / wanted


def as_measure(number: int, made: Made, sentences: Sequence[Sentence]) -> Measure:
    chosen, plan, ministry = made
    texts = [sentences[index][0] for index in chosen]
    return Measure(
        plan_id=plan,
        heading=texts[0][:20],
        name=texts[0][:20],
        page=1,
        passage_id=f"{plan}-{number}",
        passages=(f"{plan}-{number}",),
        actors=(ministry,),
        periods=(),
        overall_interval=None,
        unstaged_intervals=(),
        text="\n".join(texts),
        terms=Counter(term for index in chosen for term in sentences[index][1]),
    )


def line(result: Result) -> str:
    judged = "–" if result.judge_seconds is None else f"{result.judge_seconds:.1f}"
    found = "–" if result.overlaps is None else str(result.overlaps)
    judge_peak = "–" if result.judge_peak_mb is None else f"{result.judge_peak_mb:.0f}"
    per_measure = 1000 * (result.build_seconds + result.search_seconds) / result.measures
    return (
        f"{result.measures:8d} {result.by:>6} {result.build_seconds:8.2f} {result.search_seconds:9.1f}"
        f" {per_measure:6.2f} {result.compared:9.0f} {result.compared / math.log2(result.measures):8.1f}"
        f" {result.recall:7.4f} {result.peak_mb:9.0f} {judged:>8} {found:>9} {judge_peak:>9}"
    )


if __name__ == "__main__":
    main()
