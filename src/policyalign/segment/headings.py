"""Which blocks are headings; :mod:`policyalign.segment.nesting` says how they nest.

Numbering, size, font, wording and what follows are weighed together, since no single one of them holds over
all plans: many are set in one size throughout, and the same ① numbers headings in one and lists in another.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from policyalign.segment.blocks import Block
from policyalign.segment.columns import LARGER
from policyalign.segment.markers import ITEM_ONLY, RANK, STRONG
from policyalign.segment.nesting import Heading, nest
from policyalign.segment.titles import is_caption, is_title
from policyalign.text.normalize import nfkc_key

_MUCH_LARGER = 1.15
_MAX_LENGTH = 110
_MAX_TITLE_LENGTH = 240
_MAX_WEAK_LENGTH = 70
_MAX_PLAIN_LENGTH = 45
_MAX_LINES = 3
# Items of fewer characters are words of a box or a form, and what stands above them a label (chosen).
_ITEM = 15
# A column of fewer em is one of three on a sheet, or of two in large type.
_NARROW = 20
# Items of a list stand at most this many line pitches apart: no table or figure stands between.
_LIST_PITCH = 1.5

_SENTENCE = re.compile(r"。(?![」』）)]*$)|。[」』）)]?$")
_TAIL = re.compile(r"(?:[、，をがはへ]|(?<!はじめ)(?<!おわり)(?<!終わり)に|して|され|おり|また)$")
_CLAUSE = re.compile(r"(?:[うくぐすつぬぶむるい]|した|すること)$")
# 参考：… in the type of the text is a remark; 参考 or 別添１ alone heads an annex.
_NOTE = re.compile(r"(?:参考|資料|参考資料)[:：].")
# A line of this kind names who is in charge of what stands before it.
_IN_CHARGE = re.compile(r"[【［〔][^】］〕]*(?:省|庁|府|院|委員会|等)[】］〕]$")


@dataclass(frozen=True, slots=True)
class BodyType:
    """The type that the running text is set in: size in points, font and whether it is bold."""

    size: float
    font: str
    bold: bool


def body_type(blocks: Sequence[Block]) -> BodyType:
    """The size, font and weight that covers most characters of the blocks that hold sentences."""
    weights: defaultdict[tuple[float, str, bool], int] = defaultdict(int)
    for block in blocks:
        for placed in block.lines:
            line = placed.line
            weights[round(line.size * 2) / 2, line.font, line.bold] += len(line.text)
    if not weights:
        return BodyType(0.0, "", False)
    size, font, bold = max(weights, key=lambda key: (weights[key], key))
    return BodyType(size, font, bold)


def find_headings(
    blocks: Sequence[Block], contents: frozenset[str], title: int | None, no_headings: frozenset[int]
) -> list[Heading]:
    """Headings with their levels.

    ``title`` is the index of the block that names the plan, if known; ``no_headings`` are blocks of the
    cover.
    """
    bodies = _body_types(blocks)
    phrased = _is_phrased(blocks)
    found = [
        index
        for index, block in enumerate(blocks)
        if index == title
        or (
            index not in no_headings
            and _is_heading(
                block, _at(blocks, index - 1), _at(blocks, index + 1), bodies[block.first.page], contents, phrased
            )
        )
    ]
    set_out = frozenset(index for index in found if _has_own_type(blocks[index], bodies[blocks[index].first.page]))
    return nest(blocks, found, title, set_out)


# So many characters in blocks that hold sentences tell the type of a page.
_TELLING = 80


def _body_types(blocks: Sequence[Block]) -> dict[int, BodyType]:
    """The type of the running text by page: that of the document, or the larger one in which a page is set (the
    text itself, beside a long annex in small print)."""
    usual = body_type(blocks)
    pages: defaultdict[int, list[Block]] = defaultdict(list)
    for block in blocks:
        pages[block.first.page].append(block)
    types = dict.fromkeys(pages, usual)
    for page, on_page in pages.items():
        prose = [block for block in on_page if block.text.endswith("。") and len(block.text) >= 40]
        if sum(len(block.text) for block in prose) >= _TELLING:
            own = body_type(prose)
            types[page] = own if own.size > LARGER * usual.size else usual
    return types


def _at(blocks: Sequence[Block], index: int) -> Block | None:
    return blocks[index] if 0 <= index < len(blocks) else None


def _is_heading(
    block: Block, before: Block | None, after: Block | None, body: BodyType, contents: frozenset[str], phrased: bool
) -> bool:
    text = block.text.strip()
    if _is_numbered_title(block, text, body):
        return True
    if not _has_shape(block, text):
        return False
    if _is_listed(block, nfkc_key(text), contents):
        return True
    style = block.marker.style if block.marker else None
    if style in ITEM_ONLY or (style == "bracket" and _IN_CHARGE.fullmatch(text)):
        return False
    stands_out = _stands_out(block, body)
    if style in STRONG:
        return stands_out or not _NOTE.match(text)
    if style is None:
        return _is_plain_heading(block, text, after, body, phrased) if stands_out else False
    if stands_out and len(text) <= _MAX_LENGTH:
        return not (style == "symbol" and _CLAUSE.search(text))
    if len(text) > _MAX_WEAK_LENGTH or _ends_list(before, block, after):
        return False
    return _introduces(block, text, after)


def _is_listed(block: Block, key: str, contents: frozenset[str]) -> bool:
    """Whether the table of contents names the block, or a numbered title that begins with it (a subtitle
    below is part of the entry)."""
    numbered = block.marker is not None and block.marker.style not in ITEM_ONLY and len(key) >= 6
    return key in contents or (numbered and any(entry.startswith(key) for entry in contents))


# An amount in large type (80本, 約1,200人) is a figure to be shown; years and counts of sections may head a text.
_AMOUNT = re.compile(r"約?[+±△▲-]?[\d,.]+[^\d\s年月章節部編条回]{0,4}")


def _has_shape(block: Block, text: str) -> bool:
    if block.marker is None and _AMOUNT.fullmatch(nfkc_key(text)):
        return False
    if not 2 <= len(text) <= _MAX_LENGTH or len(block.lines) > _max_lines(block):
        return False
    if _SENTENCE.search(text) or _TAIL.search(text) or is_caption(text):
        return False
    if not (block.marker is not None and block.marker.style in STRONG) and not is_title(text):
        return False
    return any(char.isalpha() for char in text)


def _max_lines(block: Block) -> int:
    """Lines of a heading at most: in a narrow column (多段組み) the same words take more of them."""
    first = block.first
    measure = (first.right - first.left) / max(first.line.size, 1.0)
    return _MAX_LINES if measure >= _NARROW else 2 * _MAX_LINES


def _is_numbered_title(block: Block, text: str, body: BodyType) -> bool:
    """A number and type larger than the text: a title whatever its length, even where it ends like a phrase
    that goes on."""
    if block.marker is None or block.marker.value is None or block.size < LARGER * body.size:
        return False
    if not 2 <= len(text) <= _MAX_TITLE_LENGTH or _SENTENCE.search(text):
        return False
    return not is_caption(text) and any(char.isalpha() for char in text)


def _stands_out(block: Block, body: BodyType) -> bool:
    return block.first.line.set_out or _has_own_type(block, body)


def _has_own_type(block: Block, body: BodyType) -> bool:
    line = block.first.line
    if block.size >= LARGER * body.size:
        return True
    if block.size < 0.95 * body.size:
        return False
    return (line.bold and not body.bold) or (bool(line.font) and line.font != body.font)


def _is_plain_heading(block: Block, text: str, after: Block | None, body: BodyType, phrased: bool) -> bool:
    """A heading without a number: short, set out by its type, with text below it; ``phrased`` text has no full
    stops."""
    if len(text) > _MAX_PLAIN_LENGTH or len(block.lines) > 2:
        return False
    if after is None:  # a table may follow
        return block.size >= _MUCH_LARGER * body.size and block.first.line.bold
    if block.size >= _MUCH_LARGER * body.size:
        return True
    plain = not after.first.line.bold and not after.first.line.set_out
    followed = _is_prose(after) or (plain and (_is_bulleted(after) or (phrased and _is_phrase(after))))
    first = block.first.line
    return after.size < block.size * 1.05 and followed and (first.bold or first.set_out)


def _is_bulleted(block: Block) -> bool:
    """Whether a block is an item of a list (箇条書き), and more than a word."""
    return block.marker is not None and block.marker.style == "bullet" and len(block.text) >= _ITEM


# Phrases without a full stop (体言止め) have so many characters, labels fewer.
_PHRASE = 20


def _is_phrase(block: Block) -> bool:
    return block.marker is None and len(block.text) >= _PHRASE


# Share of the longer texts that end with a full stop, below which they are phrases (体言止め).
_STOPPED = 0.3


def _is_phrased(blocks: Sequence[Block]) -> bool:
    texts = [block.text for block in blocks if _is_phrase(block)]
    return sum(text.endswith("。") for text in texts) < _STOPPED * len(texts)


def _is_prose(block: Block) -> bool:
    text = block.text
    return "。" in text or len(text) >= 40


def _ends_list(before: Block | None, block: Block, after: Block | None) -> bool:
    """Whether the number counts on from the line right above, a phrase as well: the last item of a list has a
    paragraph below it just as a heading has, but between two headings there is text."""
    if before is None or before.marker is None or block.marker is None or before.marker.value is None:
        return False
    counts_on = (block.marker.style, block.marker.value) == (before.marker.style, before.marker.value + 1)
    if not counts_on or before.text.endswith("。") or (after is not None and _is_deeper(block, after)):
        return False
    above, line = before.lines[-1], block.first
    return above.page == line.page and 0 < line.level - above.level <= _LIST_PITCH * line.leading


def _is_deeper(block: Block, after: Block) -> bool:
    """Whether a number follows that may count what a section holds."""
    if after.marker is None or block.marker is None or after.marker.style in ITEM_ONLY:
        return False
    return RANK[after.marker.style] > RANK[block.marker.style] or after.marker.value == 1


def _introduces(block: Block, text: str, after: Block | None) -> bool:
    """A numbered line in the type of the text heads a section when text, or a deeper number, follows; a line
    of a list is followed by the next line of the list."""
    if after is None or block.marker is None:
        return False
    if block.marker.style == "symbol":
        return after.marker is None and _is_prose(after) and not _CLAUSE.search(text)
    if after.marker is None:
        # A clause may head a section, but then an indented paragraph follows.
        return _is_prose(after) and (not _CLAUSE.search(text) or _is_indented(after))
    if after.marker.style == block.marker.style:
        return False
    if after.text.endswith("。") and RANK[after.marker.style] < RANK["symbol"]:
        return True
    if after.marker.style in ITEM_ONLY or after.marker.style == "symbol":
        return not _CLAUSE.search(text)
    # A count that begins below the line is deeper too, whatever its style.
    deeper = RANK[after.marker.style] > RANK[block.marker.style] or after.marker.value == 1
    return deeper and (_is_prose(after) or _has_shape(after, after.text.strip()))


def _is_indented(block: Block) -> bool:
    if len(block.lines) < 2:
        return False
    first, second = block.lines[0], block.lines[1]
    shift = (first.start - first.left) - (second.start - second.left)
    return 0.5 <= shift / max(first.line.size, 1.0) <= 1.5
