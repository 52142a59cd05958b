"""Titles in the margin left of their text (余白の見出し), level with its first line: each is read before the text."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from policyalign.extract.runs import Run, rows_of

# Rows of text are at least so long (characters); so many begin at the edge of the text.
_LONG, _FEWEST = 12, 4
_USUAL = 0.2  # share of them
# In em: how far the text stands from the margin's edge, the white between title and text, by how much first lines are
# set in, how far the lines of a title stand apart.
_MARGIN, _WHITE, _INDENT, _PITCH = 3.0, 0.6, 1.6, 1.9
# Characters and lines of a title; the margin takes at most this share of the width.
_TITLE, _LINES, _SHARE = 30, 4, 0.36
# Titles of a page at least; rows of text below each in the mean.
_TITLES, _ROWS = 2, 2.0
_WORDS = re.compile(r"[ぁ-んァ-ヶ一-龠々]{2}")
# Numbers and signs by themselves, and the names of those who speak in minutes, head no text.
_NO_TITLE = re.compile(
    r"第[0-9０-９一二三四五六七八九十]{1,3}[条項号]の?[0-9０-９]*|[（(]?(?:注|問|答|図|表|別[添紙表]|資料|附則)[0-9０-９]{0,3}[）)]?"
    r"|.*(?:委員|会長|座長|議長|課長|部長|局長|室長|次長|係長|事務局|[氏君])|.*[：:、。]"
)
_ENDED = "。）」』)】"


@dataclass(frozen=True, slots=True)
class Part:
    """Runs that are read together, and whether they are a title in the margin."""

    runs: list[Run]
    is_title: bool = False


def split_margins(runs: Sequence[Run]) -> list[Part]:
    """The runs in parts: titles in the margin, each before the text beside it, and all others as they are."""
    rows = rows_of(runs)
    edge = _text_edge(runs)
    if edge is None:
        return [Part(list(runs))] if runs else []
    parts: list[Part] = []
    rest: list[Run] = []
    for clear, group in itertools.groupby(rows, key=lambda row: _is_clear(row, edge)):
        stretch = list(group)
        found = _with_titles(stretch, edge) if clear else None
        if found is None:
            rest += [run for row in stretch for run in row]
            continue
        parts += [Part(rest), *found] if rest else found
        rest = []
    return [*parts, Part(rest)] if rest else parts


def heads_paragraphs(runs: Sequence[Run]) -> bool:
    """Whether titles in the margin head paragraphs whose first lines are set in: no cells of a table."""
    parts = split_margins(runs)
    texts = [part.runs for before, part in itertools.pairwise(parts) if before.is_title]
    return bool(texts) and all(_is_set_in(rows_of(text)) for text in texts)


def _is_set_in(rows: Sequence[Sequence[Run]]) -> bool:
    shift = rows[0][0].box[0] - min(row[0].box[0] for row in rows)
    return len(rows) > 1 and 0.5 * rows[0][0].size <= shift <= _INDENT * rows[0][0].size


def _text_edge(runs: Sequence[Run]) -> float | None:
    """Where the text begins beside a margin that holds words: where most long runs begin, first lines apart."""
    long = [run for run in runs if len(run.glyphs) >= _LONG]
    if len(long) < _FEWEST:
        return None
    em = median(run.size for run in long)
    starts = Counter(round(run.box[0]) for run in long)
    usual = [start for start, count in starts.items() if count >= max(2, _USUAL * len(long))]
    left = min(run.box[0] for run in runs)
    return min(usual) if usual and min(usual) - left >= _MARGIN * em else None


def _is_clear(row: Sequence[Run], edge: float) -> bool:
    """Whether a row keeps clear of the white between the margin and the text."""
    return all(run.box[2] <= edge - _WHITE * run.size or run.box[0] >= edge - 0.3 * run.size for run in row)


def _with_titles(rows: Sequence[Sequence[Run]], edge: float) -> list[Part] | None:
    """A title and its text in turn; none where what stands in the margin are no titles."""
    sides = [([run for run in row if run.box[2] <= edge], [run for run in row if run.box[2] > edge]) for row in rows]
    titles = list(_titles([left for left, _ in sides]))
    texts = [right for _, right in sides]
    if len(titles) < _TITLES or not _are_titles([sides[a:b] for a, b in titles]) or not _is_text(texts, len(titles)):
        return None
    if not all(_begins(texts, start) for start, _ in titles):
        return None
    ends = [*(start for start, _ in titles[1:]), len(rows)]
    before = [run for right in texts[: titles[0][0]] for run in right]
    parts = [Part(before)] if before else []
    for (start, stop), end in zip(titles, ends, strict=True):
        parts.append(Part([run for left, _ in sides[start:stop] for run in left], is_title=True))
        parts.append(Part([run for right in texts[start:end] for run in right]))
    return parts


def _titles(lefts: Sequence[Sequence[Run]]) -> Iterator[tuple[int, int]]:
    """The rows, as ``(first, last + 1)``, over which each of the titles stands."""
    filled = [place for place, left in enumerate(lefts) if left]
    start: int | None = None
    for place, after in itertools.pairwise([*filled, -1]):
        start = place if start is None else start
        near = after > 0 and lefts[after][0].box[1] - lefts[place][0].box[1] <= _PITCH * lefts[place][0].size
        if not near:
            yield start, place + 1
            start = None


def _are_titles(titles: Sequence[Sequence[tuple[Sequence[Run], Sequence[Run]]]]) -> bool:
    texts = ["".join(run.text for left, _ in title for run in left) for title in titles]
    lines = [sum(bool(left) for left, _ in title) for title in titles]
    named = all(len(text) <= _TITLE and _WORDS.search(text) and not _NO_TITLE.fullmatch(text) for text in texts)
    return named and max(lines) <= _LINES and len(set(texts)) == len(texts)


def _is_text(texts: Sequence[Sequence[Run]], titles: int) -> bool:
    """Whether beside the titles stand paragraphs: full rows with sentences, in most of the width."""
    rows = [row for row in texts if row]
    if len(rows) < _ROWS * titles or not any("。" in run.text for row in rows for run in row):
        return False
    right = max(run.box[2] for row in rows for run in row)
    full = sum(row[-1].box[2] >= right - 2 * row[-1].size for row in rows)
    return full >= 0.3 * len(rows)


def _begins(texts: Sequence[Sequence[Run]], start: int) -> bool:
    """Whether the text beside the first line of a title begins there: the row above has ended."""
    above = [row for row in texts[:start] if row]
    return not above or above[-1][-1].text.endswith(tuple(_ENDED))
