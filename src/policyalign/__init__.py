"""policyalign: Japanese basic plans (基本計画) held against the COCN proposals.

    import policyalign as pa

    plan = pa.read_plan("plan.pdf")
    matrix = pa.compare([plan])
    matrix.to_frame()

The public names load what they need when they are first used, so that the import itself takes no time.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from policyalign.api import Findings, Matrix, compare, compare_pdfs, read_plan, search
    from policyalign.collection.collection import Collection, open_collection
    from policyalign.config import AssessSettings, ReadSettings, Settings
    from policyalign.corpora import load_proposals
    from policyalign.domain import Finding, Passage, Plan, Proposal
    from policyalign.errors import PolicyAlignError

__version__ = "0.1.0"

_HOMES = {
    "Findings": "api",
    "Matrix": "api",
    "compare": "api",
    "compare_pdfs": "api",
    "read_plan": "api",
    "search": "api",
    "Collection": "collection.collection",
    "open_collection": "collection.collection",
    "AssessSettings": "config",
    "ReadSettings": "config",
    "Settings": "config",
    "load_proposals": "corpora",
    "Finding": "domain",
    "Passage": "domain",
    "Plan": "domain",
    "Proposal": "domain",
    "PolicyAlignError": "errors",
}

__all__ = [  # noqa: RUF022 — by what they are for
    "read_plan",
    "compare",
    "compare_pdfs",
    "search",
    "open_collection",
    "load_proposals",
    "Matrix",
    "Findings",
    "Collection",
    "Plan",
    "Passage",
    "Proposal",
    "Finding",
    "Settings",
    "ReadSettings",
    "AssessSettings",
    "PolicyAlignError",
]


def __getattr__(name: str) -> object:
    if name in _HOMES:
        return getattr(import_module(f"policyalign.{_HOMES[name]}"), name)
    raise AttributeError(f"module 'policyalign' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
