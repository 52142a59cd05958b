"""The reliability diagram and the risk–coverage curve as pictures (extra ``plot``)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from policyalign.assess.drawing.rendering import figure_bytes, japanese_font
from policyalign.messages import label
from policyalign.messages.figures import FIGURES

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_BLUE, _ORANGE, _GREY = "#0072b2", "#d55e00", "#999999"
"""From the palette of Okabe and Ito (2008), which colour-blind readers can tell apart."""


def calibration_pictures(calibration: Mapping[str, Any], lang: str = "ja") -> dict[str, bytes]:
    """The pictures of the value of ``calibration``, PNG by file name.

    Raises :class:`~policyalign.errors.MissingExtra` without the extra ``plot``.
    """
    curves = _draw_risk_coverage(calibration["risk_coverage"], calibration["gap_curve"], lang)
    reliability = _draw_reliability(calibration["reliability"], lang)
    return {"reliability.png": figure_bytes(reliability, "png"), "risk_coverage.png": figure_bytes(curves, "png")}


def _draw_reliability(bins: Sequence[Mapping[str, Any]], lang: str) -> Figure:
    """Mean probability against the true share with its exact interval, one point per bin that has cells."""
    figure, axes = _square(lang, "mean_probability", "share_covered")
    axes.plot([0, 1], [0, 1], color=_GREY, linewidth=1, linestyle="--")
    predicted = [one["mean_probability"] for one in bins]
    shares = [one["share_covered"] for one in bins]
    lower = [share - one["interval"][0] for share, one in zip(shares, bins, strict=True)]
    upper = [one["interval"][1] - share for share, one in zip(shares, bins, strict=True)]
    axes.errorbar(predicted, shares, yerr=[lower, upper], fmt="o", color=_BLUE, capsize=3)
    for one in bins:
        point = (one["mean_probability"], one["share_covered"])
        axes.annotate(str(one["cells"]), point, xytext=(6, -10), textcoords="offset points", fontsize=8)
    return figure


def _draw_risk_coverage(curve: Sequence[Mapping[str, Any]], gaps: Sequence[Mapping[str, Any]], lang: str) -> Figure:
    """The share of wrong answers when only the surest cells are answered; and of 欠落 claims, against the
    share of the true gaps claimed."""
    figure, axes = _square(lang, "coverage", "risk")
    answered = [one["coverage"] for one in curve], [one["risk"] for one in curve]
    claimed = [one["share_of_gaps_claimed"] for one in gaps], [1 - one["npv"] for one in gaps]
    for (across, up), colour, marker, name in (
        (answered, _BLUE, "o", "curve_cells"),
        (claimed, _ORANGE, "s", "curve_gaps"),
    ):
        axes.plot(across, up, color=colour, marker=marker, markersize=3, label=label(FIGURES, name, lang))
    axes.set_ylim(-0.01, 0.5)
    axes.legend(prop=japanese_font(), frameon=False)
    return figure


def _square(lang: str, across: str, up: str) -> tuple[Figure, Axes]:
    font = japanese_font()
    from matplotlib.figure import Figure

    figure = Figure(figsize=(5, 5), layout="constrained")
    axes = figure.subplots()
    axes.set_xlim(-0.02, 1.02)
    axes.set_ylim(-0.02, 1.02)
    axes.set_xlabel(label(FIGURES, across, lang), fontproperties=font)
    axes.set_ylabel(label(FIGURES, up, lang), fontproperties=font)
    axes.spines[["top", "right"]].set_visible(False)
    return figure, axes
