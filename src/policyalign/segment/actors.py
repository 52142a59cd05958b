"""Who acts (主体): ministries, agencies, councils and public bodies, under their full present names.

The names stand in ``corpora/lexicon/actors.yaml``. A name inside a longer word (経済産業省令), in a quoted
title, behind a genitive (総務省の資料), beside the doer (環境省と連携し) or in what was done before
(総務省が公表した) is a mention, not an actor.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import chain

from policyalign.domain import Token
from policyalign.segment.addressees import done_by, is_addressed
from policyalign.segment.bunsetsu import Bunsetsu, phrase_at, predicate_of
from policyalign.segment.lexicon import Body, load_bodies
from policyalign.segment.parties import Mention
from policyalign.segment.phrase_index import Found, PhraseIndex
from policyalign.text.numerals import half_width

# A part of the body, or money for it, after the name: 文部科学省科学技術・学術政策局, 〜機構運営費交付金.
_PART = re.compile(
    r"[一-龠々ァ-ヶー・]{0,24}(?:局|課|室|部|院|センター|研究所|運営費交付金|施設整備費?|主導|本省)(?![一-龠々])"
)
_GLOSS = re.compile(r"\([^()]{1,60}\)")
_ITSELF = re.compile(r"自ら|自身|側")
# 国際原子力機関（ＩＡＥＡ: the short name is what its full name is.
_IS_GLOSS = re.compile(r"[一-龠々ァ-ヶー]\((?:[A-Za-z-]{1,12}/)?$")
_LIST_JOIN = re.compile(r"(?:等|など)?(?:、|,|・|/|\s|及び|並びに|又は|または|および|ならびに|や|と|とともに){0,3}")
_UNDER = re.compile(r"の(?:下|もと|主導|支援の下|協力の下)")
_PARTNER = re.compile(
    r"と(?:の|も|は)?、?(?:必要に応じて?、?)?(?:(?:密接|緊密|十分|適切|適宜|相互|更|一層)[にな]?、?)?"
    r"(?:連携|協力|調整|協議|連絡|協働|共同|意見|情報を?共有|相談)"
)
_SOURCE = re.compile(
    r"に(?:よると|よれば|基づ)|で(?:定め|示|決定|取りまとめ|とりまとめ)|[「『]|調べ|作成|資料"
    r"|[、,]\s?(?:(?:19|20)[0-9]{2}(?![0-9年])|[^、。が「]{1,24}[「『])"
)
# What makes a longer word of a name: 経済産業省令, デジタル庁システム, JAXA法.
_WORD_GOES_ON = re.compile(r"[一-龠々ァ-ヶーA-Za-z0-9]")
_PARTNER_VERBS = frozenset(("連携", "協力", "協働", "調整", "協議", "連絡", "共同", "情報共有", "意見交換"))
_DOER_PARTICLES = ("が", "は", "も", "から", "より", "によって", "により")
_FOREIGN = re.compile(
    r"(?:米国?|英国?|中国|韓国|豪州?|ドイツ|フランス|カナダ|インド|台湾|欧州|EU|G7|G20|各国|諸外国)の?$"
)
_DATED_BRACKET = re.compile(r"[(（][^()（）]{0,80}$")
_DATE = re.compile(r"[0-9元]\s?[年月日]")
_SHORT_NAME = 3
"""Names of up to this many kanji (理研, 産総研) must begin and end where words do: 処理研究 is no 理研."""


@cache
def _lexicon() -> PhraseIndex[Body | None]:
    """Every name, alias and former name; general words stand in with ``None``, as members of lists."""
    lexicon = load_bodies()
    names: dict[str, Body | None] = dict.fromkeys(chain(lexicon.others, *lexicon.sectors.values()))
    for body in lexicon.actors:
        known = (*body.names, *(before.name for before in body.former))
        names |= dict.fromkeys(known, body)
        names |= {prefix + name: body for prefix in lexicon.prefixes for name in known if len(name) > _SHORT_NAME}
    return PhraseIndex(names)


def find_actors(text: str, phrases: Sequence[Bunsetsu] = ()) -> tuple[str, ...]:
    """Full present names of the bodies that act in a sentence, in order, each once.

    Without ``phrases`` only the wording around a name decides; with them also the dependencies.
    """
    plain = half_width(text)
    tokens = [token for phrase in phrases for token in phrase.tokens]
    words = [found for found in _lexicon().find(plain) if _is_word(plain, found, tokens)]
    names: list[str] = []
    for members in _lists(plain, words):
        if not _acts(plain, members[-1], phrases) or is_addressed(plain, members[0].start, members[-1].end, phrases):
            continue
        if not _in_title_or_date(plain, members[0].start):
            names.extend(member.value.name for member in members if member.value is not None)
    return tuple(dict.fromkeys(names))


def mentioned_bodies(text: str, phrases: Sequence[Bunsetsu]) -> tuple[Mention, ...]:
    """All names of listed bodies in a text, acting or not, with their offsets."""
    plain = half_width(text)
    tokens = [token for phrase in phrases for token in phrase.tokens]
    return tuple(
        Mention(one.start, one.end, one.value.name)
        for one in _lexicon().find(plain)
        if one.value is not None and _is_word(plain, one, tokens) and not _in_title_or_date(plain, one.start)
    )


def named_bodies(text: str) -> tuple[str, ...]:
    """Full present names of all bodies that a text names, acting or not, in order, each once."""
    plain = half_width(text)
    found = (match.value for match in _lexicon().find(plain) if _is_word(plain, match, ()))
    return tuple(dict.fromkeys(actor.name for actor in found if actor is not None))


def _is_word(text: str, found: Found[Body | None], tokens: Sequence[Token]) -> bool:
    """Whether the name stands as a word of its own, as far as its beginning and short names go."""
    name, before, after = text[found.start : found.end], text[: found.start][-1:], text[found.end :][:1]
    if _FOREIGN.search(text[max(0, found.start - 6) : found.start]):
        return False
    if name.isascii():
        return not _is_latin(before) and not _is_latin(after)
    if len(name) > _SHORT_NAME:
        return True
    if not tokens:
        return not re.match(r"[一-龠々]", before) and not re.match(r"[一-龠々]", after)
    edges = {token.start for token in tokens} | {token.start + len(token.surface) for token in tokens}
    return found.start in edges and found.end in edges


def _is_latin(char: str) -> bool:
    return char.isascii() and (char.isalnum() or char == "-")


def _lists(text: str, found: Sequence[Found[Body | None]]) -> Iterator[list[Found[Body | None]]]:
    """Runs of names with nothing but 、・及び between them: what follows the last holds for all."""
    members: list[Found[Body | None]] = []
    for match in found:
        if members and not _LIST_JOIN.fullmatch(text, members[-1].end, match.start):
            yield members
            members = []
        members.append(match)
    if members:
        yield members


def _acts(text: str, last: Found[Body | None], phrases: Sequence[Bunsetsu]) -> bool:
    """Whether what follows a name, and what it depends on, leave it as one that acts."""
    end = last.end
    if _IS_GLOSS.search(text, 0, last.start) and text[last.start : end].isascii():
        return False
    for pattern in (_PART, _GLOSS, _ITSELF):
        match = pattern.match(text, end)
        end = match.end() if match else end
    after = text[end : end + 40].lstrip(")]】〕").removeprefix("等").removeprefix("など")
    if after.startswith("の"):
        return _UNDER.match(after) is not None
    if _WORD_GOES_ON.match(after) or _PARTNER.match(after) or _SOURCE.match(after):
        return False
    phrase = phrase_at(phrases, last.end - 1)
    return phrase is None or not (_is_partner(phrases, phrase, after) or _is_history(phrases, phrase, after))


def _is_partner(phrases: Sequence[Bunsetsu], phrase: Bunsetsu, after: str) -> bool:
    """〜と(の) before 連携 and its like, however far away, or an object of that kind (連携を図る)."""
    return after.startswith("と") and bool(_PARTNER_VERBS & set(done_by(phrases, phrases[phrase.parent])))


def _is_history(phrases: Sequence[Bunsetsu], phrase: Bunsetsu, after: str) -> bool:
    """The doer of a past clause that describes a noun: 総務省が構築したシステム."""
    predicate = predicate_of(phrases, phrase)
    if predicate is None or phrase.is_root or not after.startswith(_DOER_PARTICLES):
        return False
    return predicate.is_adnominal and predicate.tense == "past"


def _in_title_or_date(text: str, position: int) -> bool:
    """Inside 「」, or in a bracket that dates a document: (2025年3月25日宇宙政策委員会)."""
    before = text[:position]
    if before.count("「") > before.count("」") or before.count("『") > before.count("』"):
        return True
    bracket = _DATED_BRACKET.search(before)
    return bracket is not None and _DATE.search(bracket.group()) is not None
