from __future__ import annotations

from policyalign.assess.drawing.shapes import Box, Drawing, Text
from policyalign.assess.questions import QUESTIONS
from policyalign.assess.responsibility.messages import ROLE_MARKS
from policyalign.assess.responsibility.records import Responsibilities
from policyalign.assess.responsibility.rows import UNNAMED_LABEL, role_label
from policyalign.assess.run import Run

from support.schedules import matrix, measure, plan
from support.surveys import run_of

MEASURES = [
    measure("素子の開発", actors=("文部科学省",), answers={"T1": 0.95}),
    measure("回線の整備", actors=("総務省",), answers={"T2": 0.6}),
    measure("紙の廃止", actors=(), answers={"T3": 0.95}),
]


def picture(run: Run) -> Drawing:
    question = next(one for one in QUESTIONS if one.name == "responsibility")
    (drawing,) = question.figures(run)["responsibility"]()
    return drawing


def test_every_role_is_in_the_picture_and_what_is_not_sure_has_a_dotted_edge() -> None:
    run = run_of(matrix((plan("a", *MEASURES), MEASURES)))
    found: Responsibilities = run.results["responsibility"]
    drawing = picture(run)
    boxes = [one for one in drawing.shapes if isinstance(one, Box) and one.tip]
    told = {f"{one.ministry or UNNAMED_LABEL}  {role_label(one, 'ja')}": one for one in found.cells}
    assert {box.tip for box in boxes} == told.keys()
    assert len(boxes) == len(found.cells)
    assert {box.tip for box in boxes if box.dotted} == {tip for tip, one in told.items() if one.certainty == "check"}
    assert any(box.dotted for box in boxes)
    assert not all(box.dotted for box in boxes)
    marks = {(one.x, one.y): one.words for one in drawing.shapes if isinstance(one, Text)}
    for box in boxes:
        role = told[box.tip].role
        assert marks[box.middle] == ("" if role == "undetermined" else ROLE_MARKS[role].ja)
    assert {"文部科学省", "総務省", UNNAMED_LABEL, "T1 提言T1", "T3 提言T3"} <= set(drawing.texts)


def test_where_nobody_is_named_the_picture_says_so() -> None:
    nothing = [measure("回線", answers={"T1": 0.2}, actors=())]
    texts = picture(run_of(matrix((plan("a", *nothing), nothing)))).texts
    assert any("府省の名は読み取れていません" in text for text in texts)
