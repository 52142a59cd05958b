from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from policyalign.text.normalize import fold, nfkc_key, strip_digit_spaces


@given(st.text())
def test_folding_keeps_the_length_and_is_idempotent(text: str) -> None:
    assert len(fold(text)) == len(text)
    assert fold(fold(text)) == fold(text)


@given(st.text(st.characters(min_codepoint=0x2E80, max_codepoint=0x2FDF)))
def test_no_assigned_radical_survives_folding(text: str) -> None:
    import unicodedata

    assert not any("\u2e80" <= char <= "\u2fdf" and unicodedata.name(char, "") for char in fold(text))


def test_radicals_become_the_japanese_ideographs() -> None:
    assert fold("⽇本の⻑期計画⾒直し⼾籍⿊字") == "日本の長期計画見直し戸籍黒字"


def test_circled_numbers_and_symbols_are_kept() -> None:
    assert fold("①㈱％") == "①㈱％"


@given(st.text())
def test_stripping_spaces_removes_nothing_else(text: str) -> None:
    assert nfkc_key(strip_digit_spaces(text)) == nfkc_key(text)


def test_spaces_between_digits_and_japanese_go() -> None:
    assert strip_digit_spaces("令和 7 年度に 50 ％、AI 2 件") == "令和7年度に50％、AI 2件"
