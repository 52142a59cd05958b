"""Which texts are Japanese."""

from __future__ import annotations

import pytest

from policyalign.text.script import foreign_share


@pytest.mark.parametrize(
    "text",
    [
        "本計画は、2030年までに観測網を整備する。",
        "研究開発拠点整備事業・人材育成推進事業・地域産業振興事業実施要綱策定",
        "GX、DX及びAIを活用したSociety 5.0の実現に向け、COCNとJSTがPoCを行う。",
        "Contents",
        "",
    ],
)
def test_japanese_rows_of_nouns_and_a_few_words_are_not_foreign(text: str) -> None:
    assert foreign_share([text]) == 0


@pytest.mark.parametrize(
    "text",
    [
        "本计划将在二〇三〇年之前建设多孔材料与自旋电子存储器的研究基地。",
        "The programme will build a research base for porous materials by 2030.",
        "이 계획은 이천삼십년까지 다공질 재료의 연구 거점을 정비한다는 것을 정한다.",
        "Программа создаст исследовательскую базу пористых материалов.",
    ],
)
def test_other_languages_are_foreign(text: str) -> None:
    assert foreign_share([text, "短い。"]) > 0.9
