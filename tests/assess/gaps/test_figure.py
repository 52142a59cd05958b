from __future__ import annotations

import io
import sys
import warnings

import pytest

from policyalign.assess.gaps.figure import draw_heatmap
from policyalign.errors import MissingExtra

from support.runs import PROPOSALS, run

matplotlib = pytest.importorskip("matplotlib")


def test_japanese_is_drawn_with_glyphs_not_boxes() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        figure = draw_heatmap(run().matrix)
        picture = io.BytesIO()
        figure.savefig(picture, format="png", dpi=72)
    assert picture.getvalue().startswith(b"\x89PNG")
    (axes,) = figure.axes
    assert [tick.get_text() for tick in axes.get_yticklabels()] == [
        f"{proposal.id}  {proposal.label}" for proposal in PROPOSALS
    ]
    assert [tick.get_text() for tick in axes.get_xticklabels()] == ["宇宙計画", "digital"]


def test_each_status_has_its_own_colour() -> None:
    figure = draw_heatmap(run().matrix)
    figure.savefig(io.BytesIO())
    (mesh,) = figure.axes[0].collections
    colours = [tuple(colour) for colour in mesh.get_facecolors()]
    covered, partial, undetermined, gap, out_of_scope, covered_again = colours
    assert covered == covered_again
    assert len({covered, partial, undetermined, gap, out_of_scope}) == 5
    legend = figure.axes[0].get_legend()
    named = {
        text.get_text(): patch.get_facecolor()
        for text, patch in zip(legend.get_texts(), legend.get_patches(), strict=True)
    }
    assert named["対応"] == covered
    assert named["欠落"] == gap
    assert named["対象外"] == out_of_scope


def test_the_first_proposal_stands_at_the_top() -> None:
    axes = draw_heatmap(run().matrix).axes[0]
    low, high = axes.get_ylim()
    assert low > high


def test_other_figures_keep_their_font() -> None:
    before = matplotlib.rcParams["font.family"]
    draw_heatmap(run().matrix)
    assert matplotlib.rcParams["font.family"] == before


def test_without_the_extra_the_command_to_install_it_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib_fontja", None)
    with pytest.raises(MissingExtra, match="図を描く"):
        draw_heatmap(run().matrix)
