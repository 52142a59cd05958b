"""The page (HTML): one file that works without network or server, with every verdict and its evidence."""

from __future__ import annotations

import base64
import hashlib
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from importlib import resources
from pathlib import Path
from typing import Any

import jinja2

from policyalign.assess.measures.side_rows import years_told
from policyalign.assess.run import Run
from policyalign.domain import Measure, Passage
from policyalign.match.nearest import nearest_of_all
from policyalign.messages import label
from policyalign.messages.labels import STATUS_MARKS, STATUSES
from policyalign.messages.measures import LADDER
from policyalign.messages.report import PAGE
from policyalign.report.records import Answer, Cell, Entry, Joined, Material, Row
from policyalign.report.texts import xml_text
from policyalign.tables import PATH_SEPARATOR

_NEAR = 2
"""Passages shown that nearly counted."""


def page_bytes(run: Run, joined: Joined, material: Material) -> bytes:
    """The page as a file; with pictures of the places where the PDFs are in ``pdfs``."""
    data = _data(run, joined, material.answers, _pictures(run, joined, material.pdfs))
    style, script = (_resource(name) for name in ("page.css", "page.js"))
    template = jinja2.Environment(autoescape=True, undefined=jinja2.StrictUndefined).from_string(
        _resource("page.html.j2")
    )
    words = {name: told.text(joined.lang) for name, told in PAGE.items()}
    content = template.render(
        lang=joined.lang,
        words=words,
        statuses=[(name, told.text(joined.lang)) for name, told in STATUSES.items() if name != "observed"],
        guarantee=[xml_text(line) for line in joined.guarantee],
        style=_Raw(style),
        script=_Raw(script),
        data=_Raw(_embedded({**data, "words": words})),
        hashes={"style": _hash(style), "script": _hash(script)},
    )
    return content.encode("utf-8", "backslashreplace")


class _Raw(str):
    """Text of our own that goes into the page as it is."""

    def __html__(self) -> str:
        return str(self)


def _resource(name: str) -> str:
    return resources.files(__package__).joinpath(name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    """Of an inline style or script, as the policy of the page names it: nothing else may run there."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _embedded(data: object) -> str:
    """JSON that no text can break out of."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _pictures(run: Run, joined: Joined, pdfs: Path | None) -> dict[tuple[str, str], bytes]:
    if pdfs is None:
        return {}
    from policyalign.report.pictures import cut_pictures

    wanted: dict[str, list[Passage]] = defaultdict(list)
    for cell in joined.cells:
        if cell.quotation:
            wanted[cell.plan.id].append(run.passages[cell.plan.id, cell.quotation.passage_id])
    return cut_pictures(pdfs, run.plans, wanted)


def _data(
    run: Run, joined: Joined, answers: Mapping[str, Answer], pictures: Mapping[tuple[str, str], bytes]
) -> dict[str, Any]:
    near = _near(run, joined)
    images = {
        "|".join(key): f"data:image/webp;base64,{base64.b64encode(content).decode()}"
        for key, content in pictures.items()
    }
    return {
        "plans": [{"id": plan.id, "title": xml_text(plan.title or plan.id)} for plan in joined.plans],
        "entries": [_entry(entry, joined.lang, near, answers) for entry in joined.entries],
        "images": images,
        "statuses": {name: told.text(joined.lang) for name, told in STATUSES.items()},
        "marks": {name: told.text(joined.lang) for name, told in STATUS_MARKS.items()},
    }


def _entry(
    entry: Entry, lang: str, near: Mapping[tuple[str, str], list[dict[str, str]]], answers: Mapping[str, Answer]
) -> dict[str, Any]:
    proposal = entry.proposal
    related = [_finding(row) for rows in (entry.overlaps, entry.phases, entry.exits) for row in rows]
    bars = [bar for cell in entry.taken_up if cell.measure for bar in _bars(cell, cell.measure, lang)]
    return {
        "id": proposal.id,
        "label": proposal.label,
        "text": proposal.text,
        "cells": [_cell(cell, near.get((proposal.id, cell.plan.id), []), answers) for cell in entry.cells],
        "related": related,
        "roles": [f"{one.ministry} {one.role}".strip() for one in entry.roles],
        "bars": bars,
    }


def _cell(cell: Cell, near: list[dict[str, str]], answers: Mapping[str, Answer]) -> dict[str, Any]:
    quoted, answer = cell.quotation, answers.get(cell.key)
    told: dict[str, Any] = {"status": cell.finding.status, "reason": cell.reason, "near": near}
    if cell.finding.probability is not None:
        told["probability"] = f"{cell.finding.probability:.1%}"
    if quoted:
        told |= {"quote": quoted.text, "place": quoted.place, "heading": quoted.heading}
        told |= {"picture": f"{cell.plan.id}|{quoted.passage_id}", "years": cell.years}
        told |= {"measure": cell.measure.heading if cell.measure else "", "ministries": "・".join(cell.ministries)}
    if answer:
        told["answer"] = " / ".join(part for part in (answer.note, answer.reviewer) if part)
    return {name: xml_text(value) if isinstance(value, str) else value for name, value in told.items()}


def _finding(row: Row) -> dict[str, str]:
    return {
        "type": row.type,
        "confidence": row.confidence,
        "text": xml_text(row.text),
        "places": xml_text(row.places),
    }


def _bars(cell: Cell, measure: Measure, lang: str) -> Iterator[dict[str, Any]]:
    """The stages of a measure in time; ``stated`` are those whose years the plan itself gives for them."""
    for period in measure.periods:
        if period.start is None and period.end is None:
            continue
        yield {
            "plan": xml_text(cell.plan.title or cell.plan.id),
            "measure": xml_text(measure.heading),
            "stage": label(LADDER, str(period.stage), lang),
            "start": period.start,
            "end": period.end,
            "years": years_told(period.interval, lang),
            "stated": period.own and period.certain,
        }


def _near(run: Run, joined: Joined) -> dict[tuple[str, str], list[dict[str, str]]]:
    """By proposal and plan, the nearest passages that did not count as a measure."""
    found: dict[tuple[str, str], list[dict[str, str]]] = defaultdict(list)
    for plan, matches in zip(run.plans, run.matrix.matches, strict=True):
        limit = matches.thresholds.measure if matches.thresholds else 1.0
        for match, passage in nearest_of_all(plan, matches, limit, _NEAR):
            if match.probability < limit:
                found[match.proposal_id, plan.id].append(
                    {
                        "place": xml_text(run.place(plan.id, passage.page_start, joined.lang)),
                        "probability": f"{match.probability:.1%}",
                        "heading": xml_text(PATH_SEPARATOR.join(passage.section_path)),
                        "text": xml_text(passage.quotation),
                    }
                )
    return found
