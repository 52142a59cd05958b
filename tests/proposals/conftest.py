"""What tests of one's own proposals share: the command in an empty folder, and the statements of a file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from policyalign.cli.app import app

Command = Callable[..., Result]


@pytest.fixture
def command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Command:
    """Runs ``policyalign`` in an empty folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("POLICYALIGN_LANG", raising=False)
    return lambda *args: CliRunner().invoke(app, list(args), prog_name="policyalign")
