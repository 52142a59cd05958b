"""One sentence in several plans (素案 and 案, a programme that two ministries print): what is said of it there.

The probability of a cell is that of the plan as a whole, and a passage is read with what stands around it, so that the
same sentence may bear out a verdict in one plan and not in the other. That is told beside both verdicts; and where it
bears out 対応 or 一部対応 in one plan, the other may leave the proposal open, but has no 欠落. A plan that answers by
another sentence has its verdict from that, and nothing is told.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from policyalign.assess.gaps.records import GapMatrix
from policyalign.domain import Finding, Passage
from policyalign.messages import VerdictCode
from policyalign.text.normalize import nfkc_key

_SHORTEST = 25
"""Characters; shorter sentences (人材の育成を推進する) are everybody's."""
_JUDGED = frozenset(("covered", "partial", "gap", "undetermined"))
_FOUND = frozenset(("covered", "partial"))


@dataclass(frozen=True, slots=True)
class _Standing:
    """Where a sentence stands."""

    plan_id: str
    passage: Passage
    page: int


def with_repeated(matrix: GapMatrix) -> GapMatrix:
    """The matrix with what other plans' verdicts by the same sentence say of each."""
    carried = dict(_carried(matrix)) if len(matrix.plans) > 1 else {}
    places = _places(matrix, frozenset(carried.values()))
    findings = {(one.proposal_id, one.plan_id): one for one in matrix.findings}
    for (proposal, plan), sentence in carried.items():
        pages = {one.plan_id: one.page for one in places[sentence]}
        for other in places[sentence] if plan in pages else ():
            mine, theirs = findings[proposal, plan], _open(findings[proposal, other.plan_id], other)
            by_another = carried.get((proposal, other.plan_id), sentence) != sentence
            if theirs.status not in _JUDGED or by_another:
                continue
            if mine.status == theirs.status:
                findings[proposal, plan] = _weighed(mine, theirs, other.page)
                continue
            findings[proposal, plan] = _noted(mine, theirs, other.page)
            own = {} if theirs.status in _FOUND else {"other_here": str(other.page)}
            findings[proposal, other.plan_id] = _noted(theirs, mine, pages[plan], **own)
    return replace(matrix, findings=tuple(findings.values()))


def _carried(matrix: GapMatrix) -> Iterator[tuple[tuple[str, str], str]]:
    """By proposal and plan, the sentence that bears out 対応 or 一部対応, as sentences are compared."""
    passages = {(plan.id, passage.id): passage for plan in matrix.plans for passage in plan.passages}
    found = {(one.proposal_id, one.plan_id, one.passage_id) for one in matrix.findings if one.status in _FOUND}
    for matched in matrix.matches:
        for match in matched.matches:
            if match.carrier is not None and (match.proposal_id, matched.plan_id, match.passage_id) in found:
                passage = passages[matched.plan_id, match.passage_id]
                sentence = nfkc_key(passage.quoted(*passage.sentences[match.carrier]))
                if len(sentence) >= _SHORTEST:
                    yield (match.proposal_id, matched.plan_id), sentence


def _places(matrix: GapMatrix, wanted: frozenset[str]) -> Mapping[str, list[_Standing]]:
    """Where the sentences stand, the first place in every plan."""
    found: defaultdict[str, dict[str, _Standing]] = defaultdict(dict)
    for plan in matrix.plans if wanted else ():
        for passage in plan.passages:
            for start, end in () if passage.is_aside else passage.sentences:
                if (sentence := nfkc_key(passage.quoted(start, end))) in wanted:
                    found[sentence].setdefault(plan.id, _Standing(plan.id, passage, passage.page_at(start)))
    return {sentence: [*found[sentence].values()] for sentence in wanted}


def _noted(finding: Finding, other: Finding, page: int, **own: str) -> Finding:
    """The finding with the verdict of the other plan, unless one is told already."""
    told = {"other": other.plan_id, "other_status": other.status, "other_page": str(page), **own}
    return finding if "other" in finding.detail else replace(finding, detail={**finding.detail, **told})


def _weighed(finding: Finding, other: Finding, page: int) -> Finding:
    """The finding with what the same verdict rests on in the other plan, where that is not as probable there."""
    mine, theirs = finding.detail.get("passage", ""), other.detail.get("passage", "")
    return _noted(finding, other, page, other_passage=theirs) if theirs and mine != theirs else finding


def _open(finding: Finding, standing: _Standing) -> Finding:
    """The finding, 判定不能 where it was 欠落: it points to where the sentence stands."""
    if finding.status != "gap":
        return finding
    return replace(
        finding, status="undetermined", reason=VerdictCode.repeated, passage_id=standing.passage.id, similarity=None
    )
