"""The run of a review and its items, read once and looked up by key."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import get_args

from policyalign.assess.audit.draw import drawn_claims, plan_draw
from policyalign.assess.gaps.checked import as_claimed
from policyalign.assess.governance.records import COMPLAINTS
from policyalign.assess.links.records import Exit
from policyalign.assess.overlaps.checked import claimed
from policyalign.assess.overlaps.records import Overlap
from policyalign.assess.phases.records import Fault
from policyalign.assess.responsibility.records import Cell as RoleCell
from policyalign.assess.run import Key, Run
from policyalign.domain import Match, Plan, PlanMatches, Proposal
from policyalign.errors import InputError
from policyalign.review.drawn import claim_key, draw_mark
from policyalign.review.items import cell_items, item_of
from policyalign.review.records import Item, Subject
from policyalign.review_page.records import Asked, Source


@dataclass(frozen=True)
class Desk:
    """A run with everything that cards are made of, by what it is looked up by; nothing is worked out twice."""

    run: Run
    lang: str

    @cached_property
    def asked(self) -> tuple[Asked, ...]:
        """All that can be judged, each key once: the cells in the order of the matrix, then all else by where it stands
        in the plans. What people said of it moves nothing."""
        once: dict[str, tuple[Item, Source]] = {}
        for item, source in _sources(self.run):
            once.setdefault(item.key, (item, source))
        ordered = sorted(once.values(), key=lambda pair: _standing_order(pair[0]))
        return tuple(Asked(item, source, number) for number, (item, source) in enumerate(ordered))

    @cached_property
    def by_key(self) -> Mapping[str, Asked]:
        return {one.item.key: one for one in self.asked}

    @cached_property
    def proposals(self) -> Mapping[str, Proposal]:
        return {one.id: one for one in self.run.matrix.proposals}

    @cached_property
    def plans(self) -> Mapping[str, Plan]:
        return {one.id: one for one in self.run.plans}

    @cached_property
    def matched(self) -> Mapping[str, PlanMatches]:
        """By plan."""
        return {one.plan_id: one for one in self.run.matrix.matches}

    @cached_property
    def matches(self) -> Mapping[Key, Sequence[Match]]:
        """By plan and proposal, the matches, best first."""
        found: dict[Key, list[Match]] = defaultdict(list)
        for matched in self.run.matrix.matches:
            for match in matched.matches:
                found[matched.plan_id, match.proposal_id].append(match)
        return found

    @cached_property
    def ministries(self) -> tuple[str, ...]:
        """Those that any item concerns, the most concerned first."""
        counts: dict[str, int] = defaultdict(int)
        for one in self.asked:
            for name in one.item.ministries:
                counts[name] += 1
        return tuple(sorted(counts, key=lambda name: (-counts[name], name)))

    def title_of(self, plan_id: str) -> str:
        """What a plan calls itself, or else its name in the run."""
        return self.plans[plan_id].title or plan_id


def _sources(run: Run) -> Iterator[tuple[Item, Source]]:
    """The items with the records that they are made of, as the machine found them."""
    cells = (one for one in as_claimed(run.matrix).findings if one.proposal_id not in COMPLAINTS)
    yield from zip(cell_items(run), cells, strict=True)
    pairs, phases, links, roles = (run.results[name] for name in ("overlaps", "phases", "links", "responsibility"))
    findings: list[Overlap | Fault | Exit | RoleCell] = [claimed(one) for one in (*pairs.overlaps, *pairs.set_aside)]
    findings += [*phases.alarms, *phases.set_aside, *links.exits, *links.set_aside]
    told = [one for one in (*roles.cells, *roles.set_aside) if one.parts and one.ministry]
    findings += [replace(one, checked="") for one in told]
    yield from ((item_of(run, one), one) for one in findings)


def _standing_order(item: Item) -> tuple[int, tuple[str, ...], tuple[str, ...]]:
    """Cells stay as they come."""
    subject = get_args(Subject).index(item.subject)
    return (subject, item.plans, item.passages) if item.subject != "cell" else (subject, (), ())


@dataclass(frozen=True, slots=True)
class Sample:
    """The random sample of the audit: the name of the draw, and the keys of the cells drawn, in the order in which
    they are to be read."""

    name: str = ""
    keys: tuple[str, ...] = ()


def audit_sample(desk: Desk, *, target: float, confidence: float) -> Sample:
    """The sample that ``policyalign audit`` draws of the 欠落 of the run; empty where there is none to draw."""
    try:
        draw = plan_draw(desk.run.matrix, target=target, confidence=confidence)
    except InputError:
        return Sample()
    return Sample(draw_mark(draw), tuple(claim_key(one) for one in drawn_claims(desk.run.matrix, draw)))
