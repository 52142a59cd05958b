"""The vectors of words in their sentences, as ja_ginza's ``tok2vec`` gives them, in 60 % of its time.

Two thirds of the time of an analysis is the matrix products of eight convolutions over three words each. Here they are
Winograd's F(2,3) (Lavin and Gray, "Fast Algorithms for Convolutional Neural Networks", 2015): two places of a row take
four products instead of six. What a word is before any convolution depends on nothing else, and is kept. Both change
the last bits only (less than 1e-5 of vectors of length 4, as much as another BLAS does), and no word of an analysis.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray
from thinc.api import Model

if TYPE_CHECKING:
    from spacy.tokens import Doc

Floats = NDArray[np.float32]

_KEPT_WORDS = 20_000
"""At 1 KB each; then what is kept is let go of."""
_OF_WEIGHTS = np.array([[1, 0, 0], [0.5, 0.5, 0.5], [0.5, -0.5, 0.5], [0, 0, 1]])


@dataclass(frozen=True, slots=True)
class _Layer:
    """``weights``: (4 products, width, pieces × width); ``bias``: (pieces × width); then those of the norm."""

    weights: Floats
    bias: Floats
    scale: Floats
    shift: Floats


def fast_model(model: Model[Any, Any]) -> Model[Any, Any]:
    """A model that gives what the ``model`` of ja_ginza's ``tok2vec`` gives. For one thread."""
    embed, encode = model.layers
    convolve, words = _Convolutions(encode), _Words(embed)

    def forward(_: Model[Any, Any], docs: Sequence[Doc], is_train: bool) -> tuple[list[Floats], Any]:
        if is_train:
            raise NotImplementedError
        return convolve(words(docs)), None

    return Model("token_vectors", forward, dims={"nO": model.get_dim("nO")})


class Rows:
    """Which row of the table of vectors a word has, by its hash: what spaCy keeps of them in 480,000 pairs of Python's
    numbers takes 55 MB more."""

    def __init__(self, rows: Mapping[int, int]) -> None:
        keys = np.fromiter(rows.keys(), np.uint64, len(rows))
        order = np.argsort(keys)
        self._keys = keys[order]
        self._rows = np.fromiter(rows.values(), np.int32, len(rows))[order]

    def get(self, key: int, default: int) -> int:
        """The row of a word, or ``default`` where it has none."""
        place = int(np.searchsorted(self._keys, np.uint64(key)))
        return int(self._rows[place]) if place < len(self._keys) and self._keys[place] == key else default


class _Words:
    """The vector of every word by itself."""

    def __init__(self, embed: Model[Any, Any]) -> None:
        self._embed = embed
        self._places: dict[int, int] = {}
        self._rows: Floats = np.zeros((0, embed.get_dim("nO")), np.float32)

    def __call__(self, docs: Sequence[Doc]) -> list[Floats]:
        orths = [doc.to_array("ORTH").tolist() for doc in docs]
        new = {orth for words in orths for orth in words} - self._places.keys()
        if new:
            self._learn(docs[0].vocab, sorted(new), {orth for words in orths for orth in words})
        return [self._rows[[self._places[orth] for orth in words]] for words in orths]

    def _learn(self, vocab: Any, new: Sequence[int], asked: set[int]) -> None:
        from spacy.tokens import Doc

        if len(self._places) + len(new) > _KEPT_WORDS:
            self._places, self._rows, new = {}, self._rows[:0], sorted(asked)
        (rows,) = self._embed.predict([Doc(vocab, words=[vocab.strings[orth] for orth in new])])
        self._places.update({orth: len(self._rows) + number for number, orth in enumerate(new)})
        self._rows = np.concatenate([self._rows, rows])


class _Convolutions:
    """The layers of a ``MaxoutWindowEncoder`` with a window of one word to either side."""

    def __init__(self, encode: Model[Any, Any]) -> None:
        self._pad: int = encode.attrs["pad"]
        maxouts, norms = ([node for node in encode.walk() if node.name == name] for name in ("maxout", "layernorm"))
        self._layers = [_layer(maxout, norm) for maxout, norm in zip(maxouts, norms, strict=True)]

    def __call__(self, sentences: Sequence[Floats]) -> list[Floats]:
        """The sentences with their words in context; between them stand as many empty words as context reaches."""
        starts = np.cumsum([self._pad, *(len(rows) + self._pad for rows in sentences)])[:-1].tolist()
        count = starts[-1] + len(sentences[-1]) + self._pad if sentences else 0
        pairs = -(-count // 2)
        # A row before the first and one after the last, for what these have beside them.
        padded = np.zeros((2 * pairs + 2, sentences[0].shape[1] if sentences else 0), np.float32)
        inside = padded[1 : count + 1]
        for start, rows in zip(starts, sentences, strict=True):
            inside[start : start + len(rows)] = rows
        for layer in self._layers:
            inside += _convolved(padded, pairs, layer)[:count]
        return [inside[start : start + len(rows)].copy() for start, rows in zip(starts, sentences, strict=True)]


def _layer(maxout: Model[Any, Any], norm: Model[Any, Any]) -> _Layer:
    weights, bias = maxout.get_param("W"), maxout.get_param("b")
    width, pieces, _ = weights.shape
    windows = weights.reshape(width, pieces, 3, width).astype(np.float64)
    products = np.einsum("tw,opwi->tipo", _OF_WEIGHTS, windows).reshape(4, width, pieces * width)
    flat = np.ascontiguousarray(bias.T).reshape(pieces * width)
    return _Layer(products.astype(np.float32), flat, norm.get_param("G"), norm.get_param("b"))


def _convolved(padded: Floats, pairs: int, layer: _Layer) -> Floats:
    """What a layer makes of each two rows between their neighbours, before it is added to them."""
    before, first, second, after = (padded[place : place + 2 * pairs : 2] for place in range(4))
    left = (before - second) @ layer.weights[0]
    both = (first + second) @ layer.weights[1]
    apart = (second - first) @ layer.weights[2]
    right = (first - after) @ layer.weights[3]
    left += layer.bias
    left += both
    left += apart
    both -= apart
    both -= right
    both += layer.bias
    made = np.empty((2 * pairs, padded.shape[1]), np.float32)
    _greatest(left, made[::2])
    _greatest(both, made[1::2])
    return _normed(made, layer)


def _greatest(rows: Floats, out: Floats) -> None:
    """The greatest of the pieces of every row."""
    pieces = rows.reshape(len(rows), -1, out.shape[1])
    out[:] = pieces[:, 0]
    for number in range(1, pieces.shape[1]):
        np.maximum(out, pieces[:, number], out=out)


def _normed(rows: Floats, layer: _Layer) -> Floats:
    rows -= rows.mean(axis=1, keepdims=True)
    variance = np.einsum("ij,ij->i", rows, rows) / np.float32(rows.shape[1]) + np.float32(1e-8)
    rows *= (1 / np.sqrt(variance))[:, None]
    rows *= layer.scale
    rows += layer.shift
    return rows
