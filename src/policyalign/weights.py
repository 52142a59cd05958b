"""The weight files and dictionaries that decide the results: which they are, and whether what is installed is them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import Literal

from policyalign.corpora import models_path
from policyalign.files import sha256_of
from policyalign.yaml_files import Text, load_yaml

State = Literal["sound", "other_version", "changed", "missing"]


@dataclass(frozen=True, slots=True)
class Weights:
    """``files`` by their paths in the package ``package``, with the SHA-256 (hex) that they have in ``version``;
    ``optional`` is the extra that installs them, empty where every installation has them."""

    name: Text
    package: Text
    version: Text
    what: Text
    licence: Text
    origin: Text
    files: Mapping[str, str]
    optional: str = ""


def known_weights() -> tuple[Weights, ...]:
    """The table ``models/weights.yaml``."""
    return load_yaml(models_path("weights.yaml"), tuple[Weights, ...])


def check_weights(weights: Weights) -> State:
    """Whether the installed files are those of the table. Of another version of the package nothing can be said."""
    try:
        package = distribution(weights.package)
    except PackageNotFoundError:
        return "missing"
    if package.version != weights.version:
        return "other_version"
    for name, expected in weights.files.items():
        try:
            if sha256_of(Path(str(package.locate_file(name)))) != expected:
                return "changed"
        except OSError:
            return "missing"
    return "sound"
