"""Headings that name a kind of area or of audience (地域や相手の型), and no measure: 農山村, 中小企業・小規模事業者."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from policyalign.domain import Section
from policyalign.segment.lexicon import load_lexicon, load_roles
from policyalign.text.normalize import nfkc_key

_FEWEST = 3
"""Headings beside each other that make a series."""
_MOST = 0.5
"""Share of a series that must be kinds for all of it to be one. Chosen: most of it."""
_NUMBER = re.compile(r"^(?:[(【\[]?[0-9一二三四五六七八九十A-Za-zア-ンⅠ-Ⅹ]{1,3}[)】\].、]|[①-⑳]|[■□●○◎◆◇▶▼▽・])+")
_BRACKETED = re.compile(r"[(【\[<][^()【】\[\]<>]*[)】\]>]")
_JOIN = r"(?:・|、|,|/|及び|並びに|や|と|等|など|の|その他の?)"


@dataclass(frozen=True, slots=True)
class _Kinds:
    """``kinds.yaml``."""

    areas: tuple[str, ...]
    audiences: tuple[str, ...]
    ends: tuple[str, ...]


@cache
def _lexicon() -> _Kinds:
    return load_lexicon("kinds.yaml", _Kinds)


def names_kind(sections: Sequence[Section], index: int) -> bool:
    """Whether a heading only names a kind of area or audience: by its words alone, or as one of a series beside each
    other most of which end as such names do."""
    if is_kind(sections[index].heading):
        return True
    beside = [one.heading for one in sections if one.parent == sections[index].parent]
    return len(beside) >= _FEWEST and sum(map(_ends_as_kind, beside)) > _MOST * len(beside)


@cache
def is_kind(heading: str) -> bool:
    """Whether words name nothing but kinds of area or audience.

    >>> is_kind("（２）離島・半島等"), is_kind("離島の振興")
    (True, False)
    """
    bare = _bare(heading)
    return bool(bare) and _whole().fullmatch(bare) is not None


@cache
def _ends_as_kind(heading: str) -> bool:
    bare = re.sub(r"(?:等|など)$", "", _bare(heading))
    return bare.endswith(_lexicon().ends) and not bare.endswith(tuple(load_roles().action_nouns))


def _bare(heading: str) -> str:
    return _BRACKETED.sub("", _NUMBER.sub("", nfkc_key(heading)))


@cache
def _whole() -> re.Pattern[str]:
    words = sorted((*_lexicon().areas, *_lexicon().audiences), key=len, reverse=True)
    return re.compile(rf"(?:{_JOIN}*(?:{'|'.join(map(re.escape, words))}){_JOIN}*)+")
