from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from policyalign.assess.overlaps.wording import PackedRows, pack_rows, sentence_groups
from policyalign.domain import Plan
from policyalign.segment.measures import read_measures
from policyalign.serialize import from_json, to_json

from support.schedules import Measure, Words, plan


def groups(made: Plan) -> list[list[str]]:
    return sentence_groups(made, read_measures(made))


@given(st.integers(1, 5), st.lists(st.floats(-1, 1, width=32), max_size=20))
def test_rows_come_back_with_three_digits(width: int, values: list[float]) -> None:
    rows = np.array(values[: len(values) // width * width], dtype=np.float32).reshape(-1, width)
    back = pack_rows(rows).rows()
    assert back.dtype == np.float32
    assert back.shape == rows.shape
    assert back == pytest.approx(rows, abs=5e-4)


def test_packed_rows_can_be_kept() -> None:
    packed = pack_rows(np.eye(3, 4, dtype=np.float32))
    assert from_json(to_json(packed), PackedRows) == packed
    assert pack_rows(packed.rows()) == packed


def test_a_measure_is_its_heading_and_sentences_and_its_heading_alone() -> None:
    made = plan(
        "a",
        Measure("港の改修", [Words("岸壁を直す。"), Words("船を着ける。")]),
        Measure("森", [Words("植える。")]),
    )
    assert groups(made) == [
        ["港の改修", "岸壁を直す。", "船を着ける。"],
        ["森", "植える。"],
        ["港の改修"],
        ["森"],
    ]


def test_every_sentence_of_a_passage_counts_for_itself() -> None:
    made = plan("a", Measure("港", [Words("岸壁を直す。 船を着ける。")]))
    (passage,) = made.passages
    cut = replace(made, passages=(replace(passage, sentences=((0, 6), (6, 13))),))
    assert groups(cut)[0] == ["港", "岸壁を直す。", "船を着ける。"]
    assert groups(replace(made, passages=(replace(passage, sentences=()),)))[0] == ["港", passage.text]


def test_situations_do_not_tell_what_a_measure_does() -> None:
    made = plan("a", Measure("港", [Words("船が多い。", role="background"), Words("岸壁を直す。")]))
    assert groups(made)[0] == ["港", "岸壁を直す。"]


def test_without_a_heading_there_is_no_empty_sentence() -> None:
    made = plan("a", Measure("港", [Words("岸壁を直す。")]))
    nameless = [replace(one, heading="") for one in read_measures(made)]
    assert sentence_groups(made, nameless) == [["岸壁を直す。"], []]


def test_a_passage_over_several_lines_is_told_too() -> None:
    made = plan("a", Measure("港", [Words("岸壁を直し、\n船を着ける。")]))
    assert "船を着ける。" in "".join(groups(made)[0])


def test_no_measures_are_no_groups() -> None:
    assert sentence_groups(plan("a"), ()) == []
