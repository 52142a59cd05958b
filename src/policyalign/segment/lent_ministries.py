"""Which ministries a table says of its rows: by the line above it (環境省：), a row across it, or a column (府省庁).

A line or a row across holds for the rows and items below it, until the next one, other text or another heading; a
heading that names nothing but ministries holds for all below it that names none. A list in brackets, or bare, behind
text closes what stands before (…を進める。 / 【環境省】), and lends nothing unless the plan sets others out that way.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from policyalign.domain import Assignment, Passage, Plan
from policyalign.segment.endings import is_note
from policyalign.segment.ministry_labels import Label, ministry_label

_HELD = frozenset(("row", "item"))
_TEXT = frozenset(("paragraph", "item"))
# （単位：百万円）, 【再掲】 between a line and its table.
_BRACKETED = re.compile(r"[（(【\[].{1,40}[）)】\]]")
# The heads of columns that tell who is in charge; 関係府省, 連携先 and 協議先 do not.
_CHARGE_HEAD = re.compile(
    r"(?:主な|主たる)?(?:主?担当|所管|主管|実施|取組|事業|施行)?の?"
    r"(?:府省庁?|省庁|官庁|主体|機関|部局|部署|課室?|室|者|組織|区分|分類)?(?:名称?|等|別|[（(][^（）()]*[）)])*"
)
_MARKS = {"◎": 0, "●": 0, "主": 0, "○": 1, "〇": 1, "◯": 1}
"""By the mark under the name of a ministry, its rank: 主担当 before those that take part."""

Lent = tuple[Assignment, ...]


@dataclass(frozen=True, slots=True)
class Lending:
    """``to`` gives, by passage, those whom a line, a row across its table or a heading above puts in charge of it;
    ``lines`` are the passages that lend, and are in charge of nothing themselves."""

    to: Mapping[str, Lent]
    lines: frozenset[str]

    def alike(self, passages: Sequence[Passage]) -> Lent:
        """What is lent to all of the passages alike; nothing where it differs."""
        first, *rest = (self.to.get(passage.id, ()) for passage in passages)
        named = [one.ministry for one in first]
        return first if all([one.ministry for one in other] == named for other in rest) else ()


def lent_ministries(plan: Plan) -> Lending:
    """What the tables, lines and headings of a plan say of the passages below them."""
    headings = _of_headings(plan)
    found: dict[str, Lent] = {}
    line: Lent = ()
    open_label, section = False, None
    before: Passage | None = None
    trusted = _sets_out_bare(plan)
    for passage in plan.passages:
        if passage.is_aside and ministry_label(passage.text) is None:
            continue
        if passage.section != section:
            line, open_label, section, before = (), False, passage.section, None
        if label := _label(passage, before, trusted=trusted):
            line, open_label = _assigned(label, passage.quotation, passage, passage.page_start), True
        elif passage.kind in _HELD or (open_label and _stands_between(passage)):
            open_label = open_label and passage.kind not in _HELD
        else:
            line, open_label = (), False
        if not open_label and (lent := _of_head(passage) or line or _below_heading(headings, passage)):
            found[passage.id] = lent
        before = passage
    lines = (one.passage_id for key, lent in found.items() for one in lent if one.passage_id != key)
    return Lending(found, frozenset(lines))


def column_ministries(passage: Passage) -> Lent:
    """Those whom the columns of a table row put in charge: 府省庁：環境省, or ◎ and ○ under their names."""
    marked: list[tuple[int, Assignment]] = []
    for heads, start, end in cells_of(passage):
        head, told = heads.rpartition("／")[2], passage.text[start:end]
        if label := ministry_label(told) if _CHARGE_HEAD.fullmatch(head) else None:
            return _assigned(label, f"{head}：{told}".lstrip("："), passage, passage.page_at(start))
        if told in _MARKS and (of_head := ministry_label(head)):
            named = _assigned(of_head, f"{head}：{told}", passage, passage.page_at(start))
            marked += [(_MARKS[told], one) for one in named]
    return tuple(one for _, one in sorted(marked, key=lambda pair: pair[0]))


def cells_of(passage: Passage) -> Iterator[tuple[str, int, int]]:
    """Of every cell of a row the head of its column, and where what it holds begins and ends."""
    before = 0
    for start, end in passage.cells:
        yield passage.text[before:start].strip("：；"), start, end
        before = end


def _label(passage: Passage, before: Passage | None, *, trusted: bool) -> Label | None:
    """The label that holds for what follows, None where the passage is none, or may belong to what stands before."""
    if passage.kind == "row":
        alone = len(passage.cells) == 1 and ministry_label(passage.text[slice(*passage.cells[0])])
        return alone or None
    label = ministry_label(passage.text)
    closes = before is not None and before.kind in _TEXT and not is_note(before.text)
    return label if label and (label.sets_out or trusted or not closes) else None


def _sets_out_bare(plan: Plan) -> bool:
    """Whether a plan has bare labels that only can belong to what follows: between two tables."""
    between = zip(plan.passages, plan.passages[1:], plan.passages[2:], strict=False)
    return any(
        one.kind == "row" and after.kind == "row" and label.kind == "paragraph" and ministry_label(label.text)
        for one, label, after in between
    )


def _of_head(passage: Passage) -> Lent:
    """Those that the head over all columns of a table names: 環境省／名称, 環境省／内容."""
    tops = {heads.partition("／") for heads, _, _ in cells_of(passage)}
    label = ministry_label(next(iter(tops))[0]) if len({top for top, _, _ in tops}) == 1 else None
    below = all(rest for _, _, rest in tops)
    return _assigned(label, passage.text.partition("／")[0], passage, passage.page_start) if label and below else ()


def _stands_between(passage: Passage) -> bool:
    return is_note(passage.text) or _BRACKETED.fullmatch(passage.text.strip()) is not None


def _of_headings(plan: Plan) -> list[tuple[Label, str, int] | None]:
    """By section, the label of the nearest heading, up from it, that is one, with its words and its page. A single one
    right below the title is whose plan it is (環境省, on a cover), and puts nobody in charge."""
    own: list[tuple[Label, str, int] | None] = []
    for section in plan.sections:
        label = ministry_label(section.heading.removeprefix(section.number)) if section.level > 1 else None
        own.append((label, section.heading, section.anchor.page) if label else None)
    several = len({found[0].ministries for found in own if found}) > 1
    nearest: list[tuple[Label, str, int] | None] = []
    for section, found in zip(plan.sections, own, strict=True):
        nested = section.parent is not None and plan.sections[section.parent].level > 1
        above = nearest[section.parent] if section.parent is not None else None
        nearest.append(found if found and (several or nested) else above)
    return nearest


def _below_heading(headings: Sequence[tuple[Label, str, int] | None], passage: Passage) -> Lent:
    found = None if passage.section is None else headings[passage.section]
    return _assigned(found[0], found[1], passage, found[2]) if found else ()


def _assigned(label: Label, phrase: str, passage: Passage, page: int) -> Lent:
    return tuple(Assignment(name, "listed", phrase, passage.id, page) for name in label.ministries)
