"""What a model that was trained on Chinese first reads in Japanese print: letters that look alike, set right by what
stands beside them. One character stays one character."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

_KATAKANA = "ァ-ヺー"
# Ideographs that nothing but the word around tells from katakana. Numbers (二、八) are not among them: アジア八カ国.
# 工ネ is no word, but 省エネ is.
_IN_KATAKANA = re.compile(rf"(?<=[{_KATAKANA}])[口力工夕](?=[{_KATAKANA}])|工(?=ネ)")
_KATAKANA_OF = {"口": "ロ", "力": "カ", "工": "エ", "夕": "タ"}
# The stroke that lengthens a vowel, read as the number one; but データ一覧, コース一つ, エリア一か所.
_LONG = re.compile(rf"(?<=[{_KATAKANA}])一(?![一-鿿々つかヵカヶケ\d])")
# 卜 alone (占卜) is no word of today.
_TO = re.compile(rf"(?<=[{_KATAKANA}])卜|卜(?=[{_KATAKANA}])")
# へ, べ and ぺ are the same in both kinds of kana; the kind around them is theirs.
_HE = re.compile(rf"ヘ(?![{_KATAKANA}])|(?<![{_KATAKANA}])[ベペ](?=[ぁ-ゖ])|(?<=[ぁ-ゖ])[ベペ](?![{_KATAKANA}])")
_HE_IN_KATAKANA = re.compile(
    rf"(?<=[{_KATAKANA}])[べぺ](?=[{_KATAKANA}])|(?<![ぁ-ゖ一-鿿{_KATAKANA}])へ(?=[{_KATAKANA}])"
)
_HIRAGANA_OF = {"ヘ": "へ", "ベ": "べ", "ペ": "ぺ"}
_HE_OF = {hiragana: katakana for katakana, hiragana in _HIRAGANA_OF.items()}
# A tick in front of an item is no root: √2.
_TICK = re.compile(r"^√(?![\da-z(（])")


@cache
def _simplified() -> dict[int, str]:
    """Simplified ideographs of Chinese that Shift_JIS (cp932) does not have, so that no word of Japanese is touched, to
    the Japanese form of the same character."""
    rows = files("policyalign.extract.ocr").joinpath("simplified.tsv").read_text("utf-8").splitlines()
    table = dict(row.split("\t") for row in rows)
    return {ord(simplified): japanese for simplified, japanese in table.items()} | {0xB7: "・", 0x2109: "F"}


def as_japanese(text: str) -> str:
    """A recognised line with Japanese letters in place of those that only look like them.

    >>> as_japanese("银行ヘの输出·サポー卜")
    '銀行への輸出・サポート'
    """
    text = _TICK.sub("✓", text.translate(_simplified()))
    text = _IN_KATAKANA.sub(lambda found: _KATAKANA_OF[found[0]], text)
    text = _TO.sub("ト", text)
    text = _LONG.sub("ー", text)
    text = _HE.sub(lambda found: _HIRAGANA_OF[found[0]], text)
    return _HE_IN_KATAKANA.sub(lambda found: _HE_OF[found[0]], text)
