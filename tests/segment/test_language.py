from __future__ import annotations

import subprocess
import sys
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policyalign.segment.language import Language

SENTENCES = [
    "本施策は、令和8年度から実施する。",
    "文部科学省及び経済産業省は、2027年度までに実証を行い、2030年度から社会実装を進める。",
    "「始める。」と述べた知事は、観測網の整備（詳細は別に定める。）を進めることとしている。",
    "観測データの提供",
    "",
    "AIを活用した校務の効率化。",
]


def test_every_token_says_where_it_stands(language: Language) -> None:
    for sentence, tokens in zip(SENTENCES, language.analyse(SENTENCES), strict=True):
        assert "".join(token.surface for token in tokens) == sentence
        assert all(sentence[t.start : t.start + len(t.surface)] == t.surface for t in tokens)
        assert all(0 <= token.head < len(tokens) for token in tokens)
        assert all(b.bunsetsu - a.bunsetsu in (0, 1) for a, b in pairwise(tokens))


def test_a_sentence_keeps_one_root_whatever_stops_it_holds(language: Language) -> None:
    for tokens in language.analyse([text for text in SENTENCES if text]):
        assert sum(token.head == index for index, token in enumerate(tokens)) == 1


def test_a_sentence_comes_out_the_same_whatever_stands_beside_it(language: Language) -> None:
    others = [f"第{number}の事業では、{'観測と' * number}予測を行う。" for number in range(1, 60)]
    together = language.analyse([*others, *SENTENCES, *reversed(others), *SENTENCES])
    alone = [language.analyse([sentence])[0] for sentence in SENTENCES]
    assert together[-len(SENTENCES) :] == alone
    assert together[len(others) : len(others) + len(SENTENCES)] == alone


def test_forms_and_bunsetsu(language: Language) -> None:
    (tokens,) = language.analyse(["データの取組みを進めた。"])
    assert [token.lemma for token in tokens if token.pos == "VERB"] == ["進める"]
    assert any(token.normalized == "取り組み" for token in tokens)
    assert next(token.bunsetsu for token in tokens) == 0
    assert len({token.bunsetsu for token in tokens}) == 3


@pytest.mark.parametrize("text", ["\x00", "計画\x00書", "\ud800環境", "改行\nが\r\nある。", "\t", "。", "\u200b\ufeff"])
def test_unreadable_characters_cost_nothing_else(language: Language, text: str) -> None:
    before, tokens, after = language.analyse(["前の文。", text, "後の文。"])
    assert (before, after) == tuple(language.analyse(["前の文。", "後の文。"]))
    assert sum(len(token.surface) for token in tokens) <= len(text)


def test_a_sentence_beyond_sudachi_s_limit_is_read_whole(language: Language) -> None:
    text = "観測網を整え、" * 2_500
    (tokens,) = language.analyse([text])
    assert "".join(token.surface for token in tokens) == text
    assert all(text.startswith(token.surface, token.start) for token in tokens)
    assert all(0 <= token.head < len(tokens) for token in tokens)


@settings(max_examples=60)
@given(st.text(max_size=40))
def test_any_text_is_analysed(language: Language, text: str) -> None:
    (tokens,) = language.analyse([text])
    assert all(0 <= token.start < len(text) for token in tokens)


def test_the_helper_process_does_without_torch() -> None:
    code = (
        "import sys\n"
        "from policyalign.segment.language import helper_language\n"
        "assert 'spacy' not in sys.modules\n"
        "tokens = helper_language().analyse(['実証する。'])[0]\n"
        "print(len(tokens), bool(sys.modules.get('torch')))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["3", "False"]
