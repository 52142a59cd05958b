"""Where plans say a thing: as written, spelled otherwise, in the same words – and nothing that they do not say."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from policyalign.assess.run import Run
from policyalign.assess.search.find import search, sudachi_words
from policyalign.cli.app import app
from policyalign.domain import Anchor, Passage, Plan

from support.schedules import row_cells

TEXTS = (
    "量子計測の拠点を置く。量子センシングの実証を進める。",
    "ＡＩ 人材を育てる。",
    "衛星の打上げを支援し、宇宙の産業を育てる。",
    "附属の施設を直す。",
)


def plan_of(*texts: str) -> Plan:
    """A plan with these passages, split into sentences and words as reading does."""
    passages = []
    for number, text in enumerate(texts, 1):
        ends = [place + 1 for place, character in enumerate(text) if character == "。"] or [len(text)]
        sentences = tuple(zip([0, *ends], ends, strict=False))
        anchor = Anchor(number, (0.0, 0.0, 1.0, 1.0))
        terms = tuple(sudachi_words(text))
        passages.append(Passage(f"p{number}", "own", "paragraph", text, None, (), (anchor,), sentences, terms=terms))
    return Plan("own", "0" * 64, "own.pdf", "計画", (), tuple(passages), len(texts))


@pytest.mark.parametrize(
    ("query", "found", "how"),
    [
        ("量子センシング", "p1", "exact"),
        ("AI人材", "p2", "folded"),
        ("ai人材", "p2", "folded"),
        ("産業 衛星", "p3", "words"),
        ("付属", "p4", "words"),
    ],
)
def test_a_query_is_found_as_closely_as_it_is_said(query: str, found: str, how: str) -> None:
    (hit,) = search(query, [plan_of(*TEXTS)])
    assert (hit.passage.id, hit.how) == (found, how)


def test_the_sentence_that_says_it_is_told() -> None:
    (hit,) = search("量子センシング", [plan_of(*TEXTS)])
    assert hit.sentence == "量子センシングの実証を進める。"


def test_a_row_of_a_table_is_told_in_the_words_of_its_cells() -> None:
    text = "名称：量子センシング；概要：実証を進める。；担当：文部科学省"
    plan = plan_of(text)
    row = replace(plan.passages[0], kind="row", cells=row_cells(text), sentences=((0, 25), (25, len(text))))
    (hit,) = search("量子センシング", [replace(plan, passages=(row,))])
    assert hit.sentence == "量子センシング／実証を進める。"
    (hit,) = search("担当", [replace(plan, passages=(row,))])
    assert hit.sentence == "量子センシング／実証を進める。／文部科学省"


def test_the_closest_wording_comes_first() -> None:
    hits = search("量子の拠点", [plan_of("拠点では量子を学ぶ。", "量子の 拠点を置く。", "量子の拠点を置く。")])
    assert [(hit.passage.id, hit.how) for hit in hits] == [("p3", "exact"), ("p2", "folded"), ("p1", "words")]


@pytest.mark.parametrize("query", ["", "  ", "　", "海底資源", "量子通信"])
def test_nothing_is_found_that_is_not_said(query: str) -> None:
    assert search(query, [plan_of(*TEXTS)]) == ()


@given(st.integers(0, len(TEXTS) - 1), st.data())
def test_every_part_of_a_text_is_found_in_it(number: int, data: st.DataObject) -> None:
    text = TEXTS[number]
    start = data.draw(st.integers(0, len(text) - 2))
    part = text[start : data.draw(st.integers(start + 1, len(text)))].strip()
    hits = search(part, [plan_of(*TEXTS)], words=lambda _: ())
    assert not part or f"p{number + 1}" in [hit.passage.id for hit in hits if hit.how == "exact"]


def test_the_command_tells_place_and_writes_a_table(sample_results: Path, sample_run: Run, tmp_path: Path) -> None:
    table = tmp_path / "hits.csv"
    done = CliRunner().invoke(app, ["search", "衛星", str(sample_results), "--csv", str(table), "--limit", "0"])
    assert done.exit_code == 0, done.output
    hits = search("衛星", sample_run.plans)
    with table.open(encoding="utf-8-sig", newline="") as file:
        assert [row["passage_id"] for row in csv.DictReader(file)] == [hit.passage.id for hit in hits]
    first = hits[0].passage
    assert sample_run.place(first.plan_id, first.page_start, "ja") in done.output


def test_not_found_is_not_told_as_not_there(sample_results: Path) -> None:
    done = CliRunner().invoke(app, ["search", "存在しない言い回し", str(sample_results)])
    assert done.exit_code == 0
    assert "ないことの証拠ではありません" in done.output


def test_python_finds_the_same_as_the_command(sample_run: Run) -> None:
    from policyalign.api import Matrix

    frame = Matrix(sample_run).search("衛星")
    assert list(frame["passage_id"]) == [hit.passage.id for hit in search("衛星", sample_run.plans)]
