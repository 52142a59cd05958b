"""Finds the names of plans, laws, strategies and councils in a text.

Quoted names come first, then names known from elsewhere, then runs of characters without particles. A run is
a name only where something speaks for it: an ending that only names have, brackets that tell who decided on
it, or words around it that tell that it is cited. Precision comes first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from policyalign.assess.links.brackets import Brackets, quoted_spans, read_brackets
from policyalign.assess.links.known_names import KnownNames
from policyalign.assess.links.names import Squeezed, name_key, squeeze
from policyalign.assess.links.records import Kind
from policyalign.assess.links.signs import is_cited, is_sure, may_be_name
from policyalign.assess.links.vocabulary import (
    CITED_AFTER,
    DECISION,
    ENDING,
    ENDINGS,
    ENDS,
    LEADING,
    MINISTRY,
    RUN,
    TAIL,
    VERSION,
)

_ENDING = re.compile(ENDING)
_REFERENCE = re.compile(rf"(本|この|同|前期|前|第[0-9]+[期次])((?:基本|重点|総合)?(?:{ENDING}))(?<!第[0-9]本部)")
_LAW_TITLE = re.compile(r"(?:に関する|に係る|に対する|のための|等の)$")
_CUT_LAW = re.compile(
    rf"[\0、。「」『』()\[\]【】;:●○•■※]|は|(?:制定|公布|施行|改正)された|が行う|に基づ[きく]|により|として|について|に加え|"
    rf"(?:{ENDING}|[)」])(?:等)?(?:及び|並びに|又は|や|と)"
)
_CUT = re.compile(rf"{_CUT_LAW.pattern}|を|が(?!ん)|で(?!き)")
_CONJUNCTION = re.compile(
    r"(?:また|さらに|なお|加えて|及び|並びに|又は|特に|例えば|および|同|や|と|も|国の|政府の|・|[0-9]{1,2}(?=[一-鿿]))+"
)
_LONGEST = 80
# So many characters before a name are looked at, and so many in a row without a particle may hold one: more are no
# prose, and would be looked through again for every name in them.
_CONTEXT = 200
_LONGEST_RUN = 500
# The longest paragraphs of real plans have some 3,000 characters.
_LONGEST_TEXT = 10_000
_IN_CHARGE = re.compile(r"(?:担当|所管|実施主体)(?:府省|省庁)?:")


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in a text. ``name`` is as written, ``start`` an offset in the text; ``decision`` stands in
    brackets behind it, and ``defines`` is the short name that these give it. ``reference`` is 本, この, 同,
    前, or an edition, where only that and the ending stand there."""

    name: str
    start: int
    ending: str
    decision: str = ""
    defines: tuple[str, ...] = ()
    reference: str = ""
    sure: bool = True

    @property
    def kind(self) -> Kind:
        return ENDINGS[self.ending]

    @property
    def key(self) -> str:
        return name_key(self.name)


def find_mentions(text: str, known: KnownNames) -> tuple[Mention, ...]:
    """All mentions in the order of the text, none over another; of a text without end only the beginning is read."""
    if not _ENDING.search(text):
        return ()
    squeezed = squeeze(text[:_LONGEST_TEXT])
    found: list[tuple[int, Mention]] = []
    rest = squeezed.text
    for find in (_quoted, _known, _runs):
        left = list(rest)
        for start, end, mention in find(squeezed, rest, known):
            if "\0" not in left[start:end]:
                found.append((start, mention))
                left[start:end] = "\0" * (end - start)
        rest = "".join(left)
    return tuple(mention for _, mention in sorted(found, key=lambda pair: pair[0]))


Found = Iterator[tuple[int, int, Mention]]


# --- names in quotation marks -----------------------------------------------------------------------------


def _quoted(squeezed: Squeezed, rest: str, known: KnownNames) -> Found:
    """What stands in quotation marks, the outer before the inner; a short name that is only being given
    (以下「温対法」という) is no mention."""
    for start, end in sorted(quoted_spans(rest), key=lambda pair: (pair[0], -pair[1])):
        inside = rest[start:end]
        bracket = re.search(r"\(([^()]*)\)$", inside)
        decided = bracket[1] if bracket and DECISION.search(bracket[1]) else ""
        stop = start + bracket.start() if bracket and decided else end
        before = rest[max(0, start - 1 - _CONTEXT) : start - 1]
        if re.search(r"以下[、,]?(?:単に)?$", before) or not ENDS.search(rest[start:stop]):
            continue
        brackets = read_brackets(squeezed, rest, end + 1)
        if decided:
            brackets = Brackets(decided, brackets.defines, brackets.after, brackets.end)
        if mention := _judged(squeezed, rest, start, stop, brackets, known, before=before):
            yield start - 1, brackets.end, mention


# --- names known from elsewhere ---------------------------------------------------------------------------


def _known(squeezed: Squeezed, rest: str, known: KnownNames) -> Found:
    """Known names that a particle stands in, which no run would hold whole."""
    for start, end in known.find_long(rest):
        brackets = read_brackets(squeezed, rest, end)
        if mention := _judged(squeezed, rest, start, end, brackets, known):
            yield start, brackets.end, mention


# --- names without quotation marks ------------------------------------------------------------------------


def _runs(squeezed: Squeezed, rest: str, known: KnownNames) -> Found:
    for run in RUN.finditer(rest):
        for start, end in _pieces(run.group()):
            start, end = start + run.start(), end + run.start()
            brackets = read_brackets(squeezed, rest, end)
            if reference := _reference(rest, start, end):
                first, word = reference
                yield first, end, _mention(squeezed, rest, first, end, brackets, reference=word)
                continue
            start = _beginning(rest, start, end, brackets)
            if mention := _judged(squeezed, rest, start, end, brackets, known):
                yield start, brackets.end, mention


def _pieces(run: str) -> Iterator[tuple[int, int]]:
    """The parts of a run that may be names: 宇宙基本法・海洋基本法 are two."""
    begin = 0
    for place in [*(spot.start() for spot in re.finditer(r"[・/]", run)), len(run)]:
        part = run[begin:place]
        if place < len(run) and not ENDS.search(part[-_CONTEXT:].removesuffix("等")):
            continue
        if len(part) > _LONGEST_RUN:
            begin = place + 1
            continue
        for found in reversed(list(_ENDING.finditer(part))):
            version = VERSION.match(part, found.end())
            end = version.end() if version else found.end()
            if TAIL.fullmatch(part, end):
                lead = LEADING.match(part)
                yield begin + (lead.end() if lead and lead.end() < found.start() else 0), begin + end
                break
        begin = place + 1


def _reference(text: str, start: int, end: int) -> tuple[int, str] | None:
    """Where 本計画, この計画, 同計画, 前計画 or 第5期計画 begins, and the word that refers."""
    if text[max(start - 2, 0) : start] == "この":
        start -= 2
    found = _REFERENCE.fullmatch(text, start, end)
    return (start, found[1]) if found else None


def _beginning(text: str, start: int, end: int, brackets: Brackets) -> int:
    """Where an unquoted name begins: beyond its particles where it is the title of a law, or where brackets
    behind it say that it is the name of something decided on."""
    first = max(0, start - _CONTEXT)
    name, before = text[start:end], text[first:start]
    if _LAW_TITLE.search(before) and name.endswith(("法律", "措置法")):
        cut = _CUT_LAW
        told = brackets.decision or brackets.defines or CITED_AFTER.match(brackets.after)
    else:
        cut = _CUT
        told = brackets.decision if re.search(r"[のとたるなか]$", before) and not name.endswith("法") else ""
    if not told:
        return start
    first += max((found.end() for found in cut.finditer(before)), default=0)
    conjunction = _CONJUNCTION.match(text, first, start)
    first = conjunction.end() if conjunction else first
    return first if end - first <= _LONGEST else start


# --- what speaks for a name -------------------------------------------------------------------------------


def _judged(
    squeezed: Squeezed,
    text: str,
    start: int,
    end: int,
    brackets: Brackets,
    known: KnownNames,
    before: str | None = None,
) -> Mention | None:
    """The mention, or None where nothing speaks for its being the name of one document or body."""
    ending = ENDS.search(text[start:end])
    if ending is None:
        return None
    if ENDINGS[ending[1]] == "council" and (ministry := MINISTRY.match(text, start, end)):
        start = ministry.end() if ministry.end() < end - len(ending[1]) else start
    name = text[start:end]
    if name_key(name) in known:
        return _mention(squeezed, text, start, end, brackets)
    before = text[max(0, start - _CONTEXT) : start] if before is None else before
    if not may_be_name(name, ending[1], brackets) or _IN_CHARGE.search(before[-40:]):
        return None
    if (sure := is_sure(name, brackets)) or is_cited(ending[1], before, brackets):
        return _mention(squeezed, text, start, end, brackets, sure=sure)
    return None


def _mention(
    squeezed: Squeezed, text: str, start: int, end: int, brackets: Brackets, *, reference: str = "", sure: bool = True
) -> Mention:
    ending = ENDS.search(text[start:end])
    assert ending is not None
    name, place = squeezed.written(start, end), squeezed.places[start]
    return Mention(name, place, ending[1], brackets.decision, brackets.defines, reference, sure)
