"""What the two kinds of cards have in common: how a passage is put on a card."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from policyalign.domain import Measure, Passage, Plan
from policyalign.messages import MeasureCode, message
from policyalign.messages.places import place_told
from policyalign.review_page.desk import Desk
from policyalign.review_page.records import Place, Side
from policyalign.tables import PATH_SEPARATOR

_MARK = "、"


@dataclass(frozen=True, slots=True)
class Headline:
    """What an item is called, and what the machine claims of it, in words and as a code."""

    title: str
    claim: str
    code: str


@dataclass(frozen=True, slots=True)
class Face:
    """The part of a card that depends on the kind of its item."""

    probability: float | None
    reasons: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()
    places: tuple[Place, ...] = field(default=())
    unread: tuple[tuple[int, str], ...] = ()


def place_of(
    desk: Desk,
    passage: Passage,
    kind: Side,
    sentence: str = "",
    probability: float | None = None,
    remarks: Sequence[str] = (),
    more: str = "",
) -> Place:
    """A passage as it stands on a card, with one of its sentences marked where it holds that, else all of it;
    ``more`` goes on after it."""
    sentences = passage.quoted_sentences
    number = sentences.index(sentence) if sentence in sentences else -1
    before, marked, after = _parted(passage.quotation, sentence if number >= 0 else "")
    page = passage.pages_of(sentence)[0] if number >= 0 else passage.page_start
    measure = desk.run.measure_of.get((passage.plan_id, passage.id))
    return Place(
        passage.plan_id,
        passage.id,
        page,
        desk.title_of(passage.plan_id),
        place_told(desk.plans[passage.plan_id].places, page, desk.lang),
        PATH_SEPARATOR.join(passage.section_path),
        measure.heading if measure else "",
        ministries_of(measure, desk.lang),
        before,
        marked,
        f"{after}\n{more}" if more else after,
        number,
        kind,
        percent(probability),
        tuple(remarks),
    )


def _parted(text: str, sentence: str) -> tuple[str, str, str]:
    """What stands before a sentence, the sentence, and what stands behind it."""
    start = text.find(sentence) if sentence else -1
    if start < 0:
        return "", text, ""
    return text[:start], sentence, text[start + len(sentence) :]


def ministries_of(measure: Measure | None, lang: str) -> str:
    """The ministries in charge; that none is named, where that is so."""
    if measure is None:
        return ""
    return _MARK.join(measure.ministries) or message(MeasureCode.ministry_unnamed, lang)


def percent(probability: float | None) -> str:
    """A probability in whole per cent, and never 0 % or 100 %.

    >>> percent(0.981), percent(0.9999), percent(None)
    ('98%', '>99%', '')
    """
    if probability is None:
        return ""
    if probability > 0.99:
        return ">99%"
    return "<1%" if probability < 0.01 else f"{probability:.0%}"


def first_pages(plan: Plan, pages: Sequence[int], lang: str) -> tuple[tuple[int, str], ...]:
    """The first few of some pages, with how they are cited."""
    return tuple((page, place_told(plan.places, page, lang)) for page in pages[:_FEW])


_FEW = 8
