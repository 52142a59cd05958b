"""Who is in charge (担当) of a measure, and who takes part, with the words that say so.

Only what the measure itself says counts: the owner of the plan (所管) does not lead each of its measures.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from policyalign.domain import Assignment, Passage
from policyalign.segment.lent_ministries import Lent, column_ministries
from policyalign.segment.ministries import ministries
from policyalign.segment.named_bodies import Named, named_ministries
from policyalign.values import UNNAMED, Basis

_PLANNED = frozenset(("measure", "target"))
_MOST_CHARACTERS = 60

# 主担当 goes before 担当; what is only 副担当 or 関係府省 is in charge of nothing.
_HEAD = r"(?:担当|所管|主管|実施主体)(?:府省庁?|省庁|機関|部局)?[:：]"
_STATEMENT = re.compile(rf"(?P<main>主)?(?<![副分]){_HEAD}(?P<list>(?:(?!主?{_HEAD})[^。；;\n])*)")
# 関係府省：A、B names those that a measure concerns, whoever is in charge.
_CONCERNED = re.compile(r"(?:関係|連携|協力)(?:府省庁?|省庁|機関)(?:名|等)*[:：](?P<list>[^。；;\n]*)")
# A list in brackets that closes a measure, or its heading: （文部科学省、経済産業省）, 【◎環境省、総務省】（再掲）.
_CLOSING_LIST = re.compile(
    r"[（(【\[〔](?P<list>[^（）()【】\[\]〔〕]*)[）)】\]〕]\s*(?:[（(＜<【](?:再掲|新規|継続|拡充|一部再掲)[）)＞>】])?\s*。?\s*$"
)
_MAIN = ("◎", "●")
_BESIDE = re.compile(
    r"(?:[◎●○〇◯、,，・/／\s]|及び|並びに|と|等|ほか|関係(?:府省庁?|省庁)"
    r"|[一-龠々ァ-ヶー]{1,14}(?:局|課|室|部|庁|省|院|機構|研究所|会議?|本部))*"
)
_JOIN = re.compile(r"(?:等|など)?(?:、|・|及び|並びに|や|と)?")
_PARTNER = re.compile(
    r"(?:等|など)?(?:の?関係(?:府省庁?|省庁|機関))?と(?:の|も|は)?、?(?:必要に応じて?、?)?"
    r"(?:(?:密接|緊密|十分|適切|適宜|相互|更|一層)[にな]?、?)?(?:連携|協力|調整|協議|連絡|協働|共同|一体)"
)


def read_assignments(
    heading: str, passages: Sequence[Passage], first: Passage, lent: Lent = ()
) -> tuple[Assignment, ...]:
    """The ministries that a measure of these passages names, each once, the one in charge first;
    :data:`UNNAMED`, at the passage ``first``, stands there where it names none for it. ``lent`` are those in charge
    by its table or the headings above, unless it says otherwise itself."""
    planned = [passage for passage in passages if passage.role in _PLANNED and not passage.is_aside]
    stated, silent = _stated(heading, passages)
    if not (stated or silent):
        stated = list(lent)
    doers = [one for passage in planned for one in _doers(passage, by_heading=not stated)]
    partners = [one for passage in planned for one in _partners(passage)]
    found: dict[str, Assignment] = {}
    for one in (*_in_charge(stated, silent, doers, first), *doers, *partners):
        found.setdefault(one.ministry, one)
    return tuple(found.values())


def states_ministry(heading: str, passages: Sequence[Passage]) -> bool:
    """Whether a statement (担当：…) or a closing list names a ministry in charge."""
    return bool(_stated(heading, passages)[0])


def ends_with_ministry(text: str) -> bool:
    """Whether a text ends with a list of ministries in brackets: …を進める【環境省】."""
    return any(True for _ in _closing_list(text))


def _in_charge(
    stated: list[Assignment], silent: list[Assignment], doers: list[Assignment], first: Passage
) -> list[Assignment]:
    """Those named as in charge; without any the first doer, unless it is stated otherwise; else nobody."""
    if stated:
        alone = len({one.ministry for one in stated}) == 1
        return [replace(stated[0], basis="sole" if alone else "first"), *stated[1:]]
    if doers and not silent:
        return [replace(doers[0], basis="doer")]
    return silent[:1] or [_named(UNNAMED, "nobody", "", first)]


def _stated(heading: str, passages: Sequence[Passage]) -> tuple[list[Assignment], list[Assignment]]:
    """The ministries that statements and closing lists name, 主担当 first; and, where these name no ministry
    at all, the statements themselves."""
    main: list[Assignment] = []
    others: list[Assignment] = []
    silent: list[Assignment] = []
    for passage in passages:
        for statement in _STATEMENT.finditer(passage.text):
            named = named_ministries(statement["list"])
            places = [_named(one.meaning, "listed", statement.group(), passage) for one in named]
            (main if statement["main"] else others).extend(places)
            silent += [] if places else [_named(UNNAMED, "nobody", statement.group(), passage)]
        others += [_named(name, "listed", words, passage) for name, words in _closing_list(passage.text)]
        others += column_ministries(passage)
    first = passages[0]
    others += [_named(name, "listed", words, first) for name, words in _closing_list(heading)]
    found = [*main, *others]
    return found, [one for one in silent if not found and one.phrase.rstrip("：: ")]


def _closing_list(text: str) -> Iterator[tuple[str, str]]:
    """The ministries of a list in brackets at the end of a text, with its words, if it holds little else."""
    found = _CLOSING_LIST.search(text)
    if found is None:
        return
    named = named_ministries(found["list"])
    rest, end = "", 0
    for one in named:
        rest, end = rest + found["list"][end : one.start], one.end
    if named and _BESIDE.fullmatch(rest + found["list"][end:]):
        named = tuple(sorted(named, key=lambda one: not found["list"][: one.start].rstrip().endswith(_MAIN)))
        yield from ((one.meaning, found.group().strip()) for one in named)


def _doers(passage: Passage, *, by_heading: bool) -> Iterator[Assignment]:
    """The ministries that act in a passage, as they were read from it; those that only a heading names where
    ``by_heading``."""
    named, concerned = named_ministries(passage.text), _concerned(passage)
    places = {one.meaning: one for one in reversed(named) if one not in concerned}
    besides = {one.meaning for one in concerned} - places.keys()
    for actor in passage.actors:
        for ministry in ministries([actor]):
            at = places.get(ministry)
            if ministry in besides or (at is None and not by_heading):
                continue
            phrase = _around(passage.text, at.start, at.end) if at else passage.text[:_MOST_CHARACTERS]
            yield _named(ministry, "also", phrase, passage)


def _partners(passage: Passage) -> Iterator[Assignment]:
    """The ministries with which something is done (総務省と連携し), or which it concerns (関係府省：総務省)."""
    for one in _concerned(passage):
        yield _named(one.meaning, "partner", _around(passage.text, one.start, one.end), passage)
    text, run = passage.text, list[Named]()
    for one in named_ministries(text):
        run = [*run, one] if run and _JOIN.fullmatch(text, run[-1].end, one.start) else [one]
        if beside := _PARTNER.match(text, one.end):
            for partner in run:
                yield _named(partner.meaning, "partner", _around(text, run[0].start, beside.end()), passage)


def _concerned(passage: Passage) -> list[Named]:
    spans = [found.span("list") for found in _CONCERNED.finditer(passage.text)]
    return [one for one in named_ministries(passage.text) if any(a <= one.start and one.end <= b for a, b in spans)]


def _named(ministry: str, basis: Basis, phrase: str, passage: Passage) -> Assignment:
    return Assignment(ministry, basis, _clipped(phrase), passage.id, passage.pages_of(phrase)[0])


def _around(text: str, start: int, end: int) -> str:
    """The sentence of a name; from the clause of the name on where it begins far before."""
    begin = text.rfind("。", 0, start) + 1
    if start - begin > _MOST_CHARACTERS // 3:
        begin = max(begin, text.rfind("、", 0, start) + 1)
    stop = text.find("。", end)
    return text[begin : stop if stop >= 0 else len(text)].strip()


def _clipped(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _MOST_CHARACTERS else f"{words[:_MOST_CHARACTERS]}…"
