"""What the first pages say of the plan itself: its title, edition and period."""

from __future__ import annotations

import re
from collections.abc import Sequence

from policyalign.domain import Interval
from policyalign.segment.blocks import Block
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
_PERIOD_CUE = re.compile(r"計画(?:の)?(?:対象)?期間|(?:本|この)(?:計画|戦略|ロードマップ|ビジョン)(?:の(?:対象)?期間|は)")


def find_title(blocks: Sequence[Block]) -> int | None:
    """Index of the block that names the plan: the largest type on the first pages ahead of the first numbered
    heading, or else a line that calls itself a plan. ``None`` when nothing stands out."""
    body = body_type(blocks)
    best: tuple[float, int] | None = None
    for index, block in enumerate(blocks):
        if block.first.page > _COVER_PAGES or (block.marker and block.marker.style in STRONG):
            break
        text = nfkc_key(block.text)
        if not 4 <= len(text) <= 80 or _DATE.search(text) or _BODY.search(text) or text.endswith("。"):
            continue
        weight = block.size / max(body.size, 1.0) + 0.25 * bool(_DOCUMENT_WORD.search(text))
        if weight >= 1.2 and (best is None or weight > best[0] + 0.01):
            best = (weight, index)
    return best[1] if best else None


def find_edition(title: str, blocks: Sequence[Block]) -> str:
    """The edition as worded (第六次, 令和6年改定, 素案), from the title or the cover; else empty."""
    for text in (title, *(block.text for block in blocks if block.first.page == 1)):
        found = _EDITION.search(nfkc_key(text))
        if found and len(nfkc_key(text)) <= 80:
            return found.group()
    return ""


def find_period(blocks: Sequence[Block]) -> Interval | None:
    """The plan's own period (計画期間), only when a sentence that speaks of it states both years."""
    for block in blocks:
        for sentence in re.split(r"(?<=。)", block.text):
            if not _PERIOD_CUE.search(sentence):
                continue
            for interval in read_intervals(sentence):
                if interval.start_fy is not None and interval.end_fy is not None:
                    if 1 <= interval.end_fy - interval.start_fy <= 20:
                        return interval
    return None
