"""Whether a text is Japanese, by its letters."""

from __future__ import annotations

import re
from collections.abc import Iterable

_KANA = re.compile(r"[ぁ-ゖァ-ヺー]")
_KANJI = re.compile(r"[一-鿿々〆]")
_LETTER = re.compile(r"[^\W\d_]")
# Fewer letters are a name or an address.
_FEWEST = 20
# Japanese sentences have kana, about half of their letters; rows of nouns have hardly any, and no full stop.
_KANA_SHARE = 0.05
_STOP = "。"
# Japanese text may be half Latin words, such as names of programmes; with less than this of its own letters it is none.
_OWN_SHARE = 0.2


def foreign_share(texts: Iterable[str]) -> float:
    """The share (0–1) of the letters that stand in texts of another language than Japanese.

    >>> foreign_share(["宇宙基本計画は、衛星の利用を広げることを目指して取り組むものである。"])
    0.0
    """
    letters = foreign = 0
    for text in texts:
        count = len(_LETTER.findall(text))
        letters += count
        kana, kanji = len(_KANA.findall(text)), len(_KANJI.findall(text))
        own = kana + kanji
        is_other = own < _OWN_SHARE * count or (kana < _KANA_SHARE * own and _STOP in text)
        foreign += count if count >= _FEWEST and is_other else 0
    return foreign / letters if letters else 0.0
