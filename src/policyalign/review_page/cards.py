"""From an item to its card, and from a search to the passages found: the same for every reviewer. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from policyalign.assess.search.find import search
from policyalign.corpora import load_headings, load_proposals
from policyalign.domain import Finding, Proposal
from policyalign.review.records import VERDICTS, Answer
from policyalign.review_page.aspects import read_aspects
from policyalign.review_page.card_cells import cell_face, cell_headline
from policyalign.review_page.card_findings import finding_face, finding_headline
from policyalign.review_page.desk import Desk
from policyalign.review_page.faces import Headline, percent, place_of
from policyalign.review_page.queue import proposals_of
from policyalign.review_page.records import Asked, Aspects, Card, Demand, Place
from policyalign.tables import PATH_SEPARATOR

MOST_FOUND = 50
"""Passages shown of a search: more are a sign to ask more narrowly."""


def card_of(desk: Desk, asked: Asked) -> Card:
    """The card of an item."""
    item, source, headline = asked.item, asked.source, headline_of(desk, asked)
    face = cell_face(desk, source) if isinstance(source, Finding) else finding_face(desk, source)
    proposals = tuple(desk.proposals[one] for one in proposals_of(asked) if one in desk.proposals)
    return Card(
        item.key,
        item.subject,
        headline.title,
        headline.claim,
        headline.code,
        percent(face.probability),
        tuple(map(_demand, proposals)),
        _aspects(proposals[0]) if proposals and item.subject in ("cell", "responsibility") else None,
        face.reasons,
        face.doubts,
        face.places,
        tuple((plan, desk.title_of(plan)) for plan in dict.fromkeys(item.plans)),
        VERDICTS[item.subject],
        face.unread,
        not any(desk.plans[plan].passages for plan in item.plans),
    )


def headline_of(desk: Desk, asked: Asked) -> Headline:
    """What the queue calls an item."""
    source = asked.source
    return cell_headline(desk, source) if isinstance(source, Finding) else finding_headline(desk, source)


def evidence_of(desk: Desk, card: Card, own: Answer | None) -> Place | None:
    """The passage that is kept as evidence unless the reviewer chooses another: that of the own answer, else the one
    that the machine counts (根拠). What is only near is chosen by the reviewer, or by nobody."""
    if own is not None and own.verdict != "noted":
        owned = (desk.run.passages.get((plan, own.passage_id)) for plan, _ in card.plans)
        return next((place_of(desk, passage, "found") for passage in owned if passage), None)
    return next((place for place in card.places if place.kind == "for"), None)


def found_places(desk: Desk, plan_id: str, query: str) -> tuple[tuple[Place, ...], int]:
    """The first passages of a plan that say something, and how many there are in all."""
    hits = search(query, (desk.plans[plan_id],))
    shown = (place_of(desk, hit.passage, "found", hit.sentence) for hit in hits[:MOST_FOUND])
    return tuple(shown), len(hits)


@cache
def _demand(proposal: Proposal) -> Demand:
    titles = load_headings() if _wordings_of_cocn().get(proposal.id) == proposal.text else {}
    standing = dict.fromkeys(titles.get(one, one) for one in (proposal.chapter, proposal.section) if one)
    named_only = proposal.kind == "technology"
    return Demand(f"{proposal.id} {proposal.label}", proposal.text, PATH_SEPARATOR.join(standing), named_only)


@cache
def _wordings_of_cocn() -> Mapping[str, str]:
    """Whose chapters go by numbers, with titles of their own."""
    return {one.id: one.text for one in load_proposals()}


@cache
def _aspects(proposal: Proposal) -> Aspects:
    return read_aspects(proposal)
