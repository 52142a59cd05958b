from __future__ import annotations

import os
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path

import pytest

from policyalign import versions
from policyalign.versions import Stage, package_version, stage_fingerprint

ROOT = Path(__file__).resolve().parent.parent


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


FILES = {
    "corpora/lexicon/words.yaml": "",
    "corpora/lexicon/other.yaml": "",
    "models/m.json": "",
    "src/policyalign/versions.py": "",
    "src/policyalign/read/__init__.py": "",
    "src/policyalign/read/pages.py": "from policyalign.words import (\n    word,\n)\nimport policyalign.messages",
    "src/policyalign/words.py": "import policyalign.deep.down\nload('words.yaml')\n",
    "src/policyalign/deep/__init__.py": "",
    "src/policyalign/deep/down.py": "from policyalign.deep import sideways as aside\n",
    "src/policyalign/deep/sideways.py": "",
    "src/policyalign/messages.py": "",
    "src/policyalign/match.py": "from policyalign.words import word\nread('m.json')\n",
}
READ, ALONE, MATCH = Stage("read", ("read",)), Stage("alone", ("words",), alone=True), Stage("match", ("match",))
BEHIND_READ = ("read/__init__", "read/pages", "words", "deep/down", "deep/sideways")


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    for path, content in FILES.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(content)
    monkeypatch.setattr("policyalign.versions.__file__", str(tmp_path / "src" / "policyalign" / "versions.py"))
    forget()
    yield tmp_path
    forget()


def forget() -> None:
    for found in vars(versions).values():
        if hasattr(found, "cache_clear"):
            found.cache_clear()


def changed_by(path: Path) -> set[str]:
    """The stages whose fingerprint another content of a file changes."""
    before = {stage.name: stage_fingerprint(stage) for stage in (READ, ALONE, MATCH)}
    path.write_text(path.read_text() + "# changed\n")
    forget()
    return {stage.name for stage in (READ, ALONE, MATCH) if stage_fingerprint(stage) != before[stage.name]}


@pytest.mark.parametrize(
    ("path", "stages"),
    [
        ("src/policyalign/read/pages.py", {"read"}),
        ("src/policyalign/words.py", {"read", "alone", "match"}),
        ("src/policyalign/deep/down.py", {"read", "match"}),
        ("src/policyalign/deep/sideways.py", {"read", "match"}),
        ("src/policyalign/match.py", {"match"}),
        ("src/policyalign/messages.py", set()),
        ("corpora/lexicon/words.yaml", {"read", "alone", "match"}),
        ("corpora/lexicon/other.yaml", set()),
        ("models/m.json", {"match"}),
    ],
)
def test_a_fingerprint_changes_with_what_its_stage_runs_and_names(checkout: Path, path: str, stages: set[str]) -> None:
    assert changed_by(checkout / path) == stages


def test_every_lexicon_and_model_counts_for_some_stage() -> None:
    """None is read by a name that is put together, which nobody would find in the code."""
    code = [path.read_text("utf-8") for path in (ROOT / "src" / "policyalign").rglob("*.py")]
    shipped = [*(ROOT / "corpora" / "lexicon").iterdir(), *(ROOT / "models").glob("*.json")]
    assert shipped
    assert all(any(f'"{path.name}"' in text for text in code) for path in shipped)


def test_a_stage_counts_what_its_modules_really_import() -> None:
    """Seen by importing them: the finder of imports overlooks none."""
    code = """
        import sys
        from importlib import import_module
        from policyalign import versions
        for stage in (versions.ANNOTATE, versions.MATCH, versions.PHRASES, versions.REQUESTS):
            for name in [name for name in sys.modules if name.startswith("policyalign.") and "versions" not in name]:
                del sys.modules[name]
            for module in stage.modules:
                import_module(f"policyalign.{module}")
            seen = {name.removeprefix("policyalign.") for name in sys.modules if name.startswith("policyalign.")}
            missing = seen - set(versions._run_by(stage))
            print(sorted(name for name in missing if name.partition(".")[0] not in versions._NEVER
                         and versions._source(name).strip().count("\\n") > 3))
    """
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    command = [sys.executable, "-c", textwrap.dedent(code)]
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=True)
    assert set(done.stdout.split("\n")) == {"[]", ""}
