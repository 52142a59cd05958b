"""Rungs of the ladder from idea to market (段階 1–6) that a sentence says will be done.

The ladder is described in ``docs/outputs.md``; the words of every rung stand in
``corpora/lexicon/stages.yaml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from policyalign.domain import Token
from policyalign.segment.activity import Sentence
from policyalign.segment.lexicon import load_lexicon
from policyalign.segment.phrase_index import PhraseIndex

_KANA = "".join(chr(code) for code in range(0x3041, 0x3097))

_BRACKETED = re.compile(r"[（(【][^（(【】)）]{0,80}[】)）]")
# What a heading adds to the action that it names.
_EMPTY_ENDING = re.compile(
    r"(?:等|など|の|に|向けた|必要な|要する|係る|経費|費用|費|推進|促進|実施|加速|強化|事業|業務|活動|取組|支援|プロジェクト|プログラム){0,8}\s*$"
)


@dataclass(frozen=True, slots=True)
class _Rung:
    number: int
    certain: bool


@cache
def _rungs() -> PhraseIndex[_Rung]:
    lexicon = load_lexicon("stages.yaml")
    doubtful = lexicon.pop("otherwise")
    words = {word: _Rung(rung, certain=False) for rung, found in doubtful.items() for word in found}
    words |= {word: _Rung(rung, certain=True) for rung, found in lexicon.items() for word in found}
    return PhraseIndex(words)


def find_stages(sentences: Iterable[Sentence]) -> tuple[int, ...]:
    """The rungs (1–6), ascending, of what the sentences say is or will be done; empty when they name none.

    Words of the second choice (支援, 補助: they carry out something that exists) count only where no other
    does.
    """
    found = [rung for sentence in sentences for rung in _named(sentence)]
    certain = {rung.number for rung in found if rung.certain}
    return tuple(sorted(certain or {rung.number for rung in found}))


def _named(sentence: Sentence) -> Iterator[_Rung]:
    ends = {end for word in sentence.active_words() for end in _ends(word)}
    return (match.value for match in _rungs().find(sentence.text) if match.end in ends)


def _ends(token: Token) -> Iterator[int]:
    """Where a word of the lexicon may end in ``token``: at its end or before its inflection (借上げ|る)."""
    stem = token.surface.rstrip(_KANA) if token.pos == "VERB" else ""
    yield token.start + len(token.surface)
    if stem:
        yield from range(token.start + len(stem), token.start + len(token.surface))


def heading_stage(heading: str) -> tuple[int, ...]:
    """The rung of the action that a heading ends with (…の技術開発, …実証事業の推進); empty when none."""
    words = _EMPTY_ENDING.sub("", _BRACKETED.sub("", heading))
    return tuple(
        match.value.number
        for match in _rungs().find(words)
        if match.value.certain and match.end == len(words)
    )


def is_stage_word(word: str) -> bool:
    """Whether a noun names an action of some rung (実証, 普及)."""
    return any(match.end == len(word) for match in _rungs().find(word))
