"""Finds what ships with the package, and reads proposals files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal

from msgspec import Meta

from policyalign.domain import Proposal
from policyalign.errors import PolicyAlignError, ProposalError
from policyalign.messages import ErrorCode
from policyalign.text.labels import short_label
from policyalign.values import Kind
from policyalign.yaml_files import Text, entry_lines, load_yaml

_PACKAGE = Path(__file__).resolve().parent
_ROOTS = (_PACKAGE / "data", _PACKAGE.parent.parent)
"""Inside the wheel, and the top of a checkout."""


@dataclass(frozen=True, slots=True)
class _Item:
    """A statement as it is written; what is not given is empty."""

    id: Text
    text: Text
    kind: Kind = "proposal"
    chapter: Text = ""
    section: Text = ""
    label: Text = ""
    actors: tuple[Literal["産", "官", "学"], ...] = ()
    field: Text = ""
    see_also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Statements:
    """A proposals file: statements, their source, and the titles of chapters and sections by number."""

    items: Annotated[tuple[_Item, ...], Meta(min_length=1)]
    chapters: Mapping[str | int | float, Text] = field(default_factory=dict)
    sections: Mapping[str | int | float, Text] = field(default_factory=dict)
    source: Any = None


def corpora_path(*parts: str) -> Path:
    """A file or folder under ``corpora/``, in the installed package or in the checkout."""
    return _shipped("corpora", *parts)


def models_path(*parts: str) -> Path:
    """A file or folder under ``models/``, in the installed package or in the checkout."""
    return _shipped("models", *parts)


def _shipped(*parts: str) -> Path:
    for root in _ROOTS:
        if (root / parts[0]).is_dir():
            return root.joinpath(*parts)
    raise PolicyAlignError(ErrorCode.data_missing, path="/".join(parts))


def load_proposals(source: str = "cocn") -> tuple[Proposal, ...]:
    """The statements of a proposals file in its order: ``"cocn"``, or the path of a YAML file of that form.

    An item needs ``id`` and ``text``; ``kind`` is ``proposal`` and ``label`` short for the text where
    they are not given; ``section`` and ``chapter`` come from an id such as ``5.2-P4``. Raises
    :class:`ProposalError`, which names file, item and field, for anything else.
    """
    proposals = read_statements(source)
    _check_ids(proposals, _proposals_file(source).name)
    return proposals


def read_statements(source: str) -> tuple[Proposal, ...]:
    """The statements of a proposals file as :func:`load_proposals` gives them, though ids may occur twice or refer to
    what is not there. Raises :class:`ProposalError`."""
    return _cocn_statements() if source == "cocn" else _statements_in(_proposals_file(source))


@cache
def _cocn_statements() -> tuple[Proposal, ...]:
    """Those that come along, which stay as they are: several stages of a run ask for them."""
    return _statements_in(_proposals_file("cocn"))


def _statements_in(path: Path) -> tuple[Proposal, ...]:
    return tuple(map(_proposal, load_yaml(path, _Statements, ProposalError).items))


def statement_lines(source: str) -> tuple[int, ...]:
    """The lines (from 1) of a proposals file at which its statements begin; the first, where these are merged in
    from elsewhere."""
    found = entry_lines(_proposals_file(source), "items", ProposalError)
    return found or (1,) * len(read_statements(source))


def load_headings(source: str = "cocn") -> dict[str, str]:
    """The titles of the chapters and sections of a proposals file by number; those not given are absent."""
    content = load_yaml(_proposals_file(source), _Statements, ProposalError)
    return {str(number): title for number, title in (*content.chapters.items(), *content.sections.items())}


@dataclass(frozen=True, slots=True)
class _Labels:
    labels: dict[str, str]


def english_labels(proposals: Iterable[Proposal]) -> tuple[Proposal, ...]:
    """The same statements, those that are COCN's by id and wording with labels in English (our own translation)."""
    known = {one.id: one.text for one in load_proposals()}
    labels = load_yaml(corpora_path("cocn", "labels_en.yaml"), _Labels, ProposalError).labels
    return tuple(
        replace(one, label=labels[one.id]) if known.get(one.id) == one.text and one.id in labels else one
        for one in proposals
    )


def select(
    proposals: Iterable[Proposal], kinds: Iterable[str] = (), chapter: str = "", actors: Iterable[str] = ()
) -> tuple[Proposal, ...]:
    """Those of the given kinds and chapter that ask something of any of the actors, in order; an empty
    condition lets all pass."""
    wanted, asked = frozenset(kinds), frozenset(actors)
    return tuple(
        proposal
        for proposal in proposals
        if (not wanted or proposal.kind in wanted)
        and chapter in ("", proposal.chapter)
        and (not asked or asked & set(proposal.actors))
    )


def _proposals_file(source: str) -> Path:
    path = corpora_path("cocn", "proposals.yaml") if source == "cocn" else Path(source)
    if not path.exists():
        raise ProposalError(ErrorCode.proposals_missing, file=path)
    return path


def _proposal(item: _Item) -> Proposal:
    section = item.section or item.id.rpartition("-")[0]
    derived = {
        "section": section,
        "chapter": item.chapter or section.partition(".")[0],
        "label": item.label or short_label(item.text),
    }
    return Proposal(**{**asdict(item), **derived})


def _check_ids(proposals: tuple[Proposal, ...], file: str) -> None:
    seen: set[str] = set()
    for proposal in proposals:
        if proposal.id in seen:
            raise ProposalError(ErrorCode.proposals_duplicate, file=file, item=proposal.id)
        seen.add(proposal.id)
    for proposal in proposals:
        for other in proposal.see_also:
            if other not in seen:
                raise ProposalError(ErrorCode.proposals_reference, file=file, item=proposal.id, value=other)
