from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policyalign.assess.overlaps.features import feature_names, pair_features
from policyalign.assess.overlaps.instruments import load_instruments

from support.relations import traits
from support.schedules import Measure, measure

WORDS = "衛星 画像 被害 市町村 判読 配信"


def features(one: Measure, other: Measure) -> dict[str, float]:
    return pair_features(*traits(one, other))


def heading_features(one: str, other: str) -> dict[str, float]:
    return features(measure(one, words=WORDS), measure(other, words=WORDS))


some_measure = st.builds(
    lambda heading, words, stages, text: measure(
        heading, *((stage, None, None) for stage in stages), words=" ".join(words), text=text
    ),
    st.sampled_from(("衛星画像の研究", "港の施設整備", "船員の育成", "湖水機構の運営費交付金", "衛星")),
    st.lists(st.sampled_from(("衛星", "画像", "港", "船", "水質", "研究")), max_size=8),
    st.sets(st.integers(1, 6), max_size=3),
    st.sampled_from(("湖水機構が調査を行う。", "港を改修する。", "研究を補助する。", "行う。")),
)


@settings(max_examples=60)
@given(some_measure, some_measure)
def test_features_are_finite_and_the_same_whichever_comes_first(one: Measure, other: Measure) -> None:
    first, second = traits(one, other)
    there, back = pair_features(first, second), pair_features(second, first)
    assert there == pytest.approx(back, abs=1e-6)
    assert tuple(there) == feature_names()
    assert all(map(math.isfinite, there.values()))


@settings(max_examples=40)
@given(some_measure, some_measure)
def test_no_measure_is_more_like_another_than_like_itself(one: Measure, other: Measure) -> None:
    first, second = traits(one, other)
    mine, between = pair_features(first, first), pair_features(first, second)
    for name in ("text", "heading", "words", "words_with_heading", "objects", "instruments"):
        # What says nothing is like nothing, itself included.
        assert between[name] <= mine[name] + 1e-6 or mine[name] == 0.0, name


def test_a_measure_is_wholly_like_itself() -> None:
    one = measure("衛星画像の配信システム", (3, None, None), (4, None, None), words=WORDS)
    same = features(one, one)
    for name in ("text", "heading", "words", "words_with_heading", "heading_words", "objects", "instruments"):
        assert same[name] == pytest.approx(1.0), name
    assert (same["stages"], same["stage_distance"]) == (1.0, 0.0)
    assert (same["both_system"], same["one_system"]) == (1.0, 0.0)


def test_what_has_no_words_is_like_nothing() -> None:
    found = features(measure("その他", words=""), measure("衛星画像の配信", words=WORDS))
    assert (found["words"], found["objects"], found["contained"], found["rarest"]) == (0.0, 0.0, 0.0, 0.0)


def test_a_rare_word_tells_more_than_a_usual_one() -> None:
    rare = features(measure("甲", words="船 森"), measure("乙", words="船 学校"))
    usual = features(measure("甲", words="施策 森"), measure("乙", words="施策 学校"))
    assert rare["rarest"] > usual["rarest"] > 0
    assert rare["words"] > usual["words"] > 0
    assert (rare["rare"], usual["rare"]) == (pytest.approx(math.log(2)), 0.0)


def test_stages_are_compared_by_their_highest() -> None:
    trial, use = (measure("甲", *((stage, None, None) for stage in stages)) for stages in ((1, 2), (2, 5)))
    found = features(trial, use)
    assert found["stage_distance"] == 3.0
    assert found["stages"] == pytest.approx(1 / 3)
    assert features(measure("甲"), measure("乙"))["stages"] == 0.0


@pytest.mark.parametrize(
    ("one", "other", "both", "only"),
    [
        ("船員の育成", "船員の研修", {"people"}, set()),
        ("港の施設整備", "船員の育成", set(), {"facility", "people"}),
        ("衛星の研究", "衛星の導入補助", set(), {"research", "subsidy"}),
        ("衛星", "港", set(), set()),
    ],
)
def test_the_instruments_that_headings_name(one: str, other: str, both: set[str], only: set[str]) -> None:
    found = heading_features(one, other)
    kinds = load_instruments().contrasted
    assert {kind for kind in kinds if found[f"both_{kind}"]} == both
    assert {kind for kind in kinds if found[f"one_{kind}"]} == only


def test_the_same_instrument_makes_measures_more_alike_than_another() -> None:
    alike = heading_features("船員の育成", "港の研修")["heading_instruments"]
    assert alike > 0.9 > 0.2 > heading_features("船員の育成", "港の施設整備")["heading_instruments"]
    assert heading_features("衛星", "港")["heading_instruments"] == pytest.approx(1.0)


def test_words_for_instruments_tell_no_object() -> None:
    found = features(measure("甲", words="研究 補助 森"), measure("乙", words="研究 補助 海"))
    assert found["words"] > 0
    assert found["objects"] == 0.0


def test_what_pays_for_a_body_goes_with_what_that_body_does() -> None:
    grant = measure("湖水機構の運営費交付金", text="機構の運営に要する費用。")
    own = measure("水質の調査", text="湖水機構が水質を調べる。")
    foreign = measure("水質の調査", text="県が水質を調べる。")
    assert (features(grant, own)["core_same"], features(grant, own)["core_apart"]) == (1.0, 0.0)
    assert (features(grant, foreign)["core_same"], features(grant, foreign)["core_apart"]) == (0.0, 1.0)
    assert features(own, foreign)["core"] == 0.0
