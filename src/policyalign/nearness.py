"""What is near to a query in meaning: the vectors of plans, kept in the cache, and that of the query."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from policyalign.assess.overlaps.wording import PackedRows, pack_rows
from policyalign.assess.search.near import nearest, pieces_in
from policyalign.assess.search.pieces import Sentence, sentences_of
from policyalign.assess.search.query import parts_of, read_query, sudachi_words
from policyalign.assess.search.records import Hit
from policyalign.domain import Plan
from policyalign.match.term_statistics import load_term_statistics
from policyalign.runtime import Runtime
from policyalign.serialize import content_hash
from policyalign.store import cache_key
from policyalign.versions import SENTENCES

Rows = NDArray[np.float32]

_SECONDS = 900.0
_TRIES = 2


def near_sentences(runtime: Runtime, query: str, plans: Sequence[Plan], found: Sequence[Hit]) -> tuple[Hit, ...]:
    """The sentences near to a query, of passages that are not ``found`` already."""
    wanted = _wanted(query)
    if not wanted:
        return ()
    known = {(hit.passage.plan_id, hit.passage.id) for hit in found}
    asked: Rows | None = None
    cosines: dict[str, list[float]] = {}
    candidates: list[Sentence] = []
    for plan in plans:
        sentences = list(sentences_of(plan))
        if pieces := pieces_in(sentences):
            asked = _encode(runtime, [wanted, *parts_of(wanted)]) if asked is None else asked
            cosines |= zip(pieces, (_vectors(runtime, plan.id, pieces) @ asked.T).tolist(), strict=True)
        candidates += (one for one in sentences if (one.passage.plan_id, one.passage.id) not in known)
    words = tuple(dict.fromkeys(sudachi_words(wanted)))
    return nearest(words, candidates, cosines, load_term_statistics().weight)


def query_vector(runtime: Runtime, query: str) -> Rows | None:
    """The vector of a query, ``(dimension,)``, of length 1; None for a query of blanks."""
    wanted = _wanted(query)
    return _encode(runtime, [wanted])[0] if wanted else None


def _wanted(query: str) -> str:
    return " ".join(term.text for term in read_query(query))


def _vectors(runtime: Runtime, plan_id: str, pieces: list[str]) -> Rows:
    """The vectors of the pieces of a plan: those of the cache, where they have been encoded before."""
    runtime.tell("encode", plan_id)
    key = cache_key(SENTENCES, [content_hash(pieces)])
    packed = runtime.cached_or("sentences", key, PackedRows, lambda: pack_rows(_encode(runtime, pieces)))
    runtime.tell("encode", plan_id, step=1)
    return packed.rows()


def _encode(runtime: Runtime, texts: list[str]) -> Rows:
    rows: Rows = runtime.ask(runtime.sentence_encoder(), "encode", texts, "passage", timeout=_SECONDS, tries=_TRIES)
    return rows
