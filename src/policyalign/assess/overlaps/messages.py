"""Overlaps between plans: the words of the records, and what the command says."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from policyalign.messages.wording import Codes, Wording, worded

Relation = Literal["duplicate", "similar", "complement", "related", "none"]

RELATIONS: Mapping[Relation, Wording] = {
    "duplicate": Wording("重複", "duplication"),
    "similar": Wording("類似", "overlap"),
    "complement": Wording("補完", "complementary"),
    "related": Wording("関連", "related"),
    "none": Wording("無関係", "unrelated"),
}

DOUBTFUL: Mapping[Relation, Wording] = {
    "duplicate": Wording("判定不能（重複の疑い）", "undetermined (perhaps duplication)"),
    "similar": Wording("判定不能（類似の疑い）", "undetermined (perhaps overlap)"),
    "complement": Wording("判定不能（関わりの疑い。補完か類似かは未確認）", "undetermined (perhaps connected; whether complementary or alike is not known)"),
}
"""What is said of a relation that is 要確認."""

GROUPS = {
    "cluster": Wording("まとまり", "cluster"),
    "repeat": Wording("再掲", "described again"),
}


class OverlapCode(Codes):
    """What the command says of overlaps, and what speaks for them."""

    overlaps_none = worded("該当する重なりは見つかりませんでした（見つからないことは、ないことの証明ではありません）", "no such overlap found (which does not prove that there is none)")
    overlaps_count = worded("{relation}: 確実 {certain}、要確認 {check}（うち連携済み {coordinated}）", "{relation}: certain {certain}, to be checked {check} (co-ordinated already: {coordinated})")
    overlaps_more = worded("このほかに{count}件あります（--limit 0 ですべて、または overlaps.csv）", "{count} more (--limit 0 shows all; or see overlaps.csv)")
    overlaps_groups = worded("3件以上のまとまり {clusters}、再掲 {repeats}（overlap_clusters.csv）", "{clusters} clusters of three or more, {repeats} described again (overlap_clusters.csv)")
    overlap_why_text = worded("全文が近い（類似度 {value}）", "the texts are close (similarity {value})")
    overlap_why_text_differs = worded("全文は近くない（類似度 {value}）", "the texts are not close (similarity {value})")
    overlap_why_heading = worded("施策名が近い（類似度 {value}）", "the names are close (similarity {value})")
    overlap_why_heading_differs = worded("施策名は近くない（類似度 {value}）", "the names are not close (similarity {value})")
    overlap_why_words = worded("使う語が重なる（類似度 {value}）", "they share words (similarity {value})")
    overlap_why_words_differ = worded("使う語があまり重ならない（類似度 {value}）", "they share few words (similarity {value})")
    overlap_why_objects = worded("対象を表す語が重なる（類似度 {value}）", "they share words for their object (similarity {value})")
    overlap_why_objects_differ = worded("対象を表す語があまり重ならない（類似度 {value}）", "they share few words for their object (similarity {value})")
    overlap_why_stages = worded("段階が近い（差 {value} 段）", "their stages are close ({value} rungs apart)")
    overlap_why_stages_apart = worded("段階が離れている（差 {value} 段）", "their stages are far apart ({value} rungs)")
    overlap_why_bodies = worded("同じ機関との関わり", "how they concern a body")
    overlap_why_instruments = worded("手段を表す語が近い（類似度 {value}）", "their words for instruments are alike (similarity {value})")
    overlap_why_instruments_differ = worded("手段を表す語が異なる（類似度 {value}）", "their words for instruments differ (similarity {value})")
    overlaps_coordinated = worded("連携済み: {phrase}", "co-ordinated: {phrase}")
