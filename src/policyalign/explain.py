"""Explains one cell of a finished comparison, down to the phrases: ``policyalign explain``.

Puts together what the layers below know apart from each other: the matches, GiNZA's phrases, the rarity of
terms, the sentences of a proposal's profile, and the first encoder's sense of what is near.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

import numpy as np

from policyalign.assess.explanation import ExplainedPassage, Explanation, explain_cell
from policyalign.assess.matrix import GapMatrix
from policyalign.assess.phrase_pairs import Phrase, pair_phrases
from policyalign.choice import choose_proposal as choose_proposal
from policyalign.corpora import models_path
from policyalign.domain import Token
from policyalign.match.encoders import load_encoder
from policyalign.match.parameters import load_statistics
from policyalign.match.profiles import fingerprint, load_profiles
from policyalign.match.service import FIRST
from policyalign.segment.bunsetsu import bunsetsu
from policyalign.segment.terms import content_terms
from policyalign.workers import Worker

PASSAGES = 3
"""Accepted and rejected passages shown of a cell, unless told otherwise."""
PAIRS = 6
"""Pairs of phrases kept of a passage."""
_SECONDS = 300.0


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
    weight = load_statistics(models_path("terms.json"))[0].weight
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
    vectors = load_encoder(FIRST).encode(distinct, "passage")
    row = {text: number for number, text in enumerate(distinct)}
    return lambda one, other: float(np.dot(vectors[row[one]], vectors[row[other]]))
