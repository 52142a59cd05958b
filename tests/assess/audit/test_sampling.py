from __future__ import annotations

import hashlib
from fractions import Fraction
from math import ceil, comb

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policyalign.assess.audit.sampling import draw_order, least_right, reaches, sampling_plan

CONFIDENCES = st.sampled_from([0.5, 0.8, 0.9, 0.95, 0.99])
TARGETS = st.sampled_from([0.5, 0.8, 0.9, 0.95, 0.99, 1.0])


def chance(population: int, right: int, checked: int, found: int) -> Fraction:
    """P(exactly ``found`` of the ``checked`` are right), counted out."""
    return Fraction(comb(right, found) * comb(population - right, checked - found), comb(population, checked))


def chance_of_at_most(wrong: int, population: int, right: int, checked: int) -> Fraction:
    ways = (chance(population, right, checked, checked - k) for k in range(min(wrong, checked) + 1))
    return sum(ways, start=Fraction(0))


# The bound ------------------------------------------------------------------------------------------------


@given(st.integers(1, 25), st.data(), CONFIDENCES)
@settings(max_examples=60)
def test_the_bound_covers_the_truth_as_often_as_it_says(
    population: int, data: st.DataObject, confidence: float
) -> None:
    checked = data.draw(st.integers(0, population))
    bounds = [least_right(population, checked, right, confidence) for right in range(checked + 1)]
    for truth in range(population + 1):
        covered = sum(
            (
                chance(population, truth, checked, found)
                for found in range(checked + 1)
                if 0 <= truth - found <= population - checked and bounds[found] <= truth
            ),
            start=Fraction(0),
        )
        assert covered >= Fraction(str(confidence))


@given(st.integers(1, 60), st.data(), CONFIDENCES)
@settings(max_examples=60)
def test_the_bound_is_the_smallest_number_that_is_not_refuted(
    population: int, data: st.DataObject, confidence: float
) -> None:
    checked = data.draw(st.integers(0, population))
    right = data.draw(st.integers(0, checked))
    bound = least_right(population, checked, right, confidence)
    level = 1 - Fraction(str(confidence))
    assert right <= bound <= population - (checked - right)
    assert chance_of_at_most(checked - right, population, bound, checked) > level
    if bound > right:
        assert chance_of_at_most(checked - right, population, bound - 1, checked) <= level


@given(st.integers(2, 80), st.data(), CONFIDENCES)
def test_more_errors_or_more_confidence_never_give_a_better_bound(
    population: int, data: st.DataObject, confidence: float
) -> None:
    checked = data.draw(st.integers(1, population))
    right = data.draw(st.integers(1, checked))
    bound = least_right(population, checked, right, confidence)
    assert least_right(population, checked, right - 1, confidence) < bound or bound == 0
    assert least_right(population, checked, right, min(0.999, confidence + 0.005)) <= bound


@given(st.integers(1, 200), st.data(), CONFIDENCES)
def test_a_full_check_leaves_nothing_to_chance(population: int, data: st.DataObject, confidence: float) -> None:
    right = data.draw(st.integers(0, population))
    assert least_right(population, population, right, confidence) == right
    assert least_right(population, 0, 0, confidence) == 0


@pytest.mark.parametrize(("checked", "right"), [(3, 4), (5, -1), (11, 5)])
def test_impossible_counts_are_refused(checked: int, right: int) -> None:
    with pytest.raises(ValueError, match="of 10"):
        least_right(10, checked, right, 0.95)


def test_a_known_case() -> None:
    # Were 10 of 180 wrong, 46 drawn would hold none of them in less than 5 % of all draws, 45 in more.
    assert chance_of_at_most(0, 180, 170, 46) < Fraction(5, 100) < chance_of_at_most(0, 180, 170, 45)
    plan = sampling_plan(180, 0.95, 0.95)
    assert plan is not None
    assert plan.size == 46
    assert least_right(180, 46, 46, 0.95) == 171


# The plan -------------------------------------------------------------------------------------------------


@given(st.integers(1, 70), TARGETS, CONFIDENCES, st.integers(0, 4))
@settings(max_examples=120)
def test_the_sample_is_the_smallest_that_proves_the_target(
    population: int, target: float, confidence: float, tolerated: int
) -> None:
    plan = sampling_plan(population, target, confidence, tolerated)
    below = ceil(Fraction(str(target)) * population) - 1
    level = 1 - Fraction(str(confidence))
    if plan is None:
        assert chance_of_at_most(tolerated, population, below, population) == 1
        return
    assert chance_of_at_most(tolerated, population, below, plan.size) <= level
    if plan.size > 1:
        assert chance_of_at_most(tolerated, population, below, plan.size - 1) > level


@given(st.integers(1, 150), TARGETS, CONFIDENCES, st.integers(0, 3))
def test_passing_and_the_bound_agree(population: int, target: float, confidence: float, tolerated: int) -> None:
    plan = sampling_plan(population, target, confidence, tolerated)
    if plan is not None and plan.size >= tolerated:
        passed = least_right(population, plan.size, plan.size - tolerated, confidence)
        assert reaches(population, passed, target)


@given(st.integers(1, 150), TARGETS, CONFIDENCES)
def test_tolerance_costs_and_pays(population: int, target: float, confidence: float) -> None:
    plans = [plan for k in range(4) if (plan := sampling_plan(population, target, confidence, k))]
    assert plans, "without tolerance a full check always serves"
    assert [plan.size for plan in plans] == sorted(plan.size for plan in plans)
    for plan in plans:
        assert plan.chance_of_passing(0) == 1
        chances = [plan.chance_of_passing(wrong) for wrong in plan.passable_wrong]
        assert chances == sorted(chances, reverse=True)
        assert all(reaches(population, population - wrong, target) for wrong in plan.passable_wrong)


def test_few_claims_are_all_checked_and_none_give_no_plan() -> None:
    one = sampling_plan(1, 0.95, 0.95)
    few = sampling_plan(12, 0.95, 0.95)
    assert one is not None
    assert few is not None
    assert (one.size, one.is_census) == (1, True)
    assert (few.size, few.is_census) == (12, True)
    assert sampling_plan(0, 0.95, 0.95) is None
    assert sampling_plan(10, 0.95, 0.95, tolerated=1) is None


def test_a_share_is_reached_exactly_not_by_rounding() -> None:
    assert reaches(180, 171, 0.95)
    assert not reaches(180, 170, 0.95)
    assert not reaches(39, 37, 0.95)
    assert all(reaches(20 * n, 19 * n, 0.95) for n in range(1, 500))


# The draw -------------------------------------------------------------------------------------------------


@given(st.lists(st.text(max_size=5), max_size=40), st.integers(0, 2**32))
def test_the_draw_holds_every_claim_once(claims: list[str], seed: int) -> None:
    assert sorted(draw_order(claims, seed)) == list(range(len(claims)))
    assert draw_order(claims, seed) == draw_order(claims, seed)


@given(st.permutations([str(number) for number in range(12)]), st.integers(0, 99))
def test_the_draw_does_not_depend_on_the_order_of_the_claims(claims: list[str], seed: int) -> None:
    drawn = [claims[place] for place in draw_order(claims, seed)]
    usual = [str(place) for place in draw_order([str(number) for number in range(12)], seed)]
    assert drawn == usual


def test_the_draw_is_the_same_everywhere() -> None:
    claims = [f"claim {number}" for number in range(6)]
    tickets = [hashlib.sha256(f"7\n{claim}".encode()).hexdigest() for claim in claims]
    assert draw_order(claims, 7) == sorted(range(6), key=tickets.__getitem__)


def test_every_claim_is_drawn_about_equally_often() -> None:
    claims = [str(number) for number in range(20)]
    drawn = [place for seed in range(2000) for place in draw_order(claims, seed)[:5]]
    counts = [drawn.count(place) for place in range(20)]
    # 500 each expected; the chi-square statistic of 20 cells stays below 38.6 in 99.5 % of all cases.
    assert sum((count - 500) ** 2 for count in counts) / 500 < 38.6
