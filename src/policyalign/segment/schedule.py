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
from policyalign.segment.stages import is_stage_word

# What follows a time that is a base of comparison (2013年度から46％削減, 2000年度比) and no beginning.
_COMPARES = re.compile(
    r"\s?(?:比|並み|の水準|に比べ|と比較|と比べ|[0-9０-９][0-9０-９.,，．]{0,9}\s?(?:[%％割倍]|ポイント))"
)
_PERIOD_LABEL = re.compile(r"期間(?:は|\s?[:：])?\s?$")
_BOUND = re.compile(r"から|まで|かけて|[~〜～\-−–—―‐－]")
_DEPTH = {**dict.fromkeys("(（「『【〔［〈《", 1), **dict.fromkeys(")）」』】〕］〉》", -1)}
_ADVERBIAL = frozenset(("", "に", "は", "も", "には", "にも", "において", "においては", "においても", "にて"))
_GOALS = frozenset(("目指す", "予定", "計画", "目標", "向ける"))


def choose_schedule(
    sentence: Sentence, intervals: Sequence[Interval], *, written: int | None = None
) -> tuple[Interval, ...]:
    """Those of the ``intervals`` (offsets in the sentence) that say when what it announces takes place.

    ``written`` is a fiscal year by which the plan was certainly written: what a sentence mentions in
    passing (…年に創設し、) counts only when it is known to lie no earlier.
    """
    known = [interval for interval in intervals if (interval.start_fy, interval.end_fy) != (None, None)]
    return tuple(interval for interval in known if _is_schedule(sentence, interval, written))


def _is_schedule(sentence: Sentence, interval: Interval, written: int | None) -> bool:
    start, end = interval.span
    if _PERIOD_LABEL.search(sentence.text[max(0, start - 8) : start]):
        return True
    if _in_brackets(sentence.text, start) or _COMPARES.match(sentence.text, end):
        return False
    phrase = phrase_at(sentence.phrases, end - 1)
    if phrase is None or phrase.is_root:
        return False
    if not start <= phrase.head.start < end:  # a part of a compound
        return phrase.start <= start and _names_action(sentence, phrase)
    particle = sentence.text[end : phrase.end].strip("、，, ")
    if particle == "の":
        return _names_action(sentence, sentence.phrases[phrase.parent])
    if particle not in _ADVERBIAL or _stands_alone(sentence.text, interval, particle):
        return False
    return _is_deadline_of_target(sentence, interval) or _announces(sentence, phrase, interval, written)


def _in_brackets(text: str, position: int) -> bool:
    """Whether an open bracket or quotation holds the place: dates of decisions, names of plans, glosses."""
    return sum(_DEPTH.get(char, 0) for char in text[:position]) > 0


def _stands_alone(text: str, interval: Interval, particle: str) -> bool:
    """A date beside a title (2023年８月 記者会見): a single time that nothing ties to the sentence."""
    bare = interval.start_fy == interval.end_fy and not _BOUND.search(interval.phrase)
    return bare and not particle and text[interval.span[1] :][:1] not in ("、", "，")


def _is_deadline_of_target(sentence: Sentence, interval: Interval) -> bool:
    """〜までに〜とすることを目指す: whatever the deadline hangs on, it is that of the target."""
    return interval.start_fy is None and sentence_role(sentence) == "target"


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
    if predicate is None or not sentence.active[predicate.index] or is_state_verb(predicate.head.lemma):
        return False
    if not predicate.is_predicate and not is_action_noun(matter_of(predicate)):
        return False
    if predicate.is_root or predicate.is_adnominal:
        return predicate.tense != "ongoing" or interval.end_fy is None
    if sentence.root is None or sentence.root.tense != "plain":
        return False
    later = written is not None and (interval.start_fy or 0) >= written
    return interval.start_fy != interval.end_fy or later
