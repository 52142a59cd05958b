"""Where plans come from, as files at hand: folders and archives, tables of addresses, places of a file store.

Nothing is fetched unless that is asked for; what was fetched is kept in ``files/`` of the collection, so that it can be
read again.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

from policyalign.assess.run import Failure
from policyalign.catalogue.fetching import fetch_plan
from policyalign.collection.folder import FETCHED, Source
from policyalign.collection.places import prefecture_in
from policyalign.collection.spool import About
from policyalign.collection.stores import fetched_from_store, is_remote, stored_files
from policyalign.domain import Problem
from policyalign.errors import InputError, PolicyAlignError, cause
from policyalign.extract.readers import SUFFIXES
from policyalign.files import read_spreadsheet, spreadsheet_rows
from policyalign.inputs import expanded
from policyalign.messages import CollectionCode
from policyalign.serialize import text_hash
from policyalign.text.file_names import readable_name

_STORE = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)
_WEB = re.compile(r"https?://", re.IGNORECASE)
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "address": ("アドレス", "address", "url"),
    "file": ("ファイル", "file", "path"),
    "id": ("id",),
    "prefecture": ("都道府県", "prefecture"),
    "domain": ("分野", "domain"),
}
"""The columns of a table of plans, by the names that they may have."""


@dataclass(frozen=True, slots=True)
class Found:
    """A file of a plan; ``name`` is the id that it would like to have."""

    name: str
    file: Path
    about: About


@dataclass(slots=True)
class Listing:
    """The files that the sources hold, and what cannot be used of them. ``unseen`` are places on the network that were
    not looked at."""

    found: list[Found] = field(default_factory=list)
    failures: list[tuple[About, str, Problem]] = field(default_factory=list)
    ignored: dict[str, list[str]] = field(default_factory=dict)
    unseen: list[str] = field(default_factory=list)


def source_of(given: str) -> Source:
    """The source that a user names. Raises ``InputError`` where there is nothing of the kind."""
    if _STORE.match(given) and not _WEB.match(given):
        return Source("store", given)
    path = Path(given)
    if not path.exists():
        raise InputError(CollectionCode.collection_source_missing, place=given)
    return Source("table" if path.suffix.lower() == ".csv" else "folder", readable_name(str(path.resolve())))


@contextmanager
def listed(
    sources: Sequence[Source], collection: Path, *, fetch: bool = False, again: bool = False
) -> Iterator[Listing]:
    """All files of the sources, in order; those unpacked of archives are gone afterwards.

    Raises ``InputError`` for a source that is not there or cannot be understood, and, unless ``fetch`` is given, where
    something lies on the network that is not at hand; when sources are looked at ``again``, that is passed over.
    """
    listing, folder = Listing(), collection / FETCHED
    with ExitStack() as stack:
        for source in sources:
            if source.kind == "folder":
                _list_folder(Path(source.place), listing, stack)
            elif source.kind == "table":
                _list_table(Path(source.place), folder, listing, fetch, again)
            elif again and not fetch and is_remote(source.place):
                listing.unseen.append(source.place)
            else:
                _list_store(source.place, folder, listing, fetch)
        yield listing


def _list_folder(place: Path, listing: Listing, stack: ExitStack) -> None:
    inputs = stack.enter_context(expanded([place]))
    top = place if place.is_dir() else place.parent
    for file in inputs.files:
        told = inputs.unpacked.get(str(file), file)
        within = PurePosixPath(_relative(told, top).as_posix())
        about = About(readable_name(str(told)), readable_name(file.name), prefecture=prefecture_in(*within.parts))
        listing.found.append(Found(str(within.with_suffix("")), file, about))
    for failure in inputs.failures:
        _fail(listing, failure, _relative(failure.path, top))
    listing.ignored |= inputs.ignored


def _relative(path: Path, top: Path) -> Path:
    return path.relative_to(top) if path.is_relative_to(top) and path != top else Path(path.name)


def _fail(listing: Listing, failure: Failure, within: Path) -> None:
    about = About(readable_name(str(failure.path)), readable_name(failure.path.name))
    listing.failures.append((about, within.as_posix(), failure.problem))


def _list_table(table: Path, folder: Path, listing: Listing, fetch: bool, again: bool) -> None:
    rows = _table_rows(table)
    missing = [row["address"] for row in rows if row["address"] and not _at_hand(row["address"], folder)]
    if missing and not fetch and not again:
        raise InputError(CollectionCode.collection_network, count=len(missing))
    listing.unseen += [] if fetch else missing
    for row in (row for row in rows if fetch or row["address"] not in missing):
        place = row["address"] or row["file"]
        name = row["id"] or Path(_path_in(place) if row["address"] else place).stem
        about = About(place, readable_name(Path(place).name), domain=row["domain"], prefecture=row["prefecture"])
        try:
            file = _fetched(row["address"], folder) if row["address"] else _beside(table, row["file"])
        except PolicyAlignError as error:
            listing.failures.append((about, name, Problem(error.code, "fatal", None, error.detail)))
            continue
        listing.found.append(Found(name, file, about))


def _table_rows(table: Path) -> list[dict[str, str]]:
    """The rows by the names of :data:`COLUMNS`, each with a place. Raises ``InputError``."""
    try:
        names, rows = spreadsheet_rows(read_spreadsheet(table))
    except (OSError, ValueError) as error:
        raise InputError(CollectionCode.collection_table_broken, file=table, error=cause(error)) from error
    folded = {unicodedata.normalize("NFKC", name).strip().casefold(): name for name in names}
    columns = {column: next((folded[one] for one in known if one in folded), "") for column, known in COLUMNS.items()}
    if not columns["address"] and not columns["file"]:
        raise InputError(CollectionCode.collection_table_columns, file=table)
    told = [{column: row.get(name, "").strip() for column, name in columns.items()} for _, row in rows]
    return [row for row in told if row["address"] or row["file"]]


def _beside(table: Path, file: str) -> Path:
    """A file that a table names; what is wrong with it, its reader will tell."""
    return table.parent / file


def _at_hand(address: str, folder: Path) -> Path | None:
    """The file that was fetched from an address."""
    return next(iter(sorted(folder.glob(f"{text_hash(address)[:24]}.*"))), None)


def _fetched(address: str, folder: Path) -> Path:
    """The file of an address, fetched under the guards of ``plans fetch`` unless that was done before. Raises
    ``FetchError``."""
    if known := _at_hand(address, folder):
        return known
    named = Path(_path_in(address)).suffix.lower()
    fetched = fetch_plan(address, folder / "fetched", web_pages=named not in SUFFIXES)
    return fetched.replace(folder / f"{text_hash(address)[:24]}{fetched.suffix}")


def _path_in(address: str) -> str:
    """The path of an address; what is no address is told when it is fetched."""
    try:
        return unquote(urlsplit(address).path)
    except ValueError:
        return address


def _list_store(place: str, folder: Path, listing: Listing, fetch: bool) -> None:
    files = stored_files(place, folder, may_connect=fetch or not is_remote(place))
    for one in files:
        within = PurePosixPath(one.within)
        about = About(one.address, within.name, prefecture=prefecture_in(*within.parts))
        try:
            file = fetched_from_store(one)
        except InputError as error:
            listing.failures.append((about, one.within, Problem(error.code, "fatal", None, error.detail)))
            continue
        listing.found.append(Found(str(within.with_suffix("")), file, about))
