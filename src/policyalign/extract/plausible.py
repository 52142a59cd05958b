"""Whether what a page says in characters are words.

A font with a wrong table of codes, or poor text recognition, gives characters that look like Japanese and are none.
"""

from __future__ import annotations

import re
from functools import cache

# The 500 pairs of hiragana that are most frequent in the sample plans, the COCN statements, the lexicons and the
# documentation: 95 % of all pairs there. Each group names the first of the pair, then what may follow it.
_GROUPS = (
    "あっりるれ いうかがくこごただちつてでとなにのはまもよるを うかこしちとなにのもる "
    "えたてなはまらるを おいおけむより かかがけさしすせっでなにのはめもらりるれを "
    "があいかそっでどならりるん きいかくさただでなのはまるを ぎま くあしただつてとなのまりる ぐたる "
    "けがたてでとにのはまらるれを げたてまる こかとどなにのれろ ごすと さいせとなれを "
    "しいかがきくさすたてでとなにのはまれを じくたてでめる すかぎこたでとのべもる ずかつにほる "
    "せたてなまるん そうこのれろ ぞれ たいかこすただちっとなのはまめもらりる だがけさしっも "
    "ちにはばまら ったて つあいかきくけずでなにのもを づきくけ てあいおかきくにのはもよる "
    "であいきくしすなにのはもを といおがきこしすそつでとどなにのはまみめもを どうこちのまもれを "
    "ないかがぎくぐけげしすっどのもらりる にあおしすつとなはもよわ ねてる "
    "のあうかがこしすただづでとどなにのはほまみもよを はあこじすそどなめ ばなれん びのま への "
    "べきたてまる ほうかの まえしすずせただっでとなまらりるれ みがずつでなにのまを むね "
    "めぐたてでなにのまらる もあうかがしつとなにのり やしすり よいうくらりる "
    "らかしすずせでなにのはもれ りうかがでとなにのはまもやよを るかがこただとのべまもよ "
    "れかがずぞただてでなにのばまもよらるを わずせたっならりるれ をしすそつどまめも んじだで "
)
_COMMON = frozenset(group[0] + second for group in _GROUPS.split() for second in group[1:])
# Readings of kanji, as in ruby and in texts for children, end in one of these.
_ENDS_OF_READINGS = frozenset("いうくきつちん")
_SMALL = frozenset("ぁぃぅぇぉっゃゅょゎ")
_YOUON = re.compile(r"[きしちにひみりぎじびぴ][ゃゅょ]|[ゃゅょ][うくつん]")
_HIRAGANA = re.compile(r"[\u3041-\u3093]{2,}")
_KANJI = re.compile(r"[\u4e00-\u9fff]")

# Japanese prose has 90 % of its pairs among the common ones, names and ruby 75 %, kana mixed up 10 to 50 %.
_COMMON_SHARE = 0.5
_FEWEST_PAIRS = 25
# Kanji beyond level 1 of JIS X 0208 are under 2 % of Japanese prose, 85 % of all kanji there are.
_RARE_SHARE = 0.2
_FEWEST_KANJI = 25
_LEVEL_1 = b"\x98\x73"


def is_nonsense(text: str) -> bool:
    """Whether a text looks like Japanese and is none; too little of it tells nothing.

    >>> is_nonsense("この計画は、ものづくりを支える技術の開発を進めることとしています。" * 2)
    False
    >>> is_nonsense("さぬ訊町ほ、めぱばずゐゑ攰ぉゔ抆衔ね閌發ゑ遳ゎゔさぬぬぃづぃもゆ。" * 3)
    True
    """
    pairs, common = _pairs(text)
    if pairs >= _FEWEST_PAIRS and common < _COMMON_SHARE * pairs:
        return True
    kanji = _KANJI.findall(text)
    with_kana = len(kanji) >= _FEWEST_KANJI and pairs > 0
    return with_kana and sum(map(_is_rare, kanji)) > _RARE_SHARE * len(kanji)


def _pairs(text: str) -> tuple[int, int]:
    """How many pairs of hiragana a text has, and how many of them are common."""
    pairs = common = 0
    for run in _HIRAGANA.findall(text):
        pairs += len(run) - 1
        common += sum(map(_is_common, run, run[1:]))
    return pairs, common


@cache
def _is_common(first: str, second: str) -> bool:
    pair = first + second
    return pair in _COMMON or bool(_YOUON.match(pair)) or (second in _ENDS_OF_READINGS and first not in _SMALL)


@cache
def _is_rare(kanji: str) -> bool:
    code = kanji.encode("cp932", "replace")
    return len(code) < 2 or code >= _LEVEL_1


# Of the characters of a Japanese text some 30 % begin a common pair, of tables and lists some 10 %.
_LEAST_PAIRED = 0.05
_FEWEST_CHARACTERS = 60
_LETTERS_SHARE = 0.8
_VOWELS = (0.28, 0.5)


def is_words(text: str) -> bool:
    """Whether text recognised on a scan is words, Japanese or in Latin letters; short text counts as such.

    >>> is_words("ヮ町|l1l【_ﾉ乂亅―:;.,・ヽ丿八 ｢二ｰ" * 4)
    False
    """
    if is_nonsense(text):
        return False
    if len(text) < _FEWEST_CHARACTERS:
        return True
    letters = [char for char in text.lower() if "a" <= char <= "z"]
    if len(letters) > _LETTERS_SHARE * len(text):
        vowels = sum(char in "aeiou" for char in letters) / len(letters)
        return _VOWELS[0] <= vowels <= _VOWELS[1]
    return _pairs(text)[1] > _LEAST_PAIRED * len(text)
