from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from policyalign.versions import package_version, source_fingerprint


def test_versions_are_found_without_importing() -> None:
    code = (
        "import sys\n"
        "from policyalign.versions import package_version\n"
        "print(package_version('numpy'), 'numpy' in sys.modules)"
    )
    env = {"PYTHONPATH": ":".join(path for path in sys.path if path)}
    done = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True, check=True)
    found, imported = done.stdout.split()
    assert found[0].isdigit()
    assert imported == "False"
    assert package_version("no-such-distribution") == ""


def test_the_fingerprint_changes_with_code_lexicons_and_models(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "src" / "policyalign"
    for path in (
        "corpora/lexicon/a.yaml",
        "models/m.json",
        "src/policyalign/versions.py",
        "src/policyalign/x/y.py",
    ):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text("one")
    monkeypatch.setattr("policyalign.versions.__file__", str(package / "versions.py"))
    seen = {source_fingerprint.__wrapped__()}
    for path in ("corpora/lexicon/a.yaml", "models/m.json", "src/policyalign/x/y.py"):
        (tmp_path / path).write_text("two")
        seen.add(source_fingerprint.__wrapped__())
    assert len(seen) == 4
    assert source_fingerprint.__wrapped__() in seen
