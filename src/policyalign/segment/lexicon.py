"""The word lists under ``corpora/lexicon``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal, TypeVar

from policyalign.corpora import corpora_path
from policyalign.values import Role
from policyalign.yaml_files import load_yaml

T = TypeVar("T")

WordLists = dict[str, frozenset[str]]
"""Words by the name of their list."""


@dataclass(frozen=True, slots=True)
class FormerBody:
    """An earlier name of a body; ``until`` is the last year of that name."""

    name: str
    until: int | None = None


@dataclass(frozen=True, slots=True)
class Body:
    """A body by its full present name, and its sector."""

    name: str
    sector: Literal["産", "官", "学", "国際"]
    aliases: tuple[str, ...] = ()
    former: tuple[FormerBody, ...] = ()
    since: int | None = None
    until: int | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """The present names."""
        return (self.name, *self.aliases)


@dataclass(frozen=True, slots=True)
class Bodies:
    """``actors.yaml``: the bodies; ``prefixes`` of their names such as 国立研究開発法人; the general words of
    the sectors 産, 官 and 学, and ``others`` that stand in lists with bodies."""

    prefixes: tuple[str, ...]
    actors: tuple[Body, ...]
    sectors: Mapping[str, tuple[str, ...]]
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Roles:
    """``roles.yaml``: headings and endings of headings that tell a role, endings of headings over examples, and over
    records of how the plan came about; nouns and verbs at the end of a
    sentence that tell an action or a state."""

    labels: Mapping[Role, tuple[str, ...]]
    headings: Mapping[Role, tuple[str, ...]]
    examples: tuple[str, ...]
    records: tuple[str, ...]
    action_nouns: frozenset[str]
    state_verbs: frozenset[str]


@cache
def load_bodies() -> Bodies:
    """The bodies that plans name."""
    return load_lexicon("actors.yaml", Bodies)


@cache
def load_roles() -> Roles:
    """The words that tell the role of a passage."""
    return load_lexicon("roles.yaml", Roles)


def load_lexicon(name: str, kind: type[T]) -> T:
    """The content of ``corpora/lexicon/<name>``. Raises ``PolicyAlignError``, which names file, line and
    place."""
    return load_yaml(corpora_path("lexicon", name), kind)
