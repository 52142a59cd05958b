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
        ("当面、検討を進める。", ["当面"]),
        ("早期に制度を見直す。", ["早期に"]),
        ("2026年度から2030年度の5年間で堤防を整備する。", ["2026年度から2030年度の5年間"]),
        ("観測装置の試作（2026年度）を行う。", ["2026年度"]),
        ("堤防を整備する（2026年度～2028年度）。", ["2026年度～2028年度"]),
        ("運用開始時期：2028年度", ["2028年度"]),
        ("2025年度：調査、2026年度：設計、2027年度：整備。", ["2025年度", "2026年度", "2027年度"]),
        ("2028年度から運用を開始するため、設計を行う。", ["2028年度から"]),
        ("令和10年度の打上げを目指して開発を進める。", ["令和10年度"]),
        ("2030年までの実用化を目標として研究開発を進める。", ["2030年まで"]),
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
        "指針（令和5年度）に基づき整備を進める。",
        "実態調査（令和3年度）の結果を踏まえ、導入を進める。",
        "平成28年度に創設した制度を運用する。",
        "2026年4月から始まる義務を果たすための体制を整える。",
        "当面の課題に取り組む。",
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


def test_a_year_far_from_all_others_of_its_sentence_is_a_misprint(read: Callable[[str], Sentence]) -> None:
    sentence = read("設計は2205年度、試作は2026年度、実証は2027年度に実施予定である。")
    assert phrases(sentence) == ["2026年度", "2027年度"]


def test_a_single_year_before_the_plan_was_written_is_history(read: Callable[[str], Sentence]) -> None:
    sentence = read("2022年度は以下の調査を行う。")
    assert phrases(sentence) == ["2022年度"]
    assert phrases(sentence, written=2026) == []
    assert phrases(read("2022年度から観測を行う。"), written=2026) == ["2022年度から"]


def test_years_ahead_of_a_target_are_its_schedule(read: Callable[[str], Sentence]) -> None:
    sentence = read("2040年には全ての港で風の力が使われ、船が静かに着くことを目指す。")
    assert phrases(sentence) == []
    assert phrases(sentence, written=2026) == ["2040年"]


def test_where_a_figure_comes_from_is_no_schedule(read: Callable[[str], Sentence]) -> None:
    assert phrases(read("資料：港の見張りの調査（2026年5月）を基に、役場作成")) == []
