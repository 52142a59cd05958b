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

from policyalign.assess.audit.assurance import (
    LANGUAGES,
    audit_sentence,
    guarantee,
    guarantee_of_genres,
    guarantee_of_own,
)
from policyalign.assess.audit.claims import gap_claims, population_id
from policyalign.assess.audit.records import Audit
from policyalign.assess.audit.sampling import least_right, reaches
from policyalign.assess.gaps.records import GapMatrix
from policyalign.assess.run import Run
from policyalign.errors import InputError, cause
from policyalign.messages import AuditCode, SavedCode
from policyalign.serialize import content_hash, from_json

AUDIT = "audit.json"
FORMAT = 1


@dataclass(frozen=True, slots=True)
class _AuditFile:
    """``checksum`` tells answers that were altered, or came from elsewhere; files of before there was one lack it."""

    format: int
    audits: tuple[Audit, ...]
    checksum: str = ""


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
            found = from_json(content, _AuditFile)
            _check(found)
            return found.audits
    except OSError as error:
        raise InputError(SavedCode.saved_unreadable, file=path, error=cause(error)) from error
    except (ValueError, AttributeError, RecursionError) as error:
        raise InputError(AuditCode.audit_broken, file=path, error=error) from error
    raise InputError(AuditCode.audit_broken, file=path, error=f"format {version}")


def _checksum(audits: Sequence[Audit]) -> str:
    """Of what was drawn and answered; the figures follow from that."""
    return content_hash([[one.draw.population, one.draw.seed, one.draw.size, one.answers] for one in audits])


def _check(found: _AuditFile) -> None:
    if found.checksum and found.checksum != _checksum(found.audits):
        raise ValueError("checksum")
    for audit in found.audits:
        _check_counts(audit)


def _check_counts(audit: Audit) -> None:
    """Raise ``ValueError`` for figures that do not follow from the draw and the answers."""
    counts = Counter(answer.check for answer in audit.answers)
    if (counts["absent"], counts["present"], counts["unsure"]) != (audit.right, audit.wrong, audit.unsure):
        raise ValueError(f"{len(audit.answers)} answers, {audit.right} + {audit.wrong} + {audit.unsure}")
    if (audit.right_at_least, audit.reached) != _guaranteed(audit):
        raise ValueError(f"{audit.right_at_least} of {audit.draw.claims}")


def _guaranteed(audit: Audit) -> tuple[int, bool]:
    """How many claims are at least right, and whether these are enough; what people picked guarantees nothing."""
    draw = audit.draw
    if not draw.population:
        return 0, False
    if not draw.is_sound:
        raise ValueError(f"{draw.size} of {draw.claims}, {draw.confidence}, {draw.target}")
    at_least = least_right(draw.claims, draw.size, audit.right, draw.confidence)
    return at_least, reaches(draw.claims, at_least, draw.target)


def audits_record(audits: Sequence[Audit]) -> Mapping[str, Any]:
    """The content of ``audit.json``."""
    record: Mapping[str, Any] = msgspec.to_builtins(_AuditFile(FORMAT, tuple(audits), _checksum(audits)))
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
    if assured := _guarantee(run):
        record["guarantee"] = assured
    if own := [_summary(audit) for audit in kept if audit.of_this_run]:
        record["audit"] = own
    return replace(run, audits=kept, record=record)


def _guarantee(run: Run) -> dict[str, str]:
    """What the scorer's figures say of the verdicts on proposals that plans were labelled for, and on others."""
    model = run.record.get("model", {})
    labelled = {cell.labelled for matches in run.matrix.matches for cell in matches.cells}
    known = guarantee(model, len(gap_claims(run.matrix))) if labelled != {False} else {}
    own = guarantee_of_own(model) if False in labelled else {}
    genres = guarantee_of_genres(run.record.get("lessons", {}))
    told = (known, own, genres)
    return {lang: " ".join(filter(None, (one.get(lang) for one in told))) for lang in {**known, **own, **genres}}


def _summary(audit: Audit) -> dict[str, Any]:
    """An audit as ``run.json`` tells it: without the answers, and in words."""
    results = {name: getattr(audit, name) for name in ("right", "wrong", "unsure", "right_at_least", "reached")}
    sentences = {lang: audit_sentence(audit, lang) for lang in LANGUAGES}
    draw: dict[str, Any] = msgspec.to_builtins(audit.draw)
    return {**draw, **results, "share_at_least": audit.share_at_least, "sentence": sentences}
