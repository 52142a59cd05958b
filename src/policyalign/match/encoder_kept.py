"""An encoder whose vectors are kept, so that the same texts are encoded once."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from policyalign.match.arrays import Vectors
from policyalign.match.encoder import Encoder, TextKind, readable
from policyalign.serialize import text_hash
from policyalign.store import Store, cache_key
from policyalign.versions import EMBED


class KeptEncoder:
    """An :class:`Encoder` that gives what the ``store`` holds for a list of texts, bit by bit what ``encoder`` gave.

    The list is kept as a whole: the last bits of a vector depend on the company that its text was encoded in.
    """

    def __init__(self, encoder: Encoder, store: Store) -> None:
        self._encoder = encoder
        self._store = store
        self.name = encoder.name
        self.revision = encoder.revision
        self.dimension = encoder.dimension

    def encode(self, texts: Sequence[str], kind: TextKind) -> Vectors:
        identity = [self.name, self.revision, kind, text_hash(*map(readable, texts))]
        key = cache_key(EMBED, identity)
        kept = self._store.get(key)
        shape = len(texts), self.dimension
        if kept is not None and len(kept) == shape[0] * shape[1] * 4:
            return np.frombuffer(kept, dtype="<f4").reshape(shape).astype(np.float32)
        vectors = self._encoder.encode(texts, kind)
        self._store.put(key, vectors.astype("<f4").tobytes())
        return vectors
