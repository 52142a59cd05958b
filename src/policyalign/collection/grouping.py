"""Verdicts of a collection counted by prefecture (都道府県), domain (分野), plan (計画) or proposal (提言)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Literal

from policyalign.collection.folder import load_manifest
from policyalign.collection.reading import connect, plan_rows
from policyalign.errors import InputError
from policyalign.messages import CollectionCode
from policyalign.tables import Row, columns

Group = Literal["prefecture", "domain", "plan", "proposal"]
GROUPS: Mapping[str, Group] = {
    "都道府県": "prefecture",
    "prefecture": "prefecture",
    "分野": "domain",
    "domain": "domain",
    "計画": "plan",
    "plan": "plan",
    "提言": "proposal",
    "proposal": "proposal",
}
STATUSES = ("covered", "partial", "gap", "undetermined", "out_of_scope")
COLUMNS = columns(
    "group proposal_id label plans:int covered:int partial:int gap:int undetermined:int out_of_scope:int "
    "unread_plans:int unusable:int"
)
"""Of ``report --group``: of the plans of a group, how many take a proposal up, and so on; ``unread_plans`` have pages
that could not be read, ``unusable`` could not be used at all and are among no count before it."""

_OF_A_PLAN: Mapping[Group, str] = {"prefecture": "prefecture", "domain": "domain", "plan": "plan_id", "proposal": "''"}

_QUERY = """
WITH verdicts AS (
    SELECT {group} AS "group", f.proposal_id, count(*) AS plans,
        {counts}, count(*) FILTER (len(p.unread_pages) > 0) AS unread_plans
    FROM findings f JOIN plans p USING (plan_id)
    WHERE f.proposals = ? GROUP BY ALL
), groups AS (
    SELECT {group} AS "group", count(*) FILTER (status <> 'read') AS unusable FROM plans GROUP BY ALL
)
SELECT g."group", q.proposal_id, q.label, g.unusable, {told}
FROM groups g CROSS JOIN proposals q
LEFT JOIN verdicts v ON v."group" = g."group" AND v.proposal_id = q.proposal_id
WHERE q.proposals = ?
"""


def chosen_group(folder: Path, name: str = "") -> Group:
    """The group of this name; without one, the first of prefecture and domain that is known of any plan, or else the
    plans themselves. Raises ``InputError`` for any other name."""
    if name in GROUPS:
        return GROUPS[name]
    if name:
        raise InputError(CollectionCode.collection_group_unknown, name=name)
    found = plan_rows(folder, load_manifest(folder), ("prefecture", "domain"))
    return next((group for group in ("prefecture", "domain") if any(row[group] for row in found)), "plan")


def chosen_comparison(folder: Path, name: str = "") -> str:
    """The comparison of this name, or the only one. Raises ``InputError`` where there is none, or several."""
    known = sorted(load_manifest(folder).comparisons)
    if not known:
        raise InputError(CollectionCode.collection_not_compared, path=folder)
    chosen = name or (known[0] if len(known) == 1 else "")
    if chosen not in known:
        raise InputError(CollectionCode.collection_comparison_unknown, name=name or "–", known=", ".join(known))
    return chosen


def group_rows(folder: Path, group: Group, comparison: str) -> Iterator[Row]:
    """A row per group and proposal, by group and then in the order of the proposals, also of groups without a usable
    plan; plans whose group is unknown come last, under an empty name."""
    manifest = load_manifest(folder)
    counts = ", ".join(f"count(*) FILTER (f.status = '{status}') AS {status}" for status in STATUSES)
    told = ", ".join(f"coalesce(v.{name}, 0) AS {name}" for name in ("plans", "unread_plans", *STATUSES))
    with connect(folder, manifest) as connection:
        query = _QUERY.format(group=_OF_A_PLAN[group], counts=counts, told=told)
        asked = connection.execute(query, [comparison, comparison])
        names = [one[0] for one in asked.description or ()]
        rows: list[dict[str, Any]] = [dict(zip(names, values, strict=True)) for values in asked.fetchall()]
        known = connection.execute("SELECT proposal_id FROM proposals WHERE proposals = ?", [comparison]).fetchall()
    places = {proposal: place for place, (proposal,) in enumerate(known)}
    if group == "proposal":
        for row in rows:
            row["group"] = f"{row['proposal_id']} {row['label']}"
        yield from sorted(rows, key=lambda row: places[row["proposal_id"]])
        return
    yield from sorted(rows, key=lambda row: (row["group"] == "", row["group"], places[row["proposal_id"]]))


def group_totals(rows: Iterable[Row]) -> list[Row]:
    """For each group its verdicts over all proposals, and its plans."""
    totals: dict[object, dict[str, Any]] = {}
    for row in rows:
        kept = {"group": row["group"], "unread_plans": row["unread_plans"], "unusable": row["unusable"]}
        total = totals.setdefault(row["group"], {**kept, "plans": 0, **dict.fromkeys(STATUSES, 0)})
        total["plans"] = max(total["plans"], row["plans"])
        for status in STATUSES:
            total[status] += row[status]
    return list(totals.values())
