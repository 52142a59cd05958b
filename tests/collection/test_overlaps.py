"""Pairs of measures that lie in files are judged as if all were in memory, however few stay there."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from policyalign.assess.measures.words import Words
from policyalign.assess.overlaps.candidates import find_pairs, origin_of
from policyalign.assess.overlaps.judge import RelationJudge
from policyalign.assess.overlaps.relation_model import load_model
from policyalign.assess.overlaps.traits import read_traits
from policyalign.assess.overlaps.verdict import Circumstances, Limits, decide
from policyalign.collection.measure_files import measure_files
from policyalign.collection.overlaps import judged_pairs
from policyalign.domain import Measure
from policyalign.match.arrays import Vectors
from policyalign.match.term_statistics import load_term_statistics

WORDS = ("衛星", "観測", "データ", "防災", "研究", "開発", "人材", "育成", "水素", "地震", "海洋", "素子", "港湾")
MINISTRIES = ("内閣府", "文部科学省", "国土交通省")


def made(plan: str, count: int, chance: random.Random) -> tuple[list[Measure], Vectors]:
    """Measures of few words, so that many are alike, and vectors that go with their words."""
    measures, rows = [], np.zeros((count, 32), np.float32)
    for number in range(count):
        chosen = [chance.choice(WORDS) for _ in range(chance.randint(2, 6))]
        heading = f"{chosen[0]}の{chosen[1]}"
        measures.append(
            Measure(
                plan_id=plan,
                heading=f"({number}) {heading}",
                name=heading,
                page=1,
                passage_id=f"{plan}-{number}",
                passages=(f"{plan}-{number}",),
                actors=(chance.choice(MINISTRIES),),
                periods=(),
                overall_interval=None,
                unstaged_intervals=(),
                text="、".join(chosen) + "を進める。",
                terms=Counter(chosen),
            )
        )
        for word in chosen:
            rows[number, WORDS.index(word)] += 1
        rows[number, 16:] = np.random.default_rng(number).random(16) / 9
    return measures, rows / np.linalg.norm(rows, axis=1, keepdims=True)


Told = dict[tuple[str, str], tuple[str, str, float, float]]


def in_memory(measures: Sequence[Measure], rows: Vectors) -> Told:
    """What is said of the near pairs with everything at hand."""
    background = load_term_statistics()
    pairs = [(one, other) for one, other in find_pairs(rows, [origin_of(one) for one in measures]).tolist()]
    words = Words(measures, background)
    judge = RelationJudge(read_traits(measures, rows, rows, background), load_model())
    found = {}
    for pair, judgement in zip(pairs, judge(pairs), strict=True):
        around = Circumstances(words.same_subject(words.shared_subject(*pair)))
        if verdict := decide(judgement, Limits(), around):
            told = verdict.relation, verdict.confidence, verdict.probability, judgement.close
            found[measures[pair[0]].id, measures[pair[1]].id] = told
    return found


@pytest.mark.parametrize("most", [1, 7, 1_000])
def test_what_is_read_from_files_is_judged_like_what_is_held(tmp_path: Path, most: int) -> None:
    chance = random.Random(7)
    plans = [made(f"計画{number}", 12, chance) for number in range(4)]
    expected = in_memory([one for measures, _ in plans for one in measures], np.vstack([rows for _, rows in plans]))
    with measure_files(tmp_path / "files", load_term_statistics(), most) as files:
        for measures, rows in plans:
            files.add(measures, rows, rows)
        near = find_pairs(files.vectors()[0], files.origins)
        names = "relation", "confidence", "probability", "close"
        rows_of_pairs = list(judged_pairs(near, files))
    found = {(one["measure_id"], one["measure_id_2"]): tuple(one[name] for name in names) for one in rows_of_pairs}
    assert not (tmp_path / "files").exists()
    assert found == expected
    assert {confidence for _, confidence, *_ in found.values()} == {"certain", "check"}


def test_what_pays_for_a_body_is_in_no_pair_and_still_counts_as_a_user_of_its_words(tmp_path: Path) -> None:
    measures, rows = made("計画", 3, random.Random(1))
    measures[1] = replace(measures[1], name="大学の運営費交付金", terms=Counter(["珍語"]))
    rows[2] = 0
    with measure_files(tmp_path / "files", load_term_statistics()) as files:
        files.add(measures, rows, rows)
        assert [files.measure(row).id for row in range(len(files.origins))] == [measures[0].id]
        assert files.vectors()[0].tolist() == rows[:1].tolist()


def test_no_measures_are_no_pairs(tmp_path: Path) -> None:
    with measure_files(tmp_path / "files", load_term_statistics()) as files:
        assert find_pairs(files.vectors()[0], files.origins).tolist() == []
