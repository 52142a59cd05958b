"""Citations and exit links as a graph for Gephi, Cytoscape and others (GraphML)."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from policyalign.assess.links.cited import cited_by_plan
from policyalign.assess.links.records import Exit, Links
from policyalign.assess.run import Run
from policyalign.grouping import grouped
from policyalign.telling import visible

if TYPE_CHECKING:
    import networkx as nx


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
    for (kind, source, user), places in sorted(grouped(_exit_pages(links.exits)).items()):
        graph.add_edge(own[source], own[user], kind=kind, weight=len(places), pages=";".join(places))
    return graph


def graphml_bytes(graph: nx.MultiDiGraph[str]) -> bytes:
    """The graph as a GraphML file, the same bytes for the same graph."""
    import networkx as nx
    from networkx.readwrite.graphml import GraphMLWriter

    page = io.BytesIO()
    graph = nx.relabel_nodes(graph, {node: visible(node) for node in graph})  # XML holds no controls
    for _, texts in graph.nodes(data=True):
        texts.update({name: visible(text) for name, text in texts.items() if isinstance(text, str)})
    GraphMLWriter(graph=graph, prettyprint=True).dump(page)
    return page.getvalue() + b"\n"


def _exit_pages(exits: Iterable[Exit]) -> Iterator[tuple[tuple[str, str, str], str]]:
    """Kind, plan of the result and plan of the user, with the pages of both sides; none within a plan."""
    for one in exits:
        if one.source is not None and one.user is not None and one.across_plans:
            plans = one.source.measure.plan_id, one.user.measure.plan_id
            yield (f"exit_{one.kind}", *plans), f"{one.source.page}-{one.user.page}"
