"""Labels of prose are looked up by their wording, and counted document by document and genre by genre."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import pytest

from policyalign.domain import Interval, Passage, Plan
from policyalign.errors import GoldError
from policyalign.lab.evaluation.prose import score_prose
from policyalign.lab.gold.passage_keys import passage_key
from policyalign.lab.gold.prose import read_prose

from support.plans import ANCHOR, make_plan

HEAD = "document,text,role,stages,start,end,bound,actors"
DOCUMENTS = "document,genre,rules\n一,plan,developed\n二,plan,held_out\n三,report,held_out\n"


def passage(text: str, **facts: Any) -> Passage:
    return Passage(text, "一", "paragraph", text, None, (), (ANCHOR,), **facts)


def plan(name: str, *passages: Passage) -> Plan:
    from dataclasses import replace

    return replace(make_plan(("章", ["文。"]), plan_id=name), passages=passages)


def labels(folder: Path, *rows: str) -> Path:
    (folder / "attributes.csv").write_text("\n".join((HEAD, *rows)) + "\n", encoding="utf-8")
    (folder / "documents.csv").write_text(DOCUMENTS, encoding="utf-8")
    return folder


def row(document: str, text: str, rest: str) -> str:
    return f"{document},{passage_key(text)},{rest}"


def test_the_key_is_of_the_wording_and_not_of_its_width() -> None:
    assert passage_key("２０３０ 年度\nまで") == hashlib.sha256("2030年度まで".encode()).hexdigest()[:16]


def test_figures_by_hand(tmp_path: Path) -> None:
    folder = labels(
        tmp_path,
        row("一", "甲", "measure,3 5,2026,2028,interval,国、文科省"),
        row("一", "乙", "other,,,,none,"),
        row("一", "丙", "measure,2,,2030,by,政府"),
        row("二", "丁", "measure,5,,,relative,"),
        row("三", "戊", "issue,,,,none,"),
    )
    read = {
        "一": plan(
            "一",
            passage(
                "甲",
                role="measure",
                stages=(4,),
                actors=("文部科学省", "環境省"),
                intervals=(Interval(2026, 2028, "…", (0, 1)), Interval(2030, 2030, "…", (0, 1))),
            ),
            passage("乙"),
        ),
        "二": plan("二", passage("丁", role="measure", stages=(5,), intervals=(Interval(None, None, "当面", (0, 1)),))),
    }
    found: Any = score_prose(read_prose(folder), read)
    assert list(found["by_document"]) == ["一", "二"], "a document that was not read has no figures"
    assert list(found["by_genre"]) == ["plan"]
    first, genre = found["by_document"]["一"], found["by_genre"]["plan"]
    assert (first["genre"], first["held_out"], found["by_document"]["二"]["held_out"]) == ("plan", False, True)
    assert (first["passages"], first["absent"], genre["passages"]) == (3, 1, 4)
    counts = first["counts"]
    assert (counts["role"]["right"], counts["role"]["of"]) == (2, 3), "an absent passage has no role, not even other"
    assert first["roles"] == {"measure": {"absent": 1, "measure": 1}, "other": {"other": 1}}
    assert (counts["stage_within_one"]["right"], counts["stage_within_one"]["of"]) == (1, 2)
    assert (counts["time_stated"]["right"], counts["time_found"]["right"], counts["time_found"]["of"]) == (0, 1, 2)
    assert counts["time_not_stated"]["right"] == 1
    assert (counts["actors"]["found"], counts["actors"]["missed"], counts["actors"]["wrong"]) == (1, 2, 1)
    assert genre["counts"]["time_vague"]["right"] == 1
    assert 0 < counts["role"]["interval"][0] < 2 / 3 < counts["role"]["interval"][1] < 1


def test_without_any_document_there_are_no_figures(tmp_path: Path) -> None:
    folder = labels(tmp_path, *(row(name, "甲", "issue,,,,none,") for name in "一二三"))
    assert score_prose(read_prose(folder), {}) is None


def test_missing_labels_are_told(tmp_path: Path) -> None:
    with pytest.raises(GoldError):
        read_prose(tmp_path)


def test_the_labels_that_ship_are_of_documents_with_a_genre() -> None:
    documents = read_prose()
    assert sum(len(one.passages) for one in documents) == 340
    assert {one.held_out for one in documents} == {True, False}
