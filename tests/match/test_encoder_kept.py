"""The vectors of texts, kept: the same bits, and nothing encoded twice."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from policyalign.match.encoder import Encoder, TextKind
from policyalign.match.encoder_kept import KeptEncoder
from policyalign.match.encoders import load_encoder
from policyalign.store import Store

from support.plans import PairEncoder

TEXTS = ["宇宙の開発を進める。", "環境を守る。", "博士課程の学生に奨励金を支給する。"]


def kept(encoder: Encoder, folder: Path) -> KeptEncoder:
    return KeptEncoder(encoder, Store(folder))


def test_the_second_time_they_come_from_the_cache(tmp_path: Path) -> None:
    first, second = PairEncoder(), PairEncoder()
    computed = kept(first, tmp_path).encode(TEXTS, "passage")
    found = kept(second, tmp_path).encode(TEXTS, "passage")
    assert found.tobytes() == computed.tobytes() == PairEncoder().encode(TEXTS, "passage").tobytes()
    assert not second.read
    found += 1  # whoever gets them may go on with them


@pytest.mark.parametrize(
    ("texts", "kind", "revision"),
    [(TEXTS[::-1], "passage", "1"), (TEXTS[:2], "passage", "1"), (TEXTS, "query", "1"), (TEXTS, "passage", "2")],
)
def test_for_other_texts_another_order_use_or_revision_they_are_computed(
    tmp_path: Path, texts: list[str], kind: TextKind, revision: str
) -> None:
    kept(PairEncoder(revision="1"), tmp_path).encode(TEXTS, "passage")
    other = PairEncoder(revision=revision)
    assert np.array_equal(kept(other, tmp_path).encode(texts, kind), PairEncoder().encode(texts, kind))
    assert other.read


def test_a_cache_that_cannot_be_written_does_no_harm(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    assert kept(PairEncoder(), tmp_path / "file").encode(TEXTS, "passage").shape == (3, 256)
    assert kept(PairEncoder(), tmp_path / "cache").encode([], "passage").shape == (0, 256)


def test_real_vectors_are_kept_bit_by_bit(tmp_path: Path) -> None:
    encoder = load_encoder("use")
    vectors = [kept(encoder, tmp_path).encode(TEXTS, "passage") for _ in range(2)]
    assert vectors[0].tobytes() == vectors[1].tobytes() == encoder.encode(TEXTS, "passage").tobytes()
