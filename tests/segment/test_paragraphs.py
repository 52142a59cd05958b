"""Paragraphs are found again whatever the style that their text is set in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from layout.styled_pages import NUMBERED, STYLES, UNSEEN, Align, Style, Text, Truth, set_pages
from layout.styled_texts import BULLETS, HARBOUR, LAW, MINUTES, QUESTIONS, sample_text
from policyalign.config import ReadSettings
from policyalign.domain import Anchor, Document, Line, Page, Passage, Plan
from policyalign.extract.document import extract
from policyalign.segment.blocks import join
from policyalign.segment.outline import outline
from policyalign.segment.reading_check import check_reading
from policyalign.text.normalize import nfkc_key

ALL = {**STYLES, **UNSEEN}


def read(texts: Sequence[Text], style: Style, folder: Path) -> tuple[Plan, Truth]:
    content, truth = set_pages(texts, style)
    (folder / "styled.pdf").write_bytes(content)
    return outline(extract(folder / "styled.pdf", ReadSettings()), "styled"), truth


def paragraph_f1(plan: Plan, truth: Truth) -> float:
    """Exact paragraphs, after NFKC and without spaces; labels, captions and notes stand beside the text."""
    asides = {nfkc_key(text) for text in truth.asides}
    found = [nfkc_key(one.text) for one in plan.passages if one.kind in ("paragraph", "item")]
    wanted = Counter(nfkc_key(text) for text in truth.paragraphs)
    got = Counter(text for text in found if text not in asides)
    return 2 * (wanted & got).total() / (wanted.total() + got.total())


@pytest.mark.parametrize("name", ALL)
def test_paragraphs_of_a_sample_plan_in_every_style(name: str, tmp_path: Path) -> None:
    plan, truth = read(sample_text("education"), ALL[name], tmp_path)
    assert paragraph_f1(plan, truth) >= 0.95


@pytest.mark.parametrize("name", ALL)
def test_an_awkward_text_in_every_style(name: str, tmp_path: Path) -> None:
    plan, truth = read(HARBOUR, ALL[name], tmp_path)
    assert paragraph_f1(plan, truth) >= 0.95
    assert not list(check_reading(plan.passages))


@pytest.mark.parametrize("name", ["justified", "ragged", "two columns", "items not hanging", "phrases", "slide"])
@pytest.mark.parametrize("texts", [LAW, MINUTES, QUESTIONS, BULLETS], ids=["law", "minutes", "questions", "bullets"])
def test_texts_of_other_kinds(texts: Sequence[Text], name: str, tmp_path: Path) -> None:
    plan, truth = read(texts, ALL[name], tmp_path)
    found = Counter(nfkc_key(one.text) for one in plan.passages)
    found += Counter(nfkc_key(one.heading) for one in plan.sections)
    assert Counter(map(nfkc_key, [*truth.paragraphs, *truth.headings])) == found


@pytest.mark.parametrize("name", NUMBERED)
def test_line_numbers_are_left_out(name: str, tmp_path: Path) -> None:
    plan, truth = read(HARBOUR, NUMBERED[name], tmp_path)
    assert paragraph_f1(plan, truth) >= 0.95


SHORT = [
    Text("text", text)
    for text in (
        "漁港の照明を発光ダイオードに替え、夜の水揚げを安全に行えるように整備",
        "潮の満ち引きを一時間ごとに測り、結果を組合の掲示板と町の広報車を通じて知らせるほか、係留の索の長さを決める目安として公表",
        "船だまりの底にたまった砂を、漁のない二月の間に取り除いて浜へ返還",
        "網を繕う小屋を三棟建て、雨の日にも仕事を続けられるようにするとともに、若い人が年寄りから編み方を習う場として開放",
        "氷をつくる機械を新しいものに替え、夏の出荷に間に合うように増産",
        "市場の床を滑りにくい材料で張り直し、荷車の通り道を広げて転倒を防止",
    )
]


@pytest.mark.parametrize("align", ["justified", "ragged"])
def test_most_lines_begin_paragraphs(align: Align, tmp_path: Path) -> None:
    """The edge of the column is where the fewer further lines begin, not one em inside, where most lines do."""
    heading = Text("heading", "１．港の手入れ", 2)
    plan, truth = read([heading, *SHORT, *SHORT[::-1], *SHORT], replace(STYLES["justified"], align=align), tmp_path)
    assert paragraph_f1(plan, truth) == 1.0


def test_an_item_of_one_full_line_goes_on_behind_a_figure(tmp_path: Path) -> None:
    item = "○汐見台の給水塔は、高さ二十四メートルの丘の上に立ち、二百世帯の台所へ朝夕二回ずつ水を送り届けている。"
    figure = Text("figure", "ポンプ|給水塔|台所|図３　水の上げ下げ")
    texts = [*HARBOUR[:3], figure, Text("item", "○塔の守り人は二人である。"), Text("item", item), *HARBOUR[4:]]
    plan, truth = read(texts, replace(STYLES["justified"], figures_in_text=True), tmp_path)
    assert nfkc_key(item) in {nfkc_key(one.text) for one in plan.passages}
    assert paragraph_f1(plan, truth) == 1.0


def test_a_page_whose_lines_were_not_put_together_is_told() -> None:
    """As if every line of a text had become a passage."""
    texts = [text.text for text in sample_text("space") if text.kind == "text"]
    lines = [text[start : start + 40] for text in texts for start in range(0, len(text), 40)]
    passages = [passage(number, line) for number, line in enumerate(lines)]
    problems = list(check_reading(passages))
    assert {problem.code for problem in problems} == {"plan_broken_up", "page_broken_up"}
    assert all(problem.severity == "partial" for problem in problems)


def test_whole_paragraphs_are_no_problem() -> None:
    texts = [text.text for text in sample_text("space") if text.kind != "heading"]
    assert not list(check_reading([passage(number, text) for number, text in enumerate(texts)]))


def passage(number: int, text: str) -> Passage:
    page = number // 10 + 1
    return Passage(f"p{number}", "made", "paragraph", text, None, (), (Anchor(page, (0.0, 0.0, 1.0, 1.0)),))


def column(texts: Sequence[str], region: int, left: float, top: float) -> list[Line]:
    """Full lines of a column 20 em wide in 10 pt; an empty text leaves white space."""
    lines = []
    for place, text in enumerate(texts):
        shift = len(text) - len(text.lstrip("　"))
        box = (left + 10.0 * shift, top + 17.0 * place, left + 10.0 * len(text), top + 17.0 * place + 10.0)
        if text:
            lines.append(Line(text.lstrip("　"), box, 10.0, region=region, font="Text"))
    return lines


def test_columns_that_a_heading_in_mid_page_cuts_are_read_section_by_section() -> None:
    left = [
        "　港の水は、冬の間も凍らないように少しず",
        "つ流しておく必要があるため、蛇口の栓を毎",
        "",
        "第２節　丘の井戸",
        "",
        "　丘の上には、古い井戸が六つあり、いまも",
        "水をたたえている。このうち三つの井戸の水",
    ]
    right = [
        "晩ゆるめておく。ゆるめる幅は、外の気温を",
        "見て決める。",
        "",
        "",
        "",
        "は、断水のときに町の人が分け合って飲むこ",
        "とになっている。",
    ]
    page = Page(1, 595.0, 842.0, (*column(left, 0, 60.0, 60.0), *column(right, 1, 300.0, 60.0)))
    plan = outline(Document("0" * 64, "made.pdf", (page,)), "made")
    assert [one.text for one in plan.passages] == [
        "港の水は、冬の間も凍らないように少しずつ流しておく必要があるため、蛇口の栓を毎晩ゆるめておく。"
        "ゆるめる幅は、外の気温を見て決める。",
        "丘の上には、古い井戸が六つあり、いまも水をたたえている。このうち三つの井戸の水は、断水のときに町の人が"
        "分け合って飲むことになっている。",
    ]


@pytest.mark.parametrize("name", ["justified", "ragged", "two columns"])
def test_a_figure_in_mid_sentence_does_not_end_the_paragraph(name: str, tmp_path: Path) -> None:
    """The figure stands where the page has room: between two lines of the paragraph."""
    text = next(one for one in HARBOUR if one.text.startswith("防潮扉は、これまで"))
    figure = next(one for one in HARBOUR if one.kind == "figure")
    plan, truth = read([*HARBOUR[:2], figure, text, *HARBOUR[-2:]], replace(ALL[name], figures_in_text=True), tmp_path)
    assert paragraph_f1(plan, truth) == 1.0


@pytest.mark.parametrize(
    ("head", "tail", "joined"),
    [
        ("https://example.jp/minato-", "plan.html", "https://example.jp/minato-plan.html"),
        ("www.minato-", "town.example.jp", "www.minato-town.example.jp"),
        ("詳細はexample.jp/minato-", "plan/", "詳細はexample.jp/minato-plan/"),
        ("an inter-", "national port", "an international port"),
        ("港のinter-", "face", "港のinterface"),
    ],
)
def test_the_hyphen_of_an_address_stays(head: str, tail: str, joined: str) -> None:
    assert join(head, tail) == joined
