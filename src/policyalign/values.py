"""The words that fields of the records, settings and messages may hold: closed lists, without any code."""

from __future__ import annotations

from typing import Literal, NewType

Lang = Literal["ja", "en"]
Workers = int | Literal["auto"]
"""How many lanes of helper processes: a number, or as many as the machine has room for."""

Code = NewType("Code", str)
"""Names a message of :mod:`policyalign.messages`: an attribute of its classes of codes, such as
``ReadingCode.page_failed``."""

Zone = Literal[
    "body", "table", "footnote", "ruby", "head", "foot", "page_number", "side_tab", "line_number", "slanted", "struck"
]
"""What a line is on its page. Only ``body`` lines become headings and paragraphs; ``slanted`` are words across the
page or behind its text (透かし), ``struck`` those that a rule crosses out (見え消し)."""

PageState = Literal["text", "blank", "image", "garbled", "failed", "ocr"]
"""How a page was read: ``text`` and ``ocr`` carry usable text, ``blank`` has nothing to read, the
others are *unread*: nothing may be concluded from what was not found on them."""

UNREAD_STATES: frozenset[PageState] = frozenset({"image", "garbled", "failed"})
RECOGNISABLE: frozenset[PageState] = frozenset({"image", "garbled"})
"""Pages that recognition (OCR) can help."""

Role = Literal["measure", "target", "background", "issue", "principle", ""]
"""施策 measure, 目標 target, 現状 background, 課題 issue, 理念 principle; empty when not sure."""

PassageKind = Literal["paragraph", "item", "row", "footnote", "caption"]

ItemKind = Literal["heading", PassageKind]
"""What a text of a page became: a heading, or a passage of a kind."""

Trace = Literal["text", "unused", "head", "foot", "margin", "ruby", "aside", "cell"]
"""What a printed line counts as when a page is looked at: of a heading or passage (``text``); of the body, but of
neither (``unused``: 目次, 表紙); running head (柱), foot and page number (ノンブル), side tab or line number
(``margin``), ruby, words across the page or crossed out (``aside``), or the cell of a table."""

PlaceUnit = Literal["page", "slide", "cell", "heading", "paragraph", "row", "line", "note"]
"""What a page of a plan is in its format, as readers of the file count it."""

ElementKind = Literal["title", "heading", "paragraph", "item", "table", "footnote"]

Kind = Literal["proposal", "cycle", "technology", "issue", "criterion", "effect"]
"""提言, 研究サイクル, 技術, 問題意識, 選定基準, 波及効果 of the COCN document."""

MATCHABLE: frozenset[Kind] = frozenset(("proposal", "cycle", "technology"))
"""Kinds that a plan can take up, and for which the probabilities were measured."""

Status = Literal["covered", "partial", "gap", "undetermined", "out_of_scope", "observed"]
"""対応, 一部対応, 欠落, 判定不能, 対象外; 該当あり of a complaint (問題意識) that the plans themselves bear out. *Not
found* alone is never ``gap``."""

Level = Literal["expected", "optional", "out_of_scope"]
"""期待, 任意, 対象外: how far a plan of a domain is expected to answer a proposal."""

Severity = Literal["fatal", "partial", "note"]

Check = Literal[
    "present",
    "covered",
    "partial",
    "absent",
    "duplicate",
    "similar",
    "complement",
    "related",
    "none",
    "right",
    "wrong",
    "unsure",
    "disputed",
    "",
]
"""What people who looked said: あり, 対応, 一部対応, なし of a proposal in a plan (あり where only that was asked);
重複, 類似, 補完, 関連, 無関係 of two measures; 正しい, 誤り of an alarm, an exit or a responsibility; 不明 of any.
不一致 where they do not agree; empty where nobody looked."""

Precision = Literal["exact", "by", "from", "around", "part", "relative", "unresolved"]
"""How a time is stated: 年度そのもの, …までに (no start), …以降 (no end), …頃, 年代の前半など (part of a
decade or century), 今後5年間 (resolved against the plan's own dates), 当面 (kept, but without years)."""

Basis = Literal["sole", "first", "doer", "listed", "also", "partner", "nobody"]
"""How a measure names a ministry: alone as the one in charge (担当), first of those in charge, as the doer of
the text where nobody is named as in charge; further down the list, as another doer, as a partner (…と連携);
``nobody`` where it names no ministry for it."""

LEADING: frozenset[Basis] = frozenset(("sole", "first", "doer"))

UNNAMED = ""
"""Stands for the ministry of a measure that names none."""
