"""Texts of plans and proposals in every file that is written: none breaks a file, and none is run by its reader."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from policyalign.assess.gaps.records import GapMatrix
from policyalign.assess.links.graph import graphml_bytes, link_graph
from policyalign.assess.run import Run
from policyalign.config import Settings
from policyalign.export import load_run, write_run
from policyalign.export.figures import draw_figures

from support.runs import run
from support.surveys import run_of

TEXTS = (
    '=HYPERLINK("http://x")',
    "@SUM(1)\t+1",
    "\t=1",
    "\r=1",
    "<script>alert(1)</script> --> ]]> & \"'",
    "$\\frac{$ 5$",
    "\x1b]0;x\x07\x00\x0b\x1f\x7f\x9b",
    "\u202e\u2066\u200b\ufeff\ufffe\uffff",
    "\ud800 \udcff",
    "a/../b\\c:*?",
    "𠮷\U000e0001",
)


def hostile(text: str) -> Run:
    """A run with this text in everything that people or files name."""
    made = run()
    plans = tuple(
        replace(
            plan,
            title=f"{text}{number}",
            source=f"{text}{number}.pdf",
            passages=tuple(replace(one, text=text + one.text) for one in plan.passages),
            sections=tuple(replace(one, heading=text + one.heading) for one in plan.sections),
        )
        for number, plan in enumerate(made.plans)
    )
    proposals = tuple(replace(one, label=text, text=text + one.text) for one in made.matrix.proposals)
    matrix = GapMatrix(plans, proposals, made.matrix.findings, made.matrix.matches)
    return run_of(matrix, settings=Settings())


@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
def test_every_file_holds_and_runs_nothing(tmp_path: Path, text: str) -> None:
    made = hostile(text)
    pytest.importorskip("matplotlib")
    figures = draw_figures(made, {"gaps": (), "phases": ("1-P1",), "links": ()})
    write_run(made, tmp_path, figures)
    for path in tmp_path.rglob("*"):
        if path.suffix == ".csv":
            with path.open(encoding="utf-8-sig", newline="") as file:
                cells = [cell for row in csv.reader(file) for cell in row]
            assert not any(cell.startswith(tuple("=+@\t\r＝＋＠")) for cell in cells)
        elif path.suffix in (".svg", ".graphml"):
            tree = etree.fromstring(path.read_bytes(), etree.XMLParser(resolve_entities=False, no_network=True))
            assert not [one for one in tree.iter() if one.tag == "script"]
        elif path.suffix == ".json":
            json.loads(path.read_bytes().decode("utf-8"))
    assert {path.suffix for path in tmp_path.rglob("*.*")} >= {".csv", ".svg", ".png", ".graphml", ".json", ".jsonl"}
    assert len(load_run(tmp_path).plans) == 2


def test_a_graph_of_names_that_xml_cannot_hold() -> None:
    graph = link_graph(hostile("x"))
    more = {
        f"plan:{text}": {"label": text, "title": text, "kind": "plan", "resolved": "", "in_run": str(number)}
        for number, text in enumerate(TEXTS)
    }
    graph = replace(graph, nodes={**graph.nodes, **more})
    tree = etree.fromstring(graphml_bytes(graph))
    assert len(tree.findall(".//{*}node")) == len(graph.nodes)


def test_figures_of_proposals_that_differ_in_signs_or_capitals_are_all_there(tmp_path: Path) -> None:
    made = run()
    ids = ("a/b", "a_b", "A_B")
    names = dict(zip((one.id for one in made.matrix.proposals), ids, strict=True))
    proposals = tuple(replace(one, id=names[one.id]) for one in made.matrix.proposals)
    findings = tuple(replace(one, proposal_id=names[one.proposal_id]) for one in made.matrix.findings)
    matches = tuple(
        replace(
            found,
            matches=tuple(replace(one, proposal_id=names[one.proposal_id]) for one in found.matches),
            cells=tuple(replace(one, proposal_id=names[one.proposal_id]) for one in found.cells),
        )
        for found in made.matrix.matches
    )
    other = run_of(GapMatrix(made.plans, proposals, findings, matches), settings=Settings())
    figures = draw_figures(other, {"phases": ids})
    drawn = [name for name in figures if name.startswith("phases/") and name.endswith(".svg")]
    assert len({name.casefold() for name in drawn}) == 3
    write_run(other, tmp_path, figures)
    assert all((tmp_path / name).is_file() for name in drawn)
