"""What a sentence asks: written in many ways, with the answer planted."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policyalign.corpora import load_proposals
from policyalign.proposals.actors import read_actors
from policyalign.proposals.requests import has_object, read_request, read_requests, sector_of, subjects

ASKS = [
    "岸壁を直すべきである。",
    "岸壁を直すべきだと考えます。",
    "灯台の本数を計画に明記してほしい。",
    "灯台の本数を計画に明記していただきたい",
    "船員の数を毎年公表されたい。",
    "港の名を改めること。",
    "漁港を先に直すよう要望する。",
    "波力発電の導入をお願いします。",
    "港の整備を急がなければならない。",
    "船員の寮を建てる必要がある。",
    "港の縁を高くしてはどうか。",
    "漁船への支援を求めます。",
    "灯台を残してください。",
]
ANNOUNCES = ["岸壁を直す", "船員を育てる。", "港の防波堤を強化します。", "海を守る仕組みを目指す"]
NAMES = ["船員の育成", "岸壁の強化", "港のデジタル化"]
TELLS = [
    "船員が減っている。",
    "港は古い。",
    "灯台を守る人がいない。",
    "漁港の多くは三十年前に造られた。",
    "船が足りなくなるのではないか。",
    "波が高くなることが懸念される。",
    "灯台は町の誇りである。",
    "岸壁の高さ",
]
PLANTED = {"asks": ASKS, "announces": ANNOUNCES, "names": NAMES, "tells": TELLS}
AGAINST = [
    "港の埋立てに反対する。",
    "港を埋め立てるべきではない。",
    "灯台の補助金を廃止すべきである。",
    "漁港の統合を中止してほしい。",
    "港を埋め立てないでほしい。",
    "漁師に負担をかけないことを求める。",
    "護岸の工事は見送るべきである。",
    "港の利用料を上げないようお願いします。",
]


@pytest.mark.parametrize(
    ("sentence", "act"),
    [(one, act) for act, many in PLANTED.items() for one in many],
)
def test_what_a_sentence_does(sentence: str, act: str) -> None:
    assert read_request(sentence).act == act
    assert not read_request(sentence).against


@pytest.mark.parametrize("sentence", AGAINST)
def test_opposition_is_told_from_support(sentence: str) -> None:
    assert (read_request(sentence).act, read_request(sentence).against) == ("asks", True)


def test_a_negation_without_a_request_is_a_situation_and_against() -> None:
    assert (read_request("港を埋め立てない。").act, read_request("港を埋め立てない。").against) == ("tells", False)
    assert read_request("港を埋立てしない。").against


@pytest.mark.parametrize("sentence", [*ASKS, *ANNOUNCES, "住民が参加する仕組みを設けるべき", "橋を直す"])
def test_an_object_is_seen(sentence: str) -> None:
    assert has_object(sentence)


@pytest.mark.parametrize(
    "sentence", ["もっと強化すべきである。", "これを早急に直すべき。", "国は、積極的に推進すべきである。", "賛成する。"]
)
def test_a_missing_object_is_missed(sentence: str) -> None:
    assert not has_object(sentence)


def test_actors() -> None:
    assert subjects("国は港を直し、企業が船を造る。住民は見守る。灯台は古い。") == ("国", "企業", "住民")
    assert [sector_of(word) for word in ("国土交通省", "大学等", "民間", "NPO", "灯台")] == ["官", "学", "産", "", None]
    assert read_actors("産・学") == (("産", "学"), ())
    assert read_actors("政府／企業、灯台守") == (("産", "官"), ("灯台守",))


def test_the_statements_that_come_along_are_read_as_what_they_are() -> None:
    """Their endings were looked at when the rules were written, so this guards the rules and measures nothing. Some
    complaints hold a sentence with べき or 必要."""
    read = {one.id: {request.act for request in read_requests(one.text)} for one in load_proposals()}
    kinds = {one.id: one.kind for one in load_proposals()}
    asked = [one for one, kind in kinds.items() if kind in ("proposal", "cycle")]
    told = [one for one, kind in kinds.items() if kind == "issue"]
    assert sum(read[one] != {"tells"} for one in asked) >= 0.95 * len(asked)
    assert sum("asks" not in read[one] for one in told) >= 0.85 * len(told)


@given(st.text(alphabet="港船を直すべきであるない。、「」（）\n12", max_size=40))
def test_sentences_hold_all_that_a_text_says(text: str) -> None:
    joined = "".join("".join(one.text.split()) for one in read_requests(text))
    assert set("".join(text.split())) - set(joined) <= set("。.・-")
