"""The list of what is over before the reference window: complete, and it says what it lists."""

from __future__ import annotations

from typing import Any

import pytest

from policyalign.report.join import join_run
from policyalign.report.records import Joined
from policyalign.report.statements import ended_rows, every_statement

from support.schedules import Measure, matrix, measure, plan
from support.surveys import run_of


def joined(*measures: Measure, lang: str = "ja", **how: Any) -> Joined:
    return join_run(run_of(matrix((plan("p", *measures), measures), **how)), lang)


def rows(made: Joined) -> list[tuple[str, str]]:
    """What is listed, with the proposals."""
    return [(told.text, proposals) for _, told, proposals in ended_rows(made)]


def test_all_that_is_over_is_listed_however_sure_the_answer() -> None:
    found = rows(
        joined(
            measure("潮流の調査", (3, 2021, 2024), answers={"T1": 0.9}),
            measure("灯台の改修", (3, 2022, 2025), answers={"T1": 0.35}),
            measure("港の整備", (3, 2022, 2026), answers={"T1": 0.9}),
            measure("浜の清掃", (3, 2022, 2024)),
        )
    )
    assert found == [("潮流の調査　2021～2024年度", "T1"), ("灯台の改修　2022～2025年度", "T1")]


def test_what_is_not_all_dated_is_left_out_and_that_is_said() -> None:
    made = joined(measure("潮流の調査", (3, 2021, 2024), (5, None, None), answers={"T1": 0.9}))
    assert rows(made) == []
    told = next(one.text for one in every_statement(made) if one.key == "ended")
    assert "見つからなかった" in told
    assert "時期の書かれていない施策" in told


def test_the_list_says_what_it_holds_in_both_languages() -> None:
    one = measure("潮流の調査", (3, 2021, 2024), answers={"T1": 0.9})
    told = {
        lang: next(s.text for s in every_statement(joined(one, lang=lang)) if s.key == "ended") for lang in ("ja", "en")
    }
    assert "2026年度より前に終わるものを、確かさによらず、すべて挙げる（1件）" in told["ja"]
    assert "before FY2026 (1)" in told["en"]


@pytest.mark.parametrize(("end", "over"), [(2024, True), (2025, True), (2026, False), (None, False)])
@pytest.mark.parametrize(("lang", "words"), [("ja", "すべて2026年度より前に終わる"), ("en", "ends before FY2026")])
def test_the_verdict_that_rests_on_what_is_over_says_so(end: int | None, over: bool, lang: str, words: str) -> None:
    made = joined(measure("潮流の調査", (3, 2021, end), answers={"T1": 0.9}), lang=lang)
    told = next(one.text for one in every_statement(made) if one.key == "cell|T1|p")
    assert (words in told) is over
