"""Stages in time and where they do not fit: the words of the records, and one sentence for every fault."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from policyalign.messages.wording import Codes, Wording, worded

FAULTS: Mapping[Literal["inversion", "valley", "no_exit", "no_entry", "parallel", "period", "undated"], Wording] = {
    "inversion": Wording("順序の逆転", "inverted order"),
    "valley": Wording("死の谷", "valley of death"),
    "no_exit": Wording("出口不在", "no exit"),
    "no_entry": Wording("入口不在", "no entry"),
    "parallel": Wording("同時並行の重複段階", "same stage in parallel"),
    "period": Wording("計画期間のずれ", "period out of step"),
    "undated": Wording("期限なし", "no time stated"),
}

SHORT = {
    "1": Wording("構想・検討", "concept"),
    "2": Wording("基礎研究・制度設計", "basic research"),
    "3": Wording("開発・整備", "development"),
    "4": Wording("実証・試行", "trial"),
    "5": Wording("社会実装・本格実施", "deployment"),
    "6": Wording("普及・定着", "diffusion"),
    "": Wording("段階不明", "stage unknown"),
}
"""The stages beside the lines of the overview, where there is little room."""

BASES: Mapping[Literal["text", "row", "whole", "target"], Wording] = {
    "text": Wording("本文", "text"),
    "row": Wording("工程表", "schedule table"),
    "whole": Wording("施策全体の期間", "period of the whole measure"),
    "target": Wording("目標", "target"),
}
"""Where the time of a stage comes from."""

STANDINGS: Mapping[Literal["taken", "nearest"], Wording] = {
    "taken": Wording("応える", "takes it up"),
    "nearest": Wording("最も近い", "nearest only"),
}
"""How the measures of the picture stand to the proposal."""

HEADS = {
    "proposal": Wording("提言", "Proposal"),
    "label": Wording("見出し", "Label"),
    "picture": Wording("段階と時期（応える施策。＊は推定）", "Stages and times (* inferred)"),
}
"""The columns of the picture."""

PICTURE = {
    "plan": Wording("{plan}［{status}］ {told}", "{plan} [{status}] {told}"),
    "step": Wording("{stage} {time}（{ministry}、{place}）", "{stage} {time} ({ministry}, {place})"),
    "step_named": Wording("{stage} {time}（{ministry}「{measure}」、{place}）", "{stage} {time} ({ministry}, “{measure}”, {place})"),
    "mark": Wording("＊", "*"),
    "target": Wording("目標", "target"),
    "step_target": Wording("{stage}の目標", "target of {stage}"),
    "unnamed": Wording("担当の記載なし", "no ministry stated"),
}
"""The form of what stands in it."""


class PhaseCode(Codes):
    """Why a fault is one, what speaks against it, and what the command says."""

    inversion_within = worded("「{a}」の{b_stage}（{b_time}）が、その土台となる{a_stage}（{a_time}）の終わりより先に始まる", "{b_stage} ({b_time}) of “{a}” begins before the {a_stage} that it rests on ends ({a_time})")
    inversion_relies = worded("「{b}」の{b_stage}（{b_time}）が、使うと述べている「{a}」の{a_stage}（{a_time}）の終わりより先に始まる", "{b_stage} ({b_time}) of “{b}” begins before the {a_stage} of “{a}”, which it says it uses, ends ({a_time})")
    inversion_shares = worded("「{b}」の{b_stage}（{b_time}）が、対象の重なる「{a}」（共通の語：{shared}）の{a_stage}（{a_time}）の終わりより先に始まる", "{b_stage} ({b_time}) of “{b}” begins before the {a_stage} of “{a}” on the same matter ({shared}) ends ({a_time})")
    valley_within = worded("「{a}」の{a_stage}（{a_time}）が終わってから、{b_stage}（{b_time}）が始まるまで、{years}年の空白がある", "after the {a_stage} of “{a}” ({a_time}), {years} years pass before its {b_stage} begins ({b_time})")
    valley_between = worded("「{a}」の{a_stage}（{a_time}）が終わってから、対象の重なる「{b}」（共通の語：{shared}）の{b_stage}（{b_time}）が始まるまで、{years}年の空白がある",
        "after the {a_stage} of “{a}” ({a_time}), {years} years pass before the {b_stage} of “{b}” on the same matter ({shared}) begins ({b_time})")
    exit_missing = worded("応える施策は{measures}件あり、最も進んだ「{a}」も{a_stage}までで、社会実装・普及（段階5～6）はどの計画にも読み取れない", "of {measures} measures that answer, “{a}” goes furthest, to {a_stage}; deployment or diffusion (stages 5–6) stands in none of the plans")
    entry_missing = worded("応える施策{measures}件は社会実装・普及（「{a}」は{a_time}）だけで、研究開発・実証（段階1～4）はどの計画にも読み取れない",
        "the {measures} measures that answer are deployment or diffusion only (“{a}”, {a_time}); research, development or trial (stages 1–4) stands in none of the plans")
    parallel_stage = worded("担当の異なる「{a}」（{a_actors}、{a_time}）と「{b}」（{b_actors}、{b_time}）が、重なる対象（共通の語：{shared}）について、同じ段階（{a_stage}）を同じ時期に行う",
        "“{a}” ({a_actors}, {a_time}) and “{b}” ({b_actors}, {b_time}) are at the same stage ({a_stage}) at the same time on the same matter ({shared})")
    measure_before = worded("「{a}」は{a_time}で、参照期間（{window_start}～{window_end}年度）が始まる前に終わる", "“{a}” ({a_time}) ends before the reference window (FY{window_start}–{window_end}) begins")
    measure_after = worded("「{a}」は{a_time}で、参照期間（{window_start}～{window_end}年度）が終わってから始まる", "“{a}” ({a_time}) begins after the reference window (FY{window_start}–{window_end}) has ended")
    exit_after = worded("「{a}」の{a_stage}は{a_time}で、参照期間（{window_start}～{window_end}年度）の中では出口に届かない", "the {a_stage} of “{a}” comes {a_time}: no exit within the reference window (FY{window_start}–{window_end})")
    awaited_missing = worded("「{b}」（{b_time}）が待つ「{a}」は、{a_stage}（{a_time}）で終わり、その先の予定がない", "“{b}” ({b_time}) waits for “{a}”, which ends with its {a_stage} ({a_time}) and has no later stage")
    no_time = worded("「{a}」には、いつ行うかが書かれていない", "“{a}” does not say when it is carried out")
    plan_before = worded("計画の期間（{a_time}）が、参照期間（{window_start}～{window_end}年度）の始まる前に終わる（施策ごとには挙げない）",
        "the plan's period ({a_time}) ends before the reference window (FY{window_start}–{window_end}) begins; its measures are not listed one by one")
    plan_period = worded("計画の期間（{a_time}）が、参照期間（{window_start}～{window_end}年度）と一致しない", "the plan's period ({a_time}) is not the reference window (FY{window_start}–{window_end})")

    # Doubts
    doubt_time = worded("時期が年度まで定まらない", "a time is not pinned down to years")
    doubt_sentence = worded("二つの段階が別の文で述べられている", "the two stages stand in different sentences")
    doubt_match = worded("この施策だけで提言に応えている確率が80%に届かない（計画の判定とは別の、所見の基準）", "that this measure by itself answers the proposal has less than the probability of 80% (asked of findings, not of the verdict on the plan)")
    doubt_open = worded("この提言への対応が判定不能の計画がある", "for some plan the verdict is undetermined")
    doubt_unstaged = worded("段階を読み取れない施策がある", "of some measure no stage could be read")

    # What the command says
    phases_none = worded("不整合は見つかりませんでした", "no faults found")
    phases_listed = worded("このほか一覧のみのもの（期限なし、計画の期間、提言との対応が不確かなもの）が{count}件あります（phases.csv）", "{count} more are listed only (no time stated, periods of plans, unsure matches); see phases.csv")


class StatedCode(Codes):
    """The picture of phases on the terminal."""

    stated_nearest = worded("{plan}［{status}。応える施策はなく、最も近いもの］ {told}", "{plan} [{status}; nothing answers, the nearest] {told}")
    stated_more = worded("ほか{count}件", "{count} more")
    stated_undated = worded("時期の記載なし {count}件（{stages}）", "no time stated: {count} ({stages})")
    stated_rest = worded("応える施策のない提言が{count}件あります。--proposal で、最も近い施策の段階と時期を示します（phase_picture.csv に全部）",
        "nothing answers {count} more proposals; --proposal shows stage and time of the nearest measures (all in phase_picture.csv)")


FIGURE = {
    "overview": Wording("計画ごとの段階と時期", "Stages over time, plan by plan"),
    "counts": Wording("数字は、その段階にある施策の数です。濃い帯は計画が述べる時期、薄い帯は推定か定まらない時期、◆は目標の年です。",
        "Numbers count measures at a stage: on full bars those whose years the plan states, on light ones those that are inferred or not pinned down besides, and behind ◆ years of targets."),
    "outside": Wording("{first}～{last}年度の外の時期と年度のない時期は描きません。描かれないことは、ないことの証拠ではありません。",
        "Times outside FY{first}–{last}, and times without years, are not drawn; what is not drawn may still stand in the plan."),
    "dated": Wording("年度のある施策 {dated}／{count}件", "{dated} of {count} state years"),
    "fiscal_year": Wording("年度", "fiscal year"),
    "faults": Wording("不整合", "Faults"),
    "stated": Wording("計画が述べる時期", "stated by the plan"),
    "inferred": Wording("推定、または定まらない時期", "inferred, or not pinned down"),
    "target": Wording("目標の年（達成の期限で、行う時期ではありません）", "year of a target (by when, not when)"),
    "window": Wording("参照期間", "reference window"),
    "fault": Wording("不整合（右端は「フェーズ」の表の番号）", "fault (at the right: its number in the table of phases)"),
    "fault_told": Wording("不整合 {number}：{type}（{confidence}）", "Fault {number}: {type} ({confidence})"),
    "verdict": Wording("［{status}］", "[{status}]"),
    "nearest": Wording("応える施策のない計画：最も近い施策（応えるものとは数えません）", "Plans in which nothing answers: the nearest measure, which does not count as an answer"),
    "named": Wording("{ministry}　{place}", "{ministry}, {place}"),
    "undated": Wording("時期の記載なし {count}件", "no time stated: {count}"),
    "more": Wording("描ききれない施策 ほか{count}件（「段階と時期」の表に全部）", "{count} more without room (all in the table of stages in time)"),
    "silent": Wording("ほかの計画{count}本では、応える施策も、時期を述べる近い施策も読み取れていません（ないことの証拠ではありません）。",
        "Of {count} other plans no measure that answers, and no near one that states a time, was read (no proof that there is none)."),
    "none": Wording("時期を述べる施策は読み取れていません（ないことの証拠ではありません）。", "No measure that states a time was read (no proof that there is none)."),
}
"""Words inside the timelines."""
