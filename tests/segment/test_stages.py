from __future__ import annotations

from collections.abc import Callable, Iterable

import pytest

from policyalign.corpora import corpora_path
from policyalign.segment.activity import Sentence
from policyalign.segment.phrase_index import PhraseIndex
from policyalign.segment.stages import aimed_rung, heading_stage, pursued_rungs, told_rungs, weights_that_count

from support.yaml_data import read_yaml


def find_stages(sentences: Iterable[Sentence]) -> tuple[int, ...]:
    """The rungs of what the sentences say is or will be done, as a passage of them has them."""
    words = [told for sentence in sentences for told in told_rungs(sentence)]
    return tuple(sorted({told.rung for told in words if told.weight in weights_that_count(words)}))


@pytest.mark.parametrize(
    ("text", "stages"),
    [
        ("新制度の在り方について検討を行う。", (1,)),
        ("基礎研究を推進する。", (2,)),
        ("指針を改定する。", (2,)),
        ("観測装置の研究開発を進める。", (3,)),
        ("軌道上での実証を行う。", (4,)),
        ("県内の学校に端末を導入する。", (5,)),
        ("成果の普及と全国展開を図る。", (6,)),
        ("装置を開発し、実証を行う。", (3, 4)),
        ("産業化に向けた基礎研究を支援する。", (2,)),
        ("活動に要する費用を補助する。", (5,)),
        ("装置の開発に要する費用を補助する。", (3,)),
        ("制度の在り方の検討も行っていく。", (1,)),
        ("水素船の実証を行う【国土交通省】", (4,)),
        # the use of a thing that is widened
        ("蓄電池の導入を加速する。", (6,)),
        ("太陽光発電設備の設置を促進する。", (6,)),
        ("蓄電池の導入拡大を図る。", (6,)),
        ("基地局の整備を促進する。", (3,)),
        # what is considered on the way, and a document that is there
        ("工法を検討しながら、堤防を建設する。", (3,)),
        ("仕様を検討した上で、装置を試作する。", (3,)),
        ("本ロードマップを着実に実行する。", ()),
        ("実証を行った。", ()),
        ("豊かな海を守る。", ()),
    ],
)
def test_rungs(read: Callable[[str], Sentence], text: str, stages: tuple[int, ...]) -> None:
    assert find_stages([read(text)]) == stages


def test_support_only_pays_for_development_but_goes_beside_a_survey(read: Callable[[str], Sentence]) -> None:
    support, trial, survey = read("費用を補助する。"), read("装置を試作する。"), read("実態を調査する。")
    assert find_stages([support]) == (5,)
    assert find_stages([support, trial]) == (3,)
    assert find_stages([support, survey]) == (1, 5)


def test_carrying_out_says_least_of_all(read: Callable[[str], Sentence]) -> None:
    work, survey = read("以下の事業を実施する。"), read("実態を調査する。")
    assert find_stages([work]) == (5,)
    assert find_stages([work, survey]) == (1,)


@pytest.mark.parametrize(
    ("text", "stages"),
    [
        ("研究を行い、成果の普及を図る。", (3,)),
        ("装置の普及を図る。", (6,)),
        ("有識者会議を開催する。", (1,)),
        ("研修会を開催する。", (5,)),
        ("民間の回線を借り上げる。", (5,)),
        ("モデル事業を実施する。", (4,)),
        ("装置の実用化及び性能の向上に関する研究を行う。", (3,)),
        ("制度の調査・研究を行う。", (1,)),
        ("開発は2026年度から、実証は2028年度から行う。", (3, 4)),
    ],
)
def test_what_the_object_says(read: Callable[[str], Sentence], text: str, stages: tuple[int, ...]) -> None:
    assert find_stages([read(text)]) == stages


@pytest.mark.parametrize(
    ("heading", "stages"),
    [
        ("（1）観測装置の技術開発", (3,)),
        ("学校端末の導入の推進（新規）", (5,)),
        ("海洋観測に係る調査研究費", (1,)),
        ("実証事業の推進に必要な経費", (4,)),
        ("海と暮らし", ()),
        ("支援の推進", ()),
    ],
)
def test_headings(heading: str, stages: tuple[int, ...]) -> None:
    assert heading_stage(heading) == stages


def test_no_word_stands_on_two_rungs() -> None:
    lexicon = read_yaml(corpora_path("lexicon", "stages.yaml"))
    words = [word for rungs in lexicon["rungs"].values() for rung in rungs.values() for word in rung]
    assert sorted(words) == sorted(set(words))


def test_the_longest_phrase_wins_up_to_the_end_of_the_text() -> None:
    index = PhraseIndex({"研究": "short", "研究開発": "long", "研究開発費用": "longest"})
    assert [(f.start, f.end, f.value) for f in index.find("調査研究開発")] == [(2, 6, "long")]
    assert [f.value for f in index.find("研究と研究開発費")] == ["short", "long"]


@pytest.mark.parametrize(
    ("text", "rung"),
    [
        ("2030年までに漁船の2割を電動とすることを目指す。", 6),
        ("2030年までに、港で陸上電力が導入されていることを目指す。", 5),
        ("2040年までに、木造の高層建築の技術を確立する。", 3),
        ("2040年までに技術を確立し、2050年までに面積を倍増させる。", 6),
    ],
)
def test_the_rung_of_a_target(text: str, rung: int) -> None:
    assert aimed_rung(text) == rung


def test_what_is_pursued_in_any_clause() -> None:
    assert [word.rung for word in pursued_rungs("技術開発を着実に進め、知見が共有されることが重要である。")] == [3]
    assert pursued_rungs("意見交換を行い、技術開発の成果を待つ。") == ()
