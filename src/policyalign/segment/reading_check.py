"""A reading checks itself: passages that end in mid-sentence, or are mere scraps of one, tell of a page whose lines
were not put together as they belong.

Only the words are asked, not the layout that the lines were joined by.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Sequence

from policyalign.domain import Passage, Problem
from policyalign.messages import ReadingCode
from policyalign.segment.markers import read_marker
from policyalign.segment.seam_words import CLOSING, never_begins, read_words, surface_ending
from policyalign.segment.seams import is_open
from policyalign.values import Code

MAX_BROKEN = 0.1
"""Share of the prose of a page that may end in mid-sentence. On pages of fifteen real documents that read well it is
none, or one text in some twelve that a figure or a printing error cuts."""

MIN_BROKEN = 2
"""So many texts of a page must end in mid-sentence: one is no sign of a page misread."""

MAX_BROKEN_OF_PLAN = 0.05
"""Share over the whole plan. The documents that read well stay below 0.03; one whose lines were joined by their right
edge alone had 0.42."""

MIN_BROKEN_OF_PLAN = 4
"""So few broken texts say nothing of a whole plan, however short it is."""

_MIN_PROSE = 15
_MIN_CLAUSES = 30
_SCRAP = 3
# What may stand behind the last word of a whole sentence: a note mark, a reference, an address.
_TAIL = re.compile(r"(?:[※*＊]?[0-9０-９]{1,3}|https?://[!-~]+|[A-Za-z0-9./_#?=&%-]{12,})$")
_ENDS = ("：", ":", "等", "など", "ほか", "か", "～", "…", "”")


def is_prose(passage: Passage) -> bool:
    """Whether the passage is text made of sentences: no row, no note, no name, no label."""
    text = passage.text
    sentences = len(text) >= _MIN_PROSE and "。" in text
    clauses = len(text) >= _MIN_CLAUSES and "、" in text
    return passage.kind in ("paragraph", "item") and (sentences or clauses)


def breaks_off(passage: Passage, following: Passage | None) -> bool:
    """Whether a passage ends in mid-sentence, as its last words and the next passage tell."""
    text = _TAIL.sub("", passage.text.rstrip()).rstrip()
    if not text or surface_ending(text) == "stop":
        return False
    if surface_ending(text) == "comma" or is_open(text):
        return not _introduces_list(text, following)
    if text.endswith((*CLOSING, *_ENDS)):
        return False
    goes_on = following is not None and following.kind == passage.kind and read_marker(following.text) is None
    after = following.text if following is not None and goes_on else ""
    words = read_words(text, after)
    broken_prose = "。" in text and passage.kind == "paragraph"
    return (
        broken_prose or never_begins(after) or words.inside_word or words.bound or words.ending in ("leaning", "open")
    )


def is_scrap(passage: Passage) -> bool:
    """Whether a passage is the mere end of a sentence (「る。」)."""
    if passage.kind not in ("paragraph", "item") or surface_ending(passage.text) != "stop":
        return False
    return never_begins(passage.text) or len(passage.text) <= _SCRAP


def _introduces_list(text: str, following: Passage | None) -> bool:
    """Whether 、 leads over to the items of a list (次の事項について、 / ・…), or ends an item of one."""
    return following is not None and following.kind == "item" and not is_open(text)


def check_reading(passages: Sequence[Passage]) -> Iterator[Problem]:
    """A problem for every page on which too much of the prose ends in mid-sentence or is the mere end of one, and
    one for the plan where that holds of the whole."""
    prose: Counter[int] = Counter()
    broken: Counter[int] = Counter()
    texts = [passage for passage in passages if passage.kind in ("paragraph", "item")]
    for passage, following in itertools.zip_longest(texts, texts[1:]):
        scrap = is_scrap(passage)
        if scrap or is_prose(passage):
            prose[passage.page_end] += 1
            broken[passage.page_end] += scrap or breaks_off(passage, following)
    if broken.total() >= MIN_BROKEN_OF_PLAN and broken.total() > MAX_BROKEN_OF_PLAN * prose.total():
        yield _problem(ReadingCode.plan_broken_up, None, broken.total(), prose.total())
    for page in sorted(broken):
        if broken[page] >= MIN_BROKEN and broken[page] > MAX_BROKEN * prose[page]:
            yield _problem(ReadingCode.page_broken_up, page, broken[page], prose[page])


def _problem(code: Code, page: int | None, broken: int, prose: int) -> Problem:
    return Problem(code, "partial", page, {"broken": str(broken), "prose": str(prose)})
