"""Answers on a random sample guarantee what the sheet would; answers on what people picked guarantee nothing."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from policyalign.assess.audit.draw import audit_of, drawn_claims, drawn_rows, plan_draw, sheet_answers, with_audit
from policyalign.assess.audit.records import Audit
from policyalign.assess.run import Run
from policyalign.export.checking_sheet import write_sheet
from policyalign.review.applying import with_reviews
from policyalign.review.drawn import claim_key, draw_mark, draw_of, progress_of_draws
from policyalign.review.items import items_of
from policyalign.review.records import Answer

from support.audits import fill_in, run_with_gaps
from support.reviews import answer

RUN = run_with_gaps(20)
DRAW = plan_draw(RUN.matrix, target=0.95, confidence=0.95)
ITEMS = {one.key: one for one in items_of(RUN)}
SAMPLE = [ITEMS[claim_key(claim)] for claim in drawn_claims(RUN.matrix, DRAW)]


def on_sample(verdicts: list[str], mark: str = draw_mark(DRAW), reviewer: str = "山田") -> list[Answer]:
    return [answer(item, one, reviewer, draw=mark) for item, one in zip(SAMPLE, verdicts, strict=True)]


def applied(answers: list[Answer], run: Run = RUN) -> Run:
    return with_reviews(run, [replace(one, number=number) for number, one in enumerate(answers, 1)])


def figures(audit: Audit) -> tuple[object, ...]:
    return audit.draw, audit.right, audit.wrong, audit.unsure, audit.right_at_least, audit.reached


def test_a_sample_answered_in_the_review_guarantees_what_its_sheet_would(tmp_path: Path) -> None:
    wrong = ["partial", "unsure", *["absent"] * (len(SAMPLE) - 2)]
    (of_review,) = applied(on_sample(wrong)).audits
    write_sheet(drawn_rows(RUN.matrix, DRAW), tmp_path / "sheet.csv")
    words = {"1": "あり", "2": "不明"}
    sheet = fill_in(tmp_path / "sheet.csv", lambda row: words.get(row["number"], "なし"))
    assert figures(of_review) == figures(audit_of(*sheet_answers(RUN.matrix, sheet)))
    assert (of_review.origin, of_review.of_this_run) == ("review", True)
    assert applied(on_sample(wrong)).record["audit"][0]["right_at_least"] == of_review.right_at_least


def test_what_people_picked_counts_in_the_verdicts_and_guarantees_nothing() -> None:
    told = applied(on_sample(["absent"] * len(SAMPLE), mark=""))
    assert told.audits == ()
    assert {one.checked for one in told.matrix.findings} == {"absent", ""}
    assert "audit" not in told.record


@pytest.mark.parametrize("missing", ["left out", "taken back", "noted", "of another draw"])
def test_a_sample_that_is_not_answered_whole_guarantees_nothing(missing: str) -> None:
    answers = on_sample(["absent"] * len(SAMPLE))
    last = answers.pop()
    if missing == "taken back":
        answers += [last, replace(last, verdict="", at="2026-05-01T00:00:00Z")]
    elif missing == "noted":
        answers.append(replace(last, verdict="noted"))
    elif missing == "of another draw":
        answers.append(replace(last, draw=draw_mark(replace(DRAW, seed=DRAW.seed + 1))))
    assert [audit.draw for audit in applied(answers).audits] == []
    assert next(iter(progress_of_draws(RUN, answers))) == (DRAW, len(SAMPLE) - 1)


def test_what_was_answered_for_the_sample_may_be_put_right_anywhere() -> None:
    answers = on_sample(["absent"] * len(SAMPLE))
    answers.append(answer(SAMPLE[0], "partial"))
    (audit,) = applied(answers).audits
    assert (audit.wrong, audit.right) == (1, len(SAMPLE) - 1)
    answers.append(answer(SAMPLE[0], ""))
    assert applied(answers).audits == ()
    assert next(iter(progress_of_draws(RUN, answers))) == (DRAW, len(SAMPLE) - 1)


def test_a_second_sample_after_the_first_proves_nothing() -> None:
    other = replace(DRAW, seed=DRAW.seed + 1)
    again = [ITEMS[claim_key(claim)] for claim in drawn_claims(RUN.matrix, other)]
    answers = on_sample(["partial", *["absent"] * (len(SAMPLE) - 1)])
    answers += [answer(one, "absent", "乙", draw=draw_mark(other)) for one in again]
    assert [audit.draw for audit in applied(answers).audits] == [DRAW]


def test_where_two_do_not_agree_on_a_sample_it_counts_as_wrong_until_settled() -> None:
    answers = on_sample(["absent"] * len(SAMPLE))
    answers.append(answer(SAMPLE[0], "partial", "乙", draw=draw_mark(DRAW)))
    (audit,) = applied(answers).audits
    assert (audit.unsure, audit.right) == (1, len(SAMPLE) - 1)
    answers.append(answer(SAMPLE[0], "absent", "丙", stage="settling", draw=draw_mark(DRAW)))
    (audit,) = applied(answers).audits
    assert audit.right == len(SAMPLE)


def test_the_sheet_of_an_audit_is_one_more_reviewer(tmp_path: Path) -> None:
    write_sheet(drawn_rows(RUN.matrix, DRAW), tmp_path / "sheet.csv")
    sheet = fill_in(tmp_path / "sheet.csv", lambda row: "あり" if row["number"] == "1" else "なし")
    done = audit_of(*sheet_answers(RUN.matrix, sheet))
    run = replace(RUN, audits=with_audit((), done, RUN.matrix))
    first = SAMPLE[0].proposal_id, SAMPLE[0].plans[0]
    for verdict, status in (("covered", "covered"), ("partial", "partial"), ("absent", "undetermined")):
        told = applied([answer(SAMPLE[0], verdict)], run)
        assert told.matrix.status(*first) == status
        assert told.audits == run.audits
    assert applied([answer(SAMPLE[0], "absent", stage="settling")], run).matrix.status(*first) == "gap"


@pytest.mark.parametrize("mark", ["", "x", "{}", draw_mark(replace(DRAW, size=DRAW.claims + 1))])
def test_a_mark_that_is_none_is_no_draw(mark: str) -> None:
    assert draw_of(mark) is None
    assert draw_of(draw_mark(DRAW)) == DRAW
