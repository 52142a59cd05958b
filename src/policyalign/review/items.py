"""The items of a run: everything in it that a person can judge.

They are what the machine found, whatever people have said since: what was set aside is among them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence

from policyalign.assess.gaps.checked import as_claimed
from policyalign.assess.governance.records import COMPLAINTS
from policyalign.assess.links.records import Exit
from policyalign.assess.measures.side import Side
from policyalign.assess.overlaps.checked import claimed
from policyalign.assess.overlaps.records import Overlap
from policyalign.assess.phases.records import Fault
from policyalign.assess.responsibility.records import Cell
from policyalign.assess.run import Run
from policyalign.domain import Measure
from policyalign.review.records import Item, Subject

Sides = Sequence[tuple[Measure, str]]
"""Measures with the id of the passage that stands for each."""


def items_of(run: Run) -> tuple[Item, ...]:
    """All items: the cells in the order of the matrix, then overlaps, phase alarms, exits and responsibilities.

    The cells of complaints (1-I1 …) are none: they follow from what was found across the plans.
    """
    results = run.results
    pairs, exits = results["overlaps"], results["links"]
    found: list[Overlap | Fault | Exit | Cell] = [*pairs.overlaps, *pairs.set_aside]
    found += [*results["phases"].alarms, *results["phases"].set_aside, *exits.exits, *exits.set_aside]
    found += [one for one in results["responsibility"].cells if one.parts and one.ministry]
    found += results["responsibility"].set_aside
    return (*cell_items(run), *(item_of(run, one) for one in found))


def item_of(run: Run, found: Overlap | Fault | Exit | Cell) -> Item:
    """A finding of a run as an item; it may be of another asking of the same questions."""
    if isinstance(found, Overlap):
        sides = tuple((measure, measure.passages[0]) for measure in (found.first, found.second))
        machine = claimed(found)
        return _of_sides(run, "overlap", found.proposals, sides, machine.relation, machine.probability)
    if isinstance(found, Cell):
        sides = tuple((part.measure, part.measure.passages[0]) for part in found.parts)
        text = next(one.text for one in run.matrix.proposals if one.id == found.proposal_id)
        asked = (text, found.ministry, found.role)
        return _of_sides(run, "responsibility", (found.proposal_id,), sides, found.role, None, asked, (found.ministry,))
    subject: Subject = "phase" if isinstance(found, Fault) else "exit"
    return _of_sides(run, subject, found.proposal_ids, _sides(found.sides), found.kind)


def item_key(subject: Subject, wording: str, documents: Sequence[str]) -> str:
    """16 hex digits of what is asked and of the files that it is asked of."""
    return _digest(subject, wording, *documents)


def wording_key(*texts: str) -> str:
    """16 hex digits of what is asked."""
    return _digest(*texts)


def cell_items(run: Run) -> Iterator[Item]:
    """The items of the cells, in the order of the matrix."""
    texts = {proposal.id: proposal.text for proposal in run.matrix.proposals}
    documents = _documents(run)
    for finding in as_claimed(run.matrix).findings:
        if finding.proposal_id in COMPLAINTS:
            continue
        wording = wording_key(texts[finding.proposal_id])
        files = (documents[finding.plan_id],)
        passage = finding.passage_id or ""
        measure = run.measure_of.get((finding.plan_id, passage))
        yield Item(
            item_key("cell", wording, files),
            "cell",
            finding.proposal_id,
            (finding.plan_id,),
            files,
            wording,
            finding.status,
            finding.probability,
            (passage,) if passage else (),
            measure.ministries if measure else (),
        )


def _of_sides(
    run: Run,
    subject: Subject,
    proposals: Sequence[str],
    sides: Sides,
    claim: str,
    probability: float | None = None,
    asked: Sequence[str] = (),
    ministries: Sequence[str] = (),
) -> Item:
    """An item that rests on measures; what is asked are their headings and, but for pairs, what is claimed of them."""
    documents = _documents(run)
    told = asked or ((claim,) if subject != "overlap" else ())
    ordered = sorted(sides, key=lambda side: _place(run, *side)) if subject == "overlap" else sides
    places = ("\0".join(_place(run, *side)[1:]) for side in ordered)
    wording = wording_key(*told, *places)
    files = tuple(documents[measure.plan_id] for measure, _ in sides)
    named = ministries or tuple(dict.fromkeys(name for measure, _ in sides for name in measure.ministries))
    return Item(
        item_key(subject, wording, [_place(run, *side)[0] for side in ordered]),
        subject,
        proposals[0] if proposals else "",
        tuple(measure.plan_id for measure, _ in sides),
        files,
        wording,
        claim,
        probability,
        tuple(passage for _, passage in sides),
        tuple(named),
    )


def _place(run: Run, measure: Measure, passage: str) -> tuple[str, str, str]:
    """A side in words that hold in every run on its file: two measures are the same pair in either order."""
    return _documents(run)[measure.plan_id], measure.heading, run.passages[measure.plan_id, passage].text


def _sides(sides: Sequence[Side]) -> Sides:
    return tuple((side.measure, side.passage_id) for side in sides)


def _documents(run: Run) -> Mapping[str, str]:
    return {plan.id: plan.document_id for plan in run.plans}


def _digest(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode("utf-8", "backslashreplace")).hexdigest()[:16]
