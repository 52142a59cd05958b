"""Which stage happens when: one step for each stage that a passage tells."""

from __future__ import annotations

import pytest

from policyalign.domain import Interval, Passage, Plan, Step
from policyalign.segment.annotate import annotate
from policyalign.segment.language import Language
from policyalign.segment.sentences import split_sentences

Told = tuple[int, int | None, int | None, bool]


def steps(language: Language, text: str, *path: str) -> tuple[Step, ...]:
    passage = Passage("p", "plan", "paragraph", text, None, path, (), split_sentences(text))
    plan = Plan("plan", "0", "plan.pdf", "計画", (), (passage,), 1, decided=2024)
    analyses = language.analyse([text[start:end] for start, end in passage.sentences])
    return annotate(plan, analyses).passages[0].steps


def told(found: tuple[Step, ...]) -> list[Told]:
    return [(step.stage, *_years(step.interval), step.certain) for step in found]


def _years(interval: Interval | None) -> tuple[int | None, int | None]:
    return (None, None) if interval is None else (interval.start_fy, interval.end_fy)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2027年度まで実証、2030年度から実装。", [(4, None, 2027, True), (5, 2030, None, True)]),
        ("2027年度まで実証、2030年度から実装する。", [(4, None, 2027, False), (5, 2030, None, True)]),
        (
            "2026年度に制度設計を行い、2027年度から試行し、2029年度に本格実施する。",
            [(2, 2026, 2026, True), (4, 2027, None, True), (5, 2029, 2029, True)],
        ),
        (
            "実証を2027年度までに行い、導入は2030年度から行う。",
            [(4, None, 2027, True), (5, 2030, None, True)],
        ),
        (
            "開発は2026年度から、実証は2028年度から行う。",
            [(3, 2026, None, True), (4, 2028, None, True)],
        ),
        ("令和9年度までに開発及び実証を行う。", [(3, None, 2027, True), (4, None, 2027, True)]),
        (
            "2025年度：調査、2026年度：設計、2027年度：実証。",
            [(1, 2025, 2025, True), (3, 2026, 2026, True), (4, 2027, 2027, True)],
        ),
    ],
)
def test_each_stage_has_its_own_time(language: Language, text: str, expected: list[Told]) -> None:
    assert told(steps(language, text)) == expected


def test_a_stage_without_a_time_is_kept_without(language: Language) -> None:
    assert told(steps(language, "実証を行い、2030年度から運用する。")) == [
        (4, None, None, True),
        (5, 2030, None, True),
    ]


def test_a_time_that_only_goes_before_is_uncertain(language: Language) -> None:
    assert told(steps(language, "2027年度までに設計を行い、実証する。")) == [
        (3, None, 2027, True),
        (4, None, 2027, False),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "2030年度の実用化を目指し、研究開発を進める。",
        "2030年度の実用化に向けて研究開発を進める。",
        "2030年度に実用化するため、研究開発を進める。",
    ],
)
def test_what_is_only_aimed_at_is_an_uncertain_step(language: Language, text: str) -> None:
    assert told(steps(language, text)) == [(5, 2030, 2030, False), (3, None, None, True)]


def test_a_term_of_the_whole_measure_holds_for_its_stage(language: Language) -> None:
    one = steps(language, "装置の実証を行う。本施策は、令和6年度から令和10年度まで実施する。")
    two = steps(language, "装置の開発と実証を行う。本施策は、令和6年度から令和10年度まで実施する。")
    assert told(one) == [(4, 2024, 2028, True)]
    assert told(two) == [(3, 2024, 2028, False), (4, 2024, 2028, False)]


def test_vague_times_stay_with_their_stage(language: Language) -> None:
    (step,) = steps(language, "当面、在り方の検討を進める。")
    assert step.interval is not None
    assert (step.stage, step.interval.phrase, step.interval.precision) == (1, "当面", "unresolved")


def test_the_stage_of_a_heading_is_uncertain(language: Language) -> None:
    (step,) = steps(language, "海底の観測網を対象とする。", "（1）観測技術の開発", "概要")
    assert (step.stage, step.interval, step.certain, step.span) == (3, None, False, (0, 0))
    assert step.phrase == "（1）観測技術の開発"


def test_wordings_stand_where_the_spans_say(language: Language) -> None:
    text = "これまで調査を行った。2027年度までに実証を行い、2030年度から導入する。"
    for step in steps(language, text):
        assert text[slice(*step.span)] == step.phrase
        assert step.interval is not None
        assert text[slice(*step.interval.span)] == step.interval.phrase


def test_what_is_no_measure_has_no_steps(language: Language) -> None:
    assert steps(language, "2023年度に実証を行った。") == ()
