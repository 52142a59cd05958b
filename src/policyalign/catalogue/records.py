"""Records of the catalogue: a plan that is known of, and a plan whose file the user has."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import chain, count

from policyalign.text.normalize import nfkc_key
from policyalign.values import PlaceUnit

_ID = re.compile(r"\w[\w.-]{0,63}")
_SHORT_HASH = 8


@dataclass(frozen=True, slots=True)
class Period:
    """The period of a plan (計画期間) in fiscal years; an end that is not laid down is ``None``.

    ``phrase`` is the wording, which also says what years cannot: おおむね10年, 毎年改定.
    """

    start_fy: int | None = None
    end_fy: int | None = None
    phrase: str = ""


@dataclass(frozen=True, slots=True)
class KnownPlan:
    """A plan that the catalogue knows of, whether or not its file is at hand.

    ``decided`` is a date or only a year (``2021-03-26``, ``2026``), empty for a plan revised all the time.
    ``official_page`` is empty where no address was verified, ``legal_basis`` (根拠法) where no law asks for
    the plan, ``sha256`` where the hash of the file is not known.
    """

    id: str
    domain: str
    title: str
    owner: str
    aliases: tuple[str, ...] = ()
    edition: str = ""
    decided: str = ""
    period: Period = field(default_factory=Period)
    legal_basis: str = ""
    official_page: str = ""
    sha256: str = ""
    licence: str = ""
    note: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """The title and the other names, as written."""
        return (self.title, *self.aliases)


@dataclass(frozen=True, slots=True)
class StoredPlan:
    """A plan whose file lies in the user's data folder under the name ``file``.

    ``title`` and ``period`` are as read from the file; ``origin`` is the name or address it came from; ``pages``
    counts the units (pages, slides, paragraphs) that places in it are cited by.
    """

    id: str
    domain: str
    title: str
    period: Period
    pages: int
    sha256: str
    file: str
    origin: str
    unit: PlaceUnit = "page"

    @property
    def short_hash(self) -> str:
        """The beginning of the SHA-256, enough to tell two editions apart."""
        return shortened(self.sha256)


def shortened(sha256: str) -> str:
    """The part of a hash that people compare."""
    return sha256[:_SHORT_HASH]


def is_id(text: str) -> bool:
    """Whether a text can name a plan: letters, digits, ``_``, ``.`` and ``-``, for it also names a file."""
    return bool(_ID.fullmatch(text))


def free_name(stem: str, taken: Iterable[str]) -> str:
    """A name for a plan that nobody named: that of its file, with a number where it would be mistaken for
    another plan.

    >>> free_name("space", ["space"])
    'space-2'
    """
    base = unicodedata.normalize("NFKC", stem)
    used = {name.casefold() for name in taken}
    candidates = chain([base], (f"{base}-{number}" for number in count(2)))
    return next(name for name in candidates if name.casefold() not in used)


def recognise(title: str, edition: str, known: tuple[KnownPlan, ...]) -> KnownPlan | None:
    """The plan of the catalogue that bears exactly this title, alone or after its edition (第7期).

    A title that merely holds another is a different document: 宇宙基本計画 and its 概要.
    """
    wanted = {nfkc_key(title), nfkc_key(edition + title)} if title else set()
    for plan in known:
        if wanted & {nfkc_key(name) for name in plan.names}:
            return plan
    return None
