from __future__ import annotations

import csv
import io
import warnings
from pathlib import Path

import pytest

from policyalign.assess.gaps.records import GapMatrix
from policyalign.assess.links.find import find_links
from policyalign.assess.links.graph import link_graph
from policyalign.assess.links.records import Links
from policyalign.catalogue.records import KnownPlan
from policyalign.domain import PlanMatches
from policyalign.export.link_files import link_files, write_link_figure, write_links

from support.links import plan_of

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
def matrix() -> GapMatrix:
    return GapMatrix(PLANS, (), (), tuple(PlanMatches(plan.id, (), ()) for plan in PLANS))


@pytest.fixture(scope="module")
def found(matrix: GapMatrix) -> Links:
    return find_links(matrix, known=KNOWN)


def table(matrix: GapMatrix, found: Links, name: str) -> list[dict[str, str]]:
    content = b"".join(link_files(matrix, found)[name]).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(content, newline="")))


def test_one_row_per_plan_and_what_it_cites(matrix: GapMatrix, found: Links) -> None:
    rows = table(matrix, found, "links.csv")
    columns = ("plan_id", "type", "cited", "cited_id", "in_run", "count", "page", "pages")
    assert [tuple(row[name] for name in columns) for row in rows] == [
        ("sea", "計画", "灯台基本計画", "light", "", "2", "1", "1;2"),
        ("sea", "計画", "空路基本計画", "air", "air", "1", "2", "2"),
        ("sea", "計画", "海の基本計画", "sea", "sea", "1", "2", "2"),
        ("air", "計画", "海の基本計画", "sea", "sea", "1", "1", "1"),
        ("air", "法律", "港湾再生法", "", "", "1", "1", "1"),
    ]
    assert rows[0]["sentence"] == "灯台基本計画に基づき進める。"


def test_the_graph_leads_from_plans_to_what_they_cite(matrix: GapMatrix, found: Links) -> None:
    graph = link_graph(matrix, found)
    assert {(a, b, data["weight"]) for a, b, data in graph.edges(data=True)} == {
        ("run:sea", "known:light", 2),
        ("run:sea", "run:air", 1),
        ("run:air", "run:sea", 1),
        ("run:air", "name:港湾再生法", 1),
    }
    assert graph.nodes["run:sea"]["in_run"] == "sea"
    assert graph.nodes["known:light"]["title"] == "灯台基本計画"


def test_the_graph_is_read_back_by_others(matrix: GapMatrix, found: Links, tmp_path: Path) -> None:
    import networkx as nx

    write_links(matrix, found, tmp_path)
    read = nx.read_graphml(tmp_path / "links.graphml")
    made = link_graph(matrix, found)
    assert dict(read.nodes(data=True)).keys() == dict(made.nodes(data=True)).keys()
    assert sorted(data["pages"] for *_, data in read.edges(data=True)) == ["1", "1", "1;2", "2"]


def test_files_are_the_same_every_time(matrix: GapMatrix, found: Links) -> None:
    again = find_links(matrix, known=KNOWN)
    first, second = link_files(matrix, found), link_files(matrix, again)
    assert {name: b"".join(one) for name, one in first.items()} == {
        name: b"".join(one) for name, one in second.items()
    }


def test_the_figure_names_plans_and_targets_and_is_the_same_every_time(
    matrix: GapMatrix, found: Links, tmp_path: Path
) -> None:
    pytest.importorskip("matplotlib_fontja")
    from policyalign.assess.links.figure import draw_links

    with warnings.catch_warnings():
        warnings.simplefilter("error")
        texts = [text.get_text() for text in draw_links(matrix, found).axes[0].texts]
    assert {"海の基本計画", "空路基本計画", "灯台基本計画  2回", "港湾再生法  1回"} <= set(texts)
    for name in ("one", "two"):
        write_link_figure(matrix, found, tmp_path / name)
    for kind in ("svg", "png"):
        one, two = ((tmp_path / name / f"links.{kind}").read_bytes() for name in ("one", "two"))
        assert one == two
