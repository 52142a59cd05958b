"""Only a random sample of answers certifies, and only with enough of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lab.learning.conftest import GENRE, Class
from policyalign.config import Settings
from policyalign.errors import InputError
from policyalign.lab.learning.answers import AnsweredPlan, Drawn
from policyalign.lab.learning.files import SCORER, lessons_of, written
from policyalign.lab.learning.genres import answers_needed, sample_of, state_of, waiting
from policyalign.lab.learning.teaching import fit_shift
from policyalign.match.knowledge import load_knowledge
from policyalign.match.lessons import LESSONS, Genre, Lesson, Shift
from policyalign.pipeline import compare_files
from policyalign.values import Check

BASE = load_knowledge().scorer.record[SCORER]
CHECKS: tuple[Check, ...] = ("covered", "partial", "absent", "unsure", "disputed")


def answered_as_asked(class_of: Class, count: int, check: Check = "absent") -> dict[str, dict[str, Check]]:
    """Answers on so many cells, always those that are asked for next, ten at a time."""
    said: dict[str, dict[str, Check]] = defaultdict(dict)
    for start in range(0, count, 10):
        plans = class_of(said, every=True)
        keys = {cell.proposal.id: cell.key for cell in plans[0].cells}
        for plan, proposal in waiting(plans, GENRE)[: min(10, count - start)]:
            said[plan][keys[proposal]] = check
    return said


def genre_of(plans: Sequence[AnsweredPlan]) -> Genre:
    return lessons_of(plans, BASE).whole.genres[GENRE]


def test_sixty_answers_certify_a_genre_and_twenty_do_not(class_of: Class) -> None:
    few, many = (genre_of(class_of(answered_as_asked(class_of, count))) for count in (20, 60))
    assert few.state == "open"
    assert many.state == "certified"
    assert many.lower >= 0.95


@pytest.mark.parametrize(("claims", "right", "state"), [(0, 0, "open"), (20, 19, "open"), (20, 15, "refuted")])
def test_what_few_answers_say(claims: int, right: int, state: str) -> None:
    assert state_of(claims, right) == state


@pytest.mark.parametrize(("wrong", "count"), [(0, 45), (1, 77), (2, 105), (3, 132)])
def test_so_many_answers_are_needed(wrong: int, count: int) -> None:
    assert answers_needed(wrong) == count  # docs/review.md has the same numbers


@given(st.integers(1, 200), st.integers(0, 5))
def test_it_is_certified_from_exactly_so_many_on(count: int, wrong: int) -> None:
    wrong = min(wrong, count)
    assert (state_of(count, count - wrong) == "certified") == (count >= answers_needed(wrong))


def test_picked_answers_are_no_sample(class_of: Class) -> None:
    plan, *_ = class_of({}, every=True)
    gaps = sample_of(plan, Lesson()).waiting
    drawn = frozenset(plan.cells[place].key for place in gaps[1:])

    def sampled(*draws: Drawn) -> tuple[int, ...]:
        cells = tuple(replace(cell, check="absent" if cell.key in drawn else "") for cell in plan.cells)
        return sample_of(replace(plan, cells=cells, draws=draws), Lesson()).drawn

    assert sampled() == ()  # the first in the order was not answered
    assert sampled(Drawn(frozenset(cell.key for cell in plan.cells), drawn)) == gaps[1:]
    assert sampled(Drawn(drawn, drawn)) == ()  # the first gap had no chance of being drawn


@given(st.data())
@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_answer_is_the_proof_of_its_own_plan(class_of: Class, data: st.DataObject) -> None:
    plans = class_of({}, every=True)[:4]
    keys = [cell.key for cell in plans[0].cells]
    answers = st.dictionaries(st.sampled_from(keys), st.sampled_from(CHECKS), min_size=1)
    said = {plan.id: data.draw(answers) for plan in plans}
    own = plans[0].document_id
    one, other = (
        lessons_of(class_of(told), BASE).without[own] for told in (said, {**said, plans[0].id: data.draw(answers)})
    )
    assert one == other


def test_plans_that_take_nothing_up_show_nothing(class_of: Class) -> None:
    plan, *_ = class_of({}, every=True)
    outside = replace(plan, matches=replace(plan.matches, in_domain=False))
    every = [replace(outside, cells=tuple(replace(cell, check="absent") for cell in plan.cells))]
    assert genre_of(every).claims == 0
    found = (replace(cell, check="covered" if row < 3 else "absent") for row, cell in enumerate(plan.cells))
    assert genre_of([replace(outside, cells=tuple(found))]).claims > 0


def test_the_same_answers_give_the_same_bytes(class_of: Class) -> None:
    said = answered_as_asked(class_of, 20)
    assert written(lessons_of(class_of(said), BASE)) == written(lessons_of(class_of(said), BASE))


def test_one_plan_alone_moves_nothing(class_of: Class) -> None:
    plan, *_ = class_of({}, every=True)
    cells = tuple(replace(cell, check="absent") for cell in plan.cells)
    lessons = lessons_of([replace(plan, cells=cells)], BASE)
    assert (lessons.whole.profiled, lessons.whole.plain) == (Shift(), Shift())
    assert lessons.of(plan.document_id) == Lesson()
    assert lessons.of("another").genres[GENRE].claims


@given(st.lists(st.tuples(st.floats(-8, 8), st.booleans()), max_size=60))
def test_a_shift_never_turns_the_order(rows: list[tuple[float, bool]]) -> None:
    logits, reached = (np.array([row[place] for row in rows]) for place in (0, 1))
    assert fit_shift(logits, reached.astype(bool)).slope >= 0


@pytest.fixture(scope="module")
def model(class_of: Class, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What sixty answers on copies of the sample plans teach."""
    folder = tmp_path_factory.mktemp("model")
    text = written(lessons_of(class_of(answered_as_asked(class_of, 60)), BASE))
    (folder / LESSONS).write_text(text, encoding="utf-8")
    return folder


def test_a_certified_genre_is_judged_by_what_was_learned(sample_plans: tuple[Path, ...], model: Path) -> None:
    run = compare_files(sample_plans[:1], Settings(workers=1, model=str(model), genres=(("", GENRE),)))
    (told,) = run.record["lessons"]["plans"]
    assert (told["state"], told["genre"]) == ("certified", GENRE)
    assert run.matrix.matches[0].genre == GENRE


def test_lessons_of_another_genre_or_scorer_are_refused(
    sample_plans: tuple[Path, ...], model: Path, tmp_path: Path
) -> None:
    def compared(folder: Path, genre: str) -> str:
        with pytest.raises(InputError) as error:
            compare_files(sample_plans[:1], Settings(model=str(folder), genres=(("", genre),)))
        return str(error.value)

    assert GENRE in compared(model, "白書")
    (tmp_path / LESSONS).write_text((model / LESSONS).read_text(encoding="utf-8").replace('"base":"', '"base":"0'))
    assert "別の版" in compared(tmp_path, GENRE)
    (tmp_path / LESSONS).write_text("{", encoding="utf-8")
    assert "読めません" in compared(tmp_path, GENRE)
    assert "ありません" in compared(tmp_path / "none", GENRE)
