"""Citations and exit links through the PDFs of the sample plans, and over real plans."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

import policyalign as pa
from policyalign.assess.links.records import ExitSide
from policyalign.assess.run import Run
from policyalign.pipeline import compare_files
from policyalign.text.normalize import nfkc_key

SAMPLES = Path(__file__).resolve().parents[1] / "corpora" / "samples"
TRUTH: dict[str, Any] = yaml.safe_load((SAMPLES / "truth.yaml").read_text("utf-8"))
FAULTS = {fault["id"]: fault for fault in (*TRUTH["phase_faults"], *TRUTH["near_faults"])}


@pytest.fixture(scope="module")
def run() -> Run:
    return compare_files([SAMPLES / "pdf" / f"{name}.pdf" for name in sorted(TRUTH["plans"])])


@pytest.fixture(scope="module")
def matrix(run: Run) -> pa.Matrix:
    return pa.Matrix(run)


def places(*sides: ExitSide | None) -> list[tuple[str, str]]:
    return [(side.measure.plan_id, nfkc_key(side.measure.heading)) for side in sides if side]


def planted(fault: str) -> list[tuple[str, str]]:
    return [(side["plan"], nfkc_key(side["heading"])) for side in FAULTS[fault]["sides"]]


@pytest.mark.parametrize(("fault", "kind"), [("F1", "open"), ("F3", "open"), ("N1", "open"), ("F2", "joined")])
def test_planted_chains_over_two_plans_are_exit_links(matrix: pa.Matrix, fault: str, kind: str) -> None:
    """The planted faults between two plans stand on a result here and its use there; N1 is such a chain in
    good order."""
    found = [places(one.source, one.user) for one in matrix.links.exits if one.kind == kind]
    assert planted(fault) in found


def test_no_other_measures_are_linked(matrix: pa.Matrix) -> None:
    expected = [planted(fault) for fault in ("F1", "F2", "F3", "N1")]
    linked = [places(one.source, one.user) for one in matrix.links.exits if one.source and one.user]
    assert sorted(linked) == sorted(expected)


@pytest.mark.parametrize("fault", ["F6", "F10"])
def test_planted_results_that_nobody_uses_have_no_taker_found(matrix: pa.Matrix, fault: str) -> None:
    alone = [places(one.source) for one in matrix.links.exits if one.kind == "no_taker"]
    assert planted(fault) in alone


def test_what_was_not_found_is_never_certain_nor_called_absent(matrix: pa.Matrix) -> None:
    frame = matrix.links.exits_frame()
    ends = frame[frame["kind"].isin(["no_taker", "no_source"])]
    assert not ends.empty
    assert (ends["confidence"] != "確実").all()
    assert ends["explanation"].str.contains("この3計画の中には見つからない").all()


def test_names_in_the_samples_are_cited_where_they_stand(run: Run, matrix: pa.Matrix) -> None:
    passages = {(plan.id, passage.id): passage for plan in run.plans for passage in plan.passages}
    targets = {(one.plan_id, matrix.links.record.targets[one.target].title) for one in matrix.links}
    assert ("digital", "デジタル社会形成法") in targets
    assert ("education", "中央教育審議会") in targets
    assert any(plan == "space" and "宇宙開発及び宇宙利用の推進に関する法律" in title for plan, title in targets)
    for one in matrix.links:
        passage = passages[one.plan_id, one.passage_id]
        assert one.name in passage.text
        assert one.page == passage.page_start


def test_a_plan_that_speaks_of_itself_is_led_to_itself(matrix: pa.Matrix) -> None:
    own = {one.plan_id for one in matrix.links if one.via == "self"}
    assert own == set(TRUTH["plans"])


def test_sentences_are_whole_in_both_languages(run: Run) -> None:
    for lang in ("ja", "en"):
        frame = pa.Matrix(run, lang).links.exits_frame()  # type: ignore[arg-type]
        assert not frame["explanation"].str.contains(r"[?{}]", regex=True).any()


def test_real_plans_lead_to_the_catalogue(real_corpus: Path) -> None:
    paths = [real_corpus / "pdf" / f"{name}.pdf" for name in ("rs-space", "chiiki-datsutanso-roadmap")]
    record = pa.Matrix(compare_files(paths)).links.record
    assert sum(one.target == "known:space" for one in record.citations if one.plan_id == "rs-space") >= 5
    assert all(record.targets[one.target].plan_id == one.plan_id for one in record.citations if one.via == "self")
