from __future__ import annotations

import pytest

from policyalign.assess.measures.repeats import find_repeats
from policyalign.assess.measures.words import Words
from policyalign.match.term_statistics import TermStatistics
from policyalign.segment.measures import read_measures

from support.schedules import Measure, measure, plan

TEXT = (
    "衛星から届く画像を集めて被害の範囲を読み取り、市町村の災害対策本部へ一時間以内に届ける基盤をつくり、"
    "毎年度の訓練によって使い方を確かめる。"
)
OTHER = "港に入る船の数を数え、混み合う時間を船会社に知らせるための仕組みを、港ごとの委員会とともにつくる。"


def groups(*given: Measure) -> tuple[tuple[int, ...], ...]:
    """Every measure in a plan of its own."""
    read = [one for number, each in enumerate(given) for one in read_measures(plan(f"p{number}", each))]
    assert len(read) == len(given)
    return find_repeats(read, Words(read, TermStatistics()))


def test_one_name_and_ministry_is_one_programme_whatever_the_words() -> None:
    one = measure("災害画像の迅速配信", text=TEXT, words="災害 画像 配信")
    other = measure("災害画像の迅速配信", text=OTHER, words="画像 迅速")
    assert groups(one, other) == ((0, 1),)


def test_one_name_of_two_ministries_is_not() -> None:
    one = measure("災害画像の迅速配信", text=TEXT, words="災害 画像", actors=("総務省",))
    other = measure("災害画像の迅速配信", text=OTHER, words="災害 画像", actors=("防衛省",))
    assert groups(one, other) == ()


LONGER = "そのほか、山あいの集落では、町の消防団とともに無線の届く場所を調べる。"


@pytest.mark.parametrize(
    ("headings", "text", "same"),
    [
        (("災害画像の迅速配信", "災害画像の迅速配信"), TEXT + LONGER, True),
        (("災害画像の迅速配信", "防災推進事業（うち災害画像の迅速配信）"), TEXT, True),
        (("災害画像の迅速配信", "防災推進事業（うち訓練分）"), TEXT, False),
        (("災害画像の迅速配信", "災害画像の迅速配信（第2期）"), TEXT, False),
        (("災害画像の迅速配信", "災害画像の迅速配信"), OTHER + LONGER, False),
    ],
)
def test_a_programme_of_two_ministries_is_told_twice(headings: tuple[str, str], text: str, same: bool) -> None:
    one = measure(headings[0], text=TEXT, words="災害 画像", actors=("総務省",))
    other = measure(headings[1], text=text, words="災害 画像", actors=("防衛省",))
    assert groups(one, other) == (((0, 1),) if same else ())


def test_a_name_of_ordinary_words_is_that_of_many_programmes() -> None:
    many = [measure("人材の育成の推進", text=f"{number}{OTHER}"[:30], words="人材 育成") for number in range(3)]
    assert groups(*many) == ()


def test_the_same_words_under_another_name_are_one_programme() -> None:
    one = measure("画像の配信", text=TEXT, actors=("総務省",))
    other = measure("衛星データの提供", text=TEXT.replace("毎年度", "毎年"), actors=("防衛省",))
    assert groups(one, other, measure("港", text=OTHER)) == ((0, 1),)


@pytest.mark.parametrize(
    "headings",
    [
        ("画像配信事業（第1期）", "画像配信事業（第2期）"),
        ("画像配信事業", "画像配信事業（うち訓練分）"),
        ("画像配信事業フェーズ1", "画像配信事業フェーズ2"),
    ],
)
def test_editions_and_parts_are_programmes_of_their_own(headings: tuple[str, str]) -> None:
    assert groups(*(measure(heading, text=TEXT, words="画像 配信") for heading in headings)) == ()


def test_what_pays_for_bodies_is_not_one_programme_for_its_boilerplate() -> None:
    names = ("ある法人の運営費交付金", "別の法人の運営費交付金")
    assert groups(*(measure(name, text=TEXT) for name in names)) == ()
