"""What words can name something: a title (題), and not a scrap of one, a caption or the credit of a picture.

Whatever stands where a title is expected (a line set in large type, the first cell of a row, a heading style) is
held against this. The rules speak of the words alone and hold for every kind of file.
"""

from __future__ import annotations

import re
from functools import cache

from policyalign.text.normalize import nfkc_key

_OPENING = "([{「『【〔〈《"
_CLOSING = ")]}」』】〕〉》"
_PAIRS = dict(zip(_CLOSING, _OPENING, strict=True))

# 図1, 図表1-2-3, 第1-1-1図, 写真2, Fig. 3: the number of a figure, as captions begin and references in text do not.
_FIGURE = (
    r"(?:コラム)?(?:図表?|表|写真|画像)[-.]?(?:[0-9]+(?:[-.・][0-9]+)*(?![0-9年度月日にのをはがでと])|[:/])"
    r"|第?[0-9]+(?:[-.・][0-9]+)+[図表]|(?:fig(?:ure)?|table)\.?[0-9]+(?![0-9])"
)
_SOURCE = (
    r"(?:資料|出典|出所|備考|凡例|注|写真|画像|イラスト|図)(?:[0-9]*|提供|協力|撮影)[:：]"
    r"|\((?:注|出典|資料|備考)[0-9]*\)[:：]?"
)
_CREDIT = r"(?:写真|画像|資料|データ|イラスト|図版?)?(?:提供|撮影|所蔵|作成協力)[:：]|©|\(c\)[0-9A-Za-z]|copyright"
_BEFORE = r"[■▼▲●◆<〈《【\[(]?"
_FIGURE_CAPTION = re.compile(rf"{_BEFORE}(?:{_FIGURE})|(?:図表?|表|写真)$", re.IGNORECASE)
_CREDIT_LINE = re.compile(rf"{_BEFORE}(?:{_SOURCE}|{_CREDIT})", re.IGNORECASE)
_CREDIT_BEHIND = re.compile(
    rf"\((?:{_CREDIT}|{_SOURCE})[^()]*\)$|(?:^|\()(?:写真|画像)[:：][^。]{{0,30}}(?:提供|撮影)\)?$"
    r"|\((?:写真|画像)[^()。の]{1,20}(?:提供|撮影)\)$",
    re.IGNORECASE,
)
# Longer texts that begin like a caption speak about the figure.
_MAX_CAPTION = 120

# 1) ア) at the head of a title, and the number of a note at its end, are closing brackets of their own.
_NUMBER = re.compile(r"\(?(?:[0-9]{1,3}|[ivxIVX]{1,4}|[A-Za-zア-ンあ-ん一二三四五六七八九十]{1,2})\)")
_NOTE_NUMBER = re.compile(r"(?:[※*注]?[0-9]{1,3}\)|[※*†‡][0-9]{0,2})+$")
# No word begins with these: a line that does goes on with the line above.
_CONTINUES = re.compile(r"[、。,)\]}」』】〕〉》ーぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮ々ヽゞをん：:;；]")
# Nor does a title end with these: it would go on in the next line.
_GOES_ON = re.compile(
    r"(?:[、,をがへ]|され|おり|及び|および|並びに|ならびに|又は|または|に対し|に対する|に関する|における|による|により|のための)$"
)
# (GPAI) stands for the words before it.
_ABBREVIATION = re.compile(r"\([A-Za-z0-9.&・/+-]+\)")
_BULLETS = "•▪❑❖✓➢→⇒"
_SIGNS = "■□●○◎◆◇▶►▷★☆◼"
_DASHED = re.compile(r"[-―─–—~～].*[-―─–—~～]")

_WORD = re.compile(r"[ぁ-んァ-ヶ一-龠々]|[A-Za-z]{2}")
# Dates, amounts, units, addresses, and the heads of sums: they say when, how much or where, and name nothing.
_DATE = re.compile(
    r"(?:第[0-9一二三四五六七八九十]+回)?(?:(?:令和|平成|昭和|[RHS]|西暦)?(?:[0-9]{1,4}|元)(?:年度?|[./]))"
    r"(?:[0-9]{1,2}(?:月|[./]))?(?:[0-9]{1,2}日?)?(?:\([月火水木金土日祝・]+\))?(?:[0-9]{1,2}[:時][0-9]{2}分?)?"
    r"|第[0-9一二三四五六七八九十]+回|[0-9]{1,2}月(?:[0-9]{1,2}日)?(?:\([月火水木金土日祝・]+\))?"
)
_UNIT = (
    r"(?:[百千万億兆]*円|[%‰]|[千万]?[人件社校台戸棟]|か所|[kcm]?m2?|k[gWm]h?|[MGT]Wh?|t|billion|million"
    r"|パーセン(?:ト|テージ))"
)
_MEASURED = re.compile(rf"(?:\(?(?:単位[:：].*|{_UNIT})\)?|.*数\({_UNIT}\)|\(単位.*\))", re.IGNORECASE)
_ADDRESS = re.compile(r"(?:e-?mail|url|tel|fax|電話|ファクス)[:：︓]|https?://|www\.|[\w.+-]+@[\w-]+\.", re.IGNORECASE)
_SUM = re.compile(r"(?:[合小総累]?計|平均|該当なし|-+|なし)")


@cache
def is_title(text: str) -> bool:
    """Whether words can be the name of a measure or a section.

    >>> is_title("（2）人材の育成（博士課程を含む）"), is_title("用の推進 •"), is_title("提供）")
    (True, False, False)
    """
    key = nfkc_key(text)
    bare = key.strip(_SIGNS + _BULLETS + "・")
    return not (
        is_caption(text)
        or _ADDRESS.match(bare)
        or _MEASURED.fullmatch(bare)
        or _SUM.fullmatch(bare)
        or _is_torn(key)
        or not _WORD.search(_without_dates(bare))
    )


@cache
def is_caption(text: str) -> bool:
    """Whether words stand beside a figure or name where something comes from: 図表1-1 …, 出典：…, （写真提供：…）.

    >>> is_caption("図表1-2 研究費の推移"), is_caption("出典：町の統計"), is_caption("図1に示す港を直す。")
    (True, True, False)
    """
    key = nfkc_key(text)
    if len(key) > _MAX_CAPTION:
        return False
    names_figure = _FIGURE_CAPTION.match(key) and not key.endswith("。")
    return bool(names_figure or _CREDIT_LINE.match(key) or _CREDIT_BEHIND.search(key) or _DASHED.fullmatch(key))


def _is_torn(key: str) -> bool:
    """Whether a part of the title is missing at either end, or several lines of a list were run together."""
    number = _NUMBER.match(key)
    rest = key[number.end() :] if number else key
    if not _is_closed(rest):
        rest = _NOTE_NUMBER.sub("", rest)
    if (
        not rest
        or _ABBREVIATION.fullmatch(rest)
        or _CONTINUES.match(rest)
        or _GOES_ON.search(rest)
        or rest[-1] in _BULLETS + _SIGNS + "・"
        or (rest[-1] == "-" and rest.count("-") == 1)  # …-…- holds a subtitle
    ):
        return True
    return (
        not _is_closed(rest)
        or any(sign in rest[1:] for sign in _BULLETS[:-2])
        or (rest[0] in _SIGNS and rest[0] in rest[1:])
    )


def _is_closed(key: str) -> bool:
    """Whether every bracket is opened before it is closed, and closed."""
    stack: list[str] = []
    for char in key:
        if char in _OPENING:
            stack.append(char)
        elif char in _CLOSING and (not stack or stack.pop() != _PAIRS[char]):
            return False
    return not stack


def _without_dates(key: str) -> str:
    return _DATE.sub("", key)


_TOPIC = re.compile(
    r"(?:また|さらに|なお|このため|具体的には|加えて|一方|まず|次に)?、?([^、。]{2,30}?)(?:については|に関しては|においては|では|は)、"
)


# 2030年度には、次に、: when, not what.
_OF_TIME = ("に", "で", "まで", "から", "より", "場合", "中", "後", "際")


def subject(text: str) -> str:
    """What the first sentence of a text is about (町の井戸については、…), empty where it does not say so.

    >>> subject("町の井戸については、毎年度、水質を調べる。"), subject("水質を調べる。")
    ('町の井戸', '')
    """
    found = _TOPIC.match(text)
    about = found[1] if found else ""
    return about if is_title(about) and not about.endswith(_OF_TIME) else ""
