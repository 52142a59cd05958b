"""Reads the catalogue that ships with the package, ``corpora/plans.yaml``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from msgspec import Meta

from policyalign.catalogue.records import KnownPlan, is_id
from policyalign.corpora import corpora_path
from policyalign.errors import CatalogueError
from policyalign.messages import CatalogueCode
from policyalign.text.normalize import nfkc_key
from policyalign.yaml_files import load_yaml

_DECIDED = re.compile(r"(\d{4}(-\d{2}(-\d{2})?)?)?")
_HASH = re.compile(r"([0-9a-f]{64})?")


@dataclass(frozen=True, slots=True)
class _Catalogue:
    """``licence`` only gives a name to a text that many plans share."""

    plans: Annotated[tuple[KnownPlan, ...], Meta(min_length=1)]
    licence: str = ""


def load_catalogue(path: Path | None = None) -> tuple[KnownPlan, ...]:
    """The plans of a catalogue file in its order; of the one that ships with the package by default.

    No two plans share an id or a name, so that a name leads to one plan at most. Raises
    :class:`CatalogueError`, which names the file, the plan and what is wrong.
    """
    path = path or corpora_path("plans.yaml")
    plans = load_yaml(path, _Catalogue, CatalogueError).plans
    for plan in plans:
        for field in _wrong_fields(plan):
            raise CatalogueError(CatalogueCode.catalogue_field, file=path.name, plan=plan.id, field=field)
    _check_names(plans, path.name)
    return plans


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
            raise CatalogueError(CatalogueCode.catalogue_duplicate, file=file, plan=plan.id)
        seen |= keys
