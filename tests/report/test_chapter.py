"""The chapter says what the findings say, and tells after editing what no longer holds."""

from __future__ import annotations

import io
import re
import sys
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import docx
import pytest
from lxml import etree
from typer.testing import CliRunner

from policyalign.assess.phases.picture import picture_of
from policyalign.assess.run import Run
from policyalign.cli.app import app
from policyalign.domain import Passage
from policyalign.export import every_table
from policyalign.messages import AuditCode, ReportCode, VerdictCode
from policyalign.messages.wording import CODES
from policyalign.report import Material, chapter_figures, join_run, report_files
from policyalign.report.check import check_chapter
from policyalign.report.figures import caption
from policyalign.report.statements import Statement, every_statement, of_entry
from policyalign.report.texts import in_plain_style
from policyalign.review.applying import with_reviews
from policyalign.review.workbook import Shown
from policyalign.values import Code

from support.audits import run_with_gaps
from support.reviews import answer, cell_of
from support.schedules import row_cells

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture(scope="module")
def chapter_bytes(sample_run: Run) -> bytes:
    return report_files(sample_run, Material(), ["docx"], "ja")["report.docx"]


@pytest.fixture
def chapter(chapter_bytes: bytes, tmp_path: Path) -> Path:
    path = tmp_path / "chapter.docx"
    path.write_bytes(chapter_bytes)
    return path


def statements(run: Run, lang: str = "ja") -> dict[str, Statement]:
    return {one.key: one for one in every_statement(join_run(run, lang))}


def with_finding(run: Run, place: int, **changes: Any) -> Run:
    findings = list(run.matrix.findings)
    findings[place] = replace(findings[place], **changes)
    return replace(run, matrix=replace(run.matrix, findings=tuple(findings)))


def test_what_a_person_found_is_told_with_its_measure_and_never_with_a_place_that_nobody_chose() -> None:
    run = run_with_gaps(2)
    chosen = run.passages["digital", "digital-2"]
    first, second = (cell_of(run, name, "digital") for name in ("1-P1", "1-P2"))
    log = [answer(first, "partial", number=1), answer(second, "partial", number=2, passage=chosen.text)]
    told = with_reviews(run, [replace(log[0], note="要相談"), log[1]])
    said = statements(told)
    nowhere, found = said["cell|1-P1|digital"].text, said["cell|1-P2|digital"].text
    assert "この提言の一部に応える記述がある（一部対応、確認済（人）。根拠の箇所は選ばれていない）" in nowhere
    assert "quote|1-P1|digital" not in said
    heading = run.measure_of["digital", chosen.id].heading
    assert f"の施策「{heading}」" in found
    assert "この提言の一部に応える記述がある（一部対応、確認済（人））" in found
    material = Material({"1-P1|digital": Shown("partial", "要相談", "山田")})
    document = docx.Document(io.BytesIO(report_files(told, material, ["docx"], "ja")["report.docx"]))
    texts = [one.text for one in document.paragraphs]
    assert texts[texts.index(nowhere) + 1] == "確認者：山田　メモ：要相談"


def edited(path: Path, change: Callable[[str], str]) -> None:
    """Change the text of every run, as people do."""
    document = docx.Document(str(path))
    for paragraph in document.paragraphs:
        for run in paragraph.runs:
            if run.text and change(run.text) != run.text:
                run.text = change(run.text)
    document.save(str(path))


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_quotations_are_word_for_word(sample_run: Run, lang: str) -> None:
    quoted = [one for one in statements(sample_run, lang).values() if one.quotation]
    assert quoted
    for one in quoted:
        assert one.quotation
        passage = sample_run.passages[one.quotation.plan_id, one.quotation.passage_id]
        assert one.quotation.cells or one.text == f"「{one.quotation.text}」"
        assert one.quotation.text in passage.text
        assert one.quotation.place in one.place


def test_a_row_of_a_table_is_quoted_without_the_heads_of_its_columns(sample_run: Run, tmp_path: Path) -> None:
    text = "名称：灯台の改修；概要：灯台を直し、点検を毎年行う。"
    finding, *_ = (one for one in sample_run.matrix.findings if one.status == "covered" and one.passage_id)

    def in_rows(passage: Passage) -> Passage:
        if passage.id != finding.passage_id:
            return passage
        return replace(passage, kind="row", text=text, cells=row_cells(text), sentences=((0, len(text)),))

    plans = [replace(one, passages=tuple(map(in_rows, one.passages))) for one in sample_run.plans]
    run = replace(sample_run, matrix=replace(sample_run.matrix, plans=tuple(plans)))
    quoted = {one.text for one in statements(run).values() if one.quotation}
    assert "表の行から（セルごとに）：「灯台の改修」「灯台を直し、点検を毎年行う。」" in quoted
    quoted = {one.text for one in statements(run, "en").values() if one.quotation}
    assert "From a row of a table, cell by cell: 「灯台の改修」「灯台を直し、点検を毎年行う。」" in quoted
    path = tmp_path / "chapter.docx"
    path.write_bytes(report_files(run, Material(), ["docx"], "ja")["report.docx"])
    assert check_chapter(path, run).complaints == ()
    edited(path, lambda text: text.replace("点検を毎年行う。」", "点検を毎月行う。」"))
    assert {one.code for one in check_chapter(path, run).complaints} == {ReportCode.check_quote}


@pytest.mark.parametrize(("turn", "cited"), [("灯台を", (1, 1)), ("毎年", (0, 1)), ("港を", (0, 0))])
def test_a_quotation_is_cited_by_the_pages_on_which_its_sentence_stands(
    sample_run: Run, turn: str, cited: tuple[int, int]
) -> None:
    """Its passage goes on on the next page from a word on, before, in or behind the sentence quoted."""
    quoted = "灯台を直し、点検を毎年行う。"
    text = f"町の役割は大きい。{quoted}港を守る人がいる。"
    ends = [place + 1 for place, letter in enumerate(text) if letter == "。"]
    finding, *_ = (one for one in sample_run.matrix.findings if one.status == "covered" and one.passage_id)
    page = sample_run.passages[finding.plan_id, finding.passage_id or ""].page_start

    def gone_on(passage: Passage) -> Passage:
        if passage.id != finding.passage_id:
            return passage
        return replace(
            passage,
            kind="paragraph",
            text=text,
            cells=(),
            sentences=tuple(zip([0, *ends], ends, strict=False)),
            anchors=(replace(passage.anchors[0], page=page), replace(passage.anchors[0], page=page + 1)),
            turns=((text.index(turn), page + 1),),
        )

    plans = tuple(replace(one, passages=tuple(map(gone_on, one.passages))) for one in sample_run.plans)
    matches = tuple(
        replace(
            found,
            matches=tuple(
                replace(one, carrier=1 if one.passage_id == finding.passage_id else one.carrier)
                for one in found.matches
            ),
        )
        for found in sample_run.matrix.matches
    )
    run = replace(sample_run, matrix=replace(sample_run.matrix, plans=plans, matches=matches))
    told = statements(run)[f"quote|{finding.proposal_id}|{finding.plan_id}"]
    first, last = (run.place(finding.plan_id, page + place, "ja") for place in cited)
    assert told.text == f"「{quoted}」"
    assert f" {first if first == last else f'{first}～{last}'}\u3000" in told.place
    (row,) = (
        one
        for one in next(table for table in every_table() if table.file == "findings.csv").rows(run, "ja")
        if (one["proposal_id"], one["plan_id"]) == (finding.proposal_id, finding.plan_id)
    )
    assert row["page"] == page + cited[0]


@pytest.mark.parametrize(("alone", "weak"), [(0.97, False), (0.5, False), (0.4999, True), (0.12, True)])
def test_the_probability_of_the_passage_quoted_is_told_beside_that_of_the_plan(
    sample_run: Run, alone: float, weak: bool
) -> None:
    finding, *_ = (one for one in sample_run.matrix.findings if one.status == "covered" and one.passage_id)
    of = finding.proposal_id, finding.passage_id
    matches = tuple(
        replace(
            found,
            matches=tuple(
                replace(one, probability=alone) if (one.proposal_id, one.passage_id) == of else one
                for one in found.matches
            ),
        )
        for found in sample_run.matrix.matches
    )
    run = replace(sample_run, matrix=replace(sample_run.matrix, matches=matches))
    key = f"cell|{finding.proposal_id}|{finding.plan_id}"
    told = {lang: statements(run, lang)[key].text for lang in ("ja", "en")}
    number = {0.97: "97%", 0.5: "50%", 0.4999: "50.0%", 0.12: "12%"}[alone]
    assert f"引用した箇所だけでは{number}）" in told["ja"]
    assert ("人の確認が要る" in told["ja"]) is weak
    assert ("a person should check" in told["en"]) is weak


def test_a_part_that_is_not_found_is_named(sample_run: Run) -> None:
    finding, *_ = (one for one in sample_run.matrix.findings if one.status == "partial" and one.passage_id)
    named = replace(finding, detail={**finding.detail, "missing": "星の地図", "taken": "「星の名」p.7"})
    findings = tuple(named if one is finding else one for one in sample_run.matrix.findings)
    run = replace(sample_run, matrix=replace(sample_run.matrix, findings=findings))
    told = statements(run, "ja")[f"cell|{finding.proposal_id}|{finding.plan_id}"].text
    assert "「星の地図」を行うと言える一文は、提言に応える施策や節の中に見つからない" in told
    assert "求めるものごとの一文は、「星の名」p.7である。" in told


def test_where_no_part_is_found_none_is_named_and_that_is_said(sample_run: Run) -> None:
    finding, *_ = (one for one in sample_run.matrix.findings if one.status == "partial" and one.passage_id)
    detail = {name: finding.detail[name] for name in ("probability", "passage")}
    unclear = replace(finding, reason=VerdictCode.partial_unclear, detail=detail)
    findings = tuple(unclear if one is finding else one for one in sample_run.matrix.findings)
    run = replace(sample_run, matrix=replace(sample_run.matrix, findings=findings))
    told = {lang: statements(run, lang)[f"cell|{finding.proposal_id}|{finding.plan_id}"].text for lang in ("ja", "en")}
    assert "どれを行うのかは、その言葉からは言い切れない。" in told["ja"]
    assert "do not tell which" in told["en"]
    assert "見つからない" not in told["ja"]


@pytest.mark.parametrize("twin", ["", "_unread"])
@pytest.mark.parametrize(
    ("reason", "told"),
    [
        ("partial", "基準が、この種の提言では定まっていない"),
        ("partial_passage", "引用した箇所だけの確率が半分に届かない"),
        ("partial_full", "すべてに応えている確率が31%で、基準（50%以上）に届かない"),
    ],
)
def test_what_keeps_a_verdict_from_being_covered_is_told(sample_run: Run, reason: str, twin: str, told: str) -> None:
    finding, *_ = (one for one in sample_run.matrix.findings if one.status == "partial" and one.passage_id)
    detail = {"probability": "80%", "passage": "40%", "full": "31%", "limit": "50%", "unread": "1"}
    changed = replace(
        finding, reason=Code(reason + twin), detail={**detail, "taken": "「星の名」p.7『星を名付ける。』"}
    )
    findings = tuple(changed if one is finding else one for one in sample_run.matrix.findings)
    run = replace(sample_run, matrix=replace(sample_run.matrix, findings=findings))
    text = statements(run, "ja")[f"cell|{finding.proposal_id}|{finding.plan_id}"].text
    assert told in text
    assert "どこまで応えているかは確かでない" in text
    assert "『星を名付ける。』" in text


def test_what_a_plan_guarantees_is_told_in_the_style_of_the_chapter(sample_run: Run) -> None:
    codes = [one for one in vars(AuditCode).values() if str(one).startswith("guarantee") and one in CODES]
    codes += [AuditCode.audit_result, AuditCode.audit_census]
    told = [in_plain_style(CODES[one].ja) for one in codes]
    run = replace(sample_run, record={**sample_run.record, "guarantee": {"ja": "正しいと言えます", "en": "right"}})
    told += [one.text for key, one in statements(run).items() if key.startswith("guarantee")]
    assert "正しいと言える。" in told
    assert not [one for one in told if re.search(r"(?:です|ます|ません)[。）（]|(?:です|ます|ません)$", one)]


def test_plans_that_are_open_for_one_reason_are_told_together(sample_run: Run) -> None:
    cells = [one for one in sample_run.matrix.findings if one.proposal_id == "1-P1"]
    changes = {"status": "undetermined", "reason": "no_carrier", "probability": 0.88}
    told = {(one.proposal_id, one.plan_id): replace(one, **changes) for one in cells}  # type: ignore[arg-type]
    findings = tuple(told.get((one.proposal_id, one.plan_id), one) for one in sample_run.matrix.findings)
    run = replace(sample_run, matrix=replace(sample_run.matrix, findings=findings))
    (entry,) = (one for one in join_run(run, "ja").entries if one.proposal.id == "1-P1")
    (look,) = (one.text for one in of_entry(entry, "ja") if one.key.startswith("look|"))
    assert look.count("一文が見つからない") == 1
    assert all(f"{plan.title}（確率88%" in look for plan in run.plans)


def test_words_are_explained_in_the_style_of_the_chapter(chapter: Path) -> None:
    document = docx.Document(str(chapter))
    (terms,) = (table for table in document.tables if table.rows[0].cells[0].text == "用語")
    told = {row.cells[0].text: row.cells[1].text for row in terms.rows[1:]}
    assert {"判定不能", "計画全体からみた確率", "施策", "段階", "出口、出口の連携", "抜粋"} <= told.keys()
    assert not [one for one in told.values() if re.search("です|ます|ません|ました|ください", one)]


def test_its_language_is_japanese(chapter: Path) -> None:
    with zipfile.ZipFile(chapter) as archive:
        styles = etree.fromstring(archive.read("word/styles.xml"))
    word = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    assert [one.get(f"{word}eastAsia") for one in styles.iter(f"{word}lang")] == ["ja-JP"]


def test_a_caption_stays_with_its_table(chapter: Path) -> None:
    document = docx.Document(str(chapter))
    above = [one for one in document.paragraphs if one.text.startswith("表") and one.style.name == "Caption"]
    assert above
    assert all(one.paragraph_format.keep_with_next for one in above)


def test_what_is_undetermined_is_never_told_as_absent(sample_run: Run) -> None:
    for entry in join_run(sample_run, "ja").entries:
        told = {one.key.split("|")[0]: one.text for one in of_entry(entry, "ja")}
        if cells := entry.of("undetermined"):
            assert f"判定できない計画は、{len(cells)}本" in told["undetermined"]
            assert f"うち{len(cells)}本" not in told["undetermined"]
        for cell in entry.of("undetermined"):
            assert cell.plan.title not in told.get("gap", "")
        for cell in entry.of("gap"):
            assert cell.plan.title in told["gap"]


def open_cells(path: Path, run: Run) -> list[tuple[str, str]]:
    """The cells that a chapter names as 判定不能, read as people read it: in the sections of the proposals and in the
    table of what holds for plans as a whole."""
    document, titles = docx.Document(str(path)), [plan.title for plan in run.plans]
    found, proposal, named = [], "", False
    for paragraph in document.paragraphs:
        style = paragraph.style.name if paragraph.style else ""
        if style.startswith("Heading"):
            proposal = paragraph.text.split("\u3000")[0]
        if named and style == "List Bullet":
            found += [(proposal, title) for title in titles if f"{title}（確率" in paragraph.text]
        else:
            named = paragraph.text.endswith("示した場所から読んで確かめる。")
    every = [one.id for one in run.matrix.proposals]
    for table in document.tables:
        if table.rows[0].cells[-1].text == "判定不能の提言等":
            for row in table.rows[1:]:
                title, _, told = (cell.text for cell in row.cells)
                ids = re.findall(r"[^（、）]+", told.partition("（")[2].replace("を除くすべて", ""))
                left = {"すべて": every}.get(told.split("（")[0], ids)
                those = [one for one in every if (one in left) != ("を除くすべて" in told)]
                assert len(those) == int(re.findall(r"(\d+)件", told)[0])
                found += [(one, title) for one in those]
    return sorted(found)


def open_in(run: Run) -> list[tuple[str, str]]:
    return sorted((one.proposal_id, one.plan_id) for one in run.matrix.findings if one.status == "undetermined")


def wide_run(run: Run, codes: Sequence[str]) -> Run:
    """The run with one plan after another left open for a reason of its own: the first for all proposals, the second
    for all but one, the third for two."""
    counts = dict(zip((plan.id for plan in run.plans), (None, -1, 2), strict=False))
    code = dict(zip(counts, codes, strict=False))
    chosen = {plan: [one.id for one in run.matrix.proposals][:count] for plan, count in counts.items()}
    findings = tuple(
        replace(
            one,
            status="undetermined" if one.proposal_id in chosen[one.plan_id] else "gap",
            reason=code[one.plan_id] if one.proposal_id in chosen[one.plan_id] else "gap",
            detail={**dict.fromkeys(("pages", "unread", "numbers", "passage", "limit", "share"), "3")},
        )
        if one.plan_id in chosen
        else one
        for one in run.matrix.findings
    )
    return replace(run, matrix=replace(run.matrix, findings=findings))


def titled_by_id(run: Run) -> Run:
    """The run with plans that go by their ids, so that no title is a part of another."""
    plans = tuple(replace(plan, title=plan.id) for plan in run.plans)
    return replace(run, matrix=replace(run.matrix, plans=plans))


@pytest.mark.parametrize("codes", [(), ("plan_untypical_unread", "too_many_unread", "not_japanese")])
def test_every_undetermined_cell_is_named_once(sample_run: Run, tmp_path: Path, codes: tuple[str, ...]) -> None:
    run = titled_by_id(wide_run(sample_run, codes) if codes else sample_run)
    path = tmp_path / "chapter.docx"
    path.write_bytes(report_files(run, Material(), ["docx"], "ja")["report.docx"])
    assert open_in(run)
    assert open_cells(path, run) == open_in(run)


def test_a_reason_of_a_whole_plan_is_told_once_and_held_against_the_results(sample_run: Run, tmp_path: Path) -> None:
    run = wide_run(sample_run, ("plan_untypical", "too_many_unread", "not_japanese"))
    path = tmp_path / "chapter.docx"
    path.write_bytes(report_files(run, Material(), ["docx"], "ja")["report.docx"])
    with zipfile.ZipFile(path) as archive:
        text = "".join(etree.fromstring(archive.read("word/document.xml")).itertext())
    assert [
        text.count(part) for part in ("誤り率を測った計画と性格が異なる", "に読めていない文字", "日本語でなく")
    ] == [1, 1, 1]
    assert check_chapter(path, run).complaints == ()
    damaged = wide_run(sample_run, ("plan_untypical", "file_damaged", "not_japanese"))
    gone = [one.text for one in check_chapter(path, damaged).complaints if one.code == ReportCode.check_gone]
    assert any("に読めていない文字" in one for one in gone)


def test_a_reason_of_a_whole_proposal_is_told_once_in_its_section(sample_run: Run) -> None:
    first = sample_run.matrix.proposals[0].id
    run = sample_run
    for place, one in enumerate(run.matrix.findings):
        if one.proposal_id == first:
            run = with_finding(
                run, place, status="undetermined", reason="kind_not_measured", detail={"kind": "problem"}
            )
    told = "".join(one.text for key, one in statements(run).items() if key.startswith(f"look|{first}|"))
    assert told.count("この種別の論点は") == 1
    assert all(plan.title in told for plan in run.plans)


def test_every_verdict_is_told_once(sample_run: Run) -> None:
    for entry in join_run(sample_run, "ja").entries:
        told = [one.key for one in of_entry(entry, "ja")]
        assert sum(key.startswith("cell|") for key in told) == len(entry.taken_up)
        assert len(told) == len(set(told))


def test_the_document_holds_every_sentence_and_its_notes(sample_run: Run, chapter: Path) -> None:
    document = docx.Document(str(chapter))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    text = "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])
    told = statements(sample_run)
    assert all(one.text in text for one in told.values())
    with zipfile.ZipFile(chapter) as archive:
        notes = etree.fromstring(archive.read("word/footnotes.xml"))
        body = etree.fromstring(archive.read("word/document.xml"))
    written = {note.get(f"{W}id"): "".join(note.itertext()).strip() for note in notes}
    referred = [node.get(f"{W}id") for node in body.iter(f"{W}footnoteReference")]
    assert [written[one] for one in referred if one] == [written[str(number)] for number in range(1, len(referred) + 1)]
    assert {one.place for one in told.values() if one.place} <= set(written.values())


def test_times_are_told_of_every_plan_that_answers_and_those_without_are_counted(sample_run: Run) -> None:
    told = statements(sample_run)
    answers = [one for one in picture_of(sample_run) if one.takes_up]
    dated = {f"times|{one.proposal_id}|{one.plan_id}" for one in answers if one.dated}
    assert {key for key in told if key.startswith("times|")} == dated
    for proposal in {one.proposal_id for one in answers if not one.dated}:
        counts = [len(one.measures) for one in answers if one.proposal_id == proposal and not one.dated]
        text = told[f"undated|{proposal}"].text
        assert text.startswith("時期の記載なし：")
        assert [int(count) for count in re.findall(r"（施策(\d+)件）", text)] == counts
    assert any(key.startswith("undated|") for key in told)


def test_figures_stand_in_the_chapter_with_captions_at_the_width_of_the_type(sample_run: Run, tmp_path: Path) -> None:
    pytest.importorskip("matplotlib_fontja")
    figures = chapter_figures(sample_run, "ja")
    assert figures == chapter_figures(sample_run, "ja")
    assert figures.keys() == {"phases", "responsibility", "links"}
    path = tmp_path / "chapter.docx"
    path.write_bytes(report_files(sample_run, Material(figures=figures), ["docx"], "ja")["report.docx"])
    document = docx.Document(str(path))
    sheets = sum(map(len, figures.values()))
    assert [round(one.width.mm) for one in document.inline_shapes] == [160] * sheets
    assert all(one.height.mm < 235 for one in document.inline_shapes), "with its caption on a page of A4"
    captions = [one.text for one in document.paragraphs if one.style and one.style.name == "Caption"]
    assert sum(text.startswith("図") for text in captions) == sheets
    assert check_chapter(path, sample_run).complaints == ()


def test_the_caption_speaks_of_open_exits_only_where_they_are_drawn(sample_run: Run) -> None:
    links = sample_run.results["links"]
    none = replace(sample_run, results={**sample_run.results, "links": replace(links, exits=())})
    assert "結ばれていない出口" not in caption("links", none, "ja")
    assert ("結ばれていない出口" in caption("links", sample_run, "ja")) == bool(links.open_exits)


def test_without_the_extra_the_figures_of_the_results_are_taken(
    sample_run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib_fontja", None)
    for number, name in enumerate(("phases.png", "phases(2).png", "links.png", "notes.png")):
        (tmp_path / name).write_bytes(str(number).encode())
    listed = {**sample_run.record, "files": ["phases.png", "phases(2).png", "links.png", "responsibility.png"]}
    run = replace(sample_run, record=listed, settings=replace(sample_run.settings, cache=False))
    assert chapter_figures(run, "ja", tmp_path) == {"phases": (b"0", b"1"), "responsibility": (), "links": (b"2",)}
    assert chapter_figures(run, "ja") == {}


def test_the_same_run_gives_the_same_bytes(sample_run: Run) -> None:
    first = report_files(sample_run, Material(), ["docx"], "ja")["report.docx"]
    assert report_files(sample_run, Material(), ["docx"], "ja")["report.docx"] == first
    assert {entry.date_time[0] for entry in zipfile.ZipFile(io.BytesIO(first)).infolist()} == {1980}


def test_english_is_complete(sample_run: Run) -> None:
    content = report_files(sample_run, Material(), ["docx"], "en")["report.docx"]
    document = docx.Document(io.BytesIO(content))
    headings = [one.text for one in document.paragraphs if one.style and one.style.name in ("Heading 1", "Lead")]
    assert headings
    assert not [one for one in headings if re.search("[ぁ-んァ-ヶ一-龠]", one)]


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_an_untouched_chapter_holds(sample_run: Run, tmp_path: Path, lang: str) -> None:
    path = tmp_path / "chapter.docx"
    path.write_bytes(report_files(sample_run, Material(), ["docx"], lang)["report.docx"])
    checked = check_chapter(path, sample_run)
    assert (checked.complaints, checked.removed) == ((), 0)
    assert checked.sentences == len(statements(sample_run, lang))


def test_an_altered_quotation_is_told_with_its_place(sample_run: Run, chapter: Path) -> None:
    quoted = next(one for one in statements(sample_run).values() if one.quotation)
    edited(chapter, lambda text: text.replace(quoted.text, quoted.text[:-6] + "しなければならない。」"))
    (found,) = check_chapter(chapter, sample_run).complaints
    assert quoted.quotation
    assert (found.code, found.plan) == (ReportCode.check_quote, quoted.quotation.plan_id)


def test_a_quotation_may_be_shortened_and_other_sentences_rewritten(sample_run: Run, chapter: Path) -> None:
    told = statements(sample_run)
    quoted = next(one for one in told.values() if one.quotation and len(one.text) > 40)
    plain = next(one for one in told.values() if one.key.startswith("gap|"))
    short = f"{quoted.text[:12]}……{quoted.text[-14:]}"
    edited(chapter, lambda text: {quoted.text: short, plain.text: "書き直した文。"}.get(text, text))
    assert check_chapter(chapter, sample_run).complaints == ()


def test_words_in_another_order_are_no_quotation(sample_run: Run, chapter: Path) -> None:
    quoted = next(one for one in statements(sample_run).values() if one.quotation and len(one.text) > 40)
    swapped = f"「{quoted.text[20:-1]}……{quoted.text[1:20]}」"
    edited(chapter, lambda text: swapped if text == quoted.text else text)
    assert [one.code for one in check_chapter(chapter, sample_run).complaints] == [ReportCode.check_quote]


def test_a_changed_finding_is_told(sample_run: Run, chapter: Path) -> None:
    place = next(place for place, one in enumerate(sample_run.matrix.findings) if one.status == "covered")
    changed = with_finding(sample_run, place, status="undetermined")
    codes = {one.code for one in check_chapter(chapter, changed).complaints}
    assert ReportCode.check_gone in codes
    assert ReportCode.check_changed in codes  # the summary counts otherwise now


def test_a_removed_sentence_is_counted(sample_run: Run, chapter: Path) -> None:
    every = statements(sample_run).values()
    texts = [one.text for one in every]
    told = next(one for one in every if one.key.startswith("look|") and texts.count(one.text) == 1)
    edited(chapter, lambda text: "" if text == told.text else text)
    checked = check_chapter(chapter, sample_run)
    assert (checked.removed, checked.complaints) == (1, ())


def test_the_command_names_what_no_longer_holds(sample_results: Path, sample_run: Run, chapter: Path) -> None:
    untouched = CliRunner().invoke(app, ["report", str(sample_results), "--check", str(chapter)])
    assert untouched.exit_code == 0, untouched.output
    edited(chapter, lambda text: text.replace("」", "かもしれない」") if text.startswith("「") else text)
    done = CliRunner().invoke(app, ["report", str(sample_results), "--check", str(chapter)])
    assert done.exit_code == 1
    assert "計画の文言と一致しない引用" in done.output


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04broken", b"text"])
def test_what_is_no_chapter_is_refused_in_a_line(sample_results: Path, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "none.docx"
    path.write_bytes(content)
    done = CliRunner().invoke(app, ["report", str(sample_results), "--check", str(path)])
    assert done.exit_code == 1
    assert "読めません" in done.output


def test_a_document_of_somebody_else_is_refused(sample_results: Path, tmp_path: Path) -> None:
    path = tmp_path / "other.docx"
    docx.Document().save(str(path))
    done = CliRunner().invoke(app, ["report", str(sample_results), "--check", str(path)])
    assert done.exit_code == 1
    assert "一つもありません" in done.output


def test_the_contents_list_every_heading_and_lead_to_it(chapter: Path) -> None:
    document = docx.Document(str(chapter))
    body = document.element.body
    entries = [one for one in document.paragraphs if one.style and one.style.name in ("toc 1", "toc 2")]
    headings = [one for one in document.paragraphs if one.style and one.style.name in ("Heading 1", "Heading 2")]
    assert [one.text.strip() for one in entries] == [one.text for one in headings]
    for entry, heading in zip(entries, headings, strict=True):
        (target,) = (link.get(f"{W}anchor") for link in entry._p.iter(f"{W}hyperlink"))
        assert target in [mark.get(f"{W}name") for mark in heading._p.iter(f"{W}bookmarkStart")]
        assert f"PAGEREF {target} " in "".join(code.text for code in entry._p.iter(f"{W}instrText"))
    names = [mark.get(f"{W}name") for mark in body.iter(f"{W}bookmarkStart")]
    numbers = [mark.get(f"{W}id") for mark in body.iter(f"{W}bookmarkStart")]
    assert len(names) == len(set(names))
    assert len(numbers) == len(set(numbers))
    kinds = [one.get(f"{W}fldCharType") for one in body.iter(f"{W}fldChar")]
    assert kinds.count("begin") == kinds.count("separate") == kinds.count("end")
    assert document.settings.element.find(f"{W}updateFields") is not None


def test_what_is_said_again_names_where_it_stands_and_the_verdicts_that_differ(sample_run: Run) -> None:
    first, second = sample_run.matrix.proposals[:2]
    again = replace(second, see_also=(first.id,))
    proposals = tuple(again if one is second else one for one in sample_run.matrix.proposals)
    statuses = {first.id: "covered", again.id: "undetermined"}
    findings = tuple(
        replace(one, status=statuses[one.proposal_id]) if one.proposal_id in statuses else one  # type: ignore[arg-type]
        for one in sample_run.matrix.findings
    )
    run = replace(sample_run, matrix=replace(sample_run.matrix, proposals=proposals, findings=findings))
    text = statements(run, "ja")[f"see_also|{again.id}"].text
    assert f"再掲とする提言等：{first.id}。" in text
    assert f"{run.plans[0].title}（{again.id} 判定不能、{first.id} 対応）" in text
    assert f"see_also|{first.id}" not in statements(run, "ja")


def test_the_sentence_of_a_part_is_not_told_again_where_it_is_quoted_below(sample_run: Run) -> None:
    cells = (cell for entry in join_run(sample_run, "ja").entries for cell in entry.taken_up)
    cell = next(one for one in cells if one.quotation is not None and len(one.quotation.text) <= 100)
    assert cell.quotation is not None
    detail = {
        **cell.finding.detail,
        "taken": f"「星の名」p.7『{cell.quotation.text}』、「星の図」p.8『星の図を描く。』",
    }
    named = replace(cell.finding, detail=detail)
    findings = tuple(named if one == cell.finding else one for one in sample_run.matrix.findings)
    run = replace(sample_run, matrix=replace(sample_run.matrix, findings=findings))
    text = statements(run, "ja")[f"cell|{cell.key}"].text
    assert "「星の名」p.7（下に引用した一文）、「星の図」p.8『星の図を描く。』" in text
