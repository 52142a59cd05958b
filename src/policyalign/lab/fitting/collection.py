"""Plans put together from a collection of project descriptions (行政事業レビュー), with labels of their own.

``models/labels/members.csv`` tells which projects stand in which plan, ``models/labels/grades.csv`` the
grades of some of them (``README.md`` there tells how these were made). The collection itself is not shipped.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import groupby
from pathlib import Path

from policyalign.domain import Passage, Plan
from policyalign.lab.gold import Gold, Judgement, Unit
from policyalign.lab.gold.label_rows import label_rows
from policyalign.lab.gold.relevance import gold_of
from policyalign.lab.text_plans import text_passage, text_plan, text_section
from policyalign.projects import Project as Project
from policyalign.projects import read_projects as read_projects
from policyalign.segment.sentences import split_sentences

LIST = "global"
"""The members that are a mere list of measures, not a plan."""
_PARTS = (("目的", "purpose"), ("現状・課題", "currentIssues"), ("施策の内容", "overview"))
_TELLING = ("purpose", "overview")
"""The fields that tell what a project is, besides its name."""


def read_members(folder: Path | None = None) -> Mapping[str, tuple[int, ...]]:
    """The numbers of the projects of every plan."""
    members: dict[str, list[int]] = {}
    for row in label_rows("members.csv", folder):
        members.setdefault(row["plan"], []).append(int(row["project"]))
    return {plan: tuple(numbers) for plan, numbers in members.items()}


def plan_of(name: str, projects: Sequence[Project]) -> Plan:
    """A plan with a chapter per ministry and a measure per project, each with 目的, 現状・課題 and
    施策の内容."""
    sections = [text_section(name)]
    passages: list[Passage] = []
    ordered = sorted(projects, key=lambda project: (project["ministry"], project["projectId"]))
    for ministry, members in groupby(ordered, key=lambda project: project["ministry"]):
        sections.append(text_section(ministry, 2, 0))
        chapter = len(sections) - 1
        for project in members:
            sections.append(text_section(project["projectName"], 3, chapter))
            measure = len(sections) - 1
            for heading, field in _PARTS:
                sections.append(text_section(heading, 4, measure))
                path = (ministry, project["projectName"], heading)
                for text in _paragraphs(project, field):
                    key = f"{name}-{len(passages)}"
                    passages.append(text_passage(key, name, text, len(sections) - 1, path))
    return text_plan(name, sections, passages)


def gold_for(name: str, projects: Sequence[Project], folder: Path | None = None) -> Gold:
    """The labels of such a plan."""
    units = [
        Unit(str(project["projectId"]), project["projectName"], " ".join(_paragraphs(project, *_TELLING)))
        for project in projects
    ]
    judgements = [
        Judgement(row["proposal"], row["project"], int(row["grade"]))
        for row in label_rows("grades.csv", folder)
        if row["plan"] == name
    ]
    return gold_of(units, judgements)


def sentences_of(project: Project) -> list[str]:
    """The sentences that tell what a project is: its name, purpose and overview."""
    texts = [project["projectName"], *_paragraphs(project, *_TELLING)]
    return [text[start:end] for text in texts for start, end in split_sentences(text)]


def _paragraphs(project: Project, *fields: str) -> list[str]:
    parts = (part.strip() for field in fields for part in re.split(r"[/\n]", project[field] or ""))
    return [part for part in parts if part]
