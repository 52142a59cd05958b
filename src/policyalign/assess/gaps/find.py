"""From estimates to verdicts (対応・一部対応・欠落・判定不能), with caution: *not found* is not *not there*.

A cell is judged only where its error rate was measured. It is 対応 or 一部対応 where P(covered) reaches the measured
threshold and a sentence bears it out (:mod:`policyalign.match.carriers`), and 欠落 only where P(covered) and its best
passage both lie below theirs, nothing gives reason to doubt that the passage would have been found, none of the nearest
that may answer was read cut off in mid-sentence (:mod:`policyalign.assess.gaps.evidence`), and the plan does not speak
of what a proposal of one's own asks about (:mod:`policyalign.match.mentions`). All else is 判定不能, or 対象外 where
nobody asks the proposal of the plan.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from policyalign.assess.gaps.evidence import Evidence, gather_evidence
from policyalign.assess.gaps.parts import taken_up
from policyalign.assess.gaps.records import GapMatrix
from policyalign.assess.gaps.repeated import with_repeated
from policyalign.config import AssessSettings
from policyalign.domain import (
    NO_LIMIT,
    CellEstimate,
    Expectation,
    Finding,
    Plan,
    PlanMatches,
    Proposal,
    Thresholds,
)
from policyalign.messages import ReadingCode, ScopeCode, VerdictCode
from policyalign.messages.verdicts import WITH_UNREAD
from policyalign.text.script import foreign_share
from policyalign.values import MATCHABLE, Code, Status

BROKEN_SHARE = 0.1
"""What was read cut off in mid-sentence keeps a proposal open where it has a tenth of the probability that keeps it
open for a whole passage: the other half of its sentence may say ten times as much, hardly more. Chosen."""

FULL_PASSAGE = 0.5
"""Probability of the passage shown from which on 対応 may be said: by itself it is more likely than not to answer.
A choice for the reader, who is shown this passage: below it, readers found the sentence to answer a part at most. It is
none of what is fitted: a passage has a probability of grade 2 only, P(full) is of the cell (docs/evaluation.md)."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """A status with the code of its reason and what fills the blanks of the wording."""

    status: Status
    reason: Code
    detail: Mapping[str, str]


def find_gaps(
    plans: Sequence[Plan],
    proposals: Sequence[Proposal],
    matches: Sequence[PlanMatches],
    settings: AssessSettings,
    expectations: Mapping[str, Mapping[str, Expectation]] | None = None,
) -> GapMatrix:
    """The verdict on every proposal for every plan. ``matches`` are those of the plans, in the same order;
    ``expectations`` say, by plan and proposal, what is asked of plans whose domain is known.

    Raises ``ValueError`` when plans and matches do not belong together.
    """
    if [plan.id for plan in plans] != [found.plan_id for found in matches]:
        raise ValueError("matches must be those of the plans, in the same order")
    expected = expectations or {}
    columns = [
        list(_column(plan, proposals, found, settings, expected.get(plan.id, {})))
        for plan, found in zip(plans, matches, strict=True)
    ]
    findings = tuple(column[row] for row in range(len(proposals)) for column in columns)
    return with_repeated(GapMatrix(tuple(plans), tuple(proposals), findings, tuple(matches)))


def _column(
    plan: Plan,
    proposals: Sequence[Proposal],
    matches: PlanMatches,
    settings: AssessSettings,
    expectations: Mapping[str, Expectation],
) -> Iterator[Finding]:
    estimates = {estimate.proposal_id: estimate for estimate in matches.cells}
    evidence = gather_evidence(plan, matches)
    doubt = reading_doubt(plan, settings) or _domain_doubt(matches)
    for proposal in proposals:
        estimate = estimates.get(proposal.id)
        found = evidence.get(proposal.id, Evidence())
        thresholds = matches.thresholds_of(estimate) if estimate else None
        verdict = judge(proposal, estimate, found, thresholds, doubt)
        expectation = expectations.get(proposal.id)
        finding = _finding(plan, proposal, estimate, found, verdict)
        yield within_scope(finding, expectation) if expectation else finding


def judge(
    proposal: Proposal,
    estimate: CellEstimate | None,
    evidence: Evidence,
    thresholds: Thresholds | None,
    doubt: Verdict | None,
) -> Verdict:
    """The verdict on one cell; ``doubt`` is what speaks against any 欠落 in this plan."""
    if proposal.kind not in MATCHABLE:
        return Verdict("undetermined", VerdictCode.kind_not_measured, {"kind": proposal.kind})
    if estimate is None or thresholds is None or evidence.best is None:
        return doubt or Verdict("undetermined", VerdictCode.no_estimate, {})
    if not estimate.calibrated:
        return _uncertified(estimate, evidence.best.probability)
    if estimate.covered >= thresholds.covered and evidence.best.probability >= thresholds.measure:
        return _borne_out(estimate, evidence, thresholds)
    if estimate.covered > thresholds.gap:
        return _open(estimate, evidence.best.probability, thresholds)
    return doubt or _negative(estimate, evidence, evidence.best.probability, thresholds)


def within_scope(finding: Finding, expectation: Expectation) -> Finding:
    """The finding with what is expected of its plan: 対象外 where nobody asks the proposal of it, unless
    there is evidence that the plan takes it up all the same."""
    finding = replace(finding, expected=expectation.level)
    if expectation.level != "out_of_scope" or finding.status in ("covered", "partial"):
        return finding
    detail = {"domain": expectation.domain, "because": expectation.reason}
    return replace(finding, status="out_of_scope", reason=ScopeCode.out_of_scope, detail=detail)


def reading_doubt(plan: Plan, settings: AssessSettings) -> Verdict | None:
    """Why nothing may be called 欠落 in a plan: pages or other text unread, pages misread, a damaged file, a part of
    the plan, a plan still being written, too little text, or text in another language. None if nothing does."""
    unread = len(plan.unread_pages)
    if unread and unread > settings.unread_share_limit * plan.page_count:
        detail = {"pages": str(plan.page_count), "unread": str(unread), "numbers": _listed(plan.unread_pages)}
        return Verdict("undetermined", VerdictCode.too_many_unread, detail)
    if plan.lacking is not None and plan.page_count * settings.unread_share_limit < 1:  # it is on one page at least
        return Verdict("undetermined", _LACKING[plan.lacking.code], plan.lacking.detail)
    if plan.is_damaged:
        return Verdict("undetermined", VerdictCode.file_damaged, {})
    if plan.excerpt is not None and not settings.excerpts:
        return Verdict("undetermined", VerdictCode.part_of_plan, plan.excerpt.detail)
    if plan.unfinished is not None:
        detail = {**plan.unfinished.detail, "page": str(plan.unfinished.page)}
        return Verdict("undetermined", _UNFINISHED[plan.unfinished.code], detail)
    recognised = plan.recognised_pages
    if len(recognised) > settings.unread_share_limit * plan.page_count:
        detail = {"recognised": str(len(recognised)), "pages": str(plan.page_count), "numbers": _listed(recognised)}
        return Verdict("undetermined", VerdictCode.read_by_ocr, detail)
    broken = plan.broken_pages
    if broken > settings.broken_share_limit * plan.page_count:
        detail = {"pages": str(plan.page_count), "broken": str(broken)}
        return Verdict("undetermined", VerdictCode.too_much_broken, detail)
    body = [passage for passage in plan.passages if not passage.is_aside]
    characters = sum(len(passage.text) for passage in body)
    if len(body) < settings.min_passages or characters < settings.min_characters:
        detail = {"passages": str(len(body)), "characters": f"{characters:,}"}
        return Verdict("undetermined", VerdictCode.too_little_text, detail)
    foreign = foreign_share(passage.text for passage in body)
    if foreign > settings.foreign_share_limit:
        return Verdict("undetermined", VerdictCode.not_japanese, {"share": _percent(foreign)})
    return None


_UNFINISHED: Mapping[Code, Code] = {
    ReadingCode.chapters_empty: VerdictCode.chapters_empty_here,
    ReadingCode.text_pending: VerdictCode.text_pending_here,
}

_LACKING: Mapping[Code, Code] = {
    ReadingCode.picture_unread: VerdictCode.picture_unread_here,
    ReadingCode.diagrams_unread: VerdictCode.diagrams_unread_here,
    ReadingCode.formulas_unread: VerdictCode.formulas_unread_here,
    ReadingCode.characters_lost: VerdictCode.characters_lost_here,
}

# So many pages are named in a reason (problems.csv names them all), and so many words.
_NAMED = 5


def _listed(pages: Sequence[int]) -> str:
    return "、".join(str(page) for page in pages[:_NAMED]) + ("…" if len(pages) > _NAMED else "")


def _domain_doubt(matches: PlanMatches) -> Verdict | None:
    """Why nothing may be called 欠落 in a plan that is unlike those that the error rate was measured on."""
    if matches.in_domain:
        return None
    if matches.genre:
        return Verdict("undetermined", VerdictCode.genre_refuted, {"genre": matches.genre})
    return Verdict("undetermined", VerdictCode.plan_untypical, {})


def _borne_out(estimate: CellEstimate, evidence: Evidence, thresholds: Thresholds) -> Verdict:
    """対応 or 一部対応, where a sentence carries it."""
    if evidence.carried is not None and evidence.carried.probability >= thresholds.measure:
        return _positive(estimate, evidence.carried.probability, thresholds)
    best = evidence.best.probability if evidence.best else 0.0
    detail = {"probability": _percent(estimate.covered), "passage": _percent(best)}
    return Verdict("undetermined", VerdictCode.no_carrier, detail)


def _positive(estimate: CellEstimate, best: float, thresholds: Thresholds) -> Verdict:
    """対応 only where the passage shown for it is by itself more likely than not to answer: else the plan may answer,
    but not by what is quoted. Of several things that are asked for it must do all; where it is not told of any that it
    does, none is called missing, since a sentence bears out that it does some."""
    detail = {"probability": _percent(estimate.covered), "passage": _percent(best)}
    missing = [part.name for part in estimate.parts if part.passage_id is None]
    if missing and len(missing) == len(estimate.parts):
        return Verdict("partial", VerdictCode.partial_unclear, detail)
    if missing:
        return Verdict("partial", VerdictCode.partial_missing, {**detail, "missing": "」「".join(missing)})
    if thresholds.full >= NO_LIMIT:
        return Verdict("partial", VerdictCode.partial, detail)
    if best < FULL_PASSAGE:
        detail["passage"] = _percent(best, apart_from=(FULL_PASSAGE,))
        return Verdict("partial", VerdictCode.partial_passage, detail)
    if estimate.full < thresholds.full:
        full = {"full": _percent(estimate.full, apart_from=(thresholds.full,)), "limit": _percent(thresholds.full)}
        return Verdict("partial", VerdictCode.partial_full, {**detail, **full})
    return Verdict("covered", VerdictCode.covered, detail)


def _open(estimate: CellEstimate, best: float, thresholds: Thresholds) -> Verdict:
    detail = {"probability": _percent(estimate.covered), "passage": _percent(best)}
    if estimate.covered >= thresholds.covered:
        measure = {"measure": _percent(thresholds.measure)}
        return Verdict("undetermined", VerdictCode.no_clear_passage, {**detail, **measure})
    limits = {"upper": _percent(thresholds.covered), "lower": _percent(thresholds.gap)}
    detail["probability"] = _percent(estimate.covered, apart_from=(thresholds.covered, thresholds.gap))
    return Verdict("undetermined", VerdictCode.between, {**detail, **limits})


def _uncertified(estimate: CellEstimate, best: float) -> Verdict:
    detail = {"probability": _percent(estimate.covered), "passage": _percent(best)}
    return Verdict("undetermined", VerdictCode.not_calibrated, detail)


def _negative(estimate: CellEstimate, evidence: Evidence, best: float, thresholds: Thresholds) -> Verdict:
    detail = {"probability": _percent(estimate.covered), "passage": _percent(best), "limit": _percent(thresholds.gap)}
    if best > thresholds.gap_passage:
        passage_limit = {"passage_limit": _percent(thresholds.gap_passage)}
        return Verdict("undetermined", VerdictCode.passage_too_near, {**detail, **passage_limit})
    if evidence.mention is not None:
        words = "、".join(evidence.mention.words[:_NAMED])
        return Verdict("undetermined", VerdictCode.spoken_of, {**detail, "words": words})
    if evidence.broken and evidence.broken_probability >= BROKEN_SHARE * thresholds.gap_passage:
        return Verdict("undetermined", VerdictCode.near_broken, {**detail, "page": str(evidence.broken)})
    return Verdict("gap", VerdictCode.gap, detail)


def _finding(
    plan: Plan, proposal: Proposal, estimate: CellEstimate | None, evidence: Evidence, verdict: Verdict
) -> Finding:
    matchable = proposal.kind in MATCHABLE
    # What is not certified points to where its words stand, be another passage nearer.
    best = evidence.carried if verdict.status in ("covered", "partial") else evidence.spoken or evidence.best
    reason, detail = verdict.reason, dict(verdict.detail)
    if plan.unread_pages and reason in WITH_UNREAD:
        reason, detail = WITH_UNREAD[reason], {**detail, "unread": str(len(plan.unread_pages))}
    if verdict.status in ("covered", "partial") and estimate is not None and (taken := taken_up(plan, estimate)):
        detail["taken"] = taken
    return Finding(
        proposal_id=proposal.id,
        plan_id=plan.id,
        status=verdict.status,
        probability=estimate.covered if estimate is not None and matchable else None,
        similarity=best.similarity if best else None,
        n_measures=evidence.measures if matchable else 0,
        passage_id=best.passage_id if best else None,
        reason=reason,
        detail=detail,
    )


def _percent(share: float, apart_from: tuple[float, ...] = ()) -> str:
    """Whole percents; tenths below ten, where they matter; more where it would else read like a limit.

    >>> _percent(0.0234), _percent(0.83), _percent(0.4995, apart_from=(0.5,))
    ('2.3%', '83%', '49.95%')
    """
    digits = 1 if share < 0.1 else 0
    told = f"{share:.{digits}%}"
    while digits < 4 and told in {f"{limit:.{digits}%}" for limit in apart_from}:
        digits += 1
        told = f"{share:.{digits}%}"
    return told
