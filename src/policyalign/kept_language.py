"""The words of sentences (GiNZA), each kept by its content: another edition of a plan, other proposals, or a later
version of other code do not have them analysed again. Those of COCN's proposals come along."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from functools import cached_property
from typing import TYPE_CHECKING

from policyalign.serialize import from_json, text_hash, to_json
from policyalign.shipped_words import Tokens, shipped_words
from policyalign.store import Store, cache_key
from policyalign.versions import ANALYSE

if TYPE_CHECKING:
    from policyalign.segment.language import Language

_LEVEL = 1
"""Of compression: five times smaller, and ten times faster than the best."""


class KeptLanguage:
    """GiNZA with the analyses that come along and those that ``store`` holds; loaded when a sentence comes that is not
    among them. For a helper process that does nothing else."""

    def __init__(self, store: Store | None) -> None:
        self._store = store

    @cached_property
    def _language(self) -> Language:
        from policyalign.segment.language import helper_language

        return helper_language()

    def analyse(self, sentences: Sequence[str]) -> list[Tokens]:
        """The tokens of every sentence, in order."""
        known = shipped_words().find(sentences)
        keys = _keys(sentence for sentence in sentences if sentence not in known)
        for sentence, content in _found(self._store, keys).items():
            with suppress(ValueError, zlib.error):  # of other code's making
                known[sentence] = from_json(zlib.decompress(content), Tokens)
        known |= self._anew([sentence for sentence in keys if sentence not in known], keys)
        return [known[sentence] for sentence in sentences]

    def load(self) -> None:
        """Have GiNZA ready for sentences to come."""
        _ = self._language

    def learn(self, sentences: Sequence[str]) -> None:
        """Have the analyses ready for whoever asks for them."""
        keys = _keys(sentences)
        found = _found(self._store, keys)
        self._anew([sentence for sentence in keys if sentence not in found], keys)

    def _anew(self, sentences: Sequence[str], keys: Mapping[str, str]) -> dict[str, Tokens]:
        if not sentences:
            return {}
        made = dict(zip(sentences, self._language.analyse(sentences), strict=True))
        if self._store is not None:
            self._store.put_all({keys[one]: zlib.compress(to_json(tokens), _LEVEL) for one, tokens in made.items()})
        return made


def unseen(store: Store, sentences: Iterable[str]) -> list[str]:
    """Those sentences, each once, whose analyses neither come along nor are held by the store."""
    keys = _keys(shipped_words().others(sentences))
    found = _found(store, keys)
    return [sentence for sentence in keys if sentence not in found]


def _keys(sentences: Iterable[str]) -> dict[str, str]:
    return {sentence: cache_key(ANALYSE, [text_hash(sentence)]) for sentence in dict.fromkeys(sentences)}


def _found(store: Store | None, keys: Mapping[str, str]) -> dict[str, bytes]:
    entries = store.get_all(keys.values()) if store is not None else {}
    return {sentence: entries[key] for sentence, key in keys.items() if key in entries}
