"""``policyalign search``."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, cast

import typer

from policyalign.assess.search.messages import HOWS, SearchCode
from policyalign.cli.options import (
    CsvOption,
    LangOption,
    LimitOption,
    NoCacheOption,
    OcrOption,
    PlansOption,
    WorkersOption,
    argument,
    list_option,
)
from policyalign.cli.terminal import errors_told
from policyalign.config import ReadSettings, Settings
from policyalign.messages import ErrorCode, InterfaceCode, message
from policyalign.telling import say, tell
from policyalign.values import Lang

if TYPE_CHECKING:
    from policyalign.assess.search.records import Hit, How
    from policyalign.domain import Plan
    from policyalign.searching import Searched

DEFAULTS = Settings()
LIMIT = 20

HowsOption = Annotated[list[str] | None, list_option("how", "--how", "HOWS", HOWS)]


def search(
    query: Annotated[str, argument("query", "QUERY")],
    sources: Annotated[list[Path], argument("searched", "RESULTS_OR_PLAN")],
    plans: PlansOption = None,
    hows: HowsOption = None,
    limit: LimitOption = LIMIT,
    csv: CsvOption = None,
    workers: WorkersOption = DEFAULTS.workers,
    no_cache: NoCacheOption = False,
    ocr: OcrOption = False,
    lang: LangOption = "ja",
) -> None:
    """Tell which plan says something, and where: in results at once, in files of plans after reading them."""
    settings = Settings(read=ReadSettings(ocr=ocr), workers=workers, lang=lang, cache=not no_cache)
    with errors_told(lang):
        from policyalign.choice import choose_plans
        from policyalign.cli.compare import name_the_unusable, say_ignored
        from policyalign.cli.progress import progress_shown
        from policyalign.pipeline import search_plans
        from policyalign.searching import gather

        with progress_shown(wanted=True, lang=lang) as progress:
            searched = gather(sources, settings, progress)
        say_ignored(searched.ignored, lang)
        name_the_unusable(searched.failures, searched.plans, lang)
        if not searched.passages:
            raise typer.Exit(1)
        searched = searched.only(choose_plans([plan.id for plan in searched.plans], plans or ()))
        with progress_shown(wanted=True, lang=lang) as progress:
            chosen = cast("tuple[How, ...]", tuple(hows or HOWS))
            hits = search_plans(query, searched.plans, chosen, settings, progress=progress)
        if csv is not None:
            _write(csv, searched.plans, hits, lang)
        _show(query, searched, hits, limit, lang)


def _write(path: Path, plans: Sequence[Plan], hits: Sequence[Hit], lang: Lang) -> None:
    from policyalign.assess.search.rows import COLUMNS, hit_rows
    from policyalign.errors import OutputError, cause
    from policyalign.export.csv_format import csv_chunks
    from policyalign.files import write_whole

    try:
        write_whole(path, b"".join(csv_chunks(COLUMNS, hit_rows(plans, hits, lang))))
    except OSError as error:
        raise OutputError(ErrorCode.output_unwritable, path=path, error=cause(error)) from error
    say(InterfaceCode.results_written, lang, path=path)


def _show(query: str, searched: Searched, hits: Sequence[Hit], limit: int, lang: Lang) -> None:
    """What was found, and last, what was searched."""
    show_hits(query, searched.plans, hits, limit, lang)
    unread = ", ".join(f"{plan} {count}" for plan, count in searched.unread) or "0"
    done = SearchCode.search_done_failed if searched.failures else SearchCode.search_done
    counts = {"plans": len(searched.plans), "passages": searched.passages, "failed": len(searched.failures)}
    tell(message(done, lang, unread=unread, **counts))


def show_hits(query: str, plans: Sequence[Plan], hits: Sequence[Hit], limit: int, lang: Lang) -> None:
    """What says it, or that nothing was found; then what is only near."""
    said = [hit for hit in hits if hit.how != "near"]
    near = [hit for hit in hits if hit.how == "near"]
    _list(plans, said, limit, lang)
    if not said:
        tell(message(SearchCode.search_nothing, lang, query=query))
    if near:
        tell(message(SearchCode.search_near, lang, query=query))
        _list(plans, near, limit, lang)


def _list(plans: Sequence[Plan], hits: Sequence[Hit], limit: int, lang: Lang) -> None:
    from policyalign.assess.search.rows import hit_lines

    for line in hit_lines(plans, hits[: limit or None], lang):
        tell(line)
    if limit and len(hits) > limit:
        tell(message(InterfaceCode.gaps_more, lang, count=len(hits) - limit))
