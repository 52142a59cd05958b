"""What several questions say of measures (施策) and their stages."""

from __future__ import annotations

from collections.abc import Mapping

from policyalign.messages.wording import Codes, Wording, worded
from policyalign.values import Precision

CONFIDENCES: Mapping[str, Wording] = {
    "certain": Wording("確実", "certain"),
    "check": Wording("要確認", "to be checked"),
    "undetermined": Wording("判定不能", "undetermined"),
    "listed": Wording("一覧のみ", "listed only"),
}
"""Of faults, overlaps and exit links."""

LADDER = {
    "1": Wording("構想・検討", "concept and study"),
    "2": Wording("基礎研究・制度設計", "basic research or design of rules"),
    "3": Wording("開発・整備", "development and building"),
    "4": Wording("実証・試行", "demonstration and trial"),
    "5": Wording("社会実装・本格実施", "deployment"),
    "6": Wording("普及・定着", "diffusion"),
    "": Wording("段階不明", "stage unknown"),
}
"""The six stages of ``docs/outputs.md``, in one word each for research and for institutional measures."""

PRECISIONS: Mapping[Precision, Wording] = {
    "exact": Wording("年度", "exact"),
    "by": Wording("まで", "by"),
    "from": Wording("から", "from"),
    "around": Wording("頃", "around"),
    "part": Wording("年代の一部", "part of a decade"),
    "relative": Wording("相対", "relative"),
    "unresolved": Wording("年度不明", "unresolved"),
}


class MeasureCode(Codes):
    """What is not stated of a measure, and what makes a finding on measures doubtful."""

    doubt_stage = worded("段階の読み取りが推定による", "a stage is inferred")
    doubt_object = worded("対象の重なりが半ばに満たない", "the two measures share less than half of what they say")
    doubt_unread = worded("読み取れないか、文字認識で読んだページの多い計画がある", "a plan has many pages that could not be read, or by OCR only")
    doubt_person_unsure = worded("人が確かめても、正しいかどうか分からなかった", "a person who checked it could not tell")
    doubt_disputed = worded("確認した人の答えが分かれていて、まだ調停されていない", "the people who checked it do not agree, and nobody has settled it yet")
    no_year = worded("時期の記載なし", "no time stated")
    ministry_unnamed = worded("記載なし", "not stated")
