"""Role, stages, years and actors against the gold labels of real measures, where these are at hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from policyalign.lab.evaluation.attributes import score_attributes
from policyalign.lab.evaluation.cells import Record
from policyalign.lab.gold.attributes import Attributes
from policyalign.lab.gold.json_lines import read_lines
from policyalign.lab.text_plans import text_passage, text_plan
from policyalign.segment.annotate import annotate
from policyalign.segment.language import Language


def path(gold: Attributes, headed: bool) -> tuple[str, ...]:
    return (gold.heading, "③施策の内容") if headed else ("③施策の内容",)


@pytest.fixture(scope="module", params=[True, False], ids=["with headings", "text alone"])
def scores(request: pytest.FixtureRequest, real_corpus: Path, language: Language) -> Record:
    golds = read_lines(real_corpus / "gold" / "attributes.jsonl", Attributes)
    passages = [text_passage(gold.unit, "gold", gold.text, None, path(gold, request.param)) for gold in golds]
    plan = text_plan("gold", (), passages)
    sentences = [p.text[start:end] for p in passages for start, end in p.sentences]
    return score_attributes(golds, annotate(plan, language.analyse(sentences)).passages)


@pytest.mark.parametrize(
    ("figure", "least"),
    [
        ("role_accuracy", 0.90),
        ("stage_within_one", 0.90),
        ("stage_kappa", 0.75),
        ("time_stated", 0.90),
        ("time_not_stated", 0.95),
        ("actors_f1", 0.80),
    ],
)
def test_attributes_are_read_as_the_coders_did(scores: Record, figure: str, least: float) -> None:
    value = scores[figure]
    assert isinstance(value, float)
    assert value >= least
