"""``policyalign links``."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from policyalign.cli.terminal import LangOption, complain, errors_told
from policyalign.config import Lang

if TYPE_CHECKING:
    from policyalign.assess.gaps.records import GapMatrix
    from policyalign.assess.links.records import Links


def links(
    out: Annotated[
        Path, typer.Argument(metavar="OUT", help="Folder of results that compare has written (出力先).")
    ],
    lang: LangOption = "ja",
    quiet: Annotated[bool, typer.Option("-q", "--quiet", help="Write the files, show no table.")] = False,
) -> None:
    """Show who cites whom (引用) and exit links (出口の連携).

    Works from saved results without reading any PDF again. Writes links.csv (the plans, laws, strategies and
    councils that each plan cites), exits.csv (results of one plan and their users in another), links.graphml
    for Gephi or Cytoscape and, with policyalign[plot], links.svg and links.png to OUT.
    """
    from policyalign.assess.links.find import find_links
    from policyalign.export import load_run
    from policyalign.export.link_files import write_links

    with errors_told(lang):
        run = load_run(out)
        found = find_links(run.matrix, missing=len(run.failures))
        write_links(run.matrix, found, out, lang)
        drawn = draw_links_or_say(run.matrix, found, out, lang)
        if not quiet:
            _show(found, lang)
            _say("links_written" if drawn else "links_tables_written", {"path": str(out)}, lang)


def draw_links_or_say(matrix: GapMatrix, found: Links, out: Path, lang: Lang, *, cache: bool = True) -> bool:
    """Write the figure; where the extra is missing, say so in a line and go on: the tables are there."""
    from policyalign.errors import MissingExtra
    from policyalign.export.link_files import write_link_figure
    from policyalign.store import Store

    try:
        write_link_figure(matrix, found, out, lang, Store(lang=lang) if cache else None)
    except MissingExtra as error:
        complain(error.code, error.detail, lang)
        return False
    return True


def _show(found: Links, lang: Lang) -> None:
    from policyalign.assess.links.rows import cited_by_plan, of_interest
    from policyalign.assess.links.table import print_exits, print_links
    from policyalign.messages import message
    from policyalign.messages.links import EXITS

    cited = [one for one in cited_by_plan(found) if not one.is_own]
    shown = of_interest(cited)
    if cited:
        print_links([one for one in cited if one.target.key in shown], lang)
    else:
        typer.echo(message("links_none", {}, lang))
    if found.exits:
        print_exits(list(enumerate(found.exits, 1)), lang)
    counts = Counter(one.kind for one in found.exits)
    typer.echo(message("exits_open", {kind: str(counts[kind]) for kind in EXITS}, lang))  # type: ignore[index]
    more = len({one.target.key for one in cited} - shown)
    if more:
        _say("links_more", {"count": str(more)}, lang)


def _say(code: str, detail: dict[str, str], lang: Lang) -> None:
    from policyalign.messages import message

    typer.echo(message(code, detail, lang), err=True)
