"""Finds what ships with the package, and reads proposals files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, get_args

from policyalign.domain import Kind, Proposal
from policyalign.errors import PolicyAlignError, ProposalError

_PACKAGE = Path(__file__).resolve().parent
_ROOTS = (_PACKAGE / "data", _PACKAGE.parent.parent)
"""Inside the wheel, and the top of a checkout."""

_KINDS: tuple[str, ...] = get_args(Kind)
_ACTORS = ("産", "官", "学")
_TEXTS = ("id", "text", "label", "kind", "chapter", "section", "field")
_LISTS = ("actors", "see_also")
_LABEL_LENGTH = 24


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
    raise PolicyAlignError("data_missing", path="/".join(parts))


def load_proposals(source: str = "cocn") -> tuple[Proposal, ...]:
    """The statements of a proposals file in its order: ``"cocn"``, or the path of a YAML file of that form.

    An item needs ``id`` and ``text``; ``kind`` is ``proposal`` and ``label`` the beginning of the text where
    they are not given; ``section`` and ``chapter`` come from an id such as ``5.2-P4``. Raises
    :class:`ProposalError`, which names file, item and field, for anything else.
    """
    path = _proposals_file(source)
    items = _mapping(_read_yaml(path), path).get("items")
    if not isinstance(items, list) or not items:
        raise ProposalError("proposals_shape", file=path.name)
    proposals = tuple(_proposal(item, f"items[{place}]", path.name) for place, item in enumerate(items, 1))
    _check_ids(proposals, path.name)
    return proposals


def load_headings(source: str = "cocn") -> dict[str, str]:
    """The titles of the chapters and sections of a proposals file by number; those not given are absent."""
    path = _proposals_file(source)
    content = _mapping(_read_yaml(path), path)
    tables = [content.get(name) for name in ("chapters", "sections")]
    return {
        str(number): str(title)
        for table in tables
        if isinstance(table, dict)
        for number, title in table.items()
    }


def select(
    proposals: Iterable[Proposal],
    kinds: Iterable[str] = (),
    chapter: str = "",
    actors: Iterable[str] = (),
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
        raise ProposalError("proposals_missing", file=str(path))
    return path


def _read_yaml(path: Path) -> object:
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the C one is ten times faster, and optional
    try:
        return yaml.load(path.read_text(encoding="utf-8-sig"), Loader=loader)
    except (OSError, UnicodeError) as error:
        raise ProposalError("proposals_unreadable", file=path.name, error=_short(error)) from error
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = str(mark.line + 1) if mark else "?"
        problem = str(getattr(error, "problem", None) or _short(error))
        raise ProposalError("proposals_syntax", file=path.name, line=line, error=problem) from error


def _short(error: Exception) -> str:
    return str(getattr(error, "strerror", None) or error).splitlines()[0]


def _mapping(content: object, path: Path) -> Mapping[str, Any]:
    if not isinstance(content, dict):
        raise ProposalError("proposals_shape", file=path.name)
    return content


def _proposal(item: object, place: str, file: str) -> Proposal:
    if not isinstance(item, dict):
        raise ProposalError("proposals_item", file=file, item=place)
    name = str(item.get("id", place))
    _check_fields(item, name, file)
    section = item.get("section") or (item["id"].rpartition("-")[0])
    return Proposal(
        id=item["id"],
        kind=item.get("kind", "proposal"),
        chapter=item.get("chapter") or section.partition(".")[0],
        section=section,
        label=item.get("label") or item["text"][:_LABEL_LENGTH],
        text=item["text"],
        actors=tuple(item.get("actors", ())),
        field=item.get("field", ""),
        see_also=tuple(item.get("see_also", ())),
    )


def _check_fields(item: Mapping[Any, Any], name: str, file: str) -> None:
    for field in ("id", "text"):
        if field not in item:
            raise ProposalError("proposals_field_missing", file=file, item=name, field=field)
    for field, value in item.items():
        if field in _TEXTS:
            _check_text(value, str(field), name, file)
        elif field in _LISTS:
            _check_list(value, str(field), name, file)
        else:
            allowed = ", ".join((*_TEXTS, *_LISTS))
            raise ProposalError(
                "proposals_field_unknown", file=file, item=name, field=str(field), allowed=allowed
            )
    _check_choice(item.get("kind", "proposal"), _KINDS, "kind", name, file)
    for actor in item.get("actors", ()):
        _check_choice(actor, _ACTORS, "actors", name, file)


def _check_text(value: object, field: str, name: str, file: str) -> None:
    if not isinstance(value, str) or not value.strip():
        raise ProposalError("proposals_field_text", file=file, item=name, field=field)


def _check_list(value: object, field: str, name: str, file: str) -> None:
    if not isinstance(value, list) or not all(isinstance(entry, str) for entry in value):
        raise ProposalError("proposals_field_list", file=file, item=name, field=field)


def _check_choice(value: str, allowed: tuple[str, ...], field: str, name: str, file: str) -> None:
    if value not in allowed:
        choices = ", ".join(allowed)
        raise ProposalError(
            "proposals_field_value", file=file, item=name, field=field, value=value, allowed=choices
        )


def _check_ids(proposals: tuple[Proposal, ...], file: str) -> None:
    seen: set[str] = set()
    for proposal in proposals:
        if proposal.id in seen:
            raise ProposalError("proposals_duplicate", file=file, item=proposal.id)
        seen.add(proposal.id)
    for proposal in proposals:
        for other in proposal.see_also:
            if other not in seen:
                raise ProposalError("proposals_reference", file=file, item=proposal.id, value=other)
