"""Role, stages, years and actors against the gold labels of real measures, where these are at hand."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from policyalign.domain import Passage, Plan
from policyalign.segment.actors import named_bodies
from policyalign.segment.annotate import annotate
from policyalign.segment.language import Language
from policyalign.segment.sentences import split_sentences


@dataclass(frozen=True)
class Labelled:
    passage: Passage
    gold: dict[str, Any]

    def choices(self, name: str) -> list[Any]:
        """The gold value, or both where the two coders differ."""
        return [self.gold[name]] if name in self.gold else list(self.gold["disputed"][name])


def _passage(gold: dict[str, Any]) -> Passage:
    path = (gold["heading"], "③施策の内容")
    return Passage(
        gold["unit"], "gold", "paragraph", gold["text"], None, path, (), split_sentences(gold["text"])
    )


@pytest.fixture(scope="module")
def labelled(real_corpus: Path, language: Language) -> list[Labelled]:
    lines = (real_corpus / "gold" / "attributes.jsonl").read_text(encoding="utf-8").splitlines()
    golds = [json.loads(line) for line in lines]
    passages = tuple(_passage(gold) for gold in golds)
    plan = Plan("gold", "0", "gold", "gold", (), passages, 1)
    sentences = [p.text[start:end] for p in passages for start, end in p.sentences]
    annotated = annotate(plan, language.analyse(sentences)).passages
    return [Labelled(passage, gold) for passage, gold in zip(annotated, golds, strict=True)]


def test_roles(labelled: list[Labelled]) -> None:
    right = [item.passage.role in item.choices("role") for item in labelled]
    assert sum(right) >= 0.85 * len(right)


def test_highest_stage_within_one_step(labelled: list[Labelled]) -> None:
    near = [
        any(abs(max(item.passage.stages, default=-9) - max(stages)) <= 1 for stages in item.choices("stages"))
        for item in labelled
    ]
    assert sum(near) >= 0.85 * len(near)


def test_no_schedule_where_none_is_stated(labelled: list[Labelled]) -> None:
    timeless = [item for item in labelled if item.gold.get("bound") == "none"]
    assert sum(not item.passage.intervals for item in timeless) >= 0.95 * len(timeless)


def _canonical(names: list[str]) -> set[str]:
    return {next(iter(named_bodies(name)), name) for name in names}


def test_actors(labelled: list[Labelled]) -> None:
    found = missed = false = 0
    for item in labelled:
        ours = set(item.passage.actors)
        golds = [_canonical(names) for names in item.choices("actors")]
        gold = min(golds, key=lambda names: len(names ^ ours))
        found += len(gold & ours)
        missed += len(gold - ours)
        false += len(ours - gold)
    assert 2 * found / (2 * found + missed + false) >= 0.75
