"""The wordings of ``time_phrases.yaml``, in the manner of plans, and near misses that are no times."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from policyalign.domain import Interval
from policyalign.text.relative_years import Reference
from policyalign.text.years import head_years, read_intervals, years_of_heads

from support.yaml_data import read_yaml

PHRASES: dict[str, Any] = dict(read_yaml(Path(__file__).with_name("time_phrases.yaml")))
NO_TIMES: list[str] = PHRASES.pop("none")
WORDINGS = [(text, expected) for found in PHRASES.values() for text, expected in found.items()]
REFERENCE = Reference(decided=2023, period=(2023, 2027), editions={7: (2026, 2030)})


def read(text: str) -> tuple[Interval, ...]:
    return read_intervals(text, REFERENCE)


def test_there_are_150_wordings_and_more() -> None:
    assert len(WORDINGS) >= 150
    assert len(NO_TIMES) >= 30


@pytest.mark.parametrize(("text", "expected"), WORDINGS)
def test_a_wording_is_read_as_it_is_meant(text: str, expected: list[Any]) -> None:
    start, end, precision, *others = expected
    found = [(time.start_fy, time.end_fy, time.precision) for time in read(text)]
    assert (start, end, precision) in found
    assert len(found) == (others[0] if others else 1)


@pytest.mark.parametrize("text", NO_TIMES)
def test_what_only_looks_like_a_time_is_none(text: str) -> None:
    assert read(text) == ()


@pytest.mark.parametrize(("text", "expected"), WORDINGS)
def test_a_wording_reads_the_same_inside_a_longer_text(text: str, expected: list[Any]) -> None:
    before, after = "港の見張りについて、", "。なお、費用は別に定める。"
    inside = read(before + text + after)
    assert [(time.start_fy, time.end_fy, time.phrase) for time in inside] == [
        (time.start_fy, time.end_fy, time.phrase) for time in read(text)
    ]
    assert all(time.span[0] >= len(before) for time in inside)


@pytest.mark.parametrize(
    ("text", "reference"),
    [
        ("今後5年間", Reference()),
        ("来年度", Reference(period=(2026, 2030))),
        ("計画期間中", Reference(decided=2026)),
        ("第8期中", REFERENCE),
        ("第4期海洋基本計画の期間中", REFERENCE),
        ("翌年度", REFERENCE),
    ],
)
def test_what_has_nothing_to_count_from_is_kept_unresolved(text: str, reference: Reference) -> None:
    (time,) = read_intervals(text, reference)
    assert (time.start_fy, time.end_fy, time.precision) == (None, None, "unresolved")


def test_another_series_has_its_own_editions() -> None:
    reference = Reference(editions={4: (2021, 2025)}, series={"海洋基本計画": {4: (2023, 2027)}})
    (own,) = read_intervals("第4期計画期間中", reference)
    (other,) = read_intervals("第4期海洋基本計画期間中", reference)
    assert (own.start_fy, own.end_fy) == (2021, 2025)
    assert (other.start_fy, other.end_fy) == (2023, 2027)


@pytest.mark.parametrize(
    ("head", "years"),
    [
        ("2026年度", (2026, 2026)),
        ("令和８年度", (2026, 2026)),
        ("R8", (2026, 2026)),
        ("Ｒ８", (2026, 2026)),
        ("令和8", (2026, 2026)),
        ("2026", (2026, 2026)),
        ("2026(令和8)", (2026, 2026)),
        ("2026年度／上半期", (2026, 2026)),
        ("2026～2028年度", (2026, 2028)),
        ("2029年度以降", (2029, None)),
        ("～2025年度", (None, 2025)),
        ("施策", None),
        ("No.", None),
        ("26", None),
        ("令和", None),
        ("施策の実績（2023年度）", None),
        ("2025年度と2027年度", None),
        ("当面", None),
    ],
)
def test_heads_of_columns(head: str, years: tuple[int | None, int | None] | None) -> None:
    found = head_years(head)
    assert (found and (found.start_fy, found.end_fy)) == years


@pytest.mark.parametrize(
    ("head", "start", "end"),
    [
        ("2031以降", 2031, None),
        ("R13～", 2031, None),
        ("Ｒ１３〜", 2031, None),
        ("2031年～", 2031, None),
        ("2031年度以降", 2031, None),
        ("2031(R13)以降", 2031, None),
        ("2031→", 2031, None),
        ("FY2026", 2026, 2026),
        ("FY26", 2026, 2026),
        ("FY2031～", 2031, None),
        ("2026～28", 2026, 2028),
        ("R8-R10", 2026, 2028),
        ("令和8～10", 2026, 2028),
        ("㋿8", 2026, 2026),
        ("～2025", None, 2025),
        ("2025まで", None, 2025),
    ],
)
def test_the_head_of_a_column_of_a_time_line(head: str, start: int | None, end: int | None) -> None:
    years = head_years(head)
    assert years is not None
    assert (years.start_fy, years.end_fy) == (start, end)


@pytest.mark.parametrize("head", ["26", "10", "No.3", "施策", "1～3", "目標2030", "前年度までの実績（2025年度）", "～"])
def test_a_head_that_names_no_year(head: str) -> None:
    assert head_years(head) is None


@pytest.mark.parametrize(
    ("heads", "wanted"),
    [
        (["施策", "R8", "9", "10", "11以降"], [None, (2026, 2026), (2027, 2027), (2028, 2028), (2029, None)]),
        (["2026", "27", "28～"], [(2026, 2026), (2027, 2027), (2028, None)]),
        (["令和８年度", "９年度", "十年度"], [(2026, 2026), (2027, 2027), None]),
        (["R8", "10"], [(2026, 2026), None]),
        (["No.", "1", "2", "3"], [None, None, None, None]),
        (["R8～", "9"], [(2026, None), None]),
    ],
)
def test_bare_numbers_count_on_from_the_head_before(heads: list[str], wanted: list[Any]) -> None:
    found = years_of_heads(heads)
    assert [years and (years.start_fy, years.end_fy) for years in found] == wanted
