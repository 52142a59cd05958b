"""The cards of pairs, phase alarms, exits and responsibilities: their sides, and what speaks for and against."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from policyalign.assess.links.messages import EXITS
from policyalign.assess.links.records import Exit
from policyalign.assess.links.rows import explain_exit
from policyalign.assess.measures.checked import DOUBTS
from policyalign.assess.measures.side import Side
from policyalign.assess.overlaps.messages import RELATIONS
from policyalign.assess.overlaps.records import Overlap
from policyalign.assess.overlaps.rows import relation_told
from policyalign.assess.phases.messages import FAULTS
from policyalign.assess.phases.records import Fault
from policyalign.assess.phases.rows import explain_fault
from policyalign.assess.responsibility.records import Cell, Part
from policyalign.assess.responsibility.rows import explain_cell, role_label
from policyalign.domain import Measure
from policyalign.messages import label, message
from policyalign.messages.measures import CONFIDENCES
from policyalign.messages.review_page import ReviewPageCode
from policyalign.review_page.desk import Desk
from policyalign.review_page.faces import Face, Headline, percent, place_of
from policyalign.review_page.records import Place

_LONGEST = 900
"""Characters of a measure beyond its first passage: more is read on the page itself."""


Found = Overlap | Fault | Exit | Cell


def finding_headline(desk: Desk, source: Found) -> Headline:
    """What stands against what, and the type with how sure it is."""
    lang = desk.lang
    if isinstance(source, Overlap):
        return Headline(_against((source.first, source.second)), relation_told(source, lang), source.relation)
    if isinstance(source, Cell):
        proposal = desk.proposals[source.proposal_id]
        title = f"{proposal.id} {proposal.label} × {source.ministry}"
        return Headline(title, role_label(source, lang), source.role)
    told = label(FAULTS, source.kind, lang) if isinstance(source, Fault) else label(EXITS, source.kind, lang)
    if not source.checked:  # else it would tell what people said of it
        sure = label(CONFIDENCES, source.confidence, lang)
        told = f"{told} ({sure})" if lang == "en" else f"{told}（{sure}）"
    return Headline(_against(side.measure for side in source.sides), told, source.kind)


def _against(measures: Iterable[Measure]) -> str:
    return " ⇔ ".join(f"「{one.heading}」" for one in measures)


def finding_face(desk: Desk, source: Found) -> Face:
    """What is told of a finding."""
    if isinstance(source, Overlap):
        return _overlap(desk, source)
    if isinstance(source, Cell):
        return _role(desk, source)
    told = explain_fault(source, desk.lang) if isinstance(source, Fault) else explain_exit(source, desk.lang)
    doubts = tuple(message(code, desk.lang) for code in source.doubts if code not in DOUBTS.values())
    return Face(None, (told,), doubts, tuple(_side_place(desk, side) for side in source.sides))


def _overlap(desk: Desk, one: Overlap) -> Face:
    reasons = (message(code, desk.lang, **detail) for code, detail in one.judgement.why)
    return Face(
        one.probability,
        (*reasons, *_shared(desk, one)),
        tuple(_overlap_doubts(desk, one)),
        tuple(_measure_place(desk, side, side.passages[0]) for side in (one.first, one.second)),
    )


def _shared(desk: Desk, one: Overlap) -> Iterator[str]:
    if one.shared:
        yield message(ReviewPageCode.card_shared, desk.lang, words="、".join(one.shared))


def _overlap_doubts(desk: Desk, one: Overlap) -> Iterator[str]:
    others = {name: p for name, p in one.judgement.probabilities.items() if name != one.relation}
    if others:
        relation = max(others, key=lambda name: others[name])
        told = {"relation": label(RELATIONS, relation, desk.lang), "probability": percent(others[relation])}
        yield message(ReviewPageCode.card_other, desk.lang, **told)
    if one.coordination:
        teller = one.first if one.coordination.by_first else one.second
        place = desk.run.place(teller.plan_id, one.coordination.page, desk.lang)
        yield message(ReviewPageCode.card_coordinated, desk.lang, phrase=one.coordination.phrase, place=place)
    if one.same_ministry:
        yield message(ReviewPageCode.card_same_ministry, desk.lang)


def _side_place(desk: Desk, side: Side) -> Place:
    remarks: Sequence[str] = ()
    if side.interval is None:
        remarks = (message(ReviewPageCode.card_no_year, desk.lang),)
    return _measure_place(desk, side.measure, side.passage_id, remarks)


def _role(desk: Desk, cell: Cell) -> Face:
    return Face(
        None,
        (explain_cell(cell, desk.lang),),
        tuple(_rivals(desk, cell)),
        tuple(_part_place(desk, part) for part in cell.parts),
    )


def _rivals(desk: Desk, cell: Cell) -> Iterator[str]:
    if cell.rivals:
        yield message(ReviewPageCode.card_rivals, desk.lang, ministries="、".join(cell.rivals))


def _part_place(desk: Desk, part: Part) -> Place:
    """The passage that names the ministry, where the plan has one; else that which stands for the measure."""
    remarks = [message(ReviewPageCode.card_assigned, desk.lang, phrase=part.assignment.phrase)]
    if not part.sure:
        remarks.append(message(ReviewPageCode.card_unsure_part, desk.lang))
    named = part.assignment.passage_id
    known = (part.measure.plan_id, named) in desk.run.passages
    return _measure_place(desk, part.measure, named if known else part.measure.passages[0], remarks)


def _measure_place(desk: Desk, measure: Measure, passage_id: str, remarks: Sequence[str] = ()) -> Place:
    """A passage that stands for a measure, with what else the measure says."""
    passage = desk.run.passages[measure.plan_id, passage_id]
    others = (desk.run.passages[measure.plan_id, one].quotation for one in measure.passages if one != passage_id)
    more = "\n".join(others)
    return place_of(
        desk, passage, "side", remarks=remarks, more=more[:_LONGEST] + ("…" if len(more) > _LONGEST else "")
    )
