"""The vectors of words: those of ja_ginza itself, but for the last bits, whatever stands beside a sentence."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest

from policyalign.segment import token_vectors
from policyalign.segment.token_vectors import Rows, fast_model

TEXTS = [
    "観測網を整える。",
    "",
    "港",
    "港湾の施設については、令和9年度までに耐震化を行い、その結果を毎年度公表することとする。",
    "　全角の空白　と english words、①の印。",
    "観測網を整え、" * 60,
]


@pytest.fixture(scope="module")
def ginza() -> Any:
    import spacy

    return spacy.load("ja_ginza", exclude=["parser", "ner", "morphologizer", "compound_splitter", "bunsetu_recognizer"])


def vectors(model: Any, ginza: Any, texts: Sequence[str]) -> list[Any]:
    return list(model.predict([ginza.make_doc(text) for text in texts]))


def test_vectors_are_those_of_ginza(ginza: Any) -> None:
    original = ginza.get_pipe("tok2vec").model
    for asked in (TEXTS, TEXTS[:1], TEXTS[:2], list(reversed(TEXTS)), [text for text in TEXTS if len(text) % 2]):
        found = vectors(fast_model(original), ginza, asked)
        for given, made in zip(vectors(original, ginza, asked), found, strict=True):
            assert made.shape == given.shape
            assert np.allclose(made, given, atol=2e-5)


def test_words_are_learned_anew_when_too_many_are_kept(ginza: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    original = ginza.get_pipe("tok2vec").model
    monkeypatch.setattr(token_vectors, "_KEPT_WORDS", 5)
    small = fast_model(original)
    for text in filter(None, TEXTS):
        (found,) = vectors(small, ginza, [text])
        assert np.allclose(found, vectors(original, ginza, [text])[0], atol=2e-5)


def test_rows_are_found_by_hash() -> None:
    known = {2**64 - 1: 3, 7: 0, 12: 5}
    rows = Rows(known)
    assert [rows.get(key, -1) for key in (*known, 8, 0, 2**64 - 2)] == [3, 0, 5, -1, -1, -1]
    assert Rows({}).get(7, -1) == -1
