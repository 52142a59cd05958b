"""The words that come along: what GiNZA gives now, of every sentence of the proposals; never those of other code."""

from __future__ import annotations

from pathlib import Path

import pytest

from policyalign import shipped_words
from policyalign.corpora import load_proposals, models_path
from policyalign.domain import Token
from policyalign.kept_language import KeptLanguage, unseen
from policyalign.lab.shipping import shipped_sentences
from policyalign.match.profiles import load_profiles
from policyalign.pipeline import proposal_sentences
from policyalign.segment import language as language_module
from policyalign.segment.language import Language
from policyalign.shipped_words import FILE, ShippedWords, pack_words
from policyalign.store import Store

TOKENS = {
    "港を守る。": (
        Token("港", 0, "港", "港", "NOUN", "obj", 2, 0),
        Token("を", 1, "を", "を", "ADP", "case", 0, 0),
        Token("守る", 2, "守る", "守る", "VERB", "ROOT", 2, 1),
        Token("。", 4, "。", "。", "PUNCT", "punct", 2, 1),
    ),
    "": (),
}


def test_what_comes_along_is_what_ginza_gives_now(language: Language) -> None:
    """When this fails, ``python -m policyalign.lab.shipping`` makes the file anew."""
    sentences = shipped_sentences()
    found = ShippedWords(models_path(FILE)).find(sentences)
    assert found == dict(zip(sentences, language.analyse(sentences), strict=True))


def test_a_run_over_cocn_s_proposals_analyses_none_of_their_sentences(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse() -> None:
        raise AssertionError("there is nothing to analyse")

    monkeypatch.setattr(language_module, "helper_language", refuse)
    asked = proposal_sentences(load_proposals(), load_profiles())
    assert unseen(Store(tmp_path), asked) == []
    assert all(KeptLanguage(None).analyse(asked))
    assert unseen(Store(tmp_path), [*asked, "新しい文。", "新しい文。"]) == ["新しい文。"]


def test_words_come_back_as_they_were_packed(tmp_path: Path) -> None:
    path = tmp_path / FILE
    path.write_bytes(pack_words(TOKENS))
    words = ShippedWords(path)
    assert words.find([*TOKENS, "他の文。"]) == TOKENS
    assert words.others(["他の文。", *TOKENS]) == ["他の文。"]
    assert pack_words(TOKENS) == path.read_bytes()


def test_a_file_of_other_code_counts_as_absent(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / FILE
    with pytest.MonkeyPatch.context() as context:
        context.setattr(shipped_words, "_key", lambda: "another version")
        path.write_bytes(pack_words(TOKENS))
    assert ShippedWords(path).find(TOKENS) == {}


@pytest.mark.parametrize("content", [b"", b"no gzip", pack_words(TOKENS)[:40], pack_words({})[:-3]])
def test_a_damaged_file_counts_as_absent(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / FILE
    path.write_bytes(content)
    assert ShippedWords(path).find(TOKENS) == {}
    assert ShippedWords(tmp_path / "nowhere").others(["港を守る。"]) == ["港を守る。"]
