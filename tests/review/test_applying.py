"""What people decide changes the run, everywhere and no further, and can be taken back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from policyalign.assess.explain.find import explain
from policyalign.assess.explain.rows import explanation_lines
from policyalign.assess.gaps.checked import as_claimed, is_borne_out
from policyalign.assess.gaps.reasons import reason_told
from policyalign.assess.gaps.rows import finding_rows
from policyalign.assess.overlaps.records import Overlap
from policyalign.assess.run import Run
from policyalign.export import load_run, write_run
from policyalign.pipeline import ask_again
from policyalign.review.applying import up_to_date, with_reviews
from policyalign.review.items import item_of, items_of
from policyalign.review.records import VERDICTS, Answer
from policyalign.review.store import ReviewStore

from support.audits import run_with_gaps
from support.reviews import answer, cell_of, items_by_subject, kept
from support.runs import run as run_of_one_file

CELLS = {"covered": "covered", "partial": "partial", "absent": "gap", "unsure": "undetermined"}


def small_run(*names: str) -> Run:
    """Two plans of different files, with every status in it."""
    run = run_of_one_file(*names)
    plans = tuple(replace(one, document_id=f"{place:064d}") for place, one in enumerate(run.plans))
    return replace(run, matrix=replace(run.matrix, plans=plans))


def numbered(answers: Sequence[Answer]) -> tuple[Answer, ...]:
    return tuple(replace(one, number=number) for number, one in enumerate(answers, 1))


def state(run: Run) -> tuple[object, ...]:
    """All that a run says, but for its record."""
    return run.matrix, run.results, run.taken_up


@pytest.mark.parametrize("verdict", CELLS)
@pytest.mark.parametrize(("proposal", "plan"), [("1-P1", "space"), ("1-P2", "space"), ("1-P2", "digital")])
def test_a_cell_becomes_what_a_person_said(proposal: str, plan: str, verdict: str) -> None:
    run = small_run()
    told = with_reviews(run, numbered([answer(cell_of(run, proposal, plan), verdict)]))
    finding = told.matrix.finding(proposal, plan)
    assert (finding.status, finding.checked) == (CELLS[verdict], verdict)
    (row,) = (one for one in finding_rows(told, "ja") if (one["proposal_id"], one["plan_id"]) == (proposal, plan))
    assert "確認済（人）" in str(row["reason"])
    others = [one for one in told.matrix.findings if one != finding]
    assert all(one in run.matrix.findings for one in others)
    assert as_claimed(told.matrix) == run.matrix


def test_that_a_plan_lacks_what_nobody_asks_of_it_is_no_gap() -> None:
    run = small_run()
    item = cell_of(run, "2.3-T1", "space")
    assert item.claim == "out_of_scope"
    assert with_reviews(run, numbered([answer(item, "absent")])).matrix.status("2.3-T1", "space") == "out_of_scope"
    assert with_reviews(run, numbered([answer(item, "covered")])).matrix.status("2.3-T1", "space") == "covered"


def test_where_people_do_not_agree_nothing_is_claimed() -> None:
    run = small_run()
    item = cell_of(run, "1-P1", "space")
    log = numbered([answer(item, "covered", "甲"), answer(item, "absent", "乙")])
    finding = with_reviews(run, log).matrix.finding("1-P1", "space")
    assert (finding.status, finding.checked, finding.reason) == ("undetermined", "disputed", "checked_disputed")
    settled = (*log, *numbered([answer(item, "partial", "丙", stage="settling")]))
    assert with_reviews(run, settled).matrix.status("1-P1", "space") == "partial"


def test_the_passage_that_a_person_chose_is_the_evidence_and_its_measure_counts() -> None:
    run = run_with_gaps(2)
    item = cell_of(run, "1-P2", "digital")
    assert item.claim == "gap"
    chosen = run.passages["digital", "digital-2"]
    without = with_reviews(run, numbered([answer(item, "covered")]))
    finding = without.matrix.finding("1-P2", "digital")
    assert not is_borne_out(finding)
    assert finding.passage_id is None  # no page of a passage that nobody chose is told anywhere
    assert reason_told(finding, "ja").startswith("確認済（人）：対応（根拠の箇所を選んでいない）。")
    assert as_claimed(without.matrix) == run.matrix
    told = with_reviews(run, numbered([answer(item, "covered", passage=chosen.text, passage_id="of another run")]))
    finding = told.matrix.finding("1-P2", "digital")
    assert (finding.passage_id, finding.n_measures, finding.detail["page"]) == (chosen.id, 1, str(chosen.page_start))
    assert is_borne_out(finding)
    assert told.taken_up["digital", run.measure_of["digital", chosen.id].id] == ("1-P2",)
    explained = explain(told, "1-P2", "digital")
    assert [one.passage for one in explained.chosen] == [chosen]
    assert chosen not in [one.passage for one in (*explained.accepted, *explained.rejected)]
    assert "人が選んだ箇所" in list(explanation_lines(explained, "ja"))
    assert as_claimed(told.matrix) == run.matrix


@pytest.mark.parametrize("verdict", VERDICTS["overlap"])
def test_a_pair_becomes_what_a_person_said(sample_run: Run, verdict: str) -> None:
    item = items_by_subject(sample_run)["overlap"][0]
    told = with_reviews(sample_run, numbered([answer(item, verdict)]))
    found = {item_of(told, one).key: one for one in told.results["overlaps"].overlaps}
    if verdict in ("related", "none"):
        assert item.key not in found
        assert [item_of(told, one).key for one in told.results["overlaps"].set_aside] == [item.key]
    elif verdict == "unsure":
        assert (found[item.key].confidence, found[item.key].relation) == ("check", item.claim)
    else:
        assert (found[item.key].confidence, found[item.key].relation) == ("certain", verdict)
    order = [one.confidence for one in told.results["overlaps"].overlaps]
    assert order == sorted(order)


@pytest.mark.parametrize(("subject", "question", "field"), [("phase", "phases", "faults"), ("exit", "links", "exits")])
def test_alarms_that_are_wrong_vanish_and_right_ones_are_certain(
    sample_run: Run, subject: str, question: str, field: str
) -> None:
    wrong, right, unsure = items_by_subject(sample_run)[subject][:3]  # type: ignore[index]
    log = numbered([answer(wrong, "wrong"), answer(right, "right"), answer(unsure, "unsure")])
    told = with_reviews(sample_run, log)
    found = {item_of(told, one).key: one for one in getattr(told.results[question], field)}
    assert wrong.key not in found
    assert (found[right.key].confidence, found[right.key].doubts) == ("certain", ())
    assert found[unsure.key].confidence == "check"
    assert "doubt_person_unsure" in found[unsure.key].doubts
    assert {one.key for one in items_of(told)} == {one.key for one in items_of(sample_run)}


def test_a_role_that_is_wrong_is_undetermined(sample_run: Run) -> None:
    wrong, right = items_by_subject(sample_run)["responsibility"][:2]
    told = with_reviews(sample_run, numbered([answer(wrong, "wrong"), answer(right, "right")]))
    cells = {(one.proposal_id, one.ministry): one for one in told.results["responsibility"].cells}
    one, other = cells[wrong.proposal_id, wrong.ministries[0]], cells[right.proposal_id, right.ministries[0]]
    assert (one.role, one.parts, one.checked) == ("undetermined", (), "wrong")
    assert (other.certainty, other.checked) == ("certain", "right")


def test_governance_follows_what_people_said(sample_run: Run) -> None:
    """Complaints are observed by certain findings alone: without any, nothing is."""
    found = items_by_subject(sample_run)
    log = [answer(one, "wrong") for subject in ("phase", "exit") for one in found[subject]]  # type: ignore[index]
    log += [answer(one, "none") for one in found["overlap"]]
    before = {one.statement_id: one.status for one in sample_run.results["governance"].complaints}
    after = with_reviews(sample_run, numbered(log)).results["governance"].complaints
    assert before["1-I2"] == "observed"
    assert {one.status for one in after} == {"undetermined"}


ANY = settings(max_examples=12, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])


@ANY
@given(data=st.data())
def test_whatever_is_answered_comes_back_from_the_folder_and_can_all_be_taken_back(
    sample_run: Run, data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    items = items_of(sample_run)
    chosen = data.draw(st.lists(st.sampled_from(items), max_size=6))
    log = [answer(one, data.draw(st.sampled_from(VERDICTS[one.subject]))) for one in chosen]
    folder = tmp_path_factory.mktemp("reviewed") / "out"
    told = kept(folder, sample_run, log)
    back = load_run(folder)
    assert back.matrix.findings == told.matrix.findings
    assert back.results["overlaps"].overlaps == told.results["overlaps"].overlaps
    assert up_to_date(back, folder)[1] == 0
    again = kept(folder, back, [replace(one, verdict="", at="2026-04-02T00:00:00.000000Z") for one in log])
    assert as_claimed(again.matrix).findings == again.matrix.findings == load_run(folder).matrix.findings
    plain = ask_again(load_run(folder))
    assert state(again)[1:] == state(plain)[1:]
    assert not again.results["overlaps"].set_aside


def test_results_without_answers_are_not_asked_again(tmp_path: Path) -> None:
    run = small_run()
    write_run(run, tmp_path / "out")
    back = load_run(tmp_path / "out")
    assert up_to_date(back, tmp_path / "out") == (back, 0)
    assert not ReviewStore(tmp_path / "out").path.exists()


def test_items_keep_their_keys_under_other_names(sample_run: Run) -> None:
    item = items_by_subject(sample_run)["overlap"][0]
    (found,) = (one for one in sample_run.results["overlaps"].overlaps if item_of(sample_run, one).key == item.key)
    turned: Overlap = replace(found, first=found.second, second=found.first)
    assert item_of(sample_run, turned).key == item.key
    assert cell_of(small_run("a", "b"), "1-P1", "a").key == cell_of(small_run("c", "d"), "1-P1", "c").key
