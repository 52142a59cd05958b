from __future__ import annotations

import csv
import io
from dataclasses import replace
from pathlib import Path

import pytest

from policyalign.assess.gaps.records import GapMatrix
from policyalign.assess.links.find import find
from policyalign.assess.links.graph import Edge, LinkGraph, graphml_bytes, link_graph
from policyalign.assess.run import Run
from policyalign.catalogue.records import KnownPlan
from policyalign.domain import PlanMatches
from policyalign.export import write_run

from support.links import plan_of
from support.surveys import run_of, survey_of

KNOWN = (KnownPlan("light", "灯台", "灯台基本計画", "国"),)
PLANS = (
    plan_of(
        "sea",
        "灯台基本計画に基づき進める。",
        "§",
        "灯台基本計画を踏まえ、空路基本計画に沿う。本計画は海を守る。",
        title="海の基本計画",
    ),
    plan_of("air", "海の基本計画と整合させ、港湾再生法に沿う。", title="空路基本計画"),
)


@pytest.fixture(scope="module")
def run() -> Run:
    matrix = GapMatrix(PLANS, (), (), tuple(PlanMatches(plan.id, (), ()) for plan in PLANS))
    return run_of(matrix, found={"links": find(survey_of(matrix), known=KNOWN)})


def table(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_one_row_per_plan_and_what_it_cites(run: Run, tmp_path: Path) -> None:
    write_run(run, tmp_path)
    rows = table(tmp_path, "links.csv")
    columns = ("plan_id", "type", "cited", "cited_id", "in_run", "count", "page", "pages")
    assert [tuple(row[name] for name in columns) for row in rows] == [
        ("sea", "計画", "灯台基本計画", "light", "", "2", "1", "1;2"),
        ("sea", "計画", "空路基本計画", "air", "air", "1", "2", "2"),
        ("sea", "計画", "海の基本計画", "sea", "sea", "1", "2", "2"),
        ("air", "計画", "海の基本計画", "sea", "sea", "1", "1", "1"),
        ("air", "法律", "港湾再生法", "", "", "1", "1", "1"),
    ]
    assert rows[0]["sentence"] == "灯台基本計画に基づき進める。"


def test_the_graph_leads_from_plans_to_what_they_cite(run: Run) -> None:
    graph = link_graph(run)
    assert {(edge.source, edge.target, edge.weight) for edge in graph.edges} == {
        ("run:sea", "known:light", 2),
        ("run:sea", "run:air", 1),
        ("run:air", "run:sea", 1),
        ("run:air", "name:港湾再生法", 1),
    }
    assert graph.nodes["run:sea"]["in_run"] == "sea"
    assert graph.nodes["known:light"]["title"] == "灯台基本計画"


def test_the_graph_is_read_back_by_others(run: Run, tmp_path: Path) -> None:
    import networkx as nx

    write_run(run, tmp_path)
    read = nx.read_graphml(tmp_path / "links.graphml")
    assert dict(read.nodes(data=True)) == link_graph(run).nodes
    assert sorted(data["pages"] for *_, data in read.edges(data=True)) == ["1", "1", "1;2", "2"]


def test_the_file_is_the_one_that_networkx_writes(run: Run) -> None:
    import networkx as nx
    from networkx.readwrite.graphml import GraphMLWriter

    nodes = {f"n{number}": dict.fromkeys(link_graph(run).nodes["run:sea"], "計画&<\"'>") for number in (3, 1, 2)}
    joined = Edge("n1", "n3", "exit_joined", 2, "4-5;6-7")
    edges = (Edge("n2", "n1", "cites", 1, "1"), Edge("n1", "n3", "cites", 3, "2"), Edge("n1", "n2", "cites", 1, ""))
    for graph in (LinkGraph(nodes, (*edges, joined)), LinkGraph(nodes, ()), LinkGraph({}, ()), link_graph(run)):
        other: nx.MultiDiGraph[str] = nx.MultiDiGraph()
        other.add_nodes_from(graph.nodes.items())
        for edge in graph.edges:
            other.add_edge(edge.source, edge.target, kind=edge.kind, weight=edge.weight, pages=edge.pages)
        file = io.BytesIO()
        GraphMLWriter(graph=other, prettyprint=True).dump(file)
        assert graphml_bytes(graph) == file.getvalue() + b"\n"


def test_files_are_the_same_every_time(run: Run, tmp_path: Path) -> None:
    again = replace(run, results={**run.results, "links": find(survey_of(run.matrix), known=KNOWN)})
    write_run(run, tmp_path / "a")
    write_run(again, tmp_path / "b")
    for name in ("links.csv", "exits.csv", "links.graphml", "links.json"):
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes()
