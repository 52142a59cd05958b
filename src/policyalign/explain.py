"""Explains one cell of a finished comparison, down to the phrases: ``policyalign explain``.

Puts together what the layers below know apart from each other: the matches, GiNZA's phrases, the rarity of
terms, the sentences of a proposal's profile, and the first encoder's sense of what is near.
"""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

import numpy as np

from policyalign.assess.coverage import MATCHABLE
from policyalign.assess.explanation import ExplainedPassage, Explanation, explain_cell
from policyalign.assess.matrix import GapMatrix
from policyalign.assess.phrase_pairs import Phrase, pair_phrases
from policyalign.domain import Proposal, Token
from policyalign.errors import ProposalError
from policyalign.match.encoders import load_encoder
from policyalign.match.profiles import fingerprint, load_profiles
from policyalign.match.service import SCORING_ENCODER
from policyalign.match.term_statistics import load_term_statistics
from policyalign.segment.bunsetsu import bunsetsu
from policyalign.segment.terms import content_terms
from policyalign.workers import Worker

PASSAGES = 3
"""Accepted and rejected passages shown of a cell, unless told otherwise."""
PAIRS = 6
"""Pairs of phrases kept of a passage."""
_SUGGESTED = 5
_ALIKE = 0.7
_SECONDS = 300.0


def choose_proposal(proposals: Sequence[Proposal], wanted: str) -> Proposal:
    """The proposal with the id ``wanted``, or the only one whose label holds it: of all, or of those that a
    plan can take up. Widths and case are alike.

    Raises :class:`~policyalign.errors.ProposalError`, naming those that may have been meant.
    """
    key = _folded(wanted)
    for proposal in proposals:
        if _folded(proposal.id) == key:
            return proposal
    found = [proposal for proposal in proposals if key and key in _folded(proposal.label)]
    matchable = [proposal for proposal in found if proposal.kind in MATCHABLE]
    for candidates in (found, matchable):
        if len(candidates) == 1:
            return candidates[0]
    if found:
        raise ProposalError("explain_ambiguous", wanted=wanted, candidates=_listed(found))
    raise ProposalError("explain_unknown", wanted=wanted, candidates=_listed(_similar(proposals, key)) or "–")


def explain(matrix: GapMatrix, proposal_id: str, plan_id: str, count: int = PASSAGES) -> Explanation:
    """Why the cell has its verdict, with up to ``count`` accepted and as many rejected passages, and the
    phrases that answer each other.

    Raises ``KeyError`` for an unknown proposal or plan.
    """
    cell = explain_cell(matrix, proposal_id, plan_id, count)
    shown = (*cell.accepted, *cell.rejected)
    if not shown:
        return cell
    wording = [cell.proposal.label, cell.proposal.text]
    known = load_profiles().get(fingerprint(cell.proposal.text))
    profile = known.does if known else ()
    sentences = [one.passage.text[start:end] for one in shown for start, end in one.passage.sentences]
    phrases = _phrases([*wording, *profile, *sentences])
    asked = [phrase for text in wording for phrase in phrases[text]]
    asked += [replace(phrase, from_profile=True) for text in profile for phrase in phrases[text]]
    weight = load_term_statistics().weight
    cosine = _cosine([phrase.text for found in phrases.values() for phrase in found])

    def told(one: ExplainedPassage) -> ExplainedPassage:
        texts = [one.passage.text[start:end] for start, end in one.passage.sentences]
        own = [phrase for text in texts for phrase in phrases[text]]
        return replace(one, phrases=pair_phrases(own, asked, weight, cosine)[:PAIRS])

    return replace(cell, accepted=tuple(map(told, cell.accepted)), rejected=tuple(map(told, cell.rejected)))


def _phrases(texts: Sequence[str]) -> Mapping[str, tuple[Phrase, ...]]:
    """The phrases with content words of every text, by GiNZA in a process of its own."""
    distinct = sorted(set(texts))
    with Worker("policyalign.services:Annotator") as annotator:
        analyses: list[tuple[Token, ...]] = annotator.call("analyse", distinct, timeout=_SECONDS)
    return {text: _of_sentence(text, tokens) for text, tokens in zip(distinct, analyses, strict=True)}


def _of_sentence(sentence: str, tokens: Sequence[Token]) -> tuple[Phrase, ...]:
    found = []
    for phrase in bunsetsu(tokens):
        terms = content_terms(phrase.tokens)
        text = sentence[phrase.start : phrase.head.start + len(phrase.head.surface)].strip(
            "「」『』（）()・ "
        )
        if terms and text:
            found.append(Phrase(text, terms))
    return tuple(found)


def _cosine(texts: Sequence[str]) -> Callable[[str, str], float]:
    """The similarity of any two of the texts by the first encoder."""
    distinct = sorted(set(texts))
    vectors = load_encoder(SCORING_ENCODER).encode(distinct, "passage")
    row = {text: number for number, text in enumerate(distinct)}
    return lambda one, other: float(np.dot(vectors[row[one]], vectors[row[other]]))


def _similar(proposals: Sequence[Proposal], key: str) -> list[Proposal]:
    """Those whose id or label holds most of what was asked for, in order; labels are longer than what people
    type of them, so that likeness as a whole would tell little."""
    names = [(_folded(name), proposal) for proposal in proposals for name in (proposal.id, proposal.label)]
    held = [(_share_held(key, name), -len(name), proposal) for name, proposal in names]
    likely = sorted((one for one in held if one[0] >= _ALIKE), key=lambda one: one[:2], reverse=True)
    return list(dict.fromkeys(proposal for _, _, proposal in likely))


def _share_held(key: str, name: str) -> float:
    blocks = difflib.SequenceMatcher(None, key, name, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks) / len(key) if key else 0.0


def _listed(proposals: Sequence[Proposal]) -> str:
    listed = ", ".join(f"{proposal.id} {proposal.label}" for proposal in proposals[:_SUGGESTED])
    return listed + (" …" if len(proposals) > _SUGGESTED else "")


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold().strip()
