"""Budgets of the measures that answer proposals: projects of a budget file joined by their id or name, counted once for
each proposal and ministry. Nothing is joined by likeness."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from policyalign.assess.run import Run
from policyalign.domain import Measure
from policyalign.report.budget_file import BudgetFile, Project
from policyalign.segment.measures import without_brackets
from policyalign.segment.named_bodies import in_official_order, named_ministries
from policyalign.text.facets import is_generic_heading
from policyalign.text.normalize import nfkc_key
from policyalign.values import UNNAMED

How = Literal["id", "name_ministry", "name", "several", "other_ministry", "none"]
"""How a measure was joined to a project, or why not; the words are in ``messages/budget.py``."""
_ID = re.compile(r"予算事業ID[:：]?(?P<id>[0-9]{1,8})")
_BRACKETS = re.compile(r"[（(【\[]([^（(【\[)）】\]]{0,60})[）)】\]]")

_NUMBER = re.compile(r"^[(（\[【]\w{1,3}[)）\]】]")
"""The number before a heading, where it stands in brackets."""


@dataclass(frozen=True, slots=True)
class Joint:
    """A measure that answers ``proposals``, and the project that it is; None where none was joined."""

    measure: Measure
    proposals: tuple[str, ...]
    how: How
    project: Project | None = None

    @property
    def ministries(self) -> tuple[str, ...]:
        """Those in charge by the plan, and those that have a budget for it; that of none, where neither tells."""
        told = dict.fromkeys((*self.measure.ministries, *(place for place, _, _ in self.amounts)))
        return in_official_order(told) or (UNNAMED,)

    @property
    def amounts(self) -> tuple[tuple[str, str, int | None], ...]:
        """Of every amount the ministry that it counts for, that which the file gives, and the yen. What the file
        gives to none counts for the only ministry in charge."""
        only = self.measure.ministries[0] if len(self.measure.ministries) == 1 else UNNAMED
        amounts = self.project.amounts if self.project else {}
        return tuple((ministry or only, ministry, yen) for ministry, yen in amounts.items())


@dataclass(frozen=True, slots=True)
class Share:
    """What is known of some measures: ``known`` of ``measures`` have an amount, ``yen`` is their sum, each project
    once; None where none is known. ``proposals`` are those that the measures answer."""

    ministry: str
    proposals: tuple[str, ...]
    measures: int
    known: int
    yen: int | None


@dataclass(frozen=True)
class Budget:
    """The budget file held against the measures that 対応 and 一部対応 stand on."""

    file: BudgetFile
    joints: tuple[Joint, ...]

    @cached_property
    def by_ministry(self) -> tuple[Share, ...]:
        """Per ministry, over all proposals: a measure that answers two counts once."""
        return tuple(_shares(self.joints))

    def of(self, proposal_id: str) -> tuple[Share, ...]:
        """Per ministry, of one proposal."""
        return tuple(_shares([one for one in self.joints if proposal_id in one.proposals]))

    @cached_property
    def total(self) -> Share:
        """Over all ministries and proposals, each measure and each amount once."""
        return _share("", self.joints, None)


def join_budget(run: Run, file: BudgetFile) -> Budget:
    """Join the measures that answer a proposal to the projects of a file.

    By the 予算事業ID where the text of the measure gives one that the file has; else by the name, in NFKC, without
    spaces and number, where it is that of exactly one project. Where several projects have the name, that of a
    ministry in charge is taken if it is the only one; a project of other ministries is not taken.
    """
    proposals: dict[tuple[str, str], dict[str, None]] = {}
    measures: dict[tuple[str, str], Measure] = {}
    for cell in run.results["responsibility"].cells:
        for part in cell.parts:
            key = (part.measure.plan_id, part.measure.id)
            measures[key] = part.measure
            proposals.setdefault(key, {})[cell.proposal_id] = None
    find = _Finder(file.projects)
    return Budget(file, tuple(_joint(find, one, tuple(proposals[key]), run) for key, one in measures.items()))


def _joint(find: _Finder, measure: Measure, proposals: tuple[str, ...], run: Run) -> Joint:
    texts = (run.passages[measure.plan_id, one].text for one in measure.passages)
    by_id = find.by_ids(texts)
    if by_id:
        return Joint(measure, proposals, *(("id", by_id[0]) if len(by_id) == 1 else ("several", None)))
    return Joint(measure, proposals, *find.by_name(measure))


class _Finder:
    """The projects of a file, to be found by id and by name."""

    def __init__(self, projects: Sequence[Project]) -> None:
        self.by_id = {one.owner[0]: one for one in projects if one.owner[0]}
        self.named: dict[str, list[Project]] = {}
        for one in projects:
            if (name := _bare(one.name)) and not is_generic_heading(one.name):
                self.named.setdefault(name, []).append(one)

    def by_ids(self, texts: Iterable[str]) -> list[Project]:
        """The projects whose ids stand in the texts, each once."""
        found = (match["id"].lstrip("0") for text in texts for match in _ID.finditer(nfkc_key(text)))
        return [self.by_id[one] for one in dict.fromkeys(found) if one in self.by_id]

    def by_name(self, measure: Measure) -> tuple[How, Project | None]:
        """How the measure is joined by its name, and to which project."""
        name = _NUMBER.sub("", nfkc_key(measure.heading))
        alike = [one for one in self.named.get(_bare(measure.name or measure.heading), ()) if _one_name(one.name, name)]
        same = [one for one in alike if nfkc_key(one.name) in name] or alike
        mine = [one for one in same if set(measure.ministries) & one.amounts.keys()]
        if mine and (len(mine) == 1 or not any(one.owner[0] for one in mine)):
            return "name_ministry", _together(mine)
        if not same:
            return "none", None
        if len(same) > 1:
            return "several", None
        told = measure.ministries and any(same[0].amounts)
        return ("other_ministry", None) if told else ("name", same[0])


def _bare(name: str) -> str:
    """A name without what stands in brackets; what is in them where there is nothing else."""
    return without_brackets(name) or nfkc_key(name).strip("()（）[]【】")


def _one_name(project: str, heading: str) -> bool:
    """Whether two names that are equal without brackets are one: they are not where each has others in brackets
    (…事業（東北） and …事業（九州）); a ministry in the brackets of a heading is no part of the name."""
    if not without_brackets(heading):
        return True
    inner = set(_BRACKETS.findall(nfkc_key(project)))
    outer = {one for one in _BRACKETS.findall(heading) if not named_ministries(one)}
    return not inner or not outer or inner == outer


def _together(projects: Sequence[Project]) -> Project:
    """One project of what stands, without an id, under one name at several ministries."""
    if len(projects) == 1:
        return projects[0]
    amounts = {ministry: yen for one in projects for ministry, yen in one.amounts.items()}
    return Project(("", nfkc_key(projects[0].name), "/".join(amounts)), projects[0].name, amounts)


def _shares(joints: Sequence[Joint]) -> Iterator[Share]:
    every = {ministry for one in joints for ministry in one.ministries}
    for ministry in (*in_official_order(every - {UNNAMED}), *({UNNAMED} & every)):
        yield _share(ministry, [one for one in joints if ministry in one.ministries], ministry)


def _share(name: str, joints: Sequence[Joint], ministry: str | None) -> Share:
    """What is known of the measures at one ministry; at all where ``ministry`` is None."""
    known = 0
    amounts: dict[tuple[str, str, str], int] = {}
    for one in joints:
        own = [
            (stated, yen)
            for place, stated, yen in one.amounts
            if yen is not None and (ministry is None or place == ministry)
        ]
        known += bool(own)
        if one.project is not None:
            project_id, project, _ = one.project.owner
            amounts |= {(project_id, project, stated): yen for stated, yen in own}
    proposals = tuple(dict.fromkeys(proposal for one in joints for proposal in one.proposals))
    return Share(name, proposals, len(joints), known, sum(amounts.values()) if amounts else None)


def counts(budget: Budget) -> Mapping[str, int]:
    """Of the measures that answer: how many there are, are joined (``name``: by nothing but that), have an amount, and
    are not joined and why."""
    by_how = Counter(one.how for one in budget.joints)
    missing = {how: by_how[how] for how in ("none", "several", "other_ministry")}
    total = budget.total
    joined = total.measures - sum(missing.values())
    return {"measures": total.measures, "known": total.known, "joined": joined, "name": by_how["name"], **missing}
