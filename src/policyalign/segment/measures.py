"""From passages to measures (施策): everything that a plan says about one, its stages in time put together.

A measure is what stands under one heading that names a subject, with the headings below it that do not (目的,
現状・課題), and the rows of a 工程表 that carry its name; the items of a list of measures (主な施策) stand for
themselves. Where a heading covers more than one measure could fill, every passage stands for itself. Whatever counts,
compares or shows measures takes them from here.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice

from policyalign.domain import Measure, Passage, Plan, Section, StagePeriod
from policyalign.segment.assignments import read_assignments, states_ministry
from policyalign.segment.closing_lines import closing_lines, is_of_whole
from policyalign.segment.kinds import is_kind
from policyalign.segment.lent_ministries import Lending, cells_of, lent_ministries
from policyalign.segment.listed_measures import listed_alone
from policyalign.segment.measure_headings import measure_section
from policyalign.segment.measure_names import called_name, item_name
from policyalign.segment.ministry_labels import ministry_label
from policyalign.segment.titles import is_title, subject
from policyalign.segment.whole_times import lent_time, loose_times, whole_time, with_whole_time
from policyalign.text.facets import is_generic_heading, speaks_of_measure
from policyalign.text.normalize import nfkc_key
from policyalign.text.years import years_of_heads

MAX_CHARACTERS = 1_500
"""What one measure fills at most: ministries' own descriptions of theirs have 600–900 characters. What is
matched together is cut there, too."""

_PLANNED = frozenset(("measure", "target"))
_SITUATION = frozenset(("background", "issue"))
_BRACKETED = re.compile(r"[（(【\[][^（(【\[）)】\]]{0,60}[）)】\]]")
# Of a row, so many cells are looked at for its name, and longer ones are no names.
_NAMING, _MAX_ROW_NAME = 2, 80


def read_measures(plan: Plan) -> tuple[Measure, ...]:
    """The measures of a plan in reading order. Every passage belongs to exactly one; a group that announces
    nothing is not ``planned``, and a note (脚注) stands for itself."""
    groups, rows = _grouped(plan)
    closing, listed, lent = closing_lines(plan), listed_alone(plan), lent_ministries(plan)
    return tuple(
        _measure(plan, passages, rows.get(key, ()), _closing_of(plan, passages, closing), key in listed, lent)
        for key, passages in groups.items()
    )


def measure_ids(plan: Plan) -> dict[str, str]:
    """By passage, the id of the measure that it belongs to."""
    groups, rows = _grouped(plan)
    return {
        passage.id: passages[0].id for key, passages in groups.items() for passage in (*passages, *rows.get(key, ()))
    }


def _closing_of(plan: Plan, passages: Sequence[Passage], closing: Mapping[int, Passage]) -> Passage | None:
    """The line that closes the measure of the passages; a part that names ministries of its own is left alone by
    the line of the whole."""
    index = passages[0].section
    line = None if index is None else closing.get(index)
    section = measure_section(plan.sections, index)
    if line is None or section is None or not is_of_whole(plan, passages[0], line):
        return line
    return None if states_ministry(plan.sections[section].heading, passages) else line


def measure_name(section: Section) -> str:
    """The wording of a heading without its number and what stands in brackets (【国土交通省】), unless all does."""
    title = section.heading.removeprefix(section.number)
    return without_brackets(title) or nfkc_key(title).strip("（()）【】[]〔〕")


def without_brackets(text: str) -> str:
    """A name as names are compared: in NFKC, without spaces and what stands in brackets."""
    return _BRACKETED.sub("", nfkc_key(text))


# --- which passages belong together -----------------------------------------------------------------------


Groups = dict[str, list[Passage]]
"""Passages by the key of their measure."""


def _grouped(plan: Plan) -> tuple[Groups, Groups]:
    """The passages of every measure, and the table rows elsewhere that belong to one."""
    groups = _groups(plan)
    return groups, _rows_by_measure(plan, groups)


def _groups(plan: Plan) -> Groups:
    """The passages of every measure; rows that name a measure of their own stand alone, as do notes."""
    by_section: dict[int | None, list[Passage]] = {}
    for passage in plan.passages:
        if not passage.is_aside:
            section = measure_section(plan.sections, passage.section)
            by_section.setdefault(section, []).append(passage)
    groups: Groups = {}
    alone = listed_alone(plan)
    for section, passages in by_section.items():
        together = [passage for passage in passages if not _row_name(passage) and passage.id not in alone]
        whole = section is not None and sum(len(one.text) for one in together) <= MAX_CHARACTERS
        for passage in passages:
            key = f"section {section}" if whole and passage in together else passage.id
            groups.setdefault(key, []).append(passage)
    return groups | {one.id: [one] for one in plan.passages if one.is_aside}


def _row_heading(passage: Passage) -> str:
    """What names the measure of a table row (施策：…；担当：…): its first cell, or the second behind a number, those
    aside that hold nothing but ministries, or a kind of area or audience. Empty where these are no titles, or stand
    under no head."""
    if passage.kind != "row" or len(passage.cells) < _NAMING:
        return ""
    named = ((head, passage.text[start:end]) for head, start, end in cells_of(passage))
    naming = (one for one in named if ministry_label(one[1]) is None and not is_kind(one[1]))
    for head, told in islice(naming, _NAMING):
        if not head or years_of_heads([head])[0] is not None:
            return ""
        if 0 < len(told) <= _MAX_ROW_NAME and is_title(told):
            return "" if is_generic_heading(told) else told
    return ""


def _row_name(passage: Passage) -> str:
    return nfkc_key(_row_heading(passage))


def _rows_by_measure(plan: Plan, groups: Groups) -> Groups:
    """The table rows that carry the name of exactly one measure, taken out of ``groups``, by its key."""
    keys: dict[str, list[str]] = {}
    for key, passages in groups.items():
        section = measure_section(plan.sections, passages[0].section)
        if key.startswith("section ") and section is not None:
            keys.setdefault(measure_name(plan.sections[section]), []).append(key)
    keys.pop("", None)
    rows: Groups = {}
    for key, passages in list(groups.items()):
        owners = keys.get(_row_name(passages[0]), [])
        if len(owners) == 1 and owners[0] != key:
            rows.setdefault(owners[0], []).extend(groups.pop(key))
    return rows


# --- what they say ----------------------------------------------------------------------------------------


def _measure(
    plan: Plan,
    passages: Sequence[Passage],
    rows: Sequence[Passage],
    closing: Passage | None,
    listed: bool,
    lent: Lending,
) -> Measure:
    told = [passage for passage in passages if passage.role not in _SITUATION]
    members = (*passages, *rows)
    announced = [one for one in members if one.role in _PLANNED and not one.is_aside]
    first = next(iter(announced), passages[0])
    own = [period for passage in told for period in _periods(passage)]
    tabled = [replace(period, row=True) for row in rows for period in _periods(row)]
    heading, name = (_item(first) if listed else None) or _heading(plan, passages[0], first)
    called = called_name(plan, passages[0], first, heading, name)
    loose = loose_times([*told, *rows])
    whole = whole_time(told) or lent_time(plan, heading, [*told, *rows], closing, announced=bool(announced))
    spoken = members if closing is None or closing in members else (*members, closing)
    spoken = tuple(one for one in spoken if one.id not in lent.lines) or spoken
    return Measure(
        plan_id=plan.id,
        heading=heading,
        name=name,
        page=first.page_start,
        passage_id=first.id,
        passages=tuple(passage.id for passage in members),
        actors=tuple(dict.fromkeys(actor for one in members for actor in one.actors)),
        periods=tuple(with_whole_time(_reconciled(own, tabled), whole)),
        overall_interval=whole,
        unstaged_intervals=loose,
        text="\n".join(passage.text for passage in told),
        terms=dict(Counter(term for passage in told for term in passage.terms)),
        planned=bool(announced),
        assignments=read_assignments(heading, spoken, first, lent.alike(announced or members)),
        closing_id=closing.id if closing else "",
        called=called,
    )


def _item(passage: Passage) -> tuple[str, str] | None:
    """The heading and the name of an item of a list of measures."""
    words = item_name(passage.text)
    return (words, nfkc_key(words)) if words else None


def _heading(plan: Plan, passage: Passage, first: Passage) -> tuple[str, str]:
    """The heading as printed, and the name in it; for a row of its own both from its cells. Where no heading
    names anything, what the first sentence is about."""
    if heading := _row_heading(passage):
        return heading, _row_name(passage)
    index = measure_section(plan.sections, passage.section)
    if index is not None and is_title(plan.sections[index].heading):
        return plan.sections[index].heading, measure_name(plan.sections[index])
    told = subject(first.text)
    return told, nfkc_key(told)


def _periods(passage: Passage) -> Iterator[StagePeriod]:
    """The steps of a passage; a closing line tells none: it speaks of the measure as a whole."""
    for step in () if speaks_of_measure(passage.text) else passage.steps:
        yield StagePeriod(
            stage=step.stage,
            interval=step.interval,
            phrase=step.phrase,
            passage_id=passage.id,
            page=passage.page_at(step.span[0]),
            certain=step.certain,
            row=passage.kind == "row",
            sentence=sum(start <= step.span[0] for start, _ in passage.sentences),
        )


def _reconciled(own: Sequence[StagePeriod], tabled: Sequence[StagePeriod]) -> list[StagePeriod]:
    """What text and 工程表 tell of the stages, each stage and time once.

    A table tells stages and years by its cells; what the text says of the same stage without years, or less
    surely, gives way. Where both are sure and differ, neither is.
    """
    rivals = {stage: [one for one in tabled if one.stage == stage and one.interval] for stage in range(1, 7)}
    kept: list[StagePeriod] = []
    unsure: set[int] = set()
    for period in own:
        others = rivals[period.stage]
        if not others or any(_same_years(period, one) and period.certain for one in others):
            kept.append(period)
        elif period.interval is not None and period.certain and not any(_agree(period, one) for one in others):
            kept.append(replace(period, certain=False))
            unsure.add(period.stage)
    told = [one for one in tabled if not any(_same_years(one, period) for period in kept)]
    return [*kept, *(replace(one, certain=one.certain and one.stage not in unsure) for one in told)]


def _same_years(one: StagePeriod, other: StagePeriod) -> bool:
    return (one.stage, one.start, one.end) == (other.stage, other.start, other.end)


def _agree(one: StagePeriod, other: StagePeriod) -> bool:
    """Whether two statements of the same stage leave room for each other: no year of theirs differs."""
    return all(
        mine is None or theirs is None or mine == theirs
        for mine, theirs in ((one.start, other.start), (one.end, other.end))
    )
