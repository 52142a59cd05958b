from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from policyalign.assess.measures.words import Words
from policyalign.assess.overlaps.clusters import CLOSE, SMALLEST, cluster_name, find_clusters
from policyalign.match.term_statistics import TermStatistics
from policyalign.segment.measures import read_measures

from support.schedules import measure, plan

Pair = tuple[int, int]


def always(one: int, other: int) -> bool:
    return True


def groups(edges: dict[Pair, float]) -> tuple[tuple[int, ...], ...]:
    return find_clusters(edges, edges, always)


def test_measures_that_are_all_close_make_one_group() -> None:
    assert groups({(0, 1): 0.9, (0, 2): 0.8, (1, 2): 0.7}) == ((0, 1, 2),)


def test_a_pair_is_no_group() -> None:
    assert groups({(0, 1): 0.9, (4, 7): 0.9}) == ()


def test_a_chain_does_not_become_one_group() -> None:
    chain = {(place, place + 1): 0.9 for place in range(30)}
    assert max(map(len, groups(chain)), default=0) <= SMALLEST


def test_one_missing_pair_does_not_break_a_group() -> None:
    square = {(0, 1): 0.9, (0, 2): 0.9, (0, 3): 0.9, (1, 2): 0.9, (1, 3): 0.9}
    assert groups(square) == ((0, 1, 2, 3),)


def test_measures_of_one_plan_meet_through_what_they_share_with_others() -> None:
    star = {(0, 1): 0.9, (0, 2): 0.9, (0, 3): 0.9}
    assert find_clusters(star, star, lambda one, other: 0 in (one, other)) == ((0, 1, 2, 3),)
    assert find_clusters(star, star, always) == ()


pairs = st.tuples(st.integers(0, 9), st.integers(0, 9)).filter(lambda pair: pair[0] < pair[1])


@given(st.dictionaries(pairs, st.floats(0.5, 1.0), max_size=30))
def test_groups_are_apart_large_enough_and_close_on_the_average(edges: dict[Pair, float]) -> None:
    found = find_clusters(edges, edges, always)
    members = [index for group in found for index in group]
    assert len(members) == len(set(members)) <= len({index for pair in edges for index in pair})
    assert list(found) == sorted(found)
    for group in found:
        assert len(group) >= SMALLEST
        inside = [(one, other) for other in group for one in group if one < other]
        assert sum(edges.get(pair, 0.0) for pair in inside) >= (CLOSE - 1e-9) * len(inside)


def test_a_name_is_made_of_what_most_share_the_most_telling_first() -> None:
    made = [
        measure("観測衛星", words="観測衛星 画像 整備"),
        measure("観測衛星の配信", words="観測衛星 画像 配信"),
        measure("画像", words="観測衛星 訓練 水門"),
        *(measure(f"他{number}", words="画像 整備") for number in range(9)),
    ]
    read = read_measures(plan("p", *made))
    assert cluster_name((0, 1, 2), Words(read, TermStatistics())) == "観測衛星・画像"
