"""Which engines are installed, found without loading them."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec

from policyalign.errors import MissingExtra
from policyalign.messages import ReadingCode
from policyalign.versions import package_version

PACKAGES = ("rapidocr", "onnxruntime", "opencv-python-headless", "pytesseract")
"""Distributions whose versions decide what is recognised."""


@dataclass(frozen=True, slots=True)
class Engines:
    """``rapidocr`` tells whether PP-OCR is there; ``tesseract`` is the version of the program, empty where it is not,
    with its ``languages``."""

    rapidocr: bool
    tesseract: str
    languages: frozenset[str]

    @property
    def reads_level(self) -> bool:
        """Whether there is an engine for horizontal writing."""
        return self.rapidocr or "jpn" in self.languages

    @property
    def reads_vertical(self) -> bool:
        return "jpn_vert" in self.languages

    @property
    def identity(self) -> tuple[str, ...]:
        """All that decides what is recognised."""
        versions = (f"{name} {package_version(name)}" for name in PACKAGES)
        return (*versions, f"tesseract {self.tesseract}", *sorted(self.languages & {"jpn", "jpn_vert"}))


@cache
def installed_engines() -> Engines:
    """The engines of this machine."""
    found = find_spec("rapidocr") is not None and find_spec("onnxruntime") is not None
    program = shutil.which("tesseract") if find_spec("pytesseract") is not None else None
    version = _answer(program, "--version")[1:2] if program else []
    languages = _answer(program, "--list-langs") if program else []
    return Engines(found, version[0] if version else "", frozenset(languages))


def required_engines() -> Engines:
    """The engines of this machine.

    Raises:
        MissingExtra: there is none that reads Japanese.
    """
    engines = installed_engines()
    if not engines.reads_level:
        raise MissingExtra(ReadingCode.ocr_missing)
    return engines


def _answer(program: str, question: str) -> list[str]:
    """The words that Tesseract answers with; none where it does not."""
    try:
        answer = subprocess.run([program, question], capture_output=True, text=True, timeout=10, check=True)
    except (OSError, subprocess.SubprocessError):
        return []
    return answer.stdout.split()
