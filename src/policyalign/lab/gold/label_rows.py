"""The tables of labels that come along: ``models/labels``."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

from policyalign.corpora import models_path
from policyalign.lab.gold.json_lines import read_labels

DOCUMENTS = "documents.csv"
"""What is known of the labelled documents themselves."""


def label_rows(name: str, folder: Path | None = None) -> Iterator[dict[str, str]]:
    """The rows of a table of labels by its name, of those that come along or of another folder.

    Raises :class:`~policyalign.errors.GoldError` where it is missing or not readable.
    """
    path = (folder or models_path("labels")) / name
    text = read_labels(path, lambda found: found.read_text(encoding="utf-8-sig"))
    return iter(csv.DictReader(io.StringIO(text, newline="")))
