"""What is known of a proposal beyond its wording: the words of plans that answer it.

Proposals ask (…すべき), plans tell what is done; the two share few words. ``corpora/cocn/profiles.yaml``
gives, for each statement that a plan can take up, what names it and how measures that answer it would read.
It was written from knowledge of the field, before any plan was scored with it, and analysts may edit it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

from policyalign.corpora import corpora_path, load_proposals
from policyalign.domain import Plan, Proposal
from policyalign.errors import ProposalError
from policyalign.match.essentials import Essentials
from policyalign.messages import FittingCode
from policyalign.text.normalize import nfkc_key
from policyalign.yaml_files import load_yaml


@dataclass(frozen=True, slots=True)
class Profile:
    """The facets of a proposal (対象, 行為, 主体, 受益者, 出口), and its words.

    ``names`` name it, ``related`` often go with it, ``lookalikes`` are something else; ``does`` are sentences
    of measures that do what is asked; ``essentials`` are the matters, each in any of its words, that a measure
    which answers it is likely to name, and that a sentence must name to be quoted for 対応
    (:mod:`policyalign.match.carriers`); ``parts`` are the essentials of each of the
    things that it asks for, all of which a plan must do for 対応 (:mod:`policyalign.match.parts`), none where it asks
    for the one thing that ``essentials`` tell. What is still a ``draft`` is not matched with. ``of`` is the fingerprint
    of the text that it was written for, where the file says so.
    """

    object: str
    action: str
    actor: str
    beneficiary: str
    exit: str
    names: tuple[str, ...]
    related: tuple[str, ...]
    lookalikes: tuple[str, ...]
    does: tuple[str, ...]
    essentials: Essentials = ()
    parts: dict[str, Essentials] = field(default_factory=dict)
    status: Literal["draft", "checked"] = "checked"
    of: str = ""

    @property
    def key(self) -> str:
        """Changes with every word that the scorer looks at."""
        words = "\0".join("\n".join(part) for part in (self.names, self.related, self.does, *self.essentials))
        return hashlib.sha256(words.encode()).hexdigest()[:16]


def fingerprint(text: str) -> str:
    """The first 16 digits of the SHA-256 of a text: what a profile belongs to, whatever the proposal's id."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def load_profiles(path: Path | None = None, proposals: Sequence[Proposal] = ()) -> Mapping[str, Profile]:
    """The profiles of COCN's statements, or those in a file for ``proposals`` of one's own and COCN's, by the
    fingerprint of the statement's text, so that a profile never serves a proposal that was reworded.

    Raises :class:`~policyalign.errors.ProposalError`, naming the file and the entry.
    """
    path = path or corpora_path("cocn", "profiles.yaml")
    texts = {proposal.id: proposal.text for proposal in (*load_proposals(), *proposals)}
    entries = load_yaml(path, dict[str, Profile], ProposalError)
    for name, profile in entries.items():
        if name not in texts:
            raise ProposalError(FittingCode.profiles_unknown_id, file=path.name, item=name)
        if profile.of and profile.of != fingerprint(texts[name]):
            raise ProposalError(FittingCode.profiles_reworded, file=path.name, item=name)
    return {fingerprint(texts[name]): profile for name, profile in entries.items()}


def beside(profiles: Mapping[str, Profile], plan: Plan) -> dict[str, Profile]:
    """The profiles without the sentences that the plan itself holds: those would find themselves, and prove nothing.
    What keeps no sentence is left out."""
    if not profiles:
        return {}
    text = "\n".join(nfkc_key(passage.text) for passage in plan.passages)
    kept = {
        name: tuple(sentence for sentence in profile.does if nfkc_key(sentence).strip("。") not in text)
        for name, profile in profiles.items()
    }
    return {name: replace(profiles[name], does=does) for name, does in kept.items() if does}


def checked(profiles: Mapping[str, Profile]) -> dict[str, Profile]:
    """The profiles that people have looked over: a draft never moves a verdict."""
    return {name: profile for name, profile in profiles.items() if profile.status == "checked" and profile.does}
