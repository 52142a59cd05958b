from __future__ import annotations

import pytest

from policyalign.domain import Anchor, Interval, Passage, PassageKind, Plan
from policyalign.segment.annotate import annotate
from policyalign.segment.language import Language
from policyalign.segment.sentences import split_sentences


def passage(text: str, *path: str, kind: PassageKind = "paragraph") -> Passage:
    anchor = Anchor(1, (0.0, 0.0, 10.0, 10.0))
    return Passage(text, "plan", kind, text, None, path, (anchor,), split_sentences(text))


def annotated(language: Language, *passages: Passage, period: Interval | None = None) -> tuple[Passage, ...]:
    plan = Plan("plan", "0", "plan.pdf", "計画", (), passages, 1, period=period)
    sentences = [p.text[start:end] for p in passages for start, end in p.sentences]
    return annotate(plan, language.analyse(sentences)).passages


def test_a_measure_with_all_that_it_says(language: Language) -> None:
    text = "これまで調査を行ってきた。文部科学省は、2027年度から2029年度まで、観測装置の実証を行う。"
    (found,) = annotated(language, passage(text, "第1章 海洋", "③施策の内容"))
    assert found.role == "measure"
    assert found.actors == ("文部科学省",)
    assert found.stages == (4,)
    assert (found.start_fy, found.end_fy) == (2027, 2029)
    assert text[slice(*found.intervals[0].span)] == "2027年度から2029年度まで"
    assert {"観測", "装置", "実証"} <= set(found.terms)
    assert not {"行う", "年度", "2027"} & set(found.terms)
    assert found.targets == ()


def test_the_closing_line_of_a_measure(language: Language) -> None:
    (found,) = annotated(
        language, passage("担当：環境省（地球環境局）。本施策は、平成30年度から令和9年度まで実施する。")
    )
    assert (found.actors, found.start_fy, found.end_fy) == (("環境省",), 2018, 2027)


def test_what_is_no_measure_has_neither_schedule_nor_stage(language: Language) -> None:
    history, issue = annotated(
        language,
        passage("2020年度から実証を進め、2023年度に完了した。"),
        passage("2030年度までに実証を行う必要がある。"),
    )
    assert (history.role, history.intervals, history.stages) == ("background", (), ())
    assert (issue.role, issue.intervals, issue.stages) == ("issue", (), ())


def test_headings_help_where_the_sentences_are_silent(language: Language) -> None:
    (found,) = annotated(
        language, passage("海底の観測網を対象とする。", "（1）観測技術の開発【国土交通省】", "概要")
    )
    assert (found.role, found.stages, found.actors) == ("measure", (3,), ("国土交通省",))


def test_rows_and_notes_are_annotated_too(language: Language) -> None:
    row, note = annotated(
        language,
        passage("取組：端末の更新；担当：総務省；期間：2026年度～2028年度", kind="row"),
        passage("※令和5年6月に改定した。", kind="footnote"),
    )
    assert row.actors == ("総務省",)
    assert note.role == "background"


def test_relative_times_follow_the_period_of_the_plan(language: Language) -> None:
    text = "計画期間中に拠点の整備を進める。"
    period = Interval(2026, 2030, "2026年度から2030年度まで", (0, 16))
    (resolved,) = annotated(language, passage(text), period=period)
    (unresolved,) = annotated(language, passage(text))
    assert (resolved.start_fy, resolved.end_fy) == (2026, 2030)
    assert unresolved.intervals == ()


def test_the_same_years_count_once(language: Language) -> None:
    (found,) = annotated(language, passage("2027年度までに設計を行う。2027年度までに試作を行う。"))
    assert [(i.start_fy, i.end_fy) for i in found.intervals] == [(None, 2027)]


def test_analyses_must_fit_the_sentences(language: Language) -> None:
    plan = Plan("plan", "0", "plan.pdf", "計画", (), (passage("一文目。二文目。"),), 1)
    with pytest.raises(ValueError, match="1 analyses for 2 sentences"):
        annotate(plan, language.analyse(["一文目。"]))


def test_only_the_annotations_change(language: Language) -> None:
    before = passage("観測を行う。", "第1章")
    (after,) = annotated(language, before)
    kept = ("id", "plan_id", "kind", "text", "section", "section_path", "anchors", "sentences")
    assert all(getattr(before, name) == getattr(after, name) for name in kept)
