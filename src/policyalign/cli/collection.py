"""``policyalign collection``: thousands of plans."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, cast

from policyalign.assess.search.messages import HOWS, SearchCode
from policyalign.cli.commands import Command, new_group
from policyalign.cli.options import (
    CsvOption,
    KindsOption,
    LangOption,
    LimitOption,
    NoCacheOption,
    OcrOption,
    ProfilesOption,
    ProposalsFileOption,
    QuietOption,
    ScopeOption,
    WorkersOption,
    argument,
    list_option,
    one_of,
    option,
    out_option,
)
from policyalign.cli.search import LIMIT, HowsOption, show_hits
from policyalign.cli.terminal import errors_told
from policyalign.config import DEFAULT_KINDS, ReadSettings, Settings
from policyalign.messages import CollectionCode, InterfaceCode, message
from policyalign.telling import complain, say, tell
from policyalign.values import Kind, Lang

if TYPE_CHECKING:
    from policyalign.assess.search.records import How
    from policyalign.collection.adding import Added, Adding
    from policyalign.collection.engine import Engine, Failed
    from policyalign.collection.progress import Show, Step
    from policyalign.tables import Column, Row

collection = new_group("collection")

FolderArgument = Annotated[Path, argument("collection_folder", "COLLECTION")]
FetchOption = Annotated[bool, option("collection_fetch", "--fetch")]
AgainOption = Annotated[bool, option("collection_again", "--again")]
EngineOption = Annotated[str, option("engine", "--engine", metavar="ENGINE", parser=str)]
AddressOption = Annotated[str, option("engine_address", "--address", metavar="ADDRESS")]
ComparisonOption = Annotated[str, option("comparison", "--comparison", metavar="NAME")]

DEFAULTS = Settings()
_MOST_TOLD = 20


@collection.command("create", cls=Command, help="collection_create")
def create(folder: FolderArgument, lang: LangOption = "ja") -> None:
    """``policyalign collection create``."""
    with errors_told(lang):
        from policyalign.collection.folder import create_folder

        create_folder(folder)
        tell(message(CollectionCode.collection_created, lang, path=folder))


@collection.command("add", cls=Command, help="collection_add")
def add(
    folder: FolderArgument,
    sources: Annotated[list[str], argument("collection_sources", "COLLECTION_SOURCE")],
    fetch: FetchOption = False,
    again: AgainOption = False,
    engine: EngineOption = "local",
    address: AddressOption = "",
    workers: WorkersOption = DEFAULTS.workers,
    no_cache: NoCacheOption = False,
    ocr: OcrOption = False,
    quiet: QuietOption = False,
    lang: LangOption = "ja",
) -> None:
    """``policyalign collection add``."""
    settings = Settings(read=ReadSettings(ocr=ocr), workers=workers, lang=lang, cache=not no_cache)
    asked = {"fetch": fetch, "again": again, "quiet": quiet}
    with errors_told(lang), _adding(settings, engine, address, **asked) as adding:
        _tell_added(adding.add(folder, sources), lang)


@collection.command("update", cls=Command, help="collection_update")
def update(
    folder: FolderArgument,
    fetch: FetchOption = False,
    again: AgainOption = False,
    engine: EngineOption = "local",
    address: AddressOption = "",
    workers: WorkersOption = DEFAULTS.workers,
    no_cache: NoCacheOption = False,
    ocr: OcrOption = False,
    quiet: QuietOption = False,
    lang: LangOption = "ja",
) -> None:
    """``policyalign collection update``."""
    settings = Settings(read=ReadSettings(ocr=ocr), workers=workers, lang=lang, cache=not no_cache)
    asked = {"fetch": fetch, "again": again, "quiet": quiet}
    with errors_told(lang), _adding(settings, engine, address, **asked) as adding:
        _tell_added(adding.update(folder), lang)


@collection.command("status", cls=Command, help="collection_status")
def status(folder: FolderArgument, lang: LangOption = "ja") -> None:
    """``policyalign collection status``: also while another process is at work."""
    with errors_told(lang):
        from policyalign.collection.status import read_status

        found = read_status(folder)
        counts = {"read": found.plans.get("read", 0), "failed": found.unusable}
        held = {"passages": f"{found.passages:,}", "measures": f"{found.measures:,}", "size": _size(found.size)}
        tell(message(CollectionCode.collection_holds, lang, **counts, **held))
        if found.unread[0]:
            plans, pages = found.unread
            tell(message(CollectionCode.collection_unread, lang, plans=plans, pages=pages))
        for name, plans in found.compared.items():
            left = counts["read"] - plans
            tell(message(CollectionCode.collection_against, lang, name=name, plans=plans, left=left))
        if found.step is None:
            if not found.running:
                tell(message(CollectionCode.collection_idle, lang))
            return
        told = _told(found.step, lang)
        code = CollectionCode.collection_running if found.running else CollectionCode.collection_stopped
        tell(message(code, lang, **told))


@collection.command("compare", cls=Command, help="collection_compare")
def compare(
    folder: FolderArgument,
    proposals: ProposalsFileOption = "cocn",
    profiles: ProfilesOption = None,
    kinds: KindsOption = None,
    scope: ScopeOption = "",
    engine: EngineOption = "local",
    address: AddressOption = "",
    workers: WorkersOption = DEFAULTS.workers,
    no_cache: NoCacheOption = False,
    quiet: QuietOption = False,
    lang: LangOption = "ja",
) -> None:
    """``policyalign collection compare``."""
    chosen = cast(tuple[Kind, ...], tuple(kinds or DEFAULT_KINDS))
    settings = Settings(workers=workers, lang=lang, cache=not no_cache, kinds=chosen)
    with errors_told(lang):
        from policyalign.collection.comparing import Comparing
        from policyalign.corpora import load_proposals
        from policyalign.match.profiles import load_profiles

        known = load_profiles(profiles, load_proposals(proposals)) if profiles else None
        with _shown(quiet, lang) as show:
            comparing = Comparing(_engine(engine, workers, address), settings, proposals, known, scope, show)
            done = comparing.compare(folder)
        _name_failed(done.failed, lang)
        counts = {"done": done.done, "same": done.same, "failed": len(done.failed)}
        tell(message(CollectionCode.collection_compared, lang, name=done.name, **counts))


@collection.command("search", cls=Command, help="collection_search")
def search(
    folder: FolderArgument,
    query: Annotated[str, argument("query", "QUERY")],
    hows: HowsOption = None,
    limit: LimitOption = LIMIT,
    csv: CsvOption = None,
    lang: LangOption = "ja",
) -> None:
    """``policyalign collection search``."""
    with errors_told(lang):
        from policyalign.assess.search.rows import COLUMNS, hit_rows
        from policyalign.cli.progress import progress_shown
        from policyalign.collection.searching import search_collection
        from policyalign.collection.status import read_status

        with progress_shown(wanted=True, lang=lang) as progress:
            chosen = cast("tuple[How, ...]", tuple(hows or HOWS))
            plans, hits = search_collection(folder, query, chosen, Settings(lang=lang), progress=progress)
        if csv is not None:
            _write_csv(csv, COLUMNS, hit_rows(plans, hits, lang), lang)
        show_hits(query, plans, hits, limit, lang)
        found = read_status(folder)
        counts = {"plans": found.plans.get("read", 0), "passages": found.passages, "failed": found.unusable}
        code = SearchCode.search_done_failed if found.unusable else SearchCode.search_done
        tell(message(code, lang, unread=found.unread[1], **counts))


@collection.command("overlaps", cls=Command, help="collection_overlaps")
def overlaps(folder: FolderArgument, quiet: QuietOption = False, lang: LangOption = "ja") -> None:
    """``policyalign collection overlaps``."""
    with errors_told(lang):
        from policyalign.collection.overlaps import find_overlaps

        with _shown(quiet, lang) as show:
            found = find_overlaps(folder, show=show)
        tell(message(CollectionCode.collection_overlaps, lang, pairs=found.judged, count=found.found))


@collection.command("export", cls=Command, help="collection_export")
def export(
    folder: FolderArgument,
    out: Annotated[Path, out_option("out_collection", "FOLDER")] = Path("policyalign-tables"),
    format_: Annotated[
        str, option("format_tables", "--format", metavar="TABLE_FORMAT", parser=one_of("csv", "parquet"))
    ] = "csv",
    tables: Annotated[list[str] | None, list_option("table_names", "--table", "TABLES")] = None,
    lang: LangOption = "ja",
) -> None:
    """``policyalign collection export``."""
    with errors_told(lang):
        from policyalign.cli.usage import WrongUsage
        from policyalign.collection.exporting import Format, export_tables
        from policyalign.collection.tables import TABLES
        from policyalign.messages import UsageCode

        for name in tables or ():
            if name not in TABLES:
                raise WrongUsage(UsageCode.usage_word_unknown, "--table", value=name, known=", ".join(TABLES))
        written = export_tables(folder, out, cast(Format, format_), tables or ())
        tell(message(CollectionCode.collection_exported, lang, count=len(written), path=out))


@collection.command("report", cls=Command, help="collection_report")
def report(
    folder: FolderArgument,
    group: Annotated[str, option("group", "--group", metavar="GROUP")] = "",
    comparison: ComparisonOption = "",
    csv: CsvOption = None,
    lang: LangOption = "ja",
) -> None:
    """``policyalign collection report``."""
    with errors_told(lang):
        from policyalign.collection.grouping import COLUMNS, chosen_comparison, chosen_group, group_rows, group_totals

        named = chosen_group(folder, group)
        rows = list(group_rows(folder, named, chosen_comparison(folder, comparison)))
        if csv is not None:
            _write_csv(csv, COLUMNS, rows, lang)
        for total in group_totals(rows):
            name = total["group"] or message(CollectionCode.collection_unknown, lang)
            tell(message(CollectionCode.collection_group, lang, **{**total, "group": name}))


# What they share ------------------------------------------------------------------------------------------


def _engine(name: str, workers: Any, address: str) -> Engine:
    from policyalign.collection.engines import engine_named

    return engine_named(name, workers, address)


@contextmanager
def _adding(
    settings: Settings, engine: str, address: str, *, fetch: bool, again: bool, quiet: bool
) -> Iterator[Adding]:
    from policyalign.collection.adding import Adding

    with _shown(quiet, settings.lang) as show:
        yield Adding(_engine(engine, settings.workers, address), settings, fetch, again, show)


def _tell_added(added: Added, lang: Lang) -> None:
    for place, names in added.ignored.items():
        say(CollectionCode.collection_ignored, lang, place=place, count=len(names))
    _name_failed(added.failed, lang)
    counts = {"done": added.done, "same": added.same, "repeated": added.repeated, "failed": len(added.failed)}
    tell(message(CollectionCode.collection_added, lang, **counts))
    if added.gone:
        say(CollectionCode.collection_gone, lang, count=added.gone)
    if added.unseen:
        say(CollectionCode.collection_unseen, lang, count=added.unseen)
    if added.older:
        say(CollectionCode.collection_older, lang, count=added.older)


def _name_failed(failed: Sequence[Failed], lang: Lang) -> None:
    """A line on stderr for each of the first plans that could not be used; the table ``problems`` has all."""
    for one in failed[:_MOST_TOLD]:
        complain(one.problem.code, lang, one.plan_id, **one.problem.detail)
        if one.tries > 1:
            complain(CollectionCode.collection_set_aside, lang, one.plan_id, tries=one.tries)
    if len(failed) > _MOST_TOLD:
        say(CollectionCode.collection_more_failed, lang, count=len(failed) - _MOST_TOLD)


@contextmanager
def _shown(quiet: bool, lang: Lang) -> Iterator[Show | None]:
    from policyalign.cli.progress import bar_shown

    with bar_shown(wanted=not quiet) as move:
        if move is None:
            yield None
            return

        def show(step: Step) -> None:
            told = _told(step, lang)
            move(message(CollectionCode.collection_running, lang, **told), step.done, step.total)

        yield show


def _told(step: Step, lang: Lang) -> Mapping[str, object]:
    stage = message(_STAGES[step.stage], lang)
    return {
        "stage": stage,
        "done": step.done,
        "total": step.total,
        "failed": step.failed,
        "left": _left(step.left, lang),
    }


_STAGES = {
    "hash": CollectionCode.collection_stage_hash,
    "read": CollectionCode.collection_stage_read,
    "match": CollectionCode.collection_stage_match,
    "write": CollectionCode.collection_stage_write,
    "pairs": CollectionCode.collection_stage_pairs,
}


def _left(seconds: tuple[float, float] | None, lang: Lang) -> str:
    """The least and most time left, as far as anything can be said."""
    if seconds is None:
        return message(CollectionCode.collection_time_unknown, lang)
    least, most = (_clock(value) for value in seconds)
    return least if least == most else f"{least}–{most}"


def _clock(seconds: float) -> str:
    """Hours and minutes, below an hour minutes and seconds: 3:05h, 4:30."""
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes // 60}:{minutes % 60:02}h" if minutes >= 60 else f"{minutes}:{rest:02}"


def _size(count: int) -> str:
    return f"{count / 1e9:.1f} GB" if count >= 1e9 else f"{count / 1e6:.1f} MB"


def _write_csv(path: Path, columns: Sequence[Column], rows: Iterable[Row], lang: Lang) -> None:
    from policyalign.collection.folder import writing
    from policyalign.export.csv_format import csv_chunks
    from policyalign.files import write_whole

    with writing(path):
        write_whole(path, b"".join(csv_chunks(columns, rows)))
    say(InterfaceCode.results_written, lang, path=path)
