"""Rungs of the ladder from idea to market (段階 1–6) that a sentence says will be done.

The ladder is described in ``docs/outputs.md``; the words of every rung stand in
``corpora/lexicon/stages.yaml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from policyalign.domain import Interval, Step
from policyalign.segment.activity import Sentence, action_words, is_light, matter_of
from policyalign.segment.bunsetsu import Bunsetsu
from policyalign.segment.lexicon import load_lexicon
from policyalign.segment.phrase_index import PhraseIndex

_KANA = "".join(chr(code) for code in range(0x3041, 0x3097))

_BRACKETED = re.compile(r"[（(【][^（(【】)）]{0,80}[】)）]")
# What a heading adds to the action that it names.
_EMPTY_ENDING = re.compile(
    r"(?:等|など|の|に|向けた|必要な|要する|係る|経費|費用|費|推進|促進|実施|加速|強化|事業|業務|活動|取組|支援|プロジェクト|プログラム){0,8}\s*$"
)


Weight = Literal["certain", "beside", "otherwise"]
"""``beside``: counts where nothing is told, or only 検討 and 調査 are; ``otherwise``: where nothing is."""


Made = Literal["thing", "institution", "unknown"]
"""What a word of making (整備, 構築, 設置) makes; words that tell their stage whatever they are of have ``thing``."""


@dataclass(frozen=True, slots=True)
class _Rung:
    number: int
    weight: Weight


@dataclass(frozen=True, slots=True)
class _Stages:
    """The words of ``stages.yaml``: by weight and rung; words for the use of a thing and for its widening, and what
    tells of a target that it is reached everywhere; words for making results known, and for results; words for making
    something, with the things, and the institutions, that are made; and what is developed but is no technique."""

    rungs: Mapping[Weight, Mapping[int, tuple[str, ...]]]
    widening: Mapping[str, frozenset[str]]
    wide: tuple[str, ...]
    spreading: frozenset[str]
    findings: tuple[str, ...]
    making: frozenset[str]
    things: tuple[str, ...]
    institutions: tuple[str, ...]
    developing: frozenset[str]
    people: tuple[str, ...]


@cache
def _rungs() -> PhraseIndex[_Rung]:
    found = ((weight, *told) for weight, rungs in _lexicon().rungs.items() for told in rungs.items())
    return PhraseIndex({word: _Rung(rung, weight) for weight, rung, words in found for word in words})


@cache
def _lexicon() -> _Stages:
    return load_lexicon("stages.yaml", _Stages)


@dataclass(frozen=True, slots=True)
class Told:
    """A word that tells a rung, with its offsets in the sentence."""

    rung: int
    start: int
    end: int
    weight: Weight = "certain"
    made: Made = "thing"

    def step(self, text: str, interval: Interval | None, *, certain: bool, offset: int = 0) -> Step:
        """The step that a word of this text tells, which itself stands at ``offset``."""
        span = (self.start + offset, self.end + offset)
        sure = certain and self.weight == "certain" and self.made == "thing"
        return Step(self.rung, interval, text[self.start : self.end], span, sure)


def weights_that_count(words: Iterable[Told]) -> tuple[Weight, ...]:
    """Which words of a passage tell its rungs.

    支援 and 補助 carry out what exists, except beside research and development, which they only pay for;
    実施 and its like say so little that any other word goes before them.
    """
    words = list(words)
    certain = {told.rung for told in words if told.weight == "certain"}
    if certain - {1}:
        return ("certain",)
    beside = any(told.weight == "beside" for told in words)
    return ("certain", "beside") if certain or beside else ("otherwise",)


def told_rungs(sentence: Sentence) -> tuple[Told, ...]:
    """The words of a sentence that tell a rung of what is or will be done, in order."""
    ends = {end: phrase for phrase in sentence.active_phrases() for end in _ends(sentence, phrase)}
    return tuple(
        _as_done(sentence, word, ends[word.end])
        for word in mentioned_rungs(sentence.text)
        if word.end in ends
        and not sentence.text.startswith(_THIS, max(0, word.start - 1))
        and (word.weight != "otherwise" or _says_what(sentence, word, ends[word.end]))
        and not (word.rung == CONSIDERED and _BY_THE_WAY.match(sentence.text, word.end))
    )


_THIS = ("本", "同")
"""本ロードマップ is a document that is there, no stage."""
CONSIDERED, CARRIED_OUT, EVERYWHERE = 1, 5, 6
# 検討しながら建設する, 検討した上で行う: what is considered on the way is no stage.
_BY_THE_WAY = re.compile(r"(?:を(?:行い|進め|深め))?し?(?:ながら|つつ|(?:た|の)上で|(?:すること)?により)")


def _as_done(sentence: Sentence, word: Told, phrase: Bunsetsu) -> Told:
    if _only_tells(sentence, word, phrase):
        return replace(word, weight="otherwise")
    if _widens(sentence, word, phrase):
        return replace(word, rung=EVERYWHERE)
    return replace(word, made=_made(sentence, word, phrase))


_LINK = re.compile(r"(?:(?:等|など)?(?:の|を|に関する|に係る|に向けた|について)?|[・、])$")


def _made(sentence: Sentence, word: Told, phrase: Bunsetsu) -> Made:
    """What is made: the word in front of it (体制整備), what it is done to (施設を新たに整備), or the one that a topic
    names (港については、整備を進める)."""
    name = sentence.text[word.start : word.end]
    words = _lexicon()
    if name in words.developing:
        before = sentence.text[phrase.start : word.start] or "".join(_objects(sentence, phrase))
        return "unknown" if before.endswith(words.people) else "thing"
    if name not in words.making:
        return "thing"
    if name.endswith(("整備", "構築")) and name.startswith(words.institutions):
        return "institution"
    before = _LINK.sub("", sentence.text[phrase.start : word.start].strip())
    objects = [before] if before else _objects(sentence, phrase)
    kinds = {_kind(one) for one in objects}
    return next((kind for kind in _SUREST if kind in kinds), "unknown")


_SUREST: tuple[Made, ...] = ("thing", "institution")


def _kind(name: str) -> Made:
    """What kind of thing bears a name, by the longest ending that is known: 開発環境 is none of 環境."""
    thing, institution = (
        max((len(end) for end in ends if name.endswith(end)), default=0)
        for ends in (_lexicon().things, _lexicon().institutions)
    )
    if thing == institution:
        return "unknown"
    return "thing" if thing > institution else "institution"


_GIVEN = ("を", "の", "が", "は", "も", "について", "については", "に関する", "に係る")


def _objects(sentence: Sentence, phrase: Bunsetsu) -> list[str]:
    """The words that a phrase is done to, with those listed beside them (拠点や体制の)."""
    given = [one for one in _below(sentence, phrase) if _particle(one) in _GIVEN]
    if not given and not phrase.is_root:
        above = sentence.phrases[phrase.parent]
        given = [one for one in _below(sentence, above) if one is not phrase and _particle(one) in _GIVEN[3:]]
    listed = [other for one in given for other in _below(sentence, one) if _particle(other) in _LISTING]
    return [_named(sentence, one) for one in (*given, *listed)]


_LISTING = ("", "や", "と", "及び", "並びに")


def _particle(phrase: Bunsetsu) -> str:
    return phrase.particle.removeprefix("など").removeprefix("等")


def _named(sentence: Sentence, phrase: Bunsetsu) -> str:
    matter = matter_of(phrase)
    return sentence.text[phrase.start : matter.start + len(matter.surface)]


def _widens(sentence: Sentence, word: Told, phrase: Bunsetsu) -> bool:
    """Whether the use of a thing is what is widened: 蓄電池の導入を加速する."""
    if sentence.text[word.start : word.end] not in _lexicon().widening["objects"]:
        return False
    above = sentence.phrases[phrase.parent]
    return phrase.particle == "を" and matter_of(above).lemma in _lexicon().widening["by"]


# 最終処分量, 発行部数, 相談件数: part of the name of what is counted, and no action.
_COUNTED = re.compile(r"[件個部人台戸品]?(?:量|率|数|額|費|高|コスト|時間)")


def aimed_rung(text: str) -> int:
    """The rung at which a target stands that names none as an action: what is to hold everywhere (普及・定着), what
    is to be in use, or a technique that is to be there."""
    if any(word in text for word in _lexicon().wide):
        return EVERYWHERE
    words = [word for word in mentioned_rungs(text) if word.weight == "certain" and not _COUNTED.match(text, word.end)]
    if any(word.rung >= CARRIED_OUT for word in words):
        return max(word.rung for word in words)
    developed = any("技術" in text[word.start : word.end] for word in words)
    return max(word.rung for word in words) if developed else EVERYWHERE


def _says_what(sentence: Sentence, word: Told, phrase: Bunsetsu) -> bool:
    """Whether it is told what is carried out (説明会を実施する), and not only when (本施策は…実施する)."""
    particles = {below.particle.removeprefix("等") for below in _below(sentence, phrase)}
    return word.start > phrase.start or bool(particles & _OBJECT) or "は" not in particles


_OBJECT = frozenset(("を", "の", "などを", "について", "に関する"))


def _below(sentence: Sentence, phrase: Bunsetsu) -> Iterator[Bunsetsu]:
    return (below for below in sentence.phrases if below.parent == phrase.index != below.index)


def _only_tells(sentence: Sentence, word: Told, phrase: Bunsetsu) -> bool:
    """Whether a word that spreads something spreads findings (成果の普及), which ends a piece of research."""
    if sentence.text[word.start : word.end] not in _lexicon().spreading:
        return False
    objects = (matter_of(below) for below in _below(sentence, phrase))
    return any(token.surface.endswith(_lexicon().findings) for token in objects)


def rungs_of(sentence: Sentence, phrase: Bunsetsu) -> tuple[Told, ...]:
    """The words that tell a rung in a phrase, or in the object of a light one (運用を開始), done or not."""
    inside = [phrase, *_below(sentence, phrase)]
    phrases = inside if is_light(matter_of(phrase)) else inside[:1]
    ends = {end for part in phrases for end in _ends(sentence, part)}
    return tuple(word for word in mentioned_rungs(sentence.text) if word.end in ends)


def mentioned_rungs(text: str) -> tuple[Told, ...]:
    """All words of a text that name the action of a rung, whether it is done or not, in order."""
    return tuple(Told(found.value.number, found.start, found.end, found.value.weight) for found in _rungs().find(text))


def _ends(sentence: Sentence, phrase: Bunsetsu) -> Iterator[int]:
    """Where a word of the lexicon may end in a phrase: at the end of a word that names an action, or, in a
    verb, before its inflection (借上げ|る)."""
    for token in action_words(phrase):
        yield token.start + len(token.surface)
    if phrase.head.pos == "VERB" or (phrase.is_root and phrase.is_predicate):
        stem = len(phrase.head.surface.rstrip(_KANA))
        yield from range(phrase.head.start + max(stem, 1), phrase.end + 1)


# 技術開発を着実に進め: whatever the clause is of
_PURSUED = re.compile(r"(?:等|など)?を[^、。をは]{0,12}(?:進め|行い|行う|行っ|実施|推進|取り組)")


def pursued_rungs(text: str) -> tuple[Told, ...]:
    """The words of a rung above 検討 that a text says are pursued, in whatever clause."""
    words = (word for word in mentioned_rungs(text) if word.weight == "certain" and word.rung > CONSIDERED)
    return tuple(word for word in words if _PURSUED.match(text, word.end))


def heading_stage(heading: str) -> tuple[int, ...]:
    """The rung of the action that a heading ends with (…の技術開発, …実証事業の推進); empty when none."""
    words = _EMPTY_ENDING.sub("", _BRACKETED.sub("", heading))
    return tuple(
        match.value.number
        for match in _rungs().find(words)
        if match.value.weight == "certain" and match.end == len(words)
    )


def is_stage_word(word: str) -> bool:
    """Whether a noun names an action of some rung (実証, 普及)."""
    return any(match.end == len(word) for match in _rungs().find(word))
