"""The files of ``models/``: as JSON that is readable where it changes, written, and held against others."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from policyalign.corpora import models_path
from policyalign.export.folder import write_files


def as_json(content: Mapping[str, Any]) -> str:
    """One line per entry: small, and readable where it changes."""
    lines = [f"{json.dumps(key)}:{_entry(value)}" for key, value in content.items()]
    return "{\n" + ",\n".join(lines) + "\n}\n"


def write_models(files: Mapping[str, str], folder: Path | None = None) -> None:
    """Write the files whole or not at all; by default to ``models/``.

    Raises:
        OutputError: the folder cannot be written.
    """
    write_files(folder or models_path(), {name: [text.encode()] for name, text in files.items()})


def changed_files(files: Mapping[str, str], folder: Path | None = None) -> list[str]:
    """The names of files that are not what the fit gives."""
    folder = folder or models_path()
    return [name for name, text in files.items() if _content(folder / name) != text]


def _content(path: Path) -> str | None:
    return path.read_text(encoding="utf-8") if path.is_file() else None


def _entry(value: object) -> str:
    if isinstance(value, dict) and any(isinstance(part, dict | list) for part in value.values()):
        lines = [f" {json.dumps(key)}:{_compact(part)}" for key, part in value.items()]
        return "{\n" + ",\n".join(lines) + "\n}"
    return _compact(value)


def _compact(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
