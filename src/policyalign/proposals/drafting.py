"""``draft(proposals, sentences)``: profiles (手がかり) drafted from what plans and projects say, to be edited.

The sentences that stand nearest to a proposal are on its topic; whether they do what it asks only a person can tell.
So a draft is marked as one, is not matched with before somebody has looked it over, and nothing is drafted for a
proposal that asks to stop or objects: what stands nearest to it does the opposite.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from policyalign.domain import Plan, Proposal
from policyalign.match.profiles import fingerprint
from policyalign.messages import OwnCode, message
from policyalign.messages.places import place_told
from policyalign.projects import Project
from policyalign.proposals.requests import read_request, read_requests, sector_of, words
from policyalign.proposals.writing import comment_line, quoted
from policyalign.segment.lexicon import load_roles
from policyalign.segment.sentences import split_sentences
from policyalign.text.normalize import nfkc_key
from policyalign.values import MATCHABLE, Lang

SENTENCES = 8
"""A profile that comes along has eight or more; a person reads so many in a minute or two."""
_PER_PLACE = 2
_NEAR_ENOUGH = 0.5
"""Of the similarity of the nearest: what is half as near shares little but common words."""
_SHORTEST, _LONGEST = 15, 160
"""Characters of a sentence that can stand by itself and be read at a glance."""
_NAMES, _RELATED = 12, 10


Row = np.ndarray[tuple[int, ...], np.dtype[np.float32]]


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence of a plan or a project that announces something, and where it stands, for people."""

    text: str
    place: str


@dataclass(frozen=True, slots=True)
class DraftProfile:
    """What was found for a proposal: sentences with their similarity (0–1), nearest first. ``against`` where none were
    looked for, since it asks to stop or objects."""

    proposal: Proposal
    names: tuple[str, ...]
    related: tuple[str, ...]
    does: tuple[tuple[Said, float], ...]
    against: bool


# --- what plans and projects say -------------------------------------------------------------------------


def said_in_plan(plan: Plan, lang: Lang = "ja") -> Iterator[Said]:
    """The sentences of a plan that announce an action, told by file, place and heading."""
    for passage in plan.passages:
        if passage.is_aside:
            continue
        heading = passage.section_path[-1] if passage.section_path else ""
        place = " ".join(filter(None, (plan.source, place_told(plan.places, passage.page_start, lang), heading)))
        for start, end in passage.sentences:
            yield from _announced(passage.text[start:end], place)


def said_in_projects(projects: Iterable[Project], file: Path, lang: Lang = "ja") -> Iterator[Said]:
    """The sentences of project descriptions that announce an action, told by number, name and ministry."""
    for project in projects:
        told = {"number": project["projectId"], "name": project["projectName"], "ministry": project["ministry"]}
        place = message(OwnCode.own_place_project, lang, file=file.name, **told)
        for name in ("purpose", "overview"):
            for part in re.split(r"[/\n]", project.get(name) or ""):
                for start, end in split_sentences(part):
                    yield from _announced(part[start:end], place)


def _announced(sentence: str, place: str) -> Iterator[Said]:
    text = " ".join(sentence.split())
    if _SHORTEST <= len(text) <= _LONGEST:
        read = read_request(text)
        if read.act in ("announces", "names") and not read.against:
            yield Said(text, place)


# --- profiles --------------------------------------------------------------------------------------------


def draft(proposals: Sequence[Proposal], said: Iterable[Said]) -> tuple[DraftProfile, ...]:
    """A draft for every proposal that a plan can take up, in order.

    Sentences are ranked by the cosine of their character bigrams and trigrams weighted by TF-IDF (Salton & Buckley
    1988), which needs no model and no language analysis.
    """
    asked = [one for one in proposals if one.kind in MATCHABLE]
    pool = list({nfkc_key(one.text): one for one in said}.values())
    aliases = _aliases(pool)
    rows = _similarities([f"{one.label}。{one.text}" for one in asked], [one.text for one in pool])
    found = []
    for proposal, row in zip(asked, rows, strict=True):
        against = any(one.against for one in read_requests(proposal.text))
        does = () if against else tuple(_nearest(pool, row))
        names = _names(proposal, aliases)
        found.append(DraftProfile(proposal, names, _related(does, names), does, against))
    return tuple(found)


def _similarities(queries: Sequence[str], sentences: Sequence[str]) -> Iterator[Row]:
    """For every query its similarity to all sentences."""
    if not sentences:
        yield from (np.zeros(0, dtype=np.float32) for _ in queries)
        return
    from sklearn.feature_extraction.text import TfidfVectorizer

    vectorizer = TfidfVectorizer(analyzer="char", ngram_range=(2, 3), sublinear_tf=True, dtype=np.float32)
    known = vectorizer.fit_transform(map(nfkc_key, sentences)).T.tocsr()
    for query in vectorizer.transform(map(nfkc_key, queries)) if queries else ():
        yield np.asarray((query @ known).toarray()[0], dtype=np.float32)


def _nearest(pool: Sequence[Said], row: Row) -> Iterator[tuple[Said, float]]:
    order = np.argsort(-row, kind="stable")
    places: Counter[str] = Counter()
    count = 0
    for at in order:
        if count == SENTENCES or row[at] <= 0 or row[at] < _NEAR_ENOUGH * row[order[0]]:
            return
        said = pool[at]
        places[said.place] += 1
        if places[said.place] <= _PER_PLACE:
            count += 1
            yield said, float(row[at])


# --- names -----------------------------------------------------------------------------------------------

_COMPOUND = re.compile(r"[一-龠々ァ-ヶーA-Za-z0-9]{3,20}")
_ALIAS = re.compile(
    r"([一-龠々ァ-ヶーA-Za-z0-9]{3,20})[(（](?:以下[「『])?([一-龠々ァ-ヶーA-Za-z0-9]{2,20})(?:[」』]という。?)?[)）]"
)


def _names(proposal: Proposal, aliases: dict[str, list[str]]) -> tuple[str, ...]:
    """The compounds of label and text, without what is done to them, and what else these are called in the sources."""
    own = [name for text in (proposal.label, proposal.text) for name in _compounds(text)]
    called = [alias for name in own for alias in aliases.get(name, ())]
    return tuple(dict.fromkeys((*own, *called)))[:_NAMES]


def _compounds(text: str) -> Iterator[str]:
    """研究投資 of 研究投資拡大; no numbers, no actors."""
    for found in _COMPOUND.finditer(nfkc_key(text)):
        name = found[0]
        ending = next((one for one in _endings() if name.endswith(one) and len(name) - len(one) >= 3), "")
        name = name.removesuffix(ending)
        if (
            not re.fullmatch(r"[0-9A-Za-z]*[0-9]+[年月日度%]*", name)
            and sector_of(name) is None
            and name not in words("pointers")
        ):
            yield name


@cache
def _endings() -> tuple[str, ...]:
    return tuple(sorted(load_roles().action_nouns, key=lambda one: (-len(one), one)))


def _aliases(pool: Iterable[Said]) -> dict[str, list[str]]:
    """Both names of what is told by two: 人工知能（AI）."""
    found: dict[str, list[str]] = {}
    for said in pool:
        for one, other in _ALIAS.findall(said.text):
            if other.isdecimal() or other[0].isdecimal():
                continue
            for name, alias in ((one, other), (other, one)):
                if alias not in found.setdefault(nfkc_key(name), []):
                    found[nfkc_key(name)].append(nfkc_key(alias))
    return found


def _related(does: Sequence[tuple[Said, float]], names: Sequence[str]) -> tuple[str, ...]:
    """Compounds that several of the sentences hold."""
    counts = Counter(name for said, _ in does for name in dict.fromkeys(_compounds(said.text)) if name not in names)
    return tuple(name for name, count in counts.most_common() if count > 1)[:_RELATED]


# --- the file --------------------------------------------------------------------------------------------


def yaml_bytes(drafts: Sequence[DraftProfile], source: str, lang: Lang) -> bytes:
    """The profiles as a file for ``--profiles``, every one a draft."""
    codes = (OwnCode.own_draft_head, OwnCode.own_draft_status, OwnCode.own_draft_topic, OwnCode.own_draft_fields)
    lines = [f"# {message(code, lang, source=comment_line(source))}" for code in codes]
    for one in drafts:
        lines += ["", *_entry(one, lang)]
    return ("\n".join(lines) + "\n").encode()


def _entry(one: DraftProfile, lang: Lang) -> Iterator[str]:
    yield f"# {comment_line(one.proposal.text)}"
    yield f"{quoted(one.proposal.id)}:"
    yield "  status: draft"
    yield f"  of: {quoted(fingerprint(one.proposal.text))}"
    facets = {"object": "", "action": "", "actor": "・".join(one.proposal.actors), "beneficiary": "", "exit": ""}
    yield from (f"  {name}: {quoted(value)}" for name, value in facets.items())
    yield from (f"  {name}: [{', '.join(map(quoted, listed))}]" for name, listed in _lists(one))
    if one.does:
        yield "  does:"
        for said, similarity in one.does:
            yield f"    - {quoted(said.text)}  # {similarity:.2f} {comment_line(said.place)}"
    else:
        reason = OwnCode.own_draft_against if one.against else OwnCode.own_draft_nothing
        yield f"  does: []  # {message(reason, lang)}"


def _lists(one: DraftProfile) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return ("names", one.names), ("related", one.related), ("lookalikes", ())
