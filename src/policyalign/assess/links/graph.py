"""Citations and exit links as a graph for Gephi, Cytoscape and others (GraphML)."""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import TYPE_CHECKING

from policyalign.assess.links.cited import cited_by_plan
from policyalign.assess.links.records import Exit, Links
from policyalign.assess.run import Run

if TYPE_CHECKING:
    import networkx as nx

_EXIT_EDGES = {"open": "exit_open", "joined": "exit_joined"}


def link_graph(run: Run) -> nx.MultiDiGraph[str]:
    """Plans of the run and what they cite, as nodes by target key, in order.

    Nodes have ``label``, ``title``, ``kind``, ``resolved`` and ``in_run``; edges ``kind`` (cites, exit_open,
    exit_joined), ``weight`` (citations or links) and ``pages``. Exit links lead from the result to its user.
    """
    import networkx as nx

    links: Links = run.results["links"]
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for key, target in sorted(links.targets.items()):
        graph.add_node(
            key,
            label=target.plan_id or target.title,
            title=target.title,
            kind=target.kind,
            resolved=target.resolved,
            in_run=target.plan_id,
        )
    own = {target.plan_id: key for key, target in sorted(links.targets.items()) if target.plan_id}
    for one in cited_by_plan(links):
        if not one.is_own:
            pages = ";".join(map(str, one.pages))
            count = len(one.citations)
            graph.add_edge(own[one.plan_id], one.target.key, kind="cites", weight=count, pages=pages)
    for kind, source, user, places in _exit_edges(links.exits):
        graph.add_edge(own[source], own[user], kind=kind, weight=len(places), pages=";".join(places))
    return graph


def graphml_bytes(graph: nx.MultiDiGraph[str]) -> bytes:
    """The graph as a GraphML file, the same bytes for the same graph."""
    from networkx.readwrite.graphml import GraphMLWriter

    page = io.BytesIO()
    GraphMLWriter(graph=graph, prettyprint=True).dump(page)
    return page.getvalue() + b"\n"


def _exit_edges(exits: Iterable[Exit]) -> list[tuple[str, str, str, list[str]]]:
    """Kind, plan of the result, plan of the user, and the pages of both sides of every link between them."""
    found: dict[tuple[str, str, str], list[str]] = {}
    for one in exits:
        if one.source is not None and one.user is not None:
            key = _EXIT_EDGES[one.kind], one.source.measure.plan_id, one.user.measure.plan_id
            found.setdefault(key, []).append(f"{one.source.page}-{one.user.page}")
    return [(*key, pages) for key, pages in sorted(found.items())]
