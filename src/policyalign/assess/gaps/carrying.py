"""Which sentence of the passage shown carries the verdict, and not only stands beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from policyalign.assess.gaps.records import GapMatrix
from policyalign.domain import Match, Passage
from policyalign.text.sentence_ends import tells_only

_TOLD_ONLY = 0.5
"""What a phrase counts for in a sentence that only tells: half of what it counts for where all is done. Chosen: words
in common decide, and of sentences alike the one that acts."""


def carrying_sentences(matrix: GapMatrix) -> Mapping[tuple[str, str], str]:
    """By plan and proposal, the sentence of the best passage that carries the verdict."""
    best = {
        (matched.plan_id, match.proposal_id, match.passage_id): match
        for matched in matrix.matches
        for match in matched.matches
        if match.phrases or match.carrier is not None
    }
    passages = {(plan.id, passage.id): passage for plan in matrix.plans for passage in plan.passages}
    found = {}
    for finding in matrix.findings:
        passage = passages.get((finding.plan_id, finding.passage_id or ""))
        if passage is not None:
            match = best.get((finding.plan_id, finding.proposal_id, passage.id))
            found[finding.plan_id, finding.proposal_id] = carrying_sentence(passage, match)
    return found


def carrying_sentence(passage: Passage, match: Match | None) -> str:
    """The sentence that the verdict was said by, where there is one (``Match.carrier``).

    Else the one that answers most of the proposal's phrases, by their weight, and does something of it; of equals the
    first. One that only tells a problem, a need or a situation is quoted where no other answers any phrase.
    """
    if match is not None and match.carrier is not None and match.carrier < len(passage.sentences):
        return passage.quoted(*passage.sentences[match.carrier]).strip() or passage.quotation.strip()
    sentences = passage.quoted_sentences
    doing = [_share_done(signs) for signs in passage.directed_terms]
    if len(doing) != len(sentences):
        doing = [0.0] * len(sentences)
    pairs = match.phrases if match else ()
    weights = [
        (_TOLD_ONLY + (1 - _TOLD_ONLY) * done) * sum(pair.weight for pair in pairs if pair.passage in sentence)
        for sentence, done in zip(sentences, doing, strict=True)
    ]
    acting = [0.0 if tells_only(one) else weight for one, weight in zip(sentences, weights, strict=True)]
    chosen = acting if any(acting) else weights
    return sentences[chosen.index(max(chosen))]


def _share_done(terms: Sequence[tuple[str, int]]) -> float:
    """The share of terms that are carried on or undone."""
    return sum(sign != 0 for _, sign in terms) / len(terms) if terms else 0.0
