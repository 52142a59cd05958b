"""Runs that are no part of the lines they stand in: tabs in the margin, ruby, and raised marks of notes."""

from __future__ import annotations

import re
from collections.abc import Sequence

from policyalign.extract.runs import Run, make_run

# A tab at the edge of the page is a stack of single characters in the outer part of its width.
_TAB_BAND = 0.09


def mark_tabs(runs: Sequence[Run], width: float) -> tuple[list[Run], list[list[Run]]]:
    """Split off vertical tabs in the margins, which would else join the lines that they stand beside.

    Returns ``(kept, tabs)``; a tab is two or more short runs under each other.
    """
    tabs: list[list[Run]] = []
    narrow = [run for run in runs if len(run.glyphs) <= 2 and _in_margin(run, width)]
    for run in sorted(narrow, key=lambda run: (round(run.box[0] / 4), run.box[1])):
        if tabs and _stands_under(tabs[-1][-1], run):
            tabs[-1].append(run)
        else:
            tabs.append([run])
    tabs = [tab for tab in tabs if len(tab) >= 2]
    taken = {run.order for tab in tabs for run in tab}
    return [run for run in runs if run.order not in taken], tabs


def _in_margin(run: Run, width: float) -> bool:
    return run.box[2] <= _TAB_BAND * width or run.box[0] >= (1 - _TAB_BAND) * width


def _stands_under(a: Run, b: Run) -> bool:
    em = max(a.size, 1.0)
    return abs(a.box[0] - b.box[0]) <= 0.5 * em and 0 < b.box[1] - a.box[1] <= 2.5 * em


_KANA = re.compile(r"[\u3040-\u30ff・ー]+")
_NOTE_MARK = re.compile(r"[0-9０-９¹²³⁴-⁹*＊※†‡,、()（）注\-－−–]{1,6}")


def mark_small_print(runs: Sequence[Run]) -> tuple[list[Run], list[Run]]:
    """Split off ruby (振り仮名) and raised note marks: small runs that ride on a larger one. Exponents stay, as
    the raised figures of Unicode.

    Returns ``(kept, set apart)``.
    """
    kept: list[Run] = []
    apart: list[Run] = []
    for run in runs:
        ruby = bool(_KANA.fullmatch(run.text))
        mark = bool(_NOTE_MARK.fullmatch(run.text))
        larger = [base for base in runs if base.size * 0.9 >= run.size] if ruby or mark else []
        raised_on = next((base for base in larger if mark and _is_raised(run, base)), None)
        if raised_on is not None and _is_exponent(run.text, raised_on.text):
            kept.append(make_run([glyph._replace(text=_raised(glyph.text)) for glyph in run.glyphs], run.order))
        elif raised_on is not None or any(ruby and _is_ruby(run, base) for base in larger):
            apart.append(run)
        else:
            kept.append(run)
    return kept, apart


# 10 to the power of, and units of area, volume and acceleration; a figure behind anything else is a note.
_POWER_BASE = re.compile(r"(?<![0-9０-９.．,，年第])(?:10|１０)$")
_UNIT = re.compile(r"(?<![A-Za-z])(?:[kcdmμµn]?m|[㎞㎝㎜]|[ｋｃｍ]?ｍ|ft|s|sec|h|秒|日|年)$|(?<=[a-zA-Z])[/／](?:s|h)$")
_LENGTH_OR_RATE = re.compile(r"[mｍ㎞㎝㎜t/]")
_SMALL_POWER = re.compile(r"[23２３²³]|[-－−–][1-9１-９]")
_FIGURES = re.compile(r"[-－−–+]?[0-9０-９]{1,3}")


def _is_exponent(figure: str, before: str) -> bool:
    """Whether a raised figure belongs to the number or unit before it (10の18乗, km²) and is no note mark."""
    if _POWER_BASE.search(before):
        return _FIGURES.fullmatch(figure) is not None
    unit = _UNIT.search(before)
    if unit is None or not _SMALL_POWER.fullmatch(figure):
        return False
    return figure[:1] in "-－−–" or _LENGTH_OR_RATE.search(unit.group()) is not None


_RAISED = str.maketrans("0123456789０１２３４５６７８９-－−–+", "⁰¹²³⁴⁵⁶⁷⁸⁹⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁻⁻⁻⁺")


def _raised(text: str) -> str:
    return text.translate(_RAISED)


def _is_ruby(run: Run, base: Run) -> bool:
    """Ruby stands over its base: between an em above it and its upper half, in type of at most 3/4."""
    x0, top, x1, bottom = run.box
    bx0, btop, bx1, _ = base.box
    em = base.size
    over = bx0 - em < (x0 + x1) / 2 < bx1 + em
    return run.size <= 0.75 * em and over and btop - 0.9 * em <= top and bottom <= btop + 0.45 * em


def _is_raised(run: Run, base: Run) -> bool:
    """A note mark follows its word at once and stands above the base line."""
    x0, _, _, bottom = run.box
    _, btop, bx1, bbottom = base.box
    em = base.size
    return -0.3 * em <= x0 - bx1 <= 0.6 * em and btop <= bottom <= bbottom - 0.15 * em
