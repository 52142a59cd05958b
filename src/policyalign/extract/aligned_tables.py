"""Tables without uprights, and mostly without any rules: only the alignment of their words shows them.

Lines below each other that all keep clear of common gaps are a table where they part into rows (see
:mod:`~policyalign.extract.table_rows`) of which one column holds names. Running text in columns keeps clear of gaps
too, but its lines are full where rows would part, and none of its columns holds names.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from policyalign.domain import Box
from policyalign.extract.drawing import Rule
from policyalign.extract.runs import Run
from policyalign.extract.table_rows import Cells, Piece, by_column, extent, is_cut, part_rows, pieces_of

# White between two columns, in em.
_GAP = 0.8
# The next line of a table stands at most so far below (em), and at most so many times the usual white and an em.
_FURTHEST, _BREAK = 3.5, 2.6
_MOST_COLUMNS = 8
# So many rows at least, the heads among them.
_ROWS = 3
# So many lines from the first that may begin a table are tried.
_TRIES = 3
_MARGIN = 2.0


@dataclass(frozen=True, slots=True)
class Grid:
    """The edges of the columns and the rows of a table, in points, and how many rows at its top hold heads."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    header_rows: int

    @property
    def cells(self) -> Iterator[Box]:
        for (top, bottom), (x0, x1) in itertools.product(itertools.pairwise(self.ys), itertools.pairwise(self.xs)):
            yield x0, top, x1, bottom


def find_aligned_tables(rows: Sequence[Sequence[Run]], drawn: Sequence[Rule] = ()) -> list[Grid]:
    """The tables among rows that stand in none that is ruled; ``drawn`` are level rules and coloured areas."""
    lines = [[piece for run in row for piece in pieces_of(run, _GAP)] for row in rows]
    grids: list[Grid] = []
    at = 0
    while at < len(lines):
        found, end = _first_from(lines, at, drawn) if _may_begin(lines[at]) else (None, at + 1)
        if found is not None:
            grids.append(found)
        at = end
    return grids


def _first_from(lines: Sequence[list[Piece]], at: int, drawn: Sequence[Rule]) -> tuple[Grid | None, int]:
    """A table that begins at a line or soon after, and the line after it; or none, and where to go on."""
    last = at + 1
    for start in range(at, min(at + _TRIES, len(lines))):
        if start >= last and start > at:
            break
        for end, cuts in _stretches(lines, start):
            last = max(last, end)
            grid = _grid(lines[start:end], cuts, drawn)
            if grid is not None:
                return grid, end
    return None, last


def _may_begin(line: Sequence[Piece]) -> bool:
    return len(line) > 1 and not (len(line) == 2 and _MARKER.fullmatch(line[0].text))


def _stretches(lines: Sequence[list[Piece]], at: int) -> list[tuple[int, list[float]]]:
    """The lines from ``at`` on that keep clear of common gaps, as the line after them and the middles of the gaps: the
    longest stretch first, then those that have more gaps."""
    taken = _merged([(piece.x0, piece.x1) for piece in lines[at]], lines[at][0].size)
    stretches: list[tuple[int, list[float]]] = []
    gaps: list[float] = []
    end = at + 1
    for end in range(at + 1, len(lines) + 1):
        if end == len(lines):
            break
        above, below = lines[end - 1], lines[end]
        gap = min(piece.top for piece in below) - max(piece.bottom for piece in above)
        em = below[0].size
        usual = median(gaps) if gaps else _FURTHEST * em
        merged = _merged([*taken, *((piece.x0, piece.x1) for piece in below)], em)
        if gap > min(_FURTHEST * em, _BREAK * max(usual, 0.2 * em) + em) or len(merged) < 2:
            break
        if len(merged) < len(taken) and len(below) == 1:  # running text may go on below; columns do not end there
            stretches.append((end, _middles(taken)))
        taken = merged
        gaps.append(gap)
    stretches.append((end, _middles(taken)))
    return [(stop, cuts) for stop, cuts in reversed(stretches) if stop - at >= _ROWS and len(cuts) < _MOST_COLUMNS]


def _merged(spans: list[tuple[float, float]], em: float) -> list[tuple[float, float]]:
    """Stretches that are taken by words, those together between which stands less white than between columns."""
    merged: list[tuple[float, float]] = []
    for x0, x1 in sorted(spans):
        if merged and x0 - merged[-1][1] < _GAP * em:
            merged[-1] = merged[-1][0], max(merged[-1][1], x1)
        else:
            merged.append((x0, x1))
    return merged


def _middles(spans: Sequence[tuple[float, float]]) -> list[float]:
    return [(a[1] + b[0]) / 2 for a, b in itertools.pairwise(spans)]


# --- is it one? --------------------------------------------------------------------------------------------

# Numbers and signs of lists, and notes: what stands behind white after them is their text.
_MARKER = re.compile(
    r"[・○●◎◯■□◆◇▪•➢➤✓※→▶▼▲△☆★*＊－-]|[(（]?(?:[0-9０-９]{1,3}|[ア-ンa-zA-Z一二三四五六七八九十ⅰ-ⅹⅠ-Ⅹ])[)）.．、:：]?"
    r"|[①-⑳㉑-㊿]|[0-9０-９]{1,2}(?:[.．-][0-9０-９]{1,2})+|第[0-9０-９一二三四五六七八九十]{1,3}[条章節部編款項回]"
    r"|[（(]?(?:※?注|※|問|答|Q|A|図|表|別添|別紙|資料|参考|附則)[0-9０-９-]{0,3}[)）:：.．]?"
)
_WORDS = re.compile(r"[ぁ-んァ-ヶ一-龠々A-Za-z]")
# Words that head the columns of plans.
_HEAD = re.compile(
    r"施策|事業|取組|項目|内容|概要|担当|所管|部署|部局|主管|課名|機関|期間|期日|年度|時期|年月|日程|目標|指標|現状|実績|基準|備考|区分"
    r"|分野|名称|番号|^No|単位|計画|役割|方針|課題|対象|場所|地区|氏名|所属|役職|委員|説明|用語|意味|会議|主体|財源|予算|金額|効果|評価"
    r"|対応|方向性|成果|種別|種類|件数|理由|根拠|改正|現行|新旧|状況"
)
_ITEM = re.compile(r"[・○●◎◯■□◆◇▪•➢✓※①-⑳]|[(（]?[0-9０-９]{1,2}[)）.．]")
_NUMBERED = re.compile(r"第[0-9０-９一二三四五六七八九十]{1,3}[条章節部編款項]")
_DAY = re.compile(r"[0-9０-９]月[0-9０-９]{1,2}日")
_LEADER = re.compile(r"[.．…‥・･]{4}|…{2}")
# Longer heads and names are none; a column of names holds this share of them.
_HEAD_LENGTH, _NAME_LENGTH, _SHARE = 16, 20, 0.7
# In em: cells of a column begin, end or have their middle at one place.
_ALIGNED = 0.7
# Share of cells that seem to go on below, from which a column is running text.
_CUT = 0.34
# A cell does not end in the middle of a phrase, as lines of running text do.
_UNENDED = re.compile(r"[、をはがにのとでてへもし]$|及び$|から$|又は$")
_UNENDED_SHARE = 0.2
# Where no heads tell, the column of names is so much shorter than the longest: columns of text are alike.
_SHORTER = 0.75
# A cell of more sentences is a text of its own.
_SENTENCES = 4


def _grid(lines: Sequence[list[Piece]], cuts: Sequence[float], drawn: Sequence[Rule]) -> Grid | None:
    """The table that lines make which part at ``cuts``; none where they are none."""
    cuts = _without_markers(lines, cuts)
    if not cuts:
        return None
    x0, x1 = min(piece.x0 for line in lines for piece in line), max(piece.x1 for line in lines for piece in line)
    edges = [y for rule in drawn if min(rule.x1, x1) - max(rule.x0, x0) >= 0.6 * (x1 - x0) for y in _ends(rule)]
    rows = _trimmed(part_rows(lines, cuts, edges))
    header_rows = int(bool(rows) and _is_head(rows))
    if not _is_table(rows, header_rows):
        return None
    spans = [extent(row) for row in rows]
    between = [(a[1] + b[0]) / 2 for a, b in itertools.pairwise(spans)]
    ys = (spans[0][0] - _MARGIN, *between, spans[-1][1] + _MARGIN)
    return Grid((x0 - _MARGIN, *cuts, x1 + _MARGIN), ys, header_rows)


def _ends(rule: Rule) -> tuple[float, ...]:
    return ((rule.top + rule.bottom) / 2,) if rule.bottom - rule.top <= 3 else (rule.top, rule.bottom)


def _without_markers(lines: Sequence[list[Piece]], cuts: Sequence[float]) -> list[float]:
    """The cuts without those behind columns that hold only signs of lists, or one letter of words spread out."""
    cells = [by_column(line, cuts) for line in lines]
    kept: list[float] = []
    for place, cut in enumerate(cuts):
        texts = [text_of(row[place]) for row in cells if row[place]]
        signs = [text for text in texts if _MARKER.fullmatch(text) or (len(text) == 1 and _WORDS.match(text))]
        if len(signs) <= 0.5 * len(texts):
            kept.append(cut)
    return kept


def _trimmed(rows: list[Cells]) -> list[Cells]:
    """The rows from the first to the last that hold more than one cell."""
    full = [place for place, row in enumerate(rows) if sum(map(bool, row)) > 1]
    return rows[full[0] : full[-1] + 1] if full else []


def text_of(cell: Sequence[Piece]) -> str:
    """The text of a cell."""
    return "".join(piece.text for piece in sorted(cell, key=lambda piece: (round(piece.middle), piece.x0)))


def _lines_of(cell: Sequence[Piece]) -> int:
    return len({round(piece.middle) for piece in cell})


def _is_head(rows: Sequence[Cells]) -> bool:
    """Whether the first row names the columns: short words, some of those that head columns, or words over numbers."""
    texts = [text_of(cell) for cell in rows[0] if cell]
    if len(texts) < len(rows[0]) - 1 or any(len(text) > _HEAD_LENGTH or "。" in text for text in texts):
        return False
    if any(
        _ITEM.match(text) or _NUMBERED.match(text) or _DAY.search(text) or not _WORDS.search(text) for text in texts
    ):
        return False
    known = sum(bool(_HEAD.search(text)) for text in texts)
    return known == len(texts) if len(rows[0]) == 2 else known >= len(texts) / 2


def _is_table(rows: Sequence[Cells], header_rows: int) -> bool:
    body = rows[header_rows:]
    if len(rows) < _ROWS or (len(rows) == _ROWS and len(rows[0]) == 2 and not header_rows):
        return False
    columns = [[row[place] for row in body if row[place]] for place in range(len(rows[0]))]
    filled = [row for row in body if sum(map(bool, row)) > 1]
    if len(filled) < _SHARE * len(body) or any(len(column) < 0.5 * len(body) for column in columns[1:]):
        return False
    if len(columns) == 2 and not header_rows and all(_lines_of(cell) == 1 for row in body for cell in row if cell):
        return False  # labels beside their values are read across
    if not all(_is_aligned(column) for column in columns) or any(_runs_on(column) for column in columns):
        return False
    return _has_names([[text_of(cell) for cell in column] for column in columns], header_rows)


def _is_aligned(column: Sequence[Sequence[Piece]]) -> bool:
    """Whether most cells begin, end, or have their middle at one place."""
    spans = [(min(piece.x0 for piece in cell), max(piece.x1 for piece in cell)) for cell in column]
    em = median(piece.size for cell in column for piece in cell)
    for places in ([a for a, _ in spans], [b for _, b in spans], [(a + b) / 2 for a, b in spans]):
        usual = median(places)
        if sum(abs(place - usual) <= _ALIGNED * em for place in places) >= _SHARE * len(places):
            return True
    return False


def _runs_on(column: Sequence[Sequence[Piece]]) -> bool:
    """Whether a column is running text: its cells go on below, or hold many sentences."""
    left, right = min(piece.x0 for cell in column for piece in cell), max(piece.x1 for cell in column for piece in cell)
    above = [cell for cell in column[:-1] if _lines_of(cell) > 1 or len(text_of(cell)) > _NAME_LENGTH]
    cut = sum(is_cut(cell, left, right) for cell in above)
    many = median(text_of(cell).count("。") for cell in column) >= _SENTENCES
    unended = sum(bool(_UNENDED.search(text_of(cell))) for cell in column)
    return many or cut > max(1, _CUT * len(above)) or unended > max(1, _UNENDED_SHARE * len(column))


def _has_names(columns: Sequence[Sequence[str]], header_rows: int) -> bool:
    """Whether one column holds names, and the columns are not lists, page numbers or amounts side by side."""
    if not header_rows and sum(_share(column, _ITEM.match) >= 0.5 for column in columns) > 1:
        return False
    if any(_LEADER.search(text) for column in columns for text in column):
        return False  # contents
    if not header_rows and all(text.isdecimal() for text in columns[-1]):
        return False
    if any(_NUMBERED.match(text) for text in columns[0]):
        return False
    worded = [column for column in columns if _share(column, _WORDS.search) >= 0.6]
    names = [column for column in worded if _share(column, _is_name) >= _SHARE]
    if not names:
        return False
    if header_rows:
        return True
    longest = max(median(map(len, column)) for column in columns)
    shortest = min(median(map(len, column)) for column in names)
    if len(columns) > 2:
        return shortest <= _SHORTER * longest
    return columns[0] in names and longest >= 1.5 * median(map(len, columns[0]))


def _is_name(text: str) -> bool:
    return len(text) <= _NAME_LENGTH and "。" not in text and not text.endswith("、")


def _share(column: Sequence[str], test: Callable[[str], object]) -> float:
    return sum(bool(test(text)) for text in column) / len(column)
