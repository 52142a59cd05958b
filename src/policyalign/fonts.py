"""The Japanese font of all that is drawn: IPAex Gothic, which the extra ``plot`` brings along, never one of the
machine's own, so that a picture is the same everywhere."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

from policyalign.errors import MissingExtra
from policyalign.messages import ErrorCode


def japanese_font_file() -> Path:
    """The font file, found without importing its package, which would change the font of every figure.

    Raises:
        MissingExtra: the extra ``plot`` is not installed.
    """
    package = find_spec("matplotlib_fontja")
    if package is None or package.origin is None:
        raise MissingExtra(ErrorCode.plot_missing)
    return Path(package.origin).parent / "fonts" / "ipaexg.ttf"
