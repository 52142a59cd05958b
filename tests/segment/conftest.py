"""GiNZA, loaded once for all tests of the segment package."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from policyalign.segment.activity import Sentence, read_sentence
from policyalign.segment.language import Language


@pytest.fixture(scope="session")
def language() -> Language:
    return Language()


@pytest.fixture(scope="session")
def read(language: Language) -> Callable[[str], Sentence]:
    """A sentence as the other modules get it: analysed, with its phrases."""

    def read_text(text: str) -> Sentence:
        return read_sentence(text, language.analyse([text])[0])

    return read_text
