"""The card of a cell (升目): the passages nearest to the proposal, and what speaks for and against the verdict."""

from __future__ import annotations

from collections.abc import Iterator

from policyalign.assess.explain.records import AVERAGE
from policyalign.assess.gaps.carrying import carrying_sentence
from policyalign.assess.gaps.reasons import reason_of_machine
from policyalign.domain import Finding, Match, Plan, Proposal
from policyalign.match.degree import degree_wordings, meets, read_degree
from policyalign.messages import label, label_or_name, message
from policyalign.messages.explain import FEATURES
from policyalign.messages.labels import STATUSES
from policyalign.messages.review_page import ReviewPageCode
from policyalign.review_page.desk import Desk
from policyalign.review_page.faces import Face, Headline, first_pages, place_of
from policyalign.review_page.records import Place

PASSAGES = 10
"""Passages offered, each of another measure."""
_FEATURES = 3
_UNTOLD = (AVERAGE, "proposal")
"""Contributions that are the same for every passage: they tell nothing of this one."""
_LEAST = 0.2
"""Log odds below which a feature is not worth a word."""


def cell_headline(desk: Desk, finding: Finding) -> Headline:
    """Proposal × plan, and the status."""
    proposal = desk.proposals[finding.proposal_id]
    title = f"{proposal.id} {proposal.label} × {desk.title_of(finding.plan_id)}"
    return Headline(title, label(STATUSES, finding.status, desk.lang), finding.status)


def cell_face(desk: Desk, finding: Finding) -> Face:
    """What is told of a cell."""
    plan, proposal, lang = desk.plans[finding.plan_id], desk.proposals[finding.proposal_id], desk.lang
    return Face(
        finding.probability,
        (reason_of_machine(finding, lang), *_of_probability(finding, lang)),
        tuple(_plan_doubts(plan, lang)),
        tuple(_places(desk, finding, proposal)),
        first_pages(plan, plan.unread_pages, lang),
    )


def _of_probability(finding: Finding, lang: str) -> Iterator[str]:
    """Where the two probabilities of a reason come from."""
    if {"probability", "passage"} <= finding.detail.keys():
        yield message(ReviewPageCode.card_probability, lang)


def _places(desk: Desk, finding: Finding, proposal: Proposal) -> Iterator[Place]:
    matched = desk.matched[finding.plan_id]
    limit = matched.limits()(proposal.id)
    for match in _nearest(desk, finding):
        passage = desk.run.passages[finding.plan_id, match.passage_id]
        counts = match.probability >= limit
        remarks = tuple(_remarks(desk, finding.plan_id, match, proposal))
        sentence = carrying_sentence(passage, match)
        yield place_of(desk, passage, "for" if counts else "near", sentence, match.probability, remarks)


def _nearest(desk: Desk, finding: Finding) -> list[Match]:
    """The best passage of each measure, the one that the verdict shows first of all."""
    matches = desk.matches.get((finding.plan_id, finding.proposal_id), ())
    ordered = sorted(matches, key=lambda match: match.passage_id != finding.passage_id)
    best: dict[str, Match] = {}
    for match in ordered:
        best.setdefault(desk.run.measure_of[finding.plan_id, match.passage_id].id, match)
    return list(best.values())[:PASSAGES]


def _remarks(desk: Desk, plan_id: str, match: Match, proposal: Proposal) -> Iterator[str]:
    """What speaks against a passage."""
    lang, passage = desk.lang, desk.run.passages[plan_id, match.passage_id]
    if not desk.run.measure_of[plan_id, passage.id].planned:
        yield message(ReviewPageCode.card_not_planned, lang)
    asked = read_degree(proposal.text)
    if asked.demands and not meets(asked, read_degree(passage.text)):
        wordings = "、".join(degree_wordings(proposal.text))
        yield message(ReviewPageCode.card_degree, lang, asked=wordings)
    if lowered := _lowering(match, lang):
        yield message(ReviewPageCode.card_lowered, lang, features=lowered)


def _lowering(match: Match, lang: str) -> str:
    """The features that lower the probability most, in words."""
    moves = [(name, value) for name, value in match.contributions.items() if name not in _UNTOLD]
    most = sorted((one for one in moves if one[1] <= -_LEAST), key=lambda one: (one[1], one[0]))[:_FEATURES]
    return "、".join(label_or_name(FEATURES, name, lang) for name, _ in most)


def _plan_doubts(plan: Plan, lang: str) -> Iterator[str]:
    """Why what is not found in a plan may be there all the same."""
    partly = len(plan.partly_read_pages)
    if partly < len(plan.unread_pages):
        yield message(ReviewPageCode.card_unread, lang, count=len(plan.unread_pages) - partly)
    if partly:
        yield message(ReviewPageCode.card_partly_read, lang, count=partly)
    if plan.recognised_pages:
        yield message(ReviewPageCode.card_recognised, lang, count=len(plan.recognised_pages))
