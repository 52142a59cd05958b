"""Saved results are read and written without what finds them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = {"numpy", "scipy", "sklearn", "spacy", "torch", "pandas", "matplotlib", "networkx"}
ANALYSIS = {"extract", "segment", "match", "pipeline", "lab"}


def loaded(code: str) -> set[str]:
    """The modules that a script loads."""
    done = subprocess.run(
        [sys.executable, "-c", f"import json, sys\n{code}\nprint(json.dumps(list(sys.modules)))"],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)},
        capture_output=True,
        text=True,
        check=True,
    )
    return set(json.loads(done.stdout.splitlines()[-1]))


def test_the_export_loads_no_analysis() -> None:
    modules = loaded("import policyalign.export")
    assert "policyalign.export.saved" in modules
    own = [name.split(".")[1:] for name in modules if name.startswith("policyalign.")]
    assert {parts[0] for parts in own} & ANALYSIS == set()
    assert [parts for parts in own if parts[-1] == "find"] == []
    assert {name.split(".")[0] for name in modules} & HEAVY == set()


@pytest.mark.parametrize("view", ["gaps", "phases", "overlaps", "responsibility", "governance"])
def test_saved_results_are_shown_without_what_finds_them(sample_results: Path, view: str) -> None:
    words = ["policyalign", view, str(sample_results), "--quiet"]
    code = (
        "from policyalign.cli.app import main\n"
        f"sys.argv = {words!r}\n"
        "try:\n    main()\nexcept SystemExit as end:\n    assert not end.code\n"
    )
    modules = loaded(code)
    assert "policyalign.export.saved" in modules
    assert not {"policyalign.pipeline", "policyalign.extract", "policyalign.match.service"} & modules
    assert {name.split(".")[0] for name in modules} & HEAVY == set()
