"""Reads the citations of the plans of a run: names, and words that stand for one (本計画, 同法, 前計画)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from policyalign.assess.links.directory import Directory
from policyalign.assess.links.grammar import Mention, find_mentions
from policyalign.assess.links.known_names import KnownNames
from policyalign.assess.links.names import final_name, name_key, split_edition
from policyalign.assess.links.records import Citation, Target, Via
from policyalign.assess.links.vocabulary import ENDINGS, GENERIC
from policyalign.domain import Passage, Plan
from policyalign.segment.measure_headings import measure_section

_SELF = frozenset(("本", "この"))
_BEFORE = frozenset(("前", "前期"))


def read_citations(plans: Sequence[Plan], directory: Directory) -> tuple[tuple[Citation, ...], dict[str, Target]]:
    """All citations in reading order, and the targets by key.

    A name that one passage shows to be one, by quotation marks, brackets or its ending, is a name everywhere.
    """
    known = KnownNames(directory.names)
    known = known.joined(_learned(plans, known))
    citations: list[Citation] = []
    targets: dict[str, Target] = {}
    for plan in plans:
        for citation, target in _Reader(plan, directory, known).read():
            citations.append(citation)
            targets.setdefault(target.key, target)
    return tuple(citations), targets


def _learned(plans: Sequence[Plan], known: KnownNames) -> Iterator[str]:
    for plan in plans:
        for passage in plan.passages:
            for mention in find_mentions(passage.text, known):
                if mention.sure and not mention.reference:
                    yield mention.name


class _Reader:
    """Reads one plan. A short name that the plan gives (以下「…」という) holds from there on; one that is an
    ordinary word (基本方針) holds within its measure only."""

    def __init__(self, plan: Plan, directory: Directory, known: KnownNames) -> None:
        self._plan = plan
        self._directory = directory
        self._known = known
        self._defined: dict[tuple[str, int | None], Target] = {}
        self._with_short: dict[frozenset[str], KnownNames] = {}

    def read(self) -> Iterator[tuple[Citation, Target]]:
        for passage in self._plan.passages:
            yield from self._read_passage(passage)

    def _read_passage(self, passage: Passage) -> Iterator[tuple[Citation, Target]]:
        section = measure_section(self._plan.sections, passage.section)
        known = self._known_in(section)
        mentions = find_mentions(passage.text, known)
        if given := [short for mention in mentions for short in mention.defines]:
            mentions = find_mentions(passage.text, known.joined(given))
        recent: dict[str, Target] = {}
        for mention in mentions:
            found = self._resolve(mention, section, recent)
            if found is None:
                continue
            target, via = found
            recent[mention.ending] = target
            for short in mention.defines:
                self._define(short, target, section)
            sentence = _sentence(passage, mention.start)
            place = self._plan.id, passage.id, passage.page_at(mention.start)
            yield Citation(*place, sentence, mention.name, mention.decision, target.key, via), target

    def _known_in(self, section: int | None) -> KnownNames:
        """What is known in a measure: the short names given for it, too."""
        short = frozenset(name for name, place in self._defined if place in (None, section))
        if short not in self._with_short:
            self._with_short[short] = self._known.joined(short) if short else self._known
        return self._with_short[short]

    def _define(self, short: str, target: Target, section: int | None) -> None:
        ending = next((one for one in ENDINGS if short.endswith(one)), "")
        if ending and short != ending:
            ordinary = GENERIC.fullmatch(name_key(short).removesuffix(ending))
            self._defined[name_key(short), section if ordinary else None] = target

    def _resolve(self, mention: Mention, section: int | None, recent: dict[str, Target]) -> tuple[Target, Via] | None:
        if mention.reference:
            return self._refer(mention, recent)
        for place in (section, None):
            if target := self._defined.get((mention.key, place)):
                return target, "defined"
        if GENERIC.fullmatch(mention.key.removesuffix(mention.ending)):
            return None  # a short name before it is given
        return self._directory.look_up(mention.name, mention.kind, mention.decision), "name"

    def _refer(self, mention: Mention, recent: dict[str, Target]) -> tuple[Target, Via] | None:
        """What a referring word stands for; None where that is not known."""
        word, plan_id = mention.reference, self._plan.id
        if word in _SELF:
            own = final_name(self._plan.title).endswith(mention.ending)
            return (self._directory.own(plan_id), "self") if own else None
        if word == "同":
            last = recent.get(mention.ending) or (recent.get("法律") if mention.ending == "法" else None)
            return (last, "same") if last else None
        if word in _BEFORE:
            previous = self._directory.previous(plan_id)
            return (previous, "previous") if previous else None
        return self._edition(mention, recent)

    def _edition(self, mention: Mention, recent: dict[str, Target]) -> tuple[Target, Via] | None:
        """第5期計画: of the series last named in the passage, else of the plan's own, else by its alias."""
        number, _ = split_edition(mention.key)
        for target in recent.values():
            if split_edition(name_key(target.title))[0] == number:
                return target, "edition"
        if self._directory.has_series(self._plan.id):
            found = self._directory.edition(self._plan.id, number)
            return (found, "edition") if found else None
        found = self._directory.look_up(mention.name, mention.kind)
        return (found, "name") if found.resolved else None


def _sentence(passage: Passage, place: int) -> str:
    spans = [span for span in passage.sentences if span[0] <= place < span[1]]
    start, end = spans[0] if spans else (0, len(passage.text))
    return passage.quoted(start, end).strip()
