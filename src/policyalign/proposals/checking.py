"""``check(proposals)``: what of proposals is missing or doubtful before plans are held against them.

By the wording alone: nothing here knows a plan. What is not told is not thereby well.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from policyalign.domain import Proposal
from policyalign.match.profiles import Profile, fingerprint
from policyalign.messages import CheckCode
from policyalign.proposals.requests import Request, has_object, read_requests, sector_of, subjects
from policyalign.text.normalize import nfkc_key
from policyalign.text.years import read_intervals
from policyalign.values import MATCHABLE, Code

Severity = Literal["error", "doubt", "note"]

SHORTEST, LONGEST = 10, 200
"""Characters. COCN's own proposals have 7 to 96, half of them 41 or more: what is shorter than nearly all of these
says little, what is twice as long as the longest holds more than one thing or its reasons too."""
_QUOTED = 40

_SEVERITIES: Mapping[Code, Severity] = {
    CheckCode.check_id_twice: "error",
    CheckCode.check_reference: "error",
    CheckCode.check_only_names: "note",
    CheckCode.check_number: "note",
    CheckCode.check_deadline: "note",
    CheckCode.check_actors_missing: "note",
    CheckCode.check_actors_other: "note",
    CheckCode.check_no_profile: "note",
    CheckCode.check_profile_draft: "note",
}
"""Of codes other than doubts."""
PROFILE_CODES = frozenset((CheckCode.check_no_profile, CheckCode.check_profile_draft))


@dataclass(frozen=True, slots=True)
class Remark:
    """Something about one proposal: its place in the list (from 0), a code of ``CheckCode``, and its details."""

    index: int
    proposal: Proposal
    code: Code
    detail: Mapping[str, str]

    @property
    def severity(self) -> Severity:
        return _SEVERITIES.get(self.code, "doubt")


def check(proposals: Sequence[Proposal], lines: Sequence[int], profiles: Mapping[str, Profile]) -> tuple[Remark, ...]:
    """All remarks, in the order of the proposals; ``lines`` are those of the file at which they begin, ``profiles``
    by the fingerprint of the text."""
    ids: dict[str, int] = {}
    texts: dict[str, str] = {}
    every = {one.id for one in proposals}
    found: list[Remark] = []
    for index, proposal in enumerate(proposals):
        told = [*_known_already(proposal, lines[index], ids, texts), *_references(proposal, every)]
        told += [*_wording(proposal), *_actors(proposal), *_profile(proposal, profiles)]
        found += [Remark(index, proposal, code, detail) for code, detail in told]
    return tuple(found)


_Told = Iterator[tuple[Code, dict[str, str]]]


def _known_already(proposal: Proposal, line: int, ids: dict[str, int], texts: dict[str, str]) -> _Told:
    first = ids.setdefault(proposal.id, line)
    if first != line:
        yield CheckCode.check_id_twice, {"first": str(first)}
    other = texts.setdefault(nfkc_key(proposal.text).strip("。."), proposal.id)
    if other != proposal.id:
        yield CheckCode.check_text_twice, {"other": other}


def _references(proposal: Proposal, every: set[str]) -> _Told:
    for other in proposal.see_also:
        if other not in every:
            yield CheckCode.check_reference, {"value": other}


# --- the wording -----------------------------------------------------------------------------------------


def _wording(proposal: Proposal) -> _Told:
    requests = read_requests(proposal.text)
    if proposal.kind == "issue":
        asked = next((one for one in requests if one.act == "asks"), None)
        if asked is not None:
            yield CheckCode.check_issue_asks, {"quote": _quote(asked.text)}
    if proposal.kind not in MATCHABLE:
        return
    if proposal.kind != "technology":
        yield from _request(requests)
        if len(nfkc_key(proposal.text)) < SHORTEST:
            yield CheckCode.check_short, {"count": str(len(nfkc_key(proposal.text)))}
    if len(proposal.text) > LONGEST:
        yield CheckCode.check_long, {"count": str(len(proposal.text))}
    yield from _opposition(requests)
    yield from _degree(proposal.text)


def _request(requests: Sequence[Request]) -> _Told:
    """Whether it asks for one thing, and says for what."""
    asking = [one for one in requests if one.act in ("asks", "announces")]
    if not asking:
        named = [one for one in requests if one.act == "names"]
        if named:
            yield CheckCode.check_only_names, {}
        elif not any(one.against for one in requests):
            yield CheckCode.check_no_request, {}
        return
    if len(asking) > 1:
        yield CheckCode.check_several, {"count": str(len(asking))}
    for one in asking:
        if not has_object(one.text):
            yield CheckCode.check_no_object, {"quote": _quote(one.text)}


def _opposition(requests: Iterable[Request]) -> _Told:
    for one in requests:
        if one.against:
            code = CheckCode.check_negation if one.act == "tells" else CheckCode.check_against
            yield code, {"quote": _quote(one.text)}


_NUMBER = re.compile(
    r"[0-9][0-9,.]*(?:%|パーセント|割|倍|分の[0-9]|[十百千万億兆]*(?:円|人|件|校|社|か所|箇所|ヶ所|台|隻|棟|床|基|トン|世帯|ha|[kMGT]?Wh?|km|m2?)"
    r"|[十百千万億兆]+(?![年月日]))"
)


def _degree(text: str) -> _Told:
    """Numbers and times that a plan would have to meet."""
    key = nfkc_key(text)
    if numbers := tuple(dict.fromkeys(_NUMBER.findall(key))):
        yield CheckCode.check_number, {"values": "、".join(numbers)}
    if times := tuple(dict.fromkeys(one.phrase for one in read_intervals(key))):
        yield CheckCode.check_deadline, {"values": "、".join(times)}


# --- actors and profiles ---------------------------------------------------------------------------------


def _actors(proposal: Proposal) -> _Told:
    if proposal.kind not in MATCHABLE:
        return
    named = {word: sector_of(word) for word in subjects(proposal.text)}
    missing = {word: sector for word, sector in named.items() if sector and sector not in proposal.actors}
    if missing:
        sectors = "・".join(one for one in "産官学" if one in missing.values())
        yield CheckCode.check_actors_missing, {"words": "、".join(missing), "sectors": sectors}
    if others := [word for word, sector in named.items() if sector == ""]:
        yield CheckCode.check_actors_other, {"words": "、".join(others)}


def _profile(proposal: Proposal, profiles: Mapping[str, Profile]) -> _Told:
    if proposal.kind not in MATCHABLE:
        return
    profile = profiles.get(fingerprint(proposal.text))
    if profile is None:
        yield CheckCode.check_no_profile, {}
    elif profile.status == "draft":
        yield CheckCode.check_profile_draft, {}


def _quote(sentence: str) -> str:
    text = " ".join(sentence.split())
    return text if len(text) <= _QUOTED else "…" + text[-_QUOTED:]
