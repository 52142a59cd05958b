"""How passages of running prose relate to projects, and to passages of other documents: ``prose_pairs.csv``.

The labels ship with the package, the texts do not: a passage is known by its document and the key of its wording
(:mod:`policyalign.lab.gold.passage_keys`), a project by its number in the collection.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

from policyalign.assess.overlaps.records import Relation
from policyalign.assess.overlaps.relation_model import relation
from policyalign.corpora import models_path
from policyalign.errors import GoldError
from policyalign.lab.gold.label_rows import label_rows
from policyalign.messages import FittingCode

FILE = "prose_pairs.csv"
PROJECT = "project"
"""Stands for a document where the other side is a project."""

PairGenre = Literal["prose_project", "prose_prose", "same_document"]
"""Passages against projects, against passages of another document, and of the same one, which a comparison
asks about only where ministries are told apart."""
GENRES: tuple[PairGenre, ...] = get_args(PairGenre)


@dataclass(frozen=True, slots=True)
class ProsePair:
    """A pair by label. ``one`` and ``other`` are ``(document, key)``; of a project ``(PROJECT, number)``."""

    one: tuple[str, str]
    other: tuple[str, str]
    relation: Relation

    @property
    def sides(self) -> tuple[tuple[str, str], tuple[str, str]]:
        return self.one, self.other

    @property
    def documents(self) -> frozenset[str]:
        """The documents that the passages stand in."""
        return frozenset(document for document, _ in self.sides if document != PROJECT)

    @property
    def projects(self) -> frozenset[int]:
        """The numbers of the projects."""
        return frozenset(int(key) for document, key in self.sides if document == PROJECT)

    @property
    def genre(self) -> PairGenre:
        if self.projects:
            return "prose_project"
        return "prose_prose" if len(self.documents) > 1 else "same_document"


def read_prose_pairs(path: Path | None = None) -> tuple[ProsePair, ...]:
    """The settled labels of a file, by default those that come along, in its order.

    Raises :class:`~policyalign.errors.GoldError` where it is missing or malformed.
    """
    path = path or models_path("labels") / FILE
    rows = label_rows(path.name, path.parent)
    try:
        return tuple(_pairs(rows))
    except (KeyError, TypeError, ValueError, csv.Error) as error:
        raise GoldError(FittingCode.pair_labels_unreadable, file=path, error=error) from error


def _pairs(rows: Iterator[Mapping[str, str]]) -> Iterator[ProsePair]:
    for row in rows:
        pair = ProsePair((row["document_a"], row["a"]), (row["document_b"], row["b"]), relation(row["relation"]))
        if not all(document and key for document, key in pair.sides) or len(pair.projects) > 1:
            raise ValueError(f"{pair.one}, {pair.other}")
        yield pair


def prose_documents(pairs: Iterable[ProsePair]) -> tuple[str, ...]:
    """The names of the documents that the labels are of, in order."""
    return tuple(sorted({name for pair in pairs for name in pair.documents}))
