"""What the page searches: all passages as they were read, and the letters that stand for others in keys."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from policyalign.assess.search.messages import HOWS, SearchCode
from policyalign.domain import Passage, Plan
from policyalign.messages import message
from policyalign.messages.places import place_told
from policyalign.report.texts import xml_text
from policyalign.tables import PATH_SEPARATOR
from policyalign.text.spelling import spelled_as


def search_data(plans: Sequence[Plan], lang: str) -> dict[str, Any]:
    """The data of ``search.js``, in the order in which hits are listed."""
    unread = ", ".join(f"{plan.id} {len(plan.unread_pages)}" for plan in plans if plan.unread_pages) or "0"
    texts = [passage for plan in plans for passage in plan.passages]
    headings = {path: number for number, path in enumerate(dict.fromkeys(one.section_path for one in texts))}
    return {
        "letters": spelled_as(),
        "hows": {how: HOWS[how].text(lang) for how in ("exact", "folded")},
        "done": xml_text(message(SearchCode.search_done, lang, plans=len(plans), passages=len(texts), unread=unread)),
        "nothing": message(SearchCode.search_nothing, lang, query="{query}"),
        "headings": [xml_text(PATH_SEPARATOR.join(path)) for path in headings],
        "passages": [
            {**_passage(plan, passage, lang), "plan": number, "heading": headings[passage.section_path]}
            for number, plan in enumerate(plans)
            for passage in plan.passages
        ],
    }


def _passage(plan: Plan, passage: Passage, lang: str) -> dict[str, Any]:
    """A passage with its text in sentences; a row of a table, also as it is quoted: without the heads of columns."""
    told = {
        "id": passage.id,
        "place": place_told(plan.places, passage.page_start, lang),
        "parts": _parts(passage),
    }
    if passage.turns:
        starts = (0, *(start for start, _ in passage.sentences[1:]))
        told["places"] = [place_told(plan.places, passage.page_at(start), lang) for start in starts]
    if passage.cells:
        told |= {"quoted": list(passage.quoted_sentences), "row": passage.quotation.strip()}
    return {name: _clean(value) for name, value in told.items()}


def _parts(passage: Passage) -> list[str]:
    """The text cut where its sentences begin."""
    if passage.cells:
        return [passage.text]
    starts = [0, *(start for start, _ in passage.sentences[1:]), len(passage.text)]
    return [passage.text[start:end] for start, end in pairwise(starts)]


def _clean(value: Any) -> Any:
    if isinstance(value, list):
        return [xml_text(one) for one in value]
    return xml_text(value) if isinstance(value, str) else value
