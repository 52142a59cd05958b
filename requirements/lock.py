"""Resolve the pinned sets anew from pyproject.toml, in a virtual environment that is thrown away, with the SHA-256 of
every file that the index has of each version, so that pip takes no other (--require-hashes).

python requirements/lock.py [--upgrade] [extra pip arguments]

Versions stay as they are where they still fit; --upgrade takes the newest.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
import tomllib
import venv
from pathlib import Path

HERE = Path(__file__).resolve().parent
TORCH = "torch==2.13.0"
UV = "uv>=0.13"
HEADS = {
    "base": "# What policyalign runs with, pinned; resolved on Python 3.11. Made by `make lock`.\n"
    f"# Install {TORCH} by itself first, so that a CPU build on the machine or index is taken.\n",
    "build": "# What builds policyalign, pinned. Made by `make lock`.\n",
    "dev": "# What the checks, notebooks and sample plans need besides, pinned. Made by `make lock`.\n"
    "-r base.txt\n-r build.txt\n",
    "sbom": "# What lists the packages that policyalign runs with (`make sbom`), pinned. Made by `make lock`.\n",
}
SBOM = "cyclonedx-bom>=7"
_PIN = re.compile(r"^([\w.-]+)==([^\s;\\]+)", re.MULTILINE)


def main(arguments: list[str]) -> None:
    project = tomllib.loads((HERE.parent / "pyproject.toml").read_text(encoding="utf-8"))
    extras = project["project"]["optional-dependencies"]
    optional = [one for extra in ("cluster", "e5", "ocr", "plot", "notebook", "dev") for one in extras[extra]]
    steps = {
        "base": project["project"]["dependencies"],
        "build": [*project["build-system"]["requires"], "editables"],
        "dev": [one for one in optional if "policyalign[" not in one],
    }
    markers = {_name(one): one.partition(";")[2].strip() for step in steps.values() for one in step if ";" in one}
    upgrade = "--upgrade" in arguments
    known: set[str] = set()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        kept = folder / "kept.txt"
        kept.write_text("" if upgrade else "\n".join(_pins()), encoding="utf-8")
        venv.create(folder / "venv", with_pip=True)
        python = str(folder / "venv" / "bin" / "python")
        pip = [python, "-m", "pip", "--disable-pip-version-check"]
        options = ["--constraint", str(kept), *(one for one in arguments if one != "--upgrade")]
        _run([*pip, "install", "--quiet", TORCH, *options])
        for step, wanted in steps.items():
            _run([*pip, "install", "--quiet", TORCH, *wanted, *options])
            _run([*pip, "check"])
            frozen = {re.sub(r"\+.*", "", line) for line in _run([*pip, "freeze"]).split()}
            lines = [_pinned(line, markers) for line in sorted(frozen - known, key=str.casefold)]
            _write(step, _hashed(folder, lines, "--no-deps"))
            known |= frozen
        _write("sbom", _hashed(folder, [SBOM], "--constraint", str(kept)))


def _pins() -> list[str]:
    """The versions that are pinned today."""
    files = (HERE / f"{step}.txt" for step in HEADS)
    return [
        f"{name}=={version}"
        for file in files
        if file.exists()
        for name, version in _PIN.findall(file.read_text(encoding="utf-8"))
    ]


def _hashed(folder: Path, lines: list[str], *options: str) -> str:
    """The requirements with the hashes of all their files, for every system and version of Python."""
    source = folder / "frozen.txt"
    source.write_text("\n".join(lines) + "\n", encoding="utf-8")
    tools = folder / "tools"
    if not tools.exists():
        venv.create(tools, with_pip=True)
        _run([str(tools / "bin" / "python"), "-m", "pip", "install", "--quiet", UV])
    compile_ = [str(tools / "bin" / "uv"), "pip", "compile", "--quiet", "--universal", "--generate-hashes"]
    return _run([*compile_, "--python-version", "3.11", "--no-annotate", "--no-header", *options, str(source)])


def _write(step: str, lines: str) -> None:
    (HERE / f"{step}.txt").write_text(HEADS[step] + lines, encoding="utf-8")


def _name(requirement: str) -> str:
    return re.split(r"[<>=!~;\[ ]", requirement, maxsplit=1)[0].casefold()


def _pinned(line: str, markers: dict[str, str]) -> str:
    marker = markers.get(_name(line))
    return f"{line} ; {marker}" if marker else line


def _run(command: list[str]) -> str:
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout


if __name__ == "__main__":
    main(sys.argv[1:])
