"""What a sentence of a proposal asks for, by its wording alone: a request, an announcement, a name, a situation.

People write requests in many ways (…すべきである, …を明記してほしい, …すること, …の強化). The rules read the end of the
sentence; they say nothing of a plan and decide no verdict.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from policyalign.segment.lexicon import WordLists, load_bodies, load_lexicon, load_roles
from policyalign.segment.sentences import split_sentences
from policyalign.text.normalize import nfkc_key
from policyalign.text.sentence_ends import BRACKETED

Act = Literal["asks", "announces", "names", "tells"]
"""``asks``: …すべき, …してほしい, …こと; ``announces``: …を強化する; ``names``: …の強化 (体言止め); ``tells``: a
situation, a question, a fact."""

SECTORS = ("産", "官", "学")

_POLITE = r"(?:です|である|であります|だ)?(?:と(?:考え|思い|思わ|思う|存じ|感じ)[^。]{0,8})?"
_VERB = r"(?:する|します|したい|したく|いたします|致します|申し上げます|申し上げる|するものである)"
_ASKS = re.compile(
    rf"(?:べき{_POLITE}|べきで(?:は)?(?:ない|ありません)(?:か)?{_POLITE}|べきではないでしょうか"
    r"|[てで](?:ほしい|欲しい|もらいたい|貰いたい|いただきたい|頂きたい|いただければ[^。]{0,8}|頂ければ[^。]{0,8}|ください|下さい)(?:です|と思う|と思います)?"
    r"|[てで]は(?:どう|いかが|如何)(?:か|でしょうか|だろうか)?"
    r"|[てで](?:いただけない|頂けない|もらえない)(?:か|でしょうか|だろうか)"
    rf"|求め(?:る|ます|たい|たく)(?:ものである|{_POLITE})|(?:要望|要請|提案|提言|希望|期待|お願い){_VERB}|[をとにく](?:要望|要請|提案|提言|希望|お願い)|望(?:む|みます|まれる|ましい){_POLITE}"
    r"|願(?:う|います|いたい)"
    rf"|必要(?:性)?(?:が|は|も)(?:ある|あります|あると[^。]{{1,6}})|(?:必要|不可欠|重要|急務|肝要|適当){_POLITE}(?:ではないか)?"
    r"|(?:なければ|なくては|ねば)なら(?:ない|ぬ|ず|ないと[^。]{1,6})|なければいけない"
    r"|(?:れ|せ)たい|ましょう|(?:する|行う|図る|める|れる|ける|せる|える|ない|す|く|つ|む|ぶ|う|る)(?:こと|よう(?:に)?))$"
)
_TELLS = re.compile(
    r"(?:(?:の|ん)ではない(?:か|だろうか|でしょうか)|(?:だろう|でしょう)か|か|[てで]い(?:る|ます|ない|ません)|[てで]お(?:り|ります|らず)"
    r"|[がはもに]ある|であ(?:る|ります)|[でに]き(?:る|ます|ない|ません)|られ(?:る|ます|ている)|(?:し|さ)れる|される|ない|ず|ません"
    r"|た|だ|です|でした|ました)$"
)
_PLAIN_VERB = re.compile(r"(?:[うくぐすつぬぶむる]|[きぎしちにびみりいえけせてねめれべげじ]ます)$")
_AGAINST = re.compile(
    r"べきで(?:は)?(?:ない|ありません)|反対(?:である|です|だ|する|します|を表明する|したい)?$"
    r"|ないで(?:ほしい|欲しい|ください|下さい|もらいたい|いただきたい)|(?:ない|ぬ)(?:こと|よう(?:に)?)(?:を|に|と)?"
    r"|(?:やめ|止め)(?:る|て|よ|るべき|ること)|見送(?:る|って)|する必要は(?:ない|ありません)|(?<![がはで])(?<!なければなら)しない$"
)
_OPPOSED = re.compile(r"反対(?:である|です|だ|する|します|を表明する|したい)?$")
_NOUN_END = re.compile(r"([一-龠々ァ-ヶー]{2,})$")
_LAST = 30
"""Characters at the end of a sentence in which its request and what it stops stand."""


@dataclass(frozen=True, slots=True)
class Request:
    """One sentence (文) and what it does; ``against`` where it asks to stop, to leave undone, or objects."""

    text: str
    act: Act
    against: bool


def read_requests(text: str) -> tuple[Request, ...]:
    """The sentences of a text, line by line.

    >>> [(one.act, one.against) for one in read_requests("人が足りない。育成を強化すべきである。再稼働に反対する。")]
    [('tells', False), ('asks', False), ('asks', True)]
    """
    return tuple(
        read_request(line[start:end])
        for line in text.splitlines()
        for start, end in split_sentences(line)
        if nfkc_key(line[start:end]).strip("。.・-")
    )


def read_request(sentence: str) -> Request:
    """What one sentence asks for."""
    ending = _ending(sentence)
    act = _act(ending)
    stops = act != "tells" and any(word in ending[-_LAST:] for word in words("stops"))
    return Request(sentence.strip(), act, stops or bool(_AGAINST.search(ending)))


def asks(text: str) -> bool:
    """Whether any sentence of a text asks for something or announces it."""
    return any(one.act in ("asks", "announces") for one in read_requests(text))


def demands(text: str) -> bool:
    """Whether any sentence of a text asks in so many words (…すべき, …してほしい)."""
    return any(one.act == "asks" for one in read_requests(text))


def _ending(sentence: str) -> str:
    return BRACKETED.sub("", nfkc_key(sentence)).rstrip("。.、!")


def _act(ending: str) -> Act:
    if _OPPOSED.search(ending) or _ASKS.search(ending):
        return "asks"
    if ending.endswith("目指す"):  # an aim, though 指す alone tells a state
        return "announces"
    if _TELLS.search(ending) or _states().search(ending):
        return "tells"
    if _PLAIN_VERB.search(ending):
        return "announces"
    noun = _NOUN_END.search(ending)
    return "names" if noun and _is_action(noun[1]) else "tells"


def _is_action(noun: str) -> bool:
    return noun.endswith("化") or any(noun.endswith(word) for word in _action_nouns())


@cache
def _action_nouns() -> tuple[str, ...]:
    roles = load_roles()
    return tuple(sorted({*roles.action_nouns, *roles.headings["measure"]}))


@cache
def _states() -> re.Pattern[str]:
    """How sentences end that tell a state: ある, 不足する. A verb of one kanji stands alone: 投資する is no 資する."""
    kanji = re.compile(r"[一-龠]+")
    plain = [f"{verb}する" if kanji.fullmatch(verb) else verb for verb in load_roles().state_verbs]
    others = ("欠ける", "足りる", "枯渇する", "不足する", "懸念される", "恐れがある", "弱い", "難しい")
    alone = [f"(?<![一-龠]){verb}" if re.match(r"[一-龠][^一-龠]", verb) else verb for verb in (*plain, *others)]
    return re.compile(rf"(?:{'|'.join(sorted(set(alone)))})$")


@cache
def words(name: str) -> frozenset[str]:
    """A list of ``corpora/lexicon/requests.yaml``."""
    return load_lexicon("requests.yaml", WordLists)[name]


# Objects and actors --------------------------------------------------------------------------------------

_GOVERNED = re.compile(
    r"([一-龠々ァ-ヶーA-Za-z0-9・]{2,}?|[一-龠]{1,2}?)(?:等|など)?"
    r"(を|が|に(?!よ|お)|へ|の|と(?!も|と)|は|も|や|について|における|に関|に係|に対)"
)
_POINTING = frozenset("はが")
_ACTED_ON = re.compile(r"([ぁ-んァ-ヶー一-龠々A-Za-z0-9・]+?)(?:等|など)?を")


def has_object(sentence: str) -> bool:
    """Whether a sentence says what is to be acted on (対象), apart from who acts and how.

    >>> has_object("国は、もっと積極的に強化すべきである。"), has_object("研究者の処遇を改善すべきである。")
    (False, True)
    """
    return any(True for _ in _objects(nfkc_key(sentence)))


def _objects(key: str) -> Iterator[str]:
    for found in _ACTED_ON.finditer(key):  # 仕組みを, 手続きを: whatever it is written in
        if found[1] not in words("pointers") and not found[1].endswith(
            tuple(words("pointers") - {"計画", "内容", "案"})
        ):
            yield found[1]
    for found in _GOVERNED.finditer(key):
        noun, particle = found[1], found[2]
        if noun in words("pointers") or (particle in "にへ" and (noun in words("adverbs") or noun.endswith("的"))):
            continue
        if particle in _POINTING and sector_of(noun) is not None:
            continue
        if len(noun) == 1 and particle != "を":
            continue
        yield noun


_SUBJECT = re.compile(r"(?:^|[、。,])([一-龠々ァ-ヶーA-Za-z0-9・]{1,14}?)(?:等|など)?(?:は|が(?!い)|においては|に対し)")


def subjects(text: str) -> tuple[str, ...]:
    """The words for actors (主体) that stand as subjects or addressees, in order, each once."""
    found = (match[1] for match in _SUBJECT.finditer(nfkc_key(text)))
    return tuple(dict.fromkeys(word for noun in found for word in noun.split("・") if sector_of(word) is not None))


def sector_of(word: str) -> str | None:
    """The sector (産, 官, 学) of a word for an actor; empty for one of none of these, None for no actor.

    >>> sector_of("経済産業省"), sector_of("大学"), sector_of("住民"), sector_of("蓄電池")
    ('官', '学', '', None)
    """
    key = nfkc_key(word).removesuffix("等").removesuffix("など")
    if key in SECTORS:
        return key
    found = next((sector for sector in SECTORS if key in words(sector)), None) or _bodies().get(key)
    return "" if found is None and key in words("others") else found


@cache
def _bodies() -> Mapping[str, str]:
    """The sectors of bodies by their names; those abroad (国際) are of none."""
    return {
        nfkc_key(name): body.sector if body.sector in SECTORS else ""
        for body in load_bodies().actors
        for name in body.names
    }
