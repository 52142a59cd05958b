"""連携済み: where one measure says that it knows of the other, by its plan, its ministry or its name.

Only what names the other counts: 関係府省と連携し is said everywhere and tells nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from policyalign.assess.measures.dependencies import SHORTEST_NAME, Dependency
from policyalign.assess.measures.handing_over import HANDS_OVER
from policyalign.assess.measures.words import Words
from policyalign.assess.overlaps.records import Coordination
from policyalign.catalogue.known import load_catalogue
from policyalign.catalogue.records import KnownPlan, recognise
from policyalign.domain import Measure, Passage, Plan
from policyalign.segment.ministries import ministries
from policyalign.text.normalize import nfkc_key

# Usual short forms of ministries; bureaus go by the ministry as in assess/measures/ministries.py.
_SHORT_FORMS = {
    "文部科学省": "文科省",
    "厚生労働省": "厚労省",
    "農林水産省": "農水省",
    "経済産業省": "経産省",
    "国土交通省": "国交省",
}
_EDITION = re.compile(r"^第[0-9一二三四五六七八九十]+[期次]")
_SHORTEST_TITLE = 5  # 基本計画 alone is no title

# After the name may stand more of a list (総務省、大学等と連携), but no particle that begins something else.
_LIST = (
    r"(?:(?:、|,|・|/|及び|並びに|や|と|とともに)[^、。,・/やとがをはに]{1,16}){0,6}"
    r"(?:等|など|ほか|をはじめ[^、。]{0,12})?"
)
_MANNER = r"(?:密接|緊密|十分|適切|一層)?[なに]?、?"
_TOGETHER = "連携|協力|協働|共同|共管|調整|協議|連絡|情報共有|意見交換|一体|協調|分担"
_AFTER_MINISTRY = re.compile(
    rf"{_LIST}(?:と(?:の|も)?、?{_MANNER}(?:{_TOGETHER})|の(?:協力|参画|支援)|と共に|とともに)"
)
_AFTER_TITLE = re.compile(
    r"」?(?:\([^()]{0,40}\))?(?:(?:や|と|及び|並びに|、|・|等)[^。はが]{1,30}?)?(?:等|など)?"
    r"(?:における|の(?:下|もと|下で))?"
    r"(?:に(?:基づ|沿|即し|則|従|位置付け|位置づけ|定め|掲げ|おいて)|を(?:踏まえ|受け|参照|実現|推進|着実)|"
    rf"(?:と|との|とも){_MANNER}(?:{_TOGETHER}|整合|調和))"
)
_AFTER_NAME = re.compile(rf"」?(?:など|等)?(?:と|との|とも){_MANNER}(?:{_TOGETHER}|整合|併せ)|{HANDS_OVER}")
_ANYTHING = re.compile("")
# A longer word or another edition (第3期海洋基本計画) is something else.
_WORD_BEFORE = re.compile(r"[一-龠々ァ-ヶー]")

Place = tuple[str, str, int]
"""A wording, and the passage and page where it stands."""


class References:
    """Finds the explicit references between the measures of a run."""

    def __init__(
        self,
        plans: Sequence[Plan],
        measures: Sequence[Measure],
        words: Words,
        dependencies: Sequence[Dependency],
        known: Sequence[KnownPlan] | None = None,
    ) -> None:
        known = tuple(load_catalogue() if known is None else known)
        self._measures = measures
        self._words = words
        self._titles = {plan.id: plan_names(plan, known) for plan in plans}
        self._passages = {
            (plan.id, passage.id): (nfkc_key(passage.text), passage) for plan in plans for passage in plan.passages
        }
        self._dependencies = {(use.dependent, use.provider): use.phrase for use in dependencies}

    def between(self, first: int, second: int) -> Coordination | None:
        """The first reference of one measure to the other, given as indices: by its name before by its plan,
        by its plan before by its ministry; None where there is none."""
        for kind in (self._by_name, self._by_plan, self._by_ministry):
            for here, there in ((first, second), (second, first)):
                for phrase, passage_id, page in kind(here, there):
                    return Coordination(phrase, passage_id, page, here == first)
        return None

    def _by_name(self, here: int, there: int) -> Iterator[Place]:
        if phrase := self._dependencies.get((here, there)):
            yield from self._told(here, phrase, _ANYTHING)
        name, own = self._measures[there].name, self._measures[here].name
        rare = any(term in name for term in self._words.rare(there))
        if len(name) >= SHORTEST_NAME and rare and name not in own:
            yield from self._told(here, name, _AFTER_NAME)

    def _by_plan(self, here: int, there: int) -> Iterator[Place]:
        mine, theirs = self._measures[here].plan_id, self._measures[there].plan_id
        if mine == theirs:
            return
        for title in self._titles[theirs]:
            if title not in self._titles[mine]:
                yield from self._told(here, title, _AFTER_TITLE)

    def _by_ministry(self, here: int, there: int) -> Iterator[Place]:
        """Partners count as actors too (総務省は、文部科学省と共に); only who leads is certainly no other."""
        leader, theirs = self._measures[here].actors[:1], self._measures[there].actors
        others = {*ministries(theirs), *filter(_is_body, theirs)} - {*ministries(leader), *leader}
        for name in sorted({*others, *(_SHORT_FORMS[one] for one in others & _SHORT_FORMS.keys())}):
            yield from self._told(here, name, _AFTER_MINISTRY)

    def _told(self, index: int, name: str, after: re.Pattern[str]) -> Iterator[Place]:
        """Where the passages of a measure hold a name and what must follow it."""
        measure = self._measures[index]
        for passage_id in measure.passages:
            text, passage = self._passages[measure.plan_id, passage_id]
            for start in _places(text, name):
                if found := after.match(text, start + len(name)):
                    yield text[start : found.end()], passage_id, _page(passage, start)


def plan_names(plan: Plan, known: Sequence[KnownPlan]) -> tuple[str, ...]:
    """What a plan is called: its title, the names in the catalogue, and these without the edition (第4期)."""
    entry = recognise(plan.title, plan.edition, tuple(known))
    names = [nfkc_key(name) for name in (plan.title, *(entry.names if entry else ()))]
    bare = [_EDITION.sub("", name) for name in names]
    told = dict.fromkeys((*names, *bare))
    return tuple(name for name in told if len(name) >= _SHORTEST_TITLE)


def _page(passage: Passage, start: int) -> int:
    """The page on which something stands that begins at an offset in the key of a text."""
    begun = [page for at, page in passage.turns if len(nfkc_key(passage.text[:at])) <= start]
    return begun[-1] if begun else passage.page_start


def _is_body(name: str) -> bool:
    """Whether an actor is one body: 関係府省庁, 大学 and 民間企業 are many."""
    return bool(ministries([name])) or name.endswith(("機構", "研究所", "センター"))


def _places(text: str, name: str) -> Iterator[int]:
    """Where a text holds a name that is not the end of a longer one."""
    start = text.find(name)
    while start >= 0:
        if not _WORD_BEFORE.match(text[start - 1 : start]):
            yield start
        start = text.find(name, start + 1)
