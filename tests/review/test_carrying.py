"""What was said of a plan goes over to its next edition as far as the text is the same, and no further."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from policyalign.assess.run import Run
from policyalign.domain import Plan
from policyalign.export import write_run
from policyalign.review.applying import EDITIONS
from policyalign.review.carrying import asked_again, carried, new_editions
from policyalign.review.folder import arrived
from policyalign.review.records import Answer
from policyalign.review.store import RECORD, ReviewStore

from support.audits import run_with_gaps
from support.reviews import answer, cell_of

TITLE = "宇宙開発の計画"
CHOSEN = "2030年度までに、文部科学省は研究者1000人を育成する。"


def edition(sha: str, text: str = "", title: str = TITLE) -> Run:
    """A run in which the plan ``space`` is of this file; ``text`` takes the place of its second passage."""
    run = run_with_gaps(2)
    plan = replace(run.plans[0], document_id=sha * 64, title=title)
    if text:
        first, second = plan.passages
        plan = replace(plan, passages=(first, replace(second, text=text)))
    return replace(run, matrix=replace(run.matrix, plans=(plan, run.plans[1])))


def numbered(*answers: Answer) -> tuple[Answer, ...]:
    return tuple(replace(one, number=number) for number, one in enumerate(answers, 1))


OLD = edition("a")
EDITIONS_OF = {"a" * 64: "b" * 64}


@pytest.mark.parametrize(
    ("verdict", "passage", "text", "goes_over"),
    [
        ("covered", CHOSEN, "", True),
        ("partial", CHOSEN, "－２０３０年度までに、 文部科学省は研究者１０００人を育成する。なお検討する。", True),
        ("covered", CHOSEN, "2030年度までに、文部科学省は研究者900人を育成する。", False),
        ("covered", "", "", False),
        ("absent", CHOSEN, "", False),
        ("unsure", CHOSEN, "", False),
        ("noted", CHOSEN, "", False),
    ],
)
def test_what_was_found_goes_over_with_its_passage(verdict: str, passage: str, text: str, goes_over: bool) -> None:
    new = edition("b", text)
    log = numbered(answer(cell_of(OLD, "1-P1", "space"), verdict, passage=passage))
    found = carried(new, log, EDITIONS_OF)
    again = asked_again(new, (*log, *found), EDITIONS_OF)
    if not goes_over:
        assert found == ()
        assert [item.key for _, item in again] == [cell_of(new, "1-P1", "space").key]
        return
    (one,) = found
    assert (one.key, one.verdict, one.origin) == (cell_of(new, "1-P1", "space").key, verdict, "carried")
    assert (one.carried_from, one.documents, one.at) == ("a" * 64, ("b" * 64,), log[0].at)
    assert one.passage_id == "space-2"
    assert again == ()
    assert carried(new, (*log, *numbered(one)), EDITIONS_OF) == ()


def test_answers_on_other_plans_and_other_wordings_stay_where_they_are() -> None:
    new = edition("b")
    other = answer(cell_of(OLD, "1-P1", "digital"), "covered", passage=CHOSEN)
    reworded = replace(answer(cell_of(OLD, "1-P1", "space"), "covered", passage=CHOSEN), wording="0" * 16)
    assert carried(new, numbered(other, reworded), EDITIONS_OF) == ()


def test_who_has_answered_the_new_edition_is_not_spoken_for() -> None:
    new = edition("b")
    old = answer(cell_of(OLD, "1-P1", "space"), "covered", passage=CHOSEN)
    own = answer(cell_of(new, "1-P1", "space"), "absent")
    assert carried(new, numbered(old, own), EDITIONS_OF) == ()
    assert carried(new, numbered(old, own, replace(own, verdict="")), EDITIONS_OF) == ()


@pytest.mark.parametrize(
    ("title", "is_one"),
    [
        (TITLE, True),
        ("宇宙開発の計画（案）", True),
        ("宇宙開発の計画 工程表", False),
        ("海洋の計画", False),
        ("", False),
    ],
)
def test_an_edition_is_known_by_its_name_where_its_text_does_not_tell(title: str, is_one: bool) -> None:
    def plans(run: Run) -> tuple[Plan, ...]:
        return run.plans

    found = new_editions(plans(OLD), plans(edition("b", title=title)))
    assert found == (EDITIONS_OF if is_one else {})


def test_compare_into_the_folder_keeps_carries_and_tells_what_is_asked_again(tmp_path: Path) -> None:
    write_run(OLD, tmp_path)
    store = ReviewStore(tmp_path)
    yes = answer(cell_of(OLD, "1-P1", "space"), "covered", passage=CHOSEN)
    no = answer(cell_of(OLD, "1-P2", "space"), "absent")
    store.add([yes, no])
    same = arrived(OLD, tmp_path)
    assert (same.carried, same.again) == (0, 0)
    assert same.run.matrix.finding("1-P1", "space").checked == "covered"

    new = arrived(edition("b"), tmp_path)
    assert (new.carried, new.again) == (1, 1)
    assert new.run.matrix.finding("1-P1", "space").checked == "covered"
    assert new.run.matrix.finding("1-P2", "space").checked == ""
    assert new.run.record[RECORD][EDITIONS] == EDITIONS_OF
    write_run(new.run, tmp_path)
    twice = arrived(edition("b"), tmp_path)
    assert (twice.carried, twice.again) == (0, 1)
    assert len(store.answers()) == 3
