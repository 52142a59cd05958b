"""Citations and exit links on the terminal: one line each, with the pages to look at."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from rich.text import Text
from typer import echo

from policyalign.assess.links.cited import Cited, cited_by_plan, of_interest
from policyalign.assess.links.records import Exit, Links
from policyalign.assess.links.rows import explain_exit
from policyalign.assess.measures.side import Side
from policyalign.assess.run import Run
from policyalign.assess.showing import STYLES, Selection, new_table, print_table
from policyalign.messages import LinkCode, label, message
from policyalign.messages.labels import TITLES
from policyalign.messages.links import CONFIDENCES, EXITS, HEADS, KINDS
from policyalign.telling import say

_MOST_PAGES = 8


def show(run: Run, selection: Selection, lang: str) -> None:
    """Who cites whom, then the exit links, numbered as in ``exits.csv``."""
    links: Links = run.results["links"]
    cited = [one for one in cited_by_plan(links) if not one.is_own and _is_chosen(one, selection)]
    shown = of_interest(cited)
    if cited:
        print_links(run, [one for one in cited if one.target.key in shown][: selection.limit], lang)
    else:
        echo(message(LinkCode.links_none, lang))
    exits = [(number, one) for number, one in enumerate(links.exits, 1) if _is_chosen(one, selection)]
    if exits:
        print_exits(run, exits[: selection.limit], lang)
    counts = Counter(one.kind for _, one in exits)
    echo(message(LinkCode.exits_open, lang, **{kind: str(counts[kind]) for kind in EXITS}))
    more = len({one.target.key for one in cited} - shown)
    if more:
        say(LinkCode.links_more, lang, count=more)


def _is_chosen(one: Cited | Exit, selection: Selection) -> bool:
    if isinstance(one, Cited):
        return selection.takes(plans=(one.plan_id, one.target.plan_id), type=one.target.kind)
    plans = [side.measure.plan_id for side in (one.source, one.user) if side]
    return selection.takes(plans=plans, proposals=one.proposal_ids, type=one.kind)


def print_links(run: Run, cited: Sequence[Cited], lang: str) -> None:
    """Print who cites whom."""
    table = new_table()
    for name in ("citing", "type"):
        table.add_column(label(HEADS, name, lang), no_wrap=True)
    table.add_column(label(HEADS, "cited", lang), overflow="fold")
    for name in ("id", "count", "pages"):
        table.add_column(label(HEADS, name, lang), no_wrap=True)
    for one in cited:
        cells = (one.target.title, one.target.resolved, str(len(one.citations)), _pages(run, one, lang))
        table.add_row(Text(one.plan_id), label(KINDS, one.target.kind, lang), *map(Text, cells))
    print_table(table)


def print_exits(run: Run, exits: Sequence[tuple[int, Exit]], lang: str) -> None:
    """Print numbered exit links in the same manner."""
    table = new_table()
    table.add_column(label(TITLES, "number", lang), no_wrap=True)
    for name in ("type", "confidence", "pages"):
        table.add_column(label(HEADS, name, lang), no_wrap=True)
    table.add_column(label(HEADS, "explanation", lang), overflow="fold")
    for number, one in exits:
        table.add_row(
            str(number),
            label(EXITS, one.kind, lang),
            Text(label(CONFIDENCES, one.confidence, lang), style=STYLES[one.confidence]),
            Text(" → ".join(_page_label(run, side, lang) for side in (one.source, one.user))),
            Text(explain_exit(one, lang)),
        )
    print_table(table)


def _page_label(run: Run, side: Side | None, lang: str) -> str:
    return f"{side.measure.plan_id} {run.place(side.measure.plan_id, side.page, lang)}" if side else "?"


def _pages(run: Run, cited: Cited, lang: str) -> str:
    places = [run.place(cited.plan_id, page, lang).removeprefix("p.") for page in cited.pages[:_MOST_PAGES]]
    told = ", ".join(places)
    return f"{told} …" if len(cited.pages) > _MOST_PAGES else told
