"""Which plan of a collection says something: DuckDB finds the passages that may, the search of single plans judges.

No passage is lost on the way: what the query of DuckDB asks for is necessary for every way of saying it that counts.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from policyalign.assess.search.find import search
from policyalign.assess.search.query import Term, read_query, sudachi_words
from policyalign.assess.search.records import HOWS, Hit, How
from policyalign.collection.folder import Manifest, load_manifest
from policyalign.collection.meaning import near_in_collection
from policyalign.collection.parts import plan_of
from policyalign.collection.reading import buckets, connect
from policyalign.collection.spool import bucket_of
from policyalign.collection.tables import records_of
from policyalign.config import Settings
from policyalign.domain import Passage, Plan
from policyalign.runtime import Report, Runtime

if TYPE_CHECKING:
    import duckdb

_LOOKING = re.compile(r"\(\?![^)]*\)")
"""What of :func:`~policyalign.text.spelling.spelling_pattern` looks at the next character without taking it."""
_TABLES = ("plans", "sections", "passages", "problems")


def search_collection(
    folder: Path,
    query: str,
    hows: Collection[How] = HOWS,
    settings: Settings | None = None,
    *,
    progress: Report | None = None,
) -> tuple[tuple[Plan, ...], tuple[Hit, ...]]:
    """The plans that were looked at closely, without their other passages, and the hits: the closest in wording first,
    then by plan and page; after them what is only near in meaning, for which an encoder is started.
    Raises ``InputError`` for what is no collection."""
    manifest = load_manifest(folder)
    plans, hits = _saying(folder, manifest, query, hows)
    if "near" in hows:
        with Runtime(settings or Settings(), report=progress) as runtime:
            others, near = near_in_collection(runtime, folder, manifest, query, hits)
        plans, hits = (*others, *plans), (*hits, *near)
    return tuple({plan.id: plan for plan in plans}.values()), hits


def _saying(
    folder: Path, manifest: Manifest, query: str, hows: Collection[How]
) -> tuple[tuple[Plan, ...], tuple[Hit, ...]]:
    terms = read_query(query, sudachi_words if "words" in hows else None)
    if not terms:
        return (), ()
    with connect(folder, manifest) as connection:
        places = _candidates(connection, terms)
    by_bucket: dict[str, list[str]] = {}
    for plan in sorted(places):
        by_bucket.setdefault(bucket_of(plan), []).append(plan)
    plans: list[Plan] = []
    for name, bucket in buckets(folder, manifest, _TABLES):
        for plan_id in by_bucket.get(name, ()):
            tables = bucket.tables(_TABLES, plan_id)
            some = tables["passages"].take(sorted(places[plan_id]))
            whole = plan_of({**tables, "passages": tables["passages"].slice(0, 0)})
            plans.append(replace(whole, passages=tuple(records_of(some, Passage))))
    plans.sort(key=lambda plan: plan.id)
    return tuple(plans), search(query, plans, hows=hows)


def _candidates(connection: duckdb.DuckDBPyConnection, terms: Sequence[Term]) -> dict[str, list[int]]:
    """By plan, the places of the passages that may say all terms."""
    conditions, values = zip(*map(_may_say, terms), strict=True)
    query = f"SELECT plan_id, place FROM passages WHERE {' AND '.join(conditions)}"
    found: dict[str, list[int]] = {}
    for plan, place in connection.execute(query, [value for some in values for value in some]).fetchall():
        found.setdefault(plan, []).append(place)
    return found


def _may_say(term: Term) -> tuple[str, list[Any]]:
    """What holds of every passage that says a term: it is written or spelled there, or all its words but numbers are
    among the words of the passage."""
    words = sorted(word for word in term.words if not word.isdecimal())
    ways, values = ["contains(text, ?)", "regexp_matches(folded, ?)"], [term.text, _for_duckdb(term.spelling.pattern)]
    if term.words and not words:
        return "true", []
    if term.words:
        return f"({' OR '.join((*ways, 'list_has_all(terms, ?)'))})", [*values, words]
    return f"({' OR '.join(ways)})", values


def _for_duckdb(pattern: str) -> str:
    """The pattern without what its engine (RE2) lacks, which only narrows what is found."""
    return _LOOKING.sub("", pattern)
