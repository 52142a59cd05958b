"""The words in the pictures of pages, and beside them."""

from __future__ import annotations

from collections.abc import Mapping

from policyalign.messages.wording import Codes, Wording, worded
from policyalign.values import ItemKind, PageState, Trace

ITEMS: Mapping[ItemKind, Wording] = {
    "heading": Wording("見出し", "heading"),
    "paragraph": Wording("段落", "paragraph"),
    "item": Wording("項目", "item"),
    "row": Wording("表の行", "table row"),
    "caption": Wording("図表の題・出典", "caption or source"),
    "footnote": Wording("脚注", "footnote"),
}
TRACES: Mapping[Trace, Wording] = {
    "text": Wording("見出し・箇所の行", "line of these"),
    "unused": Wording("箇所にならない行（目次など）", "line of no passage (contents)"),
    "head": Wording("柱", "running head"),
    "foot": Wording("フッター・ページ番号", "foot or page number"),
    "margin": Wording("欄外（つめ・行番号）", "margin: tab or line number"),
    "ruby": Wording("ルビ", "ruby"),
    "aside": Wording("透かし・取り消し線", "watermark or crossed out"),
    "cell": Wording("表の升目", "cell of a table"),
}
STATES: Mapping[PageState, Wording] = {
    "text": Wording("文字を読んだ", "text was read"),
    "ocr": Wording("文字認識（OCR）で読んだ", "read by OCR"),
    "blank": Wording("白紙", "blank"),
    "image": Wording("画像で、読めていない", "a picture, not read"),
    "garbled": Wording("文字コードがなく、読めていない", "no usable codes, not read"),
    "failed": Wording("読み取りに失敗", "could not be read"),
}
NOTES = {
    "level": Wording("見出しの Ln は水準", "Ln: level of a heading"),
    "stream": Wording("数字は読む順（ファイルの順による）", "Numbers: order of reading (from the file)"),
    "geometry": Wording("数字は読む順（紙面の位置による）", "Numbers: order of reading (from places)"),
    "seam": Wording("↑ 前のページから　↓ 次のページへ", "↑ from the page before, ↓ goes on"),
    "nothing": Wording("読めたものはありません", "nothing was read"),
    "problems": Wording("このページの問題", "Problems of this page"),
}


class PictureCode(Codes):
    """What can keep a page from being drawn, and what is said of those drawn."""

    picture_needs_pdf = worded("{file} は PDF ではないので、紙面を描けません", "{file} is no PDF and has no pages to draw",
        "--show を外すと、何が読めたかを示します", "without --show it is told what was read")
    page_absent = worded("{file} に {page} ページはありません（{count}ページまで）", "{file} has no page {page} ({count} pages)",
        "ファイルの先頭から数えたページ（物理ページ）を指定してください", "give pages as counted from the beginning of the file")
    page_absent_printed = worded("{file} に {page} ページはありません（{count}ページまで）。紙面の番号が {page} のページは p.{physical} です", "{file} has no page {page} ({count} pages); the one with the printed number {page} is p.{physical}",
        "ファイルの先頭から数えたページ（物理ページ）を指定してください", "give pages as counted from the beginning of the file")
    page_also_printed = worded("描いたのは {place}。紙面の番号が {page} のページは {other}", "what was drawn is {place}; the page with the printed number {page} is {other}")
    picture_written = worded("{place}: {path} に描きました", "{place} was drawn to {path}")
