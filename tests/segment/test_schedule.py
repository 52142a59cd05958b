from __future__ import annotations

from collections.abc import Callable

import pytest

from policyalign.segment.activity import Sentence
from policyalign.segment.schedule import choose_schedule
from policyalign.text.years import read_intervals


def phrases(sentence: Sentence, written: int | None = None) -> list[str]:
    return [i.phrase for i in choose_schedule(sentence, read_intervals(sentence.text), written=written)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("本施策は、平成26年度から実施する。", ["平成26年度から"]),
        ("本施策は、令和6年度から令和6年度まで実施する。", ["令和6年度から令和6年度まで"]),
        ("2027年度までに実証を行い、2030年度から社会実装を進める。", ["2027年度までに", "2030年度から"]),
        ("2026年度から2030年度にかけて、衛星の試作を行う。", ["2026年度から2030年度にかけて"]),
        ("令和9年度は以下の調査を実施。", ["令和9年度"]),
        ("2027年度の実用化を目指す。", ["2027年度"]),
        ("2024年度からの本格実施を推進する。", ["2024年度から"]),
        ("令和8年度に開始する予定である。", ["令和8年度"]),
        ("2022年度から観測を実施している。", ["2022年度から"]),
        ("事業期間：2025年度～2027年度", ["2025年度～2027年度"]),
        ("2035年までに電動車の割合を100％とすることを目指す。", ["2035年までに"]),
        ("令和8年度末までに指針をとりまとめる。", ["令和8年度末までに"]),
    ],
)
def test_schedules(read: Callable[[str], Sentence], text: str, expected: list[str]) -> None:
    assert phrases(read(text)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "基本方針（令和5年6月閣議決定）に基づき進める。",
        "災害対策基本法（昭和36年法律第223号）に基づき進める。",
        "令和5年版白書を作成する。",
        "2024年度補正予算により整備を進める。",
        "2024年大地震の教訓を踏まえ、改修を行う。",
        "2050年カーボンニュートラルに向けて導入を進める。",
        "2013年度比で46％削減する。",
        "2013年度から46％削減する。",
        "1998年に設置された研究所を通じて支援する。",
        "2015年度に試作した装置を改良する。",
        "2015年度から2018年度まで実証を行った。",
        "2030年以降の需要を予測する。",
        "2023年は各地で大雨が発生した。",
        "2030年には需要が増加する。",
        "「2030年構想」を推進する。",
        "2026年8月 県知事の会見",
        "当面、検討を進める。",
        "次世代の観測装置を開発する。",
    ],
)
def test_history_names_and_forecasts_are_no_schedule(read: Callable[[str], Sentence], text: str) -> None:
    assert phrases(read(text)) == []


def test_what_is_said_in_passing_counts_when_it_lies_ahead(read: Callable[[str], Sentence]) -> None:
    sentence = read("令和5年度に制度を創設し、県内で利用を進める。")
    assert phrases(sentence) == []
    assert phrases(sentence, written=2025) == []
    assert phrases(sentence, written=2023) == ["令和5年度"]
