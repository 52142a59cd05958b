"""A run with enough 欠落 to draw from, and a hand that fills in sheets."""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from policyalign.assess.gaps.records import GapMatrix
from policyalign.assess.run import Run
from policyalign.domain import CellEstimate, Finding, Match, PlanMatches, Proposal

from support.runs import plan
from support.surveys import run_of

MODEL = {
    "gap_claims": "123",
    "gap_claims_right": "121",
    "gap_claims_lower_limit": "0.9567",
    "gap_claims_confidence": "0.9",
    "calibration_plans": "14",
}


def run_with_gaps(gaps: int = 20, *, plan_ids: tuple[str, ...] = ("space", "digital"), salt: str = "") -> Run:
    """A run of two plans in which the first ``gaps`` proposals are 欠落 in every plan and one more is 対応.

    ``salt`` changes the wording of the proposals, and with it which claims are made.
    """
    proposals = tuple(
        Proposal(f"1-P{number}", "proposal", "1", "1", f"論点{number}", f"論点{number}を進める{salt}")
        for number in range(1, gaps + 2)
    )
    plans = tuple(
        replace(plan(name), document_id=f"{place:064d}", source=f"{name}.pdf") for place, name in enumerate(plan_ids)
    )
    findings = tuple(_finding(one, name, place < gaps) for place, one in enumerate(proposals) for name in plan_ids)
    matches = tuple(_matches(name, proposals) for name in plan_ids)
    record = {"model": MODEL, "counts": {"findings": {}}}
    return run_of(GapMatrix(plans, proposals, findings, matches), record=record)


def fill_in(
    sheet: Path,
    verdict: Callable[[Mapping[str, str]], str] = lambda row: "なし",
    *,
    to: Path | None = None,
    encoding: str = "utf-8-sig",
    delimiter: str = ",",
) -> Path:
    """Fill in a sheet as a person would in a spreadsheet; ``verdict`` gives the answer to a row."""
    with sheet.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        row["verdict"] = verdict(row)
        if row["verdict"] == "あり":
            row.update(page_found="12", note="第3節")
    to = to or sheet.with_name(f"filled-{sheet.name}")
    write_rows(to, rows, encoding, delimiter)
    return to


def write_rows(path: Path, rows: list[dict[str, str]], encoding: str = "utf-8-sig", delimiter: str = ",") -> None:
    with path.open("w", encoding=encoding, newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys(), delimiter=delimiter)
        writer.writeheader()
        writer.writerows(rows)


def _finding(proposal: Proposal, plan_id: str, gap: bool) -> Finding:
    status, reason = ("gap", "gap_unread") if gap else ("covered", "covered")
    detail = {"probability": "2%", "limit": "5%", "unread": "1"}
    return Finding(proposal.id, plan_id, status, 0.02, 0.1, 0, f"{plan_id}-1", reason, detail)  # type: ignore[arg-type]


def _matches(plan_id: str, proposals: tuple[Proposal, ...]) -> PlanMatches:
    found = tuple(Match(one.id, f"{plan_id}-{number}", 0.5, 0.0234 / number) for one in proposals for number in (1, 2))
    return PlanMatches(plan_id, found, tuple(CellEstimate(one.id, 0.02, 0.01) for one in proposals))
