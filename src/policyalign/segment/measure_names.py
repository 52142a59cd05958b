"""How a measure is called, so that whoever reads its name need not look up the page to know what is meant."""

from __future__ import annotations

import re

from policyalign.domain import Passage, Plan
from policyalign.segment.kinds import names_kind
from policyalign.segment.lexicon import load_roles
from policyalign.segment.listed_measures import heads_list
from policyalign.segment.measure_headings import measure_section
from policyalign.segment.stages import heading_stage
from policyalign.segment.titles import is_title, subject
from policyalign.text.facets import is_generic_heading
from policyalign.text.normalize import nfkc_key

_LONGEST = 60
_SHORT = 8
"""Names of up to this many characters that tell no act are those of a field (物流)."""
_BULLET = re.compile(
    r"^(?:[●○◯•・◆◇■□▪▶➢✓✔◎\-–―*]|[（(]?[0-9０-９ア-ンa-zA-Z]{1,2}[)）.．]|[①-⑳]|[アイウエオカキクケコ](?=\s))[\s\u3000]*"
)
_MINISTRIES = re.compile(r"[（(【\[〔][^（）()【】\[\]〔〕]*[）)】\]〕]\s*。?\s*$")
_SIDES = frozenset(
    ("総論", "各論", "概論", "総括", "共通", "共通事項", "全般", "全体", "横断的事項", "分野横断", "一般", "個別分野")
)
_VERBAL = re.compile(r"[をへ]|(?:化|く|る|う|す|ぶ|む)$")
_NUMBER = re.compile(r"^[（(【\[]?[0-9０-９一二三四五六七八九十A-ZＡ-Ｚa-zａ-ｚア-ンⅠ-Ⅹ①-⑳]{1,3}[)）】\].．、](?=\S)")
_ANNEX = re.compile(r"(?:別添|別紙|別表|参考|資料|付録|附属)[0-9]*$")
# 宇宙戦略基金, 防災・安全交付金: what they are for is in the name.
_MEANS = ("金", "制度", "業務", "計画", "法", "DX", "SaaS")
_MARKS = "（()）【】[]〔〕"


def item_name(text: str) -> str:
    """The name of an item that is a measure: its first sentence without bullet and ministries, cut where it is long."""
    words = _beginning(text)
    return words if len(words) <= _LONGEST else subject(words) or f"{words[:_LONGEST]}…"


def _beginning(text: str) -> str:
    """The first sentence without bullet and ministries."""
    return _MINISTRIES.sub("", _BULLET.sub("", text.strip())).split("。")[0].strip(" \u3000")


def called_name(plan: Plan, passage: Passage, first: Passage, heading: str, name: str) -> str:
    """The name of a measure; behind the heading above, or what its first sentence is about, where it only names a field
    or a kind of area or audience (総論, 農山村); without any, how the measure begins."""
    if not name:
        return item_name(first.text)
    index = measure_section(plan.sections, passage.section)
    index = None if index is None or plan.sections[index].heading != heading else index
    kind = index is not None and names_kind(plan.sections, index)
    if not (kind or _is_bare(name) or heads_list(heading)):
        return name
    if told := _above(plan, None if index is None else plan.sections[index].parent, name, title=not kind):
        return f"{told}／{name}"
    about = nfkc_key(subject(first.text))
    if about and about not in name:
        return f"{about}／{name}"
    words = _beginning(first.text) if kind else ""
    return f"{name}／{words[:_LONGEST]}{'…' * (len(words) > _LONGEST)}" if words else name


def _above(plan: Plan, index: int | None, name: str, *, title: bool) -> str:
    """The nearest heading, from a section up, that names something else; the title of the plan only with ``title``."""
    whole = _title(plan.title)
    while index is not None:
        section = plan.sections[index]
        told = _title(section.heading.removeprefix(section.number))
        names = is_title(section.heading) and not (is_generic_heading(section.heading) or heads_list(section.heading))
        if names and (title or told != whole) and told not in ("", name, *_SIDES) and not _ANNEX.match(told):
            return told
        index = section.parent
    return ""


def _is_bare(name: str) -> bool:
    bare = _NUMBER.sub("", name)
    if bare in _SIDES:
        return True
    acts = tuple(load_roles().headings["measure"]) + tuple(load_roles().action_nouns)
    return len(bare) <= _SHORT and not (bare.endswith((*acts, *_MEANS)) or heading_stage(bare) or _VERBAL.search(bare))


def _title(heading: str) -> str:
    words = _MINISTRIES.sub("", nfkc_key(heading)) or nfkc_key(heading).strip(_MARKS)
    return _BULLET.sub("", _NUMBER.sub("", words))
