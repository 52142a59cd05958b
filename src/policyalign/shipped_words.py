"""The words of COCN's proposals and their profiles, analysed ahead: a first run would spend seconds on them.

``models/words.json.gz`` is made by ``python -m policyalign.lab.shipping``. It says by which code and which packages
it was made; where others are at work it counts as absent, and so does every sentence that it does not hold.
"""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from policyalign.corpora import models_path
from policyalign.domain import Token
from policyalign.serialize import from_json, text_hash, to_json
from policyalign.store import cache_key
from policyalign.versions import ANALYSE

Tokens = tuple[Token, ...]
FILE = "words.json.gz"
_FIELDS = 8


@dataclass(frozen=True, slots=True)
class _Words:
    """``key`` is that of the analysis. A sentence, by the hash of its text, is a row of numbers, eight for each token
    in the order of its fields: of a form the place in ``forms``, of a head the distance."""

    key: str
    forms: tuple[str, ...]
    sentences: dict[str, tuple[int, ...]]


class ShippedWords:
    """The analyses in a file by their sentences; none where it was made by other code or other packages."""

    def __init__(self, path: Path) -> None:
        self._words = _read(path)

    def find(self, sentences: Iterable[str]) -> dict[str, Tokens]:
        """The tokens of those sentences that the file holds."""
        rows = {sentence: self._row(sentence) for sentence in dict.fromkeys(sentences)}
        return {sentence: _tokens(row, self._words.forms) for sentence, row in rows.items() if row is not None}

    def others(self, sentences: Iterable[str]) -> list[str]:
        """Those sentences that it does not hold, each once."""
        return [sentence for sentence in dict.fromkeys(sentences) if self._row(sentence) is None]

    def _row(self, sentence: str) -> Sequence[int] | None:
        return self._words.sentences.get(text_hash(sentence))


@cache
def shipped_words() -> ShippedWords:
    """Those that come along."""
    return ShippedWords(models_path(FILE))


def pack_words(analyses: Mapping[str, Tokens]) -> bytes:
    """The file that holds these analyses, the same bytes for the same analyses."""
    forms: dict[str, int] = {}
    sentences = {text_hash(sentence): _row(tokens, forms) for sentence, tokens in analyses.items()}
    return gzip.compress(to_json(_Words(_key(), tuple(forms), sentences)), mtime=0)


def _key() -> str:
    return cache_key(ANALYSE, [])


def _read(path: Path) -> _Words:
    try:
        words = from_json(gzip.decompress(path.read_bytes()), _Words)
    except (OSError, EOFError, zlib.error, ValueError):
        words = _Words("", (), {})
    return words if words.key == _key() else _Words("", (), {})


def _row(tokens: Tokens, forms: dict[str, int]) -> tuple[int, ...]:
    def place(form: str) -> int:
        return forms.setdefault(form, len(forms))

    row: list[int] = []
    for number, token in enumerate(tokens):
        row += (place(token.surface), token.start, place(token.lemma), place(token.normalized))
        row += (place(token.pos), place(token.dep), token.head - number, token.bunsetsu)
    return tuple(row)


def _tokens(row: Sequence[int], forms: Sequence[str]) -> Tokens:
    found = []
    for number, place in enumerate(range(0, len(row), _FIELDS)):
        surface, start, lemma, normalized, pos, dep, head, bunsetsu = row[place : place + _FIELDS]
        words = forms[surface], start, forms[lemma], forms[normalized], forms[pos], forms[dep]
        found.append(Token(*words, head=number + head, bunsetsu=bunsetsu))
    return tuple(found)
