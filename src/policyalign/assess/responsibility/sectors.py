"""Which of 産・官・学 the measures that answer a proposal address, against those that COCN asks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from policyalign.assess.measures.answers import Answers
from policyalign.assess.measures.records import Measure
from policyalign.assess.measures.assignments import Charges
from policyalign.assess.measures.names import named_sectors
from policyalign.assess.responsibility.records import SECTORS, Mention, SectorView
from policyalign.domain import Status

_PLANNED = frozenset(("measure", "target"))
_BEFORE, _AFTER = 12, 20
# Too loose to say that a sector is addressed, enough to doubt that it is missing.
_HINTS = {
    "産": re.compile(r"産業|産学|経済界|業界|会社|商工|事業化|実用化|経営|工場|製造|サービス|市場|雇用"),
    "官": re.compile(r"行政|公的|公共|当局|国が|省|庁|自治|国立"),
    "学": re.compile(r"学校|学界|教育|学識|教員|教授|学生|学術|研究|博士|高専|ラボ"),
}


def view_sectors(
    answer: Answers, asked: Sequence[str], statuses: Mapping[str, Status], charges: Mapping[str, Charges]
) -> SectorView:
    """The sectors that measures with evidence speak of.

    What is asked and not found is missing only where no plan is left of which nobody can say whether it
    answers, and nothing in the measures that answer, or may answer, hints at it.
    """
    found = _first_mentions(_sure_first(answer), charges)
    hinted = _hinted((*answer.measures, *answer.possible), charges)
    possible = hinted | _first_mentions(answer.possible, charges).keys()
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
    def place(one: Measure) -> tuple[object, ...]:
        return (one.plan_id, one.key) not in answer.sure, one.plan_id, one.page, one.key

    return sorted(answer.measures, key=place)


def _first_mentions(measures: Sequence[Measure], charges: Mapping[str, Charges]) -> dict[str, Mention]:
    """By sector, in the usual order, where the first of the measures speaks of it."""
    told: dict[str, Mention] = {}
    for measure in measures:
        for sector, mention in _mentions(measure, charges[measure.plan_id]):
            told.setdefault(sector, mention)
    return {sector: told[sector] for sector in SECTORS if sector in told}


def _hinted(measures: Sequence[Measure], charges: Mapping[str, Charges]) -> frozenset[str]:
    """The sectors of which anything in the measures speaks, however loosely."""
    texts = [passage.text for one in measures for passage in charges[one.plan_id].passages(one)]
    return frozenset(sector for sector, hint in _HINTS.items() if any(map(hint.search, texts)))


def _mentions(measure: Measure, charges: Charges) -> Iterator[tuple[str, Mention]]:
    """What the parts of a measure that announce something speak of; its background may speak of anybody."""
    for passage in charges.passages(measure):
        if passage.role in _PLANNED:
            for named in named_sectors(passage.text):
                words = passage.text[max(0, named.start - _BEFORE) : named.end + _AFTER]
                phrase = " ".join(words.split())
                for sector in named.meaning:
                    yield sector, Mention(measure.plan_id, passage.page_start, measure.heading, phrase)
