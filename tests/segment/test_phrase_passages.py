"""Lists and phrases that end in nouns (体言止め) have no full stops; their paragraphs are found all the same."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from layout.style_grid import CONTENTS, GRID, sets
from layout.styled_pages import Text, set_pages
from layout.styled_texts import HARBOUR, sample_text
from policyalign.config import ReadSettings
from policyalign.domain import Plan
from policyalign.extract.document import extract
from policyalign.segment.markers import read_marker
from policyalign.segment.outline import outline
from policyalign.text.normalize import nfkc_key

# Lines break off anywhere and in a narrow column: what parts phrases must be measured.
STYLES = (
    "justified, spaced, 1 column",
    "ragged, indented, 2 columns",
    "phrases, spaced, 2 columns",
    "centred, spaced, 3 columns",
)


def read(texts: list[Text], style: str, folder: Path) -> tuple[Plan, list[str], list[str]]:
    content, truth = set_pages(texts, GRID[style])
    (folder / "styled.pdf").write_bytes(content)
    return outline(extract(folder / "styled.pdf", ReadSettings()), "styled"), truth.paragraphs, truth.headings


def f1(wanted: list[str], found: list[str]) -> float:
    a, b = Counter(map(nfkc_key, wanted)), Counter(map(nfkc_key, found))
    return 2 * (a & b).total() / (a.total() + b.total())


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("kind", ["phrases", "bullets"])
def test_phrases_of_a_sample_plan(kind: str, style: str, tmp_path: Path) -> None:
    plan, paragraphs, headings = read(CONTENTS[kind](sample_text("education")), style, tmp_path)
    assert f1(paragraphs, [one.text for one in plan.passages]) >= 0.95
    assert f1(headings, [one.heading for one in plan.sections]) >= 0.95


def test_the_first_phrases_of_a_text_are_no_title(tmp_path: Path) -> None:
    """A page that begins with phrases which speak of a plan, in the type of all of it."""
    first = [
        "港の計画は、三つの地区の暮らしを土台から改め、次の世代に手渡すための約束",
        "町の戦略は、海に出る日を一日も失わせないよう、漁期と重ならない工事の順を毎年度定めること",
    ]
    texts = [*[Text("text", one) for one in first], *CONTENTS["phrases"](HARBOUR[1:] + HARBOUR[1:])]
    plan, _, _ = read(texts, "ragged, spaced, 1 column", tmp_path)
    assert [one.text for one in plan.passages][:2] == first
    assert not {one.heading for one in plan.sections} & set(first)


def test_a_full_stop_is_waited_for_where_texts_have_them(tmp_path: Path) -> None:
    """The awkward text of sentences: no line of it becomes a paragraph of its own."""
    plan, paragraphs, _ = read([one for one in HARBOUR if one.kind != "figure"], STYLES[2], tmp_path)
    assert f1(paragraphs, [one.text for one in plan.passages if one.kind != "footnote"]) >= 0.95


def test_a_sentence_goes_on_behind_a_bracket_that_holds_one(tmp_path: Path) -> None:
    law = "町長が定める区域（港の内側に限り、夜間の停泊を認めた区域を除く。）に船を留める者は、日没までに届け出る。"
    sentences = [Text("text", law[shift:] + law) for shift in range(20)]
    plan, paragraphs, _ = read(sentences, "phrases, indented, 2 columns", tmp_path)
    assert f1(paragraphs, [one.text for one in plan.passages]) == 1.0


@pytest.mark.parametrize(
    ("line", "begins"),
    [("10 年間における行動", False), ("80 万人を超えた", False), ("１　年度計画", True), ("10 人材", True)],
)
def test_a_quantity_that_white_parts_from_its_counter_is_no_number(line: str, begins: bool) -> None:
    assert (read_marker(line) is not None) == begins


def test_phrases_that_nothing_parts_are_not_set() -> None:
    assert not sets("ragged, neither, 1 column", "phrases")
    assert sets("ragged, neither, 1 column", "bullets")
