"""Reads a scope file (期待度の表): which proposals a plan of a domain is expected to answer.

Analysts edit such a file by hand, so that everything in it that is not understood is an error which names the
file and the place.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from policyalign.config import DEFAULT_KINDS
from policyalign.corpora import corpora_path
from policyalign.domain import Expectation, Level, Proposal
from policyalign.errors import CatalogueError

SHIPPED, NONE = "cocn", "none"
LEVELS: Mapping[str, Level] = {"期待": "expected", "任意": "optional", "対象外": "out_of_scope"}
"""The words of the file."""

_PARTS = frozenset(("groups", "domains"))
_DOMAIN = frozenset(("default", "exceptions"))
_RULE = frozenset(("level", "reason"))
_NAMED = frozenset(("proposals", "groups"))


@dataclass(frozen=True, slots=True)
class Scope:
    """By domain and proposal, what is expected; ``source`` is the file, ``sha256`` its hash (hex).

    A domain that is not in it expects nothing: none of its cells is 対象外.
    """

    source: str
    sha256: str = ""
    domains: Mapping[str, Mapping[str, Expectation]] = field(default_factory=dict)

    def of(self, domain: str) -> Mapping[str, Expectation]:
        """What is expected of a plan of this domain, by proposal; empty for an unknown one."""
        return self.domains.get(domain, {})


def load_scope(source: str, proposals: Sequence[Proposal]) -> Scope:
    """The scope file that ships with the package (``"cocn"``), none (``"none"``), or the user's own.

    Every proposal of ``proposals`` that a plan can take up has a level and a reason in every domain. Raises
    :class:`CatalogueError`, which names file and place, for anything that is not understood.
    """
    if source == NONE:
        return Scope(NONE)
    path = corpora_path("cocn", "scope.yaml") if source == SHIPPED else Path(source)
    content, digest = _read(path)
    _check_keys(content, _PARTS, path.name, "")
    ids = [one.id for one in proposals if one.kind in DEFAULT_KINDS]
    groups = _groups(content.get("groups", {}), ids, path.name)
    domains = _mapping(content.get("domains"), path.name, "domains")
    tables = {
        str(name): _domain(_mapping(entry, path.name, f"domains.{name}"), str(name), ids, groups, path.name)
        for name, entry in domains.items()
    }
    return Scope(SHIPPED if source == SHIPPED else path.name, digest, tables)


def _read(path: Path) -> tuple[Mapping[Any, Any], str]:
    import yaml

    try:
        content = path.read_bytes()
        loaded = yaml.safe_load(content.decode("utf-8-sig"))
    except (OSError, UnicodeError, yaml.YAMLError) as error:
        reason = " ".join(str(getattr(error, "strerror", None) or error).split())
        raise CatalogueError("scope_unreadable", file=str(path), error=reason) from error
    return _mapping(loaded, path.name, "–"), hashlib.sha256(content).hexdigest()


def _groups(content: object, ids: Sequence[str], file: str) -> dict[str, tuple[str, ...]]:
    return {
        str(name): _known(members, ids, file, f"groups.{name}")
        for name, members in _mapping(content, file, "groups").items()
    }


def _domain(
    entry: Mapping[Any, Any],
    name: str,
    ids: Sequence[str],
    groups: Mapping[str, tuple[str, ...]],
    file: str,
) -> dict[str, Expectation]:
    place = f"domains.{name}"
    _check_keys(entry, _DOMAIN, file, place)
    default = _mapping(entry.get("default"), file, f"{place}.default")
    _check_keys(default, _RULE, file, f"{place}.default")
    table = dict.fromkeys(ids, _expectation(default, name, file, f"{place}.default"))
    exceptions = entry.get("exceptions") or []
    if not isinstance(exceptions, list):
        raise CatalogueError("scope_shape", file=file, place=f"{place}.exceptions")
    seen: set[str] = set()
    for number, item in enumerate(exceptions, 1):
        at = f"{place}.exceptions[{number}]"
        rule = _mapping(item, file, at)
        _check_keys(rule, _RULE | _NAMED, file, at)
        expectation = _expectation(rule, name, file, at)
        for proposal in _named(rule, ids, groups, file, at):
            if proposal in seen:
                raise CatalogueError("scope_twice", file=file, place=at, name=proposal)
            seen.add(proposal)
            table[proposal] = expectation
    return table


def _expectation(rule: Mapping[Any, Any], domain: str, file: str, place: str) -> Expectation:
    level, reason = rule.get("level"), rule.get("reason")
    if not isinstance(level, str) or level not in LEVELS:
        raise CatalogueError(
            "scope_level", file=file, place=place, found=str(level), allowed="・".join(LEVELS)
        )
    if not isinstance(reason, str) or not reason.strip():
        raise CatalogueError("scope_reason", file=file, place=place)
    return Expectation(LEVELS[level], reason.strip(), domain)


def _named(
    rule: Mapping[Any, Any],
    ids: Sequence[str],
    groups: Mapping[str, tuple[str, ...]],
    file: str,
    place: str,
) -> Iterator[str]:
    """The proposals of a rule, those of its groups included; a rule for none is a slip."""
    if not _NAMED & rule.keys():
        raise CatalogueError("scope_shape", file=file, place=place)
    if "proposals" in rule:
        yield from _known(rule["proposals"], ids, file, f"{place}.proposals")
    if "groups" in rule:
        for group in _known(rule["groups"], list(groups), file, f"{place}.groups"):
            yield from groups[group]


def _known(names: object, allowed: Sequence[str], file: str, place: str) -> tuple[str, ...]:
    if not isinstance(names, list) or not names:
        raise CatalogueError("scope_shape", file=file, place=place)
    for name in names:
        if name not in allowed:
            raise CatalogueError("scope_name", file=file, place=place, name=str(name))
    return tuple(names)


def _mapping(content: object, file: str, place: str) -> Mapping[Any, Any]:
    if not isinstance(content, dict):
        raise CatalogueError("scope_shape", file=file, place=place)
    return content


def _check_keys(content: Mapping[Any, Any], allowed: frozenset[str], file: str, place: str) -> None:
    for key in content:
        if key not in allowed:
            at = f"{place}.{key}" if place else str(key)
            raise CatalogueError("scope_key", file=file, place=at, allowed=", ".join(sorted(allowed)))
