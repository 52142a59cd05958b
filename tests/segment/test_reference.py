"""What a plan says of its own dates: the cover, the period, and the editions of its series."""

from __future__ import annotations

import pytest

from policyalign.domain import Document, Interval, Line, Page, Plan
from policyalign.segment.outline import outline
from policyalign.segment.reference import plan_reference

BODY = "　この町の港では、船の着く順番を毎朝の会議で決めている。遅れた船があれば、順番は初めから組み直しになる。"


def read(*cover: str, body: str = BODY) -> Plan:
    """A plan with a title in large type, small lines under it, and a paragraph on the next page."""
    lines = [Line("港の順番の基本計画", (100, 200, 400, 224), 24.0)]
    lines += [Line(text, (200, 300 + 30 * n, 320, 312 + 30 * n), 12.0) for n, text in enumerate(cover)]
    text = Line(body, (70, 100, 520, 112), 12.0)
    pages = (Page(1, 595, 842, tuple(lines)), Page(2, 595, 842, (text,)))
    return outline(Document("0", "plan.pdf", pages), "plan")


@pytest.mark.parametrize(
    ("cover", "decided"),
    [
        (("令和6年6月14日",), 2024),
        (("令和７年３月７日 閣議決定",), 2024),
        (("（2025年4月1日）", "港の会議"), 2025),
        (("平成30年5月1日 決定", "令和5年6月13日 改定"), 2023),
        (("2024年版",), None),
        (("港の会議",), None),
    ],
)
def test_the_decision_is_dated_by_the_cover(cover: tuple[str, ...], decided: int | None) -> None:
    assert read(*cover).decided == decided


@pytest.mark.parametrize(
    ("body", "years"),
    [
        ("計画期間は、2026年度から2030年度までとする。", (2026, 2030)),
        ("本計画の期間は、令和8年度から令和12年度までの5年間とする。", (2026, 2030)),
        ("「桟橋の更新計画」の計画期間（2018～2022年度）が2年延びることとなった。", None),
    ],
)
def test_the_period_is_that_of_the_plan_itself(body: str, years: tuple[int, int] | None) -> None:
    period = read(body=body).period
    assert (period and (period.start_fy, period.end_fy)) == years


def plan(title: str, edition: str = "", period: tuple[int, int] | None = None, decided: int | None = None) -> Plan:
    stated = Interval(*period, "", (0, 0)) if period else None
    return Plan("plan", "0", "plan.pdf", title, (), (), 1, edition=edition, period=stated, decided=decided)


def test_a_series_of_plans_knows_its_editions() -> None:
    reference = plan_reference(plan("第6期科学技術・イノベーション基本計画", "第6期"))
    assert reference.period == (2021, 2025)
    assert reference.editions[7] == (2026, 2030)
    assert reference.series["海洋基本計画"][4] == (2023, 2027)


def test_what_the_plan_states_goes_before_the_list() -> None:
    reference = plan_reference(plan("第5期海洋基本計画", "第5期", period=(2028, 2032)))
    assert reference.period == (2028, 2032)
    assert (reference.editions[4], reference.editions[5]) == ((2023, 2027), (2028, 2032))


def test_plans_of_no_series_know_only_themselves() -> None:
    reference = plan_reference(plan("港の順番の基本計画", "令和6年版"))
    assert (reference.decided, reference.period, dict(reference.editions)) == (2024, None, {})


@pytest.mark.parametrize(
    ("decided", "period", "ahead"),
    [
        (2024, None, 2024),
        (2024, (2025, 2029), 2025),
        (2024, (2020, 2029), 2024),
        (None, (2025, 2029), 2025),
        (None, None, None),
    ],
)
def test_the_years_ahead_begin_with_the_period_that_follows_the_decision(
    decided: int | None, period: tuple[int, int] | None, ahead: int | None
) -> None:
    assert plan_reference(plan("港の計画", period=period, decided=decided)).ahead == ahead
