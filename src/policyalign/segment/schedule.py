"""Which times of a sentence are the schedule of its action (いつ行うか), as against history and names.

Precision first: a time counts only when it hangs on what will be done. 2024年能登半島地震, 令和5年版白書,
(2023年6月閣議決定), 2013年度比, 2021年に策定した and 2030年の見通し do not.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from policyalign.domain import Interval
from policyalign.segment.activity import Sentence, is_light, matter_of
from policyalign.segment.bunsetsu import Bunsetsu, phrase_at, predicate_of
from policyalign.segment.endings import is_action_noun, is_state_verb, sentence_role
from policyalign.segment.stages import is_stage_word, rungs_of

# What follows a time that is a base of comparison (2013年度から46％削減, 2000年度比) and no beginning.
_COMPARES = re.compile(
    r"\s?(?:比|並み|の水準|に比べ|と比較|と比べ|[0-9０-９][0-9０-９.,，．]{0,9}\s?(?:[%％割倍]|ポイント))"
)
_PERIOD_LABEL = re.compile(
    r"期間(?:は|\s?[:：])?\s?$|(?:実施|事業|整備|導入|運用|供用|開始|終了|完了|達成|目標)(?:予定)?(?:時期|年度|期限|年次)\s?[:：]\s?$"
)
# 調査（2026年度）, 確立する。（2022年度から2026年度の5年計画）: a time alone in brackets behind what is done.
_OPENS = re.compile(r"[(（]\s?$")
_CLOSES = re.compile(
    r"\s?(?:の\s?[0-9０-９]{1,2}\s?[かヶカ]?年(?:間|計画|事業)?)?(?:に?(?:開始|終了|完了|実施)(?:予定)?|予定|目途)?\s?[)）]"
)
_BOUND = re.compile(r"から|まで|かけて|[~〜～\-−–—―‐－]")
_DEPTH = {**dict.fromkeys("(（「『【〔［〈《", 1), **dict.fromkeys(")）」』】〕］〉》", -1)}
_ADVERBIAL = frozenset(("", "に", "は", "も", "には", "にも", "において", "においては", "においても", "にて"))
_SPANNING = frozenset(("で", "の間", "の間に", "を通じて", "にわたり", "にわたって", "をかけて"))
_REMARKS = ("開始", "終了", "完了", "実施", "予定")
# 資料：…（2023年5月）: where a figure comes from.
_SOURCE = re.compile(r"[（(※]?(?:資料|出典|出所|注)[0-9０-９]{0,2}\s?[）)]?\s?[:：]")
_GOALS = frozenset(("目指す", "予定", "計画", "目標", "向ける"))
_PURPOSE = frozenset(("ため", "為", "よう", "べく"))
_MISPRINT_YEARS = 50
"""A year this far from all others of its sentence is a slip of the pen: plans look 30 years ahead at most."""


def choose_schedule(
    sentence: Sentence, intervals: Sequence[Interval], *, written: int | None = None
) -> tuple[Interval, ...]:
    """Those of the ``intervals`` (offsets in the sentence) that say when what it announces takes place.

    ``written`` is a fiscal year by which the plan was certainly written: what a sentence mentions in
    passing (…年に創設し、) counts only when it is known to lie no earlier.
    """
    chosen = [interval for interval in intervals if _is_schedule(sentence, interval, written)]
    return tuple(interval for interval in chosen if not _is_misprint(interval, chosen))


def _is_past(interval: Interval, written: int | None) -> bool:
    """A single year before the plan was written tells what has been."""
    return _is_one_year(interval) and written is not None and (interval.end_fy or 0) < written


def _is_misprint(interval: Interval, chosen: Sequence[Interval]) -> bool:
    year = interval.start_fy
    others = [other.start_fy or other.end_fy for other in chosen if other is not interval]
    known = [other for other in others if other is not None]
    if year is None or year != interval.end_fy or len(known) < 2:
        return False
    return min(abs(year - other) for other in known) > _MISPRINT_YEARS


def _is_schedule(sentence: Sentence, interval: Interval, written: int | None) -> bool:
    start, end = interval.span
    if _PERIOD_LABEL.search(sentence.text[max(0, start - 8) : start]):
        return True
    if _is_past(interval, written) or _SOURCE.match(sentence.text):
        return False
    if _is_remark(sentence, interval):
        return True
    if _in_brackets(sentence.text, start) or _COMPARES.match(sentence.text, end):
        return False
    phrase = phrase_at(sentence.phrases, end - 1)
    if phrase is None or phrase.is_root:
        return False
    if not start <= phrase.head.start < end:  # a part of a compound
        return phrase.start <= start and _names_action(sentence, phrase)
    particle = sentence.text[end : phrase.end].strip("、，,：: ")
    if particle == "の":
        return _names_action(sentence, sentence.phrases[phrase.parent])
    if particle in _SPANNING and not _is_one_year(interval):
        particle = ""
    if particle not in _ADVERBIAL or _stands_alone(sentence.text, interval, particle):
        return False
    return _is_deadline_of_target(sentence, interval, written) or _announces(sentence, phrase, interval, written)


def _is_remark(sentence: Sentence, interval: Interval) -> bool:
    """Whether the time stands alone in brackets behind what will be done, or behind its sentence."""
    start, end = interval.span
    opening = _OPENS.search(sentence.text[:start])
    if opening is None or not _CLOSES.match(sentence.text, end):
        return False
    before = sentence.text[: opening.start()]
    phrase = phrase_at(sentence.phrases, len(before) - 1)
    if phrase is None:  # behind the full stop of the sentence before
        return not _is_one_year(interval) or sentence.text[end:].strip(") ）").endswith(_REMARKS)
    last = next(token for token in reversed(phrase.tokens) if token.start < len(before))
    announced = phrase.is_predicate and phrase.tense == "plain"
    return sentence.active[phrase.index] and (announced or is_action_noun(last) or is_stage_word(last.surface))


def _in_brackets(text: str, position: int) -> bool:
    """Whether an open bracket or quotation holds the place: dates of decisions, names of plans, glosses."""
    return sum(_DEPTH.get(char, 0) for char in text[:position]) > 0


def _stands_alone(text: str, interval: Interval, particle: str) -> bool:
    """A date beside a title (2023年８月 記者会見): a single time that nothing ties to the sentence."""
    bare = _is_one_year(interval) and not _BOUND.search(interval.phrase)
    return bare and not particle and text[interval.span[1] :][:1] not in tuple("、，:：")


def _is_deadline_of_target(sentence: Sentence, interval: Interval, written: int | None) -> bool:
    """〜までに〜とすることを目指す: whatever the deadline hangs on, it is that of the target. So is a year
    that lies ahead (2040年には)."""
    ahead = written is not None and interval.start_fy is not None and interval.start_fy >= written
    deadline = interval.start_fy is None and interval.end_fy is not None
    return (deadline or ahead) and sentence_role(sentence) == "target"


def _names_action(sentence: Sentence, phrase: Bunsetsu) -> bool:
    """2027年度の実用化, 2026年度開始: a noun of action that is done or aimed at (を目指す, の予定)."""
    word = matter_of(phrase)
    if not (is_light(word) or is_stage_word(word.lemma)):
        return False
    above = sentence.phrases[phrase.parent]
    aimed_at = above.head.lemma in _GOALS and above.tense == "plain" and not above.is_adnominal
    return sentence.active[phrase.index] or aimed_at


def _announces(sentence: Sentence, phrase: Bunsetsu, interval: Interval, written: int | None) -> bool:
    """Whether the predicate that the time modifies is something that will be done, or goes on since then."""
    predicate = predicate_of(sentence.phrases, phrase)
    if predicate is not None and _is_purpose(sentence, predicate):
        return True
    if predicate is None or not sentence.active[predicate.index] or is_state_verb(predicate.head.lemma):
        return False
    if not predicate.is_predicate and not is_action_noun(matter_of(predicate)):
        return False
    if predicate.is_root or predicate.is_adnominal:
        return predicate.tense != "ongoing" or interval.end_fy is None
    if sentence.root is None or sentence.root.tense != "plain":
        return False
    later = written is not None and (interval.start_fy or 0) >= written
    return later or not _is_one_year(interval)


def _is_one_year(interval: Interval) -> bool:
    return interval.is_resolved and interval.start_fy == interval.end_fy


def _is_purpose(sentence: Sentence, predicate: Bunsetsu) -> bool:
    """2028年度から運用を開始するため、設計を行う: the stage that is aimed at has its time, too."""
    above = sentence.phrases[predicate.parent]
    for_it = above.head.lemma in _PURPOSE or any(token.lemma in _PURPOSE for token in predicate.tail)
    return for_it and predicate.tense == "plain" and bool(rungs_of(sentence, predicate))
