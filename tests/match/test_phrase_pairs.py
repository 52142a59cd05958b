from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from policyalign.domain import Match, PhrasePair, Plan, PlanMatches, Thresholds
from policyalign.match.phrase_pairs import PAIRS, SHOWN, PhraseJudge, with_phrases
from policyalign.segment.phrases import Phrase

from support.plans import make_plan

RARITY = {"輸出": 6.0, "管理": 2.1, "専門家": 3.0, "専門職": 3.2, "支援": 0.8}


class Encoder:
    """Rows at right angles to each other, but for 専門家 and 専門職, whose cosine is 0.9."""

    def __init__(self) -> None:
        self.read: list[str] = []
        self._places: dict[str, int] = {"専門家": 0, "専門職": 1}

    def __call__(self, texts: list[str]) -> NDArray[np.float32]:
        self.read += texts
        rows = np.zeros((len(texts), 256), dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            row[self._places.setdefault(text, len(self._places))] = 1
            if text == "専門職":
                row[:2] = 0.9, 0.19**0.5
        return rows


def judge(encoder: Encoder | None = None) -> PhraseJudge:
    return PhraseJudge(lambda term: RARITY.get(term, 1.0), encoder or Encoder())


def pairs(passage: Sequence[Phrase], proposal: Sequence[Phrase]) -> tuple[PhrasePair, ...]:
    one = judge()
    return one.pairs(passage, one.asked(proposal), one.encode([phrase.text for phrase in passage]))


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


# Of a plan ------------------------------------------------------------------------------------------------


def plan_of(*measures: list[str]) -> Plan:
    """A measure per list of texts, each text one phrase of one word, as are its terms."""
    made = make_plan(*((f"{place}号線の整備", texts) for place, texts in enumerate(measures)))
    return replace(
        made,
        passages=tuple(
            replace(
                one,
                terms=tuple(one.text.split("、")),
                phrases=tuple((found.start(), found.end(), 1) for found in re.finditer("[^、]+", one.text)),
            )
            for one in made.passages
        ),
    )


def matched(plan: Plan, chances: dict[int, float], *proposals: str) -> PlanMatches:
    """Matches by the place of a passage, best first, the same for every proposal."""
    ranked = sorted(chances.items(), key=lambda entry: -entry[1])
    found = tuple(
        Match(proposal, plan.passages[place].id, 0.5, chance)
        for proposal in proposals or ("P1",)
        for place, chance in ranked
    )
    limits = Thresholds(gap=0.05, gap_passage=0.1, covered=0.5, full=0.9, measure=0.3)
    return PlanMatches(plan.id, found, (), limits)


ASKED = {"P1": [Phrase("輸出", ("輸出",))]}


def test_phrases_are_told_of_the_nearest_accepted_and_rejected_measures() -> None:
    plan = plan_of(*([["輸出", "輸出"]] * 9))
    accepted = {place: 0.9 - place / 100 for place in (0, 1, 2, 4, 6, 8)}
    rejected = {place: 0.2 - place / 1000 for place in (3, 10, 12, 14, 16)}
    found = with_phrases(plan, matched(plan, accepted | rejected), ASKED, judge())
    told = [int(one.passage_id.removeprefix("plan-")) for one in found.matches if one.phrases]
    # 1 stands under the heading of 0, 3 under that of 2: each is spoken for by a better passage.
    assert told == [0, 2, 4, 10, 12, 14]
    assert len(told) == 2 * SHOWN
    assert [replace(one, phrases=()) for one in found.matches] == list(matched(plan, accepted | rejected).matches)


def test_of_a_passage_the_weightiest_pairs_are_kept() -> None:
    words = [f"語{place}" for place in range(PAIRS + 3)]
    rarity = {word: 2.0 + place for place, word in enumerate(words)}
    plan = plan_of(["、".join(words)])
    heavy = PhraseJudge(lambda term: rarity[term], Encoder())
    asked = {"P1": [Phrase(word, (word,)) for word in words]}
    (match,) = with_phrases(plan, matched(plan, {0: 0.9}), asked, heavy).matches
    assert [pair.passage for pair in match.phrases] == words[: -PAIRS - 1 : -1]


def test_a_proposal_without_phrases_has_none_answered_and_each_is_encoded_once() -> None:
    encoder = Encoder()
    plan = plan_of(["専門家"])
    asked = {"P1": [Phrase("専門職", ("専門職",))]}
    one = judge(encoder)
    for _ in range(2):
        found = with_phrases(plan, matched(plan, {0: 0.9}, "P1", "P2"), asked, one)
        assert [told(match.phrases) for match in found.matches] == [[("専門家", "near", "専門職")], []]
    assert encoder.read.count("専門職") == 1
