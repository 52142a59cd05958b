"""``policyalign doctor``."""

from __future__ import annotations

import platform
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import typer

from policyalign import __version__
from policyalign.cli.cache import cache_content
from policyalign.cli.options import LangOption
from policyalign.config import ReadSettings
from policyalign.errors import PolicyAlignError
from policyalign.messages import InterfaceCode, message
from policyalign.store import Store
from policyalign.telling import tell
from policyalign.values import Lang
from policyalign.versions import LANGUAGE_PACKAGES, package_version
from policyalign.workers.limits import bounds_address_space

_ENCODING = ("torch", "sentence-transformers")
PACKAGES = (*_ENCODING, *LANGUAGE_PACKAGES, "pypdfium2", "pdfplumber", "pikepdf", "numpy", "scikit-learn", "pandas")
"""Distributions without which nothing works."""


@dataclass(frozen=True, slots=True)
class Check:
    """One line of the report; only a missing ``required`` one makes the installation unfit."""

    subject: str
    result: str
    fine: bool
    required: bool = True


def doctor(lang: LangOption = "ja") -> None:
    """``policyalign doctor``."""
    checks = [check for group in (_installed, _weights, _data, _options) for check in group(lang)]
    for check in checks:
        mark = "OK" if check.fine else "NG" if check.required else "--"
        tell(f"[{mark}] {check.subject}: {check.result}")
    if any(check.required and not check.fine for check in checks):
        raise typer.Exit(1)


def _installed(lang: Lang) -> Iterator[Check]:
    """All found without importing."""
    yield Check("policyalign", __version__, True)
    fits = (3, 11) <= sys.version_info[:2] <= (3, 13)
    yield Check("Python", f"{platform.python_version()} ({platform.system()} {platform.machine()})", fits)
    versions = [(name, package_version(name)) for name in PACKAGES]
    for name, found in versions:
        yield Check(name, found or message(InterfaceCode.doctor_missing, lang, package=name), bool(found))


def _weights(lang: Lang) -> Iterator[Check]:
    """Whether the models are those that the results were measured with."""
    from policyalign.weights import check_weights, known_weights

    for weights in known_weights():
        state = check_weights(weights)
        found = package_version(weights.package)
        install = f"'policyalign[{weights.optional}]'" if weights.optional else f"{weights.package}=={weights.version}"
        said = message(_STATES[state], lang, found=found, tested=weights.version, package=install)
        required = state == "changed" or (state == "missing" and not weights.optional)
        yield Check(f"{weights.name} ({weights.package})", said, state == "sound", required)


_STATES = {
    "sound": InterfaceCode.doctor_weights_sound,
    "other_version": InterfaceCode.doctor_weights_other,
    "changed": InterfaceCode.doctor_weights_changed,
    "missing": InterfaceCode.doctor_missing,
}


def _data(lang: Lang) -> Iterator[Check]:
    from policyalign.corpora import corpora_path, load_proposals, models_path

    counts: dict[str, Callable[[], Sequence[object]]] = {
        "corpora/cocn": load_proposals,
        "corpora/lexicon": lambda: list(corpora_path("lexicon").glob("*.yaml")),
        "models": lambda: list(models_path().glob("*.json")),
    }
    for subject, find in counts.items():
        try:
            number = len(find())
            yield Check(subject, message(InterfaceCode.doctor_found, lang, count=number), number > 0)
        except PolicyAlignError as error:
            yield Check(subject, message(error.code, lang, **error.detail), False)


def _options(lang: Lang) -> Iterator[Check]:
    yield Check("cache", cache_content(Store(lang=lang), lang), True)
    bounded = InterfaceCode.doctor_memory_bounded if bounds_address_space() else InterfaceCode.doctor_memory_watched
    yield Check("memory", message(bounded, lang, megabytes=ReadSettings().max_memory_mb), True)
    yield _ocr(lang)
    yield Check("hub", message(InterfaceCode.doctor_hub, lang), True, required=False)


def _ocr(lang: Lang) -> Check:
    from policyalign.extract.ocr.engines import installed_engines

    found = installed_engines()
    engines = ", ".join(one for one in found.identity if not one.endswith(" "))
    ready = InterfaceCode.doctor_ocr_ready if found.reads_vertical else InterfaceCode.doctor_ocr_level
    code = ready if found.reads_level else InterfaceCode.doctor_ocr_needs
    return Check("OCR", message(code, lang, engines=engines), found.reads_level, required=False)
