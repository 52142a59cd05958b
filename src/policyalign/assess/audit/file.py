"""``audit.json``: the answers of people on the 欠落 claims of a run, kept beside its results.

An answer belongs to a claim, that is to a proposal's wording and a plan's file: it serves every later run
into the same folder that makes the claim again. What an audit guarantees belongs to the claims it was drawn
from, all of them and no others: when a run makes other claims, the audit stays in the file, marked as none of
that run, and is not shown with it.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import msgspec

from policyalign.assess.audit.assurance import LANGUAGES, audit_sentence, guarantee
from policyalign.assess.audit.claims import gap_claims, population_id
from policyalign.assess.audit.records import Audit
from policyalign.assess.gaps.records import GapMatrix
from policyalign.assess.run import Run
from policyalign.errors import InputError, cause
from policyalign.messages import AuditCode, SavedCode
from policyalign.serialize import from_json

AUDIT = "audit.json"
FORMAT = 1


@dataclass(frozen=True, slots=True)
class _AuditFile:
    format: int
    audits: tuple[Audit, ...]


def load_audits(folder: Path) -> tuple[Audit, ...]:
    """The audits kept in a results folder, oldest first; none where there is no file.

    Raises :class:`~policyalign.errors.InputError` for a file that cannot be read back.
    """
    path = folder / AUDIT
    if not path.exists():
        return ()
    try:
        content = path.read_bytes()
        version = json.loads(content).get("format")
        if version == FORMAT:
            return from_json(content, _AuditFile).audits
    except OSError as error:
        raise InputError(SavedCode.saved_unreadable, file=path, error=cause(error)) from error
    except (ValueError, AttributeError) as error:
        raise InputError(AuditCode.audit_broken, file=path, error=error) from error
    raise InputError(AuditCode.audit_broken, file=path, error=f"format {version}")


def audits_record(audits: Sequence[Audit]) -> Mapping[str, Any]:
    """The content of ``audit.json``."""
    record: Mapping[str, Any] = msgspec.to_builtins(_AuditFile(FORMAT, tuple(audits)))
    return record


def marked(audits: Sequence[Audit], matrix: GapMatrix) -> tuple[Audit, ...]:
    """The same audits, each marked as to whether it was drawn from the claims of this matrix."""
    return tuple(
        replace(audit, of_this_run=population_id(gap_claims(matrix, audit.draw.plans)) == audit.draw.population)
        for audit in audits
    )


def audited(run: Run, audits: Sequence[Audit]) -> Run:
    """The run with its audits, and in its record what the scorer's figures and the audits of these very claims
    guarantee. Its verdicts are those that people have looked at already."""
    kept = marked(audits, run.matrix)
    record = {name: entry for name, entry in run.record.items() if name not in ("audit", "guarantee")}
    if "counts" in record:
        verdicts = dict(sorted(Counter(finding.status for finding in run.matrix.findings).items()))
        record["counts"] = {**record["counts"], "findings": verdicts}
    if assured := guarantee(run.record.get("model", {}), len(gap_claims(run.matrix))):
        record["guarantee"] = assured
    if own := [_summary(audit) for audit in kept if audit.of_this_run]:
        record["audit"] = own
    return replace(run, audits=kept, record=record)


def _summary(audit: Audit) -> dict[str, Any]:
    """An audit as ``run.json`` tells it: without the answers, and in words."""
    results = {name: getattr(audit, name) for name in ("right", "wrong", "unsure", "right_at_least", "reached")}
    sentences = {lang: audit_sentence(audit, lang) for lang in LANGUAGES}
    draw: dict[str, Any] = msgspec.to_builtins(audit.draw)
    return {**draw, **results, "share_at_least": audit.share_at_least, "sentence": sentences}
