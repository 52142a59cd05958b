"""Resolve the pinned sets anew from pyproject.toml, in a virtual environment that is thrown away.

python requirements/lock.py [extra pip arguments]
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
HEADS = {
    "base": "# What policyalign runs with, pinned; resolved on Python 3.11. Made by `make lock`.\n"
    f"# Install {TORCH} by itself first, so that a CPU build on the machine or index is taken.\n",
    "build": "# What builds policyalign, pinned. Made by `make lock`.\n",
    "dev": "# What the checks, notebooks and sample plans need besides, pinned. Made by `make lock`.\n"
    "-r base.txt\n-r build.txt\n",
}


def main() -> None:
    project = tomllib.loads((HERE.parent / "pyproject.toml").read_text(encoding="utf-8"))
    extras = project["project"]["optional-dependencies"]
    dev = [one for extra in ("ocr", "plot", "notebook", "dev") for one in extras[extra] if "policyalign[" not in one]
    steps = {
        "base": project["project"]["dependencies"],
        "build": [*project["build-system"]["requires"], "editables"],
        "dev": dev,
    }
    markers = {_name(one): one.partition(";")[2] for one in steps["base"] if ";" in one}
    known: set[str] = set()
    with tempfile.TemporaryDirectory() as folder:
        venv.create(folder, with_pip=True)
        pip = [str(Path(folder, "bin", "python")), "-m", "pip", "--disable-pip-version-check"]
        _run([*pip, "install", "--quiet", TORCH, *sys.argv[1:]])
        for step, wanted in steps.items():
            _run([*pip, "install", "--quiet", TORCH, *wanted, *sys.argv[1:]])
            _run([*pip, "check"])
            frozen = {re.sub(r"\+.*", "", line) for line in _run([*pip, "freeze"]).split()}
            lines = [_pinned(line, markers) for line in sorted(frozen - known, key=str.casefold)]
            (HERE / f"{step}.txt").write_text(HEADS[step] + "\n".join(lines) + "\n", encoding="utf-8")
            known |= frozen


def _name(requirement: str) -> str:
    return re.split(r"[<>=!~;\[ ]", requirement, maxsplit=1)[0].casefold()


def _pinned(line: str, markers: dict[str, str]) -> str:
    marker = markers.get(_name(line))
    return f"{line};{marker}" if marker else line


def _run(command: list[str]) -> str:
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout


if __name__ == "__main__":
    main()
