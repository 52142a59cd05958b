"""Which sentence of a passage does what a proposal asks for, and does not only share its topic (判定を担う一文).

A passage may lie near a proposal in every way that similarity measures and still be about another object, do something
else, or only tell a situation. So a passage bears out 対応 only by a *carrier*: one of its sentences that does
something and names all that is essential to the proposal (欠かせない事柄), each matter by any of its words. For a
proposal without a profile :mod:`policyalign.match.objects` finds it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from policyalign.domain import Match, Passage, Plan, PlanMatches
from policyalign.match.essentials import Essentials, names_matter
from policyalign.segment.acts import CARRIED_ON, UNDONE
from policyalign.text.normalize import nfkc_key
from policyalign.text.sentence_ends import tells_only

NO_ACT = frozenset(("background", "issue"))
"""Roles of passages that tell a situation or a problem: nothing is done in them."""
# Ends a clause; not after a verb that goes on (〜を選び、〜を認定する), but after an aim (〜に向け、).
_COMMA = re.compile("(?:(?<=向け)|(?<![しびりきみちえけれせぎ]))[、,，]")
# What the acting clause is of, who acts where, and whom it is to enable: 〜については、, 〜において、, 〜できるよう、.
_TOPIC = re.compile("[^、,，]*(?:[はもで]|おいて|よう(?:に)?|べく)[、,，]")
_HEADINGS = 2
"""Headings above a passage, the nearest, that may name the subject: those of a measure and of its part."""
# 以下の取組を行う: what is done stands elsewhere. ※: a note. 〜を参照: a source, whatever its title says.
_POINTS_ON = re.compile(
    r"(?:以下|次|下記)の(?:とおり|通り|[^。、]{0,12}(?:取組|取り組み|施策|支援|事業|内容|項目|調査|検討)等?を?)"
    r"[^。]{0,12}$|^[※*注]|^(?:出典|出所|資料|参考(?:文献|資料)?)[:)〕】]|参照(?:のこと|されたい|ください)?$"
)


# 掲げられている, 増加が見込まれる: how things stand or will come.
_STANDS = re.compile(r"(?:[らさか]れて(?:いる|きた)|見込(?:む|まれる|まれている)|期待され(?:る|ている))$")

Finder = Callable[[Passage], int | None]
"""Gives the place of the carrier among the sentences of a passage, None where it has none."""


def with_carriers(plan: Plan, matches: PlanMatches, finders: Mapping[str, Finder]) -> PlanMatches:
    """The matches with the carrier of every passage that is probable enough to bear out 対応. ``finders`` are by the
    proposal's id; of a proposal without one, no passage has a carrier."""
    limits = {one.proposal_id: limit.measure for one in matches.cells if (limit := matches.thresholds_of(one))}
    passages = {passage.id: passage for passage in plan.passages}

    def looked_at(match: Match) -> Match:
        finder = finders.get(match.proposal_id)
        if finder is None or match.probability < limits.get(match.proposal_id, 1.0):
            return match
        return replace(match, carrier=finder(passages[match.passage_id]))

    return replace(matches, matches=tuple(map(looked_at, matches.matches)))


def carrier_of(passage: Passage, essentials: Essentials, *, by_act: bool = False) -> int | None:
    """The place of the sentence that names everything essential, and does something with all of it but one matter; of
    several the one that does most, of these the first. None where no sentence does, or the passage tells a situation or
    a problem. The subject, which stands first in ``essentials``, may be named by the headings right above instead.

    ``by_act``: what the sentence names counts only where the clause that acts, or the topic set before it, names it."""
    if passage.role in NO_ACT:
        return None
    above = nfkc_key(" ".join(passage.section_path[-_HEADINGS:]))
    done = _done(passage, topics=by_act)
    best, found = 0, None
    for place, ((start, end), terms) in enumerate(zip(passage.sentences, passage.directed_terms, strict=True)):
        sentence = passage.text[start:end]
        said = nfkc_key(sentence)
        among = _named(done[place], essentials) if _names_all(said, above, essentials) else 0
        needed = _named(said, essentials) if by_act else len(essentials) - 1
        if among > best and among >= needed and does(sentence, terms):
            best, found = among, place
    return found


def _names_all(sentence: str, above: str, essentials: Essentials) -> bool:
    """Whether the sentence names every matter, or all but the subject, and the headings that."""
    subject, *rest = essentials
    named = all(names_matter(matter, sentence) for matter in rest)
    return named and (names_matter(subject, sentence) or names_matter(subject, above))


def _named(text: str, essentials: Essentials) -> int:
    """How many of the matters a text names."""
    return sum(names_matter(matter, text) for matter in essentials)


def _done(passage: Passage, *, topics: bool = False) -> list[str]:
    """The text of the acting clauses of every sentence, and of what is set before them as their topic if wanted."""
    told = []
    for (first, _), clauses in zip(passage.sentences, acting_clauses(passage), strict=True):
        before = passage.text[first : clauses[0][0]] if topics and clauses else ""
        topic = "".join(_TOPIC.findall(before))
        told.append(nfkc_key(topic + "".join(passage.text[start:end] for start, end in clauses)))
    return told


def acting_clauses(passage: Passage) -> list[list[tuple[int, int]]]:
    """By sentence, where the clauses begin and end in which something is done, or a harm undone (流出を防ぐ): one that
    only tells an occasion, an aim or an example is left out."""
    acting, term = [], 0
    for start, _, count in passage.phrases:
        if any(passage.directions[term : term + count]):
            acting.append(start)
        term += count
    found = []
    for start, end in passage.sentences:
        cuts = [start, *(match.end() for match in _COMMA.finditer(passage.text, start, end)), end]
        found.append([(one, other) for one, other in pairwise(cuts) if any(one <= place < other for place in acting)])
    return found


def does(sentence: str, terms: Sequence[tuple[str, int]], *, undoing: bool = False) -> bool:
    """Whether a sentence carries something on (or undoes it, where that counts), and neither tells a problem or a need,
    nor points to what follows."""
    acts = any(sign == CARRIED_ON or (undoing and sign == UNDONE) for _, sign in terms)
    said = nfkc_key(sentence).rstrip("。")
    return acts and not (tells_only(sentence) or _POINTS_ON.search(said) or _STANDS.search(said))
