"""The clause of a sentence that a time belongs to, and whether it tells something that will be done.

A deadline may hang on what is aimed at (46％削減することを目指し), on a target that is in force (6割とする目標が
掲げられている), on what somebody has been told to do (検討を進めることとされている), on a purpose (運用を開始するため)
or on what is called for (2040年に向けては…必要がある).
"""

from __future__ import annotations

from collections.abc import Sequence

from policyalign.domain import Interval
from policyalign.segment.activity import Sentence, is_light, matter_of
from policyalign.segment.bunsetsu import Bunsetsu, phrase_at, predicate_of
from policyalign.segment.endings import is_action_noun, is_state_verb
from policyalign.segment.stages import is_stage_word, rungs_of
from policyalign.values import Role

CALLING: frozenset[Role] = frozenset(("measure", "target", "principle"))
"""Sentences that say what shall be done or reached."""

_COURSES = frozenset(("政策", "施策", "対策", "対応", "取り組み", "取組", "準備"))
_GOALS = frozenset(("目指す", "予定", "計画", "目標", "向ける"))
_PURPOSE = frozenset(("ため", "為", "よう", "べく"))
_COMMITMENTS = frozenset(("目標", "提案", "内容", "方針", "計画", "合意", "宣言", "公約", "法案"))
_OCCASIONS = ("博覧会", "万博", "大会", "オリンピック", "パラリンピック", "サミット")
_AT = frozenset(("において", "にて", "で", "に合わせて"))
# 2027年の通常国会に法案を提出する: nothing is done to a session, so that に says when.
_SESSIONS = "国会"


def governor_of(phrases: Sequence[Bunsetsu], interval: Interval) -> int:
    """The index of the phrase that a time modifies: its own where it is part of a compound (2026年度開始); -1 where it
    stands in none."""
    start, end = interval.span
    phrase = phrase_at(phrases, end - 1)
    if phrase is None:
        return -1
    return phrase.parent if start <= phrase.head.start < end else phrase.index


def is_one_year(interval: Interval) -> bool:
    """Whether a time is one single year."""
    return interval.is_resolved and interval.start_fy == interval.end_fy


def lies_ahead(interval: Interval, written: int | None) -> bool:
    """Whether a time certainly begins no earlier than the plan was written."""
    return written is not None and interval.start_fy is not None and interval.start_fy >= written


def is_deadline(interval: Interval, written: int | None) -> bool:
    """2030年度までに, or a year that lies ahead (2040年には): whatever it hangs on in a sentence with a target, it is
    that of the target."""
    return (interval.start_fy is None and interval.end_fy is not None) or lies_ahead(interval, written)


def is_occasion(phrase: Bunsetsu, interval: Interval, written: int | None) -> bool:
    """2027年…博覧会において: an event that lies ahead, at which something is done."""
    name, particle = phrase.head.surface, phrase.particle
    named = name.endswith(_OCCASIONS) and particle in _AT
    in_session = name.endswith(_SESSIONS) and (particle in _AT or particle == "に")
    return (named or in_session) and lies_ahead(interval, written)


def reports_past(sentence: Sentence, intervals: Sequence[Interval], written: int | None) -> bool:
    """Whether a sentence that ends in a noun of action tells what was done, by a time of that very action which was
    over before the plan was written: 2019年度に設備を導入, and no 2019年度に定めた計画の推進."""
    root = sentence.root
    if root is None or root.is_predicate or written is None:
        return False
    return any(_dates(sentence, one, root) for one in intervals if one.start_fy and (one.end_fy or written) < written)


def _dates(sentence: Sentence, interval: Interval, root: Bunsetsu) -> bool:
    phrase = phrase_at(sentence.phrases, interval.span[1] - 1)
    inside = phrase is not None and interval.span[0] <= phrase.head.start < interval.span[1]
    if phrase is None or not inside or phrase.parent != root.index:
        return False
    return sentence.text[interval.span[1] : phrase.end].strip("、， ") in ("", "に", "には")


def is_course(phrase: Bunsetsu) -> bool:
    """2040年に向けた政策: what is done by then, in general."""
    return matter_of(phrase).lemma in _COURSES


def names_action(sentence: Sentence, phrase: Bunsetsu) -> bool:
    """2027年度の実用化, 2026年度開始: a noun of action that is done or aimed at (を目指す, の予定)."""
    word = matter_of(phrase)
    if not (is_light(word) or is_stage_word(word.lemma) or rungs_of(sentence, phrase)):
        return False
    above = sentence.phrases[phrase.parent]
    aimed_at = above.head.lemma in _GOALS and above.tense == "plain" and not above.is_adnominal
    return sentence.active[phrase.index] or aimed_at


def commits(sentence: Sentence, phrase: Bunsetsu) -> bool:
    """Whether a time is that of a target which is in force, or proposed: 2040年までに6割とする目標."""
    predicate = predicate_of(sentence.phrases, phrase)
    return predicate is not None and _is_of_target(sentence, predicate)


def announces(sentence: Sentence, phrase: Bunsetsu, interval: Interval, written: int | None, role: Role) -> bool:
    """Whether the predicate that the time modifies is something that will be done, or goes on since then."""
    predicate = _past_amount(sentence, predicate_of(sentence.phrases, phrase))
    if predicate is None:
        return False
    if _is_purpose(sentence, predicate) or _is_of_target(sentence, predicate):
        return True
    if _is_decided(sentence, predicate, is_deadline(interval, written)):
        return True
    if _goes_on_since(predicate, interval, written):
        return False
    if role == "principle" and is_deadline(interval, written):
        plain = predicate.tense == "plain" and not is_state_verb(predicate.head.lemma)
        return predicate.is_root or plain
    return _is_done(sentence, predicate, role) and _lasts(sentence, predicate, interval, written, role)


_EXCEEDS = frozenset(("超える", "上回る", "下回る", "及ぶ"))


def _past_amount(sentence: Sentence, predicate: Bunsetsu | None) -> Bunsetsu | None:
    """The predicate above 1,000億円を超える（投資を実現する）, which parsers take a time to modify."""
    if predicate is None or not predicate.is_adnominal or predicate.head.lemma not in _EXCEEDS:
        return predicate
    return predicate_of(sentence.phrases, predicate)


def _is_done(sentence: Sentence, predicate: Bunsetsu, role: Role) -> bool:
    """Whether the predicate is active and an action, as that of a measure always is (国が考え方を示す)."""
    state = is_state_verb(predicate.head.lemma) and not (predicate.is_root and role == "measure")
    named = predicate.is_predicate or is_action_noun(matter_of(predicate))
    return sentence.active[predicate.index] and named and not state


def _lasts(sentence: Sentence, predicate: Bunsetsu, interval: Interval, written: int | None, role: Role) -> bool:
    """Whether the time of the predicate is not over: what is mentioned in passing (…年に創設し) may be."""
    if predicate.is_root or predicate.is_adnominal:
        return predicate.tense != "ongoing" or interval.end_fy is None
    root = sentence.root
    told = root is not None and (root.tense == "plain" or role in CALLING)
    return told and (lies_ahead(interval, written) or not is_one_year(interval))


def _is_decided(sentence: Sentence, predicate: Bunsetsu, deadline: bool) -> bool:
    """2025年度に向けて検討を進めることとされている, 2028年度に共通化することを目指し; or a deadline of what is thought
    about (2040年度までに賄うことを検討する)."""
    above = sentence.phrases[predicate.parent]
    told = sentence.phrases[above.parent]
    if not (predicate.is_adnominal and predicate.tense == "plain" and above.head.lemma in ("こと", "事")):
        return False
    decided = above.particle == "と" and told.is_root and told.head.lemma in ("する", "為る")
    aimed = told.head.lemma in _GOALS or (deadline and sentence.active[told.index] and told.is_root)
    return decided or (above.particle == "を" and aimed)


def _is_of_target(sentence: Sentence, predicate: Bunsetsu) -> bool:
    above = sentence.phrases[predicate.parent]
    while not predicate.is_adnominal and above.is_predicate and not above.is_root:
        predicate, above = above, sentence.phrases[above.parent]  # 使えるように する 目標
    return predicate.is_adnominal and predicate.tense == "plain" and matter_of(above).lemma in _COMMITMENTS


def _goes_on_since(predicate: Bunsetsu, interval: Interval, written: int | None) -> bool:
    """2022年から求めており: what began before the plan was written and goes on is no schedule of it."""
    began = interval.start_fy if interval.end_fy is None else None
    return predicate.tense == "ongoing" and began is not None and written is not None and began < written


def _is_purpose(sentence: Sentence, predicate: Bunsetsu) -> bool:
    """2028年度から運用を開始するため、設計を行う: the stage that is aimed at has its time, too."""
    above = sentence.phrases[predicate.parent]
    for_it = above.head.lemma in _PURPOSE or any(token.lemma in _PURPOSE for token in predicate.tail)
    return for_it and predicate.tense == "plain" and bool(rungs_of(sentence, predicate))
