"""The overlaps on the terminal: one line each, with the pages to look at."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.text import Text

from policyalign.assess.overlaps.messages import RELATIONS, OverlapCode
from policyalign.assess.overlaps.records import Overlap, Overlaps, Relation
from policyalign.assess.overlaps.rows import explain_overlap, overlap_rows
from policyalign.assess.run import Run
from policyalign.assess.showing import Selection, print_rows
from policyalign.domain import Measure
from policyalign.messages import label, message
from policyalign.messages.labels import TITLES
from policyalign.tables import Row
from policyalign.telling import say, tell

_FOLDED = ("measure_a", "measure_b", "explanation")
_WORDS = 3  # shared words that a line has room for
_REPORTED: tuple[Relation, ...] = ("duplicate", "similar", "complement")


def show(run: Run, selection: Selection, lang: str) -> None:
    """The overlaps, numbered as in ``overlaps.csv``, and how many of each relation there are."""
    found: Overlaps = run.results["overlaps"]
    chosen = [
        (one, row)
        for one, row in zip(found.overlaps, overlap_rows(run, lang), strict=True)
        if selection.takes(plans=(one.first.plan_id, one.second.plan_id), proposals=one.proposals, type=one.relation)
    ]
    if not chosen:
        tell(message(OverlapCode.overlaps_none, lang))
        return
    rows = [_shown(run, one, row, lang) for one, row in chosen[: selection.limit]]
    print_rows(f"number relation=type confidence probability {' '.join(_FOLDED)}", rows, TITLES, lang, _FOLDED)
    for line in _counts([one for one, _ in chosen], lang):
        tell(line)
    if len(rows) < len(chosen):
        say(OverlapCode.overlaps_more, lang, count=len(chosen) - len(rows))
    say(OverlapCode.overlaps_groups, lang, clusters=len(found.clusters), repeats=len(found.repeats))


def _shown(run: Run, one: Overlap, row: Row, lang: str) -> Row:
    """A row of ``overlaps.csv`` as it is shown; what is co-ordinated already is no alarm, and has no colour."""
    return {
        **row,
        "confidence": row["confidence"] if one.coordination is None else Text(str(row["confidence"])),
        "probability": f"{one.probability:.2f}",
        "measure_a": _page_label(run, one.first, lang),
        "measure_b": _page_label(run, one.second, lang),
        "explanation": " / ".join(_explanation(one, lang)),
    }


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
