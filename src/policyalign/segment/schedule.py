"""Which times of a sentence are the schedule of its action (いつ行うか), as against history and names.

Precision first: a time counts only when it hangs on what will be done. 2024年能登半島地震, 令和5年版白書,
(2023年6月閣議決定), 2013年度比, 2021年に策定した and 2030年の見通し do not.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from policyalign.domain import Interval
from policyalign.segment.activity import Sentence
from policyalign.segment.bunsetsu import Bunsetsu, phrase_at
from policyalign.segment.endings import is_action_noun, sentence_role
from policyalign.segment.stages import is_stage_word
from policyalign.segment.time_clauses import (
    CALLING,
    announces,
    commits,
    is_course,
    is_deadline,
    is_occasion,
    is_one_year,
    names_action,
)
from policyalign.values import Role

# What follows a time that is a base of comparison (2013年度から46％削減, 2000年度比) and no beginning.
_COMPARES = re.compile(r"\s?(?:比|並み|の水準|に比べ|と比較|と比べ)")
_CHANGES = re.compile(r"\s?[0-9０-９][0-9０-９.,，．]{0,9}\s?(?:[%％割倍]|ポイント)")
_PERIOD_LABEL = re.compile(
    r"期間(?:は、?|\s?[:：])?\s?$|(?:実施|事業|整備|導入|運用|供用|開始|終了|完了|達成|目標)(?:予定)?(?:時期|年度|期限|年次)\s?[:：]\s?$"
)
# 調査（2026年度）, 確立する。（2022年度から2026年度の5年計画）: a time alone in brackets behind what is done.
_OPENS = re.compile(r"[(（]\s?$")
_CLOSES = re.compile(
    r"\s?(?:の\s?[0-9０-９]{1,2}\s?[かヶカ]?年(?:間|計画|事業)?)?(?:に?(?:開始|終了|完了|実施)(?:予定)?|予定|目途)?\s?[)）]"
)
# 2026年度から2030年度までを集中的な取組の期間とし: what is done then; 計画期間 is the period of the document.
_AS_PERIOD = re.compile(r"を(?![^、。]{0,20}(?:計画|対象)の?期間)[^、。]{0,20}期間と(?:し|する|位置)")
_BOUND = re.compile(r"から|まで|かけて|[~〜～\-−–—―‐－]")
_TOWARDS = "に向けた"
_QUOTES = ("「", "『", "“")
_DEPTH = {**dict.fromkeys("(（「『【〔［〈《", 1), **dict.fromkeys(")）」』】〕］〉》", -1)}
_ADVERBIAL = frozenset(("", "に", "は", "も", "には", "にも", "において", "においては", "においても", "にて"))
_SPANNING = frozenset(("で", "の間", "の間に", "を通じて", "にわたり", "にわたって", "をかけて"))
_REMARKS = ("開始", "終了", "完了", "実施", "予定")
# 資料：…（2023年5月）: where a figure comes from.
_SOURCE = re.compile(r"[（(※]?(?:資料|出典|出所|注)[0-9０-９]{0,2}\s?[）)]?\s?[:：]")
_MISPRINT_YEARS = 50
"""A year this far from all others of its sentence is a slip of the pen: plans look 30 years ahead at most."""


def choose_schedule(
    sentence: Sentence, intervals: Sequence[Interval], *, written: int | None = None, role: Role | None = None
) -> tuple[Interval, ...]:
    """Those of the ``intervals`` (offsets in the sentence) that say when what it announces takes place.

    ``role`` is that of the sentence, by default what its end shows.

    ``written`` is a fiscal year by which the plan was certainly written: what a sentence mentions in
    passing (…年に創設し、) counts only when it is known to lie no earlier.
    """
    role = sentence_role(sentence) if role is None else role
    chosen: list[Interval] = []
    for interval in reversed(intervals):
        if _is_schedule(sentence, interval, written, role) or (
            chosen and _is_listed(sentence.text, interval, chosen[0])
        ):
            chosen.insert(0, interval)
    if not chosen and role == "target":
        chosen = [one for one in intervals if _is_of_aim(sentence, one, written)]
    return tuple(interval for interval in chosen if not _is_misprint(interval, chosen))


_OF = ("の", "における", "時点の", "時点で")


def _is_of_aim(sentence: Sentence, interval: Interval, written: int | None) -> bool:
    """2035年における電動車の割合を100％とする: the year that lies ahead, where a target names no other time."""
    ahead = (
        is_one_year(interval) and is_deadline(interval, written) and not _in_brackets(sentence.text, interval.span[0])
    )
    return ahead and sentence.text.startswith(_OF, interval.span[1])


def committed_times(sentence: Sentence, intervals: Sequence[Interval]) -> tuple[Interval, ...]:
    """Those of the ``intervals`` that are deadlines of a target which somebody has set, or proposes: what a report
    (現状) tells of times to come."""
    deadlines = [one for one in intervals if one.start_fy is None and one.is_resolved]
    phrases = [phrase_at(sentence.phrases, one.span[1] - 1) for one in deadlines]
    return tuple(
        one for one, phrase in zip(deadlines, phrases, strict=True) if phrase is not None and commits(sentence, phrase)
    )


# 2025年、2027年及び2030年に: what holds of the last of a list holds of all.
_LISTED = re.compile(r"\s?(?:、|，|・|及び|又は|並びに|と)\s?")


def _is_listed(text: str, interval: Interval, after: Interval) -> bool:
    return is_one_year(interval) and _LISTED.fullmatch(text, interval.span[1], after.span[0]) is not None


def _is_past(interval: Interval, written: int | None) -> bool:
    """A single year before the plan was written tells what has been."""
    return is_one_year(interval) and written is not None and (interval.end_fy or 0) < written


def _is_misprint(interval: Interval, chosen: Sequence[Interval]) -> bool:
    year = interval.start_fy
    others = [other.start_fy or other.end_fy for other in chosen if other is not interval]
    known = [other for other in others if other is not None]
    if year is None or year != interval.end_fy or len(known) < 2:
        return False
    return min(abs(year - other) for other in known) > _MISPRINT_YEARS


def _is_schedule(sentence: Sentence, interval: Interval, written: int | None, role: Role) -> bool:
    start, end = interval.span
    if _PERIOD_LABEL.search(sentence.text[max(0, start - 8) : start]):
        return True
    if _is_past(interval, written) or _SOURCE.match(sentence.text):
        return False
    if _is_remark(sentence, interval) or (role in CALLING and _AS_PERIOD.match(sentence.text, end)):
        return True
    phrase = phrase_at(sentence.phrases, end - 1)
    if phrase is None or phrase.is_root or _in_brackets(sentence.text, start) or _is_base(sentence.text, interval):
        return False
    return _is_tied(sentence, phrase, interval, written, role)


def _is_tied(sentence: Sentence, phrase: Bunsetsu, interval: Interval, written: int | None, role: Role) -> bool:
    """Whether the phrase in which a time ends makes it that of something that will be done."""
    start, end = interval.span
    if not start <= phrase.head.start < end:  # a part of a compound
        return phrase.start <= start and (names_action(sentence, phrase) or is_occasion(phrase, interval, written))
    particle = _particle(sentence.text[end : phrase.end], interval)
    parent = sentence.phrases[phrase.parent]
    if not particle and is_occasion(parent, interval, written):
        return True
    if interval.phrase.endswith(_TOWARDS) and role in CALLING:
        return is_course(parent)
    if particle == "の":
        return names_action(sentence, parent) or is_occasion(parent, interval, written)
    if particle not in _ADVERBIAL or _stands_alone(sentence.text, interval, particle):
        return False
    return (role == "target" and is_deadline(interval, written)) or announces(sentence, phrase, interval, written, role)


def _particle(text: str, interval: Interval) -> str:
    """What ties a time to its sentence. Analysers take までに「…計画」を for one phrase: there nothing more does."""
    particle = text.strip("、，,：: ")
    spans = particle in _SPANNING and not is_one_year(interval)
    return "" if spans or particle.startswith(_QUOTES) else particle


def _is_remark(sentence: Sentence, interval: Interval) -> bool:
    """Whether the time stands alone in brackets behind what will be done, or behind its sentence."""
    start, end = interval.span
    opening = _OPENS.search(sentence.text[:start])
    if opening is None or not _CLOSES.match(sentence.text, end):
        return False
    before = sentence.text[: opening.start()]
    phrase = phrase_at(sentence.phrases, len(before) - 1)
    if phrase is None:  # behind the full stop of the sentence before
        return not is_one_year(interval) or sentence.text[end:].strip(") ）").endswith(_REMARKS)
    last = next(token for token in reversed(phrase.tokens) if token.start < len(before))
    announced = phrase.is_predicate and phrase.tense == "plain"
    return sentence.active[phrase.index] and (announced or is_action_noun(last) or is_stage_word(last.surface))


def _is_base(text: str, interval: Interval) -> bool:
    """Whether something is compared with a time; what shall be reached by then (2030年度までに46％) is not."""
    end = interval.span[1]
    return bool(_COMPARES.match(text, end) or (interval.start_fy is not None and _CHANGES.match(text, end)))


def _in_brackets(text: str, position: int) -> bool:
    """Whether an open bracket or quotation holds the place: dates of decisions, names of plans, glosses."""
    return sum(_DEPTH.get(char, 0) for char in text[:position]) > 0


def _stands_alone(text: str, interval: Interval, particle: str) -> bool:
    """A date beside a title (2023年８月 記者会見): a single time that nothing ties to the sentence."""
    bare = is_one_year(interval) and not _BOUND.search(interval.phrase)
    return bare and not particle and text[interval.span[1] :][:1] not in tuple("、，:：")
