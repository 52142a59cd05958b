"""Reads a scope file (期待度の表): which proposals a plan of a domain is expected to answer.

Analysts edit such a file by hand, so that everything in it that is not understood is an error which names the
file and the place.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import Annotated, Literal

from msgspec import Meta

from policyalign.config import DEFAULT_KINDS
from policyalign.corpora import corpora_path
from policyalign.domain import Expectation, Proposal
from policyalign.errors import CatalogueError
from policyalign.files import sha256_of
from policyalign.messages import ScopeCode
from policyalign.values import Level
from policyalign.yaml_files import Text, load_yaml

SHIPPED, NONE = "cocn", "none"
LEVELS: Mapping[str, Level] = {"期待": "expected", "任意": "optional", "対象外": "out_of_scope"}
"""The words of the file."""

_Word = Literal["期待", "任意", "対象外"]
_Names = Annotated[tuple[str, ...], Meta(min_length=1)]


@dataclass(frozen=True, slots=True)
class _Rule:
    level: _Word
    reason: Text


@dataclass(frozen=True, slots=True)
class _Exception:
    """A rule for some proposals, named one by one or by their groups."""

    level: _Word
    reason: Text
    proposals: _Names = ()
    groups: _Names = ()


@dataclass(frozen=True, slots=True)
class _Domain:
    default: _Rule
    exceptions: tuple[_Exception, ...] | None = None


@dataclass(frozen=True, slots=True)
class _Table:
    """A scope file."""

    domains: Mapping[str, _Domain]
    groups: Mapping[str, _Names] = field(default_factory=dict)


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

    def require(self, domain: str) -> None:
        """Raise :class:`CatalogueError`, naming those that there are, for a domain that is not in it."""
        if domain not in self.domains:
            known = "・".join(self.domains)
            raise CatalogueError(ScopeCode.scope_domain, domain=domain, file=self.source, domains=known)


def load_scope(source: str, proposals: Sequence[Proposal]) -> Scope:
    """The scope file that ships with the package (``"cocn"``), none (``"none"``), or the user's own.

    Every proposal of ``proposals`` that a plan can take up has a level and a reason in every domain. Raises
    :class:`CatalogueError`, which names file and place, for anything that is not understood.
    """
    if source == NONE:
        return Scope(NONE)
    path = corpora_path("cocn", "scope.yaml") if source == SHIPPED else Path(source)
    content = load_yaml(path, _Table, CatalogueError)
    ids = [one.id for one in proposals if one.kind in DEFAULT_KINDS]
    for name, members in content.groups.items():
        _check_known(members, ids, path.name, f"groups.{name}")
    tables = {name: _levels(name, content, ids, path.name) for name in content.domains}
    return Scope(SHIPPED if source == SHIPPED else path.name, sha256_of(path), tables)


def _levels(name: str, content: _Table, ids: Sequence[str], file: str) -> dict[str, Expectation]:
    """What is expected of a plan of a domain, by proposal."""
    domain = content.domains[name]
    levels = dict.fromkeys(ids, _expectation(domain.default, name))
    seen: set[str] = set()
    for number, rule in enumerate(domain.exceptions or (), 1):
        place = f"domains.{name}.exceptions[{number}]"
        if not rule.proposals and not rule.groups:
            raise CatalogueError(ScopeCode.scope_nothing_named, file=file, place=place)
        _check_known(rule.proposals, ids, file, f"{place}.proposals")
        _check_known(rule.groups, content.groups, file, f"{place}.groups")
        for one in chain(rule.proposals, *(content.groups[group] for group in rule.groups)):
            if one in seen:
                raise CatalogueError(ScopeCode.scope_twice, file=file, place=place, name=one)
            seen.add(one)
            levels[one] = _expectation(rule, name)
    return levels


def _expectation(rule: _Rule | _Exception, domain: str) -> Expectation:
    return Expectation(LEVELS[rule.level], rule.reason.strip(), domain)


def _check_known(names: Iterable[str], known: Collection[str], file: str, place: str) -> None:
    for name in names:
        if name not in known:
            raise CatalogueError(ScopeCode.scope_name, file=file, place=place, name=name)
