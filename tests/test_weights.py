"""Which weight files and dictionaries there are, and whether a changed one is noticed."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import pytest

from policyalign.weights import Weights, check_weights, known_weights

EMPTY = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
"""SHA-256 of no bytes."""


@pytest.fixture
def weights(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Weights:
    """Of a package that is installed."""
    metadata = tmp_path / "some_weights-1.0.dist-info"
    metadata.mkdir()
    (metadata / "METADATA").write_text("Metadata-Version: 2.1\nName: some-weights\nVersion: 1.0\n")
    (tmp_path / "some.bin").write_bytes(b"")
    monkeypatch.setattr(sys, "path", [str(tmp_path), *sys.path])
    return Weights("some", "some-weights", "1.0", "weights", "MIT", "here", {"some.bin": EMPTY})


def test_weights_as_released_are_sound(weights: Weights) -> None:
    assert check_weights(weights) == "sound"


def test_what_was_changed_is_noticed(weights: Weights, tmp_path: Path) -> None:
    (tmp_path / "some.bin").write_bytes(b"\0")
    assert check_weights(weights) == "changed"
    (tmp_path / "some.bin").unlink()
    assert check_weights(weights) == "missing"


def test_of_another_version_nothing_is_said(weights: Weights) -> None:
    assert check_weights(replace(weights, version="0.9")) == "other_version"
    assert check_weights(replace(weights, package="no-such-weights")) == "missing"


def test_what_is_installed_is_what_was_measured() -> None:
    found = {one.name: check_weights(one) for one in known_weights()}
    assert {found["use"], found["ja_ginza"], found["sudachi"]} == {"sound"}
    assert set(found.values()) <= {"sound", "missing"}


def test_the_notice_names_every_file(root: Path) -> None:
    notice = (root / "NOTICE").read_text(encoding="utf-8")
    for weights in known_weights():
        assert all(text in notice for text in (f"{weights.package} {weights.version}", weights.what, weights.licence))
        assert all(f"{name}\n    SHA-256 {digest}" in notice for name, digest in weights.files.items())
