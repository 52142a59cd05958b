"""Plans put together from a collection of project descriptions (行政事業レビュー), with labels of their own.

``models/labels/members.csv`` tells which projects stand in which plan, ``models/labels/grades.csv`` the
grades of some of them (``README.md`` there tells how these were made). The collection itself is not shipped.
"""

from __future__ import annotations

import csv
import gzip
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from policyalign.corpora import models_path
from policyalign.domain import Anchor, Passage, Plan, Section
from policyalign.errors import GoldError
from policyalign.lab.gold import Gold, Judgement, Unit
from policyalign.lab.gold.relevance import gold_of
from policyalign.segment.sentences import split_sentences

LIST = "global"
"""The members that are a mere list of measures, not a plan."""
_ANCHOR = Anchor(1, (0.0, 0.0, 0.0, 0.0))
_PARTS = (("目的", "purpose"), ("現状・課題", "currentIssues"), ("施策の内容", "overview"))

Project = Mapping[str, Any]


def read_projects(path: Path) -> Mapping[int, Project]:
    """The projects of a ``.jsonl.gz`` file by their number.

    Raises :class:`~policyalign.errors.GoldError`.
    """
    try:
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            return {project["projectId"]: project for project in map(json.loads, lines)}
    except (OSError, EOFError, ValueError, KeyError) as error:
        raise GoldError("collection_unreadable", file=str(path), error=str(error)) from error


def read_members(folder: Path | None = None) -> Mapping[str, tuple[int, ...]]:
    """The numbers of the projects of every plan."""
    members: dict[str, list[int]] = {}
    for row in _rows("members.csv", folder):
        members.setdefault(row["plan"], []).append(int(row["project"]))
    return {plan: tuple(numbers) for plan, numbers in members.items()}


def plan_of(name: str, projects: Sequence[Project]) -> Plan:
    """A plan with a chapter per ministry and a measure per project, each with 目的, 現状・課題 and
    施策の内容."""
    sections = [Section("", name, 1, None, _ANCHOR)]
    passages: list[Passage] = []
    ordered = sorted(projects, key=lambda project: (project["ministry"], project["projectId"]))
    for number, project in enumerate(ordered):
        if not number or project["ministry"] != ordered[number - 1]["ministry"]:
            sections.append(Section("", project["ministry"], 2, 0, _ANCHOR))
            chapter = len(sections) - 1
        sections.append(Section("", project["projectName"], 3, chapter, _ANCHOR))
        measure = len(sections) - 1
        for heading, field in _PARTS:
            sections.append(Section("", heading, 4, measure, _ANCHOR))
            path = (project["ministry"], project["projectName"], heading)
            for text in _paragraphs(project[field]):
                key = f"{name}-{len(passages)}"
                passages.append(_passage(key, name, text, len(sections) - 1, path))
    return Plan(name, name, name, name, tuple(sections), tuple(passages), page_count=1)


def gold_for(name: str, projects: Sequence[Project], folder: Path | None = None) -> Gold:
    """The labels of such a plan."""
    units = [Unit(str(project["projectId"]), project["projectName"], _told(project)) for project in projects]
    judgements = [
        Judgement(row["proposal"], row["project"], int(row["grade"]))
        for row in _rows("grades.csv", folder)
        if row["plan"] == name
    ]
    return gold_of(name, units, judgements)


def sentences_of(project: Project) -> list[str]:
    """The sentences that tell what a project is: its name, purpose and overview."""
    texts = [project["projectName"], *(p for f in ("purpose", "overview") for p in _paragraphs(project[f]))]
    return [text[start:end] for text in texts for start, end in split_sentences(text)]


def _passage(key: str, plan: str, text: str, section: int, path: tuple[str, ...]) -> Passage:
    return Passage(key, plan, "paragraph", text, section, path, (_ANCHOR,), tuple(split_sentences(text)))


def _told(project: Project) -> str:
    return " ".join(text for field in ("purpose", "overview") for text in _paragraphs(project[field]))


def _paragraphs(text: str | None) -> list[str]:
    return [part.strip() for part in re.split(r"[/\n]", text or "") if part.strip()]


def _rows(name: str, folder: Path | None) -> Iterator[dict[str, str]]:
    with ((folder or models_path("labels")) / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)
