"""What all figures share: a Japanese font that comes along, and the bytes of a file (extra ``plot``)."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from policyalign.errors import MissingExtra
from policyalign.messages import ErrorCode

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from matplotlib.font_manager import FontProperties

DPI = 150


def japanese_font() -> FontProperties:
    """IPAex Gothic from matplotlib-fontja, whose import would otherwise change the font of every figure."""
    try:
        import matplotlib
        from matplotlib.font_manager import FontProperties

        with matplotlib.rc_context():
            from matplotlib_fontja import get_font_ttf_path
    except ImportError as error:
        raise MissingExtra(ErrorCode.plot_missing) from error
    return FontProperties(fname=get_font_ttf_path())


def figure_bytes(figure: Figure, kind: str) -> bytes:
    """A figure as ``svg`` or ``png``, without date and with ids that do not change."""
    import matplotlib

    page = io.BytesIO()
    metadata = {"Date": None} if kind == "svg" else {"Software": None}
    with matplotlib.rc_context({"svg.fonttype": "path", "svg.hashsalt": "policyalign"}):
        figure.savefig(page, format=kind, dpi=DPI, metadata=metadata)
    return page.getvalue()
