"""The overlaps on the terminal: one line each, with the pages to look at."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.text import Text
from typer import echo

from policyalign.assess.overlaps.records import Overlap, Overlaps, Relation
from policyalign.assess.overlaps.rows import explain_overlap, relation_told
from policyalign.assess.run import Run
from policyalign.assess.showing import STYLES, Selection, new_table, print_table
from policyalign.domain import Measure
from policyalign.messages import OverlapCode, label, message
from policyalign.messages.labels import TITLES
from policyalign.messages.overlaps import RELATIONS
from policyalign.messages.phases import CONFIDENCES
from policyalign.telling import say

_WORDS = 3  # shared words that a line has room for
_REPORTED: tuple[Relation, ...] = ("duplicate", "similar", "complement")


def show(run: Run, selection: Selection, lang: str) -> None:
    """The overlaps, numbered as in ``overlaps.csv``, and how many of each relation there are."""
    found: Overlaps = run.results["overlaps"]
    chosen = [
        (number, one)
        for number, one in enumerate(found.overlaps, 1)
        if selection.takes(plans=(one.first.plan_id, one.second.plan_id), proposals=one.proposals, type=one.relation)
    ]
    if not chosen:
        echo(message(OverlapCode.overlaps_none, lang))
        return
    shown = chosen[: selection.limit]
    print_overlaps(run, shown, lang)
    for line in _counts([one for _, one in chosen], lang):
        echo(line)
    if len(shown) < len(chosen):
        say(OverlapCode.overlaps_more, lang, count=len(chosen) - len(shown))
    say(OverlapCode.overlaps_groups, lang, clusters=len(found.clusters), repeats=len(found.repeats))


def print_overlaps(run: Run, overlaps: Sequence[tuple[int, Overlap]], lang: str) -> None:
    """Print numbered overlaps."""
    table = new_table()
    for name in ("number", "relation", "confidence", "probability"):
        table.add_column(label(TITLES, name, lang), no_wrap=True)
    for name in ("measure_a", "measure_b", "explanation"):
        table.add_column(label(TITLES, name, lang), overflow="fold")
    for number, one in overlaps:
        # What is co-ordinated already is no alarm.
        style = STYLES[one.confidence] if one.coordination is None else ""
        table.add_row(
            str(number),
            relation_told(one, lang),
            Text(label(CONFIDENCES, one.confidence, lang), style=style),
            f"{one.probability:.2f}",
            Text(_page_label(run, one.first, lang)),
            Text(_page_label(run, one.second, lang)),
            Text(" / ".join(_explanation(one, lang))),
        )
    print_table(table)


def _page_label(run: Run, measure: Measure, lang: str) -> str:
    return f"{measure.plan_id} {run.place(measure.plan_id, measure.page, lang)} {measure.heading}".rstrip()


def _explanation(overlap: Overlap, lang: str) -> Iterator[str]:
    if overlap.coordination is not None:
        yield message(OverlapCode.overlaps_coordinated, lang, phrase=overlap.coordination.phrase)
    if why := explain_overlap(overlap, lang):
        yield why
    elif overlap.shared:
        yield "・".join(overlap.shared[:_WORDS])


def _counts(chosen: Sequence[Overlap], lang: str) -> Iterator[str]:
    """How many of each relation, how sure, and how many of them are co-ordinated."""
    for relation in _REPORTED:
        some = [one for one in chosen if one.relation == relation]
        if some:
            yield message(
                OverlapCode.overlaps_count,
                lang,
                relation=label(RELATIONS, relation, lang),
                certain=sum(one.confidence == "certain" for one in some),
                check=sum(one.confidence == "check" for one in some),
                coordinated=sum(one.coordination is not None for one in some),
            )
