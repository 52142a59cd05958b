"""Which column of a table (Excel, CSV, a table in Word) is what: by heads in Japanese or English.

Where no head names the text, the column with the longest cells is taken, and that is told.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from policyalign.errors import ProposalError
from policyalign.extract.sheets import Grid
from policyalign.messages import OwnCode
from policyalign.messages.labels import KINDS
from policyalign.proposals.requests import asks
from policyalign.text.normalize import nfkc_key
from policyalign.values import Kind

Field = Literal["number", "label", "text", "chapter", "section", "kind", "actors", "field"]

_HEADS: Mapping[Field, tuple[str, ...]] = {
    "number": (
        "番号", "項番", "通番", "連番", "整理番号", "受付番号", "提言番号", "意見番号",
        "no", "no.", "№", "id", "#", "number",
    ),
    "text": (
        "本文", "提言本文", "提言", "提言内容", "要望", "要望内容", "要望事項", "意見", "意見内容", "御意見", "ご意見",
        "意見の概要", "提案", "提案内容", "要請", "要請内容", "内容", "text", "body", "proposal", "request", "comment",
        "statement",
    ),
    "label": (
        "見出し", "題名", "件名", "標題", "表題", "タイトル", "提言名", "項目", "項目名", "要旨", "概要",
        "label", "title", "heading", "subject", "summary",
    ),
    "chapter": ("章", "大項目", "大分類", "chapter"),
    "section": ("節", "中項目", "中分類", "section"),
    "kind": ("種別", "種類", "分類", "区分", "カテゴリ", "カテゴリー", "kind", "type", "category"),
    "actors": (
        "主体", "実施主体", "担い手", "産官学", "産学官", "宛先", "提言先", "要望先",
        "actors", "actor", "addressee", "sector",
    ),
    "field": ("分野", "field", "area", "domain"),
}  # fmt: skip
_SECTORS: Mapping[str, str] = {
    "産": "産", "産業界": "産", "企業": "産", "民間": "産", "官": "官", "政府": "官", "国": "官", "行政": "官",
    "学": "学", "大学": "学",
}  # fmt: skip
"""Heads of columns that are ticked (○) for a sector each."""
_BRACKETS = re.compile(r"[(（\[【].*?[)）\]】]")
_LONGEST_HEAD = 20
"""Characters; longer cells are no names of columns."""
_MOST_ROWS_ABOVE = 20
"""The head of a table stands below a title and some remarks, not deeper."""
KIND_WORDS: Mapping[str, Kind] = {
    nfkc_key(name).casefold(): kind for kind, one in KINDS.items() for name in (kind, one.ja, one.en)
} | {"要望": "proposal", "意見": "proposal", "提案": "proposal", "課題": "issue"}


@dataclass(frozen=True, slots=True)
class Columns:
    """Which columns (from 0) are what, by the place of the first row below the heads; ``guessed`` where no head
    named the text. ``sectors`` are those (産, 官, 学) of columns that are ticked."""

    of: Mapping[Field, int]
    first_row: int
    guessed: bool
    sectors: Mapping[int, str]


def column_letter(index: int) -> str:
    """The name of a column from 0, as spreadsheets show it.

    >>> column_letter(0), column_letter(27)
    ('A', 'AB')
    """
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def find_columns(grid: Grid, named: Mapping[Field, str]) -> Columns | None:
    """The columns of a sheet, those ``named`` by the user (a head, a letter or a number from 1) first.

    None where nothing tells the text. Raises :class:`ProposalError` for a column that is not there.
    """
    best: tuple[int, int, dict[Field, int]] = (0, 0, {})
    for at, (_, cells) in enumerate(grid.rows[:_MOST_ROWS_ABOVE]):
        found = _by_heads(cells, named)
        if len(found) > best[0] and (len(found) > 1 or named or _may_be_heads(cells)):
            best = (len(found), at + 1, found)
    count, first, of = best
    texts = [at for at, head in enumerate(grid.rows[first - 1][1]) if _field_of(head) == "text"] if count else []
    if len(texts) > 1:
        of = _by_length(grid, first, of, texts)
    of = {**of, **_as_named(grid, first, named)}
    if not first and _is_head(grid, of.get("text", _longest(grid, 0, set(of.values())))):
        first = 1
    if "kind" in of and "kind" not in named and "chapter" not in of and not _are_kinds(grid, first, of["kind"]):
        of["chapter"] = of.pop("kind")
    guessed = "text" not in of
    if guessed:
        longest = _longest(grid, first, set(of.values()))
        if longest is None:
            return None
        of["text"] = longest
    return Columns(of, first, guessed, _ticked(grid, first, of))


def _may_be_heads(cells: Sequence[str]) -> bool:
    """Whether a row of which one cell is known for a head can be a row of heads: short words that ask for nothing."""
    return all(len(cell) <= _LONGEST_HEAD and not asks(cell) for cell in cells)


def _ticked(grid: Grid, first: int, of: Mapping[Field, int]) -> dict[int, str]:
    """The columns of sectors, in the row of heads or the one below (実施主体 over 産, 官 and 学)."""
    rows = [cells for _, cells in grid.rows[max(0, first - 1) : first]]
    if first < len(grid.rows):
        number, cells = grid.rows[first]
        if not cells[of["text"]] or (number, of["text"]) in grid.continued:
            rows.append(cells)
    found = {
        at: _SECTORS[key] for cells in rows for at, head in enumerate(cells) if (key := _head_key(head)) in _SECTORS
    }
    return found if len(found) > 1 else {}


def _is_head(grid: Grid, text: int | None) -> bool:
    """Whether the first row names the columns, though with no word that is known: it asks for nothing, while most of
    what stands below it does."""
    if text is None or len(grid.rows) < 2:
        return False
    first, *below = [cells[text] if text < len(cells) else "" for _, cells in grid.rows]
    return len(first) <= _LONGEST_HEAD and not asks(first) and 2 * sum(map(asks, below)) > len(below)


def _head_key(head: str) -> str:
    return nfkc_key(_BRACKETS.sub("", head) or head).casefold().strip("・:：*※")


def _field_of(head: str) -> Field | None:
    """What a head names: exactly, or in one of its parts (ご意見・ご要望), or at its end (具体的な提言内容)."""
    key = _head_key(head)
    if not key or len(key) > _LONGEST_HEAD:
        return None
    for field, names in _HEADS.items():
        if key in names:
            return field
    parts = set(re.split(r"[・/、]", key))
    for field, names in _HEADS.items():
        if parts & set(names) or any(len(name) > 1 and not name.isascii() and key.endswith(name) for name in names):
            return field
    return None


def _by_heads(cells: Sequence[str], named: Mapping[Field, str]) -> dict[Field, int]:
    keys = [_head_key(head) for head in cells]
    found = {field: keys.index(key) for field, value in named.items() if (key := _head_key(value)) in keys}
    for at, head in enumerate(cells):
        field = _field_of(head)
        if field is not None:
            found.setdefault(field, at)
    return found


def _by_length(grid: Grid, first: int, of: Mapping[Field, int], texts: Sequence[int]) -> dict[Field, int]:
    """Of several columns that may be the text (提言, 内容) the longest is; the one before it may be the label."""
    ordered = sorted(texts, key=lambda at: -_mean_length(grid, first, at))
    chosen: dict[Field, int] = {**of, "text": ordered[0]}
    if "label" not in of:
        chosen["label"] = ordered[1]
    return chosen


def _mean_length(grid: Grid, first: int, at: int) -> float:
    lengths = [len(cells[at]) for _, cells in grid.rows[first:] if at < len(cells) and cells[at]]
    return sum(lengths) / len(lengths) if lengths else 0.0


_SHORTEST_TEXT = 8
"""Characters that the cells of a column have on average, before it may be taken for texts unnamed."""


def _longest(grid: Grid, first: int, taken: set[int]) -> int | None:
    width = max((len(cells) for _, cells in grid.rows), default=0)
    lengths = {at: _mean_length(grid, first, at) for at in range(width) if at not in taken}
    longest = max(lengths, key=lambda at: lengths[at], default=None)
    return longest if longest is not None and lengths[longest] >= _SHORTEST_TEXT else None


def _are_kinds(grid: Grid, first: int, at: int) -> bool:
    values = {nfkc_key(cells[at]).casefold() for _, cells in grid.rows[first:] if at < len(cells) and cells[at]}
    return bool(values) and values <= {*KIND_WORDS}


def _as_named(grid: Grid, first: int, named: Mapping[Field, str]) -> dict[Field, int]:
    heads = [_head_key(head) for head in grid.rows[max(0, first - 1)][1]]
    width = max((len(cells) for _, cells in grid.rows), default=0)
    letters = {column_letter(at): at for at in range(width)}
    found: dict[Field, int] = {}
    for field, value in named.items():
        key = _head_key(value)
        if key in heads:
            found[field] = heads.index(key)
        elif (at := letters.get(nfkc_key(value).upper())) is not None:
            found[field] = at
        elif key.isdecimal() and 1 <= int(key) <= width:
            found[field] = int(key) - 1
        else:
            there = "、".join(f"{column_letter(at)}={head}" for at, head in enumerate(heads) if head) or "、".join(
                letters
            )
            raise ProposalError(OwnCode.own_column_unknown, column=value, columns=there)
    return found
