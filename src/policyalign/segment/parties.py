"""Who acts, where no ministry or listed body is named: 政府, 地方公共団体, 一般送配電事業者, ある協議会 (主体の総称).

The words with which such names end stand in ``corpora/lexicon/parties.yaml``. A name counts as printed when it
does what its sentence announces or calls for: as its subject (国は, 産業界においては, 事業者が主体となって), in a
list whose last member is that (国、自治体、事業者は), or as the doer of a heading-like sentence (自治体による…の
推進). The owner of a thing (事業者が設置する設備), a partner (自治体と連携し) and whoever did something before
(国が定めた) do not.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from policyalign.segment.activity import Sentence, matter_of
from policyalign.segment.bunsetsu import Bunsetsu, phrase_at, predicate_of
from policyalign.segment.lexicon import load_lexicon, load_roles
from policyalign.text.numerals import half_width
from policyalign.values import Role

_WORD = r"一-龠々ァ-ヶーA-Za-z0-9"
_NAME = re.compile(rf"(?:我が国)?[{_WORD}]+(?:・[{_WORD}]+)*")
_CONJUNCTION = re.compile(r"及び|並びに|又は|若しくは")
_ITSELF = re.compile(r"自ら|自身")
_GLOSS = re.compile(r"\([^()]{1,40}\)")
_OTHERS = r"(?:等|など)?"
_JOIN = re.compile(rf"(?:\([^()]{{1,40}}\))?{_OTHERS}(?:[、,・/]{{1,3}}|および|ならびに|または|や|と)")
# 国、機構等の関係機関が: what sums up a list is no further member, but says what the list does.
_SUMMED_UP = re.compile(r"(?:等|など)の?[、,]?(?:[^、。()]{1,8}の)?(?:各|関係|構成)?(?:機関|者|団体|主体|組織)")
_SUBJECT = re.compile(
    rf"{_OTHERS}(?: {{1,4}}|側)?(?:(?P<topic>は|も(?!含)|として(?!の)は?|においては|においても|では|にあっては)|が)"
)
_DOER = re.compile(rf"{_OTHERS}による")
_LED = "主導"
# 我が国, 掲げる国: no 国 that acts.
_DESCRIBED = re.compile(r"[るたいなのがむすくうつぬぶぐ]")
# 全ての国民が, 多くの自治体では: nobody in particular.
_ANY = re.compile(r"(?:全て|すべて|多く|一部|大半|大部分|ほとんど|どのよう)[のな]$")
_EXPECTED = re.compile(r"(?:期待|要請)され(?:る|ている)。?$")
_MOST_LETTERS = 20
"""Longer runs of letters are no names."""


@dataclass(frozen=True, slots=True)
class _Parties:
    """``parties.yaml``: the ends of names of groups and of single bodies; names that count only as they stand;
    names too vague to count by themselves; and nouns for arrangements, in which the doer of a clause before them
    acts (国が調査を行う仕組み)."""

    groups: tuple[str, ...]
    bodies: tuple[str, ...]
    whole: frozenset[str]
    vague: frozenset[str]
    arrangements: frozenset[str]


@dataclass(frozen=True, slots=True)
class Mention:
    """A name with its offsets in a text; ``body`` is the full name of a listed body, else empty."""

    start: int
    end: int
    body: str = ""


def find_parties(
    sentence: Sentence, listed: Sequence[Mention] = (), known: Collection[str] = (), *, reports: bool = False
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The listed bodies and the general names that act in a sentence, each in order and once.

    General names are as printed, without 等; in a sentence that only ``reports`` something, those of single bodies
    (欧州委員会), not of groups (事業者). ``listed`` are the bodies that the sentence names, acting or not;
    ``known`` are short names that the plan has introduced (…協議会（ＡＢＣ）).
    """
    plain = _CONJUNCTION.sub(lambda found: "、" * len(found.group()), half_width(sentence.text))
    plain = _ITSELF.sub(lambda found: " " * len(found.group()), plain)
    mentions = [*_mentions(plain, listed, known), *listed]
    if reports:
        mentions = [one for one in mentions if one.body or _is_body(plain[one.start : one.end], known)]
    acting = [one for members in _lists(plain, mentions) if _act(sentence, plain, members, reports) for one in members]
    bodies = dict.fromkeys(one.body for one in acting if one.body)
    names = dict.fromkeys(sentence.text[one.start : one.end] for one in acting if not one.body)
    return tuple(bodies), tuple(names)


def calls_for(sentence: Sentence, role: Role) -> bool:
    """Whether a sentence says what somebody does, shall do or is expected to do."""
    return role not in ("background", "issue") or _EXPECTED.search(sentence.text) is not None


# A body and, in brackets, its short name: 原子力エネルギー協議会（ＡＴＥＮＡ）.
_INTRODUCED = re.compile(
    rf"(?P<name>[{_WORD}・]{{2,40}})\((?:以下)?[、,]?「?(?P<short>[A-Za-z][A-Za-z-]{{1,11}})」?(?:という。?)?\)"
)


def introduced_names(text: str) -> dict[str, str]:
    """The short names in Latin letters that a text gives to bodies, half width, with the names they stand for.

    >>> introduced_names("安全推進協議会（ＡＢＣ）が、国内総生産（ＧＤＰ）を調べる。")
    {'ABC': '安全推進協議会'}
    """
    found = _INTRODUCED.finditer(half_width(text))
    return {match["short"]: match["name"] for match in found if match["name"].endswith(_lexicon().bodies)}


@cache
def _lexicon() -> _Parties:
    return load_lexicon("parties.yaml", _Parties)


def _mentions(text: str, listed: Sequence[Mention], known: Collection[str]) -> Iterator[Mention]:
    for run in _NAME.finditer(text):
        for start, end in _pieces(run.group()):
            begin, stop = run.start() + start, run.start() + end
            name = text[begin:stop]
            if name in _lexicon().whole and _DESCRIBED.fullmatch(text[max(0, begin - 1) : begin]):
                continue
            apart = all(stop <= one.start or one.end <= begin for one in listed)
            if apart and end - start <= _MOST_LETTERS and (_is_party(name) or name in known):
                yield Mention(begin, stop)


def _pieces(run: str) -> Iterator[tuple[int, int]]:
    """The names of a run: ・ parts them (企業・大学) but inside the name of a body (再処理・廃炉推進機構)."""
    start = position = 0
    for part in run.split("・"):
        bare = part.removesuffix("等").removesuffix(_LED)
        end = position + len(bare)
        if _is_party(bare):
            yield (start if bare.endswith(_lexicon().bodies) else position), end
            start = position + len(part) + 1
        elif position + len(part) == len(run):
            yield position, end
        position += len(part) + 1


def _is_party(name: str) -> bool:
    words = _lexicon()
    return name in words.whole or (
        name.removeprefix("各") not in words.vague and name.endswith((*words.groups, *words.bodies))
    )


def _is_body(name: str, known: Collection[str]) -> bool:
    return name in known or name.endswith(_lexicon().bodies)


def _lists(text: str, mentions: Sequence[Mention]) -> Iterator[list[Mention]]:
    """Runs of names with nothing but 、・や and the like between them, without what only sums them up."""
    members: list[Mention] = []
    for one in sorted(mentions, key=lambda mention: mention.start):
        if members:
            if (summed := _SUMMED_UP.match(text, members[-1].end)) and summed.end() >= one.end:
                continue
            if not _JOIN.fullmatch(text, members[-1].end, one.start):
                yield members
                members = []
        members.append(one)
    if members:
        yield members


def _act(sentence: Sentence, text: str, members: Sequence[Mention], reports: bool) -> bool:
    end = members[-1].end
    if _ANY.search(text, 0, members[0].start):
        return False
    for pattern in (_GLOSS, _SUMMED_UP):
        match = pattern.match(text, end)
        end = match.end() if match else end
    if text.startswith(_LED, end):
        return True
    phrase = phrase_at(sentence.phrases, end - 1)
    if phrase is None:
        return False
    if _DOER.match(text, end):
        return _is_nominal(sentence, phrase)
    found = _SUBJECT.match(text, end)
    if _is_patient(sentence, phrase) or (reports and _is_in_a_state(sentence, phrase)):
        return False
    return found is not None and (found["topic"] in _TOPICS or not _is_aside(sentence.phrases, phrase))


_TOPICS = frozenset(("は", "も", "としては", "として", "においては", "にあっては"))


_ASKED = frozenset(("求める", "期待", "要請", "課す"))


def _is_patient(sentence: Sentence, phrase: Bunsetsu) -> bool:
    """Whether something is done to the subject (機構が設立され), unless it is asked to act (事業者は…求められる)."""
    predicate = predicate_of(sentence.phrases, phrase)
    passive = predicate is not None and any(token.lemma in ("れる", "られる") for token in predicate.tail)
    return passive and predicate is not None and predicate.head.lemma not in _ASKED


def _is_in_a_state(sentence: Sentence, phrase: Bunsetsu) -> bool:
    """Whether the subject is only told of: 検討する委員会は一部に留まっている."""
    predicate = predicate_of(sentence.phrases, phrase)
    return predicate is None or predicate.head.lemma in load_roles().state_verbs or not predicate.is_predicate


def _is_nominal(sentence: Sentence, phrase: Bunsetsu) -> bool:
    """Whether nothing but nouns lies above a phrase: 自治体による…の推進, and no …の推進を促す."""
    above = predicate_of(sentence.phrases, phrase)
    return above is not None and above.is_root and not above.is_predicate


# 国が定めた基準, 参入できるよう: what others did, or may do, is not what the sentence announces.
_MERELY_ENABLED = re.compile(r"よう|場合|際|ば$|れる|られる|できる|得る|可能")
_HELPED = frozenset(("支援", "促す", "後押し", "求める", "期待"))


def _is_aside(phrases: Sequence[Bunsetsu], phrase: Bunsetsu) -> bool:
    """Whether the subject belongs to a clause that only describes a thing, or says what shall become possible."""
    predicate = predicate_of(phrases, phrase)
    if predicate is None or predicate.is_root:
        return False
    above = phrases[predicate.parent]
    if not predicate.is_adnominal or _MERELY_ENABLED.search(predicate.particle):
        return _MERELY_ENABLED.search(predicate.particle) is not None
    if phrases[above.parent].head.lemma in _HELPED:
        return True
    arranged = matter_of(above).lemma in _lexicon().arrangements and not above.particle.endswith(("による", "により"))
    return predicate.tense == "past" or not arranged
