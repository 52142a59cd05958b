"""Gathers the planted truths of the sample plans into one record (format: README.md)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import yaml

from maker.content import Block, PlanContent, flat, without_marks

ABSENT, PARTLY, COVERED = "欠落", "一部対応", "対応"
MATCHABLE = ("proposal", "cycle", "technology")
"""The kinds of statement that a plan can cover; the others state problems and wishes."""


def matchable_ids(proposals: Path) -> list[str]:
    """The ids of the statements that get a cell, in the order of the proposals file."""
    items = yaml.safe_load(proposals.read_text(encoding="utf-8"))["items"]
    return [item["id"] for item in items if item["kind"] in MATCHABLE]


def plan_truth(content: PlanContent, ids: Sequence[str]) -> dict[str, Any]:
    """All that is known of one plan."""
    blocks = list(flat(content.blocks))
    headings = [block for block in blocks if block.level]
    measures = [_measure(block) for block in headings if "steps" in block.truth]
    return {
        "title": content.title,
        **content.cover,
        "headings": [[block.level, without_marks(block.value)] for block in headings],
        "measures": measures,
        "cells": _cells(measures, ids),
        "lookalikes": [
            {"proposal": near, "heading": block.value} for block in headings for near in block.truth.get("near", [])
        ],
        "tables": [_table(block.value) for block in blocks if block.kind == "table"],
        "schedules": [_schedule(block.value) for block in blocks if block.kind == "schedule"],
        "footnotes": list(content.notes),
    }


def _measure(block: Block) -> dict[str, Any]:
    steps: list[list[int | None]] = block.truth["steps"]
    return {
        "heading": without_marks(block.value),
        "actors": block.truth["actors"],
        "steps": [{"stage": stage, "start_fy": start, "end_fy": end} for stage, start, end in steps],
        "stages": sorted({stage for stage, _, _ in steps}),
        "start_fy": steps[0][1],
        "end_fy": steps[-1][2],
        "proposals": block.truth.get("covers", {}),
    }


def _cells(measures: Iterable[dict[str, Any]], ids: Sequence[str]) -> dict[str, dict[str, Any]]:
    """One cell per statement; a statement that no measure takes up is absent."""
    cells: dict[str, dict[str, Any]] = {proposal: {"status": ABSENT, "evidence": []} for proposal in ids}
    for measure in measures:
        for proposal, status in measure["proposals"].items():
            cell = cells[proposal]
            cell["status"] = COVERED if COVERED in (status, cell["status"]) else PARTLY
            cell["evidence"].append(measure["heading"])
    return cells


def _table(value: dict[str, Any]) -> dict[str, Any]:
    rows = [[without_marks(text) for text in row] for row in value["rows"]]
    return {"caption": without_marks(value["caption"]), "rows": rows}


def _schedule(value: dict[str, Any]) -> dict[str, Any]:
    rows = [
        {
            "name": name,
            "bodies": bodies,
            "bars": [dict(zip(("start_fy", "end_fy", "text"), bar, strict=True)) for bar in bars],
        }
        for name, bodies, bars in value["rows"]
    ]
    return {"caption": without_marks(value["caption"]), "years": value["years"], "rows": rows}
