"""What passages of running prose say of the action, by label: ``models/labels/attributes.csv``.

The labels know their passages by a key of the wording (``README.md`` there); the texts are not shipped.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from policyalign.lab.gold.attributes import Attributes
from policyalign.lab.gold.label_rows import DOCUMENTS, label_rows
from policyalign.values import Role

LABELS = "attributes.csv"


@dataclass(frozen=True, slots=True)
class ProseDocument:
    """A document with its labelled passages. ``genre`` says what kind of text it is; ``held_out`` that no rule
    was written with its mistakes in view."""

    name: str
    genre: str
    held_out: bool
    passages: tuple[Attributes, ...]


def read_prose(folder: Path | None = None) -> tuple[ProseDocument, ...]:
    """The labelled documents in the order of ``documents.csv``; ``text`` of a passage is its key.

    Raises :class:`~policyalign.errors.GoldError` where a file is missing or not readable.
    """
    labels: dict[str, list[Attributes]] = {}
    for row in label_rows(LABELS, folder):
        labels.setdefault(row["document"], []).append(_attributes(row))
    return tuple(
        ProseDocument(row["document"], row["genre"], row["rules"] == "held_out", tuple(labels[row["document"]]))
        for row in label_rows(DOCUMENTS, folder)
        if row["document"] in labels
    )


def _attributes(row: Mapping[str, str]) -> Attributes:
    """The settled labels of a row."""
    return Attributes(
        text=row["text"],
        role=_role(row["role"]),
        stages=tuple(map(int, row["stages"].split())),
        actors=tuple(filter(None, row["actors"].split("、"))),
        start=_year(row["start"]),
        end=_year(row["end"]),
        bound=row["bound"],
    )


def _role(label: str) -> Role:
    """A table of contents, an address or a greeting (``other``) has the empty role."""
    return "" if label == "other" else cast(Role, label)


def _year(text: str) -> int | None:
    return int(text) if text else None
