"""The decision at a seam: no sign decides alone but a few, and no sign pulls the wrong way."""

from __future__ import annotations

from dataclasses import replace
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policyalign.segment.habits import Habits
from policyalign.segment.joining import decide
from policyalign.segment.seam_words import Ending, SeamWords
from policyalign.segment.seams import Face, Numbering, Offset, Place, Seam, Size

HABITS = st.builds(
    Habits,
    justified=st.booleans(),
    slack=st.floats(0, 8),
    known=st.booleans(),
    indents=st.booleans(),
    spaced=st.booleans(),
    centred=st.booleans(),
    leading=st.floats(0, 40),
)
SEAMS = st.builds(
    Seam,
    room=st.floats(-2, 40),
    habits=HABITS,
    gap=st.floats(0, 5),
    place=st.sampled_from(get_args(Place)),
    offset=st.sampled_from(get_args(Offset)),
    numbering=st.sampled_from(get_args(Numbering)),
    labelled=st.booleans(),
    stopped=st.booleans(),
    bracket_open=st.booleans(),
    in_prose=st.booleans(),
    size=st.sampled_from(get_args(Size)),
    face=st.sampled_from(get_args(Face)),
    titled=st.booleans(),
)
WORDS = st.builds(
    SeamWords,
    ending=st.sampled_from(get_args(Ending)),
    inside_word=st.booleans(),
    compound=st.booleans(),
    bound=st.booleans(),
    phrase=st.integers(1, 20),
)


def joined(seam: Seam, words: SeamWords) -> bool:
    return decide(seam, lambda: words, lambda characters: seam.room - characters).joined


@given(SEAMS, WORDS)
def test_another_size_the_next_of_a_list_and_a_page_between_part_whatever_else_is_seen(
    seam: Seam, words: SeamWords
) -> None:
    assert not joined(replace(seam, size="other"), words)
    assert not joined(replace(seam, numbering="alike"), words)
    assert not joined(replace(seam, place="apart"), words)


@given(SEAMS, WORDS, st.floats(0, 40))
def test_less_room_on_a_line_never_parts_what_more_room_would_join(seam: Seam, words: SeamWords, less: float) -> None:
    fuller = replace(seam, room=seam.room - less)
    assert joined(fuller, words) or not joined(seam, words)


@given(SEAMS, WORDS, st.floats(0, 5))
def test_white_space_never_joins_what_none_would_part(seam: Seam, words: SeamWords, more: float) -> None:
    wider = replace(seam, gap=seam.gap + more)
    assert joined(seam, words) or not joined(wider, words)


@given(SEAMS, WORDS)
def test_words_are_asked_only_where_the_layout_leaves_doubt(seam: Seam, words: SeamWords) -> None:
    asked: list[bool] = []

    def ask() -> SeamWords:
        asked.append(True)
        return words

    seam = replace(seam, habits=replace(seam.habits, known=False), place="below", stopped=True, quoted=False)
    decide(seam, ask, lambda characters: seam.room)
    assert not asked


def test_a_sentence_goes_on_behind_a_bracket_only_with_a_word_that_leans() -> None:
    quoted = replace(PLAIN, room=1.0, stopped=True, quoted=True)
    assert joined(quoted, SeamWords("stop", bound=True))
    assert not joined(quoted, SeamWords("stop"))


PLAIN = Seam(
    room=-0.5,
    habits=Habits(justified=True, known=True, slack=0.0),
    gap=1.0,
    place="below",
    offset="continues",
    numbering="none",
    labelled=False,
    stopped=False,
    quoted=False,
    bracket_open=False,
    in_prose=False,
    size="same",
    face="same",
    titled=False,
)
RAGGED = replace(PLAIN, habits=Habits(known=True, slack=0.5))


@pytest.mark.parametrize(
    ("seam", "words", "expected"),
    [
        (PLAIN, SeamWords("noun"), True),
        (replace(PLAIN, room=9.0), SeamWords("noun"), False),
        (replace(PLAIN, room=9.0), SeamWords("other", inside_word=True), False),
        (replace(RAGGED, room=2.0), SeamWords("other", inside_word=True), True),
        (replace(RAGGED, room=2.0), SeamWords("noun"), False),
        (replace(RAGGED, room=2.0, in_prose=True), SeamWords("noun", bound=True), True),
        (replace(PLAIN, stopped=True), SeamWords("stop"), True),
        (replace(PLAIN, stopped=True, offset="opens"), SeamWords("stop"), False),
        (replace(PLAIN, gap=2.0), SeamWords("noun"), False),
        (replace(PLAIN, numbering="new"), SeamWords("noun"), False),
        (replace(PLAIN, numbering="in_prose", in_prose=True), SeamWords("comma"), True),
    ],
)
def test_seams_as_a_reader_sees_them(seam: Seam, words: SeamWords, expected: bool) -> None:
    assert joined(seam, words) == expected
