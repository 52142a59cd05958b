from __future__ import annotations

import json
from pathlib import Path

import pytest

from policyalign.errors import GoldError
from policyalign.lab.gold import read_gold
from policyalign.lab.gold.attributes import Attributes
from policyalign.lab.gold.blocks import block_names, read_blocks
from policyalign.lab.gold.json_lines import read_lines
from policyalign.lab.gold.pairs import PAIRS, Pair
from policyalign.lab.gold.relevance import gold_names


def write(path: Path, *rows: object) -> Path:
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write(
        tmp_path / "plan.units.jsonl",
        {
            "unit": "u1",
            "heading": "人材",
            "text": "育成する。",
            "ministry": "文部科学省",
            "start": 2025,
            "end": None,
        },
        {"unit": "u2", "heading": "観測", "text": "整備する。", "colour": "青"},
    )
    write(
        tmp_path / "plan.relevance.jsonl",
        {"proposal": "1-P1", "unit": "u1", "grade": 3, "coders": [3, 2]},
        {"proposal": "1-P1", "unit": "u2", "grade": 0, "inclusion_probability": 0.25},
        {"proposal": "1-P2", "unit": "u2", "grade": None},
    )
    return tmp_path


def test_labels_are_read_and_what_else_stands_there_is_left_alone(folder: Path) -> None:
    gold = read_gold(folder, "plan")
    assert [(unit.id, unit.ministry, unit.start, unit.end) for unit in gold.units] == [
        ("u1", "文部科学省", 2025, None),
        ("u2", None, None, None),
    ]
    assert gold.grades == {("1-P1", "u1"): 3, ("1-P1", "u2"): 0}, "a grade that was not settled is none"
    assert gold.inclusion == {("1-P1", "u2"): 0.25}
    assert gold.unknown_units == ()


def test_a_byte_order_mark_and_empty_lines_do_no_harm(folder: Path) -> None:
    path = folder / "plan.units.jsonl"
    path.write_text("\ufeff\n" + path.read_text(encoding="utf-8") + "\n\n", encoding="utf-8")
    assert len(read_gold(folder, "plan").units) == 2


def test_names_need_both_files(folder: Path) -> None:
    write(folder / "other.units.jsonl")
    write(folder / "third.relevance.jsonl")
    assert gold_names(folder) == ("plan",)


def test_units_that_are_judged_and_unknown_are_told(folder: Path) -> None:
    write(folder / "plan.relevance.jsonl", {"proposal": "1-P1", "unit": "u9", "grade": 2})
    assert read_gold(folder, "plan").unknown_units == ("u9",)


@pytest.mark.parametrize(
    ("row", "word"),
    [
        ({"proposal": "1-P1", "unit": "u1"}, "grade"),
        ({"proposal": "1-P1", "unit": "u1", "grade": 4}, "grade"),
        ({"proposal": "1-P1", "unit": "u1", "grade": "3"}, "grade"),
        ({"proposal": "1-P1", "unit": "", "grade": 3}, "unit"),
        ({"proposal": "1-P1", "unit": "u1", "grade": 3, "inclusion_probability": 0}, "inclusion_probability"),
        ([], "object"),
    ],
)
def test_a_wrong_line_is_named(folder: Path, row: object, word: str) -> None:
    good = {"proposal": "1-P1", "unit": "u2", "grade": 1}
    write(folder / "plan.relevance.jsonl", good, row)
    with pytest.raises(GoldError) as raised:
        read_gold(folder, "plan")
    assert (raised.value.detail["file"], raised.value.detail["line"]) == ("plan.relevance.jsonl", "2")
    assert word in raised.value.detail["error"]


def test_a_pair_judged_twice_is_an_error(folder: Path) -> None:
    write(folder / "plan.relevance.jsonl", *[{"proposal": "1-P1", "unit": "u1", "grade": 1}] * 2)
    with pytest.raises(GoldError, match="2度") as raised:
        read_gold(folder, "plan")
    assert raised.value.detail == {"file": "plan.relevance.jsonl", "item": "1-P1 u1"}


def test_missing_and_unreadable_files_are_told(folder: Path) -> None:
    with pytest.raises(GoldError, match=r"absent\.units\.jsonl"):
        read_gold(folder, "absent")
    (folder / "plan.units.jsonl").write_bytes(b"\xff\xfe{")
    with pytest.raises(GoldError) as raised:
        read_gold(folder, "plan")
    assert raised.value.code == "gold_unreadable"


def test_blocks_need_a_level_only_where_they_are_headings(tmp_path: Path) -> None:
    rows = [
        {"kind": "heading", "text": "第1章", "level": 2},
        {"kind": "para", "text": "本文", "level": 0},
        {"kind": "footnote", "text": "注"},
    ]
    write(tmp_path / "plan.blocks.jsonl", *rows)
    assert block_names(tmp_path) == ("plan",)
    assert [block.kind for block in read_blocks(tmp_path, "plan")] == ["heading", "para", "footnote"]
    write(tmp_path / "plan.blocks.jsonl", *rows, {"kind": "heading", "text": "節"})
    with pytest.raises(GoldError) as raised:
        read_blocks(tmp_path, "plan")
    assert raised.value.detail["line"] == "4"


def test_what_coders_dispute_is_both_their_values(tmp_path: Path) -> None:
    row = {"text": "実証する。", "role": "measure", "disputed": {"stages": [[3], [3, 4]]}, "actors": []}
    (gold,) = read_lines(write(tmp_path / "attributes.jsonl", row), Attributes)
    assert gold.choices("role") == ("measure",)
    assert gold.choices("stages") == ((3,), (3, 4))
    assert gold.choices("actors") == ((),), "labelled as naming nobody, which is not the same as unlabelled"
    assert gold.choices("bound") == ()


def test_pairs_have_a_known_relation_or_none(tmp_path: Path) -> None:
    row = {"a": "x", "b": "y", "a_text": "甲", "b_text": "乙", "label": None}
    assert read_lines(write(tmp_path / PAIRS, row), Pair)[0].label is None
    with pytest.raises(GoldError, match="label"):
        read_lines(write(tmp_path / PAIRS, {**row, "label": "SAME"}), Pair)


def test_real_labels_are_read(real_corpus: Path) -> None:
    names = gold_names(real_corpus / "gold")
    assert names
    for name in names:
        gold = read_gold(real_corpus / "gold", name)
        assert gold.units
        assert gold.grades
        assert gold.unknown_units == ()
