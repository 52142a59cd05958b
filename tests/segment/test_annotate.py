from __future__ import annotations

import pytest

from policyalign.domain import Anchor, Interval, Passage, Plan
from policyalign.segment.annotate import annotate
from policyalign.segment.language import Language
from policyalign.segment.sentences import split_sentences
from policyalign.values import PassageKind


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
    history, need = annotated(
        language,
        passage("2020年度から実証を進め、2023年度に完了した。"),
        passage("2030年度までに実証を行う必要がある。"),
    )
    assert (history.role, history.intervals, history.stages) == ("background", (), ())
    assert (need.role, need.stages, need.steps) == ("principle", (), ()), "what should be done is not yet done"
    assert [one.end_fy for one in need.intervals] == [2030]


def test_what_is_carried_out_has_a_stage_but_no_step(language: Language) -> None:
    plain, beside, target, need = annotated(
        language,
        passage("漁村の活性化を推進する。"),
        passage("漁村の活性化を推進する。併せて、料金の在り方を検討する。"),
        passage("2030年までに漁村の所得を3割向上させることを目指す。"),
        passage("漁村の活性化を推進していく必要がある。"),
    )
    assert [one.stages for one in (plain, beside, target, need)] == [(5,), (1, 5), (6,), ()]
    assert plain.steps == need.steps == ()
    assert [step.stage for step in beside.steps] == [1]


def test_notes_sources_and_fragments_announce_nothing(language: Language) -> None:
    found = annotated(
        language,
        passage("第15回水産審議会（2024年11月13日）において公表。", kind="footnote"),
        passage("差額を補う制度であり、水準は価格に連動する。", kind="footnote"),
        passage("※端末の導入予定に対する回答から集計。"),
        passage("出典：総務省「通信の調査」より環境省作成"),
        passage("「水産振興の手引」に基づき、"),
    )
    assert [one.role for one in found] == ["", "background", "", "", ""]
    assert found[3].actors == (), "who made a figure does nothing"


def test_reference_chapters_and_tables_of_kinds_announce_nothing(language: Language) -> None:
    found = annotated(
        language,
        passage("共同調達を実施。", "参考資料", "（1）各地の取組"),
        passage("区分：重要情報；扱い：職員のみの閲覧", "（5）情報の安全", kind="row"),
        passage("区分：学校；取組：端末の更新", "（5）情報の安全", kind="row"),
        passage("区分：重要情報；扱い：職員のみの閲覧", "（5）情報の安全対策", kind="row"),
    )
    assert [one.role for one in found] == ["background", "", "measure", "measure"]


def test_the_text_goes_before_the_heading_in_who_acts(language: Language) -> None:
    silent, general = annotated(
        language,
        passage("水門を補修する。", "（1）水門の補修【国土交通省】"),
        passage("市町村は、水門を補修する。", "（1）水門の補修【国土交通省】"),
    )
    assert (silent.actors, silent.parties) == (("国土交通省",), ())
    assert (general.actors, general.parties) == ((), ("市町村",))


def test_headings_help_where_the_sentences_are_silent(language: Language) -> None:
    (found,) = annotated(language, passage("海底の観測網を対象とする。", "（1）観測技術の開発【国土交通省】", "概要"))
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
    assert resolved.intervals[0].precision == "relative"
    assert [(i.phrase, i.precision) for i in unresolved.intervals] == [("計画期間中", "unresolved")]
    assert (unresolved.start_fy, unresolved.end_fy, unresolved.schedule) == (None, None, ())


def test_years_ahead_count_from_the_decision(language: Language) -> None:
    plan = Plan("plan", "0", "plan.pdf", "計画", (), (passage("今後5年間で堤防を整備する。"),), 1, decided=2024)
    (found,) = annotate(plan, language.analyse([plan.passages[0].text])).passages
    assert (found.start_fy, found.end_fy) == (2024, 2028)


def test_a_plan_of_a_series_has_the_period_of_its_edition(language: Language) -> None:
    text = "計画期間中に堤防を整備する。"
    plan = Plan("plan", "0", "plan.pdf", "海洋基本計画", (), (passage(text),), 1, edition="第4期")
    (found,) = annotate(plan, language.analyse([text])).passages
    assert (found.start_fy, found.end_fy) == (2023, 2027)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2026年度に設計し、2027年度から運用する。", 2026, None),
        ("2026年度から試作を行い、2028年度までに実証する。", 2026, 2028),
        ("2027年度までに実証し、2030年度から運用する。", None, None),
        ("2026年度から2027年度まで試作し、2028年度に実証を行う。", 2026, 2028),
        ("当面、調査を行い、2028年度に実証を行う。", 2028, 2028),
    ],
)
def test_the_years_of_a_passage_span_all_that_it_schedules(
    language: Language, text: str, start: int | None, end: int | None
) -> None:
    period = Interval(2025, 2030, "2025年度から2030年度まで", (0, 16))
    (found,) = annotated(language, passage(text), period=period)
    assert (found.start_fy, found.end_fy) == (start, end)


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


def test_a_measure_that_announces_nothing_has_the_stage_that_it_mentions(language: Language) -> None:
    text = "これは、船の維持管理に伴う改修が要る港の仕組み。"
    labelled, loose = annotated(language, passage(text, "③施策の内容"), passage(text, "第1章 港"))
    assert labelled.stages == (5,)
    assert [(step.stage, step.certain) for step in labelled.steps] == [(5, False)]
    assert text[slice(*labelled.steps[0].span)] == labelled.steps[0].phrase
    assert loose.stages == ()


def test_a_term_alone_tells_no_stage_beside_the_heading(language: Language) -> None:
    text = "本施策は、令和6年度から令和10年度まで実施する。"
    titled, bare = annotated(language, passage(text, "（1）観測技術の開発"), passage(text, "第1章 港"))
    assert (titled.stages, bare.stages) == ((3,), (5,)), "what is only carried out is that"
    assert bare.steps == (), "but no step on the way is told"
    assert [(s.stage, s.interval and s.interval.end_fy, s.certain) for s in titled.steps] == [(3, 2028, False)]
