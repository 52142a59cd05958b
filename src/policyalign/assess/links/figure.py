"""What the plans cite as a picture: a line down for every plan, one across for what it cites, a spot where they meet.

With thirty plans and forty targets curves from side to side cannot be told apart, least of all in grey; lines that
cross at right angles can (Longabaugh, "Combing the hairball with BioFabric", BMC Bioinformatics 2012).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from policyalign.assess.drawing.colours import BLUE, PAPER, SOFT, VERMILION
from policyalign.assess.drawing.grid import Grid, Row
from policyalign.assess.drawing.lettering import told_apart
from policyalign.assess.drawing.shapes import Box, Disc, Drawing, Line, Shape, Text
from policyalign.assess.drawing.sheet import Entry, Frame
from policyalign.assess.links.cited import Cited, cited_by_plan, of_interest
from policyalign.assess.links.messages import FIGURE, KINDS
from policyalign.assess.links.records import Links, Target
from policyalign.assess.questions import Draw
from policyalign.assess.run import Run
from policyalign.grouping import grouped
from policyalign.messages import label

MOST_TARGETS = 40
"""Targets named: with their headings and sums they stand on one sheet."""
_ENOUGH = 20
"""So many are named even where fewer link plans; then the most cited."""
_MOST_EXITS = 8
_IN_RUN, _KNOWN = "◆", "◇"
_SMALL, _LARGE = 2.4, 4.4


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a plan meets a row: how often it cites, or which end of open exit links it is."""

    count: int
    end: str = ""


def figures(run: Run, chosen: Collection[str] | None = None) -> Mapping[str, Draw]:
    """The one picture."""
    return {"links": partial(draw_links, run, run.settings.lang)}


def draw_links(run: Run, lang: str = "ja") -> tuple[Drawing, ...]:
    """At most :data:`MOST_TARGETS` targets by kind, of each kind the sum of the others, and the open exit links."""
    links: Links = run.results["links"]
    cited = tuple(one for one in cited_by_plan(links) if not one.is_own)
    plans = [plan.id for plan in run.plans]
    names = told_apart(plan.title or plan.id for plan in run.plans)
    rows = [*_target_rows(cited, plans, lang), *_exit_rows(links, dict(zip(plans, names, strict=True)), lang)]
    notes = [label(FIGURE, "rule", lang), "" if rows else label(FIGURE, "none", lang)]
    frame = Frame(label(FIGURE, "title", lang), notes, _legend(links, cited, lang) if rows else ())
    return Grid(frame, names, _spots, label(FIGURE, "sum", lang)).pages(rows)


def _legend(links: Links, cited: Sequence[Cited], lang: str) -> list[Entry]:
    """What is in the picture, and nothing else."""
    shown = shown_targets(cited)
    targets = [one.target for one in cited if one.target.key in shown]
    entries = {
        "spot": (Entry("", BLUE, round=True, mark="2", ink=PAPER), targets),
        "in_run": (Entry("", mark=_IN_RUN), [one for one in targets if one.plan_id]),
        "known": (Entry("", mark=_KNOWN), [one for one in targets if one.known_id and not one.plan_id]),
        "from": (Entry("", PAPER, VERMILION, round=True), links.open_exits),
        "to": (Entry("", VERMILION, round=True), links.open_exits),
    }
    return [replace(entry, words=label(FIGURE, name, lang)) for name, (entry, there) in entries.items() if there]


# --- what is cited ------------------------------------------------------------------------------------------


def shown_targets(cited: Sequence[Cited]) -> frozenset[str]:
    """The keys of the targets that are named: those that link plans, then the most cited."""
    wanted = of_interest(cited)
    plans, times = Counter(one.target.key for one in cited), _times(cited)
    ranked = sorted(times, key=lambda key: (key not in wanted, -plans[key], -times[key], key))
    return frozenset(ranked[: min(MOST_TARGETS, max(_ENOUGH, len(wanted)))])


def _times(cited: Sequence[Cited]) -> Counter[str]:
    times: Counter[str] = Counter()
    for one in cited:
        times[one.target.key] += len(one.citations)
    return times


def _target_rows(cited: Sequence[Cited], plans: Sequence[str], lang: str) -> Iterator[Row[Spot | None]]:
    """By kind a heading, the targets in the order of the plans that cite them, and the sum of those left out."""
    shown, times = shown_targets(cited), _times(cited)
    counts = grouped((one.target.key, (one.plan_id, len(one.citations))) for one in cited)
    targets = {one.target.key: one.target for one in cited}
    for kind in KINDS:
        keys = [key for key, target in targets.items() if target.kind == kind]
        if keys:
            yield Row(f"── {label(KINDS, kind, lang)}")
        named = [key for key in keys if key in shown]
        places = {key: sorted(plans.index(plan) for plan, _ in counts[key]) for key in named}
        for key in sorted(named, key=lambda key: (places[key][0], -len(places[key]), -times[key], key)):
            yield Row(_named(targets[key]), _row(dict(counts[key]), plans), str(times[key]))
        rest = [key for key in keys if key not in shown]
        if rest:
            together: Counter[str] = Counter()
            for key in rest:
                together.update(dict(counts[key]))
            words = label(FIGURE, "rest", lang).format(count=len(rest))
            yield Row(words, _row(together, plans), str(together.total()))


def _named(target: Target) -> str:
    mark = _IN_RUN if target.plan_id else _KNOWN if target.known_id else ""
    return f"{mark} {target.title}".strip()


def _row(counts: Mapping[str, int], plans: Sequence[str]) -> list[Spot | None]:
    return [Spot(counts[plan]) if plan in counts else None for plan in plans]


# --- exit links ---------------------------------------------------------------------------------------------


def _exit_rows(links: Links, names: Mapping[str, str], lang: str) -> Iterator[Row[Spot | None]]:
    """The open exit links from plan to plan; pairs of plans that have no room are counted."""
    pairs = Counter(tuple(side.measure.plan_id for side in one.sides) for one in links.open_exits)
    ranked = sorted(pairs.items(), key=lambda one: (-one[1], one[0]))
    if ranked:
        yield Row(f"── {label(FIGURE, 'open', lang)}")
    for (source, user), count in ranked[:_MOST_EXITS]:
        ends = {source: Spot(count, "from"), user: Spot(count, "to")}
        name = label(FIGURE, "exit", lang).format(plan=names[source])
        yield Row(name, [ends.get(plan) for plan in names], str(count))
    rest = ranked[_MOST_EXITS:]
    if rest:
        count = sum(number for _, number in rest)
        words = label(FIGURE, "exits_rest", lang).format(pairs=len(rest), count=count)
        yield Row(words, [None] * len(names), str(count))


# --- drawing ------------------------------------------------------------------------------------------------


def _spots(cells: Sequence[tuple[Box, Spot | None]]) -> Iterator[Shape]:
    """The line of a row from its name to its last spot, and its spots."""
    told = [(box, spot) for box, spot in cells if spot is not None]
    if not told:
        return
    (first, _), (last, spot) = told[0], told[-1]
    start = first.middle[0] if spot.end else cells[0][0].x
    yield Line(start, first.middle[1], last.middle[0], last.middle[1], VERMILION if spot.end else SOFT, 0.6)
    for box, spot in told:
        radius = _LARGE if spot.count > 1 or spot.end else _SMALL
        colour = VERMILION if spot.end else BLUE
        yield Disc(*box.middle, radius, PAPER if spot.end == "from" else colour, colour)
    for box, spot in told:
        if spot.count > 1 and not spot.end:
            yield Text(*box.middle, str(spot.count), 5.5 if spot.count < 100 else 4.5, "middle", PAPER)
