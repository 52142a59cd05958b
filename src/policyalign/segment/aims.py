"""The years of targets (目標年): something is to be reached by then, which says nothing of when anything is done.

2030年度までに46％削減する and 2030年度の実用化を目指す tell a target; 2028年度までに50か所に整備する tells when
something is done, whatever it counts. What the world, other states or another plan have set themselves
(COP28で決定された目標) is no target of the plan.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from policyalign.domain import Interval
from policyalign.segment.activity import Sentence, matter_of
from policyalign.segment.bunsetsu import Bunsetsu
from policyalign.segment.said import Said
from policyalign.segment.stages import rungs_of
from policyalign.segment.time_clauses import governor_of

_GOAL = re.compile(r"目指|めざ|目標|公約")
_LABEL = re.compile(r"(?:目標|達成)(?:年度|年次|年|時期|期限)?(?:は|：|:|（|\(|\s){0,2}$")
_FORMAL = frozenset(("こと", "事", "よう", "様", "もの", "物"))
_COMMITMENTS = frozenset(("目標", "公約", "宣言", "合意", "約束"))
_WORLD = (
    r"(?:全?世界(?!遺産|農業遺産|文化)|国際(?:的な?|社会|合意|目標|約束|公約|枠組み?)|(?<![A-Z])COP\s?[0-9]+|SDGs?|アジェンダ"
    r"|パリ協定|京都議定書|昆明|国連|G7|G20|EU|欧州|米国|英国|ドイツ|フランス|韓国|中国(?!地方|電力|山地|経済|運輸|地域)"
    r"|諸外国|各国|他国|IMO|ICAO|IEA|ASEAN|IPCC)"
)
_BY_OTHERS = (
    r"(?:業界|団体|連盟|連合会|企業|各社|事業者)(?:等)?[がの](?:自主的に)?(?:掲げ|定め|設定|表明)"
    r"|(?<!本)(?:計画|戦略|大綱|ビジョン|協定|条約|宣言|ロードマップ)[」』]?(?:に|で|において)(?:定め|掲げ|示さ|決定さ|位置付け|位置づけ)"
)
_OTHERS = re.compile(rf"{_WORLD}|{_BY_OTHERS}")
_TOPIC = re.compile(
    rf"{_WORLD}[^、。]{{0,10}}(?:では|においては|としては|は|が|(?:合意|決定|採択|表明)(?:された|した))、$"
)
_AS_GOAL = re.compile(r"[^、。]{0,40}?(?:目標|公約|合意)")
_OWN = re.compile(
    r"我が国|わが国|日本|国内|政府|国は|NDC"
    r"|本(?:計画|戦略|方針|大綱|ビジョン|プラン|構想|[都道府県市区町村])|当(?:[都道府県市区町村])"
)
_CLAUSE = re.compile(r"[、。；;]")


def own_times(said: Said, times: Iterable[Interval]) -> Iterator[Interval]:
    """The times of a sentence with those of its targets marked, without those of the targets of others."""
    for time in times:
        reached = _reached(said, time)
        if reached is None:
            yield time
        elif not _is_of_others(said.sentence.text, time, reached):
            yield replace(time, of_target=True)


def _reached(said: Said, time: Interval) -> int | None:
    """Where the words end that say what is to be reached by a time; None where it is no year of a target."""
    sentence = said.sentence
    at = governor_of(sentence.phrases, time)
    if at < 0 or time.end_fy is None:
        return None
    aimed = _aimed(sentence, sentence.phrases[at])
    if aimed is not None:
        return aimed.end
    phrase = sentence.phrases[at]
    if _LABEL.search(sentence.text[max(0, time.span[0] - 10) : time.span[0]]):
        return max(phrase.end, time.span[1])
    counted = said.role == "target" or any(_holds(sentence.text, words, time) for words in said.targets)
    return phrase.end if counted and not rungs_of(sentence, phrase) else None


def _aimed(sentence: Sentence, phrase: Bunsetsu) -> Bunsetsu | None:
    """The phrase that calls what a time modifies a target: 実用化を 目指す, 6割とする 目標, ことを 目標と する."""
    for _ in sentence.phrases:
        above = sentence.phrases[phrase.parent]
        if _GOAL.search(sentence.text[phrase.start : phrase.end]):
            return phrase
        if phrase.is_root:
            return None
        if phrase.is_predicate:
            said_of = phrase.is_adnominal and phrase.tense == "plain" and matter_of(above).lemma in _COMMITMENTS
            if not said_of and not (phrase.is_adnominal and above.head.lemma in _FORMAL):
                return None
        elif _calls_goal(sentence, phrase, above):
            return above
        phrase = above
    return None


def _calls_goal(sentence: Sentence, phrase: Bunsetsu, above: Bunsetsu) -> bool:
    """Whether 目標と stands between a phrase and the する that it hangs on."""
    between = sentence.phrases[phrase.index + 1 : above.index]
    return any(
        other.parent == above.index and _GOAL.search(sentence.text[other.start : other.end]) for other in between
    )


def _holds(text: str, words: str, time: Interval) -> bool:
    start = text.find(words)
    return start >= 0 and start <= time.span[0] < start + len(words)


def _is_of_others(text: str, time: Interval, end: int) -> bool:
    """Whether the clause of a target, from the time's own on, names whose it is and that is not the plan."""
    before = text[: time.span[0]]
    begin = max((found.end() for found in _CLAUSE.finditer(before)), default=0)
    end = max(end, time.span[1])
    goal = _AS_GOAL.match(text, end)
    stretch = text[begin : goal.end() if goal else end]
    if _OWN.search(stretch):
        return False
    return _OTHERS.search(stretch) is not None or _TOPIC.search(before) is not None
