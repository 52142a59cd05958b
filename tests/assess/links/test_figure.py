"""The picture of citations: at most forty targets by name, and every citation in it, by name or in a sum."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policyalign.assess.drawing.shapes import PAGE, WIDTH, Disc, Drawing, Text
from policyalign.assess.gaps.records import GapMatrix
from policyalign.assess.links.figure import MOST_TARGETS
from policyalign.assess.links.records import Citation, Exit, Links, Target
from policyalign.assess.measures.side import Side
from policyalign.assess.questions import QUESTIONS
from policyalign.assess.run import Run
from policyalign.domain import PlanMatches
from policyalign.export.figures import draw_figures
from policyalign.messages import MeasureCode

from support.links import plan_of
from support.surveys import planned_measures, run_of

KINDS = ("plan", "law", "strategy", "council")


def run_citing(cited: list[tuple[int, int]], plans: int = 3, exits: tuple[Exit, ...] = ()) -> Run:
    """A run in which plan ``p<n>`` (題名 計画n号) cites targets by number, once for each pair."""
    made = [plan_of(f"p{number}", "施策を行う。", title=f"計画{number}号") for number in range(plans)]
    targets = {f"name:{n}": Target(f"name:{n}", KINDS[n % 4], f"対象{n}番") for _, n in cited}  # type: ignore[arg-type]
    citations = tuple(Citation(f"p{plan}", f"p{plan}-0", 1, "", "", "", f"name:{n}", "name") for plan, n in cited)
    matrix = GapMatrix(tuple(made), (), (), tuple(PlanMatches(one.id, (), ()) for one in made))
    return run_of(matrix, found={"links": Links(targets, citations, exits)})


def picture(run: Run) -> Drawing:
    question = next(one for one in QUESTIONS if one.name == "links")
    (drawing,) = question.figures(run)["links"]()
    return drawing


def rows(drawing: Drawing) -> list[tuple[str, int]]:
    """The rows from top to bottom: the name, and the number at the right edge."""
    words = {(one.x, one.y): one.words for one in drawing.shapes if isinstance(one, Text)}
    numbers = {y: int(told) for (x, y), told in words.items() if x == WIDTH - 4 and told.isdigit()}
    names = {
        one.y: one.words for one in drawing.shapes if isinstance(one, Text) and one.anchor == "end" and one.x < 200
    }
    return [(names[y], numbers[y]) for y in sorted(numbers)]


@settings(max_examples=30)
@given(st.lists(st.tuples(st.integers(0, 2), st.integers(0, 120)), max_size=400))
def test_every_citation_is_in_the_picture_by_name_or_in_a_sum(cited: list[tuple[int, int]]) -> None:
    drawing = picture(run_citing(cited))
    every = Counter(f"対象{number}番" for _, number in cited)
    named = dict(row for row in rows(drawing) if row[0] in every)
    rest = [row for row in rows(drawing) if row[0] not in every]
    assert len(named) <= MOST_TARGETS
    assert named == {name: every[name] for name in named}
    left_out = every.keys() - named.keys()
    assert sum(int(name.removeprefix("ほか").removesuffix("件の合計")) for name, _ in rest) == len(left_out)
    assert sum(number for _, number in rest) == sum(every[name] for name in left_out)
    assert drawing.width == WIDTH
    assert drawing.height <= PAGE + 0.1


def test_what_several_plans_cite_comes_before_what_one_cites_often() -> None:
    cited = [(0, 0), (1, 0)] + [(0, number) for number in range(1, 60) for _ in range(5)]
    assert "対象0番" in picture(run_citing(cited)).texts


def test_plans_go_by_their_titles() -> None:
    texts = "".join(picture(run_citing([(0, 0), (2, 1)])).texts)
    assert all(f"計画{number}号" in texts for number in range(3))
    assert not any(f"p{number}" in texts for number in range(3))


def test_an_open_exit_leads_from_a_hollow_spot_to_a_full_one() -> None:
    made = [plan_of(f"p{number}", "施策を行う。") for number in range(3)]
    source, user = (Side(planned_measures(made[number])[0]) for number in (2, 0))
    open_exit = Exit("open", source, user, "certain", MeasureCode.doubt_object)
    joined = replace(open_exit, kind="joined")
    drawing = picture(run_citing([], exits=(open_exit, open_exit, joined)))
    discs = sorted((one for one in drawing.shapes if isinstance(one, Disc) and one.x > 166), key=lambda one: one.x)
    assert [one.fill for one in discs] == ["#d55e00", "#ffffff"], "the user is the first plan, the source the third"
    assert rows(drawing) == [("計画2号から", 2)]


@pytest.mark.parametrize("plans", [1, 30])
def test_no_citation_at_all_is_said_and_claims_nothing(plans: int) -> None:
    drawing = picture(run_citing([], plans))
    assert any("引用は見つかっていません" in text for text in drawing.texts)


def test_the_same_run_gives_the_same_bytes() -> None:
    pytest.importorskip("matplotlib_fontja")
    one, two = (draw_figures(run_citing([(0, 0), (1, 0), (2, 5)])) for _ in range(2))
    assert {"links.svg", "links.png"} <= one.keys()
    assert one == two
