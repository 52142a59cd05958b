"""What the first pages say of the plan itself: its title, edition and period."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from policyalign.domain import Interval
from policyalign.segment.blocks import Block
from policyalign.segment.columns import LARGER
from policyalign.segment.headings import body_type
from policyalign.segment.markers import STRONG
from policyalign.text.normalize import nfkc_key
from policyalign.text.years import read_intervals

_DOCUMENT_WORD = re.compile(
    r"計画|戦略|方針|ロードマップ|白書|ビジョン|大綱|プラン|指針|プログラム|構想|施策集|手引|ガイドライン|報告書|まとめ|要領"
)
_DATE = re.compile(r"(令和|平成|昭和|20\d\d|19\d\d).{0,12}[年月日](?:閣議決定|決定|改定|改訂|策定)?$")
_BODY = re.compile(r"(省|庁|府|会議|本部|委員会|局|部|課|室|都|道|県|市|町|村|機構|法人|協議会|審議会)$")
_EDITION = re.compile(
    r"第[0-9一二三四五六七八九十]{1,3}[次期](?:改[定訂])?|(?:令和|平成)(?:[0-9]{1,2}|元)年(?:度)?(?:版|改[定訂])|[0-9]{4}年?(?:度)?(?:版|改[定訂])|(?:素|原)?案(?=[）)]|$)"
)
# The title stands on the cover or on the first page of text.
_COVER_PAGES = 2
# Date, number of the meeting, owner, title, subtitle, edition: what a cover says takes no more paragraphs (chosen).
_COVER_BLOCKS = 10
# Characters of a paragraph, of a sentence and of an item of a list, which no cover holds (chosen).
_TEXT, _SENTENCE, _ITEM = 60, 20, 20
# The plan's own: 本計画の期間, or a sentence that begins with 計画期間; not 「…計画」の計画期間 of another.
_PERIOD_CUE = re.compile(
    r"(?:(?:本|この)(?:基本)?|(?:^|[。\s])[^。「」\s]{0,4}\s?)計画の?(?:対象)?期間"
    r"|(?:本|この)(?:戦略|ロードマップ|ビジョン|プラン)の(?:対象)?期間"
)
_DECISION = re.compile(r"[0-9元年月日令和平成()西暦\s]{6,24}(?:.{0,16}(?:決定|改定|改訂|策定|制定|公表))?")


@dataclass(frozen=True, slots=True)
class Cover:
    """The blocks, by index, that name the plan, and those beside them (date, owner, subtitle) that are no
    headings though they are set large."""

    title: tuple[int, ...]
    others: frozenset[int]


def find_cover(blocks: Sequence[Block], *, paged: bool = True) -> Cover:
    """The title: the largest type on the first pages ahead of the first numbered heading, or else a line that
    calls itself a plan. Empty when nothing stands out. Where the file is not ``paged``, its first blocks are the
    cover."""
    size = max(body_type(blocks).size, 1.0)
    front = list(_front(blocks, paged=paged))
    best = _heaviest(blocks, front, size)
    first = _heaviest(blocks, [index for index in front if blocks[index].first.page == 1], size)
    # Later pages may have heads that are set larger than the title on the cover.
    if paged and first is not None and best is not None and blocks[first].size >= _COVER_SHARE * blocks[best].size:
        best = first
    if best is None:
        return Cover((), frozenset())
    title = _same_title(blocks, front, best) if blocks[best].size >= LARGER * size else (best,)
    first_page = blocks[title[0]].first.page
    others = {i for i in front if i not in title and (not paged or blocks[i].first.page == first_page)}
    others = {i for i in others if i < title[0] or not (_is_contents(blocks[i]) or _heads_text(blocks, i))}
    return Cover(title, frozenset(others))


_COVER_SHARE = 0.6


def _heaviest(blocks: Sequence[Block], front: Sequence[int], size: float) -> int | None:
    """The block set largest against the running text, where one stands out; a word for a document counts too."""
    best: tuple[float, int] | None = None
    for index in front:
        text = nfkc_key(blocks[index].text)
        if not 4 <= len(text) <= 80 or _DATE.search(text) or _BODY.search(text) or text.endswith("。"):
            continue
        in_type_of_text = blocks[index].size < LARGER * size
        if _is_listed(blocks[index]) or (in_type_of_text and "、" in text):
            continue
        weight = blocks[index].size / size + 0.25 * bool(_DOCUMENT_WORD.search(text))
        if weight >= 1.2 and (best is None or weight > best[0] + 0.01):
            best = (weight, index)
    return None if best is None else best[1]


def _is_listed(block: Block) -> bool:
    """Whether a bullet begins the block: an item of a list names no plan."""
    return block.marker is not None and block.marker.style == "bullet"


def _is_contents(block: Block) -> bool:
    return block.marker is not None and block.marker.style == "named"


def _heads_text(blocks: Sequence[Block], index: int) -> bool:
    """Whether a block names the text right below it, as nothing on a cover does: （目的） above an article, or
    bold words above others that are not."""
    block, below = blocks[index], blocks[index + 1] if index + 1 < len(blocks) else None
    if below is None or below.first.page != block.first.page:
        return False
    if block.marker is not None and block.marker.style == "paren_title":
        return below.marker is not None and below.marker.style == "article"
    text, line = nfkc_key(block.text), block.first.line
    signed = block.marker is not None and block.marker.style == "symbol"
    told = (
        (signed or line.bold or line.set_out)
        and not below.first.line.bold
        and not (_DATE.search(text) or _BODY.search(text))
    )
    prose = below.text.endswith("。") or _is_listed(below)
    return told and prose and block.size < LARGER * below.size


def _front(blocks: Sequence[Block], *, paged: bool = True) -> Iterator[int]:
    """Blocks ahead of the first chapter and the first paragraph of text, be it sentences or phrases."""
    size = body_type(blocks).size
    for index, block in enumerate(blocks):
        styled = block.marker is not None and block.marker.style in (STRONG | {"article"})
        chapter = styled and block.marker is not None and block.marker.style != "named"
        text = len(block.text) >= _TEXT and block.size < LARGER * size
        text = text or (len(block.text) >= _SENTENCE and block.text.endswith("。"))
        listed = _is_listed(block) and len(block.text) >= _ITEM
        beyond = block.first.page > _COVER_PAGES if paged else index >= _COVER_BLOCKS
        if beyond or chapter or text or listed:
            return
        yield index


def _same_title(blocks: Sequence[Block], front: Sequence[int], found: int) -> tuple[int, ...]:
    """A title set over several lines: its neighbours in the same type on the same page."""
    title = [found]
    for step in (-1, 1):
        index = found + step
        while index in front and _alike(blocks[index], blocks[found]):
            title.append(index)
            index += step
    return tuple(sorted(title))


def _alike(a: Block, b: Block) -> bool:
    text = nfkc_key(a.text)
    return (
        a.first.page == b.first.page
        and abs(a.size - b.size) <= 0.03 * b.size
        and not _DATE.search(text)
        and not _BODY.search(text)
        and not _is_contents(a)
        and text[:1] not in "～~－―（("
    )


# A count in a text (第３次ブーム) is no edition: the words of a document follow, or the count stands alone.
_COUNT = re.compile(r"第[0-9一二三四五六七八九十]{1,3}[次期]")
_OF_A_DOCUMENT = re.compile(
    rf"第[0-9一二三四五六七八九十]{{1,3}}[次期](?:改[定訂])?(?:$|[)）」』]|[^\s、。をはが]{{0,24}}?(?:{_DOCUMENT_WORD.pattern}))"
)


def find_edition(title: str, blocks: Sequence[Block]) -> str:
    """The edition as worded (第六次, 令和6年改定, 素案), from the title or the cover; else empty."""
    front = {index for index in _front(blocks) if blocks[index].first.page == 1}
    for text in (title, *(blocks[index].text for index in sorted(front))):
        key = nfkc_key(text)
        found = _EDITION.search(key)
        if found is None or len(key) > 80 or "。" in key:
            continue
        if _COUNT.match(found.group()) is None or _OF_A_DOCUMENT.search(key, found.start()):
            return found.group()
    return ""


# How far behind the words 計画期間 its years may stand, in characters.
_PERIOD_REACH = 30


def find_period(blocks: Sequence[Block]) -> Interval | None:
    """The plan's own period (計画期間), only when both years are stated right behind the words."""
    for block in blocks:
        cue = _PERIOD_CUE.search(block.text)
        if cue is None:
            continue
        for interval in read_intervals(block.text[cue.start() : cue.end() + 2 * _PERIOD_REACH]):
            start, end = interval.start_fy, interval.end_fy
            near = interval.span[0] <= cue.end() - cue.start() + _PERIOD_REACH
            if near and start is not None and end is not None and 1 <= end - start <= 20:
                return interval
    return None


def find_decided(blocks: Sequence[Block]) -> int | None:
    """The fiscal year of the latest date that stands by itself on the cover; ``None`` when there is none."""
    years = [
        year
        for index in _front(blocks)
        if _DECISION.fullmatch(text := nfkc_key(blocks[index].text).strip("()")) and "月" in text
        for interval in read_intervals(text)
        if (year := interval.start_fy) is not None and year == interval.end_fy
    ]
    return max(years, default=None)
