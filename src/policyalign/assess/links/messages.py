"""Citations and exit links: the words of the records, and one sentence for every exit."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from policyalign.messages.wording import Codes, Wording, worded

KINDS: Mapping[Literal["plan", "law", "strategy", "council"], Wording] = {
    "plan": Wording("計画", "plan"),
    "law": Wording("法律", "law"),
    "strategy": Wording("戦略・方針", "strategy or policy"),
    "council": Wording("会議体", "council"),
}

EXITS: Mapping[Literal["open", "joined", "no_taker", "no_source"], Wording] = {
    "open": Wording("出口の連携：結ばれていない", "exit link: open"),
    "joined": Wording("出口の連携：結ばれている", "exit link: joined"),
    "no_taker": Wording("受け手の見つからない出口", "exit without a taker found"),
    "no_source": Wording("供給元の見つからない需要", "demand without a source found"),
}

NAMED: Mapping[Literal["named_measure", "named_plan", "named_ministry", ""], Wording] = {
    "named_measure": Wording("相手の施策の名を挙げる", "names the other measure"),
    "named_plan": Wording("相手の計画の名を挙げる", "names the other plan"),
    "named_ministry": Wording("同じ府省が両方に関わる", "one ministry takes part in both"),
    "": Wording("", ""),
}
"""How one side of an exit link names the other."""


class LinkCode(Codes):
    """Why an exit is one, what speaks against it, and what the command says."""

    exit_relies = worded("「{b}」（{b_stage}、{b_time}）は、{a_plan}の「{a}」（{a_stage}、{a_time}）が扱う「{name}」を使うと述べている", "“{b}” ({b_stage}, {b_time}) says that it uses “{name}”, the matter of “{a}” ({a_stage}, {a_time}) in {a_plan}")
    exit_hands = worded("{a_plan}の「{a}」（{a_stage}、{a_time}）は、成果を「{name}」に引き継ぐと述べている（受け手：{b_plan}の「{b}」、{b_stage}、{b_time}）", "“{a}” ({a_stage}, {a_time}) in {a_plan} says that it hands its result over to “{name}” (taken for: “{b}” in {b_plan}, {b_stage}, {b_time})")
    exit_shares = worded("{a_plan}の「{a}」（{a_stage}、{a_time}）の受け手は、対象の重なる{b_plan}の「{b}」（{b_stage}、{b_time}）とみられる（共通の語：{shared}）",
        "“{a}” ({a_stage}, {a_time}) in {a_plan} seems to be taken up by “{b}” ({b_stage}, {b_time}) in {b_plan} on the same matter ({shared})")
    exit_answers = worded("{a_plan}の「{a}」（{a_stage}、{a_time}）の受け手は、同じ提言に応える{b_plan}の「{b}」（{b_stage}、{b_time}）とみられる（共通の語：{shared}）",
        "“{a}” ({a_stage}, {a_time}) in {a_plan} seems to be taken up by “{b}” ({b_stage}, {b_time}) in {b_plan}, which answers the same proposal ({shared})")
    exit_follows = worded("{a_hands}の「{a}」（{a_stage}、{a_time}）に、{b_hands}の「{b}」（{b_stage}、{b_time}）が続く（共通の語：{shared}）",
        "“{a}” of {a_hands} ({a_stage}, {a_time}) is followed by “{b}” of {b_hands} ({b_stage}, {b_time}) on the same matter ({shared})")
    taker_missing = worded("「{a}」は{a_stage}（{a_time}）まで読み取れ、その成果を使うと述べる施策は、この{plans}計画の中に見つけられなかった（名や語の違う受け手は見落とす）", "of “{a}” the {a_stage} ({a_time}) is told as the last stage; no measure that says it uses the result was found in these {plans} plans (one by another name or in other words is missed)")
    source_missing = worded("「{b}」が使うと述べる成果（{name}）を開発すると述べる施策は、この{plans}計画の中に見つけられなかった（名や語の違う相手は見落とす）", "no measure that says it develops what “{b}” says it uses ({name}) was found in these {plans} plans (one by another name or in other words is missed)")

    # Doubts
    doubt_plans = worded("比べた計画のほかに、相手があるかもしれない", "the other end may stand in a plan that was not compared")
    doubt_succession = worded("前の施策の終わる前に始まるか、段階が進まないか、前の施策も社会実装を述べている", "it begins before the other ends or goes on at no later stage, or the other speaks of deployment, too")
    doubt_years = worded("時期が年度まで定まらない", "a time is not pinned down to years")
    doubt_unread_run = worded("読み取れないか、文字認識で読んだページや、読めない計画がある", "pages or plans of the run could not be read, or by OCR only")

    # What the command says
    exits_open = worded("出口の連携: 結ばれていない {open}  結ばれている {joined}  受け手の見つからない出口 {no_taker}  供給元の見つからない需要 {no_source}",
        "Exit links: open {open}  joined {joined}  exits without a taker found {no_taker}  demands without a source found {no_source}")
    links_none = worded("ほかの計画などの引用は見つかりませんでした", "no citations found")
    links_more = worded("このほか、一つの計画だけが引用するものが{count}件あります（links.csv）", "{count} more are cited by one plan only; see links.csv")


CHAIN = {"link": Wording("{a_hands}：{a_stage}（{a_time}）", "{a_hands}: {a_stage} ({a_time})")}
"""One side of an exit within its chain."""

HEADS = {
    "citing": Wording("引用する計画", "Citing plan"),
    "cited": Wording("引用されるもの", "Cited"),
    "count": Wording("回数", "Count"),
    "pages": Wording("ページ", "Pages"),
    "id": Wording("目録・実行中の名", "Id"),
    "type": Wording("種類", "Type"),
    "confidence": Wording("確かさ", "Confidence"),
    "explanation": Wording("説明", "Explanation"),
}
"""The columns of what the command shows."""

FIGURE = {
    "title": Wording("計画が引用する計画・法律・戦略・会議体", "What the plans cite"),
    "rule": Wording("縦の線が計画、横の線が引用されるものです。二つ以上の計画が引用するもの、目録・実行中の計画、引用の多いものを先に、40まで名前で示し、ほかは種類ごとに合計します（links.csv に全部）。",
        "A line down is a plan, a line across what is cited: what several plans cite, what the catalogue or the run holds, then the most cited, up to 40; the rest is summed up by kind (all in links.csv)."),
    "spot": Wording("引用（数字は回数、小さな点は1回）", "citation (number of times; a small spot is one)"),
    "in_run": Wording("実行中の計画", "plan of the run"),
    "known": Wording("目録の計画", "plan of the catalogue"),
    "rest": Wording("ほか{count}件の合計", "{count} more together"),
    "sum": Wording("回数", "Times"),
    "open": Wording("結ばれていない出口", "Open exit links"),
    "exit": Wording("{plan}から", "from {plan}"),
    "exits_rest": Wording("ほか{pairs}組の計画の{count}件", "{count} between {pairs} more pairs of plans"),
    "from": Wording("出口：成果のある計画", "exit: plan with the result"),
    "to": Wording("出口：使う施策のある計画", "exit: plan of its user"),
    "none": Wording("引用は見つかっていません（ないことの証拠ではありません）。", "No citations were found (no proof that there are none)."),
}
"""Words inside the figure."""
