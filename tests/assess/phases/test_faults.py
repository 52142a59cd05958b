"""Every kind of fault, beside what only looks like it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from policyalign.assess.phases.find import find
from policyalign.config import PhaseSettings, Settings
from policyalign.domain import Step

from support.schedules import (
    Measure,
    Words,
    interval,
    kinds_of,
    matrix,
    measure,
    only,
    phases,
    plan,
    step,
)
from support.surveys import survey_of

METAL = "多孔 吸着 細孔 筒"


def trial(*steps: object, **fields: object) -> Measure:
    return measure("多孔性材料の実証", *steps, words=METAL, **fields)  # type: ignore[arg-type]


def use(*steps: object, **fields: object) -> Measure:
    return measure("多孔性材料の導入", *steps, words=METAL, **fields)  # type: ignore[arg-type]


# 順序の逆転 ------------------------------------------------------------


def test_use_before_the_end_of_the_trial_is_an_inversion() -> None:
    fault = only(phases(("a", [trial((4, 2026, 2029), answers=["T4"])]), ("b", [use((5, 2027, None), answers=["T4"])])))
    assert (fault.kind, fault.reason, fault.confidence) == ("inversion", "inversion_shares", "certain")
    assert fault.proposal_ids == ("T4",)
    assert fault.second is not None
    assert (fault.first.measure.plan_id, fault.second.measure.plan_id) == ("a", "b")
    assert (fault.first.interval, fault.second.interval) == (interval(2026, 2029), interval(2027, None))


@pytest.mark.parametrize(
    ("basis", "later"),
    [
        ([(4, 2026, 2028)], [(5, 2028, None)]),
        ([(4, 2026, 2028)], [(5, 2030, None)]),
        ([(4, 2028, 2030)], [(5, 2027, None)]),
        ([(4, 2026, 2029)], [(3, 2026, 2026), (5, 2027, None)]),
        ([(4, 2026, 2029), (5, 2025, None)], [(5, 2027, None)]),
        ([(1, 2026, 2029)], [(5, 2027, None)]),
        ([(4, 2026, None)], [(5, 2027, None)]),
        ([(4, 2026, 2029)], [(5, None, 2030)]),
    ],
    ids=[
        "in the year in which it ends",
        "after it",
        "trial of what is in use already",
        "groundwork of its own",
        "the other is in use too",
        "a study is no groundwork",
        "no end told",
        "no beginning told",
    ],
)
def test_this_order_is_sound(basis: list[tuple[int, int, int]], later: list[tuple[int, int, int]]) -> None:
    assert kinds_of(phases(("a", [trial(*basis)]), ("b", [use(*later)]))) == []


def test_what_is_introduced_step_by_step_overlaps_on_purpose() -> None:
    later = use((5, 2027, None), text="順次導入する。")
    assert kinds_of(phases(("a", [trial((4, 2026, 2029))]), ("b", [later]))) == []


def test_measures_on_different_things_of_one_proposal_have_no_order() -> None:
    other = measure("牧場の見守り", (5, 2027, None), words="牧場 酪農 牛舎", answers=["T4"])
    assert kinds_of(phases(("a", [trial((4, 2026, 2029), answers=["T4"])]), ("b", [other]))) == []


def test_a_measure_that_uses_another_must_wait_for_it() -> None:
    supplier = measure("小型通信衛星群の軌道上実証", (4, 2026, 2028), words="小型 通信 衛星 群")
    user = measure("遠隔授業", (2, 2026, 2026), (5, 2027, None), text="小型通信衛星群の回線を用いて授業を行う。")
    fault = only(phases(("a", [supplier]), ("b", [user])))
    assert (fault.reason, fault.confidence, fault.proposal_ids) == ("inversion_relies", "certain", ())


def test_within_a_measure_the_stages_stand_in_one_passage() -> None:
    together = measure("回線", (4, 2026, 2029), (5, 2027, None))
    apart = Measure("道路", [Words("試す。", [(4, 2026, 2029)]), Words("使う。", [(5, 2027, None)])])
    assert kinds_of(phases(("a", [together]))) == [("inversion", "inversion_within", "certain")]
    assert kinds_of(phases(("a", [apart]))) == []


def test_one_time_for_two_stages_tells_no_order() -> None:
    assert kinds_of(phases(("a", [measure("回線", (3, 2026, 2028), (5, 2026, 2028))]))) == []


def test_the_time_of_a_whole_measure_tells_no_order() -> None:
    closing = Words("本施策は、2020年度から2030年度まで実施する。", loose=[interval(2020, 2030)])
    whole = Measure("回線", [Words("試して使う。", [step(4, None, None), (5, 2027, None)]), closing])
    assert kinds_of(phases(("a", [whole]))) == []


# 死の谷 ------------------------------------------------------------


def test_years_without_any_stage_are_a_valley() -> None:
    fault = only(phases(("a", [measure("素子", (3, 2026, 2027), (4, 2032, 2033))])))
    assert (fault.kind, fault.reason, fault.detail["years"]) == ("valley", "valley_within", "4")


@pytest.mark.parametrize(("years", "faults"), [(3, 1), (4, 0)])
def test_how_many_years_is_a_setting(years: int, faults: int) -> None:
    found = phases(("a", [measure("素子", (3, 2026, 2027), (4, 2032, 2033))]), settings=PhaseSettings(gap_years=years))
    assert len(found.alarms) == faults


@pytest.mark.parametrize(
    "others",
    [
        [Measure("素子の試験", [Words("試す。", [(4, 2029, 2030)], words="素子 結晶 放射線 耐性")])],
        [Measure("素子の試験", [Words("試す。", [step(4, None, None)], words="素子 結晶 放射線 耐性")])],
    ],
    ids=["another measure on it", "another of unknown time"],
)
def test_years_in_which_something_may_happen_are_no_valley(others: list[Measure]) -> None:
    first = measure("素子の開発", (3, 2026, 2027), (5, 2034, None), words="素子 結晶 放射線 耐性")
    assert [kind for kind, *_ in kinds_of(phases(("a", [first]), ("b", others)))] == []


def test_a_valley_between_two_plans() -> None:
    words = "素子 結晶 放射線 耐性"
    first = measure("素子の開発", (3, 2026, 2027), words=words)
    then = measure("素子の導入", (5, 2033, None), words=words)
    fault = only(phases(("a", [first]), ("b", [then])))
    assert (fault.kind, fault.reason, fault.detail["years"]) == ("valley", "valley_between", "5")


# 出口不在・入口不在 ------------------------------------------------------------


def test_what_nobody_puts_to_use_has_no_exit() -> None:
    fault = only(
        phases(
            ("a", [measure("素子", (3, 2026, 2028), answers=["T1"])]),
            ("b", [measure("道路", (5, 2026, None))]),
        )
    )
    assert (fault.kind, fault.confidence, fault.proposal_ids) == ("no_exit", "certain", ("T1",))


@pytest.mark.parametrize(
    "other",
    [
        measure("利用", (5, 2029, None), answers=["T1"]),
        measure("利用", step(5, None, None, certain=False), answers=["T1"]),
        measure("利用", (6, 2029, None), answers={"T1": 0.2}),
        Measure("利用", [Words("切り替える。", loose=[interval(2029, 2030)])], {"T1": 0.9}),
    ],
    ids=["in use", "perhaps in use", "perhaps an answer", "a doing of unknown stage"],
)
def test_an_exit_that_may_be_there_is_not_missing(other: Measure) -> None:
    assert kinds_of(phases(("a", [measure("素子", (3, 2026, 2028), answers=["T1"])]), ("b", [other]))) == []


def test_a_plan_of_which_nobody_can_say_lowers_the_confidence() -> None:
    plans = (
        ("a", [measure("素子", (3, 2026, 2028), answers=["T1"])]),
        ("b", [measure("道路", (5, 2026, None))]),
    )
    found = phases(*plans, statuses={("T1", "b"): "undetermined"})
    assert kinds_of(found) == [("no_exit", "exit_missing", "check")]
    assert only(found).doubts == ("doubt_open",)


@pytest.mark.parametrize(
    "text",
    [
        "試作機をTRL6まで実証し、企業に引き渡す。",
        "技術成熟度（TRL）をレベル4から6に高める。",
        "得られた成果は企業へ移転する。",
        "開発の後、担当を水産庁に移管する。",
        "製造業者を受け手とする体制をつくる。",
        "素子を開発し、社会実装につなげる。",
        "素子を用いた灯台の早期の実用化を見すえる。",
        "事業者等に提供できる設計図をまとめる。",
    ],
)
def test_what_speaks_of_use_or_transfer_has_thought_of_its_exit(text: str) -> None:
    made = measure("素子の開発", (3, 2026, 2028), text=text, answers=["T1"])
    assert kinds_of(phases(("a", [made]))) == []
    other = measure("素子の評価", text=text, answers={"T1": 0.2})
    assert kinds_of(phases(("a", [measure("素子の開発", (3, 2026, 2028), answers=["T1"]), other]))) == []


@pytest.mark.parametrize(
    "text",
    [
        "計算機を活用した素子の開発を行う。",
        "放射光を利用して素子の構造を解析する。",
        "素子の反応をTRL3まで調べる。",
        "研究室を新しい棟に移転する。",
        "素子の試作を6回行う。",
    ],
    ids=["a means", "another means", "a low readiness", "a move of rooms", "six times"],
)
def test_means_of_the_development_are_no_exit(text: str) -> None:
    made = measure("素子の開発", (3, 2026, 2028), text=text, answers=["T1"])
    assert [kind for kind, *_ in kinds_of(phases(("a", [made])))] == ["no_exit"]


def test_rules_and_facilities_need_no_exit_but_a_development_does() -> None:
    built = measure("窓口", step(3, 2026, 2028), answers=["P1"])
    assert kinds_of(phases(("a", [built]), kinds={"P1": "proposal"})) == []
    made = measure("素子", Step(3, interval(2026, 2028), "開発", (0, 2)), answers=["P1"])
    assert only(phases(("a", [made]), kinds={"P1": "proposal"})).kind == "no_exit"


def test_use_without_groundwork_has_no_entry() -> None:
    fault = only(phases(("a", [measure("治療の提供", (5, 2028, None), answers=["T2"])])))
    assert (fault.kind, fault.confidence) == ("no_entry", "certain")


@pytest.mark.parametrize(
    ("made", "kind"),
    [
        (measure("派遣", (5, 2028, None), answers=["P1"]), "proposal"),
        (measure("治療の提供", (5, 2019, None), answers=["P1"]), "technology"),
        (measure("治療の提供", step(5, None, None), answers=["P1"]), "technology"),
        (measure("治療の提供", (3, 2026, 2026), (5, 2028, None), answers=["P1"]), "technology"),
    ],
    ids=["needs no development", "runs already", "no beginning told", "has an entry"],
)
def test_this_use_needs_no_entry(made: Measure, kind: str) -> None:
    found = phases(("a", [made]), kinds={"P1": kind})  # type: ignore[dict-item]
    assert [fault.kind for fault in found.alarms] == []


# 同時並行の重複段階 ------------------------------------------------------------

RECORD = "学習 履歴 標準 教材"


def build(start: int, end: int | None, *actors: str, text: str = "整備する。", stage: int = 3) -> Measure:
    return measure("学習履歴の基盤", (stage, start, end), words=RECORD, actors=actors, text=text)


def test_two_ministries_at_the_same_stage_at_the_same_time() -> None:
    fault = only(phases(("a", [build(2026, 2028, "文部科学省")]), ("b", [build(2028, 2029, "デジタル庁")])))
    assert (fault.kind, fault.confidence) == ("parallel", "certain")


LONG = "学校に残る学習の履歴を一つの標準にそろえ、転校した子どもの教材を続けて使えるようにする基盤を整備する。"


def parallels(one: Measure, other: Measure) -> bool:
    return "parallel" in {fault.kind for fault in phases(("a", [one]), ("b", [other])).faults}


def test_one_programme_told_by_each_of_its_ministries_is_no_duplication() -> None:
    one, other = (build(2026, 2028, name, text=LONG) for name in ("文部科学省", "デジタル庁"))
    assert not parallels(one, other)
    assert parallels(one, build(2026, 2028, "デジタル庁"))


@pytest.mark.parametrize("link", ["に導出する。", "」へ引き継ぐ。", "につなげる。"])
def test_what_hands_its_results_over_by_name_is_no_duplication(link: str) -> None:
    taker = measure("学習履歴基盤の整備事業", (3, 2026, 2028), words=RECORD, actors=("文部科学省",))
    giver = build(2026, 2028, "デジタル庁", text=f"標準をつくり、成果を「学習履歴基盤の整備事業{link}")
    assert not parallels(taker, giver)
    silent = build(2026, 2028, "デジタル庁", text="標準をつくる。")
    assert parallels(taker, silent)


@pytest.mark.parametrize(
    "other",
    [
        build(2026, 2028, "文化庁"),
        build(2026, 2028),
        build(2026, 2028, "東京大学"),
        build(2026, 2028, "デジタル庁", text="文部科学省と共に整備する。"),
        build(2029, 2030, "デジタル庁"),
        build(2026, 2028, "デジタル庁", stage=1),
    ],
    ids=["a bureau of it", "nobody named", "no ministry", "together", "another time", "another stage"],
)
def test_this_is_no_duplication(other: Measure) -> None:
    found = phases(("a", [build(2026, 2028, "文部科学省")]), ("b", [other]))
    assert "parallel" not in {fault.kind for fault in found.alarms}


# 計画期間のずれ・期限なし ------------------------------------------------------------


def closing(start: int, end: int | None) -> Measure:
    text = "本施策は実施する。"
    line = Words(text, loose=[interval(start, end)])
    return Measure("回線の整備", [Words("整備する。", [step(3, None, None), step(5, None, None)]), line], {"T1": 0.9})


@pytest.mark.parametrize(
    ("start", "end", "reasons"),
    [
        (2021, 2025, ["measure_before"]),
        (2021, 2026, []),
        (2021, None, []),
        (2026, 2030, []),
        (2030, 2033, []),
        (2031, 2033, ["measure_after"]),
    ],
)
def test_a_measure_outside_the_window(start: int, end: int | None, reasons: list[str]) -> None:
    assert [fault.reason for fault in phases(("a", [closing(start, end)])).alarms] == reasons


def test_the_window_is_a_setting() -> None:
    found = phases(("a", [closing(2021, 2025)]), settings=PhaseSettings(window=(2021, 2025)))
    assert found.alarms == ()


def test_measures_that_answer_nothing_are_not_held_against_the_window() -> None:
    assert phases(("a", [measure("回線", (3, 2021, 2022), (5, 2023, 2024))])).alarms == ()


def test_use_after_the_window_is_an_exit_out_of_reach() -> None:
    late = measure("素子", (3, 2026, 2030), (5, 2031, None), answers=["T1"])
    early = measure("素子", (3, 2026, 2029), (5, 2030, None), answers=["T1"])
    assert [fault.reason for fault in phases(("a", [late])).alarms] == ["exit_after"]
    assert phases(("a", [early])).alarms == ()


def test_an_old_plan_is_noted_once() -> None:
    measures = [closing(2018, 2022)]
    found = find(survey_of(matrix((plan("a", *measures, period=(2018, 2022)), measures))), Settings())
    assert found.alarms == ()
    assert [(note.plan_id, note.reason) for note in found.notes] == [("a", "plan_before")]


def test_what_waits_for_a_use_that_is_not_planned() -> None:
    supplier = measure("学修歴資格の電子証明", (3, 2026, 2026), (4, 2027, 2027), words="学修 資格 電子 証明")
    user = Measure(
        "紙の廃止",
        [Words("学修歴資格の電子証明の本格運用を待って廃止する。", loose=[interval(2029, 2030)])],
    )
    fault = only(phases(("a", [supplier]), ("b", [user])))
    assert (fault.reason, fault.confidence, fault.doubts) == ("awaited_missing", "check", ("doubt_stage",))

    planned = measure("学修歴資格の電子証明", (4, 2027, 2027), (5, 2028, None), words="学修 資格 電子 証明")
    assert phases(("a", [planned]), ("b", [user])).alarms == ()


def test_a_measure_without_any_time_is_listed_and_not_alarmed() -> None:
    found = phases(("a", [measure("評価", step(5, None, None), answers=["P1"])]), kinds={"P1": "proposal"})
    assert [(fault.kind, fault.confidence) for fault in found.faults] == [("undated", "listed")]
    assert found.alarms == ()


@pytest.mark.parametrize(
    ("heading", "listed"),
    [
        ("木質の熱の利用を進める", True),
        ("先進事例の横展開を進める", True),
        ("衛星画像の配信を進める仕組み", True),
        ("子ども条例", True),
        ("モデル事業の実施", True),
        ("港のある町の将来像", False),
        ("地域の類型ごとの取組のイメージ", False),
        ("港町における先進事例", False),
        ("目指す姿", False),
        ("2028年度までに行う施策", False),
    ],
)
def test_what_pictures_a_state_or_stands_below_a_time_is_not_without_one(heading: str, listed: bool) -> None:
    made = measure("木質の熱の利用を進める", step(5, None, None), answers=["P1"])
    (whole, *_), found = (plan("a", made),), matrix((plan("a", made), [made]), kinds={"P1": "proposal"})
    above = tuple(replace(one, section_path=(heading, *one.section_path)) for one in whole.passages)
    run = find(survey_of(replace(found, plans=(replace(whole, passages=above),))), Settings())
    assert bool([fault for fault in run.faults if fault.kind == "undated"]) is listed


def test_what_has_no_name_of_its_own_or_announces_nothing_is_not_without_a_time() -> None:
    area = Measure(
        "（1）漁村", [Words("港の暮らしについては、波の力で電気をつくる。", (step(5, None, None),))], {"P1": 0.9}
    )
    wish = Measure(
        "波の力で電気をつくること", [Words("町が豊かである。", (step(5, None, None),), role="target")], {"P1": 0.9}
    )
    for made in (area, wish):
        found = phases(("a", [made]), kinds={"P1": "proposal"})
        assert [fault for fault in found.faults if fault.kind == "undated"] == []


@pytest.mark.parametrize("text", ["当面の間、評価する。", "令和９年度に評価する。"])
def test_a_measure_that_speaks_of_a_time_is_not_without_one(text: str) -> None:
    made = measure("評価", step(5, None, None), text=text, answers=["P1"])
    assert phases(("a", [made]), kinds={"P1": "proposal"}).faults == ()
