"""Whether a plan is still being written: chapters of which there is only the heading, and places kept for text that is
to come (調整中, 追記予定, ●●％). What is not written yet cannot be missing from the plan.

Only the words and the places of headings are asked. A heading whose text is a table holds passages; one whose text is
a picture stands apart from the next one on its page.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence, Set

from policyalign.domain import Passage, Problem, Section
from policyalign.messages import ReadingCode
from policyalign.segment.markers import read_marker
from policyalign.text.normalize import nfkc_key
from policyalign.values import Code

LEAST_BARE = 3
"""So many headings one after the other must be without text; so many as ``LEAST_CHAPTERS`` where they are chapters. One
alone may be a line of the text taken for a heading, or may name what a picture shows."""
LEAST_CHAPTERS = 2

_APART = 72.0
"""Points between a heading and the next one on its page: an inch and more holds a picture."""
_HEADING = 40
"""Letters of a heading; longer ones are sentences of a list."""

_STRUCTURAL = frozenset(
    {"part", "chapter", "section", "roman", "decimal1", "decimal2", "decimal3", "decimal4", "paren", "kanji"}
)
_CHAPTERS = frozenset({"part", "chapter"})
# What is kept apart from the plan or repeats it, and need hold no text: annexes, forms, contents.
_BESIDE = re.compile(
    r"資料|参考|付録|附録|附則|附属|付属|別添|別紙|別表|様式|見本|記入例|記載例|ひな[形型]|雛[形型]|索引|用語|名簿|目\s*次|再掲|抜粋"
)
_OUTLINE = re.compile(r"目\s*次|構成|骨子|全体像|体系図|CONTENTS|Contents")

_WRITING = r"(?:記述|記載|追記|加筆|執筆)"
_WORK = rf"(?:{_WRITING}|精査|調整|検討|作成|準備|協議|確認|更新)"
_PENDING = (
    rf"(?:(?:{_WRITING}|精査)(?:する|の|を)?(?:予定|見込み)|{_WORK}中|(?:後日|今後|追って){_WORK}(?:する|予定)?"
    r"|TBD|T\.B\.D\.|未定稿)"
)
_OPEN, _CLOSE = r"[(（【［\[〔＜<《｛{]", r"[)）】］\]〕＞>》｝}]"
_WITHIN = r"[^()（）【】［］〔〕＜＞]"
_HERE = r"(?:(?:本|この|当該)(?:章|節|項|部分|箇所)は?[、,]?\s*)?(?:現在[、,]?\s*)?"
# 調整中 alone, bracketed or behind ※: all that stands at a place.
_ALONE = re.compile(rf"[※＊*\s]*{_OPEN}?[※＊*\s]*{_HERE}{_PENDING}\s*{_CLOSE}?[。．.\s]*")
# The same at the end of a heading. With words before it, it must be of what is to be written: （2027年更新予定） and
# （指針を作成中） tell of the matter.
_TAIL = re.compile(
    rf"(?:{_OPEN}[※＊*\s]*{_PENDING}\s*{_CLOSE}|[※＊*]\s*{_PENDING}"
    rf"|{_OPEN}{_WITHIN}{{0,40}}(?<![にへで]){_WRITING}(?:する)?予定\s*{_CLOSE}"
    rf"|[※＊*][^※＊*]{{0,60}}(?<![にへで]){_WRITING}(?:する|予定|する予定)?)[。\s]*$"
)
# （省エネについて記載予定）: of what is to be written here, not of what another paper will hold（手引きに記載予定）.
_INSIDE = re.compile(
    rf"{_OPEN}[※＊*]?{_WITHIN}{{0,60}}(?<![にへで]){_WRITING}(?:する)?予定{_WITHIN}{{0,6}}{_CLOSE}"
    r"|[※＊*][^。※＊*]{0,60}(?:見出し|項目|目次|骨子)(?:のみ|だけ)?を?(?:記載|掲載|転記|記述|残)"
    r"|(?:本|この)(?:章|節|項|部分|箇所)[^。]{0,20}(?<![にへで])(?:追記|記載|記述|加筆|執筆)(?:する予定|予定)"
)
# （Ｐ）: pending. Not the P of PDCA, phosphorus or parking.
_P = re.compile(
    rf"(?<!計画)(?<!プラン)(?<!Plan)(?<!PLAN)(?<!リン)(?<!りん)(?<!燐)(?<!駐車場){_OPEN}\s*[PＰ]\s*{_CLOSE}[。\s]*$"
)
_BLANK = re.compile(r"[〇○●◯■□＊*△▲…・\s]{2,}")
# ●●％: a figure to come. A ○ may also be the bullet of the next item, so that a particle must stand before it.
_BLANK_FIGURE = re.compile(r"[をにはがのでと約計率額、][〇○●◯■]{1,4}(?:[%％]|億円|兆円|万円|万人|[〇○●◯■]件)")
_SAMPLE = re.compile(r"例|様式|記入|見本|ひな[形型]|雛[形型]|サンプル|書式|テンプレート")
_NAMED = 3


def unfinished_problem(
    sections: Sequence[Section], passages: Sequence[Passage], *, slides: bool = False
) -> Iterator[Problem]:
    """A problem of the plan where it is not written to its end, with the page and the wording of the first place that
    tells so. ``slides`` may hold a picture alone below each title."""
    held = [not one.is_aside and not _is_placeholder(one) for one in passages]
    bare = [] if slides else _bare(sections, [one for one, is_text in zip(passages, held, strict=True) if is_text])
    kept = [*_kept_headings(sections), *_kept_passages(passages)]
    if bare:
        names = [sections[index].heading for index in bare]
        yield _problem(ReadingCode.chapters_empty, sections[bare[0]].anchor.page, names)
    if kept:
        kept.sort(key=lambda one: one[0])
        yield _problem(ReadingCode.text_pending, kept[0][0], [words for _, words in kept])


def _problem(code: Code, page: int, names: Sequence[str]) -> Problem:
    told = "」「".join(name if len(name) <= _HEADING else f"{name[:_HEADING]}…" for name in names[:_NAMED])
    return Problem(code, "partial", page, {"count": str(len(names)), "names": told})


# --- headings without text ---------------------------------------------------------------------------------


def _bare(sections: Sequence[Section], texts: Sequence[Passage]) -> list[int]:
    """The headings, in rows long enough, below which nothing stands."""
    full = _with_text(sections, texts)
    told = {_name(one.heading) for one, has_text in zip(sections, full, strict=True) if has_text}
    parents = {one.parent for one in sections}
    begun = [nfkc_key(one.text[: 2 * _HEADING]) for one in texts]
    found: list[int] = []
    for has_text, group in itertools.groupby(range(len(sections)), key=full.__getitem__):
        row = list(group)
        if has_text or (row[0] > 0 and _OUTLINE.search(sections[row[0] - 1].heading)):
            continue
        row = [index for index in row if _lacks_text(sections, index, told, begun)]
        leaves = [index for index in row if index not in parents]
        chapters = [index for index in leaves if _style(sections[index]) in _CHAPTERS]
        if len(leaves) >= LEAST_BARE or len(chapters) >= LEAST_CHAPTERS:
            found += row
    return found


def _with_text(sections: Sequence[Section], texts: Sequence[Passage]) -> list[bool]:
    """Of every section whether it, or one below it, holds text."""
    full = [False] * len(sections)
    for passage in texts:
        if passage.section is not None:
            full[passage.section] = True
    for index in range(len(sections) - 1, -1, -1):
        parent = sections[index].parent
        if full[index] and parent is not None:
            full[parent] = True
    return full


def _lacks_text(sections: Sequence[Section], index: int, told: Set[str], begun: Sequence[str]) -> bool:
    """Whether a heading announces text that is not there: not told again with its text, no annex, no item of a list,
    nothing drawn below it."""
    section, heading = sections[index], sections[index].heading
    name = _name(heading)
    if _style(section) not in _STRUCTURAL or len(heading) > _HEADING or _BESIDE.search(heading) or not name:
        return False
    if heading.rstrip().endswith(("。", "か", "い", "る")) or any(name in other for other in (*told, *begun)):
        return False
    return index + 1 == len(sections) or _follows_closely(section, sections[index + 1])


def _follows_closely(section: Section, following: Section) -> bool:
    """Whether nothing can stand between two headings: they are next to each other on one page. Files without pages have
    a number for each paragraph."""
    one, other = section.anchor, following.anchor
    if one.box == other.box:
        return other.page - one.page <= 1
    down = max(other.box[1] - one.box[3], one.box[1] - other.box[3])
    across = max(other.box[0] - one.box[2], one.box[0] - other.box[2])
    return one.page == other.page and max(down, across) <= _APART


def _style(section: Section) -> str:
    marker = read_marker(section.heading)
    return marker.style if marker is not None else ""


def _name(heading: str) -> str:
    marker = read_marker(heading)
    return nfkc_key(heading[marker.end :] if marker is not None else heading)


# --- places kept for text that is to come ------------------------------------------------------------------


def _kept_headings(sections: Sequence[Section]) -> Iterator[tuple[int, str]]:
    for section in sections:
        name = section.heading[marker.end :] if (marker := read_marker(section.heading)) else section.heading
        if _says_pending(section.heading) or (name and _BLANK.fullmatch(name)):
            yield section.anchor.page, section.heading


def _kept_passages(passages: Sequence[Passage]) -> Iterator[tuple[int, str]]:
    for passage in passages:
        if passage.kind not in ("paragraph", "item") or _SAMPLE.search(" ".join((*passage.section_path, passage.text))):
            continue
        if _is_placeholder(passage) or (found := _INSIDE.search(passage.text)) or _P.search(passage.text):
            yield passage.page_start, passage.text
        elif found := _BLANK_FIGURE.search(passage.text):
            yield passage.page_start, passage.text[max(found.start() - _HEADING // 2, 0) : found.end()]


def _is_placeholder(passage: Passage) -> bool:
    """Whether a passage is nothing but a place kept for text."""
    text = passage.text.strip()
    marker = read_marker(text)
    bare = text[marker.end :] if marker is not None and marker.style in ("bullet", "note", "symbol") else text
    return bool(_ALONE.fullmatch(text) or _ALONE.fullmatch(bare) or _BLANK.fullmatch(text))


def _says_pending(heading: str) -> bool:
    return bool(_ALONE.fullmatch(heading) or _TAIL.search(heading) or _INSIDE.search(heading) or _P.search(heading))
