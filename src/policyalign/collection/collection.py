"""A collection as an object: :func:`open_collection`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from policyalign.collection.folder import create_folder, load_manifest
from policyalign.collection.parts import plan_of
from policyalign.collection.reading import bucket_with, connect
from policyalign.collection.status import Status, read_status
from policyalign.collection.tables import READ
from policyalign.config import Settings
from policyalign.domain import Plan
from policyalign.errors import UnknownPlan
from policyalign.messages import AuditCode
from policyalign.values import Lang, Workers

if TYPE_CHECKING:
    import pandas as pd

    from policyalign.collection.adding import Added, Adding
    from policyalign.collection.comparing import Compared
    from policyalign.collection.overlaps import Paired


def open_collection(folder: str | Path, *, create: bool = False) -> Collection:
    """The collection in a folder; with ``create`` a new, empty one.

    Raises:
        InputError: there is none, or it is damaged or of another version; with ``create``, something is there already.
        OutputError: the folder cannot be made.
    """
    path = Path(folder)
    if create:
        create_folder(path)
    load_manifest(path)
    return Collection(path)


class Collection:
    """Thousands of plans in tables (``docs/scale.md``)."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def sql(self, query: str, parameters: Sequence[object] = ()) -> pd.DataFrame:
        """What DuckDB answers, over the tables ``plans``, ``sections``, ``passages``, ``measures``, ``vectors``,
        ``problems``, ``compared``, ``findings``, ``matches``, ``proposals`` and ``pairs``.

        Raises ``duckdb.Error`` for a query that is none.
        """
        with connect(self.folder, load_manifest(self.folder)) as connection:
            return connection.execute(query, list(parameters)).df()

    def plan(self, plan_id: str) -> Plan:
        """A plan as it was read. Raises ``UnknownPlan``."""
        with bucket_with(self.folder, load_manifest(self.folder), plan_id, READ) as bucket:
            tables = bucket.tables(READ, plan_id)
            if tables["plans"].num_rows:
                return plan_of(tables)
        raise UnknownPlan(AuditCode.plan_unknown, plan=plan_id, known=str(self.folder))

    def search(self, query: str, *, how: Sequence[str] = (), lang: Lang = "ja") -> pd.DataFrame:
        """Which plan says something, and where: as :func:`policyalign.search`, in all plans of the collection. An empty
        frame is no proof that no plan says it; :meth:`status` tells how many pages were not read.

        Raises ``ValueError`` for a way that there is not.
        """
        import pandas as pd

        from policyalign.assess.search.messages import hows_named
        from policyalign.assess.search.rows import COLUMNS, hit_rows
        from policyalign.collection.searching import search_collection

        plans, hits = search_collection(self.folder, query, hows_named(how), Settings(lang=lang))
        return pd.DataFrame(hit_rows(plans, hits, lang), columns=[column.name for column in COLUMNS])

    def status(self) -> Status:
        """What the collection holds, and how far a run is."""
        return read_status(self.folder)

    def add(self, *sources: str | Path, workers: Workers = "auto", fetch: bool = False) -> Added:
        """Bring in plans on this machine: folders, files, tables of addresses, places of a file store. ``fetch`` allows
        the network. Raises what :class:`policyalign.collection.adding.Adding` raises."""
        return self._adding(workers, fetch).add(self.folder, [str(source) for source in sources])

    def update(self, *, workers: Workers = "auto", fetch: bool = False) -> Added:
        """Look at all sources again: only what changed is read. Raises what :meth:`add` raises."""
        return self._adding(workers, fetch).update(self.folder)

    def compare(self, proposals: str = "cocn", *, workers: Workers = "auto") -> Compared:
        """Compare all plans with proposals, where that was not done before. Raises what
        :class:`policyalign.collection.comparing.Comparing` raises."""
        from policyalign.collection.comparing import Comparing
        from policyalign.collection.local import LocalEngine

        return Comparing(LocalEngine(workers), Settings(workers=workers), proposals).compare(self.folder)

    def overlaps(self) -> Paired:
        """Fill the table ``pairs``. Raises what :func:`policyalign.collection.overlaps.find_overlaps` raises."""
        from policyalign.collection.overlaps import find_overlaps

        return find_overlaps(self.folder)

    def _adding(self, workers: Workers, fetch: bool) -> Adding:
        from policyalign.collection.adding import Adding
        from policyalign.collection.local import LocalEngine

        return Adding(LocalEngine(workers), Settings(workers=workers), fetch)

    def __repr__(self) -> str:
        return f"<Collection {self.folder}>"
