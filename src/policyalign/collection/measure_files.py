"""Measures of a whole collection, on the disk while their pairs are judged.

In memory are, per measure, where its record begins and its origin; its text, words and vectors are read when a pair
asks for them, and those asked for last are kept.
"""

from __future__ import annotations

import pickle
import shutil
from array import array
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Generic, TypeVar

import numpy as np

from policyalign.assess.measures.words import Spread, Words, WordsOfOne, pays_for_a_body, widespread_words
from policyalign.assess.overlaps.candidates import Origin, origin_of
from policyalign.assess.overlaps.judge import RelationJudge
from policyalign.assess.overlaps.relation_model import load_model
from policyalign.assess.overlaps.traits import TraitReader, Traits
from policyalign.domain import Measure
from policyalign.match.arrays import Vectors
from policyalign.match.term_statistics import TermStatistics

T = TypeVar("T")

MOST_KEPT = 20_000
"""Measures of which records, traits and words are kept in memory, some 40 KB each. Beyond so many the traits of the
second of a pair may have to be worked out anew: the cost per measure is bounded, whatever their number."""


class MeasureFiles:
    """The measures that may be in a pair, in the order in which they were added, in three files of a folder of their
    own: records, and the vectors of texts and headings. Those that pay for a body, and those whose vector is zero,
    count only for what words are rare. ``most`` of them stay in memory."""

    def __init__(self, folder: Path, background: TermStatistics, most: int = MOST_KEPT) -> None:
        self._background = background
        self._most = most
        self._recent = lru_cache(maxsize=most)(self._record)
        self._spread = Spread(background)
        self._origins: list[Origin] = []
        self._known: dict[Origin, Origin] = {}
        self._starts = array("q", [0])
        self._paths = folder / "texts", folder / "headings"
        self._records = (folder / "records").open("w+b")
        self._width = 0

    def add(self, plan: Sequence[Measure], texts: Vectors, headings: Vectors) -> None:
        """All measures of one plan, with the vectors of their texts and headings, ``(len(plan), d)`` each."""
        self._spread.add(plan)
        widespread = widespread_words(plan)
        chosen = [row for row, one in enumerate(plan) if not pays_for_a_body(one.name) and texts[row].any()]
        for row in chosen:
            measure = plan[row]
            record = pickle.dumps((measure, widespread.intersection(measure.terms)), pickle.HIGHEST_PROTOCOL)
            self._records.write(record)
            self._starts.append(self._starts[-1] + len(record))
            origin = origin_of(measure)
            self._origins.append(self._known.setdefault(origin, origin))
        self._width = texts.shape[1]
        for path, rows in zip(self._paths, (texts, headings), strict=True):
            with path.open("ab") as file:
                file.write(np.ascontiguousarray(rows[chosen], np.float32).tobytes())

    @property
    def origins(self) -> Sequence[Origin]:
        return self._origins

    def vectors(self) -> tuple[Vectors, Vectors]:
        """Those of texts and headings, ``(measures, d)`` each, in their files."""
        shape = len(self._origins), self._width
        if not self._origins:
            return np.zeros(shape, np.float32), np.zeros(shape, np.float32)
        texts, headings = (np.memmap(path, np.float32, "r", shape=shape) for path in self._paths)
        return texts, headings

    def measure(self, row: int) -> Measure:
        """A measure by its row."""
        return self._recent(row)[0]

    def judge(self) -> tuple[RelationJudge, Words]:
        """What tells the relation of a pair of rows, and what words they share."""
        texts, headings = self.vectors()
        reader = TraitReader(self._background, self._spread.terms)

        def traits(row: int) -> Traits:
            return reader.traits(self.measure(row), np.array(texts[row]), np.array(headings[row]))

        def words(row: int) -> WordsOfOne:
            return self._spread.words_of(*self._recent(row))

        size = len(self._origins)
        entries = _Kept(words, size, self._most)
        judge = RelationJudge(_Kept(traits, size, self._most), load_model(), reasons=False)
        return judge, Words.of_entries(entries, self._spread)

    def close(self) -> None:
        """Let go of the files."""
        self._records.close()

    def _record(self, row: int) -> tuple[Measure, frozenset[str]]:
        self._records.seek(self._starts[row])
        # Written by this process a moment ago, into a folder that is its own.
        record: tuple[Measure, frozenset[str]] = pickle.loads(
            self._records.read(self._starts[row + 1] - self._starts[row])
        )
        return record


@contextmanager
def measure_files(folder: Path, background: TermStatistics, most: int = MOST_KEPT) -> Iterator[MeasureFiles]:
    """Files in ``folder``, which is made afresh and removed in the end."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    files = MeasureFiles(folder, background, most)
    try:
        yield files
    finally:
        files.close()
        shutil.rmtree(folder, ignore_errors=True)


class _Kept(Generic[T]):
    """What ``make`` gives for an index; the ``most`` that were asked for last are kept."""

    def __init__(self, make: Callable[[int], T], size: int, most: int) -> None:
        self._made = lru_cache(maxsize=most)(make)
        self._size = size

    def __getitem__(self, index: int, /) -> T:
        return self._made(index)

    def __len__(self) -> int:
        return self._size
