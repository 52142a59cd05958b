"""Which times of a sentence are the schedule of its action (いつ行うか), as against history, statistics and names.

Precision first: a time counts only when it hangs on what will be done. 2024年能登半島地震, 令和5年版白書, (2023年6月閣議決定),
2013年度比, 2021年に策定した and 2030年の見通し do not.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from policyalign.domain import Interval, Role, Token
from policyalign.segment.activity import LIGHT_WORDS, active_phrases, matter_of
from policyalign.segment.bunsetsu import Bunsetsu, bunsetsu, phrase_at, predicate_of
from policyalign.segment.roles import is_state_verb
from policyalign.segment.stages import is_stage_word

# What follows a time that is a base of comparison (2013年度から46％削減, 2000年度比) and not a beginning.
_COMPARES = re.compile(r"\s?(?:比|並み|の水準|に比べ|と比較|と比べ|[0-9０-９][0-9０-９.,，．]*\s?(?:[%％割倍]|ポイント))")
_PERIOD_LABEL = re.compile(r"期間(?:は|\s?[:：])?\s?$")
_OPENERS, _CLOSERS = "(（「『【〔［〈《", ")）」』】〕］〉》"
_ADVERBIAL = re.compile(r"(?:末|中|内|頃|当初|目途|めど|目処|以降|以後)?(?:を目途|をめど|を目処)?(?:まで|から|より|にかけて)?(?:に(?:おいて|は|も)?|は|も)?")
_ADNOMINAL = re.compile(r"(?:から|まで|以降)?の")
_SINCE = re.compile(r"から|より|以降|以後|以来")
_GOALS = frozenset(("目指す", "予定", "計画", "目標", "向ける"))


def choose_schedule(
    sentence: str, tokens: Sequence[Token], intervals: Sequence[Interval], role: Role, *, written: int | None = None
) -> tuple[Interval, ...]:
    """Those of the ``intervals`` (offsets in the sentence) that say when what it announces takes place.

    ``role`` is that of the passage; only measures and targets have a schedule. ``written`` is a fiscal year in or
    before which the plan was certainly written: what a sentence reports in passing (…年に創設し、) counts only
    when it is known to lie later.
    """
    known = [interval for interval in intervals if (interval.start_fy, interval.end_fy) != (None, None)]
    if not known or role not in ("measure", "target"):
        return ()
    phrases = bunsetsu(tokens)
    active = active_phrases(phrases)
    return tuple(interval for interval in known if _is_schedule(sentence, phrases, active, interval, written))


def _is_schedule(
    sentence: str, phrases: Sequence[Bunsetsu], active: Sequence[bool], interval: Interval, written: int | None
) -> bool:
    start, end = interval.span
    if _PERIOD_LABEL.search(sentence[max(0, start - 8) : start]):
        return True
    phrase = phrase_at(phrases, end - 1)
    if phrase is None or _in_brackets(sentence, start) or _COMPARES.match(sentence, end):
        return False
    if not start <= phrase.head.start < end:
        return _names_action(phrases, phrase, active) and phrase_at(phrases, start) == phrase
    if phrase.is_root:
        return False
    particle = sentence[phrase.head.start + len(phrase.head.surface) : phrase.end].rstrip("、，, ")
    parent = phrases[phrase.parent]
    if _ADNOMINAL.fullmatch(particle):
        return _names_action(phrases, parent, active)
    return _ADVERBIAL.fullmatch(particle) is not None and _announces(phrases, phrase, active, interval, written)


def _in_brackets(sentence: str, position: int) -> bool:
    """Whether an open bracket or quotation holds the place: dates of decisions, names of plans, glosses."""
    before = sentence[:position]
    return sum(map(before.count, _OPENERS)) > sum(map(before.count, _CLOSERS))


def _names_action(phrases: Sequence[Bunsetsu], phrase: Bunsetsu, active: Sequence[bool]) -> bool:
    """2027年度の実用化, 2026年度開始: a noun of action that is done, or that is aimed at (を目指す, の予定)."""
    word = matter_of(phrase).lemma
    if not (word in LIGHT_WORDS or is_stage_word(word)):
        return False
    above = phrases[phrase.parent]
    return active[phrase.index] or (above.head.lemma in _GOALS and above.tense == "plain" and not above.is_adnominal)


def _announces(
    phrases: Sequence[Bunsetsu], phrase: Bunsetsu, active: Sequence[bool], interval: Interval, written: int | None
) -> bool:
    """Whether the predicate that the time modifies is something that will be done, or goes on since then."""
    predicate = predicate_of(phrases, phrase)
    if predicate is None or not _holds(phrases, predicate, active) or is_state_verb(predicate.head.lemma):
        return False
    if predicate.tense == "ongoing":
        return interval.end_fy is None
    in_passing = not predicate.is_root and not predicate.is_adnominal and interval.start_fy == interval.end_fy
    return not in_passing or (written is not None and (interval.start_fy or 0) >= written)


def _holds(phrases: Sequence[Bunsetsu], predicate: Bunsetsu, active: Sequence[bool]) -> bool:
    """Active, or what the sentence aims at: 〜までに100団体とすることを目指す."""
    if active[predicate.index] or not predicate.is_adnominal or predicate.tense == "past":
        return active[predicate.index]
    noun = phrases[predicate.parent]
    return noun.head.lemma in ("こと", "もの") and phrases[noun.parent].head.lemma in _GOALS and phrases[noun.parent].tense == "plain"
