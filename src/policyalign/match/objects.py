"""Whether a sentence does what a proposal asks for to what it asks it for (求めの行いと対象), or the like beside it.

「病院の統合に合わせて再エネを導入する」 and 「下水道の統合に合わせて再エネを導入する」 have the act and most of their
words in common. What tells them apart is a noun of the request that the sentence neither names nor comes near. Common
nouns tell nothing alone: 立地適正化計画 and 都市計画 are other plans than 実行計画, so compound nouns are held against
each other as wholes. And a long sentence may name all that is asked about in passing, and do something else.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from policyalign.domain import Passage
from policyalign.match.acts import Weight
from policyalign.match.arrays import Vectors
from policyalign.match.carriers import NO_ACT, acting_clauses, does
from policyalign.segment.acts import is_asking, kinds_of
from policyalign.segment.matters import Matter
from policyalign.segment.requests import Request

NEAR = 0.50
"""Cosine from which a word or phrase of the sentence is near enough to stand for a single noun asked for (飛行機 and
航空 0.80, 消防署 and 消防 0.92, 富士山 and 南海 0.48): unlike for phrases that are shown, a doubt counts for it."""
NEAR_COMPOUND = 0.60
"""The same for a compound noun, which shares its last word with much that it is not."""
UNNAMED = 0.30
"""Share of the weight of the nouns asked for that a sentence may leave unnamed: of 0.25 to 0.39 the highest at which
none of the requests that ask for another object was answered wrongly (docs/decisions/0010-carriers.md)."""

_NOUN = re.compile(r"[一-龠々ァ-ヶーA-Za-z0-9]{2,}")
_GENERIC = frozenset(("increase", "introduce", "operate"))
"""Kinds of act that any other carries out (推進, 活用, 実施)."""
_CHANGING = frozenset(("reform", "stop", "forbid", "free"))
"""Kinds of act that change what is there: what only carries it on does not do them."""
_DUTY = "oblige"
"""Asked for as a degree of another act: without it that act is still a part of what is asked."""
_MONEY_ASKED = re.compile(r"財政|補助|助成|予算|交付|融資|出資|給付|補填|減税|補償")
_MONEY = re.compile(
    rf"{_MONEY_ASKED.pattern}|税制|資金|経費|費用|基金|金融|投資|無償|支給|[0-9０-９兆億万]円|(?<![消学])費"
)


@dataclass(frozen=True, slots=True)
class _Words:
    """The terms, and the words and phrases to be near to, of a sentence or a clause."""

    text: str
    terms: frozenset[str]
    near: tuple[str, ...]


class ObjectJudge:
    """Finds the carrier (:mod:`policyalign.match.carriers`) for one request that has no profile.

    ``weight`` is the rarity of a term, ``encode`` gives rows of length one.
    """

    def __init__(self, request: Request, weight: Weight, encode: Callable[[list[str]], Vectors]) -> None:
        self._request = request
        self._asked = frozenset(request.asked)
        self._weight = weight
        self._encode = encode

    def __call__(self, passage: Passage) -> int | None:
        """The place of the sentence that does what is asked and names most of it, by weight, of equals the first; None
        where none does."""
        if passage.role in NO_ACT or not self._request.matters:
            return None
        above = " ".join(passage.section_path)
        best, found = 0.0, None
        clauses = acting_clauses(passage)
        for place, ((start, end), terms) in enumerate(zip(passage.sentences, passage.directed_terms, strict=True)):
            named = sum(self._weight(term) for term in self._asked & {term for term, _ in terms})
            sentence = passage.text[start:end]
            if (
                named > best
                and does(sentence, terms, undoing=True)
                and self._acts_met(sentence, {term for term, _ in terms})
                and self._matters_met(_words(passage, start, end), _acting(passage, clauses[place]), above)
            ):
                best, found = named, place
        return found

    def unnamed(self, passage: Passage, place: int) -> float:
        """The share, 0–1, of the weight of the nouns asked for that neither a sentence of the passage nor the headings
        above name, and that no word of the sentence is near to."""
        near = self._nearness(_words(passage, *passage.sentences[place]), " ".join(passage.section_path))
        return self._share(one for one in self._request.matters if near[one] < _limit(one))

    def _acts_met(self, sentence: str, terms: set[str]) -> bool:
        """Whether the sentence speaks of an act of a kind that is asked for; what is asked in general (推進) any act
        meets, a change (見直し) or money only the same."""
        if _MONEY_ASKED.search(self._request.wording) and not _MONEY.search(sentence):
            return False
        asked, named = self._kinds, {kind for term in terms for kind in kinds_of(term)}
        if asked & _CHANGING and not asked & _CHANGING & named:
            return False
        return not asked or bool(asked & _GENERIC) or bool(asked & named)

    def _matters_met(self, sentence: _Words, acting: _Words, above: str) -> bool:
        """Whether the sentence leaves little unnamed, and what weighs most is named where something is done."""
        near = self._nearness(sentence, above)
        if self._share(one for one in near if near[one] < _limit(one)) > UNNAMED:
            return False
        main = max(self._request.matters, key=self._weight_of)
        return self._nearness(acting, above, (main,))[main] >= _limit(main)

    @cached_property
    def _kinds(self) -> frozenset[str]:
        acts = (term for term in self._asked if not is_asking(term))
        return frozenset(kind for term in acts for kind in kinds_of(term)) - {_DUTY}

    def _weight_of(self, matter: Matter) -> float:
        """That of its rarest word."""
        return max(map(self._weight, matter.terms))

    def _share(self, some: Iterator[Matter]) -> float:
        total = sum(map(self._weight_of, self._request.matters))
        return sum(map(self._weight_of, some)) / total if total else 0.0

    def _nearness(self, words: _Words, above: str, asked: Sequence[Matter] = ()) -> Mapping[Matter, float]:
        """How near each matter is to the words: 1 where they or the headings name it, else the highest cosine.
        A part of its name is a broader matter (サプライチェーン for 国内サプライチェーン) and near to none."""
        asked = asked or self._request.matters
        found = {one: 1.0 if _names(words, one) or _heads(above, one) else 0.0 for one in asked}
        missing = [one for one in asked if not found[one]]
        if missing and words.near:
            rows = self._encode([*(one.text for one in missing), *words.near])
            cosines = rows[: len(missing)] @ rows[len(missing) :].T
            broader = np.array([[word in one.text for word in words.near] for one in missing])
            found |= dict(zip(missing, np.max(np.where(broader, 0.0, cosines), axis=1).tolist(), strict=True))
        return found


def _limit(matter: Matter) -> float:
    return NEAR_COMPOUND if len(matter.terms) > 1 else NEAR


def _names(words: _Words, matter: Matter) -> bool:
    return matter.text in words.text or words.terms.issuperset(matter.terms)


def _heads(above: str, matter: Matter) -> bool:
    return matter.text in above or all(term in above for term in matter.terms)


def _words(passage: Passage, start: int, end: int) -> _Words:
    """The words of a sentence."""
    return _acting(passage, [(start, end)])


def _acting(passage: Passage, clauses: Sequence[tuple[int, int]]) -> _Words:
    """The words of some clauses of a passage."""
    terms: set[str] = set()
    phrases, place = set[str](), 0
    for start, end, count in passage.phrases:
        if any(one <= start < other for one, other in clauses):
            terms.update(passage.terms[place : place + count])
            phrases.add(passage.text[start:end])
        place += count
    near = {term for term in terms if _NOUN.fullmatch(term)} | {phrase for phrase in phrases if phrase}
    text = "\n".join(passage.text[start:end] for start, end in clauses)
    return _Words(text, frozenset(terms), tuple(sorted(near)))
