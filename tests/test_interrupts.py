"""Ctrl-C while files are written: what has begun is done whole, and then the interrupt counts."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from policyalign.export.folder import write_files
from policyalign.files import write_whole


@pytest.fixture(autouse=True)
def hearing() -> Iterator[None]:
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


def pressed_before(step: Callable[..., Any]) -> Callable[..., Any]:
    def stepped(*args: Any) -> None:
        signal.raise_signal(signal.SIGINT)
        step(*args)

    return stepped


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_a_file_is_written_to_its_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    monkeypatch.setattr(os, step, pressed_before(getattr(os, step)))
    with pytest.raises(KeyboardInterrupt):
        write_whole(tmp_path / "file", b"content")
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_files_of_a_folder_move_into_place_together(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "replace", pressed_before(os.replace))
    with pytest.raises(KeyboardInterrupt):
        write_files(tmp_path / "out", {"a": [b"a"], "b": [b"b"]})
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["a", "b"]
