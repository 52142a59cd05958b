from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from policyalign.assess.overlaps.candidates import NEIGHBOURS, Origin, find_pairs, is_apart
from policyalign.assess.overlaps.neighbours import neighbours_of

from support.plans import PairEncoder
from support.yaml_data import read_yaml

Rows = NDArray[np.float32]
MINISTRIES = ("総務省", "環境省", "防衛省")


def texts(content: Any) -> Iterator[str]:
    """All sentences in a sample plan's YAML."""
    if isinstance(content, str):
        yield from (part for part in content.split("。") if len(part) > 15)
    elif isinstance(content, dict | list):
        for part in content.values() if isinstance(content, dict) else content:
            yield from texts(part)


@pytest.fixture(scope="module")
def recombined(samples: Path) -> tuple[Rows, list[Origin]]:
    """1,500 measures of random sentences of the sample plans."""
    content = [read_yaml(samples / f"{name}.yaml") for name in ("space", "digital")]
    sentences = sorted(set(texts(content)))
    assert len(sentences) > 100
    vectors = PairEncoder().encode(sentences, "passage")
    chance = random.Random(1)
    rows = np.stack([vectors[chance.sample(range(len(sentences)), 3)].sum(axis=0) for _ in range(1_500)])
    origins = [Origin(f"plan{chance.randrange(3)}", frozenset((chance.choice(MINISTRIES),))) for _ in range(1_500)]
    return rows / np.linalg.norm(rows, axis=1, keepdims=True), origins


def pairs(rows: Rows, origins: Sequence[Origin], *more: Any, **named: Any) -> set[tuple[int, int]]:
    return {(one, other) for one, other in find_pairs(rows, origins, *more, **named).tolist()}


def nearest(rows: Rows, origins: Sequence[Origin], row: int, count: int) -> list[int]:
    order = np.argsort(-(rows @ rows[row]), kind="stable").tolist()
    return [there for there in order if is_apart(origins[row], origins[there])][:count]


def test_the_five_nearest_are_nearly_always_found(recombined: tuple[Rows, list[Origin]]) -> None:
    rows, origins = recombined
    found = pairs(rows, origins)
    wanted = {
        (min(row, there), max(row, there)) for row in range(len(rows)) for there in nearest(rows, origins, row, 5)
    }
    assert len(found & wanted) >= 0.98 * len(wanted)


def test_the_graph_finds_nearly_all_that_looking_at_everything_finds(recombined: tuple[Rows, list[Origin]]) -> None:
    rows, _ = recombined
    exact, graph = (neighbours_of(rows, most).of(np.arange(len(rows)), 10) for most in (len(rows), 0))
    kept = [len(set(one) & set(other)) for one, other in zip(exact.tolist(), graph.tolist(), strict=True)]
    assert sum(kept) >= 0.98 * exact.size


def test_rows_in_a_file_have_the_same_pairs(recombined: tuple[Rows, list[Origin]], tmp_path: Path) -> None:
    rows, origins = recombined
    np.save(tmp_path / "rows.npy", rows)
    there = np.load(tmp_path / "rows.npy", mmap_mode="r")
    assert find_pairs(there, origins).tobytes() == find_pairs(rows, origins).tobytes()


def test_the_same_rows_give_the_same_pairs(recombined: tuple[Rows, list[Origin]]) -> None:
    assert find_pairs(*recombined).tobytes() == find_pairs(*recombined).tobytes()


def test_others_are_found_behind_many_of_the_same_plan() -> None:
    rows = np.zeros((301, 8), dtype=np.float32)
    rows[:300, 0] = 1
    rows[300, :2] = 0.6, 0.8
    origins = [Origin("large", frozenset())] * 300 + [Origin("small", frozenset())]
    assert {other for _, other in pairs(rows, origins)} == {300}


def test_rows_that_say_nothing_or_are_left_out_are_in_no_pair() -> None:
    rows = np.eye(4, dtype=np.float32)[[0, 0, 0, 1]]
    rows[1] = 0
    origins = [Origin(f"plan{number}", frozenset()) for number in range(4)]
    assert pairs(rows, origins, left_out=[3]) == {(0, 2)}


@pytest.mark.parametrize("count", [0, 1])
def test_nothing_is_near_where_there_are_no_two(count: int) -> None:
    assert not pairs(np.ones((count, 4), dtype=np.float32), [Origin("a", frozenset())] * count)


origins = st.builds(Origin, st.sampled_from("ab"), st.frozensets(st.sampled_from(MINISTRIES), max_size=2))


@settings(max_examples=40)
@given(st.lists(origins, min_size=2, max_size=12), st.integers(0, 99))
def test_all_pairs_of_few_measures_are_those_apart(places: list[Origin], seed: int) -> None:
    rows = np.random.default_rng(seed).standard_normal((len(places), 16)).astype(np.float32)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    expected = {
        (one, other) for other in range(len(places)) for one in range(other) if is_apart(places[one], places[other])
    }
    assert pairs(rows, places, NEIGHBOURS + 2) == expected
