from __future__ import annotations

from collections.abc import Callable

import pytest

from policyalign.domain import Token
from policyalign.segment.activity import Sentence, action_words, read_sentence
from policyalign.segment.bunsetsu import bunsetsu, phrase_at


def done(sentence: Sentence) -> set[str]:
    return {word.surface for phrase in sentence.active_phrases() for word in action_words(phrase)}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("新しい観測装置を開発する。", {"開発"}),
        ("観測装置の開発を推進する。", {"開発"}),
        ("観測装置の開発・実証に取り組む。", {"開発", "実証"}),
        ("試料の分析や装置の設計、地上系の整備を行う。", {"分析", "設計", "整備"}),
        ("装置を設計し、軌道上で実証する。", {"設計", "実証"}),
        ("装置を整備するほか、利用者の研修を行う。", {"整備", "研修"}),
        ("専門家を派遣することで、学校を支援する。", {"派遣"}),
        ("普及に向けた調査事業を実施する。", {"調査"}),
        ("地域における実証事業の実施", {"実証"}),
        ("装置の試作を行うものである。", {"試作"}),
        ("装置を設計した後、製造する予定である。", {"設計", "製造"}),
    ],
)
def test_what_is_done(read: Callable[[str], Sentence], text: str, words: set[str]) -> None:
    assert words <= done(read(text))


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("装置の開発を行った。", "開発"),
        ("装置を設計した後、製造した。", "設計"),
        ("県が開発した装置を運用する。", "開発"),
        ("産業化に向けた研究を支援する。", "産業化"),
        ("普及を図るため、研究を進める。", "普及"),
        ("実証を行う企業に対して助成する。", "実証"),
        ("実証の結果を分析する。", "実証"),
        ("社会実装を目指し、研究を進める。", "実装"),
    ],
)
def test_what_is_only_said(read: Callable[[str], Sentence], text: str, word: str) -> None:
    assert word not in done(read(text))


def test_phrases_hold_every_token_once(read: Callable[[str], Sentence]) -> None:
    sentence = read("県と市は、2027年度までに、新しい観測網（海底を含む。）を整備し、運用を始める。")
    assert tuple(token for phrase in sentence.phrases for token in phrase.tokens) == sentence.tokens
    assert sum(phrase.is_root for phrase in sentence.phrases) == 1
    assert phrase_at(sentence.phrases, 0) == sentence.phrases[0]
    assert phrase_at(sentence.phrases, len(sentence.text)) is None


def test_nothing_comes_of_nothing() -> None:
    sentence = read_sentence("", ())
    assert (sentence.phrases, sentence.active, sentence.root) == ((), (), None)


def test_a_parse_with_a_cycle_ends() -> None:
    def token(number: int, head: int) -> Token:
        return Token("語", number, "語", "語", "NOUN", "nmod", head, number)

    tokens = (token(0, 1), token(1, 0))
    assert [phrase.parent for phrase in bunsetsu(tokens)] == [1, 0]
    assert read_sentence("語語", tokens).active == (False, False)
