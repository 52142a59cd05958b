"""One page from its characters and rules to lines in reading order, tables, and a verdict on its text."""

from __future__ import annotations

from dataclasses import replace

from policyalign.domain import Page
from policyalign.extract.glyphs import PageContent
from policyalign.extract.lines import (
    build_runs,
    drop_fake_bold,
    line_of,
    mark_small_print,
    mark_tabs,
    rows_of,
)
from policyalign.extract.order import read_in_order
from policyalign.extract.tables import find_tables
from policyalign.extract.turning import is_vertical, quarter_turns, turn_back, turn_content
from policyalign.text.normalize import is_private_use
from policyalign.values import PageState

# Fewer characters than this on a page with pictures are a stamp or a page number, not its text.
_FEW_CHARACTERS = 30
# A page covered by pictures to this share is a scan when it has next to no text.
_SCAN_SHARE = 0.5
# With this share of characters unmapped or private the text is not to be trusted.
_GARBLED_SHARE = 0.2


def lay_out(content: PageContent) -> Page:
    """Reading order, ruby and tables of one page; furniture and notes need the whole document."""
    upright = replace(content, glyphs=drop_fake_bold(content.glyphs))
    # Vertical writing laid on its side reads from left to right and from top to bottom.
    turns = 1 if is_vertical(upright.glyphs) else quarter_turns(upright.glyphs)
    upright = turn_content(upright, turns)
    tables, rest = find_tables(upright)
    kept, apart = mark_small_print(build_runs(rest))
    kept, tabs = mark_tabs(kept, upright.width)
    lines, order = read_in_order(kept)
    margin = [line_of(tab, zone="side_tab") for tab in tabs]
    ruby = [line_of(row, zone="ruby") for row in rows_of(apart)]
    placed, gridded = turn_back((*lines, *margin, *ruby), tables, turns, upright.width, upright.height)
    return Page(content.number, round(content.width, 1), round(content.height, 1), placed, gridded, order=order)


def judge(content: PageContent, *, has_ink: bool) -> PageState:
    """Whether a page's text can be used. ``has_ink`` says whether the rendered page shows anything."""
    printed = [glyph for glyph in content.glyphs if not glyph.text.isspace()]
    junk = content.mapping_errors + sum(is_private_use(glyph.text) or glyph.text == "\ufffd" for glyph in printed)
    if junk > _GARBLED_SHARE * max(1, len(printed)) and junk > 5:
        return "garbled"
    if len(printed) >= _FEW_CHARACTERS:
        return "text"
    if content.images >= _SCAN_SHARE or (not printed and has_ink):
        return "image"
    return "text" if printed else "blank"
