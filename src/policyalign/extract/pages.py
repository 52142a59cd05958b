"""One page from its characters and rules to lines in reading order, tables, and a verdict on its text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from policyalign.domain import Line, Page
from policyalign.extract.asides import loose_lines, split_background, split_struck
from policyalign.extract.fake_bold import drop_fake_bold
from policyalign.extract.glyphs import UNREADABLE, Glyph, PageContent
from policyalign.extract.lines import lines_of
from policyalign.extract.order import read_in_order
from policyalign.extract.panels import drawn_boxes, find_panels
from policyalign.extract.plausible import is_nonsense
from policyalign.extract.runs import Run, build_runs, rows_of
from policyalign.extract.set_out import mark_set_out
from policyalign.extract.small_print import mark_small_print, mark_tabs
from policyalign.extract.spreads import find_fold
from policyalign.extract.stacks import split_stacks, with_stacks
from policyalign.extract.tables import find_tables
from policyalign.extract.turning import (
    is_vertical,
    quarter_turns,
    split_level,
    split_turned,
    straighten,
    turn_back,
    turn_content,
)
from policyalign.text.normalize import is_private_use
from policyalign.values import PageState

# Fewer characters than this on a page with pictures are a stamp or a page number, not its text.
_FEW_CHARACTERS = 30
# A page covered by pictures to this share is a scan when it has next to no text.
_SCAN_SHARE = 0.5
# With this share of characters unmapped or private, and more than so many, the text is not to be trusted: of twelve
# words, one is then lost.
_GARBLED_SHARE = 0.02
_GARBLED_COUNT = 5


def lay_out(content: PageContent) -> Page:
    """Reading order, ruby and tables of one page; furniture and notes need the whole document."""
    content = straighten(content)
    glyphs, behind = split_background(drop_fake_bold(content.glyphs))
    # Vertical writing laid on its side reads from left to right and from top to bottom.
    vertical = is_vertical(glyphs)
    turns = 1 if vertical else quarter_turns(glyphs)
    glyphs, level = split_level(glyphs) if vertical else (glyphs, [])
    upright = turn_content(replace(content, glyphs=tuple(glyphs)), turns)
    glyphs, struck = split_struck(upright.glyphs, upright.rules)
    runs = build_runs(glyphs)
    tables, rest = find_tables(replace(upright, glyphs=tuple(glyphs)), runs)
    rest, turned = (rest, {}) if vertical else split_turned(rest)
    lines, order = _lines(runs if len(rest) == len(glyphs) else build_runs(rest), upright, vertical=vertical)
    lines += loose_lines(struck, "struck")
    placed, gridded = turn_back(lines, tables, turns, upright.width, upright.height)
    across = [line for turn, part in turned.items() for line in _crosswise(content, part, turn + turns)]
    if level:
        across += _crosswise(content, level, 0)
    aside = [*loose_lines(content.slanted, "slanted"), *loose_lines(behind, "slanted")]
    every = (*_in_place(placed, across), *aside)
    return Page(content.number, round(content.width, 1), round(content.height, 1), every, gridded, order=order)


def _lines(
    runs: Sequence[Run], content: PageContent, *, vertical: bool = False
) -> tuple[list[Line], Literal["stream", "geometry"]]:
    """The runs of upright characters as lines in reading order, then tabs and ruby; of ``vertical`` writing, which has
    been laid on its side, short level words are no words set upright."""
    kept, apart = mark_small_print(runs)
    kept, tabs = mark_tabs(kept, content.width)
    kept, stacks = (kept, []) if vertical else split_stacks(kept)
    level = [rule for rule in content.rules if rule.horizontal]
    drawn = [*level, *content.areas, *content.pictures]
    fold = find_fold(kept, content.width, content.height)
    lines, order = read_in_order(kept, drawn, find_panels(content.rules, content.areas), fold)
    lines = mark_set_out(lines, content.rules, content.areas)
    lines = with_stacks(lines, stacks, drawn_boxes(content.rules, content.areas)) if stacks else lines
    return [*lines, *lines_of(tabs, zone="side_tab"), *lines_of(rows_of(apart), zone="ruby")], order


def _crosswise(content: PageContent, glyphs: Sequence[Glyph], turns: int) -> list[Line]:
    """The lines of characters that run in another direction than the page does."""
    upright = turn_content(replace(content, glyphs=tuple(glyphs), rules=(), areas=(), pictures=()), turns)
    lines, _ = _lines(build_runs(upright.glyphs), upright)
    placed, _ = turn_back(lines, (), turns, upright.width, upright.height)
    return list(placed)


def _in_place(lines: Sequence[Line], across: Sequence[Line]) -> list[Line]:
    """Crosswise lines in regions of their own: those above all others first, the rest last."""
    body = [line for line in lines if line.zone == "body"]
    top = min((line.box[1] for line in body), default=0.0)
    regions = 1 + max((line.region for line in lines), default=0)
    numbered = [replace(line, region=regions + place) for place, line in enumerate(across)]
    above = [line for line in numbered if line.box[3] <= top + line.size]
    return [*above, *lines, *(line for line in numbered if line not in above)]


def judge(content: PageContent, lost: int, pictured: int, *, has_ink: bool) -> PageState:
    """Whether a page's text can be used, of which ``lost`` characters are unreadable and some ``pictured`` more are
    pictures or outlines. ``has_ink`` says whether the rendered page shows anything."""
    printed = sum(not glyph.text.isspace() for glyph in (*content.glyphs, *content.slanted))
    if lost > _GARBLED_SHARE * max(1, printed) and lost > _GARBLED_COUNT:
        return "garbled"
    if pictured > max(_FEW_CHARACTERS, printed):
        return "image"
    if printed >= _FEW_CHARACTERS:
        return "text"
    if content.images >= _SCAN_SHARE or (not printed and has_ink and _shows_more_than_rules(content)):
        return "image"
    return "text" if printed else "blank"


def without_nonsense(content: PageContent) -> PageContent:
    """The page with 〓 in place of the characters of fonts whose words are none."""
    by_font: defaultdict[str, list[str]] = defaultdict(list)
    for glyph in content.glyphs:
        by_font[glyph.font].append(glyph.text)
    bad = {font for font, texts in by_font.items() if is_nonsense("".join(texts))}
    if not bad:
        return content
    wrong = [glyph.font in bad and not glyph.text.isspace() for glyph in content.glyphs]
    glyphs = tuple(
        glyph._replace(text=UNREADABLE) if is_wrong else glyph
        for glyph, is_wrong in zip(content.glyphs, wrong, strict=True)
    )
    return replace(content, glyphs=glyphs, mapping_errors=content.mapping_errors + sum(wrong))


def unreadable(content: PageContent) -> int:
    """How many characters of a page are seen but cannot be read."""
    texts = {glyph.text for glyph in content.glyphs}
    unknown = {text for text in texts if text == "\ufffd" or is_private_use(text)}
    latin = {text for text in texts if " " < text < "\u0250"} - _BROAD
    nowhere = sum(glyph.text in unknown for glyph in content.glyphs) if unknown else 0
    misfits = sum(_is_misfit(glyph) for glyph in content.glyphs if glyph.text in latin) if latin else 0
    enough = misfits > _MISFIT_SHARE * len(content.glyphs)
    return content.mapping_errors + nowhere + (misfits if enough else 0)


# A Latin letter that is as wide as an ideograph (in em) is none, but for the broadest: the font has codes of its
# own. A few may be set wide on purpose.
_IDEOGRAPH = 0.95
_BROAD = frozenset("MWm%@—―…‰™ŒÆœæ¼½¾§¨°±´¶×÷")
_MISFIT_SHARE = 0.05


def _is_misfit(glyph: Glyph) -> bool:
    width = glyph.bottom - glyph.top if glyph.turn % 2 else glyph.x1 - glyph.x0
    return width >= _IDEOGRAPH * glyph.size


# A picture smaller than this share of the page is an ornament, and so few drawn paths are a line or a sign.
_ORNAMENT = 0.01
_FEW_PATHS = 8


def _shows_more_than_rules(content: PageContent) -> bool:
    """Whether a page without text may hold some as a picture or as outlines."""
    return content.images >= _ORNAMENT or content.drawn > _FEW_PATHS
