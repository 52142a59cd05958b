"""Answers of a run: what is encoded and judged for them, and what the cache keeps."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from policyalign.assess.overlaps.records import Overlaps
from policyalign.config import Settings
from policyalign.domain import Plan
from policyalign.pipeline import compare_plans

from support.helpers import Helpers
from support.schedules import Measure, measure, plan
from support.surveys import READING

WORDS = "観測衛星 画像 被害 市町村 本部 基盤 配信 判読 集約 提供"
TEXT = "観測衛星の画像を集約し、被害の判読結果を市町村の本部へ配信する基盤を整備する。"
SATELLITE = measure("観測衛星の画像の配信基盤", words=WORDS, text=TEXT, actors=("総務省",))
TWIN = measure("観測衛星による画像配信の基盤", words=WORDS, text=TEXT, actors=("防衛省",))
PORT = measure("港の岸壁の改修", words="港 岸壁 船", text="港の岸壁を改修する。", actors=("国土交通省",))

Plans = Sequence[tuple[Plan, Sequence[Measure]]]


Relate = Callable[..., tuple[Overlaps, Helpers]]


@pytest.fixture
def relate(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Relate:
    """Gives the overlaps of plans, and the runtime that was asked for them; the cache is empty at first."""
    monkeypatch.setenv("POLICYALIGN_CACHE_DIR", str(tmp_path / "cache"))
    runtimes: list[Helpers] = []

    def start(*args: Any, **how: Any) -> Helpers:
        runtimes.append(Helpers(*args, **how))
        return runtimes[-1]

    monkeypatch.setattr("policyalign.pipeline.Runtime", start)

    def relate(plans: Plans, *, cached: bool = True) -> tuple[Overlaps, Helpers]:
        run = compare_plans([one for one, _ in plans], Settings(cache=cached, assess=READING), proposals=[])
        return run.results["overlaps"], runtimes[-1]

    return relate


def named(**plans: Sequence[Measure]) -> Plans:
    return [(plan(name, *measures), measures) for name, measures in plans.items()]


def test_measures_of_two_plans_are_held_against_each_other(relate: Relate) -> None:
    found, runtime = relate(named(a=[SATELLITE], b=[TWIN, PORT]))
    assert found.judged >= 1
    (one,) = found.overlaps
    assert {one.first.heading, one.second.heading} == {SATELLITE.heading, TWIN.heading}
    assert one.judgement.why
    assert runtime.asked.count("pooled") == 2, "every plan is encoded once"
    assert runtime.seconds["answers"] > 0


def test_a_plan_of_one_ministry_alone_asks_for_nothing(relate: Relate) -> None:
    found, runtime = relate(named(a=[SATELLITE, replace(TWIN, passages=SATELLITE.passages)]))
    assert found == Overlaps()
    assert "pooled" not in runtime.asked


def test_ministries_of_one_plan_are_held_against_each_other(relate: Relate) -> None:
    found, runtime = relate(named(a=[SATELLITE, TWIN, PORT]))
    assert len(found.overlaps) == 1
    assert runtime.asked.count("pooled") == 1


@pytest.mark.parametrize("plans", [{}, {"a": []}, {"a": [], "b": []}])
def test_no_measures_are_no_overlaps(relate: Relate, plans: dict[str, list[Measure]]) -> None:
    found, runtime = relate(named(**plans))
    assert found == Overlaps()
    assert "pooled" not in runtime.asked


def test_a_plan_without_measures_does_no_harm_to_the_others(relate: Relate) -> None:
    found, _ = relate(named(a=[SATELLITE], empty=[], b=[TWIN]))
    assert len(found.overlaps) == 1


def test_the_second_time_all_is_in_the_cache(relate: Relate) -> None:
    plans = named(a=[SATELLITE], b=[TWIN, PORT])
    found, _ = relate(plans)
    again, runtime = relate(plans)
    assert again == found
    assert runtime.asked == []
    assert runtime.from_cache == {"match": 2, "vectors": 2, "answers": 1}


def test_a_plan_is_encoded_once_whichever_it_is_compared_with(relate: Relate) -> None:
    relate(named(a=[SATELLITE], b=[TWIN]))
    _, runtime = relate(named(a=[SATELLITE], c=[PORT]))
    assert runtime.asked.count("pooled") == 1


def test_without_a_cache_nothing_is_kept(relate: Relate) -> None:
    plans = named(a=[SATELLITE], b=[TWIN])
    assert relate(plans, cached=False)[0] == relate(plans, cached=False)[0]
    assert relate(plans)[1].asked.count("pooled") == 2


def test_what_the_cache_keeps_is_of_these_plans_only(relate: Relate) -> None:
    """By its title the one plan refers to the other; without that title it does not."""
    text = f"{TEXT}「災害画像基本計画」に基づき進める。"
    first = measure(SATELLITE.heading, words=WORDS, text=text, actors=("総務省",))
    (one, measures), second = *named(a=[first]), named(b=[TWIN])[0]
    titled = (replace(second[0], title="災害画像基本計画"), second[1])
    found = [relate([(one, measures), other])[0].overlaps[0].coordination for other in (second, titled)]
    assert found[0] is None
    assert found[1] is not None
