"""Which of 産・官・学 the measures that answer a proposal address, against those that COCN asks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from policyalign.assess.measures.answers import Answers, key_of
from policyalign.assess.responsibility.records import Mention, SectorView
from policyalign.domain import Measure, Passage, Plan
from policyalign.grouping import grouped
from policyalign.segment.named_bodies import SECTORS, named_sectors
from policyalign.values import Status

_PLANNED = frozenset(("measure", "target"))
_BEFORE, _AFTER = 12, 20
# Too loose to say that a sector is addressed, enough to doubt that it is missing.
_HINTS = {
    "産": re.compile(r"産業|産学|経済界|業界|会社|商工|事業化|実用化|経営|工場|製造|サービス|市場|雇用"),
    "官": re.compile(r"行政|公的|公共|当局|国が|省|庁|自治|国立"),
    "学": re.compile(r"学校|学界|教育|学識|教員|教授|学生|学術|研究|博士|高専|ラボ"),
}


class Texts:
    """The passages of measures by the ids that these hold."""

    def __init__(self, plans: Sequence[Plan]) -> None:
        self._passages = {(plan.id, passage.id): passage for plan in plans for passage in plan.passages}

    def of(self, measure: Measure) -> tuple[Passage, ...]:
        """The passages of a measure; the line that closes it too, where that stands under another heading."""
        ids = dict.fromkeys((*measure.passages, *filter(None, (measure.closing_id,))))
        return tuple(self._passages[measure.plan_id, one] for one in ids)


def view_sectors(answer: Answers, asked: Sequence[str], statuses: Mapping[str, Status], texts: Texts) -> SectorView:
    """The sectors that measures with evidence speak of.

    What is asked and not found is missing only where no plan is left of which nobody can say whether it
    answers, and nothing in the measures that answer, or may answer, hints at it.
    """
    found = _first_mentions(_sure_first(answer), texts)
    hinted = _hinted((*answer.measures, *answer.possible), texts)
    possible = hinted | _first_mentions(answer.possible, texts).keys()
    absent = [sector for sector in SECTORS if sector in asked and sector not in found]
    certain = _is_certain(answer, statuses)
    missing = tuple(sector for sector in absent if certain and sector not in possible)
    return SectorView(
        answer.proposal_id,
        tuple(sector for sector in SECTORS if sector in asked),
        tuple(found),
        missing,
        tuple(sector for sector in absent if sector not in missing),
        tuple(found.values()),
    )


def _is_certain(answer: Answers, statuses: Mapping[str, Status]) -> bool:
    """Whether all that the plans say of the proposal is at hand: each was read and has a verdict, and some
    plan was asked."""
    if answer.open_plans or answer.unread_plans:
        return False
    return any(status != "out_of_scope" for status in statuses.values())


def _sure_first(answer: Answers) -> list[Measure]:
    def sort_key(one: Measure) -> tuple[object, ...]:
        return key_of(one) not in answer.sure, one.plan_id, one.page, one.id

    return sorted(answer.measures, key=sort_key)


def _first_mentions(measures: Sequence[Measure], texts: Texts) -> dict[str, Mention]:
    """By sector, in the usual order, where the first of the measures speaks of it."""
    told = grouped(mention for measure in measures for mention in _mentions(measure, texts))
    return {sector: told[sector][0] for sector in SECTORS if sector in told}


def _hinted(measures: Sequence[Measure], texts: Texts) -> frozenset[str]:
    """The sectors of which anything in the measures speaks, however loosely."""
    spoken = [passage.text for one in measures for passage in texts.of(one)]
    return frozenset(sector for sector, hint in _HINTS.items() if any(map(hint.search, spoken)))


def _mentions(measure: Measure, texts: Texts) -> Iterator[tuple[str, Mention]]:
    """What the parts of a measure that announce something speak of; its background may speak of anybody."""
    for passage in texts.of(measure):
        if passage.role in _PLANNED:
            for named in named_sectors(passage.text):
                words = passage.text[max(0, named.start - _BEFORE) : named.end + _AFTER]
                phrase = " ".join(words.split())
                for sector in named.meaning:
                    yield sector, Mention(measure.plan_id, passage.page_at(named.start), measure.heading, phrase)
