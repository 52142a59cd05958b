"""The sentence that carries a verdict."""

from __future__ import annotations

from dataclasses import replace

import pytest

from policyalign.assess.gaps.carrying import carrying_sentence
from policyalign.domain import Anchor, Match, Passage, PhrasePair

TELLS = "離島航路の便数が減り、通学に支障が出ている。"
DOES = "離島航路の便数を増やす事業者に補助する。"
OTHER = "港の照明を取り替える。"


def passage(*sentences: tuple[str, tuple[str, ...], int]) -> Passage:
    """Sentences with their terms, all of one direction."""
    text = "".join(sentence for sentence, _, _ in sentences)
    spans, phrases, terms, signs = [], [], [], []
    for sentence, words, sign in sentences:
        start = sum(end - begin for begin, end in spans)
        spans.append((start, start + len(sentence)))
        for word in words:
            place = text.index(word, start)
            phrases.append((place, place + len(word), 1))
            terms.append(word)
            signs.append(sign)
    anchor = Anchor(1, (0.0, 0.0, 0.0, 0.0))
    made = Passage("p", "plan", "paragraph", text, None, (), (anchor,), tuple(spans), terms=tuple(terms))
    return replace(made, phrases=tuple(phrases), directions=tuple(signs))


def match(*phrases: str) -> Match:
    pairs = tuple(PhrasePair(one, one, "same", (one,), 3.0, False) for one in phrases)
    return Match("1-P1", "p", 0.5, 0.5, {}, {}, pairs)


def test_of_sentences_that_name_the_same_the_one_that_acts() -> None:
    told = passage((TELLS, ("離島航路", "便数", "通学"), 0), (DOES, ("離島航路", "便数", "補助"), 1))
    assert carrying_sentence(told, match("離島航路", "便数")) == DOES
    turned = passage((DOES, ("離島航路", "便数", "補助"), 1), (TELLS, ("離島航路", "便数", "通学"), 0))
    assert carrying_sentence(turned, match("離島航路", "便数")) == DOES


def test_what_acts_on_something_else_carries_nothing() -> None:
    told = passage((OTHER, ("港", "照明"), 1), (TELLS, ("離島航路", "便数"), 0))
    assert carrying_sentence(told, match("離島航路", "便数")) == TELLS


def test_the_sentence_that_the_verdict_was_said_by_is_quoted() -> None:
    told = passage((OTHER, ("港",), 1), (DOES, ("離島航路", "便数"), 1))
    assert carrying_sentence(told, replace(match("港"), carrier=1)) == DOES


def test_without_phrases_the_first() -> None:
    told = passage((TELLS, ("離島航路",), 0), (DOES, ("補助",), 1))
    assert carrying_sentence(told, None) == TELLS


def test_a_passage_without_sentences_is_quoted_whole() -> None:
    assert carrying_sentence(replace(passage((OTHER, ("港",), 1)), sentences=()), match("港")) == OTHER


@pytest.mark.parametrize(
    "tells",
    [
        "離島航路の便数と通学の足を守ることが難しくなっている。",
        "離島航路の便数の維持が、通学のため一層重要となっている。",
        "離島航路の便数と通学の手段の不足が課題である。",
        "離島航路の便数を通学に合わせて見直す必要がある。",
    ],
)
def test_a_problem_or_need_is_quoted_only_where_nothing_is_done(tells: str) -> None:
    words = ("離島航路", "便数", "通学")
    told = passage((tells, words, 1), ("このため、離島航路の事業者に補助する。", ("離島航路", "補助"), 1))
    assert carrying_sentence(told, match(*words)) == "このため、離島航路の事業者に補助する。"
    alone = passage((tells, words, 1), (OTHER, ("港",), 1))
    assert carrying_sentence(alone, match(*words)) == tells
