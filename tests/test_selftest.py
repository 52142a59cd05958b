"""``policyalign selftest``: every fault is told here, and an installation that does not tell fails it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from policyalign.cli.app import app
from policyalign.domain import Plan
from policyalign.selftest import run
from policyalign.selftest.faults import FAULTS


def test_this_installation_tells_every_fault() -> None:
    shown = CliRunner().invoke(app, ["selftest"])
    assert shown.exit_code == 0, shown.stdout
    assert shown.stdout.count("[OK]") == len(FAULTS) + 1


def test_an_installation_that_tells_nothing_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    sound: list[Plan] = []
    read = run.read_outline

    def tell_nothing(path: Path, *args: Any) -> Plan:
        """What was read of the sound file, whatever is asked for."""
        sound[:] = sound or [read(path, *args)]
        return replace(sound[0], problems=())

    monkeypatch.setattr(run, "read_outline", tell_nothing)
    shown = CliRunner().invoke(app, ["selftest", "--lang", "en"])
    assert shown.exit_code == 1
    assert (shown.stdout.count("[OK]"), shown.stdout.count("[NG]")) == (1, len(FAULTS))
