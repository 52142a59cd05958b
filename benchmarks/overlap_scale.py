"""How the search for overlaps grows with the number of measures, beside looking at every pair.

    python benchmarks/overlap_scale.py [--sizes 1000,10000,100000] [--json]

Measures are made of two to five random sentences of the sample plans each, in 13 plans and eight ministries;
every different sentence is encoded once. ``pairs s`` are CPU seconds of the search for near pairs alone,
``all s`` those of ``judge_overlaps`` with a judge that goes by the cosine. ``compared`` is the number of
vectors that one measure is compared with in the search, ``/log2 n`` the same by log2 n: it stays where it is
when the cost grows like n log n, whereas times also grow with what no longer fits the caches of the
processor. Up to ``MOST_BRUTE`` measures every pair is looked at too: the CPU seconds of that, and the share
of the five nearest that the search finds. Every size has a process of its own; memory is the most that was
resident, in MiB.
"""

from __future__ import annotations

import argparse
import json
import math
import multiprocessing
import random
import resource
import time
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from policyalign.assess.gaps.records import GapMatrix
from policyalign.assess.overlaps.candidates import (
    FIRST_FETCH,
    NEIGHBOURS,
    Neighbours,
    Origin,
    find_pairs,
    is_apart,
    origin_of,
)
from policyalign.assess.overlaps.find import judge_overlaps
from policyalign.assess.overlaps.records import Judgement
from policyalign.assess.survey import Survey
from policyalign.domain import Anchor, Measure, Passage, Plan

SAMPLES = Path(__file__).resolve().parent.parent / "corpora" / "samples" / "pdf"
SIZES = (1_000, 3_000, 10_000, 30_000, 100_000)
MOST_BRUTE = 10_000
NEAREST = 5
BLOCK = 500
MINISTRIES = (
    "内閣府",
    "総務省",
    "文部科学省",
    "厚生労働省",
    "農林水産省",
    "経済産業省",
    "国土交通省",
    "環境省",
)
PLANS = tuple(f"plan{number}" for number in range(13))

Rows = NDArray[np.float32]
Sentence = tuple[str, tuple[str, ...]]
"""A text, and the content words of its passage that it holds."""


@dataclass(frozen=True, slots=True)
class Result:
    """What was measured at one size; what was not is None."""

    measures: int
    pair_seconds: float
    compared: float
    all_seconds: float
    pairs: int
    overlaps: int
    peak_mb: float
    brute_seconds: float | None
    recall: float | None


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sizes", default=",".join(map(str, SIZES)))
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    arguments = parser.parse_args()
    sentences = read_sentences()
    vectors = encode([text for text, _ in sentences])
    if not arguments.json:
        print("       n  pairs s  compared  /log2 n   all s     pairs  overlaps  peak MiB  every pair s  recall")
    for size in map(int, arguments.sizes.split(",")):
        context = multiprocessing.get_context("spawn")
        with ProcessPoolExecutor(1, mp_context=context) as pool:
            result = pool.submit(measure, size, sentences, vectors).result()
        print(json.dumps(asdict(result)) if arguments.json else line(result), flush=True)


def read_sentences() -> list[Sentence]:
    from policyalign.pipeline import read_file

    passages = [one for path in sorted(SAMPLES.glob("*.pdf")) for one in read_file(path).passages]
    told = {
        one.text[start:end]: tuple(term for term in one.terms if term in one.text[start:end])
        for one in passages
        for start, end in one.sentences
    }
    return sorted(told.items())


def encode(texts: Sequence[str]) -> Rows:
    from policyalign.match.encoders import load_encoder

    vectors: Rows = load_encoder("use").encode(texts, "passage")
    return vectors


def measure(size: int, sentences: Sequence[Sentence], vectors: Rows) -> Result:
    made, rows = recombined(size, sentences, vectors)
    origins = [origin_of(one) for one in made]
    started = time.process_time()
    pairs = find_pairs(rows, origins)
    pair_seconds = time.process_time() - started
    brute_seconds, recall = by_brute_force(rows, origins, pairs) if size <= MOST_BRUTE else (None, None)
    plans = [as_plan(name, made) for name in PLANS]
    compared = comparisons(rows)
    started = time.process_time()
    survey = Survey(GapMatrix(tuple(plans), (), (), ()), tuple(made), vectors=(rows, rows))
    found = judge_overlaps(survey, CosineJudge(rows))
    return Result(
        size,
        pair_seconds,
        compared,
        time.process_time() - started,
        len(pairs),
        len(found.overlaps),
        resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        brute_seconds,
        recall,
    )


def comparisons(rows: Rows) -> float:
    """With how many vectors a measure is compared in the search, on the average of the first thousand."""
    graph = Neighbours(rows)
    looked_at = len(list(graph.of(range(min(len(rows), 1_000)), FIRST_FETCH * NEIGHBOURS)))
    return graph.comparisons / looked_at


class CosineJudge:
    """Calls pairs 類似 by their cosine alone: something to judge by that costs next to nothing."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def __call__(self, pairs: Sequence[tuple[int, int]]) -> list[Judgement]:
        one, other = np.array(pairs).T
        close = np.clip(np.einsum("ij,ij->i", self._rows[one], self._rows[other]) * 10 - 9, 0, 1)
        return [Judgement({"similar": value, "none": 1 - value}) for value in close.tolist()]


def recombined(size: int, sentences: Sequence[Sentence], vectors: Rows) -> tuple[list[Measure], Rows]:
    """Measures of random sentences, the same at every call, and the mean of their vectors."""
    chance = random.Random(5)
    made, rows = [], np.zeros((size, vectors.shape[1]), dtype=np.float32)
    for number in range(size):
        chosen = chance.sample(range(len(sentences)), chance.randint(2, 5))
        rows[number] = vectors[chosen].sum(axis=0)
        plan = chance.choice(PLANS)
        texts = [sentences[index][0] for index in chosen]
        terms = Counter(term for index in chosen for term in sentences[index][1])
        made.append(
            Measure(
                plan_id=plan,
                heading=texts[0][:20],
                name=texts[0][:20],
                page=1,
                passage_id=f"{plan}-{number}",
                passages=(f"{plan}-{number}",),
                actors=(chance.choice(MINISTRIES),),
                periods=(),
                overall_interval=None,
                unstaged_intervals=(),
                text="\n".join(texts),
                terms=terms,
            )
        )
    return made, rows / np.linalg.norm(rows, axis=1, keepdims=True)


def as_plan(name: str, measures: Sequence[Measure]) -> Plan:
    anchors = (Anchor(1, (0.0, 0.0, 1.0, 1.0)),)
    passages = tuple(
        Passage(one.passage_id, name, "paragraph", one.text, None, (), anchors)
        for one in measures
        if one.plan_id == name
    )
    return Plan(name, name, f"{name}.pdf", name, (), passages, 1)


def by_brute_force(rows: Rows, origins: Sequence[Origin], pairs: Sequence[tuple[int, int]]) -> tuple[float, float]:
    """Seconds to find the nearest among all, and the share of them that ``pairs`` holds."""
    started = time.process_time()
    kinds = sorted(set(origins), key=lambda one: (one.plan_id, sorted(one.ministries)))
    apart = np.array([[is_apart(one, other) for other in kinds] for one in kinds])
    place = {kind: number for number, kind in enumerate(kinds)}
    kind_of = np.array([place[origin] for origin in origins])
    known, hits = set(pairs), 0
    for start in range(0, len(rows), BLOCK):
        near = np.where(apart[kind_of[start : start + BLOCK]][:, kind_of], rows[start : start + BLOCK] @ rows.T, -1)
        nearest = np.argpartition(-near, NEAREST, axis=1)[:, :NEAREST].tolist()
        for row, found in enumerate(nearest, start):
            hits += sum((min(row, there), max(row, there)) in known for there in found)
    return time.process_time() - started, hits / (NEAREST * len(rows))


def line(result: Result) -> str:
    brute = "–" if result.brute_seconds is None else f"{result.brute_seconds:.1f}"
    recall = "–" if result.recall is None else f"{result.recall:.4f}"
    return (
        f"{result.measures:8d} {result.pair_seconds:8.2f} {result.compared:9.0f}"
        f" {result.compared / math.log2(result.measures):8.1f}"
        f" {result.all_seconds:7.1f} {result.pairs:9d} {result.overlaps:9d} {result.peak_mb:9.0f}"
        f" {brute:>13} {recall:>7}"
    )


if __name__ == "__main__":
    main()
