from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from policyalign.config import Settings
from policyalign.lab.evaluation.structure import read_outline, score_structure, structure_record
from policyalign.lab.gold.blocks import Block, block_names, read_blocks

from support.plans import make_plan


def test_headings_need_text_and_level_and_paragraphs_all_of_their_text() -> None:
    plan = make_plan(("第 1 章　総論", ["目的を定める。", "方針を示す。"]), ("第2章 人材", ["注の文。"]))
    blocks = [
        Block("heading", "第1章 総論", 1),
        Block("heading", "第2章 人材", 2),
        Block("para", "目的を 定める。"),
        Block("para", "方針を示すものとする。"),
        Block("footnote", "注の文。"),
    ]
    scores = score_structure(plan, blocks)
    assert scores["headings"] == {"precision": 0.5, "recall": 0.5, "f1": 0.5}
    assert scores["heading_texts"]["f1"] == 1.0
    assert scores["paragraphs"] == {"precision": 0.5, "recall": 0.5, "f1": 0.5}, "a note is no wrong paragraph"


def test_what_is_found_twice_is_right_once() -> None:
    plan = make_plan(("章", ["同じ文。", "同じ文。"]))
    scores = score_structure(plan, [Block("heading", "章", 1), Block("para", "同じ文。")])
    assert (scores["paragraphs"]["precision"], scores["paragraphs"]["recall"]) == (0.5, 1.0)


def test_rows_of_tables_and_notes_are_no_paragraphs() -> None:
    plan = make_plan(("章", ["表の行。", "本文。"]))
    row = replace(plan.passages[0], kind="row")
    plan = replace(plan, passages=(row, plan.passages[1]))
    assert score_structure(plan, [Block("para", "本文。")])["paragraphs"]["precision"] == 1.0


def test_documents_are_averaged() -> None:
    one = {"headings": {"f1": 1.0}, "paragraphs": {"f1": 0.4}}
    two = {"headings": {"f1": 0.5}, "paragraphs": {"f1": 0.6}}
    record: Any = structure_record({"a": one, "b": two})
    assert (record["heading_f1"], record["paragraph_f1"]) == (0.75, 0.5)
    assert record["by_document"] == {"a": one, "b": two}


def test_a_real_plan_is_read_as_it_is_built(real_corpus: Path) -> None:
    names = block_names(real_corpus / "gold")
    if not names:
        pytest.skip("no structure labels")
    for name in names:
        plan = read_outline(real_corpus / "pdf" / f"{name}.pdf", name, Settings())
        scores = score_structure(plan, read_blocks(real_corpus / "gold", name))
        assert scores["headings"]["f1"] >= 0.95
        assert scores["paragraphs"]["f1"] >= 0.90
