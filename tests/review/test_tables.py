"""Answers travel as CSV, Excel and SSSOM, and come back as they were."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from pathlib import Path
from typing import get_args

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policyalign.errors import InputError, OutputError
from policyalign.review.exporting import answers_bytes
from policyalign.review.importing import read_answers
from policyalign.review.items import items_of
from policyalign.review.records import VERDICTS, Answer, Item, Origin, Stage, plain

from support.audits import run_with_gaps
from support.reviews import answer

RUN = run_with_gaps(3)
ITEMS = items_of(RUN)
AT = "2026-05-01T00:00:00.000000Z"
ENDINGS = {"csv": ".csv", "xlsx": ".xlsx", "sssom": ".tsv"}
TEXTS = st.one_of(
    st.text(max_size=12),
    st.sampled_from(["=1+1", "'=1", "''", "'", "-", "＝合計", "#注", "a\tb", "一行\n二行", '"', ";", "@x", "\t=1"]),
)


@st.composite
def logs(draw: st.DrawFn) -> tuple[Answer, ...]:
    """Answers of any kind on items of the run and, some of them, on a plan that it does not hold."""
    found = []
    for _ in range(draw(st.integers(0, 5))):
        item: Item = draw(st.sampled_from(ITEMS))
        if draw(st.booleans()):
            item = replace(item, key="0123456789abcdef", documents=("f" * 64,), plans=("旧版",))
        verdict = draw(st.sampled_from([*VERDICTS[item.subject], "noted", ""]))
        more = {name: draw(TEXTS) for name in ("note", "page", "passage")}
        choices = {"stage": get_args(Stage), "origin": get_args(Origin), "draw": ("", '{"a":1}')}
        more |= {name: draw(st.sampled_from(values)) for name, values in choices.items()}
        found.append(plain(answer(item, verdict, draw(TEXTS), **more)))
    return tuple(replace(one, number=number) for number, one in enumerate(found, 1))


@pytest.mark.parametrize("form", ENDINGS)
@settings(max_examples=40)
@given(log=logs())
def test_what_was_exported_comes_back_and_is_added_once(
    form: str, log: tuple[Answer, ...], tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("answers") / f"answers{ENDINGS[form]}"
    path.write_bytes(answers_bytes(log, RUN, form, "ja"))
    found = read_answers(path, RUN, (), AT).answers
    back = tuple(replace(one, number=number) for number, one in enumerate(found, 1))
    assert back == log
    assert answers_bytes(back, RUN, form, "ja") == path.read_bytes()
    assert read_answers(path, RUN, log, AT).answers == ()


def test_a_table_in_english_says_the_same(tmp_path: Path) -> None:
    log = (replace(answer(ITEMS[0], "partial", note="see p.3"), number=1),)
    path = tmp_path / "answers.csv"
    path.write_bytes(answers_bytes(log, RUN, "csv", "en"))
    assert "partial" in path.read_text(encoding="utf-8-sig")
    assert read_answers(path, RUN, (), AT).answers == tuple(replace(one, number=0) for one in log)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp932"])
def test_a_table_of_ones_own_needs_little_and_adds_nothing_twice(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "own.csv"
    text = "proposal_id,plan_id,verdict,reviewer,note\r\n1-P1,space,対応,山田,第3節\r\n1-P2,space,,山田,\r\n"
    path.write_text(text, encoding=encoding)
    found = read_answers(path, RUN, (), AT)
    (one,) = found.answers
    assert (one.verdict, one.reviewer, one.note, one.at, one.origin) == ("covered", "山田", "第3節", AT, "table")
    assert read_answers(path, RUN, (replace(one, number=1),), "2026-06-01T00:00:00.000000Z").answers == ()
    path.write_text(text.replace("対応", "なし"), encoding=encoding)
    assert [one.verdict for one in read_answers(path, RUN, (replace(one, number=1),), AT).answers] == ["absent"]


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("9-X9,space,対応,山田,,", "review_row_unknown"),
        ("1-P1,space,重複,山田,,", "review_word_unknown"),
        ("1-P1,space,たぶん,山田,,", "review_word_unknown"),
        ("1-P1,space,対応,山田,きのう,", "review_time_unknown"),
        ("1-P1,space,対応,山田,,確定", "review_word_unknown"),
    ],
)
def test_faults_are_told_by_row(tmp_path: Path, row: str, code: str) -> None:
    path = tmp_path / "own.csv"
    path.write_text(f"proposal_id,plan_id,verdict,reviewer,at,stage\n1-P2,space,なし,山田,,\n{row}\n", encoding="utf-8")
    with pytest.raises(InputError) as refused:
        read_answers(path, RUN, (), AT)
    assert (refused.value.code, refused.value.detail["row"]) == (code, "3")


@pytest.mark.parametrize("content", [b"", b"a,b\n1,2\n", b"\xff\xfe\x00", b"key\n0\n"])
def test_what_is_no_table_of_answers_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "own.csv"
    path.write_bytes(content)
    with pytest.raises(InputError):
        read_answers(path, RUN, (), AT)


def test_cells_of_a_workbook_stay_texts_and_what_is_too_long_is_refused() -> None:
    log = [answer(ITEMS[0], "covered", note="=1+1"), answer(ITEMS[1], "covered", note="https://example.invalid/")]
    book = openpyxl.load_workbook(io.BytesIO(answers_bytes(tuple(log), RUN, "xlsx", "ja")))
    cells = [cell for row in book.worksheets[0].iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s"}
    with pytest.raises(OutputError) as refused:
        answers_bytes((answer(ITEMS[0], "covered", note="長" * 32_768),), RUN, "xlsx", "ja")
    assert refused.value.code == "review_too_long"


def test_mappings_name_reviewer_date_and_how_many_agree() -> None:
    log = tuple(
        replace(one, number=number)
        for number, one in enumerate(
            [answer(ITEMS[0], "covered", "甲"), answer(ITEMS[0], "absent", "乙"), answer(ITEMS[1], "partial", "甲")], 1
        )
    )
    text = answers_bytes(log, RUN, "sssom", "ja").decode()
    head = [line for line in text.splitlines() if line.startswith("#")]
    assert "#curie_map:" in head
    rows = list(csv.DictReader(io.StringIO(text.split("\n", len(head))[len(head)]), delimiter="\t"))
    assert [row["predicate_id"] for row in rows] == ["skos:closeMatch", "skos:relatedMatch", "skos:relatedMatch"]
    assert [row["predicate_modifier"] for row in rows] == ["", "Not", ""]
    assert [row["confidence"] for row in rows] == ["0.5", "0.5", "1"]
    assert {row["mapping_justification"] for row in rows} == {"semapv:ManualMappingCuration"}
    assert [row["reviewer_label"] for row in rows] == ["甲", "乙", "甲"]
    assert {row["mapping_date"] for row in rows} == {"2026-04-01"}


def test_the_validator_of_the_standard_finds_no_fault(tmp_path: Path) -> None:
    parsers = pytest.importorskip("sssom.parsers", reason="needs sssom")
    from sssom.constants import DEFAULT_VALIDATION_TYPES
    from sssom.validators import validate

    items = {item.subject: item for item in ITEMS}.values()
    verdicts = [(item, verdict) for item in items for verdict in (*VERDICTS[item.subject], "noted", "")]
    log = [answer(item, verdict, "山田 太郎", note='一行\n"二行"\t三') for item, verdict in verdicts]
    path = tmp_path / "answers.tsv"
    path.write_bytes(answers_bytes(tuple(replace(one, number=n) for n, one in enumerate(log, 1)), RUN, "sssom", "ja"))
    found = parsers.parse_sssom_table(path)
    assert len(found.df) == len(log)
    validate(found, DEFAULT_VALIDATION_TYPES, fail_on_error=True)
