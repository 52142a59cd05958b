"""A collection of project descriptions (行政事業レビュー): JSON Lines, packed by gzip. None is shipped."""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from policyalign.errors import GoldError
from policyalign.messages import FittingCode

Project = Mapping[str, Any]
"""``projectId``, ``projectName``, ``ministry``, ``purpose``, ``currentIssues`` and ``overview``."""


def read_projects(path: Path) -> Mapping[int, Project]:
    """The projects of a ``.jsonl.gz`` file by their number.

    Raises :class:`~policyalign.errors.GoldError`.
    """
    try:
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            return {project["projectId"]: project for project in map(json.loads, lines)}
    except (OSError, EOFError, ValueError, KeyError, TypeError, RecursionError, zlib.error) as error:
        raise GoldError(FittingCode.collection_unreadable, file=path, error=error) from error
