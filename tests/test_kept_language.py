"""The analyses of sentences, kept by their content: the same words, and GiNZA loaded only for new ones."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from policyalign import kept_language
from policyalign.annotating import learn
from policyalign.config import Settings
from policyalign.domain import Token
from policyalign.kept_language import KeptLanguage, unseen
from policyalign.runtime import Runtime
from policyalign.segment import language
from policyalign.store import FILE, Store

from support.plans import make_plan

TEXTS = ["宇宙の開発を進める。", "環境を守る。", "", "博士課程の学生に奨励金を支給する。"]


class Parsed:
    """A language of one token a sentence, which notes what it has analysed."""

    def __init__(self) -> None:
        self.seen: list[str] = []

    def analyse(self, sentences: list[str]) -> list[tuple[Token, ...]]:
        self.seen += sentences
        return [(Token(text, 0, text, text, "NOUN", "ROOT", 0, 0),) if text else () for text in sentences]


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> Parsed:
    made = Parsed()
    monkeypatch.setattr(language, "helper_language", lambda: made)
    return made


def test_a_sentence_is_analysed_once(parsed: Parsed, tmp_path: Path) -> None:
    first = KeptLanguage(Store(tmp_path)).analyse([*TEXTS, *TEXTS[:2]])
    assert parsed.seen == TEXTS
    assert [token.surface for tokens in first for token in tokens] == [TEXTS[0], TEXTS[1], TEXTS[3], *TEXTS[:2]]
    again = KeptLanguage(Store(tmp_path)).analyse([TEXTS[3], "新しい文。", TEXTS[0]])
    assert parsed.seen == [*TEXTS, "新しい文。"]
    assert again[::2] == [first[3], first[0]]


def test_what_is_known_is_found_without_the_language(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.MonkeyPatch.context() as context:
        context.setattr(language, "helper_language", Parsed)
        before = KeptLanguage(Store(tmp_path)).analyse(TEXTS)

    def refuse() -> None:
        raise AssertionError("there is nothing to analyse")

    monkeypatch.setattr(language, "helper_language", refuse)
    assert KeptLanguage(Store(tmp_path)).analyse(TEXTS) == before
    KeptLanguage(Store(tmp_path)).learn(TEXTS)


def test_without_a_cache_everything_is_analysed_every_time(parsed: Parsed) -> None:
    words = KeptLanguage(None)
    assert words.analyse(TEXTS) == words.analyse(TEXTS)
    assert parsed.seen == [*TEXTS, *TEXTS]


def test_what_was_learned_is_not_new_any_more(parsed: Parsed, tmp_path: Path) -> None:
    store = Store(tmp_path)
    assert unseen(store, [*TEXTS, *TEXTS]) == TEXTS
    KeptLanguage(store).learn(TEXTS[:2])
    assert unseen(store, TEXTS) == TEXTS[2:]
    assert "\ud800" in unseen(store, ["\ud800"]), "a half of a character is a text, too"


def test_an_analysis_that_cannot_be_read_is_made_anew(parsed: Parsed, tmp_path: Path) -> None:
    words = KeptLanguage(Store(tmp_path))
    before = words.analyse(TEXTS)
    keys = kept_language._keys(TEXTS)
    for content in (b"", b"no zip", kept_language.zlib.compress(b'[{"surface": 1}]')):
        Store(tmp_path).put_all(dict.fromkeys(keys.values(), content))
        assert KeptLanguage(Store(tmp_path)).analyse(TEXTS) == before


class Helped(Runtime):
    """A runtime whose annotators only note which sentences they are given."""

    given: dict[int, list[str]]

    def annotator(self, lane: int = 0) -> int:  # type: ignore[override]
        return lane

    def ask(self, worker: int, method: str, *args: list[str], timeout: float | None = None, tries: int = 1) -> None:  # type: ignore[override]
        assert method == "learn"
        self.given.setdefault(worker, []).extend(args[0])


@pytest.mark.parametrize(
    ("workers", "count", "cache"), [(3, 900, True), (3, 900, False), (1, 900, True), (3, 10, True)]
)
def test_the_new_sentences_of_a_long_plan_are_shared(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, workers: int, count: int, cache: bool
) -> None:
    monkeypatch.setenv("POLICYALIGN_CACHE_DIR", str(tmp_path))
    sentences = [
        f"第{number}の施策として、大学の研究者が企業の研究者と組み、最先端の研究を進める。" for number in range(count)
    ]
    with Helped(Settings(workers=workers, cache=cache)) as runtime:
        runtime.given = {}
        learn(runtime, [*sentences, *sentences])
        shared = [text for texts in runtime.given.values() for text in texts]
    assert sorted(shared) == (sorted(sentences) if (workers, count, cache) == (3, 900, True) else [])


def test_real_words_are_the_same_with_and_without_the_cache_and_in_any_company(tmp_path: Path) -> None:
    plan = make_plan(
        ("（1）灯台", ["灯台を直す。", "令和８年度までに、海上保安庁は、全国の灯台を点検し、必要なものを改修する。"])
    )
    sentences = [passage.text for passage in plan.passages] + TEXTS
    real = language.analyse(sentences)
    kept = KeptLanguage(Store(tmp_path))
    kept.__dict__["_language"] = language._language()
    kept.learn(sentences[::2])
    assert kept.analyse(sentences) == kept.analyse(sentences) == real
    assert (tmp_path / FILE).is_file()
    with sqlite3.connect(tmp_path / FILE) as connection:
        assert connection.execute("SELECT count(*) FROM entries").fetchone() == (len(set(sentences)),)
    connection.close()
