"""Words for the values of the records: the cells of tables and the columns of reports."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from policyalign.messages.wording import Wording
from policyalign.values import Kind, Role, Severity, Status

STATUSES: Mapping[Status, Wording] = {
    "covered": Wording("対応", "covered"),
    "partial": Wording("一部対応", "partial"),
    "gap": Wording("欠落", "gap"),
    "undetermined": Wording("判定不能", "undetermined"),
    "out_of_scope": Wording("対象外", "out of scope"),
    "observed": Wording("該当あり", "observed"),
}

STATUS_MARKS: Mapping[Status, Wording] = {
    "covered": Wording("対", "C"),
    "partial": Wording("部", "P"),
    "gap": Wording("欠", "G"),
    "undetermined": Wording("不", "?"),
    "out_of_scope": Wording("外", "-"),
    "observed": Wording("該", "O"),
}
"""One character each, two cells wide in Japanese, for tables of many plans."""

HEATMAP = {
    "title": Wording("提言 × 計画の判定", "Verdicts by proposal and plan"),
    "note": Wording("判定不能は「ない」という意味ではありません。", "Undetermined does not mean absent."),
}
"""Words inside the picture of the gap matrix."""

ROLES: Mapping[Role, Wording] = {
    "measure": Wording("施策", "measure"),
    "target": Wording("目標", "target"),
    "background": Wording("現状", "background"),
    "issue": Wording("課題", "issue"),
    "principle": Wording("理念", "principle"),
    "": Wording("", ""),
}

KINDS: Mapping[Kind, Wording] = {
    "proposal": Wording("提言", "proposal"),
    "cycle": Wording("研究サイクル", "research cycle"),
    "technology": Wording("技術", "technology"),
    "issue": Wording("問題意識", "issue"),
    "criterion": Wording("選定基準", "criterion"),
    "effect": Wording("波及効果", "effect"),
}

ACTORS: Mapping[Literal["産", "官", "学"], Wording] = {
    "産": Wording("産", "industry"),
    "官": Wording("官", "government"),
    "学": Wording("学", "academia"),
}

SEVERITIES: Mapping[Severity, Wording] = {
    "fatal": Wording("読み取り不可", "unusable"),
    "partial": Wording("一部のみ", "in part"),
    "note": Wording("注意", "note"),
}

TITLES = {
    "proposal": Wording("提言", "Proposal"),
    "evidence": Wording("根拠（ページと箇所）", "Best evidence (page)"),
    "kind": Wording("種別", "Kind"),
    "label": Wording("見出し", "Label"),
    "actors": Wording("主体", "Actors"),
    "chapter": Wording("章", "Chapter"),
    "section": Wording("節", "Section"),
    "text": Wording("本文", "Text"),
    "see_also": Wording("関連", "See also"),
    "field": Wording("分野", "Field"),
    "period": Wording("計画期間", "Period"),
    "edition": Wording("版", "Edition"),
    "pages": Wording("ページ数", "Pages"),
    "problems": Wording("読み取りの問題", "Problems met"),
    "table_row": Wording("表", "table row"),
    "footnote": Wording("脚注", "footnote"),
    "caption": Wording("図表の題・出典", "caption or source"),
    "number": Wording("番号", "No."),
    "expected": Wording("期待度", "Expected"),
    "sectors_asked": Wording("求める", "asked"),
    "sectors_addressed": Wording("触れる", "addressed"),
    "sectors_missing": Wording("欠ける", "missing"),
    "sectors_undetermined": Wording("判定不能", "undetermined"),
    "reason": Wording("理由", "Reason"),
    "fault": Wording("種類", "Fault"),
    "confidence": Wording("確かさ", "Confidence"),
    "pages_of_fault": Wording("ページ", "Pages"),
    "explanation": Wording("説明", "Explanation"),
    "relation": Wording("関係", "Relation"),
    "probability": Wording("確率", "Probability"),
    "measure_a": Wording("施策", "Measure"),
    "measure_b": Wording("相手の施策", "Other measure"),
    "fit_variant": Wording("当てはめ", "Fit"),
    "gap": Wording("欠落の正答（真の欠落）", "Gap claims right (true gaps)"),
    "covered": Wording("対応・一部対応の正答", "Covered claims right"),
    "lessons_gap": Wording("欠落（正/言）", "Gaps right/said"),
    "lessons_covered": Wording("対応・一部（正/言）", "Covered right/said"),
    "lessons_before": Wording("付属の採点器", "As it comes along"),
    "lessons_after": Wording("ほかの計画の答えのあと", "After the others' answers"),
    "lessons_change": Wording("変化", "Change"),
    "full": Wording("対応の正答", "Fully covered claims right"),
    "line": Wording("行", "Line"),
    "severity": Wording("重さ", "Severity"),
    "finding": Wording("気づいたこと", "Finding"),
    "what_to_do": Wording("どうするか", "What to do"),
    "no_section": Wording("（見出しに属さない箇所）", "(under no heading)"),
}
