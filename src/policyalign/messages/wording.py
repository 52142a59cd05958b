"""The form that every wording has."""

from __future__ import annotations

from typing import NamedTuple


class Wording(NamedTuple):
    """A text in both languages, with ``{blanks}``, and what the user can do next about it."""

    ja: str
    en: str
    remedy_ja: str = ""
    remedy_en: str = ""
