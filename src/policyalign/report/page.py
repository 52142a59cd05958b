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

from policyalign.assess.drawing.vector import svg_text
from policyalign.assess.gaps.checked import is_borne_out
from policyalign.assess.gaps.figure import draw_heatmap
from policyalign.assess.phases.figure_proposal import draw_proposal
from policyalign.assess.run import Run
from policyalign.match.nearest import nearest_of_all
from policyalign.messages import label
from policyalign.messages.audit import CHECKS
from policyalign.messages.labels import STATUS_MARKS, STATUSES
from policyalign.messages.places import places_told
from policyalign.messages.report import LIMITS, PAGE
from policyalign.messages.sources import SOURCE_WORDS
from policyalign.messages.terms import TERMS
from policyalign.report.excerpt import Excerpt, excerpt_mark
from policyalign.report.figures import caption, drawings
from policyalign.report.narrowing import excerpt_title, narrowed_run
from policyalign.report.page_search import search_data
from policyalign.report.records import Cell, Complaint, Entry, Joined, Material, Row
from policyalign.report.sources import source_heads, sources_of
from policyalign.report.statements import grades, quotation_told, role_told
from policyalign.report.texts import with_capital, xml_text
from policyalign.review.workbook import Shown
from policyalign.tables import PATH_SEPARATOR
from policyalign.values import MATCHABLE

_NEAR = 2
"""Passages shown that nearly counted."""


def page_bytes(run: Run, joined: Joined, material: Material) -> bytes:
    """The page as a file; with pictures of the places where the PDFs are in ``pdfs``."""
    data = _data(run, joined, material.answers, _pictures(run, joined, material.pdfs))
    style, *scripts = (_resource(name) for name in ("page.css", "search.js", "page.js"))
    script = "".join(scripts)
    template = jinja2.Environment(autoescape=True, undefined=jinja2.StrictUndefined).from_string(
        _resource("page.html.j2")
    )
    words = {name: told.text(joined.lang) for name, told in PAGE.items()}
    words |= {"whole": TERMS["whole"][0].text(joined.lang), "alone": TERMS["alone"][0].text(joined.lang)}
    words |= {
        "sources": SOURCE_WORDS["title"].text(joined.lang),
        "sources_told": SOURCE_WORDS["note"].text(joined.lang),
    }
    content = template.render(
        lang=joined.lang,
        words=words,
        statuses=[(name, told.text(joined.lang)) for name, told in STATUSES.items() if name != "observed"],
        figures=list(_figures(run, joined.lang, material.excerpt)),
        excerpt=excerpt_mark(material.excerpt),
        part=xml_text(excerpt_title(joined, material.excerpt)),
        terms=[(name.text(joined.lang), meaning.text(joined.lang)) for name, meaning in TERMS.values()],
        sources=[[xml_text(cell) for cell in one.cells] for one in sources_of(joined.plans, joined.lang)],
        source_heads=source_heads(joined.lang),
        left_out=xml_text(joined.left_out),
        limits=[one.text(joined.lang) for one in LIMITS],
        complaints=[_complaint(one, joined.lang) for one in joined.complaints],
        timelines=list(_timelines(run, joined, material.excerpt)),
        guarantee=[xml_text(with_capital(line) if joined.lang == "en" else line) for line in joined.guarantee],
        style=_Raw(style),
        script=_Raw(script),
        data=_Raw(_embedded({**data, "words": {**words, "meanings": _meanings(words, joined.lang)}})),
        hashes={"style": _hash(style), "script": _hash(script)},
    )
    return content.encode("utf-8", "backslashreplace")


def _meanings(words: Mapping[str, str], lang: str) -> dict[str, str]:
    """What verdicts mean by their code, and other words of the page as they stand there."""
    told = {name: meaning.text(lang) for name, (_, meaning) in TERMS.items()}
    named = {"whole": "whole", "alone": "alone", "measure": "measure", "place": "place", "years": "times"}
    verdicts = {name: told[name] for name in STATUSES if name in told}
    return verdicts | {words[name]: told[term] for name, term in named.items()}


def _complaint(one: Complaint, lang: str) -> dict[str, Any]:
    """A complaint with its certain findings, and how many others there are."""
    rest = [row for row in one.evidence if not row.certain]
    told = PAGE["not_certain"].text(lang).format(count=len(rest), parts=grades(rest, lang)) if rest else ""
    return {
        "title": f"{one.id} {one.label}",
        "status": one.status,
        "reason": xml_text(with_capital(one.reason) if lang == "en" else one.reason),
        "certain": [_finding(row) for row in one.evidence if row.certain],
        "rest": told,
    }


def _figures(run: Run, lang: str, excerpt: Excerpt) -> Iterator[tuple[str, str, list[_Raw]]]:
    """Each picture of all plans by its name and title, with its sheets as SVG; that of the verdicts stands for the
    table on paper."""
    pictures = {"gaps": draw_heatmap(narrowed_run(run, excerpt).matrix, lang), **drawings(run, lang, excerpt)}
    for name, sheets in pictures.items():
        yield name, caption(name, run, lang), [_Raw(svg_text(sheet)) for sheet in sheets]


def _timelines(run: Run, joined: Joined, excerpt: Excerpt) -> Iterator[tuple[str, str, list[_Raw]]]:
    """By the id of every proposal that plans can answer, its label and the sheets of its timeline."""
    told = narrowed_run(run, excerpt)
    for entry in joined.entries:
        proposal = entry.proposal
        if proposal.kind in MATCHABLE:
            sheets = draw_proposal(told, proposal.id, joined.lang)
            label = xml_text(f"{proposal.id} {proposal.label}")
            yield proposal.id, label, [_Raw(svg_text(sheet)) for sheet in sheets]


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


def _pictures(run: Run, joined: Joined, pdfs: Path | None) -> dict[tuple[str, str, int], bytes]:
    if pdfs is None:
        return {}
    from policyalign.report.pictures import cut_pictures, quoted_spots

    return cut_pictures(pdfs, run.plans, quoted_spots(run, joined))


def _data(
    run: Run, joined: Joined, answers: Mapping[str, Shown], pictures: Mapping[tuple[str, str, int], bytes]
) -> dict[str, Any]:
    near = _near(run, joined)
    images = {
        "|".join(map(str, key)): f"data:image/webp;base64,{base64.b64encode(content).decode()}"
        for key, content in pictures.items()
    }
    return {
        "plans": [{"id": plan.id, "title": xml_text(plan.title or plan.id)} for plan in joined.plans],
        "entries": [_entry(entry, joined, near, answers) for entry in joined.entries],
        "images": images,
        "statuses": {name: told.text(joined.lang) for name, told in STATUSES.items()},
        "search": search_data(joined.plans, joined.lang),
        "marks": {name: told.text(joined.lang) for name, told in STATUS_MARKS.items()},
    }


def _entry(
    entry: Entry, joined: Joined, near: Mapping[tuple[str, str], list[dict[str, str]]], answers: Mapping[str, Shown]
) -> dict[str, Any]:
    proposal, lang = entry.proposal, joined.lang
    rows = (*entry.overlaps, *entry.phases, *entry.exits)
    related = [{**_finding(row), **_replied(row.item, joined)} for row in rows]
    return {
        "id": proposal.id,
        "label": proposal.label,
        "text": proposal.text,
        "cells": [
            {**_cell(cell, near.get((proposal.id, cell.plan.id), []), answers, lang), **_replied(cell.item, joined)}
            for cell in entry.cells
        ],
        "related": related,
        "roles": [xml_text(role_told(one, lang)) for one in entry.roles],
    }


def _cell(cell: Cell, near: list[dict[str, str]], answers: Mapping[str, Shown], lang: str) -> dict[str, Any]:
    quoted, answer = cell.quotation, answers.get(cell.key)
    told: dict[str, Any] = {"status": cell.finding.status, "reason": cell.reason, "near": near}
    if cell.finding.probability is not None:
        told["probability"] = f"{cell.finding.probability:.1%}"
        told |= {"alone": f"{cell.alone:.1%}"} if cell.alone is not None else {}
    if quoted:
        told |= {
            "quote": quoted.text,
            "quoted": quotation_told(quoted, lang),
            "place": quoted.cited,
            "heading": quoted.heading,
        }
        told |= {"picture": f"{cell.plan.id}|{quoted.passage_id}|{quoted.page}", "years": cell.years}
        told |= {"measure": cell.measure.heading if cell.measure else "", "ministries": "・".join(cell.ministries)}
        told["named"] = [xml_text(one) for one in cell.ministries]
    if cell.decided:
        told["checked"] = True
    if is_borne_out(cell.finding):
        told["evidence"] = True
    if answer:
        words = (label(CHECKS, answer.check, lang), answer.note, answer.reviewer)
        told["answer"] = " / ".join(part for part in words if part)
    return {name: xml_text(value) if isinstance(value, str) else value for name, value in told.items()}


def _replied(item: str, joined: Joined) -> dict[str, list[str]]:
    """What ministries replied on an item; nothing where none did."""
    told = [xml_text(one) for one in joined.replies.get(item, ())]
    return {"replies": told} if told else {}


def _finding(row: Row) -> dict[str, str]:
    return {
        "type": row.type,
        "confidence": row.confidence,
        "text": xml_text(row.text),
        "places": xml_text(row.places),
    }


def _near(run: Run, joined: Joined) -> dict[tuple[str, str], list[dict[str, str]]]:
    """By proposal and plan, the nearest passages that did not count as a measure."""
    found: dict[tuple[str, str], list[dict[str, str]]] = defaultdict(list)
    for plan, matches in zip(run.plans, run.matrix.matches, strict=True):
        limits = matches.limits()
        for match, passage in nearest_of_all(plan, matches, _NEAR):
            if match.probability < limits(match.proposal_id):
                found[match.proposal_id, plan.id].append(
                    {
                        "place": xml_text(places_told(plan.places, passage.page_start, passage.page_end, joined.lang)),
                        "probability": f"{match.probability:.1%}",
                        "heading": xml_text(PATH_SEPARATOR.join(passage.section_path)),
                        "text": xml_text(passage.quotation),
                    }
                )
    return found
