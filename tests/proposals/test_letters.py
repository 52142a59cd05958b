"""Letters of request in many layouts, made here: what frames the requests is none of them, and is kept as a comment."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import docx
import openpyxl
import pytest

from policyalign.proposals.importing import import_file
from policyalign.proposals.letters import is_frame

from support.office import add_list, number

ASKED = ("港の岸壁を2030年までに直すべきである。", "船員の養成に財政支援を行うこと。", "灯台の増設を求める。")
OPENING = (
    "令和8年1月10日",
    "国土交通大臣　殿",
    "一般社団法人港の会　会長　海野一郎",
    "平素より格別のご高配を賜り、厚く御礼申し上げます。",
    "当会は、次期計画の策定に当たり、以下の三点を要望する。",
)
ENDING = ("以上の三点について、計画に反映されるよう強く要望いたします。", "以上", "連絡先：港の会事務局　03-0000-0000")

Write = Callable[[Path], Path]


def _text(name: str, *lines: str, encoding: str = "utf-8") -> Write:
    def write(folder: Path) -> Path:
        path = folder / name
        path.write_text("\n".join(lines) + "\n", encoding=encoding)
        return path

    return write


def _spaced(*lines: str) -> str:
    return "\n\n".join(lines)


def _word(style: str) -> Write:
    def write(folder: Path) -> Path:
        document = docx.Document()
        for line in OPENING:
            document.add_paragraph(line)
        numbered = add_list(document, [("decimal", "%1.")])
        for place, line in enumerate(ASKED, 1):
            if style == "numbered":
                number(document.add_paragraph(line), numbered)
            elif style == "bulleted":
                document.add_paragraph(line, style="List Bullet")
            elif style == "headed":
                document.add_heading(f"要望{place}", 2)
                document.add_paragraph(line)
            else:
                document.add_paragraph(line)
            if style == "reasoned":
                document.add_paragraph("（理由）現状では足りず、早急な対応が必要である。")
        for line in ENDING:
            document.add_paragraph(line)
        document.save(str(folder / "a.docx"))
        return folder / "a.docx"

    return write


def _sheet(folder: Path) -> Path:
    book = openpyxl.Workbook()
    for row in [
        ["港の会"],
        ["番号", "要望"],
        ["", OPENING[-1]],
        *([at, one] for at, one in enumerate(ASKED, 1)),
        ["", "以上"],
    ]:
        book.active.append(row)
    book.save(folder / "a.xlsx")
    return folder / "a.xlsx"


LAYOUTS: dict[str, Write] = {
    **{f"docx, {style}": _word(style) for style in ("numbered", "bulleted", "headed", "plain", "reasoned")},
    "xlsx": _sheet,
    "csv": _text("a.csv", "No,意見", f",{OPENING[-1]}", *(f"{at},{one}" for at, one in enumerate(ASKED, 1)), ",以上"),
    "csv of a Japanese Excel": _text("a.csv", "意見", OPENING[3], *ASKED, ENDING[0], encoding="cp932"),
    "txt, paragraphs": _text("a.txt", _spaced(*OPENING, *ASKED, *ENDING)),
    "txt, numbered": _text(
        "a.txt",
        _spaced(*OPENING),
        *("", "記", ""), *(f"{at}．{one}" for at, one in enumerate(ASKED, 1)), "", _spaced(*ENDING)
    ),
    "txt, circled, with reasons": _text(
        "a.txt", "【提言】", "", *(f"{mark}{one}" for mark, one in zip("①②③", ASKED, strict=True)), "",
        "【理由】", "", "港は古く、早急な更新が必要である。",
    ),
    "txt, comments of the public": _text(
        "a.txt", "はじめまして。下記のとおり意見を提出します。", "",
        *(f"意見{at}：{one}" for at, one in enumerate(ASKED, 1)), "", "何卒ご検討くださいますようお願いいたします。",
    ),
    "md": _text(
        "a.md", "# 提言書", "", "## はじめに", "", "ここに、次の三点を提言する。", "",
        "## 提言", "", *(f"- {one}" for one in ASKED), "", "## おわりに", "", "これらの提言の実現を強く期待する。",
    ),
}  # fmt: skip


@pytest.mark.parametrize("layout", LAYOUTS)
def test_only_the_requests_of_a_letter_are_imported(layout: str, tmp_path: Path) -> None:
    found = import_file(LAYOUTS[layout](tmp_path))
    assert [one.text for one in found.statements] == list(ASKED)
    if layout != "docx, headed":
        assert found.left_out


@pytest.mark.parametrize(
    "request_",
    [
        "次の世代を育てる教員の増員を求める。",
        "18歳以下の子どもの医療費の無償化を求める。",
        "以上の三つの港を直すべきである。",
        "次に、蓄電池の導入支援を求める。",
        "水素税の導入をご検討いただきたい。",
        "代表的な藻場の保全",
        "以下のとおり要望する。港を直すべきである。",
    ],
)
def test_requests_with_words_of_a_letter_stay(request_: str) -> None:
    assert not is_frame(request_)
