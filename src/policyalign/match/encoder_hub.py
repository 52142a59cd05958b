"""Any model that sentence-transformers can load: from a local folder, from the cache, or from the hub."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import torch
from huggingface_hub import model_info, snapshot_download
from huggingface_hub.errors import HFValidationError, RepositoryNotFoundError
from sentence_transformers import SentenceTransformer

from policyalign.errors import EncoderError
from policyalign.files import sha256_of
from policyalign.match.encoder import SentenceEncoder
from policyalign.messages import EncoderCode

_THREADS = 2
_TIMEOUT = 10.0


def load_model(name: str) -> SentenceEncoder:
    """The model in the folder ``name``, or of that name on the hub. Code that comes with a model is not run.

    Raises :class:`~policyalign.errors.EncoderError`.
    """
    folder = Path(name).expanduser()
    if name.strip() and folder.exists():
        return _wrap(name, _load_folder(folder), f"sha256 {_digest(folder)}")
    if not _is_hub_name(name):
        raise EncoderError(EncoderCode.encoder_folder_missing, encoder=name)
    return _load_hub(name)


def _is_hub_name(name: str) -> bool:
    """Whether it is of the form ``owner/model`` or ``model``."""
    return bool(name.strip()) and name.count("/") <= 1 and not name.startswith(("/", "./", "../", "~"))


def _load_folder(folder: Path) -> SentenceTransformer:
    if not folder.is_dir() or not any((folder / entry).is_file() for entry in ("modules.json", "config.json")):
        raise EncoderError(EncoderCode.encoder_no_model, encoder=folder)
    return _load(str(folder), local_files_only=True)


def _load_hub(name: str) -> SentenceEncoder:
    """From the local cache if it is there, so that what was once downloaded is used as it is; else
    download."""
    if snapshot := _cached(name):
        return _wrap(name, _load_folder(snapshot), snapshot.name)
    revision = _newest_revision(name)
    return _wrap(name, _load(name, revision=revision), revision)


def _load(source: str, **how: Any) -> SentenceTransformer:
    try:
        return SentenceTransformer(source, device="cpu", **how)
    except Exception as error:  # whatever is wrong in there, the loaders of many libraries say it in many ways
        raise EncoderError(EncoderCode.encoder_broken, encoder=source, error=_first_line(error)) from error


def _cached(name: str) -> Path | None:
    """The folder of the newest snapshot in the cache, named by its commit."""
    try:
        return Path(snapshot_download(name, local_files_only=True))
    except (OSError, ValueError):  # what the hub's client raises when nothing of that name is there
        return None


def _newest_revision(name: str) -> str:
    """The commit to download. Asked for by itself since loading would retry for a minute without a
    network."""
    try:
        return str(model_info(name, timeout=_TIMEOUT).sha)
    except (RepositoryNotFoundError, HFValidationError) as error:
        raise EncoderError(EncoderCode.encoder_unknown, encoder=name) from error
    except Exception as error:  # network errors come from several libraries
        raise EncoderError(EncoderCode.encoder_unreachable, encoder=name) from error


def _wrap(name: str, model: SentenceTransformer, revision: str) -> SentenceEncoder:
    torch.set_num_threads(_THREADS)
    dimension = model.get_embedding_dimension()
    if not dimension:
        raise EncoderError(EncoderCode.encoder_no_model, encoder=name)
    return SentenceEncoder(name, revision, model.eval(), int(dimension))


def _digest(folder: Path) -> str:
    """SHA-256 over the names and contents of all files of a folder, its first 16 digits."""
    total = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        total.update(f"{path.relative_to(folder).as_posix()} {sha256_of(path)}\n".encode())
    return total.hexdigest()[:16]


def _first_line(error: Exception) -> str:
    lines = str(error).strip().splitlines()
    return lines[0][:200] if lines else type(error).__name__
