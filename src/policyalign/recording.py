"""``run.json``: how the results of a run came about."""

from __future__ import annotations

import platform
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from policyalign import __version__
from policyalign.assess.gaps.records import GapMatrix
from policyalign.assess.run import Failure
from policyalign.domain import Plan, Proposal
from policyalign.runtime import Runtime
from policyalign.serialize import content_hash
from policyalign.store import cache_key
from policyalign.versions import LANGUAGE_PACKAGES, MATCH, MATCH_PACKAGES, READ_PACKAGES, package_version


def run_record(runtime: Runtime, source: str, matrix: GapMatrix, failures: Sequence[Failure]) -> dict[str, Any]:
    """The content of ``run.json``: all that is needed to say how the results came about."""
    packages = (*READ_PACKAGES, *LANGUAGE_PACKAGES, *MATCH_PACKAGES)
    return {
        "versions": {
            "policyalign": __version__,
            "python": platform.python_version(),
            **{name: package_version(name) for name in packages if package_version(name)},
        },
        "settings": asdict(runtime.settings),
        "proposals": {"source": source, "count": len(matrix.proposals), "sha256": proposals_hash(matrix.proposals)},
        "inputs": [
            *(_input_record(plan) for plan in matrix.plans),
            *({"file": failure.name, "problem": failure.problem.code} for failure in failures),
        ],
        "model": _model(runtime, matrix) if any(matches.matches for matches in matrix.matches) else {},
        "counts": {
            "plans": len(matrix.plans),
            "failures": len(failures),
            "passages": sum(len(plan.passages) for plan in matrix.plans),
            "findings": dict(sorted(Counter(finding.status for finding in matrix.findings).items())),
        },
        "seconds": {
            **{stage: round(seconds, 3) for stage, seconds in sorted(runtime.seconds.items())},
            "total": round(runtime.elapsed, 3),
        },
        "from_cache": dict(sorted(runtime.from_cache.items())),
    }


def _model(runtime: Runtime, matrix: GapMatrix) -> dict[str, Any]:
    """Names and revisions of the models; kept, so that a run from the cache need not load them."""
    key = cache_key(MATCH, [], runtime.settings.encoder, name="model")
    described = runtime.cached_or("model", key, dict[str, str], lambda: runtime.ask(runtime.matcher(), "describe"))
    return {**described, **({"held_out": _held_out(runtime, matrix)} if runtime.settings.held_out else {})}


def _held_out(runtime: Runtime, matrix: GapMatrix) -> dict[str, str]:
    """By plan, whether it was left out of the fit for this run, or never was part of it."""
    plans = {plan.id: plan.document_id for plan in matrix.plans}
    key = cache_key(MATCH, [f"{name} {document}" for name, document in plans.items()], name="held out")
    return runtime.cached_or("model", key, dict[str, str], lambda: runtime.ask(runtime.matcher(), "held_out", plans))


def _input_record(plan: Plan) -> dict[str, Any]:
    return {
        "plan_id": plan.id,
        "file": plan.source,
        "sha256": plan.document_id,
        "title": plan.title,
        "pages": plan.page_count,
        "unread_pages": list(plan.unread_pages),
        "recognised_pages": list(plan.recognised_pages),
        "passages": len(plan.passages),
    }


def proposals_hash(proposals: Sequence[Proposal]) -> str:
    """SHA-256 (hex) of the proposals and their order."""
    return content_hash(list(proposals))
