"""Texts as passages of a plan: how they are cleaned, numbered and put under their headings, whatever file they come
from."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from policyalign.domain import Anchor, Document, Interval, Passage, Plan, Section, Step, section_path
from policyalign.segment.blocks import Block
from policyalign.segment.cover import find_decided, find_edition, find_period
from policyalign.segment.sentences import split_sentences
from policyalign.segment.titles import is_caption
from policyalign.text.normalize import strip_digit_spaces
from policyalign.values import PassageKind


@dataclass(frozen=True, slots=True)
class Text:
    """A text that becomes a passage, with the index of its section, and what a time line says of it. ``turns`` tell
    where it goes on on a further page: the characters before, spaces not counted, and the page; ``begins`` where
    further paragraphs of a cell begin, which end sentences."""

    kind: PassageKind
    text: str
    anchors: tuple[Anchor, ...]
    section: int | None
    intervals: tuple[Interval, ...] = ()
    steps: tuple[Step, ...] = ()
    cells: tuple[tuple[int, int], ...] = ()
    turns: tuple[tuple[int, int], ...] = ()
    begins: tuple[int, ...] = ()


def clean(text: str) -> str:
    """A text without the spaces around it and those that typesetting puts beside digits."""
    return strip_digit_spaces(text).strip(" \u3000")


# Behind these numbers a title is set off by a space; （1） and ① stand by themselves.
_SPACED = frozenset({"part", "chapter", "section", "article", "decimal1", "decimal2", "decimal3", "decimal4", "roman"})


def body_text(block: Block) -> str:
    """The text of a paragraph or item; a bare number before it keeps its space (12　橋は… means no 12橋)."""
    text = block.text.strip(" \u3000")
    marker = block.marker
    if marker is None or not marker.text.isdecimal() or marker.end >= len(text):
        return clean(text)
    return f"{marker.text} {clean(text[marker.end :])}"


def heading_text(block: Block) -> tuple[str, str]:
    """The number and the whole wording of a heading, number and title parted by one space."""
    text = block.text.strip(" \u3000")
    marker = block.marker
    if marker is None or not marker.text:
        return "", clean(text)
    number, rest = text[: marker.end].strip(" \u3000"), clean(text[marker.end :])
    spaced = marker.style in _SPACED
    return number, f"{number} {rest}" if spaced and rest else f"{number}{rest}"


def number_passages(plan_id: str, sections: Sequence[Section], texts: Iterable[Text]) -> tuple[Passage, ...]:
    """Number the passages by page, so that the same file gives the same ids: ``plan-p012-03``."""
    on_page: Counter[int] = Counter()
    passages: list[Passage] = []
    for text in texts:
        if not any(char.isalpha() for char in text.text):
            continue
        page = text.anchors[0].page
        on_page[page] += 1
        passages.append(
            Passage(
                id=f"{plan_id}-p{page:03d}-{on_page[page]:02d}",
                plan_id=plan_id,
                kind="caption" if text.kind in ("paragraph", "item") and is_caption(text.text) else text.kind,
                text=text.text,
                section=text.section,
                section_path=section_path(sections, text.section),
                anchors=text.anchors,
                sentences=_sentences(text),
                intervals=text.intervals,
                steps=text.steps,
                cells=text.cells,
                turns=_turns(text),
            )
        )
    return tuple(passages)


def _sentences(text: Text) -> tuple[tuple[int, int], ...]:
    starts = (0, *text.begins, len(text.text))
    parts = ((a, split_sentences(text.text[a:b])) for a, b in itertools.pairwise(starts))
    return tuple((a + start, a + end) for a, spans in parts for start, end in spans)


def _turns(text: Text) -> tuple[tuple[int, int], ...]:
    """The turns by offsets in the text, whatever spaces went since."""
    printed = [offset for offset, char in enumerate(text.text) if not char.isspace()] if text.turns else []
    return tuple((printed[count], page) for count, page in text.turns if count < len(printed))


def make_plan(
    document: Document,
    plan_id: str,
    title: str,
    sections: Sequence[Section],
    passages: tuple[Passage, ...],
    blocks: Sequence[Block],
) -> Plan:
    """The plan that a document holds, named like its file where it has no title. Its edition, its period and its
    date are looked for in the ``blocks``."""
    title = title or PurePath(document.source).stem
    return Plan(
        id=plan_id,
        document_id=document.id,
        source=document.source,
        title=title,
        sections=tuple(sections),
        passages=passages,
        page_count=len(document.pages),
        unread_pages=document.unread_pages,
        edition=find_edition(title, blocks),
        period=find_period(blocks),
        decided=find_decided(blocks),
        problems=document.problems,
        places=document.places,
    )
