"""Answers on an earlier edition of a plan, carried over to a new one where what they stand on stands there, too.

What a person found is carried over with the passage: where the new edition holds its text (widths and spaces aside),
the answer holds. That something is not there, or that nobody could tell, says nothing of another text: that is asked
again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from policyalign.assess.editions import is_edition
from policyalign.assess.run import Run
from policyalign.domain import Plan
from policyalign.review.items import items_of
from policyalign.review.passages import PassageFinder
from policyalign.review.records import Answer, Item
from policyalign.review.settling import standing

Editions = Mapping[str, str]
"""By SHA-256 of an earlier edition, that of the edition in its place."""


def new_editions(earlier: Sequence[Plan], plans: Sequence[Plan]) -> Editions:
    """Which plans took the place of which: the others of ``earlier`` are still there, or have gone."""
    here, there = ({plan.document_id for plan in some} for some in (plans, earlier))
    gone = [plan for plan in earlier if plan.document_id not in here]
    new = [plan for plan in plans if plan.document_id not in there]
    found = ((old, next((plan for plan in new if is_edition(old, plan)), None)) for old in gone)
    return {old.document_id: plan.document_id for old, plan in found if plan is not None}


def carried(run: Run, log: Iterable[Answer], editions: Editions) -> tuple[Answer, ...]:
    """The answers to add to the log for the items of a run; each is that of the earlier edition, and tells its hash.

    None where the same person has answered the new item already.
    """
    told = tuple(log)
    if not editions or not told:
        return ()
    answered = {(one.key, one.reviewer, one.stage) for one in told}
    finder, plans = PassageFinder(run), {plan.document_id: plan.id for plan in run.plans}
    found = []
    for one, item in _successors(run, told, editions):
        if (item.key, one.reviewer, one.stage) in answered or one.verdict in ("unsure", "noted"):
            continue
        passage_id = ""
        if item.subject == "cell":
            passage = finder.passage(plans[item.documents[0]], one.passage) if one.passage else None
            if passage is None or one.verdict not in ("covered", "partial"):
                continue
            passage_id = passage.id
        elif item.subject in ("phase", "exit") and len(item.passages) < 2:
            continue  # it stands on what was not found in the earlier edition
        old = next(document for document in one.documents if document in editions)
        of_item = {"key": item.key, "proposal_id": item.proposal_id, "plans": item.plans, "documents": item.documents}
        where = {"passage_id": passage_id, "origin": "carried", "carried_from": old, "draw": "", "number": 0}
        found.append(replace(one, **of_item, **where))  # type: ignore[arg-type] # fields of their own types
    return tuple(found)


def asked_again(run: Run, log: Iterable[Answer], editions: Editions) -> tuple[tuple[Answer, Item], ...]:
    """The answers on an earlier edition whose item nobody has answered on the new one, and that item."""
    told = tuple(log)
    answered = {one.key for some in standing(told).values() for one in some}
    return tuple((one, item) for one, item in _successors(run, told, editions) if item.key not in answered)


def followed(run: Run, log: Iterable[Answer], editions: Editions) -> frozenset[str]:
    """The keys of items of earlier editions that an item of the run has taken the place of."""
    return frozenset(one.key for one, _ in _successors(run, tuple(log), editions))


def _successors(run: Run, log: Sequence[Answer], editions: Editions) -> Iterator[tuple[Answer, Item]]:
    """The standing answers on earlier editions, each with the item of the run that asks the same of the new ones."""
    latest = {old: _latest(old, editions) for old in editions}
    items = {(one.subject, one.wording, tuple(sorted(one.documents))): one for one in items_of(run)}
    for some in standing(log).values():
        for one in some:
            if any(document in latest for document in one.documents):
                documents = tuple(sorted(latest.get(document, document) for document in one.documents))
                if item := items.get((one.subject, one.wording, documents)):
                    yield one, item


def _latest(document: str, editions: Editions) -> str:
    """The last in a row of editions; a row that comes back to where it began ends there."""
    seen = {document}
    while (following := editions.get(document)) and following not in seen:
        document = following
        seen.add(document)
    return document
