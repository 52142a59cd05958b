"""Proposals chosen by what people type: an id, or a part of a label."""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Sequence

from policyalign.domain import MATCHABLE, Proposal
from policyalign.errors import ProposalError

_SUGGESTED = 5
_ALIKE = 0.7


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
