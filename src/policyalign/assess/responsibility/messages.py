"""Who is responsible for what: the words of roles, and one sentence for every one of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from policyalign.messages.wording import Codes, Wording, worded
from policyalign.values import Basis

Role = Literal["lead", "several", "support", "unknown", "undetermined", "none", "out_of_scope"]

ROLES: Mapping[Role, Wording] = {
    "lead": Wording("主担当", "lead"),
    "several": Wording("複数（競合）", "several (contested)"),
    "support": Wording("関与", "support"),
    "unknown": Wording("担当不明", "not named"),
    "undetermined": Wording("判定不能", "undetermined"),
    "none": Wording("どの計画も欠落", "a gap in every plan"),
    "out_of_scope": Wording("対象外", "out of scope"),
}

ROLE_MARKS: Mapping[Role, Wording] = {
    "lead": Wording("主", "L"),
    "several": Wording("競", "X"),
    "support": Wording("関", "s"),
    "unknown": Wording("？", "u"),
    "undetermined": Wording("不", "?"),
    "none": Wording("欠", "0"),
    "out_of_scope": Wording("外", "-"),
}
"""One character each, two cells wide in Japanese, for the table on the terminal."""

CERTAINTIES: Mapping[Literal["certain", "check", ""], Wording] = {
    "certain": Wording("確実", "certain"),
    "check": Wording("要確認", "to be checked"),
    "": Wording("", ""),
}

BASES: Mapping[Basis, Wording] = {
    "sole": Wording("担当として名指し", "named as in charge"),
    "first": Wording("担当の列挙の先頭", "first of those in charge"),
    "doer": Wording("本文の主語（担当の記載なし）", "does it (nobody named as in charge)"),
    "listed": Wording("担当の列挙の2番目以降", "further down those in charge"),
    "also": Wording("本文で行うと述べる", "does part of it"),
    "partner": Wording("連携先", "partner"),
    "nobody": Wording("府省の記載なし", "no ministry named"),
}


class RoleCode(Codes):
    """Why a ministry has its role, and what the command says."""

    responsibility_mark_check = worded("{mark}：応えることが確かでない（要確認）", "{mark}: not sure that the measure answers (to be checked)")
    responsibility_lead = worded("提言に応える施策の担当である", "in charge of a measure that answers")
    responsibility_lead_check = worded("提言に応えると見られる施策の担当だが、応えることが確かでない", "in charge of a measure of which it is not sure that it answers")
    responsibility_several = worded("{rivals}も、応えることが確かな別の施策で主担当であり、それぞれの名のある施策のどれにも、互いの名が書かれていない", "{rivals} surely leads other measures that answer, and no measure that names the one names the other")
    responsibility_several_check = worded("{rivals}も別の施策で主担当だが、この行の施策が提言に応えることは確かでない（確かな施策は、ほかの行にある）", "{rivals} leads other measures, but it is not sure that the measure of this row answers (those that surely do are in other rows)")
    responsibility_support = worded("応える施策で、担当に名を連ねるか、連携先である", "beside the one in charge of a measure that answers, or its partner")
    responsibility_support_check = worded("担当に名を連ねるか連携先だが、その施策が提言に応えることが確かでない", "beside the one in charge, or its partner, in a measure of which it is not sure that it answers")
    responsibility_unknown = worded("応える施策に、担当の府省の名が書かれていない", "a measure that answers names no ministry for it")
    responsibility_open = worded("判定不能の計画（{plans}）があり、担当がないとは言えない", "for some plans ({plans}) the verdict is undetermined: nobody can say that it has no part")
    responsibility_elsewhere = worded("応える計画（{plans}）はあるが、応える施策にこの府省の名は読み取れず、担当がないとは言えない", "some plans answer ({plans}), but not by a measure that names the ministry: nobody can say that it has no part")
    responsibility_none = worded("どの計画でも欠落（または対象外）である", "a gap (or out of scope) in every plan")
    responsibility_out_of_scope = worded("どの計画にも求めない提言である", "not asked of any of the plans")
    responsibility_wrong = worded("確認済（人）：機械の挙げた役割は誤りである。どの役割かは言えない", "checked by a person: the role that was found is wrong; which it is cannot be told")
    responsibility_unsure = worded("確認済（人）：人が確かめても、この役割かどうか分からなかった", "checked by a person, who could not tell whether this is its role")
    responsibility_disputed = worded("確認した人の答えが分かれていて、まだ調停されていない", "the people who checked it do not agree, and nobody has settled it yet")
    responsibility_no_ministry = worded("提言に応える施策に、府省の名は読み取れませんでした", "no measure that answers names a ministry")
    responsibility_contested = worded("競合: {proposal}  {ministries}", "contested: {proposal}  {ministries}")
    responsibility_sectors_missing = worded("{proposal}: COCN が求める{sectors}に、応える施策が触れていない", "{proposal}: no measure that answers speaks of {sectors}, which COCN asks")


FIGURE = {
    "title": Wording("提言 × 府省の担当", "Responsibilities by proposal and ministry"),
    "note": Wording("応える施策に名の読み取れる府省です。判定不能は「担当がない」という意味ではありません。", "Ministries that measures which answer name. Undetermined does not mean that a ministry has no part."),
    "gap_here": Wording("{role}（比べた計画に限る。ほかの計画については言わない）", "{role} compared (of other plans nothing is said)"),
    "none": Wording("応える施策に、府省の名は読み取れていません。", "No measure that answers names a ministry."),
}
"""Words inside the picture."""
