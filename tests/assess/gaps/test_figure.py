from __future__ import annotations

import io
import itertools
import sys
import warnings
from collections.abc import Sequence
from dataclasses import replace

import pytest

import policyalign as pa
from policyalign.assess.drawing.colours import luminance
from policyalign.assess.drawing.shapes import PAGE, WIDTH, Box, Drawing, Text
from policyalign.assess.gaps.figure import COLOURS, draw_heatmap
from policyalign.assess.run import Run
from policyalign.errors import MissingExtra
from policyalign.export.figures import draw_figures

from support.runs import PROPOSALS, run


def cells(drawing: Drawing) -> list[tuple[str, str]]:
    """Colour and mark of every cell, row by row: those right of the names of proposals, above the legend."""
    marks = {(one.x, one.y): one.words for one in drawing.shapes if isinstance(one, Text)}
    boxes = [one for one in drawing.shapes if isinstance(one, Box) and one.x > 100 and one.width > 9]
    return [(box.fill, marks[box.middle]) for box in boxes if box.middle in marks and box.width != 14.0]


def with_titles(made: Run, titles: Sequence[str]) -> Run:
    plans = tuple(replace(one, title=title) for one, title in zip(made.plans, titles, strict=True))
    return replace(made, matrix=replace(made.matrix, plans=plans))


def test_every_verdict_has_its_colour_and_its_mark_in_the_order_of_the_matrix() -> None:
    (drawing,) = draw_heatmap(run().matrix)
    told = {"covered": "対", "partial": "部", "gap": "欠", "undetermined": "不", "out_of_scope": "外"}
    assert cells(drawing) == [(COLOURS[one.status], told[one.status]) for one in run().matrix.findings]
    names = [f"{proposal.id} {proposal.label}" for proposal in PROPOSALS]
    assert [text for text in drawing.texts if text in names] == names


def test_verdicts_differ_in_grey() -> None:
    told = sorted(luminance(COLOURS[one]) for one in ("covered", "gap", "partial", "undetermined", "out_of_scope"))
    assert all(later - earlier > 0.1 for earlier, later in itertools.pairwise(told))


def test_plans_go_by_their_titles_those_alike_by_numbers_too() -> None:
    made = with_titles(run("space", "digital"), ["宇宙基本計画", "宇宙基本計画"])
    texts = "".join(draw_heatmap(made.matrix)[0].texts)
    assert "宇宙基本計画（1）" in texts
    assert "宇宙基本計画（2）" in texts
    assert "space" not in texts
    assert "digital" not in texts


@pytest.mark.parametrize("count", [1, 15, 30])
def test_many_long_titles_fit_on_a_sheet_of_a4(count: int) -> None:
    names = [f"p{number}" for number in range(count)]
    title = "第７期科学技術・イノベーション基本計画の推進に関する関係府省連携アクションプラン"
    made = with_titles(run(*names), [f"{title}（令和{number}年）" for number in range(count)])
    (drawing,) = draw_heatmap(made.matrix)
    assert drawing.width == WIDTH
    assert drawing.height <= PAGE
    assert len(cells(drawing)) == count * len(PROPOSALS)
    ends = [text for text in drawing.texts if text.endswith("年）")]
    assert len(set(ends)) == count, "each can be told from the others"


def test_the_picture_for_notebooks_is_drawn_in_a_font_of_its_own() -> None:
    matplotlib = pytest.importorskip("matplotlib")
    before = matplotlib.rcParams["font.family"]
    with warnings.catch_warnings():
        warnings.simplefilter("error")  # a sign without glyph would warn
        picture = io.BytesIO()
        pa.Matrix(run()).plot().savefig(picture, format="png", dpi=72)
    assert picture.getvalue().startswith(b"\x89PNG")
    assert matplotlib.rcParams["font.family"] == before


def test_without_the_extra_the_command_to_install_it_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib_fontja", None)
    with pytest.raises(MissingExtra, match="図を描く"):
        draw_figures(run())
