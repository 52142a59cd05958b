"""Vectors of proposals, kept so that they are computed once: shipped with the scorer, and in the user's
cache."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from io import BytesIO
from pathlib import Path

import numpy as np

from policyalign.files import write_whole
from policyalign.match.arrays import Vectors
from policyalign.match.encoder import Encoder
from policyalign.match.queries import Query, embed_queries


def query_vectors(
    queries: Sequence[Query], encoder: Encoder, shipped: Path | None = None, folder: Path | None = None
) -> Vectors:
    """One row per query: from the ``shipped`` file, else from the cache ``folder``, else computed and cached.

    A file that is damaged, or of another revision of the encoder, counts as absent; one that cannot be
    written is left unwritten.
    """
    known = dict(_shipped(shipped, encoder)) if shipped else {}
    cache = folder / _file_name(encoder) if folder else None
    if cache and any(query.key not in known for query in queries):
        known = {**_cached(cache, encoder), **known}
    missing = [query for query in queries if query.key not in known]
    if missing:
        computed = zip(missing, embed_queries(missing, encoder), strict=True)
        known.update({query.key: vector for query, vector in computed})
        if cache:
            _save(cache, known)
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


def _file_name(encoder: Encoder) -> str:
    identity = hashlib.sha256(f"{encoder.name}\0{encoder.revision}".encode()).hexdigest()[:16]
    return f"queries-{identity}.npz"


def _cached(path: Path, encoder: Encoder) -> dict[str, Vectors]:
    try:
        with np.load(path, allow_pickle=False) as stored:
            keys, vectors = stored["keys"], stored["vectors"]
    except Exception:  # a damaged file makes zipfile, zlib or numpy raise nearly anything
        return {}
    whole = vectors.shape == (len(keys), encoder.dimension) and vectors.dtype == np.float32
    if not whole or not np.isfinite(vectors).all():
        return {}
    return dict(zip(keys.tolist(), vectors, strict=True))


def _save(path: Path, known: Mapping[str, Vectors]) -> None:
    keys = sorted(known)
    content = BytesIO()
    np.savez(content, keys=np.array(keys), vectors=np.array([known[key] for key in keys]))
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, content.getvalue())
