"""Reads the catalogue that ships with the package, ``corpora/plans.yaml``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import fields
from pathlib import Path

from policyalign.catalogue.records import KnownPlan, is_id
from policyalign.corpora import corpora_path
from policyalign.errors import CatalogueError
from policyalign.text.normalize import nfkc_key

_DECIDED = re.compile(r"(\d{4}(-\d{2}(-\d{2})?)?)?")
_HASH = re.compile(r"([0-9a-f]{64})?")
_FIELDS = frozenset(field.name for field in fields(KnownPlan))


def load_catalogue(path: Path | None = None) -> tuple[KnownPlan, ...]:
    """The plans of a catalogue file in its order; of the one that ships with the package by default.

    No two plans share an id or a name, so that a name leads to one plan at most. Raises
    :class:`CatalogueError`, which names the file, the plan and what is wrong.
    """
    path = path or corpora_path("plans.yaml")
    content = _read_yaml(path)
    entries = content.get("plans") if isinstance(content, dict) else None
    if not isinstance(entries, list) or not entries:
        raise CatalogueError("catalogue_shape", file=path.name)
    plans = tuple(_plan(entry, place, path.name) for place, entry in enumerate(entries, 1))
    _check_names(plans, path.name)
    return plans


def _read_yaml(path: Path) -> object:
    import yaml

    try:
        return yaml.safe_load(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeError, yaml.YAMLError) as error:
        reason = " ".join(str(getattr(error, "strerror", None) or error).split())
        raise CatalogueError("catalogue_unreadable", file=path.name, error=reason) from error


def _plan(entry: object, place: int, file: str) -> KnownPlan:
    import msgspec

    name = str(entry.get("id", place)) if isinstance(entry, dict) else str(place)
    try:
        if isinstance(entry, dict) and (unknown := sorted(map(str, entry.keys() - _FIELDS))):
            raise ValueError(f"unknown: {', '.join(unknown)}")
        plan = msgspec.convert(entry, KnownPlan)
    except ValueError as error:  # msgspec's errors are ValueErrors, and name the field
        raise CatalogueError("catalogue_plan", file=file, plan=name, error=str(error)) from error
    for field in _wrong_fields(plan):
        raise CatalogueError("catalogue_field", file=file, plan=name, field=field)
    return plan


def _wrong_fields(plan: KnownPlan) -> Sequence[str]:
    start, end = plan.period.start_fy, plan.period.end_fy
    page = plan.official_page
    fine = {
        "id": is_id(plan.id),
        "domain": bool(plan.domain.strip()) and "," not in plan.domain,
        "title": bool(plan.title.strip()),
        "aliases": all(alias.strip() for alias in plan.aliases),
        "decided": bool(_DECIDED.fullmatch(plan.decided)),
        "period": start is None or end is None or start <= end,
        "official_page": not page or page.startswith("https://"),
        "sha256": bool(_HASH.fullmatch(plan.sha256)),
    }
    return [name for name, good in fine.items() if not good]


def _check_names(plans: tuple[KnownPlan, ...], file: str) -> None:
    seen: set[str] = set()
    for plan in plans:
        # An id and a title may be equal within one plan, but not across plans.
        keys = {plan.id.casefold(), *(nfkc_key(name) for name in plan.names)}
        if keys & seen:
            raise CatalogueError("catalogue_duplicate", file=file, plan=plan.id)
        seen |= keys
