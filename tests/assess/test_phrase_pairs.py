from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from policyalign.match.phrase_pairs import Phrase, PhrasePair, pair_phrases

RARITY = {"輸出": 6.0, "管理": 2.1, "専門家": 3.0, "専門職": 3.2, "支援": 0.8}


def cosine(one: str, other: str) -> float:
    return 0.9 if {one, other} == {"専門家", "専門職"} else float(one == other)


def pairs(passage: Sequence[Phrase], proposal: Sequence[Phrase]) -> tuple[PhrasePair, ...]:
    return pair_phrases(passage, proposal, lambda term: RARITY.get(term, 1.0), cosine)


def told(found: Sequence[PhrasePair]) -> list[tuple[str, str, str]]:
    return [(pair.passage, pair.kind, pair.proposal) for pair in found]


def test_phrases_with_common_words_come_first_and_the_rarest_before_all() -> None:
    passage = [
        Phrase("専門家", ("専門家",)),
        Phrase("ダム管理", ("ダム", "管理")),
        Phrase("輸出品", ("輸出",)),
    ]
    proposal = [Phrase("輸出管理", ("輸出", "管理")), Phrase("専門職", ("専門職",))]
    assert told(pairs(passage, proposal)) == [
        ("輸出品", "same", "輸出管理"),
        ("ダム管理", "same", "輸出管理"),
        ("専門家", "near", "専門職"),
    ]


def test_words_that_every_text_holds_tell_nothing() -> None:
    assert pairs([Phrase("支援", ("支援",))], [Phrase("支援", ("支援",))]) == ()


def test_the_wording_of_the_proposal_goes_before_its_profile() -> None:
    both = [Phrase("専門家", ("専門家",), from_profile=True), Phrase("専門家", ("専門家",))]
    (pair,) = pairs([Phrase("専門家", ("専門家",))], both)
    assert (pair.terms, pair.from_profile) == (("専門家",), False)


PHRASES = st.lists(
    st.builds(
        lambda terms: Phrase("".join(terms), tuple(terms)),
        st.lists(st.sampled_from(sorted(RARITY)), min_size=1, max_size=3, unique=True),
    ),
    max_size=6,
)


@given(PHRASES, PHRASES)
def test_each_phrase_is_used_once_and_really_answers(passage: list[Phrase], proposal: list[Phrase]) -> None:
    found = pairs(passage, proposal)
    assert len({pair.passage for pair in found}) == len(found)
    asked = {phrase.text: set(phrase.terms) for phrase in proposal}
    own = {phrase.text: set(phrase.terms) for phrase in passage}
    for pair in found:
        assert set(pair.terms) == (own[pair.passage] & asked[pair.proposal] if pair.kind == "same" else set())
    same = [pair.weight for pair in found if pair.kind == "same"]
    assert same == sorted(same, reverse=True)
    assert found == pairs(passage[::-1], proposal[::-1])
