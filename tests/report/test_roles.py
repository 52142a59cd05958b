"""Who is in charge is told from one record in every form of the report."""

from __future__ import annotations

import io
import json
import re
from dataclasses import replace
from itertools import pairwise
from typing import Any

import docx

from policyalign.assess.run import Run
from policyalign.report import Material, join_run, report_files
from policyalign.report.sheets import Sheet, every_sheet
from policyalign.values import UNNAMED


def sheet_of(run: Run, name: str, lang: str = "ja") -> Sheet:
    return next(sheet for sheet in every_sheet(run, join_run(run, lang), {}) if sheet.name == name)


def in_sheet(run: Run) -> dict[str, list[str]]:
    rows: list[Any] = list(sheet_of(run, "proposals").rows)
    return {row["proposal_id"]: row["ministry"].splitlines() for row in rows if row["ministry"]}


def in_chapter(run: Run) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """By proposal, in the table of responsibilities and in the section of the proposal."""
    document = docx.Document(io.BytesIO(report_files(run, Material(), ["docx"], "ja")["report.docx"]))
    (table,) = (one for one in document.tables if [cell.text for cell in one.rows[0].cells] == ["提言", "担当"])
    listed = {row.cells[0].text.split()[0]: row.cells[1].text.splitlines() for row in table.rows[1:]}
    told, proposal = {}, ""
    for before, paragraph in pairwise(document.paragraphs):
        if paragraph.style and paragraph.style.name == "Heading 2":
            proposal = paragraph.text.split("\u3000")[0]
        elif before.text == "担当":
            told[proposal] = re.split("、(?![^（]*）)", paragraph.text.removesuffix("。"))
    return listed, told


def in_page(run: Run) -> dict[str, list[str]]:
    page = report_files(run, Material(), ["html"], "ja")["report.html"].decode()
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', page, re.DOTALL)
    assert found
    data = json.loads(found[1])
    return {entry["id"]: entry["roles"] for entry in data["entries"] if entry["roles"]}


def test_every_form_tells_the_same_ministries_and_roles(sample_run: Run) -> None:
    told = in_sheet(sample_run)
    assert sum(map(len, told.values())) > len(told) > 1
    assert in_chapter(sample_run) == (told, told)
    assert in_page(sample_run) == told


def test_a_role_that_people_set_aside_is_told_nowhere(sample_run: Run) -> None:
    found = sample_run.results["responsibility"]
    wrong = next(one for one in found.cells if one.role == "lead")
    kept = tuple(one for one in found.cells if one is not wrong)
    results = {**sample_run.results, "responsibility": replace(found, cells=kept, set_aside=(wrong,))}
    run = replace(sample_run, results=results)
    gone = f"{wrong.ministry}（"
    for told in (in_sheet(run), *in_chapter(run), in_page(run)):
        assert not any(one.startswith(gone) for one in told.get(wrong.proposal_id, ()))


def test_the_ministries_of_a_carrying_measure_are_among_those_told(sample_run: Run) -> None:
    for entry in join_run(sample_run, "ja").entries:
        carrying = {name for cell in entry.taken_up for name in cell.ministries}
        assert carrying - {UNNAMED} <= {one.ministry for one in entry.roles}


def test_measures_of_a_ministry_are_counted_once_however_many_proposals_they_answer(sample_run: Run) -> None:
    parts = {
        (cell.ministry or "担当不明", cell.proposal_id, part.measure.plan_id, part.measure.id)
        for cell in sample_run.results["responsibility"].cells
        for part in cell.parts
    }
    rows: list[Any] = list(sheet_of(sample_run, "ministries").rows)
    assert {row["ministry"] for row in rows} == {ministry for ministry, *_ in parts}
    for row in rows:
        own = [one for one in parts if one[0] == row["ministry"]]
        assert row["measures"] == len({one[2:] for one in own})
        assert row["cells"] == len({one[1:3] for one in own})
        for plan in sample_run.plans:
            assert row[f"plan {plan.id}"] == len({one[3] for one in own if one[2] == plan.id})
    assert any(row["measures"] < sum(one[0] == row["ministry"] for one in parts) for row in rows)
