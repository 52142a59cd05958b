"""The form of wordings, and the register of the codes that errors, problems and findings carry."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple, TypeVar, cast

from policyalign.values import Code

T = TypeVar("T")


class Wording(NamedTuple):
    """A text in both languages, with ``{blanks}``, and what the user can do next about it."""

    ja: str
    en: str
    remedy_ja: str = ""
    remedy_en: str = ""

    def text(self, lang: str) -> str:
        """The text in Japanese, unless ``lang`` is ``en``."""
        return self.en if lang == "en" else self.ja


CODES: dict[Code, Wording] = {}
"""Every code of the modules that are loaded, with its wording; :func:`policyalign.messages.all_codes` loads all."""


class Codes:
    """Base of the classes of codes: each attribute is worded once and from then on the code of that name.

    >>> class Weather(Codes):
    ...     too_warm = worded("暖かすぎる", "too warm")
    >>> Weather.too_warm, CODES.pop(Weather.too_warm).en
    ('too_warm', 'too warm')
    """

    def __init_subclass__(cls) -> None:
        for name, wording in tuple(vars(cls).items()):
            if isinstance(wording, Wording):
                setattr(cls, name, register(name, wording))


def worded(ja: str, en: str, remedy_ja: str = "", remedy_en: str = "") -> Code:
    """The wording of a code, as :class:`Codes` takes it: the code is what becomes of it."""
    return cast(Code, Wording(ja, en, remedy_ja, remedy_en))


def register(name: str, wording: Wording) -> Code:
    """The code of this name. Raises ``ValueError`` where another wording has it already."""
    code = Code(name)
    if CODES.setdefault(code, wording) is not wording:
        raise ValueError(f"the code {name} has two wordings")
    return code


def label(words: Mapping[T, Wording], value: T, lang: str = "ja") -> str:
    """The word for a value, of a table that has one for each."""
    return words[value].text(lang)


def label_or_name(words: Mapping[str, Wording], name: str, lang: str = "ja") -> str:
    """The word for a name, or the name itself where the table has none."""
    return words[name].text(lang) if name in words else name
