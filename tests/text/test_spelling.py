"""Different spellings of one wording have one key, and different wordings have not."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policyalign.assess.search.query import read_query
from policyalign.text.spelling import spelled_as, spelling_key, spelling_pattern

from support.spellings import SPELLINGS

LETTERS = st.text(st.sampled_from("量子計算機國廣サーバー２0３AIａ・　 ()（）令和年元,3ヶ月所辨"), max_size=20)


@pytest.mark.parametrize(("query", "text", "said"), SPELLINGS)
def test_a_text_says_a_query_in_another_spelling(query: str, text: str, said: bool) -> None:
    key = spelling_key(text)
    assert all(term.spelling.search(key) for term in read_query(query)) is said


@given(LETTERS)
def test_a_text_says_itself_in_every_width_and_with_gaps(text: str) -> None:
    pattern = spelling_pattern(text)
    for other in (text, unicodedata.normalize("NFKC", text), "　".join(text), text.upper()):
        assert not pattern or re.search(pattern, spelling_key(other))


@given(LETTERS)
def test_the_key_of_a_key_is_itself_but_for_years_that_it_made(text: str) -> None:
    key = spelling_key(text)
    assert spelling_key(key) == key or "年" in key


def test_no_letter_stands_for_one_that_has_another_in_its_place() -> None:
    letters = spelled_as()
    assert all(len(old) == 1 and len(new) == 1 for old, new in letters.items())
    assert not set(letters) & set(letters.values())
    assert all(unicodedata.normalize("NFKC", old) == old for old in letters)
