from __future__ import annotations

import base64
from pathlib import Path
from typing import Any

import pytest

from policyalign.assess.run import Run

nbformat = pytest.importorskip("nbformat")
nbclient = pytest.importorskip("nbclient")

NOTEBOOKS = sorted((Path(__file__).resolve().parents[1] / "notebooks").glob("*.ipynb"))


def test_the_notebooks_promised_are_there() -> None:
    assert [path.stem for path in NOTEBOOKS] == [
        "01_explore_a_plan",
        "02_gap_matrix",
        "03_phases",
        "04_across_plans",
        "05_report",
    ]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_notebooks_are_kept_without_results_and_use_the_public_names_only(path: Path) -> None:
    for cell in nbformat.read(path, as_version=4).cells:
        assert "from policyalign" not in cell.source
        assert "import policyalign." not in cell.source
        if cell.cell_type == "code":
            assert cell.outputs == []
            assert cell.execution_count is None


@pytest.fixture(scope="module")
def executed(sample_run: Run) -> dict[str, Any]:
    """The notebooks after a run in their own folder; an error in a cell fails here. The sample run has filled the
    cache."""
    results = {}
    for path in NOTEBOOKS:
        notebook = nbformat.read(path, as_version=4)
        client = nbclient.NotebookClient(notebook, timeout=300, resources={"metadata": {"path": path.parent}})
        results[path.stem] = client.execute()
    return results


def outputs(notebook: Any) -> list[Any]:
    return [output for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs]


def test_notebooks_run_without_a_warning(executed: dict[str, Any]) -> None:
    for name, notebook in executed.items():
        complaints = [output.text for output in outputs(notebook) if output.get("name") == "stderr"]
        assert complaints == [], name


def test_the_heat_map_is_shown(executed: dict[str, Any]) -> None:
    (picture,) = [
        output.data["image/png"]
        for output in outputs(executed["02_gap_matrix"])
        if "image/png" in output.get("data", {})
    ]
    assert len(base64.b64decode(picture)) > 20_000


def test_the_timelines_are_shown(executed: dict[str, Any]) -> None:
    pictures = [one for one in outputs(executed["03_phases"]) if "image/png" in one.get("data", {})]
    assert len(pictures) == 2


def test_tables_are_shown(executed: dict[str, Any]) -> None:
    for notebook in executed.values():
        tables = [output for output in outputs(notebook) if "text/html" in output.get("data", {})]
        assert len(tables) >= 4
