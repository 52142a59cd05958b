"""Finding the phrases of a lexicon in a text, the longest at every place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class Found(Generic[V]):
    """A phrase found: where it stands and what the lexicon says of it."""

    start: int
    end: int
    value: V


class PhraseIndex(Generic[V]):
    """Phrases with their values. Looking up costs the text's length times the number of phrase lengths."""

    def __init__(self, phrases: Mapping[str, V]) -> None:
        self._values = dict(phrases)
        lengths: dict[str, set[int]] = {}
        for phrase in phrases:
            lengths.setdefault(phrase[0], set()).add(len(phrase))
        self._lengths = {first: sorted(found, reverse=True) for first, found in lengths.items()}

    def find(self, text: str) -> Iterator[Found[V]]:
        """All phrases in ``text`` from the left, none overlapping; at every place the longest one."""
        position = 0
        while position < len(text):
            found = self._at(text, position)
            if found is not None:
                yield found
                position = found.end
            else:
                position += 1

    def _at(self, text: str, position: int) -> Found[V] | None:
        for length in self._lengths.get(text[position], ()):
            phrase = text[position : position + length]
            if phrase in self._values:
                return Found(position, position + len(phrase), self._values[phrase])
        return None
