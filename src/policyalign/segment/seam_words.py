"""What the words say at the seam of two lines (品詞): whether a word, a phrase or a sentence ends there.

The morphological analyser Sudachi sees the last and the first characters beside the seam, once as they stand
together. Loaded at the first seam in doubt (0.12 s; its dictionary is mapped, not read), then 40 µs a seam.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from sudachipy import Morpheme, MorphemeList, Tokenizer

Ending = Literal["stop", "comma", "leaning", "open", "stem", "predicate", "noun", "other"]
"""How the text before a seam ends: 。, 、, a particle that nothing ends with (を, が, の), another particle or word
that leans on the next, a verb in a form that goes on (連用形, 〜て), one that may end a sentence (終止形・連体形), a
noun, anything else."""

REACH = 20
"""Characters looked at on either side: longer than any word, short enough to cost nothing."""

_CHANCE = 2_000
"""So much dearer (in the analyser's costs) may two texts read together be than apart where a word was parted. Parted
words measured at most 600; two ends that make a word by chance (もの | 申請, 体制 | 度) 4,500 and more."""

STOPS = "。｡．！？!?"
CLOSING = "）)」』】〕］]〉》＞>”"
# No line begins with one of these unless it goes on, for paragraphs never do (行頭禁則, JIS X 4051).
_LEANING = frozenset("をがのや")
_NEVER_FIRST = frozenset("、。，．）」』】〕］〉》ーぁぃぅぇぉっゃゅょァィゥェォッャュョ々")


@dataclass(frozen=True, slots=True)
class SeamWords:
    """The words at a seam.

    ``inside_word`` says that it parts a word, ``compound`` that the two nouns beside it are one in the
    dictionary, ``bound`` that what follows cannot begin a sentence; ``phrase`` is the length in characters of
    the first phrase (文節) behind it.
    """

    ending: Ending
    inside_word: bool = False
    compound: bool = False
    bound: bool = False
    phrase: int = 1


def surface_ending(text: str) -> Ending | None:
    """The ending where the last characters tell it without a dictionary."""
    bare = text.rstrip(CLOSING + " \u3000")
    if bare.endswith(tuple(STOPS)):
        return "stop"
    if text.endswith(("、", "､", "，")):
        return "comma"
    return None


def never_begins(text: str) -> bool:
    """Whether the text begins with a sign that no paragraph begins with."""
    return text[:1] in _NEVER_FIRST


def read_words(before: str, after: str) -> SeamWords:
    """The words at the seam of two lines.

    >>> read_words("核融合の研究を着", "実に進める。").inside_word
    True
    >>> read_words("産業の振興", "に努める。").bound
    True
    """
    head, tail = before[-REACH:], after[:REACH]
    together = _tokenizer().tokenize(head + tail)
    words = list(together)
    seam = len(head)
    ends = next((word for word in reversed(words) if word.end() <= seam), None)
    begins = next((word for word in words if word.begin() >= seam), None)
    parted = bool(tail) and not any(word.begin() == seam for word in words)
    inside = (
        parted and _cost(together) <= _cost(_tokenizer().tokenize(head)) + _cost(_tokenizer().tokenize(tail)) + _CHANCE
    )
    behind = [word for word in words if word.begin() >= seam]
    told = surface_ending(before)
    compound = not parted and _is_compound(head, tail, seam)
    leans = begins is not None and not parted and _is_bound(ends, begins, tail, compound=compound)
    return SeamWords(
        ending=told or _ending_of(head, ends, parted=parted, inside=inside),
        inside_word=inside and told is None,
        compound=compound,
        bound=leans and (told != "stop" or before.endswith(tuple(CLOSING))),
        phrase=_phrase_length(behind),
    )


def _ending_of(head: str, ends: Morpheme | None, *, parted: bool, inside: bool) -> Ending:
    if inside or ends is None:
        return "other"
    return _ending(list(_tokenizer().tokenize(head))[-1] if parted else ends)


def _cost(words: MorphemeList) -> int:
    """How unlikely the analyser finds a text; its 32-bit sum begins at either end of the range."""
    cost: int = words.get_internal_cost()
    return (cost + 2**30) % 2**31 - 2**30


def _ending(word: Morpheme) -> Ending:
    kind, detail = word.part_of_speech()[:2]
    form = word.part_of_speech()[5]
    if kind == "補助記号":
        return "open" if detail == "括弧開" else "other"
    if kind == "助詞":
        if detail == "終助詞":
            return "predicate"
        if word.surface() in _LEANING:
            return "leaning"
        return "stem" if detail == "接続助詞" else "open"
    if kind in ("連体詞", "接頭辞", "接続詞"):
        return "leaning"
    if kind == "助動詞" and word.surface() == "な":  # 重要な | 情報: of all such forms this one ends no sentence
        return "open"
    if kind in ("動詞", "形容詞", "助動詞"):
        return "stem" if form.startswith(("連用形", "未然形", "仮定形", "語幹")) else "predicate"
    return "noun" if kind in ("名詞", "代名詞", "接尾辞", "形状詞") else "other"


def _is_bound(before: Morpheme | None, word: Morpheme, tail: str, *, compound: bool) -> bool:
    """Whether a word leans on the one before it: a particle, an auxiliary, a suffix, する behind its noun."""
    kind, detail = word.part_of_speech()[:2]
    if kind in ("助詞", "助動詞"):
        return True
    if kind == "接尾辞":  # 国 and 目 are suffixes behind a noun and nouns at the head of a text
        return compound or bool(_tokenizer().tokenize(tail)[0].part_of_speech()[0] == "接尾辞")
    if kind == "補助記号":
        return detail in ("括弧閉", "読点", "句点")
    if kind == "動詞" and detail == "非自立可能" and before is not None:
        ahead = before.part_of_speech()
        joined = ahead[0] == "動詞" and ahead[5].startswith("連用形")  # 見付け | 出す
        return joined or "サ変" in ahead[2] or (ahead[0] == "助詞" and ahead[1] == "接続助詞")
    return False


def _is_compound(head: str, tail: str, seam: int) -> bool:
    from sudachipy import SplitMode

    words = _tokenizer().tokenize(head + tail, SplitMode.C)
    return not any(word.begin() == seam for word in words)


def _phrase_length(words: list[Morpheme]) -> int:
    """Characters up to the next word that stands by itself; a run of nouns is one phrase."""
    length = 0
    before = ""
    for word in words:
        kind = word.part_of_speech()[0]
        leans = kind in ("助詞", "助動詞", "接尾辞", "補助記号") or before in ("接頭辞", "補助記号")
        leans = leans or (kind == before == "名詞")
        if length and not leans:
            break
        length += len(word.surface())
        before = kind
    return max(length, 1)


@cache
def _tokenizer() -> Tokenizer:
    from sudachipy import Dictionary, SplitMode

    return Dictionary().create(mode=SplitMode.A)
