"""Who is only told, asked or heard (通知する相手): 環境省に報告する, 総務省から意見を聴く, a cell below 協議先."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from policyalign.segment.bunsetsu import Bunsetsu, phrase_at, predicate_of

# Further members of the list that are no listed bodies: 環境大臣、消防署等関係機関へ.
_FURTHER = (
    r"(?:(?:[、,・/]|及び|並びに|又は|若しくは|や|と)[一-龠々ァ-ヶーA-Za-z0-9()・]{1,24}?(?:等の[一-龠々]{1,12})?)"
)
_TO = re.compile(rf"(?:等|など)?{_FURTHER}{{0,4}}(?:に対し|に(?!お[いけ]|よ[りるっ]|関|つい|基づ|係|て)|へ)")
_FROM = re.compile(rf"(?:等|など)?{_FURTHER}{{0,4}}から")
_SUBJECT = re.compile(r"(?:等|など)?(?:は|が|も)")
_TOLD_WORDS = frozenset(
    [
        "通知",
        "通報",
        "報告",
        "届け出",
        "届出",
        "届け出る",
        "提出",
        "協議",
        "相談",
        "照会",
        "要請",
        "要望",
        "求める",
        "依頼",
        "申請",
        "申し入れ",
        "申し入れる",
        "働き掛け",
        "働き掛ける",
        "働きかけ",
        "働きかける",
        "連絡",
        "伝達",
        "伝える",
        "情報提供",
        "提供",
        "送付",
        "答申",
        "勧告",
        "建議",
        "諮問",
        "諮る",
        "具申",
        "進言",
        "説明",
        "意見",
        "通告",
        "上申",
    ]
)
_TOLD_NEXT = re.compile(rf"(?:は|も|て)?、?の?[^、。]{{0,8}}?(?:{'|'.join(sorted(_TOLD_WORDS))})(?![一-龠々ァ-ヶー])")
_HEARD = frozenset(("受ける", "得る", "聴く", "聞く", "聴取", "貰う", "もらう", "徴する", "徴収", "求める", "頂く"))
_RECEIVED = _TOLD_WORDS & {"報告", "通知", "通報", "届出", "連絡", "答申", "勧告", "要請", "依頼", "照会", "協議"}
_CLOSING = ")]】〕"
_OBJECT = frozenset(("を", "の", "等を", "などを"))
_HEAD = re.compile(
    r"(?:^|[;\n])(?:[^:;]*/)?[^:;]*(?:先|相手方?|(?:連携|協力|協議|通知|報告|照会|要請|意見聴取)[^:;]{0,6}):[^;。]*$"
)


def is_addressed(text: str, start: int, end: int, phrases: Sequence[Bunsetsu]) -> bool:
    """Whether the names ``text[start:end]`` are only those that something is told to or asked of, by the particle
    behind them and what that depends on; without ``phrases`` by the wording alone. The text is in half width."""
    if _HEAD.search(text, 0, start):
        return True
    end += len(text[end:]) - len(text[end:].lstrip(_CLOSING))
    if to := _TO.match(text, end):
        return _TOLD_NEXT.match(text, to.end()) is not None or _does(text, to.end(), phrases, _TOLD_WORDS)
    if heard := _FROM.match(text, end):
        return _does(text, heard.end(), phrases, _HEARD)
    found = _SUBJECT.match(text, end)
    return found is not None and _only_receives(phrases, phrase_at(phrases, found.end() - 1))


def _does(text: str, end: int, phrases: Sequence[Bunsetsu], words: frozenset[str]) -> bool:
    """Whether what the phrase that ends there depends on is one of the words, itself or by its object (報告を行う)."""
    phrase = phrase_at(phrases, end - 1)
    if phrase is None or phrase.is_root:
        return False
    above = predicate_of(phrases, phrase) or phrase
    parent = phrases[phrase.parent]
    return any(words & set(done_by(phrases, one)) for one in (parent, above))


def done_by(phrases: Sequence[Bunsetsu], predicate: Bunsetsu) -> Iterator[str]:
    """What a predicate says is done: its head, and the heads of its objects."""
    yield from (predicate.head.lemma, predicate.head.normalized)
    for phrase in phrases:
        if phrase.parent == predicate.index and phrase.particle in _OBJECT and phrase != predicate:
            yield from (phrase.head.lemma, phrase.head.normalized)


def _only_receives(phrases: Sequence[Bunsetsu], subject: Bunsetsu | None) -> bool:
    """Whether all that is said of a subject is that it is told or asked: 内閣府は、報告を受ける."""
    if subject is None or subject.is_root:
        return False
    predicate = phrases[subject.parent]
    if not predicate.is_root or predicate.head.lemma != "受ける":
        return False
    return bool(_RECEIVED & set(done_by(phrases, predicate)))
