"""Vectors of proposals that are shipped with the scorer, so that nobody has to compute them."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from policyalign.match.arrays import Vectors
from policyalign.match.encoder import Encoder
from policyalign.match.queries import Query, embed_queries


def query_vectors(queries: Sequence[Query], encoder: Encoder, shipped: Path | None = None) -> Vectors:
    """One row per query: from the ``shipped`` file, else computed. A file of another revision of the encoder counts as
    absent."""
    known = dict(_shipped(shipped, encoder)) if shipped else {}
    missing = [query for query in queries if query.key not in known]
    if missing:
        computed = zip(missing, embed_queries(missing, encoder), strict=True)
        known.update({query.key: vector for query, vector in computed})
    rows = [known[query.key] for query in queries]
    return np.array(rows, dtype=np.float32).reshape(len(queries), encoder.dimension)


def pack_vectors(queries: Sequence[Query], vectors: Vectors, revision: str) -> dict[str, object]:
    """What a shipped file holds: vectors by the key of their query."""
    rows = {
        query.key: [round(float(value), 6) for value in vector] for query, vector in zip(queries, vectors, strict=True)
    }
    return {"revision": revision, "vectors": dict(sorted(rows.items()))}


def _shipped(path: Path, encoder: Encoder) -> Mapping[str, Vectors]:
    if not path.is_file():
        return {}
    content = json.loads(path.read_text(encoding="utf-8"))
    if content["revision"] != encoder.revision:
        return {}
    return {key: np.array(row, dtype=np.float32) for key, row in content["vectors"].items()}
