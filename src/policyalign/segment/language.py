"""Words, bunsetsu and dependencies of sentences by GiNZA. The only module that touches spaCy.

The sentences are given and stay as they are. What decides speed and memory, measured on a basic plan of
106,000 characters on one core (ja_ginza 5.3.0, spaCy 3.8; 10,000 characters a second, 410 MB at most): some
half of the time is matrix products, for which OpenBLAS makes the whole twice as fast as BLIS, and of which
:mod:`policyalign.segment.token_vectors` leaves a third out; leaving out the named-entity recogniser makes it 2.4
times as fast; leaving out the vocabulary's 480,000 strings, which only turn hashes of unseen words back into text,
saves 110 MB and half of the loading time; larger batches only cost memory.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from types import ModuleType
from typing import TYPE_CHECKING

from threadpoolctl import ThreadpoolController  # type: ignore[import-untyped]

from policyalign.domain import Token
from policyalign.segment.sentences import MAX_SENTENCE

if TYPE_CHECKING:
    from spacy.language import Language as Pipeline
    from spacy.tokens import Doc

MODEL = "ja_ginza"
BATCH_CHARACTERS = 1_000
"""Characters analysed at a time; larger batches are no faster and cost memory."""

_UNUSED = ("ner", "compound_splitter", "attribute_ruler", "strings")
# NUL, other control characters and lone surrogates make Sudachi fail or lose its place; as spaces they keep
# every offset.
_UNREADABLE = dict.fromkeys((*range(0x20), *range(0x7F, 0xA0), *range(0xD800, 0xE000)), " ")


class Language:
    """GiNZA, loaded once (0.5 s and 290 MB in a fresh process)."""

    def __init__(self) -> None:
        self._pipeline = _load_pipeline()
        self._threads = ThreadpoolController()

    def analyse(self, sentences: Sequence[str]) -> list[tuple[Token, ...]]:
        """The tokens of every sentence, in order; offsets and heads count within the sentence.

        A sentence comes out the same whatever stands beside it. It is never split: all its tokens hang on one
        root (pieces of :data:`~policyalign.segment.sentences.MAX_SENTENCE` characters, for a longer one).
        """
        readable = [sentence.translate(_UNREADABLE) for sentence in sentences]
        pieces = sorted({piece for text in readable for piece in _pieces(text)}, key=lambda text: (len(text), text))
        analyses: dict[str, tuple[Token, ...]] = {}
        # More threads would only wait for each other: the matrices of a batch are small.
        with self._threads.limit(limits=1, user_api="blas"):
            for batch in _batches(pieces):
                docs = self._pipeline.pipe(batch, batch_size=len(batch), component_cfg=_together(batch))
                analyses.update(zip(batch, map(_tokens, docs), strict=True))
        return [_join(analyses[piece] for piece in _pieces(text)) for text in readable]


def helper_language() -> Language:
    """For a helper process that does nothing else: :class:`Language` without torch, without spaCy's commands, and on
    one thread."""
    # An import of torch fails then: thinc takes it along when it can (2 s, 180 MB).
    sys.modules.setdefault("torch", None)  # type: ignore[arg-type]
    # spaCy imports its commands for one function, and with them clients for the network: a quarter of the loading time.
    commands = ModuleType("spacy.cli.info")
    commands.info = None  # type: ignore[attr-defined]
    sys.modules.setdefault("spacy.cli", ModuleType("spacy.cli"))
    sys.modules.setdefault("spacy.cli.info", commands)
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    return Language()


def analyse(sentences: Sequence[str]) -> list[tuple[Token, ...]]:
    """:meth:`Language.analyse` in this process, loading GiNZA at the first call."""
    return _language().analyse(sentences)


@cache
def _language() -> Language:
    return Language()


def _load_pipeline() -> Pipeline:
    from thinc.api import NumpyOps, set_current_ops

    set_current_ops(NumpyOps(use_blis=False))
    import spacy

    from policyalign.segment.token_vectors import Rows, fast_model

    pipeline = spacy.load(MODEL, exclude=list(_UNUSED))
    vectors = pipeline.get_pipe("tok2vec")
    vectors.model = fast_model(vectors.model)
    table = pipeline.vocab.vectors
    table.key2row = Rows(table.key2row)
    pipeline.add_pipe("disable_sentencizer", before="parser")
    # Sudachi's shorter units serve the compound splitter, clause marks nobody here: both cost time.
    pipeline.tokenizer.need_subtokens = False
    pipeline.get_pipe("bunsetu_recognizer").clause_marker_rules = []
    return pipeline


def _together(batch: Sequence[str]) -> dict[str, dict[str, int]]:
    """Makes the parser go through all sentences of a batch side by side; by itself it takes a quarter at a time."""
    return {"parser": {"batch_size": 4 * len(batch)}}


def _pieces(text: str) -> list[str]:
    return [text[start : start + MAX_SENTENCE] for start in range(0, len(text), MAX_SENTENCE)]


def _batches(texts: Iterable[str]) -> Iterator[list[str]]:
    batch: list[str] = []
    size = 0
    for text in texts:
        if batch and size + len(text) > BATCH_CHARACTERS:
            yield batch
            batch, size = [], 0
        batch.append(text)
        size += len(text)
    if batch:
        yield batch


def _tokens(doc: Doc) -> tuple[Token, ...]:
    begins = doc.user_data["bunsetu_bi_labels"]
    tokens, bunsetsu = [], -1
    for token, begin in zip(doc, begins, strict=True):
        bunsetsu += begin == "B"
        tokens.append(
            Token(
                surface=token.text,
                start=token.idx,
                lemma=token.lemma_,
                normalized=token.norm_,
                pos=token.pos_,
                dep=token.dep_,
                head=token.head.i,
                bunsetsu=bunsetsu,
            )
        )
    return tuple(tokens)


def _join(pieces: Iterable[tuple[Token, ...]]) -> tuple[Token, ...]:
    """One run of tokens from the pieces of an overlong sentence, with offsets and heads carried on."""
    first, *others = list(pieces) or [()]
    joined = list(first)
    for number, piece in enumerate(others, start=1):
        base, bunsetsu = len(joined), joined[-1].bunsetsu + 1 if joined else 0
        joined.extend(
            replace(
                token,
                start=token.start + number * MAX_SENTENCE,
                head=token.head + base,
                bunsetsu=token.bunsetsu + bunsetsu,
            )
            for token in piece
        )
    return tuple(joined)
