"""Chooses plans and statements by what a person calls them: ids in any width and case, parts of labels."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable, Sequence

from policyalign.config import DEFAULT_KINDS
from policyalign.domain import Proposal
from policyalign.errors import UnknownPlan, UnknownProposal
from policyalign.messages import AuditCode, ExplainCode

_SUGGESTED = 5
_ALIKE = 0.7


def choose_plans(known: Sequence[str], wanted: Iterable[str]) -> tuple[str, ...]:
    """The ids that are asked for, each by itself or several in a list such as ``space、digital``.

    Raises :class:`~policyalign.errors.UnknownPlan`, naming those that there are.
    """
    ids = {_folded(name): name for name in known}
    chosen = []
    for text in wanted:
        for name in [text] if _folded(text) in ids else re.split("[,、，]", text):
            if _folded(name) not in ids:
                raise UnknownPlan(AuditCode.plan_unknown, plan=name.strip(), known=", ".join(known))
            chosen.append(ids[_folded(name)])
    return tuple(dict.fromkeys(chosen))


def choose_proposal(proposals: Sequence[Proposal], wanted: str) -> Proposal:
    """The proposal with the id ``wanted``, or the only one whose label holds it: of all, or of those that a
    plan can take up. Widths and case are alike.

    Raises :class:`~policyalign.errors.UnknownProposal`, naming those that may have been meant.
    """
    key = _folded(wanted)
    for proposal in proposals:
        if _folded(proposal.id) == key:
            return proposal
    found = [proposal for proposal in proposals if key and key in _folded(proposal.label)]
    matchable = [proposal for proposal in found if proposal.kind in DEFAULT_KINDS]
    for candidates in (found, matchable):
        if len(candidates) == 1:
            return candidates[0]
    if found:
        raise UnknownProposal(ExplainCode.explain_ambiguous, wanted=wanted, candidates=_listed(found))
    similar = _listed(_similar(proposals, key)) or "–"
    raise UnknownProposal(ExplainCode.explain_unknown, wanted=wanted, candidates=similar)


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
