from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policyalign.assess.measures.answers import key_of
from policyalign.assess.overlaps.candidates import is_apart, origin_of
from policyalign.assess.overlaps.records import Judgement, Overlaps
from policyalign.assess.overlaps.verdict import Circumstances, Limits, decide

from support.overlaps import only, overlaps
from support.schedules import Measure, Words, measure

WORDS = "観測衛星 画像 被害 市町村 本部 基盤 配信 判読 集約 提供"
SATELLITE = measure("画像の配信", words=WORDS, actors=("総務省",), answers=["T1"])
TWIN = measure("災害画像の基盤", words=WORDS, text="基盤をつくる。", actors=("防衛省",), answers=["T1", "T2"])
PART = measure("画像の判読", words="観測衛星 画像 被害 判読 集約 提供 港 船", actors=("内閣府",))
FAR = measure("港の見守り", words="港 船 見守り 混雑", actors=("環境省",))


def test_the_same_words_in_two_plans_are_a_duplicate() -> None:
    one = only(overlaps(("a", [SATELLITE]), ("b", [TWIN, FAR])))
    assert (one.relation, one.confidence, one.probability) == ("duplicate", "certain", 1.0)
    assert (one.first.plan_id, one.second.plan_id) == ("a", "b")
    assert one.proposals == ("T1",)
    assert {"画像", "配信"} < set(one.shared)
    assert one.same_ministry is False
    assert one.coordination is None


def test_two_ministries_of_one_plan_are_held_against_each_other_but_not_one() -> None:
    assert len(overlaps(("a", [SATELLITE, TWIN])).overlaps) == 1
    same = measure("災害画像の基盤", words=WORDS, text="基盤をつくる。", actors=("消防庁",))
    nobody = measure("災害画像の基盤", words=WORDS, text="基盤をつくる。", actors=())
    assert overlaps(("a", [SATELLITE, same])).overlaps == ()
    assert overlaps(("a", [SATELLITE, nobody])).overlaps == ()
    assert only(overlaps(("a", [SATELLITE]), ("b", [nobody]))).same_ministry is None


def test_what_shares_less_is_to_be_checked_or_linked() -> None:
    one = only(overlaps(("a", [SATELLITE]), ("b", [PART])))
    assert (one.relation, one.confidence) == ("similar", "check")
    little = measure("画像の教材", words="観測衛星 画像 被害 教材", actors=("防衛省",))
    one = only(overlaps(("a", [SATELLITE]), ("b", [little])))
    assert (one.relation, one.confidence) == ("complement", "check")


def test_what_names_the_other_is_coordinated_and_no_finding() -> None:
    named = measure("災害画像の基盤", words=WORDS, text="総務省と連携してつくる。", actors=("防衛省",))
    found = overlaps(("a", [SATELLITE]), ("b", [named]))
    coordination = only(found).coordination
    assert coordination is not None
    assert (coordination.phrase, coordination.by_first) == ("総務省と連携", False)
    assert found.findings == ()
    assert len(overlaps(("a", [SATELLITE]), ("b", [TWIN])).findings) == 1


def test_what_is_described_again_is_listed_and_no_overlap() -> None:
    again = measure("災害画像の基盤", words=WORDS, text="また述べる。", actors=("防衛省",))
    found = overlaps(("a", [TWIN]), ("b", [again]))
    assert found.overlaps == ()
    assert [[key_of(one)[0] for one in repeat.members] for repeat in found.repeats] == [["a", "b"]]


def test_a_programme_described_twice_overlaps_with_another_once() -> None:
    one, again = (
        measure("災害画像の基盤", words=f"{WORDS} 災害", text=text, actors=("防衛省",))
        for text in ("つくる。", "また述べる。")
    )
    found = overlaps(("a", [one]), ("b", [again]), ("c", [SATELLITE]))
    assert len(found.repeats) == 1
    assert only(found).keys == (("a", "a-0"), ("c", "c-0"))


def test_what_pays_for_bodies_is_no_overlap_for_its_boilerplate() -> None:
    bodies = [
        measure(f"{name}の運営費交付金", words=WORDS, actors=(ministry,))
        for name, ministry in (("ある法人", "総務省"), ("別の法人", "防衛省"))
    ]
    assert overlaps(("a", bodies[:1]), ("b", bodies[1:])).overlaps == ()


def test_front_matter_and_tables_of_ministries_are_no_measures() -> None:
    title, table = measure("bb", words=WORDS, actors=("防衛省",)), measure("防衛省", words=WORDS)
    assert overlaps(("a", [SATELLITE]), ("bb", [title, table])).overlaps == ()


def test_situations_are_no_measures() -> None:
    situation = Measure("現状", [Words("基盤がない。", words=WORDS, actors=("防衛省",), role="background")])
    assert overlaps(("a", [SATELLITE]), ("b", [situation])).overlaps == ()


def test_the_closest_relation_comes_first_and_what_is_coordinated_last() -> None:
    named = measure("災害画像の共有", words=WORDS, text="総務省と連携してつくる。", actors=("環境省",))
    found = overlaps(("a", [SATELLITE]), ("b", [PART, named]), ("c", [TWIN]))
    order = [(one.relation, one.coordination is not None) for one in found.overlaps]
    assert order == sorted(order)
    assert ("duplicate", True) in order
    assert ("similar", False) in order


def test_where_more_than_two_meet_they_make_a_cluster() -> None:
    third = measure("被害画像の提供", words=WORDS, text="画像を配る。", actors=("環境省",))
    found = overlaps(("a", [SATELLITE]), ("b", [TWIN, FAR]), ("c", [third]))
    (cluster,) = found.clusters
    assert [one.heading for one in cluster.members] == ["画像の配信", "災害画像の基盤", "被害画像の提供"]
    assert cluster.name
    assert set(found.cluster_of.values()) == {1}


def test_plans_without_measures_have_no_overlaps() -> None:
    assert overlaps(("a", [])) == Overlaps()
    assert overlaps(("a", [SATELLITE])).judged == 0


@pytest.mark.parametrize(
    ("close", "complement", "said"),
    [
        (0.79, 0.0, ("similar", "check")),
        (0.8, 0.0, ("similar", "certain")),
        (0.49, 0.5, ("complement", "check")),
        (0.0, 1.0, ("complement", "check")),
        (0.49, 0.49, None),
    ],
)
def test_only_what_is_likely_enough_is_said(close: float, complement: float, said: tuple[str, str] | None) -> None:
    limits = Limits(0.8, 0.5, 0.5)
    found = decide(Judgement({"similar": close, "complement": complement}), limits)
    assert (found and (found.relation, found.confidence)) == said


@pytest.mark.parametrize(
    ("close", "complement", "around", "said"),
    [
        (0.2, 0.1, Circumstances(), None),
        (0.2, 0.1, Circumstances(bound=True), ("similar", "check", 0.2)),
        (0.1, 0.2, Circumstances(bound=True), ("complement", "check", 0.2)),
        (0.9, 0.0, Circumstances(bound=True), ("similar", "certain", 0.9)),
        (0.9, 0.0, Circumstances(bound=True, follows=True), ("complement", "check", 0.9)),
        (0.0, 0.0, Circumstances(bound=True), None),
    ],
)
def test_what_is_about_the_same_thing_is_told_though_no_relation_is_likely(
    close: float, complement: float, around: Circumstances, said: tuple[str, str, float] | None
) -> None:
    judgement = Judgement({"similar": close, "complement": complement, "none": 1 - close - complement})
    found = decide(judgement, Limits(0.8, 0.5, 0.5), around)
    assert (found and (found.relation, found.confidence, found.probability)) == said


millionths = st.integers(0, 333_333).map(lambda count: round(count / 1e6, 6))


@given(millionths, millionths, millionths, st.builds(Circumstances, st.booleans(), st.booleans()))
def test_a_probability_is_told_as_it_can_be_saved(
    duplicate: float, similar: float, complement: float, around: Circumstances
) -> None:
    judgement = Judgement({"duplicate": duplicate, "similar": similar, "complement": complement})
    found = decide(judgement, Limits(0.8, 0.1, 0.1), around)
    assert found is None or found.probability == round(found.probability, 6)


vocabulary = st.lists(
    st.sampled_from(("衛星", "画像", "港", "船", "学校", "標準", "森", "水質")), min_size=1, max_size=6
)
some_measure = st.builds(
    lambda number, words, ministry: measure(f"施策{number}", words=" ".join(dict.fromkeys(words)), actors=(ministry,)),
    st.integers(0, 9),
    vocabulary,
    st.sampled_from(("総務省", "防衛省", "環境省")),
)
some_plans = st.lists(st.lists(some_measure, min_size=1, max_size=4), min_size=1, max_size=3)


def as_sets(found: Overlaps) -> set[tuple[str, frozenset[tuple[str, str]]]]:
    return {(one.relation, frozenset(one.keys)) for one in found.overlaps}


@settings(max_examples=40)
@given(some_plans)
def test_what_is_reported_is_of_two_measures_apart_and_clusters_share_none(
    plans: list[list[Measure]],
) -> None:
    found = overlaps(*((f"p{number}", measures) for number, measures in enumerate(plans)))
    for one in found.overlaps:
        assert one.keys[0] != one.keys[1]
        assert is_apart(origin_of(one.first), origin_of(one.second))
        assert 0.5 <= one.probability <= 1.0
    members = [key_of(member) for cluster in found.clusters for member in cluster.members]
    assert len(members) == len(set(members))
    assert len({frozenset(one.keys) for one in found.overlaps}) == len(found.overlaps) <= found.judged


@settings(max_examples=40)
@given(some_plans)
def test_the_order_of_the_plans_does_not_matter(plans: list[list[Measure]]) -> None:
    named = [(f"p{number}", measures) for number, measures in enumerate(plans)]
    one, other = overlaps(*named), overlaps(*reversed(named))
    if not one.repeats:  # of a programme described twice the first stands for both
        assert as_sets(one) == as_sets(other)
