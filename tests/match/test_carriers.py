"""The sentence that carries 対応: it does what is asked, and does not only share the topic."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policyalign.corpora import load_proposals
from policyalign.domain import Anchor, CellEstimate, Match, Passage, PlanMatches, Thresholds
from policyalign.match.carriers import carrier_of, with_carriers
from policyalign.match.profiles import fingerprint, load_profiles
from policyalign.values import Role

from support.plans import make_plan

ESSENTIALS = (("博士", "大学院生"), ("産業界", "企業", "インターンシップ"), ("接点", "交流", "対話"))
DOES = "博士課程の学生と企業の研究者との交流の場を設ける。"


def passage(*sentences: str, headings: tuple[str, ...] = (), sign: int = 1, role: Role = "measure") -> Passage:
    """Sentences whose clauses are carried on (or what ``sign`` says), but for those that end in ため."""
    spans: list[tuple[int, int]] = []
    phrases: list[tuple[int, int, int]] = []
    directions: list[int] = []
    for sentence in sentences:
        start = place = spans[-1][1] if spans else 0
        spans.append((start, start + len(sentence)))
        for clause in sentence.split("、"):
            phrases.append((place, place + len(clause), 1))
            directions.append(0 if clause.endswith("ため") else sign)
            place += len(clause) + 1
    anchor = Anchor(1, (0.0, 0.0, 0.0, 0.0))
    made = Passage("p", "plan", "paragraph", "".join(sentences), None, headings, (anchor,), tuple(spans))
    terms = tuple(made.text[start:end] for start, end, _ in phrases)
    return replace(made, role=role, terms=terms, phrases=tuple(phrases), directions=tuple(directions))


def test_the_sentence_that_does_it_carries() -> None:
    assert carrier_of(passage("研究の環境を整える。", DOES), ESSENTIALS) == 1


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [
        ("another object", "博士課程の学生と高校生との交流の場を設ける。"),
        ("another act", "博士課程の学生と企業に調査票を送る。"),
        ("an aim", "博士課程の学生と企業との交流のため、調査票を送る。"),
        ("a need", "博士課程の学生と企業との交流が求められている。"),
        ("how things stand", "博士課程の学生と企業との交流が掲げられている。"),
        ("a problem", "博士課程の学生と企業との接点の不足が課題である。"),
        ("points on", "博士課程の学生と企業との交流のため、以下の取組を行う。"),
        ("a note", "※博士課程の学生と企業との交流を含む。"),
        ("a source", "出典：博士課程の学生と企業との交流の実施（2023）"),
        ("a list of sources", "研究所（2023）「博士課程の学生と企業との交流の推進」等を参照"),
        ("a reference", "博士課程の学生と企業との交流の実施については、別添を参照されたい。"),
    ],
)
def test_what_only_shares_the_topic_does_not(kind: str, sentence: str) -> None:
    assert carrier_of(passage(sentence), ESSENTIALS) is None, kind


def test_a_sentence_that_undoes_or_only_mentions_does_not() -> None:
    assert carrier_of(passage(DOES, sign=-1), ESSENTIALS) is None
    assert carrier_of(passage(DOES, sign=0), ESSENTIALS) is None


def test_a_description_does_not() -> None:
    assert carrier_of(passage(DOES, role="background"), ESSENTIALS) is None


def test_matters_of_two_sentences_do_not_add_up() -> None:
    assert carrier_of(passage("博士課程の学生を支援する。", "企業との交流の場を設ける。"), ESSENTIALS) is None


def test_a_heading_may_name_the_subject_and_no_more() -> None:
    sentence = "企業の研究者との交流の場を設ける。"
    assert carrier_of(passage(sentence, headings=("博士人材の育成",)), ESSENTIALS) == 0
    assert carrier_of(passage(sentence), ESSENTIALS) is None
    assert carrier_of(passage("博士課程の学生との交流の場を設ける。", headings=("企業との接点",)), ESSENTIALS) is None
    assert carrier_of(passage("交流の場を設ける。", headings=("博士人材と企業",)), ESSENTIALS) is None


def test_one_matter_may_be_named_in_the_aim() -> None:
    assert carrier_of(passage("博士人材の育成のため、企業の研究者との交流の場を設ける。"), ESSENTIALS) == 0


def test_letters_are_looked_for_as_words() -> None:
    assert carrier_of(passage("大学にURAを配置する。"), (("URA",), ("配置",))) == 0
    assert carrier_of(passage("大学にNATURALな庭を配置する。"), (("URA",), ("配置",))) is None


@given(st.lists(st.sampled_from([DOES, "研究の環境を整える。", "企業を支援する。"]), min_size=1, max_size=4))
def test_what_is_more_to_name_never_finds_more(sentences: list[str]) -> None:
    made = passage(*sentences)
    found = carrier_of(made, ESSENTIALS)
    assert (found is None) or made.text[slice(*made.sentences[found])] == DOES
    if carrier_of(made, ESSENTIALS[:2]) is None:
        assert found is None


def test_only_probable_passages_are_looked_at() -> None:
    plan = make_plan(("（1）施策", (DOES, DOES)))
    limits = Thresholds(0.05, 0.1, 0.5, 0.45, 0.3)
    near = tuple(Match("1-P1", one.id, 0.5, chance) for one, chance in zip(plan.passages, (0.8, 0.2), strict=True))
    found = PlanMatches(plan.id, near, (CellEstimate("1-P1", 0.9, 0.4),), limits)
    looked = with_carriers(plan, found, {"1-P1": lambda _: 0})
    assert [one.carrier for one in looked.matches] == [0, None]
    assert with_carriers(plan, found, {}) == found


def test_every_profile_that_comes_along_names_what_is_essential() -> None:
    known = {fingerprint(one.text) for one in load_proposals()}
    for key, profile in load_profiles().items():
        assert key in known
        assert profile.essentials
        assert all(group and all(group) for group in profile.essentials)
