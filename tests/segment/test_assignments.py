from __future__ import annotations

import pytest

from policyalign.domain import Assignment, Plan
from policyalign.segment.measures import read_measures
from policyalign.values import UNNAMED

from support.schedules import Measure, Words, plan


def assignments(one: Plan, number: int = 0) -> list[Assignment]:
    return list(read_measures(one)[number].assignments)


def told(*passages: Words, heading: str = "月面農業の実証") -> list[tuple[str, str]]:
    """Ministry and basis of all that one measure names."""
    return [(one.ministry, one.basis) for one in assignments(plan("a", Measure(heading, passages)))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("担当：文部科学省（研究開発局）。本施策は、令和7年度から実施する。", [("文部科学省", "sole")]),
        ("担当：経済産業省（資源エネルギー庁）。", [("経済産業省", "sole")]),
        ("担当：文科省、経産省。", [("文部科学省", "first"), ("経済産業省", "listed")]),
        ("担当：環境省、主担当：総務省。", [("総務省", "first"), ("環境省", "listed")]),
        ("副担当：環境省。", [(UNNAMED, "nobody")]),
        ("担当：宇宙政策本部。", [(UNNAMED, "nobody")]),
        ("月で育てる。（文部科学省、経済産業省）", [("文部科学省", "first"), ("経済産業省", "listed")]),
        ("月で育てる。（文部科学省、宇宙機構）", [("文部科学省", "sole")]),
        ("四府省（内閣府、総務省）が集まる場を設ける。", [(UNNAMED, "nobody")]),
        ("月で育てる（詳しくは環境省の手引を見よ）。", [(UNNAMED, "nobody")]),
    ],
)
def test_who_is_in_charge_is_what_the_statement_says(text: str, expected: list[tuple[str, str]]) -> None:
    assert told(Words(text)) == expected


def test_a_list_in_the_heading_counts() -> None:
    found = told(Words("育てる。"), heading="月面農業の実証【農林水産省、環境省】")
    assert found == [("農林水産省", "first"), ("環境省", "listed")]


def test_without_a_statement_the_first_doer_leads() -> None:
    text = "総務省は機器を開発し、厚生労働省は実証する。"
    assert told(Words(text, actors=("総務省", "厚生労働省"))) == [("総務省", "doer"), ("厚生労働省", "also")]


def test_a_statement_goes_before_the_doers_of_the_text() -> None:
    work = Words("経済産業省は機器を開発する。", actors=("経済産業省",))
    assert told(work, Words("担当：文部科学省。")) == [("文部科学省", "sole"), ("経済産業省", "also")]


def test_a_statement_that_names_no_ministry_leaves_nobody_in_charge() -> None:
    work = Words("経済産業省は機器を開発する。", actors=("経済産業省",))
    assert told(work, Words("担当：宇宙政策本部。")) == [(UNNAMED, "nobody"), ("経済産業省", "also")]


@pytest.mark.parametrize("text", ["環境省及び総務省と連携して行う。", "環境省や総務省等との協力の下で行う。"])
def test_partners_take_part(text: str) -> None:
    found = told(Words(text), Words("担当：文部科学省。"))
    assert found == [("文部科学省", "sole"), ("環境省", "partner"), ("総務省", "partner")]


def test_the_background_names_nobody() -> None:
    past = Words("環境省が調べてきた。", actors=("環境省",), role="background")
    assert told(past, Words("育てる。")) == [(UNNAMED, "nobody")]


def test_the_words_and_their_page_are_kept() -> None:
    one = plan("a", Measure("甲", [Words("行う。")]), Measure("乙", [Words("担当：環境省。続ける。")]))
    (assignment,) = assignments(one, 1)
    assert (assignment.phrase, assignment.page, assignment.passage_id) == ("担当：環境省", 2, "a-1")


def test_a_long_measure_keeps_the_line_that_closes_it() -> None:
    long = Measure("基金", [Words("技術を育てる。" * 150), Words("人を育てる。" * 150), Words("担当：総務省。")])
    one = plan("a", long)
    assert len(read_measures(one)) > 1
    assert [found.basis for found in assignments(one)] == ["sole"]
