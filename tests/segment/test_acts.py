"""What a sentence carries on, undoes, or only mentions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from policyalign.segment.activity import Sentence
from policyalign.segment.acts import CARRIED_ON, MENTIONED, UNDONE, directions, kinds_of
from policyalign.segment.bunsetsu import Bunsetsu
from policyalign.segment.language import Language
from policyalign.segment.requests import Request, asks, read_request, request_sentences
from policyalign.segment.terms import content_terms


def direction(sentence: Sentence, term: str, *, asked: bool = False) -> int:
    terms = content_terms(sentence.tokens)
    return directions(sentence, asked=asked)[terms.index(term)]


@pytest.mark.parametrize(
    ("text", "term", "sign"),
    [
        ("水素の利用を拡大する。", "水素", CARRIED_ON),
        ("水素の利用を縮小する。", "水素", UNDONE),
        ("港湾の検疫体制を整備し、旧い施設を廃止する。", "検疫", CARRIED_ON),
        ("港湾の検疫体制を整備し、旧い施設を廃止する。", "施設", UNDONE),
        ("農地の規制緩和を見送る。", "規制緩和", UNDONE),
        ("漁獲量の制限を撤廃する。", "漁獲量", CARRIED_ON),
        ("養殖の試験は行わない。", "養殖", UNDONE),
        ("町だけでなく、県も防潮林を植える。", "防潮林", CARRIED_ON),
        ("水素の利用が進む中、税制を改正する。", "水素", MENTIONED),
        ("灯台を改修した。", "灯台", MENTIONED),
        ("養殖の試験は行いません。", "養殖", UNDONE),
        ("灯台の整備を進めます。", "灯台", CARRIED_ON),
        ("離島航路の補助を取りやめます。", "補助", UNDONE),
        ("・灯台の点検回数の削減", "灯台", UNDONE),
        ("水銀灯をフェーズアウトする。", "水銀灯", UNDONE),
        ("水銀灯のフェーズアウトを進める。", "水銀灯", UNDONE),
        ("水銀灯のフェードアウトを見送る。", "水銀灯", CARRIED_ON),
        ("水銀灯の段階的廃止", "水銀灯", UNDONE),
        ("水銀灯の段階的縮小を図る。", "水銀灯", UNDONE),
        ("水銀灯の段階的な導入を図る。", "水銀灯", CARRIED_ON),
        ("水銀灯を全廃する。", "水銀灯", UNDONE),
        ("脱石油を進める。", "石油", UNDONE),
        ("支庁の統廃合を進める。", "支庁", UNDONE),
        ("窓口を一本化する。", "窓口", CARRIED_ON),
        ("貨物を船にシフトする。", "貨物", CARRIED_ON),
        ("漁獲量の制限を解除する。", "漁獲量", CARRIED_ON),
    ],
)
def test_direction_of_what_is_done(read: Callable[[str], Sentence], text: str, term: str, sign: int) -> None:
    assert direction(read(text), term) == sign


@pytest.mark.parametrize(
    ("text", "term", "sign"),
    [
        ("養殖場の増設に反対する。", "養殖場", UNDONE),
        ("養殖場の増設は不要である。", "養殖場", UNDONE),
        ("養殖場の増設を求める。", "養殖場", CARRIED_ON),
        ("漁港の統合は認めるべきではない。", "漁港", UNDONE),
        ("漁港の統合を認めるべきである。", "漁港", CARRIED_ON),
        ("灯台の廃止を取りやめてほしい。", "灯台", CARRIED_ON),
        ("養殖の試験を行わなければならない。", "養殖", CARRIED_ON),
        ("牧草地の面積を減らすこと。", "面積", UNDONE),
        ("学校の統廃合の方針を撤回すること。", "方針", UNDONE),
        ("漁港の統合をしないでください。", "漁港", UNDONE),
        ("灯台は残してもらいたいと思います。", "灯台", CARRIED_ON),
    ],
)
def test_direction_of_what_is_asked(read: Callable[[str], Sentence], text: str, term: str, sign: int) -> None:
    assert direction(read(text), term, asked=True) == sign


def test_there_is_a_direction_for_every_term(read: Callable[[str], Sentence]) -> None:
    for text in ("", "。", "（参考）", "2030年度まで、", "規制所管府省に、地図の更新を求める。", "を"):
        sentence = read(text)
        assert len(directions(sentence)) == len(content_terms(sentence.tokens)) == len(directions(sentence, asked=True))


def test_a_word_inside_a_name_does_nothing(read: Callable[[str], Sentence]) -> None:
    assert direction(read("規制所管府省に、地図の更新を求める。"), "地図", asked=True) == CARRIED_ON


def test_kinds_are_by_the_normalized_word() -> None:
    assert kinds_of("廃止") == {"stop"}
    assert "oblige" in kinds_of("義務付け")
    assert kinds_of("灯台") == frozenset()


@pytest.mark.parametrize(
    "text",
    ["灯台を直すべきである。", "灯台の修理を求めます。", "灯台を直してほしい。", "灯台の修理", "灯台は不要だ。"],
)
def test_what_asks(text: str) -> None:
    assert asks(text)


@pytest.mark.parametrize("text", ["灯台は古くなっている。", "漁獲量は昨年より減った。"])
def test_what_only_tells(text: str) -> None:
    assert not asks(text)


@pytest.fixture(scope="session")
def request_of(language: Language) -> Callable[[str], Request]:
    def read(text: str) -> Request:
        sentences = request_sentences(text)
        return read_request(sentences, language.analyse(sentences))

    return read


def test_reasons_are_not_asked_for(request_of: Callable[[str], Request]) -> None:
    read = request_of("沖合では船の故障が増えている。灯台の数を倍に増やすべきである。")
    assert "故障" in read.terms
    assert "故障" not in read.asked
    assert read.wording == "灯台の数を倍に増やすべきである。"
    assert len(read.asked) == len(read.directions)


def test_without_any_that_asks_the_last_sentence_does(request_of: Callable[[str], Request]) -> None:
    assert request_of("船が増えている。灯台の数を増やす。").wording == "灯台の数を増やす。"


@pytest.mark.parametrize(
    "text",
    [
        "養殖場の増設に反対する。",
        "灯台の自動化は見送り、現状のままとすべきである。",
        "漁港の統廃合は必要ない。",
        "検疫の手続きの省略は行わないこととされたい。",
        "牧草地への補助金の打切り。",
        "採算が合わない。離島航路は廃止されたい。",
    ],
)
def test_refusals(request_of: Callable[[str], Request], text: str) -> None:
    assert request_of(text).refuses


@pytest.mark.parametrize(
    "text",
    [
        "養殖場を増設すべきである。",
        "灯台の点検は、国ではなく、県が行うべきである。",
        "船員の育成を怠らず、港を整えなければならない。",
        "反対の声に耳を傾け、航路の便数を増やしてほしい。",
    ],
)
def test_no_refusals(request_of: Callable[[str], Request], text: str) -> None:
    assert not request_of(text).refuses


def test_a_title_does_not_ask(language: Language) -> None:
    sentences = ["灯台の維持", "灯台の点検の回数を増やす。"]
    read = read_request(sentences, language.analyse(sentences), titled=True)
    assert read.wording == sentences[1]
    assert read_request(sentences[:1], language.analyse(sentences[:1]), titled=True).wording == sentences[0]


class Counted(tuple[Bunsetsu, ...]):
    """Phrases that count how often one is looked up."""

    looked_up = 0

    def __getitem__(self, place: Any) -> Any:
        Counted.looked_up += 1
        return super().__getitem__(place)


def test_a_long_list_of_nouns_costs_no_more_for_each_of_them(read: Callable[[str], Sentence]) -> None:
    sentence = read("港の町の" * 150 + "灯台の整備を取りやめる。")
    phrases = sentence.phrases
    chained = [replace(one, parent=min(one.index + 1, len(phrases) - 1)) for one in phrases]
    Counted.looked_up = 0
    signs = directions(replace(sentence, phrases=Counted(chained)))
    assert set(signs[:-1]) == {UNDONE}
    assert Counted.looked_up < 10 * len(phrases)
