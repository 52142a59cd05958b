"""``policyalign search``."""

from __future__ import annotations

from typing import Annotated

from policyalign.cli.options import CsvOption, LangOption, LimitOption, PlansOption, ResultsArgument, argument
from policyalign.cli.terminal import errors_told
from policyalign.messages import ErrorCode, InterfaceCode, message
from policyalign.telling import say, tell

LIMIT = 20


def search(
    query: Annotated[str, argument("query", "QUERY")],
    results: ResultsArgument,
    plans: PlansOption = None,
    limit: LimitOption = LIMIT,
    csv: CsvOption = None,
    lang: LangOption = "ja",
) -> None:
    """Tell which plan says something, and where."""
    with errors_told(lang):
        from policyalign.assess.search.find import search as find
        from policyalign.assess.search.messages import SearchCode
        from policyalign.assess.search.rows import COLUMNS, hit_lines, hit_rows
        from policyalign.choice import choose_plans
        from policyalign.errors import OutputError, cause
        from policyalign.export import load_run
        from policyalign.export.csv_format import csv_chunks
        from policyalign.files import write_whole

        run = load_run(results)
        chosen = choose_plans([plan.id for plan in run.plans], plans or ()) or [plan.id for plan in run.plans]
        searched = [plan for plan in run.plans if plan.id in chosen]
        hits = find(query, searched)
        if csv is not None:
            try:
                write_whole(csv, b"".join(csv_chunks(COLUMNS, hit_rows(run, hits, lang))))
            except OSError as error:
                raise OutputError(ErrorCode.output_unwritable, path=csv, error=cause(error)) from error
            say(InterfaceCode.results_written, lang, path=csv)
        for line in hit_lines(run, hits[: limit or None], lang):
            tell(line)
        if limit and len(hits) > limit:
            tell(message(InterfaceCode.gaps_more, lang, count=len(hits) - limit))
        if not hits:
            tell(message(SearchCode.search_nothing, lang, query=query))
        for plan in searched:
            if plan.unread_pages:
                say(SearchCode.search_unread, lang, plan=plan.id, count=len(plan.unread_pages))
