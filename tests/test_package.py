"""What is installed from a wheel is the same as what works in the checkout."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
import tomllib
import zipfile
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest

import policyalign


@pytest.fixture(scope="module")
def wheel(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    pytest.importorskip("hatchling")
    folder = tmp_path_factory.mktemp("dist")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        cwd=root,
        check=True,
        capture_output=True,
    )
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def project(root: Path) -> dict[str, Any]:
    return tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))


def pins(root: Path, *files: str) -> dict[str, str]:
    """Name (normalized) → version of every line of requirements files."""
    lines = [line for file in files for line in (root / "requirements" / file).read_text(encoding="utf-8").splitlines()]
    matches = [re.match(r"([A-Za-z0-9_.-]+)==([^ ;]+)", line) for line in lines]
    return {normalized(match[1]): match[2] for match in matches if match}


def normalized(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def test_the_wheel_holds_corpora_models_and_the_licence(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    for wanted in ("data/corpora/cocn/proposals.yaml", "data/corpora/samples/pdf/space.pdf", "py.typed"):
        assert f"policyalign/{wanted}" in names
    for pattern in (r"data/corpora/lexicon/.+\.yaml", r"data/models/.+\.json"):
        assert any(re.fullmatch(f"policyalign/{pattern}", name) for name in names), pattern
    assert any(name.endswith("/licenses/NOTICE") for name in names)
    assert not [name for name in names if "__pycache__" in name or name.startswith("tests")]


def test_the_installed_command_finds_its_data(wheel: Path, tmp_path: Path) -> None:
    subprocess.run(
        [
            sys.executable,
            "-m",
            "pip",
            "install",
            "--quiet",
            "--no-deps",
            "--target",
            str(tmp_path / "site"),
            str(wheel),
        ],
        check=True,
        capture_output=True,
    )
    done = subprocess.run(
        [str(tmp_path / "site" / "bin" / "policyalign"), "proposals", "list"],
        env={**os.environ, "PYTHONPATH": str(tmp_path / "site")},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    assert len(done.stdout.splitlines()) == 85


def test_every_direct_dependency_is_pinned(root: Path, project: dict[str, Any]) -> None:
    base = pins(root, "base.txt")
    every = base | pins(root, "build.txt", "dev.txt")
    for requirement in project["project"]["dependencies"]:
        assert normalized(re.split(r"[<>=!~;\[ ]", requirement)[0]) in base
    for extra in project["project"]["optional-dependencies"].values():
        for requirement in extra:
            name = normalized(re.split(r"[<>=!~;\[ ]", requirement)[0])
            assert name == "policyalign" or name in every


def imported_by(node: ast.AST) -> list[str]:
    """The top-level modules that a statement imports."""
    if isinstance(node, ast.Import):
        return [alias.name.split(".")[0] for alias in node.names]
    if isinstance(node, ast.ImportFrom) and node.module and not node.level:
        return [node.module.split(".")[0]]
    return []


def test_every_import_of_the_package_is_a_dependency(root: Path, project: dict[str, Any]) -> None:
    """Each third-party module that the source imports belongs to a distribution that is asked for."""
    from importlib.metadata import packages_distributions

    asked = {
        normalized(re.split(r"[<>=!~;\[ ]", requirement)[0])
        for requirement in (
            *project["project"]["dependencies"],
            *project["project"]["optional-dependencies"]["cluster"],
            *project["project"]["optional-dependencies"]["e5"],
            *project["project"]["optional-dependencies"]["ocr"],
            *project["project"]["optional-dependencies"]["plot"],
        )
    }
    homes = packages_distributions()
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in (root / "src").rglob("*.py")]
    imported = {name for tree in trees for node in ast.walk(tree) for name in imported_by(node)}
    outside = imported - set(sys.stdlib_module_names) - {"policyalign"}
    missing = {name for name in outside if not asked & {normalized(one) for one in homes.get(name, [name])}}
    assert missing == set()


def test_the_versions_agree(root: Path) -> None:
    assert version("policyalign") == policyalign.__version__
    assert f"## [{policyalign.__version__}]" in (root / "CHANGELOG.md").read_text(encoding="utf-8")


def test_continuous_integration_runs_the_command_of_the_readme(root: Path) -> None:
    script = root / ".ci" / "run"
    assert os.access(script, os.X_OK)
    assert script.read_text(encoding="utf-8").splitlines()[-1] == "exec make test"
