"""What a proposal asks for (求め), apart from the reasons that it gives."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from policyalign.domain import Token
from policyalign.segment.activity import Sentence, read_sentence
from policyalign.segment.actors import find_actors, mentioned_bodies
from policyalign.segment.acts import directions, is_refusal
from policyalign.segment.matters import Matter, matters
from policyalign.segment.parties import find_parties
from policyalign.segment.sentences import split_sentences
from policyalign.segment.terms import content_terms


@dataclass(frozen=True, slots=True)
class Request:
    """A proposal as it is held against passages.

    ``terms`` are the normalized content words of the whole wording; ``asked`` those of the sentences that ask for
    something, ``directions`` what these want done to each (:mod:`policyalign.segment.acts`), ``wording`` the sentences
    themselves. ``refuses`` tells that something is to be stopped, lowered or left undone; ``doers`` are the bodies and
    groups that are to act, the government left out, which stands behind every plan; ``matters`` are the compound nouns
    that the sentences are about, who is to act left out.
    """

    terms: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()
    directions: tuple[int, ...] = ()
    wording: str = ""
    refuses: bool = False
    doers: tuple[str, ...] = ()
    matters: tuple[Matter, ...] = ()


_COPULA = r"(?:である|だ|です|であろう|と考える|と考えます|と思う|と思います)?"
_ASKS = re.compile(
    rf"(?:べき(?:で(?:は|も)?ない)?{_COPULA}|(?:求め|要望す|期待す|提案す|提言す|お願いす|希望す)(?:る|ます|たい)|(?:求め|要望し|お願いし|希望し)ます"
    rf"|(?:して|て|で)?(?:ほしい|欲しい|いただきたい|頂きたい|もらいたい){_COPULA}|されたい|したい|ください|下さい|願う|願いたい|願います"
    rf"|(?:必要|不可欠|重要|肝要|急務|不要|反対|無用)(?:が?ある|がない|はない|で(?:は)?ない|する|します)?{_COPULA}"
    rf"|こと(?:とする|とすべき)?{_COPULA}|望む|望ましい|望まれる|望みます|はどうか|ではないか|なければならない|ねばならない|てはならない|せよ|ように?)$"
)
_NOUN_AT_END = re.compile(r"[一-龠々ァ-ヶーA-Za-z0-9]$")
_AROUND = "。．. 　」』)）】"


def asks(sentence: str) -> bool:
    """Whether a sentence asks for something or refuses it (…すべきである, …を求める, …に反対), or names it and no more
    (…の創設)."""
    text = sentence.strip(_AROUND)
    return bool(_ASKS.search(text) or _NOUN_AT_END.search(text))


def request_sentences(text: str) -> list[str]:
    """The sentences of a proposal."""
    return [text[start:end] for start, end in split_sentences(text)]


def read_request(sentences: Sequence[str], analyses: Sequence[Sequence[Token]], *, titled: bool = False) -> Request:
    """The request of an analysed text: of the sentences that ask or, where none does, of the last (…を強化する).

    ``titled`` tells that the first sentence is the proposal's title: it names the topic, and asks only where it stands
    alone.
    """
    numbers = range(int(titled and len(sentences) > 1), len(sentences))
    asking = [number for number in numbers if asks(sentences[number])] or list(numbers)[-1:]
    read = [read_sentence(sentences[number], analyses[number]) for number in asking]
    doers = tuple(dict.fromkeys(doer for sentence in read for doer in _doers(sentence) if doer not in _GOVERNMENT))
    about = (matter for sentence in read for matter in matters(sentence.text, sentence.tokens))
    return Request(
        tuple(term for tokens in analyses for term in content_terms(tokens)),
        tuple(term for sentence in read for term in content_terms(sentence.tokens)),
        tuple(sign for sentence in read for sign in directions(sentence, asked=True)),
        "".join(sentences[number].strip() for number in asking),
        any(map(is_refusal, read)),
        doers,
        tuple(dict.fromkeys(one for one in about if not any(one.text in doer for doer in (*doers, *_GOVERNMENT)))),
    )


_GOVERNMENT = frozenset(("国", "政府", "我が国", "日本", "各府省", "関係府省", "関係省庁", "府省", "国民"))


def _doers(sentence: Sentence) -> Iterator[str]:
    """Who is to act, by the full name where it is listed, else as printed."""
    listed, general = find_parties(sentence, mentioned_bodies(sentence.text, sentence.phrases), (), reports=False)
    yield from (*find_actors(sentence.text, sentence.phrases), *listed, *general)
