"""Citations and exit links on the terminal: one line each, with the pages to look at."""

from __future__ import annotations

from collections import Counter

from policyalign.assess.links.cited import Cited, cited_by_plan, of_interest
from policyalign.assess.links.messages import EXITS, HEADS, LinkCode
from policyalign.assess.links.records import Exit, Links
from policyalign.assess.links.rows import exit_rows, link_rows
from policyalign.assess.measures.side import plans_of
from policyalign.assess.placing import side_told
from policyalign.assess.run import Run
from policyalign.assess.showing import Selection, print_rows
from policyalign.messages import message
from policyalign.messages.labels import TITLES
from policyalign.telling import say, tell

_MOST_PAGES = 8


def show(run: Run, selection: Selection, lang: str) -> None:
    """Who cites whom, then the exit links, numbered as in ``exits.csv``."""
    links: Links = run.results["links"]
    pairs = zip(cited_by_plan(links), link_rows(run, lang), strict=True)
    cited = [(one, row) for one, row in pairs if not one.is_own and _is_chosen(one, selection)]
    shown = of_interest([one for one, _ in cited])
    if cited:
        rows = [{**row, "pages": _pages(run, one, lang)} for one, row in cited if one.target.key in shown]
        heads = "citing=plan_id type cited id=cited_id count pages"
        print_rows(heads, rows[: selection.limit], HEADS, lang, folded=("cited",))
    else:
        tell(message(LinkCode.links_none, lang))
    exits = [
        (
            one,
            {
                **row,
                "pages": " → ".join(side_told(run, side, lang) if side else "?" for side in (one.source, one.user)),
            },
        )
        for one, row in zip(links.exits, exit_rows(run, lang), strict=True)
        if _is_chosen(one, selection)
    ]
    if exits:
        rows = [row for _, row in exits[: selection.limit]]
        print_rows("number type confidence pages explanation", rows, {**TITLES, **HEADS}, lang)
    counts = Counter(one.kind for one, _ in exits)
    tell(message(LinkCode.exits_open, lang, **{kind: str(counts[kind]) for kind in EXITS}))
    more = len({one.target.key for one, _ in cited} - shown)
    if more:
        say(LinkCode.links_more, lang, count=more)


def _is_chosen(one: Cited | Exit, selection: Selection) -> bool:
    if isinstance(one, Cited):
        return selection.takes(plans=(one.plan_id, one.target.plan_id), type=one.target.kind)
    return selection.takes(plans=plans_of(one.sides), proposals=one.proposal_ids, type=one.kind)


def _pages(run: Run, cited: Cited, lang: str) -> str:
    places = [run.place(cited.plan_id, page, lang).removeprefix("p.") for page in cited.pages[:_MOST_PAGES]]
    told = ", ".join(places)
    return f"{told} …" if len(cited.pages) > _MOST_PAGES else told
