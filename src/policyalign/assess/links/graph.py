"""Citations and exit links as a graph for Gephi, Cytoscape and others (GraphML)."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from xml.etree.ElementTree import Element, ElementTree, SubElement, indent

from policyalign.assess.links.cited import cited_by_plan
from policyalign.assess.links.records import Exit, Links
from policyalign.assess.run import Run
from policyalign.grouping import grouped
from policyalign.telling import visible

_NAMESPACES = {
    "xmlns": "http://graphml.graphdrawing.org/xmlns",
    "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
    "xsi:schemaLocation": "http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd",
}
_OF_NODES = ("label", "title", "kind", "resolved", "in_run")
_OF_EDGES = ("kind", "weight", "pages")


@dataclass(frozen=True, slots=True)
class Edge:
    """From a plan to what it cites, or from a result to its user; ``weight`` counts citations or links."""

    source: str
    target: str
    kind: str
    weight: int
    pages: str


@dataclass(frozen=True, slots=True)
class LinkGraph:
    """``nodes`` are the texts of what is linked (label, title, kind, resolved, in_run) by target key, in order."""

    nodes: Mapping[str, Mapping[str, str]]
    edges: tuple[Edge, ...]


def link_graph(run: Run) -> LinkGraph:
    """Plans of the run and what they cite. Edges are of the ``kind`` cites, exit_open or exit_joined; exit links lead
    from the result to its user."""
    links: Links = run.results["links"]
    nodes = {
        key: {
            "label": target.plan_id or target.title,
            "title": target.title,
            "kind": target.kind,
            "resolved": target.resolved,
            "in_run": target.plan_id,
        }
        for key, target in sorted(links.targets.items())
    }
    own = {target.plan_id: key for key, target in sorted(links.targets.items()) if target.plan_id}
    cites = [
        Edge(own[one.plan_id], one.target.key, "cites", len(one.citations), ";".join(map(str, one.pages)))
        for one in cited_by_plan(links)
        if not one.is_own
    ]
    exits = [
        Edge(own[source], own[user], kind, len(places), ";".join(places))
        for (kind, source, user), places in sorted(grouped(_exit_pages(links.exits)).items())
    ]
    return LinkGraph(nodes, (*cites, *exits))


def graphml_bytes(graph: LinkGraph) -> bytes:
    """The graph as a GraphML file, the same bytes for the same graph: the edges of a node stand together, and those
    between the same two nodes are numbered."""
    # XML holds no controls.
    nodes = {visible(key): {name: visible(text) for name, text in texts.items()} for key, texts in graph.nodes.items()}
    edges = [replace(one, source=visible(one.source), target=visible(one.target)) for one in graph.edges]
    page = Element("graphml", _NAMESPACES)
    keys = _keys(page, bool(nodes), bool(edges))
    drawn = SubElement(page, "graph", edgedefault="directed")
    for node, texts in nodes.items():
        _add_data(SubElement(drawn, "node", id=node), texts, keys["node"])
    count: Counter[tuple[str, str]] = Counter()
    for edge in _in_order(edges, list(nodes)):
        ends = edge.source, edge.target
        element = SubElement(drawn, "edge", source=edge.source, target=edge.target, id=str(count[ends]))
        _add_data(element, {name: str(getattr(edge, name)) for name in _OF_EDGES}, keys["edge"])
        count[ends] += 1
    indent(page)
    file = io.BytesIO()
    ElementTree(page).write(file, encoding="utf-8", xml_declaration=True)
    return file.getvalue() + b"\n\n"


def _keys(page: Element, has_nodes: bool, has_edges: bool) -> dict[str, dict[str, str]]:
    """Declare what nodes and edges hold, the last first; the ids of all that by the name."""
    declared = [("node", name) for name in _OF_NODES if has_nodes] + [("edge", name) for name in _OF_EDGES if has_edges]
    keys: dict[str, dict[str, str]] = {"node": {}, "edge": {}}
    for number, (scope, name) in enumerate(declared):
        keys[scope][name] = f"d{number}"
        kind = "long" if name == "weight" else "string"
        told = {"id": f"d{number}", "for": scope, "attr.name": name, "attr.type": kind}
        page.insert(0, Element("key", told))
    return keys


def _in_order(edges: Sequence[Edge], nodes: Sequence[str]) -> list[Edge]:
    """By the node that they come from, those to the same node together."""
    places = {node: place for place, node in enumerate(nodes)}
    first: dict[tuple[str, str], int] = {}
    for place, edge in enumerate(edges):
        first.setdefault((edge.source, edge.target), place)
    return sorted(edges, key=lambda edge: (places[edge.source], first[edge.source, edge.target]))


def _add_data(element: Element, texts: Mapping[str, str], keys: Mapping[str, str]) -> None:
    for name, text in texts.items():
        SubElement(element, "data", key=keys[name]).text = text


def _exit_pages(exits: Iterable[Exit]) -> Iterator[tuple[tuple[str, str, str], str]]:
    """Kind, plan of the result and plan of the user, with the pages of both sides; none within a plan."""
    for one in exits:
        if one.source is not None and one.user is not None and one.across_plans:
            plans = one.source.measure.plan_id, one.user.measure.plan_id
            yield (f"exit_{one.kind}", *plans), f"{one.source.page}-{one.user.page}"
